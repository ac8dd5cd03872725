import Foundation

/// Figures of a teacher or head: understood, completed, confirmed, stored.
extension Turn {
    mutating func answerForSchool(_ reading: MessageReading) -> Settlement {
        switch reading {
        case .report(let head, let figures): return figuresCame(head, figures)
        case .correction(let head, let figures): return correctionCame(head, figures)
        case .noClass(let head, let reason): return noClassCame(head, reason)
        case .unclear(let head, let figures, let problem): return unclearCame(head, figures, problem)
        case .yes(let head): return confirmationCame(head, isYes: true)
        case .no(let head): return confirmationCame(head, isYes: false)
        default: return commandCame(reading)
        }
    }

    // MARK: Figures

    mutating func figuresCame(_ head: TextHead, _ figures: Figures) -> Settlement {
        speech.isTraining = head.isTraining
        switch choose(head.school) {
        case .one(let own): return figuresCame(head, figures, of: own)
        case .notTheirs(let address): return refuse(address)
        case .open: break
        }
        // The answer to a question about one school needs no letter.
        if let open, let own = openSchool, !isPast(open, of: own.school.key), !isComplete(figures, at: own.school) {
            return figuresCame(head, figures, of: own)
        }
        let given = FigureResolution(figures, at: nil)
        let counts = given.trouble == nil && !given.saysEverybody ? given.counts : AttendanceCounts()
        return askSchool(Example.usual(schools.first), head, counts)
    }

    private var openSchool: OwnSchool? {
        schools.first { $0.school.key == open?.school }
    }

    func isComplete(_ figures: Figures, at school: School) -> Bool {
        let alone = FigureResolution(figures, at: school)
        return alone.trouble == nil && alone.missing.isEmpty
    }

    private mutating func figuresCame(_ head: TextHead, _ figures: Figures, of own: OwnSchool) -> Settlement {
        let school = own.school
        if isAllWell(head, figures, of: own) { return Settlement(.polite, answer: .silence(.polite)) }
        var head = head
        var figures = figures
        var base: AttendanceCounts?
        var isUnconfirmed = false
        // "Falta D" and then "todos": of what was missing.
        if let open, completes(open, head, own, figures), open.kind == .missingPart, open.counts != AttendanceCounts(),
            figures == Figures([.init(nil, .everybody)])
        {
            figures = Figures(FigureField.expected(of: school).filter { open.counts[$0] == nil }.map { .init($0.label, .everybody) })
        }
        if let open, completes(open, head, own, figures), !isComplete(figures, at: school) {
            goesOn = true
            base = open.counts
            if open.kind == .totalOrBoys { base?.boys = nil }
            // Asked about without being over: the enrolment stands in for "todos".
            isUnconfirmed = open.kind == .overEnrolment && over(open.counts, school).isEmpty
            if open.kind != .whichSchool || head.day == nil { head.day = head.day ?? openDay(open, own) }
            speech.isTraining = head.isTraining || open.isTraining
            if let field = questioned(open, school), let number = figures.lone {
                // "Es que vinieron 3 de inicial" gives a reason, no figure: a person reads it, and the question waits.
                guard saysLittleMore else { return forOffice(.officeText) }
                if head.saysYes, number == open.counts[field] { return confirmationCame(head, isYes: true) }
                figures = Figures([.init(field.label, .value(number))])
            }
        }
        // "Llego un niño nuevo" counts nobody.
        if base == nil, figures.entries.count == 1, saysOfNewcomers { return forOffice(.officeText) }
        if base == nil, let settlement = remarkCame(head, figures, of: own) { return settlement }
        if let open, head.day == nil, isAnew(of: open, head, own, figures) {
            goesOn = true
            head.day = open.day
        }
        let resolved = FigureResolution(figures, at: school, completing: base)
        let day = day(head.day, school)
        if let trouble = resolved.trouble { return ask(trouble, resolved, of: own, on: day) }
        // "25 hombres, todos los profesores": the girls are missing before anything is to be confirmed.
        let lacksPupils = resolved.missing.contains(.boys) || resolved.missing.contains(.girls)
        if resolved.saysEverybody, lacksPupils { return askMissing(resolved.counts, of: own, on: day) }
        if resolved.saysEverybody || isUnconfirmed { return askEverybody(resolved.counts, of: own, on: day) }
        guard resolved.missing.isEmpty else { return askMissing(resolved.counts, of: own, on: day) }
        return checkAndAccept(resolved.counts, of: own, on: day, isDayWritten: head.day != nil)
    }

