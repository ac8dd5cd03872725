import Foundation

/// One text of a person in the roster, with everything that its answer hangs on.
struct Turn {
    let office: OfficeRules
    let context: SenderContext
    let reporter: Reporter
    /// Of a text that waited for its school, or for a yes, when that one was sent.
    var sentAt: Date
    /// Of the text itself.
    let stampedAt: Date
    /// The day on which the text was sent; of a text that waited for its school, the day of that one.
    var today: SchoolDay
    let receivedAt: Date
    /// The text itself; of one that completes an earlier text, that one: what waits once more must be all of it.
    var body: String
    /// What we asked back and still wait for.
    let open: OpenQuestion?
    let days: ReportDay
    var speech: Speech
    /// They have said that the number is theirs.
    var isConfirmed = false
    /// What we asked back has its answer.
    var isCompleted = false
    /// The text is about what we asked back.
    var goesOn = false
    /// Something was asked after the text was sent. It stays open.
    var isAskedLater = false

    init(
        office: OfficeRules, context: SenderContext, reporter: Reporter,
        fits: @escaping @Sendable (String) -> Bool, sentAt: Date, today: SchoolDay, receivedAt: Date,
        body: String, now: Date
    ) {
        self.office = office
        self.context = context
        self.reporter = reporter
        self.sentAt = sentAt
        stampedAt = sentAt
        self.today = today
        self.receivedAt = receivedAt
        self.body = body
        open = context.openQuestion.flatMap { question in
            // When it was said counts: signal may come hours later.
            min(sentAt, now).timeIntervalSince(question.askedAt) < WeekView.questionLifetime ? question : nil
        }
        days = ReportDay(calendar: office.calendar, rules: office.reporting, closures: context.closures)
        speech = Speech(office: office, language: reporter.language, fits: fits)
    }

    typealias OwnSchool = SenderContext.OwnSchool

    var schools: [OwnSchool] { context.schools }
    /// The school of the examples where none is meant in particular.
    var example: String {
        guard let first = schools.first, !speech.isTraining else { return Example.usual(schools.first, withLetter: schools.count > 1) }
        return written(FigureField.expected(of: first.school), first)
    }
    func example(for own: OwnSchool?) -> String { own.map { written(FigureField.expected(of: $0.school), $0) } ?? example }
    /// For the school that a text names.
    func example(for head: TextHead) -> String {
        if head.school != nil, case .one(let own) = choose(head.school) { example(for: own) } else { example }
    }

    // MARK: Dispatch

    mutating func answer(_ reading: MessageReading) -> Settlement {
        let reading = completed(confirmed(identityTold(onlyWriter(reading.tellingVarones(from: schools)))))
        var settlement = settled(reading)
        // Or a later NO, or another letter, would answer it a second time.
        if isCompleted, settlement.question == .keep { settlement.question = .close }
        settlement.goesOn = open != nil && (isCompleted || goesOn || isOverridden(by: settlement))
        settlement.saysAllOf = textsSaid(by: settlement)
        if case .answers = reading { return leftToPerson(reading.head, settlement) }
        return leftToPerson(reading.head, adding(reading.head, to: addingAbsences(reading.head, to: settlement)))
    }

    /// What stands beside figures or SI and is no part of them.
    private func leftToPerson(_ head: TextHead?, _ settlement: Settlement) -> Settlement {
        guard head?.needsPerson == true, reporter.status == .active else { return settlement }
        var settlement = settlement
        settlement.isForPerson = true
        if case .reply(let text) = settlement.answer, settlement.reading != ReadingName.officeText.rawValue {
            settlement.answer = .reply(joined(text, speech.say(.officeReads)))
        }
        return settlement
    }

    private mutating func settled(_ reading: MessageReading) -> Settlement {
        if let settlement = identityAsked(reading) { return settlement }
        switch reading {
        case .help: return help()
        case .optOut:
            return reply(.optOut, speech.say(.optedOut), question: .close, roster: .optOut)
        case .optIn(_, let code): return optIn(code)
        case .polite: return Settlement(.polite, answer: .silence(.polite))
        case .empty: return Settlement(.empty, answer: .silence(.notText))
        case .forOffice: return forOffice(.officeText)
        case .status(let head): return statusCame(head)
        case .answers(let head)
        where !schools.isEmpty && (reporter.role.reportsForSchool || reporter.role == .community):
            return answersCame(head)
        case .answers: return forOffice(.officeText)
        case .pause(let head, let end, let reason): return pauseCame(head, end, reason)
        case .resume(let head): return resumeCame(head)
        case .report, .noClass, .correction, .unclear, .cancel, .absence, .enrolment, .yes, .no: break
        }
        switch reporter.role {
        case .teacher, .head: return schools.isEmpty ? forOffice(.officeText) : answerForSchool(reading)
        case .community: return schools.isEmpty ? forOffice(.officeText) : answerForCommunity(reading)
        case .promoter, .official, .operator: return forOffice(.officeText)
        }
    }

