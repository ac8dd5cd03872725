/// A month of a year.
package struct Month: Hashable, Comparable, Sendable {
    package let year: Int
    /// 1 to 12.
    package let month: Int
    /// Its first day.
    package let first: SchoolDay

    /// Reads `2026-05`.
    package init?(iso text: String) {
        guard text.count == 7, let day = SchoolDay(iso: text + "-01") else { return nil }
        self.init(of: day)
    }

    /// The month that a day lies in.
    package init(of day: SchoolDay) {
        first = day.adding(days: 1 - day.day)
        (year, month) = (day.year, day.month)
    }

    package var last: SchoolDay { next.first.adding(days: -1) }
    package var next: Month { Month(of: first.adding(days: 31)) }
    package var previous: Month { Month(of: first.adding(days: -1)) }

    /// The same month of the year before.
    package var yearBefore: Month { (1...12).reduce(self) { month, _ in month.previous } }

    package var days: [SchoolDay] { (0..<first.days(to: next.first)).map(first.adding(days:)) }

    /// The Mondays of all weeks that have a day in it.
    package var mondays: [SchoolDay] {
        stride(from: 0, through: first.monday.days(to: last), by: 7).map(first.monday.adding(days:))
    }

    package var iso: String { String(first.iso.prefix(7)) }

    package static func < (one: Month, other: Month) -> Bool { one.first < other.first }
}
