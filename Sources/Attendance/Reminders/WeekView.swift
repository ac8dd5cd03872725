import Foundation

/// The planning inputs, arranged for the questions that the planner asks at one moment: everything is found by the
/// place of its school, or by a key, so that an office of any size is gone through once.
final class WeekView {
    let moment: PlanningMoment
    /// In order of their keys; all others here are told by their places among these.
    let schools: [School]
    /// In order of their phones.
    let reporters: [Reporter]
    private let inputs: PlanningInputs
    private let placeOfSchool: [SchoolKey: Int]
    private let people: PlaceGroups<Int>
    private let reports: PlaceGroups<(stream: ReportStream, day: SchoolDay)>
    private let closures: AreaIndex<Closure>
    private let holds: AreaIndex<Hold>
    private let awaiting: [SchoolKey: [OpenQuestion]]
    private let roles: [ReminderStep: Set<ReporterRole>]
    private var timetables: [Timetable.Key: Timetable] = [:]
    private var timetableOfPlace: [Timetable?]
    private var windows: [ReminderStep: Bool] = [:]
    private var peopleOfList: [ReminderStep: [Reporter]] = [:]

    /// An open question is answered within a day or not at all (domain: SI / NO).
    static let questionLifetime: TimeInterval = 24 * 3600

    init(_ inputs: PlanningInputs, _ office: OfficeRules, at now: Date) {
        self.inputs = inputs
        moment = PlanningMoment(office, at: now)
        let schools = Self.inOrder(inputs.schools, by: \.key)
        let reporters = Self.inOrder(inputs.reporters, by: \.phone)
        let places = Dictionary(
            schools.map(\.key).enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        self.schools = schools
        self.reporters = reporters
        placeOfSchool = places
        people = PlaceGroups(places: schools.count, Self.people(reporters, places))
        reports = PlaceGroups(
            places: schools.count,
            inputs.reports.compactMap { stored in
                guard stored.state == .current, !stored.report.isTraining, let place = places[stored.report.school]
                else { return nil }
                return (place, (stored.report.stream, stored.report.day))
            })
        closures = AreaIndex(inputs.closures, scope: \.scope)
        holds = AreaIndex(inputs.holds, scope: \.scope)
        awaiting = Dictionary(
            inputs.openQuestions.compactMap { question in
                guard let school = question.school, question.kind == .overEnrolment, !question.isTraining else {
                    return nil
                }
                return (school, [question])
            }, uniquingKeysWith: +)
        let rules = office.reporting
        roles = Dictionary(
            uniqueKeysWithValues: ReminderStep.allCases.map { step in
                (step, Set(ReporterRole.allCases.filter { rules.gets(step, $0) }))
            })
        timetableOfPlace = Array(repeating: nil, count: schools.count)
    }

    /// The store gives them in order.
    private static func inOrder<Value, Key: Comparable>(_ values: [Value], by key: (Value) -> Key) -> [Value] {
        let keys = values.map(key)
        let isInOrder = zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 }
        return isInOrder ? values : values.sorted { key($0) < key($1) }
    }

    /// Whom a school has, by their places: each once, whatever letters it has.
    private static func people(_ reporters: [Reporter], _ places: [SchoolKey: Int]) -> [(place: Int, element: Int)] {
        var pairs: [(place: Int, element: Int)] = []
        pairs.reserveCapacity(reporters.count)
        for (person, reporter) in reporters.enumerated() {
            let assignments = reporter.assignments
            for (index, assignment) in assignments.enumerated() {
                let isRepeated = assignments[..<index].contains { $0.school == assignment.school }
                guard !isRepeated, let place = places[assignment.school] else { continue }
                pairs.append((place, person))
            }
        }
        return pairs
    }

    // MARK: Schools

    func place(of school: SchoolKey) -> Int? { placeOfSchool[school] }

    func timetable(_ place: Int) -> Timetable {
        if let known = timetableOfPlace[place] { return known }
        let closing = closures.places(of: schools[place])
        let key = Timetable.Key(schools[place], closures: closing)
        if let known = timetables[key] {
            timetableOfPlace[place] = known
            return known
        }
        let timetable = Timetable(of: schools[place], closures: closing.map { closures.entries[$0] }, at: moment)
        timetables[key] = timetable
        timetableOfPlace[place] = timetable
        return timetable
    }

    /// One for each way in which schools are asked.
    var allTimetables: [Timetable] {
        for place in schools.indices where timetableOfPlace[place] == nil { _ = timetable(place) }
        return Array(timetables.values)
    }

    /// Whether nothing unasked is sent about a school on a day.
    func isHeld(_ place: Int, on day: SchoolDay) -> Bool {
        guard !holds.entries.isEmpty else { return false }
        return holds.places(of: schools[place]).contains { holds.entries[$0].holds(schools[place], on: day) }
    }

    // MARK: People

    func reporter(_ phone: PhoneNumber) -> Reporter? {
        var (low, high) = (0, reporters.count)
        while low < high {
            let middle = (low + high) / 2
            if reporters[middle].phone < phone { low = middle + 1 } else { high = middle }
        }
        return low < reporters.count && reporters[low].phone == phone ? reporters[low] : nil
    }