    /// Nothing but a number and words around it: "son 12", "no, eran 12".
    private var saysLittleMore: Bool {
        TextTokens.of(body.foldedForMatching).allSatisfy(Self.isAroundNumber)
    }

    static func isAroundNumber(_ token: TextToken) -> Bool {
        token.kind == .digits || Vocabulary.polite.contains(token.word) || aroundNumber.contains(token.word)
            || NumberWords.exactValue(token) != nil
    }

    private static let aroundNumber = Vocabulary.words(
        "son es eran era fueron fue solo solamente si no perdon disculpe correcto el la los las y en total hay habia me equivoque error mal mejor dicho digo quise decir asistieron vinieron")

    /// The figure that we asked about; "son 12" is about this one.
    private func questioned(_ open: OpenQuestion, _ school: School) -> FigureField? {
        open.kind == .overEnrolment ? over(open.counts, school).first : nil
    }

    /// Whether a text may go on from what we asked: the same school, and no other day, be it named or meant.
    func completes(_ open: OpenQuestion, _ head: TextHead, _ own: OwnSchool, _ figures: Figures) -> Bool {
        let school = own.school
        guard open.school == nil || open.school == school.key, open.kind.asksForFigures, !head.isTraining || open.isTraining
        else { return false }
        // Practice has been begun; who says it all anew, without the word, now means it.
        if open.isTraining, !head.isTraining, saysAgain(figures, after: open, at: school) { return false }
        guard head.day == nil else { return head.day == open.day }
        return !isPast(open, of: school.key) && !beginsAnew(figures, after: open, at: school)
    }

    /// "Envie de nuevo", with all figures: of the day that was named before, not of the one that is usual.
    private func isAnew(of open: OpenQuestion, _ head: TextHead, _ own: OwnSchool, _ figures: Figures) -> Bool {
        guard open.kind.asksForFigures, open.kind != .classOrNot, open.school == own.school.key,
            open.isTraining == head.isTraining, isComplete(figures, at: own.school)
        else { return false }
        return isOfNamedDay(open, at: own.school) && !isPast(open, of: own.school.key)
    }

    /// The day of a question about no school in particular was a guess from the first one.
    private func openDay(_ open: OpenQuestion, _ own: OwnSchool) -> SchoolDay {
        let asked = open.askedDay(in: office.zone)
        guard open.kind == .whichSchool, open.day == days.day(of: schools[0].school, sentOn: asked) else {
            return open.day
        }
        return days.day(of: own.school, sentOn: asked)
    }

    func checkAndAccept(
        _ counts: AttendanceCounts, of own: OwnSchool, on day: SchoolDay, isDayWritten: Bool
    ) -> Settlement {
        let over = over(counts, own.school)
        guard let field = over.first, current(own.school.key, day, .school)?.content != .present(counts) else {
            return accept(counts, of: own, on: day, isDayWritten: isDayWritten)
        }
        var example = counts
        for field in over { example[field] = own.school.enrolment[field] }
        var several = AttendanceCounts()
        var enrolled = AttendanceCounts()
        for field in over { (several[field], enrolled[field]) = (counts[field], own.school.enrolment[field]) }
        // SI confirms what was named, and nothing else.
        let text = speech.say(
            over.count == 1 ? .overEnrolment : .overEnrolmentSeveral,
            [
                .school: .name(own.school.name), .enrolled: .whole("\(own.school.enrolment[field] ?? 0)"),
                .what: .whole(speech.wording.word(field.enrolled)), .number: .whole("\(counts[field] ?? 0)"),
                .counts: .whole(speech.counts(several)), .before: .whole(speech.counts(enrolled)),
                .example: .whole(written(FigureField.expected(of: own.school), own, example)),
            ])
        return reply(
            .overEnrolment, text, school: own.school.key,
            question: ask(.overEnrolment, of: own.school.key, on: day, counts))
    }

