import Foundation

/// Asking back, and what comes back.
extension Turn {
    func askMissing(_ counts: AttendanceCounts, of own: OwnSchool, on day: SchoolDay) -> Settlement {
        let missing = FigureField.expected(of: own.school).filter { counts[$0] == nil }
        let given = speech.counts(counts)
        let values: [WordingSlot: Wording.Value] = [
            .missing: .whole(speech.missing(missing)), .counts: .whole(given),
            .example: .whole(written(missing, own)),
        ]
        return reply(
            .incomplete, speech.say(given.isEmpty ? .allMissing : .partMissing, values), school: own.school.key,
            question: ask(.missingPart, of: own.school.key, on: day, counts))
    }

    func askEverybody(_ counts: AttendanceCounts, of own: OwnSchool, on day: SchoolDay) -> Settlement {
        let text = speech.say(
            .everybody,
            [
                .school: .name(own.school.name), .counts: .whole(speech.counts(counts)),
                .example: .whole(written(FigureField.expected(of: own.school), own)),
            ])
        return reply(
            .overEnrolment, text, school: own.school.key,
            question: ask(.overEnrolment, of: own.school.key, on: day, counts))
    }

    /// Figures that leave a doubt: nothing is counted until it is cleared.
    func ask(
        _ trouble: FigureResolution.Trouble, _ resolved: FigureResolution, of own: OwnSchool, on day: SchoolDay
    ) -> Settlement {
        let school = own.school.key
        let all = written(FigureField.expected(of: own.school), own)
        var values: [WordingSlot: Wording.Value] = [
            .example: .whole(all), .legend: .whole(speech.legend(own.school)),
        ]
        var counts = resolved.counts
        switch trouble {
        case .unclearNumbers:
            return reply(.unclear, speech.say(.numbersUnclear, values), school: school)
        case .tooMany:
            return reply(.unclear, speech.say(.tooManyNumbers, values), school: school)
        case .everybodyUnknown:
            values[.word] = .name("todos")
            return reply(.unclear, speech.say(.notANumber, values), school: school)
        case .totalDiffers(let total):
            values[.number] = .whole("\(total)")
            values[.sum] = .whole("\((counts.boys ?? 0) + (counts.girls ?? 0))")
            values[.counts] = .whole(speech.counts(AttendanceCounts(boys: counts.boys, girls: counts.girls)))
            return reply(.unclear, speech.say(.totalDiffers, values), school: school)
        // "No vino nadie": the school may have been closed.
        case .totalOrBoys(0), .totalOnly(0):
            return unclear(.classOrNot(""), own, on: day)
        case .totalOrBoys(let number):
            values[.number] = .whole("\(number)")
            // Kept for the answer NO: then it was the boys, and after a whole report the rest stands.
            if counts == AttendanceCounts(), let known = ownCounts(at: own.school, on: day) { counts = known }
            counts.boys = number
            return reply(
                .total, speech.say(.totalOrBoys, values), school: school,
                question: ask(.totalOrBoys, of: school, on: day, counts))
        case .totalOnly(let number):
            values[.number] = .whole("\(number)")
            return reply(
                .total, speech.say(.totalOnly, values), school: school,
                question: ask(.missingPart, of: school, on: day, counts))
        }
    }

