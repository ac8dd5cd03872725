/// Which day of a week a school reports on. The one place where the figures of a month ask it.
struct SchoolWeeks: Sendable {
    /// A week as the figures see it.
    struct Week: Sendable {
        /// The weekday that is T where it is a class day.
        let usual: SchoolDay
        /// T; nil where the week is skipped.
        let reporting: SchoolDay?
        /// The first day that is no more of this week: the next week's usual day, two weeks on at the latest. A report
        /// of a usual day on which the school was closed is not the week before's.
        let end: SchoolDay

        /// The day under which the week is listed.
        var day: SchoolDay { reporting ?? usual }
    }

    let calendar: SchoolCalendar
    let rules: ReportingRules
    let closures: [Closure]

    /// The usual day of a school in the week of that Monday, and the one that it comes to by the calendar.
    private func days(of school: School, week monday: SchoolDay) -> (usual: SchoolDay, reporting: SchoolDay?) {
        let usual = monday.adding(days: calendar.weekday(of: school, inWeekOf: monday, rules: rules).index)
        return (usual, calendar.reportingDay(of: school, week: monday, rules: rules, closures: closures))
    }

    /// The weeks whose day lies in the month, in order.
    func weeks(of school: School, in month: Month) -> [Week] {
        // The last week ends with the next T.
        let all = (month.mondays + [7, 14].map(month.last.monday.adding(days:))).map { days(of: school, week: $0) }
        return month.mondays.indices.compactMap { index in
            let (usual, reporting) = all[index]
            let day = reporting ?? usual
            guard month.first <= day, day <= month.last else { return nil }
            let next = all[(index + 1)...].first { $0.reporting != nil }?.usual
            let latest = day.adding(days: Self.longestWeek)
            return Week(usual: usual, reporting: reporting, end: min(next ?? latest, latest))
        }
    }

    /// Days from T on: behind them lies a vacation, and no class day that could be T's.
    static let longestWeek = 14

    /// Why a day is no class day of the school; nil where it is one.
    func reasonOff(_ day: SchoolDay, for school: School) -> MonthDay.DayOff? {
        switch calendar.kind(of: day) {
        case .holiday(let name): .holiday(name: name)
        case .vacation, .managementWeek: .vacation
        case .outsideYear, .weekend: .outsideYear
        case .noSchoolYear: .noSchoolYear
        case .classDay:
            closures.first { $0.closes(school, on: day) }.map {
                $0.isHoliday ? .holiday(name: $0.reason) : .closure(reason: $0.reason)
            }
        }
    }
}