    func over(_ counts: AttendanceCounts, _ school: School) -> [FigureField] {
        FigureField.allCases.filter { field in
            guard let count = counts[field], let enrolled = school.enrolment[field] else { return false }
            return count > enrolled
        }
    }

    /// Fields of a school as an example, with its letter where the phone has several. All of them make a report by
    /// themselves: an example of practice begins with the word.
    func written(_ fields: [FigureField], _ own: OwnSchool, _ counts: AttendanceCounts = .init()) -> String {
        let practises = speech.isTraining && fields == FigureField.expected(of: own.school)
        return (practises ? "PRUEBA " : "") + address(own) + Example.of(fields, at: own.school, counts: counts)
    }

    /// `A ` where the phone has several schools.
    func address(_ own: OwnSchool) -> String { schools.count > 1 ? Speech.address(own) + " " : "" }

    func accept(
        _ counts: AttendanceCounts, of own: OwnSchool, on day: SchoolDay, isDayWritten: Bool,
        isConfirmed: Bool = false
    ) -> Settlement {
        let school = own.school
        var values: [WordingSlot: Wording.Value] = [
            .school: .name(school.name), .day: .whole(speech.short(day)),
            .counts: .whole(speech.counts(counts)),
        ]
        let before = current(school.key, day, .school)
        if before?.content == .present(counts), deniesFigures, open == nil { return forOffice(.officeText) }
        if before?.content == .present(counts) {
            var settlement = reply(
                .sameAgain, speech.say(.sameAgain, values), school: school.key, question: closing(school.key))
            settlement.repeats = before
            return settlement
        }
        let report = report(school, day, .school, .present(counts), marks: marks(counts, school, isConfirmed))
        if let settlement = overtaken(report, of: own) { return settlement }
        var key = WordingKey.accepted
        if let before {
            key = .corrected
            values[.before] = .whole(speech.describe(before.content))
        } else if !isDayWritten, day == today, days.isHoliday(day, of: school),
            let next = days.next(after: day, of: school)
        {
            key = .acceptedOnHoliday
            values[.next] = .whole(speech.long(next))
        }
        values[.pupils] = .whole(speech.pupils(counts, of: school))
        return reply(
            before == nil ? .report : .correction, speech.say(key, values), school: school.key, report: report,
            question: closing(school.key))
    }

    /// Over enrolment is only marked when the reporter said that it is right.
    private func marks(
        _ counts: AttendanceCounts, _ school: School, _ isConfirmed: Bool
    ) -> Set<AttendanceReport.Mark> {
        Set<AttendanceReport.Mark>.of(counts, at: school).filter { isConfirmed || $0 != .overEnrolmentConfirmed }
    }
}

extension Figures {
    /// The one number without a label that a text consists of.
    var lone: Int? {
        guard entries.count == 1, entries[0].label == nil, case .value(let number) = entries[0].figure else {
            return nil
        }
        return number
    }
}

extension OpenQuestion.Kind {
    /// Who writes, which school was meant, and an extra question is answered by SI, NO or a word alone.
    var asksForFigures: Bool { self != .whoWrites && self != .meantCode && self != .extraAnswer }
}

extension OpenQuestion {
    func askedDay(in zone: TimeZone) -> SchoolDay { SchoolDay(askedAt, in: zone) }
}
