import Foundation

/// What promoters and officials are sent: who is silent. No school is written to by this.
extension ReminderPlanner {
    /// Weeks in a row from which on a list says "or more".
    static let mostSilentWeeks = 3
    /// Weeks back that the search for them goes: more than three of class with a vacation between.
    private static let weeksBack = 9

    func lists(_ inputs: PlanningInputs, _ week: WeekView, at now: Date) -> [PlannedText] {
        silentLists(inputs, week, at: now) + summaries(inputs, week, at: now)
    }

    /// What speaks against a list that is queued: its hour is over, its person is gone, or all have reported.
    func listObjection(to step: StepKey, _ inputs: PlanningInputs, _ week: WeekView, at now: Date) -> LeftOut.Reason? {
        guard rules.isOn(step.step) else { return .switchedOff }
        guard let person = week.reporter(step.phone), rules.gets(step.step, person.role) else { return .noReporter }
        guard person.status == .active else { return person.status == .optedOut ? .optedOut : .noReporter }
        let isInside = rules.window(of: step.step).contains(TimeOfDay(now, in: rules.zone))
        guard isInside else { return .tooLate }
        guard step.step == .silentList else { return nil }
        let own = Set(person.assignments.map(\.school))
        let silent = silent(inputs, week, at: now).filter { $0.list.day == step.day && own.contains($0.school.key) }
        return silent.isEmpty ? .hasReported : nil
    }

    // MARK: Promoters

    private struct Silent {
        let school: School
        let list: Ladder.Rung
        /// Nil where nobody reports for the school.
        let weeks: Int?
        let isClosed: Bool
    }

    /// Schools whose limit has passed today without a report. Those left alone on purpose are on no list.
    private func silent(_ inputs: PlanningInputs, _ week: WeekView, at now: Date) -> [Silent] {
        guard rules.isOn(.silentList) else { return [] }
        let today = SchoolDay(now, in: rules.zone)
        return inputs.schools.filter { !inputs.isHeld($0, on: today) }.sorted { $0.key < $1.key }.flatMap { school in
            ladders(of: school, inputs.closures, at: now).compactMap { ladder in
                guard let list = ladder.list, list.contains(now), !inputs.isHeld(school, on: ladder.day),
                    !week.hasReported(ladder, as: .head, at: now)
                else { return nil }
                let weeks = silentWeeks(school, until: ladder.day, inputs)
                return Silent(
                    school: school, list: list, weeks: week.hasNoReporter(school.key) ? nil : weeks,
                    isClosed: week.closes(school, on: list.day))
            }
        }
    }

    /// How many reporting days in a row have had no report, this one included; ``mostSilentWeeks`` at most.
    func silentWeeks(_ school: School, until day: SchoolDay, _ inputs: PlanningInputs) -> Int {
        let last = inputs.lastReportDays[school.key]
        var weeks = 1
        for back in 1...Self.weeksBack where weeks < Self.mostSilentWeeks {
            let monday = day.monday.adding(days: -7 * back)
            guard
                let earlier = office.calendar.reportingDay(
                    of: school, week: monday, rules: rules, closures: inputs.closures),
                !inputs.isHeld(school, on: earlier)
            else { continue }
            if let last, last >= earlier { break }
            weeks += 1
        }
        return weeks
    }

    /// One text per promoter and moment (ruling 48).
    private func silentLists(_ inputs: PlanningInputs, _ week: WeekView, at now: Date) -> [PlannedText] {
        let silent = silent(inputs, week, at: now)
        guard !silent.isEmpty else { return [] }
        return week.people(for: .silentList, rules).flatMap { person in
            let own = Set(person.assignments.map(\.school))
            let mine = Dictionary(grouping: silent.filter { own.contains($0.school.key) }, by: \.list.day)
            return mine.sorted { $0.key < $1.key }.compactMap { day, schools -> PlannedText? in
                let key = StepKey(phone: person.phone, school: nil, day: day, step: .silentList)
                // Before the words are looked for: that takes long, and every look comes by here.
                guard !week.wasQueued(key) else { return nil }
                return PlannedText(
                    key: key, schools: schools.map(\.school.key), at: schools[0].list.start,
                    expiresAt: schools[0].list.end,
                    text: Speech(office: office, language: person.language, fits: fits).silentList(
                        Self.groups(schools)))
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
    private func summaries(_ inputs: PlanningInputs, _ week: WeekView, at now: Date) -> [PlannedText] {
        guard rules.isOn(.weeklySummary), let rung = summary(at: now), rung.contains(now) else { return [] }
        let monday = rung.day.monday.adding(days: -7)
        let ladders = inputs.schools.sorted { $0.key < $1.key }.compactMap { school in
            office.calendar.reportingDay(of: school, week: monday, rules: rules, closures: inputs.closures)
                .flatMap { day in inputs.isHeld(school, on: day) ? nil : ladder(of: school, on: day, inputs.closures) }
        }
        return week.people(for: .weeklySummary, rules).compactMap { person in
            let key = StepKey(phone: person.phone, school: nil, day: monday, step: .weeklySummary)
            let due = ladders.filter { person.ugel == nil || $0.school.ugel == person.ugel }
            guard !due.isEmpty, !week.wasQueued(key) else { return nil }
            let silent = due.filter { !week.hasReported($0, as: .head, at: now) }.map(\.school)
            return PlannedText(
                key: key, schools: silent.map(\.key), at: rung.start, expiresAt: rung.end,
                text: Speech(office: office, language: person.language, fits: fits).summary(
                    of: monday, due: due.count, silent: silent.map(\.name)))
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
        for count in (1...min(max(1, names.count), Self.mostNames)).reversed() {
            let rest = names.count - count
            let more = rest > 0 ? [Wording.Value.Labelled(wording.word(.more, [.number: "\(rest)"]), "")] : []
            let text = say(.names(names.prefix(count) + more))
            let isWhole = names.prefix(count).allSatisfy { text.contains(Self.mark(of: $0.name)) }
            if count == 1 || (isWhole && (rest == 0 || text.contains(more[0].label))) { return text }
        }
        return say(.names(names))
    }

    /// What a school is told from others by: its number, else the beginning of its name.
    private static func mark(of name: String) -> String {
        let words = name.plainForSending.split(separator: " ")
        return String(words.first { $0.contains(where: \.isDecimalDigit) } ?? words.first ?? "")
    }
}
