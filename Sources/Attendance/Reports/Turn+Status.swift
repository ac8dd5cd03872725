import Foundation

/// ESTADO: what we have of this week, from a reporter's own stream; to a promoter, who is silent.
extension Turn {
    func statusCame(_ head: TextHead) -> Settlement {
        guard !schools.isEmpty else { return forOffice(.officeText) }
        if case .notTheirs(let address) = choose(head.school) { return refuse(address) }
        let meant: [OwnSchool]
        if head.school != nil, case .one(let own) = choose(head.school) { meant = [own] } else { meant = schools }
        if reporter.role == .promoter, meant.count > 1 || head.school == nil { return silentSchools(meant) }
        return meant.count == 1 ? status(of: meant[0]) : status(of: meant)
    }

    /// To a phone that rang: what it has to report, whether it has or not; to a promoter, who is silent.
    func answerToCall() -> String? {
        guard let first = schools.first else { return nil }
        switch reporter.role {
        case .promoter:
            if case .reply(let text) = statusCame(TextHead()).answer { return text }
            return nil
        case .official, .operator: return nil
        case .community: return speech.communityQuestion(schools.map(\.school))
        case .teacher, .head:
            let isMorning = TimeOfDay(receivedAt, in: office.zone) < .noon
            let several = schools.count > 1
            let values: [WordingSlot: Wording.Value] = [
                .greeting: .whole(speech.wording.word(isMorning ? .morning : .afternoon)),
                .example: .whole(Example.usual(first, withLetter: several)),
                .legend: .whole(speech.legend(first.school)),
            ]
            guard !several else {
                return speech.say(
                    .callQuestionSeveral, values.merging([.schools: .names(speech.names(schools))]) { $1 })
            }
            let school: [WordingSlot: Wording.Value] = [
                .school: .name(first.school.name), .day: .whole(speech.short(day(nil, first.school))),
            ]
            return speech.say(.callQuestion, values.merging(school) { $1 })
        }
    }

    private var stream: ReportStream { reporter.role == .community ? .community : .school }

    /// The reporting day of this week, or of last week's end until the next comes.
    private func lastReportingDay(_ school: School) -> SchoolDay? {
        days.reportingDay(of: school, on: today)
    }

    /// Any report from T to before the next T is that week's (ruling 42).
    private func report(of school: School, since day: SchoolDay) -> AttendanceReport? {
        let next = days.nextReportingDay(after: day, of: school)
        return context.reports.first { stored in
            stored.state == .current && stored.report.school == school.key && stored.report.stream == stream
                && !stored.report.isTraining && stored.report.day >= day && (next.map { stored.report.day < $0 } ?? true)
        }?.report
    }

    private func status(of own: OwnSchool) -> Settlement {
        let school = own.school
        guard let day = lastReportingDay(school) else {
            let next = days.next(after: today, of: school)
            let text = speech.say(
                next == nil ? .statusNoneKnown : .statusNone,
                [.school: .name(school.name), .next: .whole(next.map(speech.long) ?? "")])
            return reply(.status, text, school: school.key)
        }
        let report = report(of: school, since: day)
        var values: [WordingSlot: Wording.Value] = [
            .school: .name(school.name), .day: .whole(speech.short(report?.day ?? day)),
        ]
        guard let report else {
            values[.example] = .whole(
                reporter.role == .community ? address(own) + "SI" : written(FigureField.expected(of: school), own))
            return reply(.status, speech.say(.statusMissing, values), school: school.key)
        }
        values[.counts] = .whole(speech.describe(report.content))
        return reply(.status, speech.say(.statusReported, values), school: school.key)
    }

    private func status(of meant: [OwnSchool]) -> Settlement {
        let (due, silent) = silent(meant)
        guard let first = silent.first else {
            guard due > 0 else { return status(of: meant[0]) }
            return reply(
                .status, speech.say(.statusAll, [.number: .whole("\(due)"), .enrolled: .whole("\(due)")]))
        }
        let text = speech.say(
            .statusSeveral,
            [
                .schools: .names(speech.names(silent)), .number: .whole("\(due - silent.count)"),
                .enrolled: .whole("\(due)"),
                .example: .whole(
                    reporter.role == .community
                        ? Speech.address(first) + " SI" : Example.usual(first, withLetter: true)),
            ])
        return reply(.status, text)
    }

    private func silent(_ meant: [OwnSchool]) -> (due: Int, silent: [OwnSchool]) {
        let due = meant.compactMap { own in lastReportingDay(own.school).map { (own, $0) } }
        return (due.count, due.filter { report(of: $0.0.school, since: $0.1) == nil }.map(\.0))
    }

    private func silentSchools(_ meant: [OwnSchool]) -> Settlement {
        let (due, silent) = silent(meant)
        let number = Wording.Value.whole("\(silent.isEmpty ? due : silent.count)")
        guard !silent.isEmpty else {
            return reply(.status, speech.say(.statusNoSilent, [.number: number, .enrolled: .whole("\(due)")]))
        }
        let text = speech.saySome(silent.map { Wording.Value.Labelled("", $0.school.name) }) { names in
            speech.say(.statusSilent, [.number: number, .enrolled: .whole("\(due)"), .schools: names])
        }
        return reply(.status, text)
    }
}
