import Foundation

/// A term as it will be: when the computer runs, and who writes what when. Made from a seed alone.
struct TermScenario {
    /// The daemon and the modem run: they are started at that moment and stopped when all is done that can be done.
    struct Session: Hashable, CustomStringConvertible {
        enum Kind: Int, CaseIterable {
            case lastReminder, question, beforeLimit, list, noon, reminder, afternoon, evening

            var time: (hour: Int, minute: Int) {
                switch self {
                case .lastReminder: (9, 0)
                case .question: (10, 0)
                case .beforeLimit: (11, 35)
                case .list: (12, 0)
                case .noon: (14, 20)
                case .reminder: (15, 0)
                case .afternoon: (17, 0)
                case .evening: (20, 10)
                }
            }

            /// When something leaves unasked. Then no text lies in the network, so that nobody's report crosses its
            /// reminder.
            var isStep: Bool { [.lastReminder, .question, .list, .reminder].contains(self) }
        }

        let day: TermDay
        let kind: Kind
        var moment: Date { day.at(kind.time.hour, kind.time.minute, kind.isStep ? 5 : 0) }
        var description: String { "\(day) \(kind)" }
    }

    enum When: Hashable {
        /// Stamped by the service centre; the modem gets it in that session.
        case sent(Date, arriving: Int)
        /// As soon as a text with these words has come in that session.
        case told(session: Int, words: String)
    }

    enum Content: Hashable, CustomStringConvertible {
        case present(Figures)
        case noClass
        case heldClass(Bool)
        /// Taken back: there is no report.
        case none

        var description: String {
            switch self {
            case .present(let figures): "\(figures)"
            case .noClass: "no class"
            case .heldClass(let held): held ? "class was held" : "there was no class"
            case .none: "none"
            }
        }
    }

    enum Stream: String { case school, community }

    struct Meaning: Hashable {
        let school: Int
        let day: TermDay
        let stream: Stream
        let content: Content
    }

    enum Answer { case reply, silence, byCaps }

    struct Text {
        /// E.164, or what the network shows instead.
        let sender: String
        let body: String
        let when: When
        /// When it is sent, as far as one can plan.
        let planned: Date
        /// How often the network brings it.
        var copies = 1
        var meaning: Meaning?
        /// Complete figures over enrolment that wait for a yes.
        var pending: (school: Int, day: TermDay)?
        var answer = Answer.reply
        /// A person of the office has to read it.
        var isForPerson = false
    }

    let office: TermOffice
    let sessions: [Session]
    private(set) var texts: [Text] = []
    var random: EndToEnd.Random
    private var placeOfSession: [Session: Int] = [:]

    init(seed: UInt64) {
        random = EndToEnd.Random(state: seed)
        let office = TermOffice(&random)
        self.office = office
        sessions = Self.sessions(of: office)
        placeOfSession = Dictionary(uniqueKeysWithValues: zip(sessions, sessions.indices))
        for week in 0..<TermDay.weeks { live(through: week) }
    }

    private static func sessions(of office: TermOffice) -> [Session] {
        var sessions: Set<Session> = []
        for week in 0..<TermDay.weeks {
            for school in office.schools.indices {
                // Before and after the office knows of a closure.
                for moment in [TermDay(week: week, weekday: 0).at(10, 0), Date.distantFuture] {
                    guard let day = office.reportingDay(school, week: week, knownAt: moment) else { continue }
                    for kind in [Session.Kind.question, .noon, .reminder, .evening] {
                        sessions.insert(Session(day: day, kind: kind))
                    }
                    guard let next = day.dayAfter else { continue }
                    for kind in [Session.Kind.lastReminder, .beforeLimit, .list, .afternoon] {
                        sessions.insert(Session(day: next, kind: kind))
                    }
                }
            }
            // The officials are told of the week before, in vacations too.
            let working = (0...4).map { TermDay(week: week, weekday: $0) }.first { !$0.isHoliday }
            if let working { sessions.insert(Session(day: working, kind: .question)) }
        }
        return sessions.sorted { $0.moment < $1.moment }
    }

    func session(_ day: TermDay, _ kind: Session.Kind) -> Int? { placeOfSession[Session(day: day, kind: kind)] }

    /// The first session of texts that begins after this one and at that hour at the earliest.
    func sessionOfTexts(after session: Int, from moment: Date = .distantPast) -> Int? {
        sessions.indices.first { $0 > session && !sessions[$0].kind.isStep && sessions[$0].moment >= moment }
    }

    // MARK: What is said

    /// In answer to a text that the person gets in that session.
    @discardableResult
    mutating func add(
        _ person: TermOffice.Person, told words: String, in session: Int, _ body: String, _ meaning: Meaning? = nil,
        change: (inout Text) -> Void = { _ in }
    ) -> Int {
        // In the order in which they are written down here.
        let planned = sessions[session].moment.addingTimeInterval(1 + Double(texts.count) / 1000)
        var text = Text(
            sender: person.e164, body: body, when: .told(session: session, words: words), planned: planned,
            meaning: meaning)
        change(&text)
        texts.append(text)
        return session
    }

    /// Of its own accord, some minutes before a session; the network takes until then.
    mutating func add(
        _ sender: String, minutesBefore minutes: Int, _ session: Int, arriving later: Int? = nil, _ body: String,
        _ meaning: Meaning? = nil, change: (inout Text) -> Void = { _ in }
    ) {
        // A second of its own for each text, so that it can be told from others.
        let sent = sessions[session].moment.addingTimeInterval(Double(-60 * minutes + texts.count % 60))
        var text = Text(
            sender: sender, body: body, when: .sent(sent, arriving: later ?? session), planned: sent, meaning: meaning)
        change(&text)
        texts.append(text)
    }
}
