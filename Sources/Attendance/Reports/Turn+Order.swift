import Foundation

/// What came before and after a text: questions that are over, texts that this one says anew.
extension Turn {
    // MARK: Questions of another day

    /// A school that is asked every day was asked about a later one since: figures without a day are no answer now.
    func isPast(_ question: OpenQuestion, of school: SchoolKey) -> Bool {
        let latest = min(stampedAt.addingTimeInterval(SenderContext.clockDifference), max(stampedAt, receivedAt))
        return context.askedSince.contains { asked in
            asked.day > question.day && asked.leftAt > question.askedAt && asked.leftAt <= latest
                && asked.schools.contains(school)
        }
    }

    /// The text that was asked about named its day, and the usual one is still the same.
    func isOfNamedDay(_ question: OpenQuestion, at school: School) -> Bool {
        let usual = days.day(of: school, sentOn: question.askedDay(in: office.zone))
        return question.day != usual && days.day(of: school, sentOn: today) == usual
    }

    /// On a later day that is asked about, figures that were given already are that day's.
    func beginsAnew(_ figures: Figures, after question: OpenQuestion, at school: School) -> Bool {
        days.day(of: school, sentOn: today) > question.day && saysAgain(figures, after: question, at: school)
    }

    /// What was given already, and not what was asked about.
    func saysAgain(_ figures: Figures, after question: OpenQuestion, at school: School) -> Bool {
        let over = over(question.counts, school)
        let given = FigureField.allCases.filter { field in
            guard question.counts[field] != nil else { return false }
            return switch question.kind {
            // What was asked about may be said again; of "todos" that is all.
            case .overEnrolment: !over.isEmpty && !over.contains(field)
            case .totalOrBoys: field != .boys
            default: true
            }
        }
        return given.contains { said(figures, completing: question.counts, at: school).contains($0) }
    }

    private func said(_ figures: Figures, completing counts: AttendanceCounts, at school: School) -> [FigureField] {
        let missing = FigureField.expected(of: school).filter { counts[$0] == nil }
        let bare = figures.bare.count
        let inOrder = bare > 1 && bare != missing.count ? Array(FigureField.allCases.prefix(bare)) : []
        return inOrder
            + figures.entries.compactMap { entry in
                switch entry.label {
                case .boys?: .boys
                case .girls?: .girls
                case .teachers?: .teachers
                case .pupils?, .boysOrPupils?, nil: nil
                }
            }
    }

    // MARK: What waits for an answer

    /// All of it was said anew, or is no longer to be asked.
    func isOverridden(by settlement: Settlement) -> Bool {
        guard let open else { return false }
        switch settlement.question {
        case .keep: return false
        case .open(let next): return isSaidAnew(open, in: next)
        case .close:
            guard let report = settlement.report ?? settlement.repeats else { return true }
            guard report.day == open.day else { return false }
            return open.school.map { $0 == report.school } ?? isSaid(open, in: report)
        }
    }

    /// The same school and day, and no figure is lost with the question.
    private func isSaidAnew(_ open: OpenQuestion, in next: OpenQuestion) -> Bool {
        guard open.kind.asksForFigures, next.kind.asksForFigures, next.school == open.school, next.day == open.day,
            next.isTraining == open.isTraining
        else { return false }
        guard open.school != nil else { return next.said == open.said || isGiven(open.counts, in: next.counts) }
        return FigureField.allCases.allSatisfy { open.counts[$0] == nil || next.counts[$0] != nil }
    }

    /// Of which school it was, nobody has said: the figures do.
    private func isSaid(_ open: OpenQuestion, in report: AttendanceReport) -> Bool {
        guard let said = open.said else { return false }
        switch MessageGrammar(questions: office.questions).read(said, on: open.askedDay(in: office.zone)) {
        case .noClass: return report.content.isNoClass
        case .report:
            guard case .present(let counts) = report.content else { return false }
            return isGiven(open.counts, in: counts)
        default: return false
        }
    }

    private func isGiven(_ counts: AttendanceCounts, in whole: AttendanceCounts) -> Bool {
        counts != AttendanceCounts() && FigureField.allCases.allSatisfy { counts[$0] == nil || counts[$0] == whole[$0] }
    }

    // MARK: What waits for a person

    /// Texts that came to nothing, because a cap kept us from asking or the question gave way to another, and that
    /// this report says all of.
    func textsSaid(by settlement: Settlement) -> [Int64] {
        guard let report = settlement.report ?? settlement.repeats, !settlement.isHistory, report.stream == .school else {
            return []
        }
        return context.unread.filter { isSaid($0, in: report) }.map(\.id)
    }

    private func isSaid(_ text: SenderContext.UnreadText, in report: AttendanceReport) -> Bool {
        guard text.sentAt <= stampedAt.addingTimeInterval(SenderContext.clockDifference) else { return false }
        let sentOn = SchoolDay(text.sentAt, in: office.zone)
        let reading = MessageGrammar(questions: office.questions).read(text.body, on: sentOn)
            .tellingVarones(from: schools)
        guard let head = reading.head, !head.needsPerson, head.isTraining == report.isTraining,
            let own = schools.first(where: { $0.school.key == report.school }),
            (head.day ?? days.day(of: own.school, sentOn: sentOn)) == report.day
        else { return false }
        switch choose(head.school) {
        case .one(let named):
            // Beside figures FALTA and answers have had their effect.
            return named.school.key == report.school && !head.asksMore && isSaid(reading, in: report, at: own.school)
        case .open: return head.replies.isEmpty && head.absences.isEmpty && repeats(reading, report, at: own.school)
        case .notTheirs: return false
        }
    }

    private func isSaid(_ reading: MessageReading, in report: AttendanceReport, at school: School) -> Bool {
        switch reading {
        case .report, .noClass, .no: true
        case .unclear(_, _, let problem):
            switch problem {
            case .notANumber, .classOrNot, .unclearLabels, .tooMany, .tooLarge, .countsAbsent: true
            case .notADate, .twoSchools, .future, .twoDays, .absenceReason: false
            }
        case .correction: repeats(reading, report, at: school)
        default: false
        }
    }

    private func repeats(_ reading: MessageReading, _ report: AttendanceReport, at school: School) -> Bool {
        switch (reading, report.content) {
        case (.noClass, .noClass): return true
        case (.report(_, let figures), .present(let counts)), (.correction(_, let figures), .present(let counts)):
            let said = FigureResolution(figures, at: school)
            return said.trouble == nil && !said.saysEverybody && isGiven(said.counts, in: counts)
        default: return false
        }
    }
}

extension TextHead {
    /// The word of an extra question without its answer.
    fileprivate var asksMore: Bool {
        replies.contains { if case .unclear = $0.value { true } else { false } }
    }
}

extension AttendanceReport.Content {
    fileprivate var isNoClass: Bool { if case .noClass = self { true } else { false } }
}
