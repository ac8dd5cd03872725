import Foundation

/// Extra questions: one SMS a question and phone, with the question of attendance or instead of it where the school has
/// reported already. No reminders follow.
extension ReminderPlanner {
    func extraQuestions(_ inputs: PlanningInputs, _ week: WeekView, at now: Date) -> [PlannedText] {
        guard !office.questions.isEmpty, rules.isOn(.extra), isInsideWindow(of: .extra, at: now) else { return [] }
        let today = SchoolDay(now, in: rules.zone)
        let asked = inputs.schools.filter { !inputs.isHeld($0, on: today) }
        let open = asked.sorted { $0.key < $1.key }.compactMap { school in
            ladders(of: school, inputs.closures, at: now).first { extraRung(of: $0).contains(now) }
        }
        return office.questions.flatMap { question in
            var schools: [PhoneNumber: [Ladder]] = [:]
            for ladder in open where isDue(question, ladder, inputs) {
                for person in week.people(of: ladder.school.key, for: .extra)
                where question.roles.contains(person.role) && !isAnswered(question, ladder, person.role, inputs) {
                    schools[person.phone, default: []].append(ladder)
                }
            }
            return schools.sorted { $0.key < $1.key }.compactMap { phone, ladders in
                text(question, to: phone, about: ladders, week)
            }
        }
    }

    /// The hours of the question, whether the office sends that one or not.
    func extraRung(of ladder: Ladder) -> Ladder.Rung {
        let start = ladder.day.moment(at: rules.questionAt, in: rules.zone)
        let end = ladder.day.moment(at: rules.window(of: .extra).upperBound, in: rules.zone)
        return Ladder.Rung(step: .extra, day: ladder.day, start: start, end: end, next: .window)
    }

    /// A monthly question comes with the first reporting day of a month.
    private func isDue(_ question: ExtraQuestion, _ ladder: Ladder, _ inputs: PlanningInputs) -> Bool {
        guard question.rhythm == .monthly else { return true }
        let first = ladder.day.adding(days: 1 - ladder.day.day)
        return !(0...5).contains { back in
            let day = office.calendar.reportingDay(
                of: ladder.school, week: ladder.day.monday.adding(days: -7 * (back + 1)), rules: rules,
                closures: inputs.closures)
            return day.map { first <= $0 && $0 < ladder.day } ?? false
        }
    }

    private func isAnswered(
        _ question: ExtraQuestion, _ ladder: Ladder, _ role: ReporterRole, _ inputs: PlanningInputs
    ) -> Bool {
        inputs.answers.contains(
            ExtraAnswerKey(
                school: ladder.school.key, question: question.key, period: question.period(of: ladder.day),
                stream: role == .community ? .community : .school))
    }

    private func text(
        _ question: ExtraQuestion, to phone: PhoneNumber, about ladders: [Ladder], _ week: WeekView
    ) -> PlannedText? {
        guard let person = week.reporter(phone), let first = ladders.first else {
            return nil
        }
        let rung = extraRung(of: first)
        let key = StepKey(phone: phone, school: nil, day: first.day, step: .extra, question: question.key)
        guard !week.wasQueued(key) else { return nil }
        let own = Self.own(ladders.map(\.school), of: person)
        let hasSeveral = Set(person.assignments.map(\.school)).count > 1
        let speech = Speech(office: office, language: person.language, fits: fits)
        return PlannedText(
            key: key, schools: ladders.map(\.school.key), at: rung.start, expiresAt: rung.end,
            text: speech.extraQuestion(question, own, hasSeveral: hasSeveral))
    }

    /// What speaks against one that is queued; nil as long as one of its schools has not answered.
    func extraObjection(
        to step: StepKey, schools: [SchoolKey], _ inputs: PlanningInputs, _ week: WeekView, at now: Date
    ) -> LeftOut.Reason? {
        guard rules.isOn(.extra), let question = office.questions.first(where: { $0.key == step.question }) else {
            return .switchedOff
        }
        guard isInsideWindow(of: .extra, at: now) else { return .outsideWindow }
        var first: LeftOut.Reason?
        for key in schools {
            let reason = extraObjection(to: step, question, school: key, inputs, week, at: now)
            guard let reason else { return nil }
            first = first ?? reason
        }
        return first ?? .noReporter
    }

    private func extraObjection(
        to step: StepKey, _ question: ExtraQuestion, school key: SchoolKey, _ inputs: PlanningInputs, _ week: WeekView,
        at now: Date
    ) -> LeftOut.Reason? {
        guard let school = inputs.schools.first(where: { $0.key == key }),
            let person = week.people(of: key, for: .extra).first(where: { $0.phone == step.phone })
        else { return week.reporter(step.phone)?.status == .optedOut ? .optedOut : .noReporter }
        if inputs.isHeld(school, on: SchoolDay(now, in: rules.zone)) { return .held }
        guard let ladder = ladder(of: school, on: step.day, inputs.closures) else { return .notToday }
        if isAnswered(question, ladder, person.role, inputs) { return .hasReported }
        let rung = extraRung(of: ladder)
        return rung.contains(now) ? nil : now < rung.start ? .notYet : .tooLate
    }
}

extension Speech {
    func extraQuestion(_ question: ExtraQuestion, _ schools: [SenderContext.OwnSchool], hasSeveral: Bool) -> String {
        let letter = hasSeveral ? schools.first.map { Self.address($0) + " " } ?? "" : ""
        let names = hasSeveral ? names(schools) : schools.map { .init("", $0.school.name) }
        return wording.text(
            of: question.template(in: wording.language),
            [.school: .names(names), .example: .whole(letter + question.example)], fits: fits)
    }
}
