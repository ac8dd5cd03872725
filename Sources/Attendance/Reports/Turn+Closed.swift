import Foundation

/// SIN CLASES, and the community's yes or no.
extension Turn {
    mutating func noClassCame(_ head: TextHead, _ reason: String?) -> Settlement {
        speech.isTraining = head.isTraining
        let own: OwnSchool
        switch choose(head.school) {
        case .one(let one): own = one
        case .notTheirs(let address): return refuse(address)
        case .open: return askSchool("SIN CLASES", head)
        }
        let school = own.school
        let day = day(head.day, school)
        var values: [WordingSlot: Wording.Value] = [
            .school: .name(school.name), .day: .whole(speech.short(day)), .date: .whole(speech.date(day)),
        ]
        let before = current(school.key, day, .school)
        let content = AttendanceReport.Content.noClass(reason: reason)
        let report = report(school, day, .school, content)
        if case .noClass(let known)? = before?.content, reason == nil || reason == known {
            var settlement = reply(
                .sameAgain, speech.say(.noClassAgain, values), school: school.key, question: closing(school.key))
            settlement.repeats = before
            return settlement
        }
        if let settlement = overtaken(report, of: own) { return settlement }
        // Of Monday there is a report, and today is Tuesday: whose class was it?
        if head.day == nil, day != today, case .present(let counts)? = before?.content, open?.day != day {
            values[.counts] = .whole(speech.counts(counts))
            values[.example] = .whole("\(closed(own, on: today)) \(speech.wording.word(.or)) \(closed(own, on: day))")
            return reply(.unclear, speech.say(.closedDay, values), school: school.key)
        }
        var key = reason == nil ? WordingKey.noClass : .noClassWithReason
        if case .present(let counts)? = before?.content {
            key = .corrected
            values[.counts] = .whole(speech.wording.word(.withoutClass))
            values[.before] = .whole(speech.counts(counts))
        } else if head.day == nil, day == today, days.isHoliday(day, of: school) {
            let next = days.next(after: day, of: school)
            key = next == nil ? .holidayWithoutNext : .holiday
            values[.next] = next.map { .whole(speech.long($0)) }
        }
        values[.reason] = reason.map(Wording.Value.name)
        return reply(
            .noClass, speech.say(key, values), school: school.key, report: report, question: closing(school.key))
    }

    /// `B MAR SIN CLASES`
    private func closed(_ own: OwnSchool, on day: SchoolDay) -> String {
        let weekdays = ["LUN", "MAR", "MIE", "JUE", "VIE", "SAB", "DOM"]
        return address(own) + weekdays[day.weekday.index] + " SIN CLASES"
    }

    mutating func answerForCommunity(_ reading: MessageReading) -> Settlement {
        switch reading {
        case .yes(let head): return communityCame(head, held: true)
        case .no(let head), .noClass(let head, _): return communityCame(head, held: false)
        // "Si, 27 niños"
        case .report(let head, _) where head.saysYes: return communityCame(head, held: true)
        case .cancel, .absence, .enrolment: return commandCame(reading)
        default:
            // "Si, pero solo media mañana"
            if let head = opensWithYes(reading) {
                var settlement = communityCame(head, held: true)
                settlement.isForPerson = true
                return settlement
            }
            // They have answered; whatever else they tell, a person reads.
            if hasAnswered, !isWholeReport(reading) { return forOffice(.officeText) }
            var settlement = reply(.unclear, speech.communityQuestion(schools.map(\.school)))
            // "Hubo 20 niños pero el profesor no vino": the answer that follows will not say all of it.
            settlement.isForPerson = TextTokens.of(body.foldedForMatching).count { !Vocabulary.polite.contains($0.word) } > Self.fewWords
            return settlement
        }
    }

    private static let fewWords = 4

    private func opensWithYes(_ reading: MessageReading) -> TextHead? {
        let words = TextTokens.of(body.foldedForMatching).map(\.word).drop { Vocabulary.polite.contains($0) }
        guard words.first == "si", words.count > 1, !words.contains("no") else { return nil }
        return switch reading {
        case .forOffice: TextHead()
        case .unclear(let head, _, .classOrNot), .unclear(let head, _, .notANumber): head
        default: nil
        }
    }

    /// A teacher's, which nobody of the community has to send.
    private func isWholeReport(_ reading: MessageReading) -> Bool {
        if case .report(_, let figures) = reading { isComplete(figures, at: schools[0].school) } else { false }
    }

    /// For the usual day, on this phone.
    private var hasAnswered: Bool {
        schools.contains { own in
            standing(own.school.key, day(nil, own.school), .community)?.report.phone == reporter.phone
        }
    }

    private mutating func communityCame(_ head: TextHead, held: Bool) -> Settlement {
        speech.isTraining = head.isTraining
        let own: OwnSchool
        switch choose(head.school) {
        case .one(let one): own = one
        case .notTheirs(let address): return refuse(address)
        case .open: return askSchool(held ? "SI" : "NO", head)
        }
        let school = own.school
        let day = day(head.day, school)
        let report = report(school, day, .community, .heldClass(held))
        if let settlement = overtaken(report, of: own) { return settlement }
        let text = speech.say(
            held ? .communityHeld : .communityNotHeld,
            [.school: .name(school.name), .day: .whole(speech.short(day))])
        let isKnown = current(school.key, day, .community)?.content == .heldClass(held)
        return reply(
            .community, text, school: school.key,
            report: isKnown ? nil : report, question: closing(school.key))
    }
}
