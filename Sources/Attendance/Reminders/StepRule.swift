/// What the office may change about one step of the week: whether it is sent at all, when it may leave, and to whom.
package struct StepRule: Hashable, Sendable {
    package var isOn: Bool
    /// Both ends belong to it; nil where the office's window holds.
    package var window: ClosedRange<TimeOfDay>?
    /// Nil where everybody gets it whom the step is for.
    package var roles: Set<ReporterRole>?

    package init(isOn: Bool = true, window: ClosedRange<TimeOfDay>? = nil, roles: Set<ReporterRole>? = nil) {
        self.isOn = isOn
        self.window = window
        self.roles = roles
    }
}

extension ReminderStep {
    /// Whom a step can be for (domain: people; ruling 44).
    package var roles: Set<ReporterRole> {
        switch self {
        case .question, .extra: [.teacher, .head, .community]
        case .reminder1, .reminder2: [.teacher, .head]
        case .silentList: [.promoter]
        case .weeklySummary: [.official]
        }
    }

    /// Not about one school, and to nobody who reports.
    var isList: Bool { self == .silentList || self == .weeklySummary }
}

extension ReportingRules {
    package func isOn(_ step: ReminderStep) -> Bool { steps[step]?.isOn ?? true }

    package func window(of step: ReminderStep) -> ClosedRange<TimeOfDay> { steps[step]?.window ?? window }

    func gets(_ step: ReminderStep, _ role: ReporterRole) -> Bool {
        step.roles.contains(role) && (steps[step]?.roles?.contains(role) ?? true)
    }
}