    /// A word or number that was not understood; what stands beside it with a label is kept, unless the
    /// day is what was not understood.
    mutating func unclearCame(
        _ head: TextHead, _ figures: Figures, _ problem: MessageReading.Problem
    ) -> Settlement {
        speech.isTraining = head.isTraining
        var own: OwnSchool?
        switch choose(head.school) {
        case .one(let one): own = one
        case .notTheirs(let address): return refuse(address)
        case .open: break
        }
        // After FALTA, "no falto nadie" takes it back.
        if case .countsAbsent = problem, saysNobodyMissing, hasToldAbsences(head) {
            var head = head
            head.correctsAbsences = true
            return absenceCame(head, [:])
        }
        if isReason(head, problem, figures, of: own) { return forOffice(.officeText) }
        if let own, case .classOrNot = problem {
            let given = FigureResolution(figures, at: own.school)
            let counts = given.trouble == nil && !given.saysEverybody ? given.counts : .init()
            return unclear(problem, own, on: day(head.day, own.school), counts)
        }
        let text = speak(problem, own)
        guard let own, case .notANumber = problem else { return reply(.unclear, text, school: own?.school.key) }
        let labelled = Figures(figures.entries.filter { $0.label != nil })
        let goesOnFromOpen = open.map { $0.kind == .missingPart && completes($0, head, own, labelled) } ?? false
        let resolved = FigureResolution(labelled, at: own.school, completing: goesOnFromOpen ? open?.counts : nil)
        guard resolved.trouble == nil, !resolved.saysEverybody, !resolved.missing.isEmpty, !labelled.isEmpty else {
            return reply(.unclear, text, school: own.school.key)
        }
        goesOn = goesOn || goesOnFromOpen
        return reply(
            .unclear, text, school: own.school.key,
            question: ask(.missingPart, of: own.school.key, on: day(head.day, own.school), resolved.counts))
    }

    /// Whether there was class.
    ///
    /// - Parameter counts: what was said beside it; SI means these.
    private func unclear(
        _ problem: MessageReading.Problem, _ own: OwnSchool, on day: SchoolDay, _ counts: AttendanceCounts = .init()
    ) -> Settlement {
        reply(
            .unclear, speak(problem, own), school: own.school.key,
            question: ask(.classOrNot, of: own.school.key, on: day, counts))
    }

    /// "3 son trasladados" after "Si es correcto responda SI", "1 mujer esta enferma" after a report: no figure.
    private func isReason(
        _ head: TextHead, _ problem: MessageReading.Problem, _ figures: Figures, of own: OwnSchool?
    ) -> Bool {
        guard case .countsAbsent = problem, figures.entries.count == 1, let own else { return false }
        if let open { return open.kind == .overEnrolment && open.school == own.school.key }
        guard case .one(let sent) = lastReport(head, .school) else { return false }
        return sent.report.school == own.school.key && sent.report.day == day(head.day, own.school)
            && standing(like: sent.report) != nil
    }

    private func speak(_ problem: MessageReading.Problem, _ own: OwnSchool?) -> String {
        let example = example(for: own)
        let values: [WordingSlot: Wording.Value] = [
            .example: .whole(example), .legend: .whole(speech.legend(own?.school)),
        ]
        func say(_ key: WordingKey, _ slot: WordingSlot, _ value: Wording.Value) -> String {
            speech.say(key, values.merging([slot: value]) { $1 })
        }
        return switch problem {
        case .notANumber(let word): say(.notANumber, .word, .name(word))
        case .notADate(let words):
            speech.say(.notADate, [.word: .name(words), .example: .whole(dated(words) + " " + example)])
        case .classOrNot: say(.classOrNot, .address, .whole(own.map(address) ?? ""))
        case .twoSchools: speech.say(.twoSchools, [.example: .whole(closedExample ?? example)])
        case .unclearLabels: speech.say(.numbersUnclear, values)
        case .tooMany: speech.say(.tooManyNumbers, values)
        case .tooLarge(let number): say(.tooLarge, .number, .whole(number))
        case .countsAbsent: speech.say(.present, values)
        case .future(let date): say(.futureDay, .date, .whole(date))
        case .twoDays: speech.say(.twoDays, values)
        case .absenceReason(let letter):
            speech.say(
                .absenceUnclear, [.word: .name(letter), .example: .whole((own.map(address) ?? "") + "FALTA 1 L")])
        }
    }

    /// `30/04` for `30 de abril` and `30-04-26`; a weekday where it is no day that has been.
    private func dated(_ words: String) -> String {
        let tokens = TextTokens.of(words.foldedForMatching)
        let slashed = words.replacing("-", with: "/").replacing(".", with: "/")
        if case .day(let day)? = DayWords.date(slashed, on: today) { return speech.date(day) }
        if let day = DayWords.longDate(in: tokens, on: today)?.day, day <= today { return speech.date(day) }
        return "LUN"
    }

