import Foundation

/// What promoters and officials are sent: who is silent. No school is written to by this.
extension ReminderPlanner {
    /// Weeks in a row from which on a list says "or more".
    static let mostSilentWeeks = 3
    /// Weeks back that the search for them goes: more than three of class with a vacation between.
    private static let weeksBack = 9

    func lists(_ inputs: PlanningInputs, _ week: WeekView, _ words: PlanWording) -> [PlannedText] {
        silentLists(inputs, week, words) + summaries(week, words)
    }

    /// What speaks against a list that is queued: its hour is over, its person is gone, or all have reported.
    func listObjection(to step: StepKey, _ week: WeekView) -> LeftOut.Reason? {
        guard rules.isOn(step.step) else { return .switchedOff }
        guard let person = week.reporter(step.phone), week.gets(step.step, person.role) else { return .noReporter }
        guard person.status == .active else { return person.status == .optedOut ? .optedOut : .noReporter }
        let isInside = rules.window(of: step.step).contains(TimeOfDay(week.moment.now, in: rules.zone))
        guard isInside else { return .tooLate }
        guard step.step == .silentList else { return nil }
        let isSilent = person.assignments.contains { assignment in
            week.place(of: assignment.school).map { place in
                silent(place, week).contains { $0.rung.day == step.day }
            } ?? false
        }
        return isSilent ? nil : .hasReported
    }

    // MARK: Promoters

    private struct Silent {
        let school: School
        let list: Ladder.Rung
        /// Nil where nobody reports for the school.
        let weeks: Int?
        let isClosed: Bool
    }

    /// What a school is silent about whose limit has passed today. Those left alone on purpose are on no list.
    private func silent(_ place: Int, _ week: WeekView) -> [Timetable.Step] {
        guard rules.isOn(.silentList) else { return [] }
        let listed = week.timetable(place).listed
        guard !listed.isEmpty, !week.isHeld(place, on: week.moment.today) else { return [] }
        return listed.filter { ladder, _ in
            !week.isHeld(place, on: ladder.day) && !week.hasReported(place, ladder, as: .head)
        }
    }

    /// How many reporting days in a row have had no report, this one included; ``mostSilentWeeks`` at most.
    private func silentWeeks(_ place: Int, until day: SchoolDay, _ inputs: PlanningInputs, _ week: WeekView) -> Int {
        let last = inputs.lastReportDays[week.schools[place].key]
        var weeks = 1
        for back in 1...Self.weeksBack where weeks < Self.mostSilentWeeks {
            guard let earlier = week.timetable(place).reportingDay(week: day.monday.adding(days: -7 * back)),
                !week.isHeld(place, on: earlier)
            else { continue }
            if let last, last >= earlier { break }
            weeks += 1
        }
        return weeks
    }

    /// One text per promoter and moment (ruling 48).
    private func silentLists(_ inputs: PlanningInputs, _ week: WeekView, _ words: PlanWording) -> [PlannedText] {
        guard week.allTimetables.contains(where: { !$0.listed.isEmpty }) else { return [] }
        return week.people(for: .silentList).flatMap { person in
            let places = Set(person.assignments.compactMap { week.place(of: $0.school) }).sorted()
            let own = places.flatMap { place in silent(place, week).map { (place: place, step: $0) } }
            let mine = Dictionary(grouping: own, by: \.step.rung.day)
            return mine.sorted { $0.key < $1.key }.compactMap { day, own -> PlannedText? in
                let key = StepKey(phone: person.phone, school: nil, day: day, step: .silentList)
                // Before the words are looked for: that takes long, and every look comes by here.
                guard !week.wasQueued(key) else { return nil }
                let schools = own.map { place, step in
                    Silent(
                        school: week.schools[place], list: step.rung,
                        weeks: week.hasNoReporter(place)
                            ? nil : silentWeeks(place, until: step.ladder.day, inputs, week),
                        isClosed: week.timetable(place).closes(on: step.rung.day))
                }
                return PlannedText(
                    key: key, schools: schools.map(\.school.key), at: schools[0].list.start,
                    expiresAt: schools[0].list.end,
                    text: words.speech(person.language).silentList(Self.groups(schools)))
            }
        }
    }

    private static func groups(_ silent: [Silent]) -> [Speech.SilentGroup] {
        let numbers: [Int?] = [3, 2, 1, nil]
        return numbers.compactMap { weeks in
            let schools = silent.filter { $0.weeks == weeks }
            return schools.isEmpty
                ? nil : .init(weeks: weeks, schools: schools.map { ($0.school.name, $0.isClosed) })
        }
    }

    // MARK: Officials