    /// Figures with a gap between them are not believed; a command that stands whole is.
    mutating func answerPartial(_ reading: MessageReading) -> Settlement {
        switch reading {
        case .help, .optOut: return answer(reading)
        case .polite: return Settlement(.polite, answer: .silence(.polite))
        default:
            guard reporter.role.reportsForSchool else { return forOffice(.partial) }
            return reply(.partial, speech.say(.incomplete, [.example: .whole(example)]))
        }
    }

    /// After BAJA only what asks for an answer is answered.
    func forOffice(_ name: ReadingName) -> Settlement {
        guard reporter.status == .active else { return Settlement(name, answer: .silence(.optedOut)) }
        return reply(name, speech.say(.officeReads))
    }

    private func help() -> Settlement {
        let office = speech.office.phone.map { speech.wording.word(.officePhone, [.phone: $0.national]) } ?? ""
        let key: WordingKey
        var values: [WordingSlot: Wording.Value] = [.office: .whole(office), .example: .whole(example)]
        switch reporter.role {
        case .community:
            key = .helpCommunity
            values[.example] = .whole(schools.first.map { address($0) + "SI" } ?? "SI")
        case .promoter where !schools.isEmpty:
            key = .helpPromoter
            values[.code] = .whole(schools[0].school.key.codMod)
        case .teacher, .head, .promoter, .official, .operator: key = .help
        }
        return reply(.help, speech.say(key, values))
    }

    private func optIn(_ code: String?) -> Settlement {
        let isOther = code.map { code in !schools.contains { $0.school.key.codMod == code } } ?? false
        // Another school than the office knows of: a person decides, and nothing is taken away.
        if isOther, reporter.status == .active { return forOffice(.otherSchool) }
        return reply(
            isOther ? .otherSchool : .optIn, speech.say(.registered, speech.consultations), roster: .optIn)
    }

    // MARK: Building blocks

    func reply(
        _ name: ReadingName, _ text: String, school: SchoolKey? = nil, report: AttendanceReport? = nil,
        question: Settlement.QuestionChange = .keep, roster: Settlement.RosterChange? = nil
    ) -> Settlement {
        Settlement(
            name, school: school, report: report, answer: .reply(text), question: question, rosterChange: roster)
    }

    func ask(
        _ kind: OpenQuestion.Kind, of school: SchoolKey?, on day: SchoolDay, _ counts: AttendanceCounts = .init(),
        said: String? = nil
    ) -> Settlement.QuestionChange {
        .open(
            OpenQuestion(
                kind: kind, school: school, day: day, counts: counts, isTraining: speech.isTraining,
                askedAt: receivedAt, saidAt: stampedAt, said: said))
    }

    /// What was asked of this school is answered now; a question about another stays open.
    func closing(_ school: SchoolKey) -> Settlement.QuestionChange {
        // What is practised does not answer what is meant.
        guard let open, open.isTraining || !speech.isTraining else { return .keep }
        return open.school == nil || open.school == school ? .close : .keep
    }

    func current(_ school: SchoolKey, _ day: SchoolDay, _ stream: ReportStream) -> AttendanceReport? {
        standing(school, day, stream)?.report
    }

    func standing(_ school: SchoolKey, _ day: SchoolDay, _ stream: ReportStream) -> StoredReport? {
        guard !speech.isTraining else { return nil }
        return context.reports.first { stored in
            stored.state == .current && stored.report.school == school && stored.report.day == day
                && stored.report.stream == stream && !stored.report.isTraining
        }
    }

    /// Of texts that waited for days the last one sent counts, in whatever order they come. The clocks of two
    /// service centres say nothing about which of two people was later.
    func overtaken(_ report: AttendanceReport, of own: OwnSchool) -> Settlement? {
        guard let stored = standing(report.school, report.day, report.stream), stored.report.content != report.content,
            ([stored] + context.earlierReports).contains(where: { overtakes($0, report) })
        else { return nil }
        let text = speech.say(
            .newerKnown,
            [
                .school: .name(own.school.name), .day: .whole(speech.short(report.day)),
                .counts: .whole(speech.describe(stored.report.content)),
            ])
        var settlement = reply(
            .report, text, school: report.school, report: report, question: closing(report.school))
        settlement.isHistory = true
        return settlement
    }

