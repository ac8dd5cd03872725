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

    /// Whether the school is asked about the day: its reporting day, a day of a baseline, a second day.
    func isExpected(_ day: SchoolDay, of school: School) -> Bool {
        calendar.occasion(of: school, on: day, rules: rules, closures: closures) != nil
    }

    func isHoliday(_ day: SchoolDay, of school: School) -> Bool {
        calendar.isHoliday(day, of: school, closures: closures)
    }

    /// The day of a text without a day word: its own if that is expected, else the latest expected
    /// one of the six days before, else its own.
    func day(of school: School, sentOn day: SchoolDay) -> SchoolDay {
        (0...6).lazy.map { day.adding(days: -$0) }.first { isExpected($0, of: school) } ?? day
    }

    /// T of the week that a day lies in: the latest one of the day and the six before it.
    func reportingDay(of school: School, on day: SchoolDay) -> SchoolDay? {
        [day.monday, day.monday.adding(days: -7)].lazy
            .compactMap { calendar.reportingDay(of: school, week: $0, rules: rules, closures: closures) }
            .first { $0 <= day && $0.days(to: day) <= 6 }
    }

    /// After the last limit of the week that the day belongs to; of a day that is asked about beside T, after its own.
    func isLate(_ day: SchoolDay, of school: School, sentAt: Date) -> Bool {
        switch calendar.occasion(of: school, on: day, rules: rules, closures: closures) {
        case let occasion? where occasion != .reportingDay:
            let asked = Ladder(
                asking: school, on: day, as: occasion, rules: rules, calendar: calendar, closures: closures)
            return sentAt > asked.deadline
        default: break
        }
        let weeks = (0...Self.weeksBack).lazy.compactMap { week in
            calendar.reportingDay(
                of: school, week: day.monday.adding(days: -7 * week), rules: rules, closures: closures)
        }
        guard let expected = weeks.first(where: { $0 <= day }) else { return false }
        let ladder = Ladder(of: school, on: expected, rules: rules, calendar: calendar, closures: closures)
        return sentAt > ladder.deadline
    }

    private static let weeksBack = 4

    /// The next day that a reporter is told of: a second day is not announced.
    func next(after day: SchoolDay, of school: School) -> SchoolDay? {
        let regular = nextReportingDay(after: day, of: school)
        guard school.schedule.hasBaseline else { return regular }
        let asked = (1...Self.daysAhead).lazy.map { day.adding(days: $0) }.first {
            calendar.occasion(of: school, on: $0, rules: rules, closures: closures) == .baseline
        }
        return [regular, asked].compactMap(\.self).min()
    }

    private static let daysAhead = 14

    /// The next T: with it the next week of figures begins.
    func nextReportingDay(after day: SchoolDay, of school: School) -> SchoolDay? {
        calendar.nextReportingDay(of: school, after: day, rules: rules, closures: closures)
    }
}
