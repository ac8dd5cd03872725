import Foundation

/// What the office should hold and what people should have been told, computed from the scenario alone: no grammar, no
/// database, nothing of the product. The last report of a school, day and stream counts; that is nearly all.
struct TermReckoner {
    struct Key: Hashable {
        let school: Int
        let day: TermDay
        let stream: TermScenario.Stream
    }

    enum Step: Hashable, CustomStringConvertible {
        case question, communityQuestion
        /// 1 or 2, the number in the school's name and the day as the text writes it.
        case reminder(Int, school: Int, day: String)
        /// How many schools are silent.
        case list(Int)
        case summary(reported: Int, of: Int)

        var description: String {
            switch self {
            case .question: "the question"
            case .communityQuestion: "the community's question"
            case .reminder(let number, let school, let day): "reminder \(number) about I.E. \(school) on \(day)"
            case .list(let count): "a list of \(count) silent schools"
            case .summary(let reported, let all): "the summary of a week, \(reported) of \(all)"
            }
        }
    }

    /// A text that leaves unasked, in that session.
    struct Unasked: Hashable {
        let phone: String
        let session: Int
        let step: Step
    }

    let scenario: TermScenario
    private var office: TermOffice { scenario.office }
    private var latest: [Key: (sent: Date, content: TermScenario.Content)] = [:]
    private var pending: [Int: (day: TermDay, since: Date)] = [:]
    private var gone: Set<String> = []

    private(set) var reports: [Key: TermScenario.Content] = [:]
    private(set) var unasked: Set<Unasked> = []

    init(_ scenario: TermScenario) {
        self.scenario = scenario
        let bySession = Dictionary(grouping: scenario.texts, by: \.arrival)
        for session in scenario.sessions.indices {
            unasked.formUnion(steps(of: session))
            for text in (bySession[session] ?? []).sorted(by: { $0.planned < $1.planned }) { hear(text, in: session) }
        }
        reports = latest.mapValues(\.content).filter { $0.value != .none }
    }

    // MARK: Figures

    private mutating func hear(_ text: TermScenario.Text, in session: Int) {
        if text.body == "BAJA" { gone.insert(text.sender) }
        if let (school, day) = text.pending { pending[school] = (day, scenario.sessions[session].moment) }
        guard let meaning = text.meaning else { return }
        if meaning.stream == .school { pending[meaning.school] = nil }
        let key = Key(school: meaning.school, day: meaning.day, stream: meaning.stream)
        guard latest[key].map({ $0.sent <= text.planned }) ?? true else { return }
        latest[key] = (text.planned, meaning.content)
    }

    // MARK: Steps

    private func steps(of place: Int) -> [Unasked] {
        let session = scenario.sessions[place]
        return office.people.filter { !gone.contains($0.e164) }.flatMap { person in
            steps(person, session).map { Unasked(phone: person.e164, session: place, step: $0) }
        }
    }

    private func steps(_ person: TermOffice.Person, _ session: TermScenario.Session) -> [Step] {
        switch session.kind {
        case .question:
            return question(person, session) + summary(person, session)
        case .reminder:
            return person.schools.filter { isReportingDay(session.day, $0, session) }
                .flatMap { reminders(1, person, $0, session.day, session) }
        case .lastReminder:
            return lastReminders(person, session)
        case .beforeLimit:
            // Figures over enrolment that nobody has said yes to within a day are no report any more.
            let open = lastReminders(person, session)
            guard !open.isEmpty else { return [] }
            let told = unasked.filter { $0.phone == person.e164 && scenario.sessions[$0.session].day == session.day }
            return open.filter { step in !told.contains { $0.step == step } }
        case .list:
            return list(person, session)
        case .noon, .afternoon, .evening:
            return []
        }
    }

    private func question(_ person: TermOffice.Person, _ session: TermScenario.Session) -> [Step] {
        let stream: TermScenario.Stream
        switch person.role {
        case .head, .teacher: stream = .school
        case .community: stream = .community
        case .promoter, .official: return []
        }
        let open = person.schools.filter {
            isReportingDay(session.day, $0, session) && !hasReported($0, session.day, stream, session)
        }
        return open.isEmpty ? [] : [stream == .school ? .question : .communityQuestion]
    }

    private func reminders(
        _ number: Int, _ person: TermOffice.Person, _ school: Int, _ day: TermDay, _ session: TermScenario.Session
    ) -> [Step] {
        guard person.role == .head || person.role == .teacher, !hasReported(school, day, .school, session) else {
            return []
        }
        return [.reminder(number, school: 501 + school, day: day.short)]
    }

    private func lastReminders(_ person: TermOffice.Person, _ session: TermScenario.Session) -> [Step] {
        person.schools.filter { !isClosed($0, session) }.flatMap { school in
            daysBefore(session.day, school, session).flatMap { reminders(2, person, school, $0, session) }
        }
    }

    private func list(_ person: TermOffice.Person, _ session: TermScenario.Session) -> [Step] {
        guard person.role == .promoter else { return [] }
        let silent = person.schools.filter { school in
            daysBefore(session.day, school, session).contains { !hasReported(school, $0, .school, session) }
        }
        return silent.isEmpty ? [] : [.list(silent.count)]
    }

    private func summary(_ person: TermOffice.Person, _ session: TermScenario.Session) -> [Step] {
        let isFirst = (0..<session.day.weekday).allSatisfy { TermDay(week: session.day.week, weekday: $0).isHoliday }
        guard person.role == .official, isFirst else { return [] }
        let due = office.schools.indices.compactMap { school in
            office.reportingDay(school, week: session.day.week - 1, knownAt: session.moment).map { (school, $0) }
        }
        guard !due.isEmpty else { return [] }
        return [.summary(reported: due.count { hasReported($0.0, $0.1, .school, session) }, of: due.count)]
    }

    // MARK: Days

    private func isReportingDay(_ day: TermDay, _ school: Int, _ session: TermScenario.Session) -> Bool {
        office.reportingDay(school, week: day.week, knownAt: session.moment) == day
    }

    /// Reporting days whose last steps fall on that day.
    private func daysBefore(_ day: TermDay, _ school: Int, _ session: TermScenario.Session) -> [TermDay] {
        [day.week - 1, day.week].compactMap { office.reportingDay(school, week: $0, knownAt: session.moment) }
            .filter { $0.dayAfter == day }
    }

    private func isClosed(_ school: Int, _ session: TermScenario.Session) -> Bool {
        office.closures.contains { $0.closes(school, on: session.day, knownAt: session.moment) }
    }

    private func hasReported(
        _ school: Int, _ reportingDay: TermDay, _ stream: TermScenario.Stream, _ session: TermScenario.Session
    ) -> Bool {
        func isOfWeek(_ day: TermDay) -> Bool { office.covers(reportingDay, day, school, knownAt: session.moment) }
        if let (day, since) = pending[school], stream == .school, isOfWeek(day),
            session.moment.timeIntervalSince(since) < 86_400
        {
            return true
        }
        return (reportingDay.number..<reportingDay.number + 14).contains { number in
            let key = Key(school: school, day: TermDay(number), stream: stream)
            return latest[key].map { $0.content != .none } ?? false && isOfWeek(key.day)
        }
    }
}

extension TermScenario.Text {
    /// The session in which the modem gets it.
    var arrival: Int {
        switch when {
        case .sent(_, let session), .told(let session, _): session
        }
    }
}