    /// Who gets a step, by their places: teachers and heads, and the community only the question (ruling 44), as far as
    /// the office has not narrowed it.
    func people(of place: Int, for step: ReminderStep) -> [Int] {
        let roles = roles[step] ?? []
        return people[place].filter { reporters[$0].status == .active && roles.contains(reporters[$0].role) }
    }

    /// Promoters or officials.
    func people(for list: ReminderStep) -> [Reporter] {
        if let known = peopleOfList[list] { return known }
        let roles = roles[list] ?? []
        let people = reporters.indices.filter { reporters[$0].status == .active && roles.contains(reporters[$0].role) }
        let found = people.map { reporters[$0] }
        peopleOfList[list] = found
        return found
    }

    func gets(_ step: ReminderStep, _ role: ReporterRole) -> Bool { roles[step]?.contains(role) ?? false }

    /// Nobody who could report, whatever the steps are narrowed to.
    func hasNoReporter(_ place: Int) -> Bool {
        !people[place].contains { person in
            reporters[person].status == .active && Self.reporting.contains(reporters[person].role)
        }
    }

    private static let reporting = ReminderStep.question.roles

    func emptyReason(of place: Int, for step: ReminderStep) -> LeftOut.Reason {
        let hasOptedOut = people[place].contains { person in
            reporters[person].status == .optedOut && gets(step, reporters[person].role)
        }
        return hasOptedOut ? .optedOut : .noReporter
    }

    // MARK: Reports

    /// A report, SIN CLASES or a report that waits for SI, of any day of the week of T (ruling 42).
    /// The community's answer is a stream of its own.
    func hasReported(_ place: Int, _ ladder: Ladder, as role: ReporterRole) -> Bool {
        let stream: ReportStream = role == .community ? .community : .school
        if reports[place].contains(where: { $0.stream == stream && ladder.covers($0.day) }) { return true }
        guard stream == .school, let awaiting = awaiting[schools[place].key] else { return false }
        let expected = FigureField.expected(of: schools[place])
        return awaiting.contains { question in
            ladder.covers(question.day) && expected.allSatisfy { question.counts[$0] != nil } && isOpen(question)
        }
    }

    private func isOpen(_ question: OpenQuestion) -> Bool {
        moment.now.timeIntervalSince(question.askedAt) < Self.questionLifetime
    }

    /// When the next report that waits for its SI silences reminders no more.
    var nextExpiry: Date? {
        awaiting.values.joined().filter(isOpen).map { $0.askedAt.addingTimeInterval(Self.questionLifetime) }.min()
    }

    // MARK: Steps that were queued

    private lazy var leftAt: [StepKey: Date?] = {
        var leftAt: [StepKey: Date?] = Dictionary(minimumCapacity: inputs.sent.count)
        // No step of an earlier week is due or looked back for.
        let first = moment.today.monday.adding(days: -7)
        for step in inputs.sent where step.key.day >= first { leftAt[step.key] = .some(step.leftAt) }
        return leftAt
    }()

    private lazy var stepsOfSchool: [SchoolKey: Set<Rung>] = {
        var steps: [SchoolKey: Set<Rung>] = [:]
        for step in inputs.sent where step.key.step != .question {
            guard let school = step.key.school else { continue }
            steps[school, default: []].insert(Rung(day: step.key.day, step: step.key.step))
        }
        return steps
    }()

    private struct Rung: Hashable {
        let day: SchoolDay
        let step: ReminderStep
    }

    func wasQueued(_ key: StepKey) -> Bool { leftAt[key] != nil }

    /// When the question left for a phone; nil while it waits for the network.
    func askedAt(_ phone: PhoneNumber, _ day: SchoolDay) -> Date? {
        leftAt[StepKey(phone: phone, school: nil, day: day, step: .question)] ?? nil
    }

    /// Whether this very step was sent, or the week has had its two reminders (ruling 47).
    func spent(_ key: StepKey, _ ladder: Ladder, _ school: SchoolKey) -> LeftOut.Reason? {
        if wasQueued(key) { return .alreadySent }
        guard key.step != .question, let ofSchool = stepsOfSchool[school] else { return nil }
        let steps = ofSchool.filter { $0.day.monday == ladder.day.monday }
        guard !steps.contains(Rung(day: key.day, step: key.step)) else { return nil }
        return steps.count < ReminderPlanner.mostReminders ? nil : .alreadySent
    }

    // MARK: Windows

    /// Never on a Sunday or a holiday.
    func isInsideWindow(of step: ReminderStep) -> Bool {
        if let known = windows[step] { return known }
        let (rules, today) = (moment.rules, moment.today)
        let window = rules.window(of: step)
        let isInside =
            window.lowerBound <= TimeOfDay(moment.now, in: rules.zone)
            && moment.now <= today.moment(at: window.upperBound, in: rules.zone)
            && today.weekday != .sunday && !moment.calendar.isHoliday(today)
        windows[step] = isInside
        return isInside
    }
}
