import Foundation

/// FALTA: why teachers were not there, alone and beside figures, and taking it back.
extension Turn {
    mutating func absenceCame(_ head: TextHead, _ reasons: [AbsenceReason: Int]) -> Settlement {
        speech.isTraining = head.isTraining
        guard reporter.role.reportsForSchool else { return forOffice(.officeText) }
        let own: OwnSchool
        switch choose(head.school) {
        case .one(let one): own = one
        case .notTheirs(let address): return refuse(address)
        case .open:
            // CORREGIR FALTA and ANULAR FALTA need no letter.
            guard head.correctsAbsences, let told = lastAbsences(head),
                let one = schools.first(where: { $0.school.key == told.school })
            else { return askSchool("FALTA 1 L", head) }
            own = one
        }
        let school = own.school
        let total = reasons.values.reduce(0, +)
        if let staff = school.enrolment.teachers, total > staff {
            let text = speech.say(
                .absenceTooMany,
                [
                    .school: .name(school.name), .enrolled: .whole("\(staff)"), .number: .whole("\(total)"),
                    .example: .whole(address(own) + "FALTA 1 L"),
                ])
            return reply(.unclear, text, school: school.key)
        }
        let told = head.correctsAbsences ? lastAbsences(head) : nil
        if let told { speech.isTraining = told.isTraining }
        let day = head.day ?? told?.day ?? day(nil, school)
        let text = speech.say(
            reasons.isEmpty ? .absenceNobody : .absence,
            [
                .school: .name(school.name), .day: .whole(speech.short(day)),
                .absences: .whole(words(of: reasons)),
            ])
        let absences = absences(reasons, of: school, on: day)
        var settlement = reply(.absence, absences.isHistory ? laterCounts(school) : text, school: school.key)
        settlement.absences = absences
        return settlement
    }

    /// History where a later text of the phone has told them anew.
    func absences(_ reasons: [AbsenceReason: Int], of school: School, on day: SchoolDay) -> TeacherAbsences {
        var absences = TeacherAbsences(
            school: school.key, day: day, reasons: reasons, isTraining: speech.isTraining, phone: reporter.phone,
            receivedAt: receivedAt)
        absences.isHistory = context.saidLater.contains(absences.place)
        return absences
    }

    // MARK: Taking back

    func hasToldAbsences(_ head: TextHead) -> Bool { lastAbsences(head) != nil }

    /// "No falto nadie", "nadie falto".
    var saysNobodyMissing: Bool {
        let words = Set(TextTokens.of(body.foldedForMatching).map(\.word)).subtracting(Vocabulary.polite)
        return !words.isDisjoint(with: NumberWords.nobody) && !words.isDisjoint(with: Vocabulary.absence)
            && words.isSubset(of: NumberWords.nobody.union(Vocabulary.absence).union(AbsencePhrase.links).union(["no", "hoy", "ayer"]))
    }

    /// What this phone told last.
    private func lastAbsences(_ head: TextHead, isAlone: Bool = false) -> SenderContext.ToldAbsences? {
        let latest = sentAt.addingTimeInterval(SenderContext.clockDifference)
        var named: SchoolKey?
        if head.school != nil, case .one(let own) = choose(head.school) { named = own.school.key }
        return context.toldAbsences.filter { told in
            (named == nil || told.school == named) && (head.day == nil || told.day == head.day)
                && (!head.isTraining || told.isTraining) && (!isAlone || told.isAlone) && told.sentAt <= latest
        }.max { $0.sentAt < $1.sentAt }
    }

    /// ANULAR where FALTA was the last that was said; one that came with a report is taken back with it. Nothing of that
    /// day's counts then.
    mutating func absencesTakenBack(_ head: TextHead, newerThan last: Last) -> Settlement? {
        guard reporter.role.reportsForSchool, let told = lastAbsences(head, isAlone: true),
            let own = schools.first(where: { $0.school.key == told.school })
        else { return nil }
        if case .one(let sent) = last, sent.report.sentAt >= told.sentAt { return nil }
        if case .several(let sent) = last, sent.report.sentAt >= told.sentAt { return nil }
        if let open, open.saidAt > told.sentAt { return nil }
        speech.isTraining = told.isTraining
        let text = speech.say(
            .absenceCancelled,
            [
                .school: .name(own.school.name), .day: .whole(speech.short(told.day)),
                .absences: .whole(words(of: told.reasons)),
            ])
        var settlement = reply(.cancel, text, school: told.school)
        settlement.absences = absences([:], of: own.school, on: told.day)
        return settlement
    }

    // MARK: Beside figures

    /// FALTA beside figures: stored with the day of the report, and said.
    func addingAbsences(_ head: TextHead?, to settlement: Settlement) -> Settlement {
        guard let head, !head.absences.isEmpty, settlement.reading != ReadingName.whichSchool.rawValue,
            case .reply(let text) = settlement.answer,
            let own = schools.first(where: { $0.school.key == settlement.school }) ?? onlySchool(head),
            head.absences.values.reduce(0, +) <= own.school.enrolment.teachers ?? .max
        else { return settlement }
        var settlement = settlement
        let absences = absences(head.absences, of: own.school, on: settlement.report?.day ?? day(head.day, own.school))
        settlement.absences = absences
        if absences.isHistory { return settlement }
        settlement.answer = .reply(joined(text, "FALTA: \(words(of: head.absences))."))
        return settlement
    }

    /// `1 licencia, 2 tardanza`
    func words(of absences: [AbsenceReason: Int]) -> String {
        AbsenceReason.allCases.compactMap { reason in
            absences[reason].map { "\($0) \(speech.wording.word(reason.name))" }
        }.joined(separator: ", ")
    }
}
