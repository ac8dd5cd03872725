import Foundation

/// The planning inputs, arranged for the questions that the planner asks.
struct WeekView: Sendable {
    let closures: [Closure]
    private let rules: ReportingRules
    private let peopleOfSchool: [SchoolKey: [Reporter]]
    private let personOfPhone: [PhoneNumber: Reporter]
    private let reportsOfSchool: [SchoolKey: [AttendanceReport]]
    private let sent: [PlanningInputs.SentStep]
    private let sentKeys: Set<StepKey>
    private let awaiting: [OpenQuestion]

    /// An open question is answered within a day or not at all (domain: SI / NO).
    static let questionLifetime: TimeInterval = 24 * 3600

    init(_ inputs: PlanningInputs, rules: ReportingRules) {
        self.rules = rules
        closures = inputs.closures
        var people: [SchoolKey: [Reporter]] = [:]
        for reporter in inputs.reporters.sorted(by: { $0.phone < $1.phone }) {
            for school in Set(reporter.assignments.map(\.school)) { people[school, default: []].append(reporter) }
        }
        peopleOfSchool = people
        personOfPhone = Dictionary(inputs.reporters.map { ($0.phone, $0) }, uniquingKeysWith: { first, _ in first })
        reportsOfSchool = Dictionary(
            grouping: inputs.reports.filter { $0.state == .current && !$0.report.isTraining }.map(\.report),
            by: \.school)
        sent = inputs.sent
        sentKeys = Set(inputs.sent.map(\.key))
        awaiting = inputs.openQuestions.filter { $0.kind == .overEnrolment && !$0.isTraining }
    }

    func reporter(_ phone: PhoneNumber) -> Reporter? { personOfPhone[phone] }

    /// Who gets a step: teachers and heads, and the community only the question (ruling 44), as far as the office has
    /// not narrowed it.
    func people(of school: SchoolKey, for step: ReminderStep) -> [Reporter] {
        (peopleOfSchool[school] ?? []).filter { rules.gets(step, $0.role) && $0.status == .active }
    }

    /// Promoters or officials, by phone.
    func people(for list: ReminderStep, _ rules: ReportingRules) -> [Reporter] {
        personOfPhone.values.filter { rules.gets(list, $0.role) && $0.status == .active }.sorted { $0.phone < $1.phone }
    }

    func wasQueued(_ key: StepKey) -> Bool { sentKeys.contains(key) }

    /// Nobody who could report, whatever the steps are narrowed to.
    func hasNoReporter(_ school: SchoolKey) -> Bool {
        !(peopleOfSchool[school] ?? []).contains {
            ReminderStep.question.roles.contains($0.role) && $0.status == .active
        }
    }

    func emptyReason(of school: SchoolKey, for step: ReminderStep) -> LeftOut.Reason {
        let all = (peopleOfSchool[school] ?? []).filter { rules.gets(step, $0.role) }
        return all.contains { $0.status == .optedOut } ? .optedOut : .noReporter
    }

    /// A report, SIN CLASES or a report that waits for SI, of any day of the week of T (ruling 42).
    /// The community's answer is a stream of its own.
    func hasReported(_ ladder: Ladder, as role: ReporterRole, at now: Date) -> Bool {
        let stream: ReportStream = role == .community ? .community : .school
        let reports = reportsOfSchool[ladder.school.key] ?? []
        if reports.contains(where: { $0.stream == stream && ladder.covers($0.day) }) { return true }
        guard stream == .school else { return false }
        let expected = FigureField.expected(of: ladder.school)
        return awaiting.contains { question in
            question.school == ladder.school.key && ladder.covers(question.day)
                && expected.allSatisfy { question.counts[$0] != nil }
                && now.timeIntervalSince(question.askedAt) < Self.questionLifetime
        }
    }

    func closes(_ school: School, on day: SchoolDay) -> Bool {
        closures.contains { $0.closes(school, on: day) }
    }

    /// When the question left for a phone; nil while it waits for the network.
    func askedAt(_ phone: PhoneNumber, _ day: SchoolDay) -> Date? {
        let key = StepKey(phone: phone, school: nil, day: day, step: .question)
        return sent.last { $0.key == key }?.leftAt
    }

    /// Whether this very step was sent, or the week has had its two reminders (ruling 47).
    func spent(_ key: StepKey, _ ladder: Ladder, _ school: SchoolKey) -> LeftOut.Reason? {
        if sentKeys.contains(key) { return .alreadySent }
        guard key.step != .question else { return nil }
        let steps = Set(
            sentKeys.filter { $0.school == school && $0.step != .question && $0.day.monday == ladder.day.monday }
                .map { Rung(day: $0.day, step: $0.step) })
        guard !steps.contains(Rung(day: key.day, step: key.step)) else { return nil }
        return steps.count < ReminderPlanner.mostReminders ? nil : .alreadySent
    }

    private struct Rung: Hashable {
        let day: SchoolDay
        let step: ReminderStep
    }
}
