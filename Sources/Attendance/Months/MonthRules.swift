/// How the office judges a month.
package struct MonthRules: Hashable, Sendable {
    /// Per cent from which on a figure is BIEN.
    package var good: Int
    /// Per cent from which on it is REGULAR; below it is EN RIESGO.
    package var fair: Int

    package init(good: Int = 90, fair: Int = 80) {
        self.good = good
        self.fair = fair
    }

    /// Working days after a month's end by which it is closed: when heads owe the UGEL the official form.
    ///
    /// - Source: domain.md §3, RSG 326-2017-MINEDU.
    package static let workingDaysToClose = 3

    /// By the per cent that is printed; nil is no figure.
    package func level(_ percent: Int?, of received: ReportsReceived) -> AttendanceLevel {
        guard received.expected > 0 else { return .noData }
        guard !received.isUnderHalf else { return .missingReports }
        guard let percent else { return .noData }
        if percent >= good { return .good }
        return percent >= fair ? .fair : .atRisk
    }
}

extension SchoolCalendar {
    /// The day on which a month is due to be closed.
    package func closingDay(of month: Month) -> SchoolDay {
        (0..<MonthRules.workingDaysToClose).reduce(month.last) { day, _ in nextWorkingDay(after: day) }
    }

    /// Months that are over, due to be closed on that day and not closed yet, in order.
    ///
    /// - Parameter first: the first day of which there is a report.
    package func monthsDue(from first: SchoolDay, closed: Set<Month>, on today: SchoolDay) -> [Month] {
        sequence(first: Month(of: first)) { $0.next }
            .prefix { closingDay(of: $0) <= today }
            .filter { !closed.contains($0) && hasClass(in: $0) }
    }

    /// Whether anybody could have had class in it.
    private func hasClass(in month: Month) -> Bool { month.days.contains { kind(of: $0) == .classDay } }
}
