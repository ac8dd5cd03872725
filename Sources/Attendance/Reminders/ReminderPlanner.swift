package import Foundation

/// Decides what is due by the clock, and what of that is still right when it leaves.
///
/// Nothing is remembered between two looks: the plan follows from the clock and the data alone, so
/// a restart or an outage sends nothing stale and nothing twice. Reads no clock, sends nothing.
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
        let week = WeekView(inputs, rules: rules)
        let today = SchoolDay(now, in: rules.zone)
        var draft = Draft()
        for school in inputs.schools.sorted(by: { $0.key < $1.key }) {
            let ladders = ladders(of: school, inputs.closures, at: now)
            let further = furtherLadder(of: school, on: today, inputs.closures)
            let open = [current(ladders, at: now), current(further.map { [$0] } ?? [], at: now)].compactMap(\.self)
            let isHeld = inputs.isHeld(school, on: today)
            if open.isEmpty {
                let reason = idleReason(school, ladders, further, week, at: now)
                draft.leftOut.append(LeftOut(school: school.key, reason: isHeld && reason.isOfTheHour ? .held : reason))
            } else if isHeld {
                draft.leftOut.append(LeftOut(school: school.key, reason: .held))
            } else {
                for (ladder, rung) in open {
                    // Who was not asked because of a hold is not reminded after it either.
                    if inputs.isHeld(school, on: ladder.day) {
                        draft.leftOut.append(LeftOut(school: school.key, reason: .held))
                    } else {
                        plan(ladder, rung, week, into: &draft, at: now)
                    }
                }
            }
        }
        for (key, ladders) in draft.questions.sorted(by: { $0.key.phone < $1.key.phone }) {
            // Where one phone's schools are asked for different reasons, the text is stale with the first of them.
            guard let person = week.reporter(key.phone),
                let rung = ladders.compactMap({ $0.rung(.question) }).min(by: { $0.end < $1.end })
            else { continue }
            let occasion = ladders.contains { $0.occasion == .reportingDay } ? .reportingDay : ladders[0].occasion
            draft.due += [planned(key, ladders.map(\.school), to: person, rung, occasion, at: now)].compactMap(\.self)
        }
        let due =
            mostNeededFirst(draft.due, inputs) + extraQuestions(inputs, week, at: now) + lists(inputs, week, at: now)
        return ReminderPlan(due: due, leftOut: draft.leftOut, nextLook: nextLook(inputs, week, after: now))
    }

    private struct Draft {
        var due: [PlannedText] = []
        var leftOut: [LeftOut] = []
        /// One text for all schools of a phone.
        var questions: [StepKey: [Ladder]] = [:]
    }

    private func plan(_ ladder: Ladder, _ rung: Ladder.Rung, _ week: WeekView, into draft: inout Draft, at now: Date) {
        let school = ladder.school
        let people = week.people(of: school.key, for: rung.step).filter(ladder.asks)
        if people.isEmpty {
            draft.leftOut.append(LeftOut(school: school.key, reason: week.emptyReason(of: school.key, for: rung.step)))
        }
        for person in people {
            let key = key(of: rung.step, person.phone, school.key, ladder.day)
            if let reason = reason(against: key, person, ladder, rung, week, at: now)
                ?? week.spent(key, ladder, school.key)
            {
                draft.leftOut.append(LeftOut(school: school.key, phone: person.phone, reason: reason))
            } else if rung.step == .question {
                draft.questions[key, default: []].append(ladder)
            } else {
                draft.due += [planned(key, [school], to: person, rung, ladder.occasion, at: now)].compactMap(\.self)
            }
        }
    }

    /// Schools that have been silent longest come first, because a morning may be too short for all of them.
    private func mostNeededFirst(_ due: [PlannedText], _ inputs: PlanningInputs) -> [PlannedText] {
        func lastHeard(_ text: PlannedText) -> SchoolDay? {
            let days = text.schools.map { inputs.lastReportDays[$0] }
            return days.contains(nil) ? nil : days.compactMap(\.self).min()
        }
        let ranked = due.enumerated().map { (place: $0.offset, text: $0.element, day: lastHeard($0.element)) }
        return ranked.sorted { one, other in
            switch (one.day, other.day) {
            case (let one?, let other?) where one != other: one < other
            case (nil, .some): true
            case (.some, nil): false
            default: one.place < other.place
            }
        }.map(\.text)
    }

    /// What speaks against a queued step just before it leaves; nil when nothing does.
    ///
    /// - Parameter schools: what the text is about. It stays right as long as one of them is silent.
    package func objection(
        to step: StepKey, schools: [SchoolKey], _ inputs: PlanningInputs, at now: Date
    ) -> LeftOut.Reason? {
        let week = WeekView(inputs, rules: rules)
        if step.step == .extra { return extraObjection(to: step, schools: schools, inputs, week, at: now) }
        if step.step.isList { return listObjection(to: step, inputs, week, at: now) }
        var first: LeftOut.Reason?
        for key in schools {
            guard let reason = objection(to: step, school: key, inputs, week, at: now) else { return nil }
            first = first ?? reason
        }
        return first ?? .noReporter
    }

    private func objection(
        to step: StepKey, school key: SchoolKey, _ inputs: PlanningInputs, _ week: WeekView, at now: Date
    ) -> LeftOut.Reason? {
        guard let school = inputs.schools.first(where: { $0.key == key }) else { return .noReporter }
        if inputs.isHeld(school, on: SchoolDay(now, in: rules.zone)) { return .held }
        guard let person = week.people(of: key, for: step.step).first(where: { $0.phone == step.phone }) else {
            return week.reporter(step.phone)?.status == .optedOut ? .optedOut : .noReporter
        }
        let further = step.step == .question ? furtherLadder(of: school, on: step.day, inputs.closures) : nil
        guard let ladder = ladder(of: school, on: step.day, inputs.closures) ?? further else {
            return noClassReason(school, on: step.day, inputs.closures) ?? .notToday
        }
        if inputs.isHeld(school, on: ladder.day) { return .held }
        guard rules.isOn(step.step) else { return .switchedOff }
        guard let rung = ladder.rung(step.step) else { return .nextStepReached }
        guard rung.contains(now) else {
            if now < rung.start { return .notYet }
            return rung.next == .step && step.step != .reminder2 ? .nextStepReached : .tooLate
        }
        return reason(against: step, person, ladder, rung, week, at: now)
    }

    /// What speaks against a step for a person, the step's own hours and copies apart.
    private func reason(
        against key: StepKey, _ person: Reporter, _ ladder: Ladder, _ rung: Ladder.Rung, _ week: WeekView,
        at now: Date
    ) -> LeftOut.Reason? {
        if week.hasReported(ladder, as: person.role, at: now) { return .hasReported }
        if week.closes(ladder.school, on: rung.day) { return .closed }
        guard isInsideWindow(of: key.step, at: now) else { return .outsideWindow }
        if key.step == .reminder1, let asked = week.askedAt(person.phone, ladder.day),
            rung.start.timeIntervalSince(asked) < Self.quietAfterQuestion
        {
            return .questionJustSent
        }
        return nil
    }

    /// Never on a Sunday or a holiday.
    func isInsideWindow(of step: ReminderStep, at now: Date) -> Bool {
        let time = TimeOfDay(now, in: rules.zone)
        let today = SchoolDay(now, in: rules.zone)
        let window = rules.window(of: step)
        let end = today.moment(at: window.upperBound, in: rules.zone)
        return window.lowerBound <= time && now <= end && today.weekday != .sunday && !office.calendar.isHoliday(today)
    }

    func key(of step: ReminderStep, _ phone: PhoneNumber, _ school: SchoolKey, _ day: SchoolDay) -> StepKey {
        StepKey(phone: phone, school: step == .question ? nil : school, day: day, step: step)
    }

    /// Of a week, where the day is its T.
    func ladder(of school: School, on day: SchoolDay, _ closures: [Closure]) -> Ladder? {
        let expected = office.calendar.reportingDay(of: school, week: day.monday, rules: rules, closures: closures)
        guard expected == day else { return nil }
        return Ladder(of: school, on: day, rules: rules, calendar: office.calendar, closures: closures)
    }

    /// Of a day that is asked about beside T.
    private func furtherLadder(of school: School, on day: SchoolDay, _ closures: [Closure]) -> Ladder? {
        let occasion = office.calendar.occasion(of: school, on: day, rules: rules, closures: closures)
        guard let occasion, occasion != .reportingDay else { return nil }
        return Ladder(
            asking: school, on: day, as: occasion, rules: rules, calendar: office.calendar, closures: closures)
    }

    /// Last week's and this week's: T+1 of a Friday may be the next Monday.
    func ladders(of school: School, _ closures: [Closure], at now: Date, weeks: ClosedRange<Int> = -1...0)
        -> [Ladder]
    {
        let monday = SchoolDay(now, in: rules.zone).monday
        return weeks.compactMap { week in
            office.calendar.reportingDay(
                of: school, week: monday.adding(days: 7 * week), rules: rules, closures: closures)
        }.map { Ladder(of: school, on: $0, rules: rules, calendar: office.calendar, closures: closures) }
    }

    private func current(_ ladders: [Ladder], at now: Date) -> (Ladder, Ladder.Rung)? {
        for ladder in ladders.reversed() {
            if let rung = ladder.rungs.last(where: { $0.contains(now) }) { return (ladder, rung) }
        }
        return nil
    }

    /// Why nothing is due for a school at this hour, whoever reports for it.
    private func idleReason(
        _ school: School, _ ladders: [Ladder], _ further: Ladder?, _ week: WeekView, at now: Date
    ) -> LeftOut.Reason {
        if let start = further?.rungs.first?.start, now < start { return .notYet }
        let today = SchoolDay(now, in: rules.zone)
        guard let ladder = ladders.last(where: { $0.day.monday == today.monday }) else {
            return noClassReason(school, on: usualDay(of: school, inWeekOf: today), week.closures) ?? .noClassDay
        }
        if week.hasNoReporter(school.key) { return week.emptyReason(of: school.key, for: .reminder1) }
        if ladder.day <= today, week.hasReported(ladder, as: .teacher, at: now) { return .hasReported }
        guard ladder.day <= today else {
            // Moved to a later day: a holiday or a closure on the usual one is the reason to name.
            let usual = usualDay(of: school, inWeekOf: today)
            return (usual <= today ? noClassReason(school, on: usual, week.closures) : nil) ?? .notToday
        }
        if let rung = ladder.rungs.first(where: { now < $0.start }), rung.day == today { return .notYet }
        if ladder.rungs.contains(where: { now < $0.start }) { return .outsideWindow }
        return .tooLate
    }

    private func usualDay(of school: School, inWeekOf day: SchoolDay) -> SchoolDay {
        day.monday.adding(days: office.calendar.weekday(of: school, inWeekOf: day, rules: rules).index)
    }

    private func noClassReason(_ school: School, on day: SchoolDay, _ closures: [Closure]) -> LeftOut.Reason? {
        switch office.calendar.kind(of: day) {
        case .classDay: closingReason(closures.filter { $0.closes(school, on: day) })
        case .weekend: .noClassDay
        case .holiday: .holiday
        case .vacation, .managementWeek, .outsideYear: .vacation
        case .noSchoolYear: .noSchoolYear
        }
    }

    private func closingReason(_ closures: [Closure]) -> LeftOut.Reason? {
        guard !closures.isEmpty else { return nil }
        return closures.allSatisfy(\.isHoliday) ? .holiday : .closed
    }

    /// The next moment at which a rung of any school begins or ends, within two weeks; else the
    /// coming midnight, when weeks are counted anew.
    private func nextLook(_ inputs: PlanningInputs, _ week: WeekView, after now: Date) -> Date {
        let hasPromoter = !week.people(for: .silentList, rules).isEmpty
        let hasOfficial = !week.people(for: .weeklySummary, rules).isEmpty
        let today = SchoolDay(now, in: rules.zone)
        var next: Date?
        func see(_ rung: Ladder.Rung?) {
            for edge in [rung?.start, rung?.end] {
                if let edge, edge > now, next.map({ edge < $0 }) ?? true { next = edge }
            }
        }
        for school in inputs.schools {
            for ladder in ladders(of: school, inputs.closures, at: now, weeks: -1...2) {
                ladder.rungs.forEach(see)
                if hasPromoter { see(ladder.list) }
                if !office.questions.isEmpty { see(extraRung(of: ladder)) }
            }
            furtherLadders(of: school, inputs.closures, from: today).flatMap(\.rungs).forEach(see)
        }
        if hasOfficial { [now, now.addingTimeInterval(7 * 86_400)].forEach { see(summary(at: $0)) } }
        return next ?? today.adding(days: 1).moment(at: .midnight, in: rules.zone)
    }

    /// Of this day and the six after it.
    private func furtherLadders(of school: School, _ closures: [Closure], from day: SchoolDay) -> [Ladder] {
        guard office.calendar.isAskedMore(school, rules) else { return [] }
        return (0...6).compactMap { furtherLadder(of: school, on: day.adding(days: $0), closures) }
    }
}

extension LeftOut.Reason {
    /// It says nothing but when the next step is.
    fileprivate var isOfTheHour: Bool { [.notYet, .notToday, .outsideWindow, .tooLate].contains(self) }
}