    /// Also one in whose place a colleague's stands.
    private func overtakes(_ stored: StoredReport, _ report: AttendanceReport) -> Bool {
        // A moment still to come was written under a clock that was wrong: it never holds (ruling 3).
        stored.isInPlace(of: report) && stored.report.sentAt > report.sentAt
            && stored.report.sentAt <= max(receivedAt, sentAt)
            && (stored.report.phone == reporter.phone || stored.source == .office)
    }

    // MARK: Which school

    enum Choice {
        case one(OwnSchool)
        /// Several, and the text does not say which.
        case open
        case notTheirs(SchoolAddress)
    }

    func choose(_ address: SchoolAddress?) -> Choice {
        guard let address else { return schools.count == 1 ? .one(schools[0]) : .open }
        if let own = schools.first(where: { matches($0, address) }) { return .one(own) }
        if case .number(let number) = address {
            // "I.E. 501" where the name is I.E. 501-1; of two such schools neither.
            let near = schools.filter { SchoolNumber.named(number, in: $0.school.name, exactly: false) }
            if let own = near.first { return near.count == 1 ? .one(own) : .open }
        }
        guard schools.count == 1 else { return .notTheirs(address) }
        // One school needs no letter; a wrong one does no harm. Nor does a number that its name lacks.
        return switch address {
        case .letter: .one(schools[0])
        case .number where !schools[0].school.name.contains(where: \.isDecimalDigit): .one(schools[0])
        default: .notTheirs(address)
        }
    }

    private func matches(_ own: OwnSchool, _ address: SchoolAddress) -> Bool {
        switch address {
        case .letter(let letter): own.letter == letter
        case .code(let code): own.school.key.codMod == code
        case .number(let number): SchoolNumber.named(number, in: own.school.name, exactly: true)
        case .shortCode(let digits): own.school.key.codMod == "0" + digits || own.school.codLocal == digits
        }
    }

    /// - Parameter what: what to write behind the letter: figures, SIN CLASES, SI.
    func askSchool(_ what: String, _ head: TextHead, _ counts: AttendanceCounts = .init()) -> Settlement {
        let day = head.day ?? day(nil, schools[0].school)
        let names = speech.names(schools)
        let addresses = schools.map(Speech.address)
        let letters =
            schools.count > 3 ? "\(addresses[0])-\(addresses[schools.count - 1])" : speech.list(addresses, .or)
        let text = speech.say(
            .whichSchool,
            [
                .number: .whole("\(schools.count)"), .letters: .whole(letters), .schools: .names(names),
                .example: .whole("\(addresses[0]) \(what)"),
            ])
        return reply(.whichSchool, text, question: ask(.whichSchool, of: nil, on: day, counts, said: body))
    }

    /// - Parameter asking: whether they may have meant a school of theirs.
    func refuse(_ address: SchoolAddress, asking: Bool = true) -> Settlement {
        if asking, let near = nearest(address) { return askCode(address, near) }
        let names =
            schools.count == 1
            ? [Wording.Value.Labelled("", schools[0].school.name)] : speech.names(schools)
        let isPromoter = reporter.role == .promoter
        let text = speech.say(
            .notYourSchool,
            [
                .word: .whole(address.text), .schools: .names(names),
                .example: .whole(isPromoter ? "ESTADO \(schools.first?.school.key.codMod ?? "")" : example),
            ])
        return reply(.whichSchool, text, question: asking ? .keep : .close)
    }

    func day(_ written: SchoolDay?, _ school: School) -> SchoolDay {
        written ?? days.day(of: school, sentOn: today)
    }

    func report(
        _ school: School, _ day: SchoolDay, _ stream: ReportStream, _ content: AttendanceReport.Content,
        marks: Set<AttendanceReport.Mark> = []
    ) -> AttendanceReport {
        let offCalendar: Set<AttendanceReport.Mark> = days.isExpected(day, of: school) ? [] : [.offCalendar]
        return AttendanceReport(
            school: school.key, day: day, stream: stream, content: content,
            isLate: days.isLate(day, of: school, sentAt: sentAt), isTraining: speech.isTraining,
            marks: marks.union(offCalendar), phone: reporter.phone, receivedAt: receivedAt, sentAt: sentAt)
    }
}

extension Speech {
    /// ` Consultas: 987654321`, or nothing where the office has no phone.
    var consultations: [WordingSlot: Wording.Value] {
        [.consultations: .whole(office.phone.map { wording.word(.consultations, [.phone: $0.national]) } ?? "")]
    }
}
