package import Foundation

/// Decides what is due by the clock, and what of that is still right when it leaves.
///
/// Nothing is remembered between two looks: the plan follows from the clock and the data alone, so
/// a restart or an outage sends nothing stale and nothing twice. Reads no clock, sends nothing.
///
/// Takes time in proportion to the office: what schools have in common is reckoned once for all of them
/// (``Timetable``), everything else is found by its key (``WeekView``).
package struct ReminderPlanner: Sendable {
    let office: OfficeRules
    let fits: @Sendable (String) -> Bool

    /// Reminder 1 is dropped for a phone whose question went out later than this before it.
    static let quietAfterQuestion: TimeInterval = 2 * 3600
    /// Reminder steps a school and week.
    static let mostReminders = 2

    package init(office: OfficeRules, fits: @escaping @Sendable (String) -> Bool) {
        self.office = office
        self.fits = fits
    }

    var rules: ReportingRules { office.reporting }

    package func plan(_ inputs: PlanningInputs, at now: Date) -> ReminderPlan {
        let week = WeekView(inputs, office, at: now)
        let words = PlanWording(office, fits: fits, isMorning: TimeOfDay(now, in: rules.zone) < .noon)
        var draft = Draft()
        draft.leftOut.reserveCapacity(week.schools.count)
        for place in week.schools.indices { plan(place, week, words, into: &draft) }
        putQuestionsIntoWords(week, words, &draft)
        let due =
            mostNeededFirst(draft.due, inputs) + extraQuestions(inputs, week, words) + lists(inputs, week, words)
        return ReminderPlan(due: due, leftOut: draft.leftOut, nextLook: nextLook(week))
    }

    private struct Draft {
        var due: [PlannedText] = []
        var leftOut: [LeftOut] = []
        /// In order of schools. All those of a phone are one text.
        var questions: [(person: Int, place: Int, ladder: Ladder)] = []
    }

    private func plan(_ place: Int, _ week: WeekView, _ words: PlanWording, into draft: inout Draft) {
        let (timetable, moment) = (week.timetable(place), week.moment)
        let key = week.schools[place].key
        let further = timetable.isAskedMore ? timetable.further(of: week.schools[place], on: moment.today) : nil
        let open = [timetable.open, Timetable.current(further.map { [$0] } ?? [], at: moment.now)]
        let isHeld = week.isHeld(place, on: moment.today)
        guard open.contains(where: { $0 != nil }) else {
            let reason = idleReason(place, further, week)
            draft.leftOut.append(LeftOut(school: key, reason: isHeld && reason.isOfTheHour ? .held : reason))
            return
        }
        if isHeld {
            draft.leftOut.append(LeftOut(school: key, reason: .held))
            return
        }
        for case let (ladder, rung)? in open {
            // Who was not asked because of a hold is not reminded after it either.
            if week.isHeld(place, on: ladder.day) {
                draft.leftOut.append(LeftOut(school: key, reason: .held))
            } else {
                plan(place, ladder, rung, week, words, into: &draft)
            }
        }
    }

    private func plan(
        _ place: Int, _ ladder: Ladder, _ rung: Ladder.Rung, _ week: WeekView, _ words: PlanWording,
        into draft: inout Draft
    ) {
        let school = week.schools[place].key
        let people = week.people(of: place, for: rung.step).filter { ladder.asks(week.reporters[$0]) }
        if people.isEmpty {
            draft.leftOut.append(LeftOut(school: school, reason: week.emptyReason(of: place, for: rung.step)))
        }
        for person in people {
            let reporter = week.reporters[person]
            let key = key(of: rung.step, reporter.phone, school, ladder.day)
            let objection = reason(against: key, reporter, place, ladder, rung, week)
            if let reason = objection ?? week.spent(key, ladder, school) {
                draft.leftOut.append(LeftOut(school: school, phone: reporter.phone, reason: reason))
            } else if rung.step == .question {
                draft.questions.append((person, place, ladder))
            } else {
                let text = words.planned(key, [week.schools[place]], to: reporter, rung, ladder.occasion)
                draft.due += [text].compactMap(\.self)
            }
        }
    }

    /// One text for all schools of a phone, by phones.
    private func putQuestionsIntoWords(_ week: WeekView, _ words: PlanWording, _ draft: inout Draft) {
        let questions = draft.questions
        func rank(_ index: Int) -> (Int, SchoolDay, Int) {
            (questions[index].person, questions[index].ladder.day, index)
        }
        var rest = questions.indices.sorted { rank($0) < rank($1) }[...]
        while let first = rest.first.map({ questions[$0] }) {
            let own = rest.prefix { index in
                questions[index].person == first.person && questions[index].ladder.day == first.ladder.day
            }
            rest = rest.dropFirst(own.count)
            let ladders = own.map { questions[$0].ladder }
            // Where one phone's schools are asked for different reasons, the text is stale with the first of them.
            guard let rung = ladders.compactMap({ $0.rung(.question) }).min(by: { $0.end < $1.end }) else { continue }
            let occasion = ladders.contains { $0.occasion == .reportingDay } ? .reportingDay : first.ladder.occasion
            let person = week.reporters[first.person]
            let key = StepKey(phone: person.phone, school: nil, day: first.ladder.day, step: .question)
            let schools = own.map { week.schools[questions[$0].place] }
            draft.due += [words.planned(key, schools, to: person, rung, occasion)].compactMap(\.self)
        }
    }

    /// Schools that have been silent longest come first, because a morning may be too short for all of them.
    private func mostNeededFirst(_ due: [PlannedText], _ inputs: PlanningInputs) -> [PlannedText] {
        func lastHeard(_ text: PlannedText) -> SchoolDay? {
            var earliest: SchoolDay?
            for school in text.schools {
                guard let day = inputs.lastReportDays[school] else { return nil }
                earliest = min(earliest ?? day, day)
            }
            return earliest
        }
        let days = due.map(lastHeard)
        return due.indices.sorted { one, other in
            switch (days[one], days[other]) {
            case (let first?, let second?) where first != second: first < second
            case (nil, .some): true
            case (.some, nil): false
            default: one < other
            }
        }.map { due[$0] }
    }

    /// What speaks against a queued step just before it leaves; nil when nothing does.
    ///
    /// - Parameters:
    ///   - schools: what the text is about. It stays right as long as one of them is silent.
    ///   - inputs: as far as they concern these schools and the phone, and for a list the phone's own schools.
    package func objection(
        to step: StepKey, schools: [SchoolKey], _ inputs: PlanningInputs, at now: Date
    ) -> LeftOut.Reason? {
        let week = WeekView(inputs, office, at: now)
        if step.step == .extra { return extraObjection(to: step, schools: schools, inputs, week) }
        if step.step.isList { return listObjection(to: step, week) }
        var first: LeftOut.Reason?
        for key in schools {
            guard let reason = objection(to: step, school: key, week) else { return nil }
            first = first ?? reason
        }
        return first ?? .noReporter
    }

    private func objection(to step: StepKey, school key: SchoolKey, _ week: WeekView) -> LeftOut.Reason? {
        guard let place = week.place(of: key) else { return .noReporter }
        let (timetable, now) = (week.timetable(place), week.moment.now)
        if week.isHeld(place, on: week.moment.today) { return .held }
        let people = week.people(of: place, for: step.step).map { week.reporters[$0] }
        guard let person = people.first(where: { $0.phone == step.phone }) else {
            return week.reporter(step.phone)?.status == .optedOut ? .optedOut : .noReporter
        }
        let further = step.step == .question ? timetable.further(of: week.schools[place], on: step.day) : nil
        guard let ladder = timetable.ladder(on: step.day) ?? further else {
            return timetable.noClassReason(on: step.day) ?? .notToday
        }
        if week.isHeld(place, on: ladder.day) { return .held }
        guard rules.isOn(step.step) else { return .switchedOff }
        guard let rung = ladder.rung(step.step) else { return .nextStepReached }
        guard rung.contains(now) else {
            if now < rung.start { return .notYet }
            return rung.next == .step && step.step != .reminder2 ? .nextStepReached : .tooLate
        }
        return reason(against: step, person, place, ladder, rung, week)
    }

    /// What speaks against a step for a person, the step's own hours and copies apart.
    private func reason(
        against key: StepKey, _ person: Reporter, _ place: Int, _ ladder: Ladder, _ rung: Ladder.Rung, _ week: WeekView
    ) -> LeftOut.Reason? {
        if week.hasReported(place, ladder, as: person.role) { return .hasReported }
        if week.timetable(place).closes(on: rung.day) { return .closed }
        guard week.isInsideWindow(of: key.step) else { return .outsideWindow }
        if key.step == .reminder1, let asked = week.askedAt(person.phone, ladder.day),
            rung.start.timeIntervalSince(asked) < Self.quietAfterQuestion
        {
            return .questionJustSent
        }
        return nil
    }

    func key(of step: ReminderStep, _ phone: PhoneNumber, _ school: SchoolKey, _ day: SchoolDay) -> StepKey {
        StepKey(phone: phone, school: step == .question ? nil : school, day: day, step: step)
    }

    /// Why nothing is due for a school at this hour, whoever reports for it.
    private func idleReason(_ place: Int, _ further: Ladder?, _ week: WeekView) -> LeftOut.Reason {
        let (timetable, moment) = (week.timetable(place), week.moment)
        if let start = further?.rungs.first?.start, moment.now < start { return .notYet }
        guard let ladder = timetable.ofThisWeek else { return timetable.skipReason }
        if week.hasNoReporter(place) { return week.emptyReason(of: place, for: .reminder1) }
        if ladder.day <= moment.today, week.hasReported(place, ladder, as: .teacher) { return .hasReported }
        return timetable.waitReason
    }

    /// The next moment at which a rung of any school begins or ends, within two weeks, or a report waits no more for
    /// its SI; else the coming midnight, when weeks are counted anew.
    private func nextLook(_ week: WeekView) -> Date {
        let (now, today) = (week.moment.now, week.moment.today)
        let hasPromoter = !week.people(for: .silentList).isEmpty
        let hasOfficial = !week.people(for: .weeklySummary).isEmpty
        var next = week.nextExpiry
        func see(_ rung: Ladder.Rung?) {
            for edge in [rung?.start, rung?.end] {
                if let edge, edge > now, next.map({ edge < $0 }) ?? true { next = edge }
            }
        }
        for timetable in week.allTimetables {
            for ladder in timetable.ladders(weeks: -1...2) {
                ladder.rungs.forEach(see)
                if hasPromoter { see(ladder.list) }
                if !office.questions.isEmpty { see(extraRung(of: ladder)) }
            }
        }
        furtherLadders(week).flatMap(\.rungs).forEach(see)
        if hasOfficial { [now, now.addingTimeInterval(7 * 86_400)].forEach { see(summary(at: $0)) } }
        return next ?? today.adding(days: 1).moment(at: .midnight, in: rules.zone)
    }

    /// Of this day and the six after it, one for each day on which any school is asked beside T.
    private func furtherLadders(_ week: WeekView) -> [Ladder] {
        var ladders: [Ladder] = []
        for day in (0...6).map(week.moment.today.adding(days:)) {
            for place in week.schools.indices where week.timetable(place).isAskedMore {
                guard let ladder = week.timetable(place).further(of: week.schools[place], on: day) else { continue }
                // All have the same hours.
                ladders.append(ladder)
                break
            }
        }
        return ladders
    }
}

extension LeftOut.Reason {
    /// It says nothing but when the next step is.
    fileprivate var isOfTheHour: Bool { [.notYet, .notToday, .outsideWindow, .tooLate].contains(self) }
}
