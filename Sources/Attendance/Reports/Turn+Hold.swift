/// PAUSA and SEGUIR: a promoter has a school left alone, and asked again (rulings 40 and 50). From anybody else a
/// person reads it.
extension Turn {
    mutating func pauseCame(_ head: TextHead, _ end: PauseEnd, _ reason: String?) -> Settlement {
        guard mayHold else { return forOffice(.officeText) }
        speech.isTraining = head.isTraining
        guard case .one(let own) = choose(head.school) else { return askWhatToHold(schools[0].school) }
        let school = own.school
        if isHeldLater(school) { return reply(.pause, laterCounts(school), school: school.key) }
        var values: [WordingSlot: Wording.Value] = [
            .school: .name(school.name), .example: .whole("SEGUIR \(school.key.codMod)"),
        ]
        var last: SchoolDay?
        switch end {
        case .unclear:
            values[.example] = .whole(holdExample(school))
            return reply(.unclear, speech.say(.holdEndUnclear, values), school: school.key)
        case .open: break
        case .day(let day):
            last = day
            values[.day] = .whole(speech.long(day))
        }
        var settlement = reply(
            speech.isTraining ? .practice : .pause, speech.say(last == nil ? .holdSetOpen : .holdSet, values), school: school.key)
        if !speech.isTraining {
            settlement.holdChange = .begin(
                Hold(
                    scope: .school(school.key), first: today, last: last, note: reason ?? "",
                    origin: .promoter(reporter.phone)))
        }
        return settlement
    }

    mutating func resumeCame(_ head: TextHead) -> Settlement {
        guard mayHold else { return forOffice(.officeText) }
        speech.isTraining = head.isTraining
        guard let own = resumed(head) else {
            let example = "SEGUIR \(schools[0].school.key.codMod)"
            return reply(.unclear, speech.say(.resumeUnclear, [.example: .whole(example)]))
        }
        let school = own.school
        if isHeldLater(school) { return reply(.resume, laterCounts(school), school: school.key) }
        let standing = context.holds.filter { $0.lasts(on: today) && $0.scope.covers(school) }
        let isOurs = standing.contains { $0.origin != .office }
        let isOffices = standing.contains { $0.origin == .office && $0.first <= today }
        var values: [WordingSlot: Wording.Value] = [.school: .name(school.name)]
        let key: WordingKey
        if isOffices {
            key = .holdOfOffice
            values.merge(speech.consultations) { $1 }
        } else {
            key = isOurs ? .holdEnded : .holdNone
            values[.example] = .whole(holdExample(school))
        }
        var settlement = reply(
            speech.isTraining ? .practice : .resume, speech.say(key, values), school: school.key)
        if isOurs, !speech.isTraining { settlement.holdChange = .end(school.key, on: today) }
        return settlement
    }

    /// Without a code the one school that a promoter has put into a pause.
    private func resumed(_ head: TextHead) -> OwnSchool? {
        if case .one(let own) = choose(head.school) { return own }
        guard head.school == nil else { return nil }
        let held = schools.filter { own in
            context.holds.contains { $0.origin != .office && $0.lasts(on: today) && $0.scope.covers(own.school) }
        }
        return held.count == 1 ? held[0] : nil
    }

    private func isHeldLater(_ school: School) -> Bool {
        !speech.isTraining && context.saidLater.contains(.hold(school.key))
    }

    private var mayHold: Bool { reporter.role == .promoter && reporter.status == .active && !schools.isEmpty }

    /// Which school, or until when, cannot be told.
    private func askWhatToHold(_ school: School) -> Settlement {
        reply(.unclear, speech.say(.holdUnclear, [.example: .whole(holdExample(school))]))
    }

    /// With a day two weeks ahead, so that it can be copied.
    private func holdExample(_ school: School) -> String {
        "PAUSA \(school.key.codMod) hasta \(speech.date(today.adding(days: 14)))"
    }
}
