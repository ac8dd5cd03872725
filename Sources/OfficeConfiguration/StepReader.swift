import Attendance

/// `[reporting.steps.reminder2]`: what the office changes about one step of the week.
extension ConfigurationReader {
    /// - Parameter window: the office's; a step that has the same has none of its own.
    func readSteps(_ table: TableReader, _ window: ClosedRange<TimeOfDay>) -> [ReminderStep: StepRule] {
        var rules: [ReminderStep: StepRule] = [:]
        for step in ReminderStep.allCases {
            guard let own = table.optionalTable(step.key) else { continue }
            var rule = StepRule()
            if let isOn = own.flag("on") { rule.isOn = isOn }
            let hours = own.value("window", "span of time", example: "07:30-19:00", Self.window)
            rule.window = hours == window ? nil : hours
            let roles = own.words("to", among: step.roles.map(\.rawValue).sorted())
                .map { Set($0.compactMap(ReporterRole.init(rawValue:))) }
            rule.roles = roles == step.roles ? nil : roles
            own.finish()
            if rule != StepRule() { rules[step] = rule }
        }
        table.finish()
        return rules
    }

    /// The step whose hour a key of `[reporting]` sets.
    static func step(of key: String) -> ReminderStep? {
        switch key {
        case "question_at": .question
        case "reminder_at": .reminder1
        case "last_reminder_at": .reminder2
        case "last_reminder_limit": .silentList
        case "summary_at": .weeklySummary
        default: nil
        }
    }
}

extension ReminderStep {
    /// As the configuration writes it.
    package var key: String {
        switch self {
        case .question: "question"
        case .reminder1: "reminder1"
        case .reminder2: "reminder2"
        case .silentList: "silent_list"
        case .weeklySummary: "weekly_summary"
        case .extra: "extra"
        }
    }
}