    /// On the first working day of a week, about the week before. A school that was left alone on its day owed nothing.
    private func summaries(_ week: WeekView, _ words: PlanWording) -> [PlannedText] {
        guard rules.isOn(.weeklySummary), let rung = summary(at: week.moment.now), rung.contains(week.moment.now) else {
            return []
        }
        let monday = rung.day.monday.adding(days: -7)
        func key(_ person: Reporter) -> StepKey {
            StepKey(phone: person.phone, school: nil, day: monday, step: .weeklySummary)
        }
        let people = week.people(for: .weeklySummary).filter { !week.wasQueued(key($0)) }
        // All schools are gone through only where somebody is still to be told of them.
        guard !people.isEmpty else { return [] }
        let asked = week.schools.indices.compactMap { place -> (place: Int, ladder: Ladder)? in
            let timetable = week.timetable(place)
            guard let day = timetable.reportingDay(week: monday), !week.isHeld(place, on: day),
                let ladder = timetable.ladder(on: day)
            else { return nil }
            return (place, ladder)
        }
        return people.compactMap { person in
            let due = asked.filter { person.ugel == nil || week.schools[$0.place].ugel == person.ugel }
            guard !due.isEmpty else { return nil }
            let silent = due.filter { !week.hasReported($0.place, $0.ladder, as: .head) }.map { week.schools[$0.place] }
            return PlannedText(
                key: key(person), schools: silent.map(\.key), at: rung.start, expiresAt: rung.end,
                text: words.speech(person.language).summary(of: monday, due: due.count, silent: silent.map(\.name)))
        }
    }

    /// When this week's summary of the last one may leave; nil in a week without a working day.
    func summary(at now: Date) -> Ladder.Rung? {
        let monday = SchoolDay(now, in: rules.zone).monday
        guard let day = (0...4).lazy.map({ monday.adding(days: $0) }).first(where: office.calendar.isWorkingDay) else {
            return nil
        }
        return Ladder.Rung(
            step: .weeklySummary, day: day, start: day.moment(at: rules.summaryAt, in: rules.zone),
            end: day.moment(at: rules.window(of: .weeklySummary).upperBound, in: rules.zone), next: .window)
    }
}

extension Speech {
    /// Schools that have been silent equally long; nil weeks where nobody reports for them.
    struct SilentGroup {
        let weeks: Int?
        let schools: [(name: String, isClosed: Bool)]
    }

    func silentList(_ groups: [SilentGroup]) -> String {
        let names = groups.flatMap { group in
            group.schools.enumerated().map { index, school in
                let name = school.isClosed ? "\(school.name) (\(wording.word(.closedMark)))" : school.name
                return Wording.Value.Labelled(index == 0 ? wording.word(Self.heading(group.weeks)) + ": " : "", name)
            }
        }
        return saySome(names) { say(.silentList, [.schools: $0]) }
    }

    private static func heading(_ weeks: Int?) -> WordingKey {
        switch weeks {
        case 1: .silentOneWeek
        case 2: .silentTwoWeeks
        case nil: .silentNobody
        default: .silentMoreWeeks
        }
    }

    func summary(of monday: SchoolDay, due: Int, silent: [String]) -> String {
        var values: [WordingSlot: Wording.Value] = [
            .date: .whole(date(monday)), .number: .whole("\(due - silent.count)"), .enrolled: .whole("\(due)"),
        ]
        guard !silent.isEmpty else { return say(.summaryAll, values) }
        return saySome(silent.map { Wording.Value.Labelled("", $0) }) { names in
            values[.schools] = names
            return say(.summary, values)
        }
    }

    /// More than fit one SMS of 160 letters, each with a comma and a space.
    private static let mostNames = 40

    /// As many names as can be told apart in one SMS, and how many more there are.
    func saySome(_ names: [Wording.Value.Labelled], _ say: (Wording.Value) -> String) -> String {
        for count in (1...mostThatFit(names, say)).reversed() {
            let rest = names.count - count
            let more = rest > 0 ? [Wording.Value.Labelled(wording.word(.more, [.number: "\(rest)"]), "")] : []
            let text = say(.names(names.prefix(count) + more))
            let isWhole = names.prefix(count).allSatisfy { text.contains(Self.mark(of: $0.name)) }
            if count == 1 || (isWhole && (rest == 0 || text.contains(more[0].label))) { return text }
        }
        return say(.names(names))
    }

    /// No more names than these fit, for there is no room even for the numbers of more: the search from there on is
    /// short.
    private func mostThatFit(_ names: [Wording.Value.Labelled], _ say: (Wording.Value) -> String) -> Int {
        let most = min(max(1, names.count), Self.mostNames)
        let bare = say(.names([]))
        let marks = names.prefix(most).map { Self.mark(of: $0.name) }
        return (1...most).reversed().first { fits(bare + marks.prefix($0).joined(separator: ", ")) } ?? 1
    }

    /// What a school is told from others by: its number, else the beginning of its name.
    private static func mark(of name: String) -> String {
        let words = name.plainForSending.split(separator: " ")
        return String(words.first { $0.contains(where: \.isDecimalDigit) } ?? words.first ?? "")
    }
}
