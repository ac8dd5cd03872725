import Foundation

/// Extra questions: one SMS a question and phone, with the question of attendance or instead of it where the school has
/// reported already. No reminders follow.
extension ReminderPlanner {
    func extraQuestions(_ inputs: PlanningInputs, _ week: WeekView, _ words: PlanWording) -> [PlannedText] {
        guard !office.questions.isEmpty, rules.isOn(.extra), week.isInsideWindow(of: .extra) else { return [] }
        let open = week.schools.indices.compactMap { place -> (place: Int, ladder: Ladder)? in
            let ladders = week.timetable(place).recent
            guard let ladder = ladders.first(where: { extraRung(of: $0).contains(week.moment.now) }),
                !week.isHeld(place, on: week.moment.today)
            else { return nil }
            return (place, ladder)
        }
        return office.questions.flatMap { question in
            var asked: [PhoneNumber: [(place: Int, ladder: Ladder)]] = [:]
            for (place, ladder) in open where isDue(question, ladder, week.timetable(place)) {
                for person in week.people(of: place, for: .extra).map({ week.reporters[$0] })
                where question.roles.contains(person.role)
                    && !isAnswered(question, week.schools[place].key, ladder, person.role, inputs)
                {
                    asked[person.phone, default: []].append((place, ladder))
                }
            }
            return asked.sorted { $0.key < $1.key }.compactMap { phone, own in
                text(question, to: phone, own.map { week.schools[$0.place] }, own.first?.ladder, week, words)
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
    private func isDue(_ question: ExtraQuestion, _ ladder: Ladder, _ timetable: Timetable) -> Bool {
        guard question.rhythm == .monthly else { return true }
        let first = ladder.day.adding(days: 1 - ladder.day.day)
        return !(0...5).contains { back in
            let day = timetable.reportingDay(week: ladder.day.monday.adding(days: -7 * (back + 1)))
            return day.map { first <= $0 && $0 < ladder.day } ?? false
        }
    }

    private func isAnswered(
        _ question: ExtraQuestion, _ school: SchoolKey, _ ladder: Ladder, _ role: ReporterRole, _ inputs: PlanningInputs
    ) -> Bool {
        inputs.answers.contains(
            ExtraAnswerKey(
                school: school, question: question.key, period: question.period(of: ladder.day),
                stream: role == .community ? .community : .school))
    }

    private func text(
        _ question: ExtraQuestion, to phone: PhoneNumber, _ schools: [School], _ ladder: Ladder?, _ week: WeekView,
        _ words: PlanWording
    ) -> PlannedText? {
        guard let person = week.reporter(phone), let ladder else { return nil }
        let rung = extraRung(of: ladder)
        let key = StepKey(phone: phone, school: nil, day: ladder.day, step: .extra, question: question.key)
        guard !week.wasQueued(key) else { return nil }
        let hasSeveral = Set(person.assignments.map(\.school)).count > 1
        return PlannedText(
            key: key, schools: schools.map(\.key), at: rung.start, expiresAt: rung.end,
            text: words.speech(person.language).extraQuestion(
                question, PlanWording.own(schools, of: person), hasSeveral: hasSeveral))
    }

    /// What speaks against one that is queued; nil as long as one of its schools has not answered.
    func extraObjection(
        to step: StepKey, schools: [SchoolKey], _ inputs: PlanningInputs, _ week: WeekView
    ) -> LeftOut.Reason? {
        guard rules.isOn(.extra), let question = office.questions.first(where: { $0.key == step.question }) else {
            return .switchedOff
        }
        guard week.isInsideWindow(of: .extra) else { return .outsideWindow }
        var first: LeftOut.Reason?
        for key in schools {
            let reason = extraObjection(to: step, question, school: key, inputs, week)
            guard let reason else { return nil }
            first = first ?? reason
        }
        return first ?? .noReporter
    }

    private func extraObjection(
        to step: StepKey, _ question: ExtraQuestion, school key: SchoolKey, _ inputs: PlanningInputs, _ week: WeekView
    ) -> LeftOut.Reason? {
        let place = week.place(of: key)
        let people = place.map { week.people(of: $0, for: .extra) } ?? []
        guard let place, let person = people.map({ week.reporters[$0] }).first(where: { $0.phone == step.phone }) else {
            return week.reporter(step.phone)?.status == .optedOut ? .optedOut : .noReporter
        }
        if week.isHeld(place, on: week.moment.today) { return .held }
        guard let ladder = week.timetable(place).ladder(on: step.day) else { return .notToday }
        if isAnswered(question, key, ladder, person.role, inputs) { return .hasReported }
        let (rung, now) = (extraRung(of: ladder), week.moment.now)
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
