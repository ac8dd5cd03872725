import Foundation

/// The moment of a plan and what holds for all schools.
struct PlanningMoment: Sendable {
    let calendar: SchoolCalendar
    let rules: ReportingRules
    let now: Date
    let today: SchoolDay

    init(_ office: OfficeRules, at now: Date) {
        calendar = office.calendar
        rules = office.reporting
        self.now = now
        today = SchoolDay(now, in: office.reporting.zone)
    }
}

/// What schools have in common that are asked on the same days and closed on the same: their weeks and ladders, as seen
/// from the moment of a plan. An office has few of these, however many schools it has.
///
/// Each thing is reckoned once, when it is first asked for.
final class Timetable {
    /// Schools with equal keys have one timetable.
    struct Key: Hashable {
        private let days: ReportingSchedule.Days
        /// Which of the office's closures are theirs.
        private let closures: [Int]

        init(_ school: School, closures: [Int]) {
            days = school.schedule.days
            self.closures = closures
        }
    }

    typealias Step = (ladder: Ladder, rung: Ladder.Rung)

    let closures: [Closure]
    let moment: PlanningMoment
    /// Whether its schools may be asked on other days than T at all.
    let isAskedMore: Bool
    /// Any of its schools.
    private let school: School
    private var dayOfWeek: [SchoolDay: SchoolDay?] = [:]
    private var ladderOfDay: [SchoolDay: Ladder] = [:]
    private var furtherOfDay: [SchoolDay: Ladder] = [:]
    private var lotsOfWeek: [SchoolDay: [SchoolCalendar.SecondDayLot]] = [:]
    private var classDays: [SchoolDay: Bool] = [:]

    init(of school: School, closures: [Closure], at moment: PlanningMoment) {
        self.school = school
        self.closures = closures
        self.moment = moment
        isAskedMore = moment.calendar.isAskedMore(school, moment.rules)
    }

    private var calendar: SchoolCalendar { moment.calendar }
    private var rules: ReportingRules { moment.rules }

    // MARK: Weeks

    /// T of the week of that Monday.
    func reportingDay(week monday: SchoolDay) -> SchoolDay? {
        if let known = dayOfWeek[monday] { return known }
        let day = calendar.reportingDay(of: school, week: monday, rules: rules, closures: closures)
        dayOfWeek[monday] = .some(day)
        return day
    }

    /// The day that T would be if it were a class day.
    func usualDay(inWeekOf day: SchoolDay) -> SchoolDay {
        day.monday.adding(days: calendar.weekday(of: school, inWeekOf: day, rules: rules).index)
    }

    /// Of a week, where the day is its T.
    func ladder(on day: SchoolDay) -> Ladder? {
        guard reportingDay(week: day.monday) == day else { return nil }
        if let known = ladderOfDay[day] { return known }
        let ladder = Ladder(of: school, on: day, rules: rules, calendar: calendar, closures: closures)
        ladderOfDay[day] = ladder
        return ladder
    }

    /// Those of weeks counted from this one.
    func ladders(weeks: ClosedRange<Int>) -> [Ladder] {
        weeks.compactMap { reportingDay(week: moment.today.monday.adding(days: 7 * $0)) }.compactMap(ladder(on:))
    }

    /// Last week's and this week's: T+1 of a Friday may be the next Monday.
    private(set) lazy var recent = ladders(weeks: -1...0)

    private(set) lazy var ofThisWeek = recent.last { $0.day.monday == moment.today.monday }

    /// The step of this very moment.
    private(set) lazy var open = Self.current(recent, at: moment.now)

    static func current(_ ladders: [Ladder], at now: Date) -> Step? {
        for ladder in ladders.reversed() {
            if let rung = ladder.rungs.last(where: { $0.contains(now) }) { return (ladder, rung) }
        }
        return nil
    }

    /// Of which the promoter is told now.
    private(set) lazy var listed: [Step] = recent.compactMap { ladder in
        ladder.list.flatMap { $0.contains(moment.now) ? (ladder, $0) : nil }
    }

    // MARK: Days beside T

    private func isClassDay(_ day: SchoolDay) -> Bool {
        if let known = classDays[day] { return known }
        let isOne = calendar.isClassDay(day, for: school, closures: closures)
        classDays[day] = isOne
        return isOne
    }

    /// Of a day that one of its schools is asked about beside T. Second days are each school's own.
    func further(of school: School, on day: SchoolDay) -> Ladder? {
        guard isAskedMore, reportingDay(week: day.monday) != day, isClassDay(day) else { return nil }
        let isBaseline = school.schedule.isBaseline(day)
        guard isBaseline || secondDay(of: school, inWeekOf: day) == day else { return nil }
        // A day is either for all of them.
        if let known = furtherOfDay[day] { return known }
        let ladder = Ladder(
            asking: school, on: day, as: isBaseline ? .baseline : .secondDay, rules: rules, calendar: calendar,
            closures: closures)
        furtherOfDay[day] = ladder
        return ladder
    }

    /// As ``SchoolCalendar/secondDay(of:week:rules:closures:)`` has it.
    func secondDay(of school: School, inWeekOf day: SchoolDay) -> SchoolDay? {
        guard rules.secondDay == .random else { return nil }
        let monday = day.monday
        if let known = lotsOfWeek[monday] { return calendar.draw(for: school, week: monday, from: known) }
        let lots = calendar.secondDays(of: self.school, week: monday, rules: rules, closures: closures)
        lotsOfWeek[monday] = lots
        return calendar.draw(for: school, week: monday, from: lots)
    }

    // MARK: Why nothing is due

    /// There is no T this week.
    private(set) lazy var skipReason = noClassReason(on: usualDay(inWeekOf: moment.today)) ?? .noClassDay

    /// T is still to come, or the hour of its next step.
    private(set) lazy var waitReason: LeftOut.Reason = {
        let today = moment.today
        guard let ladder = ofThisWeek else { return skipReason }
        guard ladder.day <= today else {
            // Moved to a later day: a holiday or a closure on the usual one is the reason to name.
            let usual = usualDay(inWeekOf: today)
            return (usual <= today ? noClassReason(on: usual) : nil) ?? .notToday
        }
        if let rung = ladder.rungs.first(where: { moment.now < $0.start }), rung.day == today { return .notYet }
        return ladder.rungs.contains { moment.now < $0.start } ? .outsideWindow : .tooLate
    }()

    func noClassReason(on day: SchoolDay) -> LeftOut.Reason? {
        switch calendar.kind(of: day) {
        case .classDay: closingReason(on: day)
        case .weekend: .noClassDay
        case .holiday: .holiday
        case .vacation, .managementWeek, .outsideYear: .vacation
        case .noSchoolYear: .noSchoolYear
        }
    }

    private func closingReason(on day: SchoolDay) -> LeftOut.Reason? {
        let closing = closures.filter { $0.closes(school, on: day) }
        guard !closing.isEmpty else { return nil }
        return closing.allSatisfy(\.isHoliday) ? .holiday : .closed
    }

    func closes(on day: SchoolDay) -> Bool { closures.contains { $0.closes(school, on: day) } }
}