    /// "Las dos", after SIN CLASES of which nobody knew the school.
    private var closedExample: String? {
        let words = TextTokens.of(body.foldedForMatching)
        // "A y B sin clases"
        if let first = schools.first, NoClassPhrase.isSaid(in: words), !words.contains(where: { $0.kind == .digits }) {
            return address(first) + "SIN CLASES"
        }
        guard let open, open.kind == .whichSchool, let said = open.said, let first = schools.first,
            case .noClass = MessageGrammar(questions: office.questions).read(said, on: open.askedDay(in: office.zone))
        else { return nil }
        return address(first) + "SIN CLASES"
    }

    // MARK: SI and NO

    mutating func confirmationCame(_ head: TextHead, isYes: Bool) -> Settlement {
        guard let open, open.kind.asksForFigures, let own = schools.first(where: { $0.school.key == open.school }),
            isAbout(own, head),
            // NO may be said of the day that was asked about since.
            isYes || open.kind != .classOrNot || !isPast(open, of: own.school.key)
        else {
            // "Hubo clases normal": and how many came?
            if isYes, saysClass, case .one(let own) = choose(head.school) {
                return askMissing(.init(), of: own, on: day(head.day, own.school))
            }
            if isYes, saysClass, head.school == nil { return askSchool(Example.usual(schools.first), head) }
            if !isYes, saysWhoWrites != false { return unclearCame(head, Figures(), .classOrNot("")) }
            let text = speech.say(.nothingToConfirm, [.example: .whole(example(for: head))])
            return reply(isYes ? .yes : .no, text)
        }
        speech.isTraining = open.isTraining
        goesOn = true
        switch (open.kind, isYes) {
        case (.classOrNot, false):
            return noClassCame(
                TextHead(isTraining: open.isTraining, school: .code(own.school.key.codMod), day: open.day), nil)
        case (.classOrNot, true) where isFull(open.counts, own.school):
            return checkAndAccept(open.counts, of: own, on: open.day, isDayWritten: true)
        case (.classOrNot, true): return askMissing(open.counts, of: own, on: open.day)
        case (.overEnrolment, true):
            guard isFull(open.counts, own.school) else { return askMissing(open.counts, of: own, on: open.day) }
            return accept(open.counts, of: own, on: open.day, isDayWritten: true, isConfirmed: true)
        case (.overEnrolment, false):
            let all = written(FigureField.expected(of: own.school), own)
            return reply(
                .no, speech.say(.sendAgain, [.example: .whole(all)]), school: own.school.key,
                question: ask(.missingPart, of: own.school.key, on: open.day))
        case (.totalOrBoys, true):
            var counts = open.counts
            counts.boys = nil
            // Those of the report are not what a new total leaves.
            if let known = ownCounts(at: own.school, on: open.day), known.girls == counts.girls, known.teachers == counts.teachers {
                counts.girls = nil
            }
            let resolved = FigureResolution(
                Figures([.init(.pupils, .value(open.counts.boys ?? 0))]), at: own.school, completing: counts)
            guard resolved.trouble == nil, resolved.missing.isEmpty else {
                return ask(.totalOnly(open.counts.boys ?? 0), resolved, of: own, on: open.day)
            }
            return checkAndAccept(resolved.counts, of: own, on: open.day, isDayWritten: true)
        case (.totalOrBoys, false) where isFull(open.counts, own.school):
            return checkAndAccept(open.counts, of: own, on: open.day, isDayWritten: true)
        case (.totalOrBoys, false), (.missingPart, _), (.whichSchool, _), (.whoWrites, _), (.meantCode, _), (.extraAnswer, _):
            return askMissing(open.counts, of: own, on: open.day)
        }
    }

    private var saysClass: Bool {
        TextTokens.of(body.foldedForMatching).contains { $0.word == "clase" || $0.word == "clases" }
    }

    /// "B SI" does not answer what was asked about A.
    private func isAbout(_ own: OwnSchool, _ head: TextHead) -> Bool {
        guard head.school != nil, case .one(let meant) = choose(head.school) else { return head.school == nil }
        return meant.school.key == own.school.key
    }

    func isFull(_ counts: AttendanceCounts, _ school: School) -> Bool {
        FigureField.expected(of: school).allSatisfy { counts[$0] != nil }
    }
}
