import Foundation

/// Which day a report counts for (ruling 1), and whether it comes late.
struct ReportDay: Sendable {
    let calendar: SchoolCalendar
    let rules: ReportingRules
    let closures: [Closure]

    /// When a text was sent: the service centre's time if it lies in the last 30 days, else arrival.
    ///
    /// A time ahead of arrival is believed too: a text cannot come before it is sent, but our clock may
    /// stand where a power cut stopped it, and arrival by that clock would put this Monday's report in
    /// the place of last week's (rulings 1 and 3).
    static func sentAt(_ serviceCentreTime: Date?, receivedAt: Date) -> Date {
        guard let time = serviceCentreTime else { return receivedAt }
        let age = receivedAt.timeIntervalSince(time)
        return (-mostLead...mostAge).contains(age) ? time : receivedAt
    }

    private static let mostAge: TimeInterval = 30 * 86_400
    /// A computer that stood in a cupboard for a year.
    private static let mostLead: TimeInterval = 400 * 86_400

    func isExpected(_ day: SchoolDay, of school: School) -> Bool {
        calendar.reportingDay(of: school, week: day.monday, rules: rules, closures: closures) == day
    }

    func isHoliday(_ day: SchoolDay, of school: School) -> Bool {
        calendar.isHoliday(day, of: school, closures: closures)
    }

    /// The day of a text without a day word: its own if that is expected, else the latest expected
    /// one of the six days before, else its own.
    func day(of school: School, sentOn day: SchoolDay) -> SchoolDay {
        (0...6).lazy.map { day.adding(days: -$0) }.first { isExpected($0, of: school) } ?? day
    }

    /// After the last limit of the week that the day belongs to.
    func isLate(_ day: SchoolDay, of school: School, sentAt: Date) -> Bool {
        let weeks = (0...Self.weeksBack).lazy.compactMap { week in
            calendar.reportingDay(
                of: school, week: day.monday.adding(days: -7 * week), rules: rules, closures: closures)
        }
        guard let expected = weeks.first(where: { $0 <= day }) else { return false }
        let ladder = Ladder(of: school, on: expected, rules: rules, calendar: calendar, closures: closures)
        return sentAt > ladder.deadline
    }

    private static let weeksBack = 4

    func next(after day: SchoolDay, of school: School) -> SchoolDay? {
        calendar.nextReportingDay(of: school, after: day, rules: rules, closures: closures)
    }
}
