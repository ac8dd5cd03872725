import Foundation

/// ANULAR and MATRICULA.
extension Turn {
    mutating func commandCame(_ reading: MessageReading) -> Settlement {
        switch reading {
        case .cancel(let head): cancelCame(head)
        case .absence(let head, let reasons): absenceCame(head, reasons)
        case .enrolment(let head, let figures): enrolmentCame(head, figures)
        default: forOffice(.officeText)
        }
    }

    // MARK: ANULAR

    private mutating func cancelCame(_ head: TextHead) -> Settlement {
        speech.isTraining = head.isTraining
        if case .notTheirs(let address) = choose(head.school) { return refuse(address) }
        let stream: ReportStream = reporter.role == .community ? .community : .school
        let found = lastReport(head, stream)
        if let settlement = absencesTakenBack(head, newerThan: found) { return settlement }
        // What we asked back about is their last report, although it is none yet.
        if let (open, own) = waiting(for: head, newerThan: found) {
            speech.isTraining = open.isTraining
            return cancelled(
                .present(open.counts), of: own, on: open.day, question: .close,
                before: standing(own.school.key, open.day, stream))
        }
        if let open, let said = open.said, isNewer(open, than: found), head.day == nil, head.school == nil {
            // ANULAR, "De cual es?" and ANULAR again: nothing is taken back yet.
            let waiting = MessageGrammar(questions: office.questions).read(said, on: open.askedDay(in: office.zone))
            if case .cancel = waiting, schools.count > 1 { return askSchool("ANULAR", head) }
            return reply(.cancel, speech.say(.cancelledWaiting, [.example: .whole(example)]), question: .close)
        }
        switch found {
        case .several: return askSchool("ANULAR", head)
        case .one(let last):
            if let settlement = takenBack(last) { return settlement }
        case .none: break
        }
        let example = reporter.role == .community ? schools.first.map { address($0) + "SI" } ?? "SI" : example(for: head)
        return reply(.cancel, speech.say(.nothingToCancel, [.example: .whole(example)]))
    }

    /// Whoever's report counts, one's own is taken back: it must not count again when a colleague takes back theirs.
    private mutating func takenBack(_ last: StoredReport) -> Settlement? {
        guard let own = schools.first(where: { $0.school.key == last.report.school }) else { return nil }
        let standing = standing(like: last.report)
        // What the office has corrected, a person of the office takes back.
        if let standing, standing.source == .office { return forOffice(.officeText) }
        // One's own that came later: a text that the network brings late does not mean it.
        if last.state != .current, standing?.report.phone == reporter.phone { return nil }
        speech.isTraining = last.report.isTraining
        let isBeside = last.state != .current && standing != nil
        let earlier = last.state == .current ? before(last) : nil
        var settlement = cancelled(
            last.report.content, of: own, on: last.report.day, question: closing(own.school.key),
            before: isBeside ? standing : earlier, as: isBeside ? .cancelledBeside : .cancelledRestored)
        settlement.takesBack = last.id
        settlement.restores = earlier?.id
        // Of the community's answers the one before the last says nothing that was not taken back with it.
        if reporter.role == .community {
            settlement.takesBackToo = context.earlierReports.filter { earlier in
                earlier.isInPlace(of: last.report) && earlier.report.phone == reporter.phone && earlier.id != last.id
            }.map(\.id)
        }
        return settlement
    }

    private func cancelled(
        _ content: AttendanceReport.Content, of own: OwnSchool, on day: SchoolDay, question: Settlement.QuestionChange,
        before earlier: StoredReport? = nil, as told: WordingKey = .cancelledRestored
    ) -> Settlement {
        let school = own.school
        var values: [WordingSlot: Wording.Value] = [
            .school: .name(school.name), .day: .whole(speech.short(day)), .counts: .whole(speech.describe(content)),
        ]
        guard reporter.role != .community else {
            return reply(.cancel, speech.say(.cancelledAnswer, values), school: school.key, question: question)
        }
        values[.example] = .whole(written(FigureField.expected(of: school), own))
        values[.before] = earlier.map { .whole(speech.describe($0.report.content)) }
        let key = earlier == nil ? WordingKey.cancelled : told
        return reply(.cancel, speech.say(key, values), school: school.key, question: question)
    }

    /// To a text that came after a later one about the same.
    func laterCounts(_ school: School) -> String { speech.say(.laterCounts, [.school: .name(school.name)]) }

    // MARK: MATRICULA

    private mutating func enrolmentCame(_ head: TextHead, _ figures: Figures) -> Settlement {
        speech.isTraining = head.isTraining
        guard reporter.role.reportsForSchool else { return forOffice(.officeText) }
        let own: OwnSchool
        switch choose(head.school) {
        case .one(let one): own = one
        case .notTheirs(let address): return refuse(address)
        case .open: return askSchool("MATRICULA H 14 M 16", head)
        }
        let school = own.school
        let resolved = FigureResolution(figures, at: school)
        guard !figures.isEmpty, resolved.trouble == nil, !resolved.saysEverybody else {
            let example = address(own) + "MATRICULA H 14 M 16"
            return reply(
                .unclear, speech.say(.enrolmentUnclear, [.example: .whole(example)]), school: school.key)
        }
        let isHistory = !speech.isTraining && context.saidLater.contains(.enrolment(school.key))
        let waiting = speech.isTraining || isHistory ? nil : context.proposals.first { $0.school == school.key }
        // What waits for the office and is not named again still holds.
        var said = resolved.counts
        for field in FigureField.allCases { said[field] = said[field] ?? waiting?.enrolment[field] }
        let before = speech.counts(
            AttendanceCounts(
                boys: school.enrolment.boys, girls: school.enrolment.girls, teachers: school.enrolment.teachers))
        let values: [WordingSlot: Wording.Value] = [
            .school: .name(school.name), .counts: .whole(speech.counts(said)),
            .before: .whole(before.isEmpty ? speech.wording.word(.noData) : before),
        ]
        let isKnown = FigureField.allCases.allSatisfy { said[$0] == nil || said[$0] == school.enrolment[$0] }
        if isKnown {
            var settlement = reply(.sameAgain, speech.say(.enrolmentSame, values), school: school.key)
            settlement.withdrawsProposal = waiting == nil ? nil : school.key
            return settlement
        }
        var settlement = reply(
            speech.isTraining ? .practice : .enrolment, isHistory ? laterCounts(school) : speech.say(.enrolmentProposed, values), school: school.key)
        // PRUEBA proposes nothing.
        if !speech.isTraining {
            settlement.proposal = EnrolmentProposal(
                school: school.key, enrolment: Enrolment(boys: said.boys, girls: said.girls, teachers: said.teachers),
                phone: reporter.phone, receivedAt: receivedAt)
            settlement.proposal?.isHistory = isHistory
        }
        return settlement
    }
}
