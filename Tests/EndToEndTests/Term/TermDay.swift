import Foundation
import Stage

/// A day of the simulated term by its number: 0 is Monday 27 April 2026.
///
/// A calendar of its own, in a few lines that can be checked by hand, so that the reckoning shares nothing with
/// the product's.
struct TermDay: Hashable, Comparable, CustomStringConvertible {
    let number: Int

    /// 27 April to 19 July: it holds a week of vacation, Labour Day on a Friday and Saint Peter and Saint Paul on a
    /// Monday.
    static let weeks = 12
    static let holidays: Set<TermDay> = [TermDay(4), TermDay(41), TermDay(63)]
    static let vacation = 3
    private static let start = Date(timeIntervalSince1970: 1_777_266_000)

    init(_ number: Int) { self.number = number }
    init(week: Int, weekday: Int) { number = 7 * week + weekday }

    static func < (one: TermDay, other: TermDay) -> Bool { one.number < other.number }
    static func + (day: TermDay, days: Int) -> TermDay { TermDay(day.number + days) }

    /// 0 is Monday.
    var weekday: Int { (number % 7 + 7) % 7 }
    var week: Int { (number - weekday) / 7 }
    var isHoliday: Bool { Self.holidays.contains(self) }
    var isClassDay: Bool { weekday < 5 && !isHoliday && week != Self.vacation }

    /// The day after a reporting day on which its last steps fall.
    var dayAfter: TermDay? { (1...3).map { self + $0 }.first { $0.weekday != 6 && !$0.isHoliday } }

    /// In Lima, where no clock is ever changed.
    func at(_ hour: Int, _ minute: Int, _ second: Int = 0) -> Date {
        Self.start.addingTimeInterval(Double(number * 86_400 + hour * 3600 + minute * 60 + second))
    }

    /// The day on which a moment falls, and its minute of that day.
    static func of(_ moment: Date) -> (day: TermDay, minute: Int) {
        let seconds = Int(moment.timeIntervalSince(start).rounded(.down))
        let day = Int((Double(seconds) / 86_400).rounded(.down))
        return (TermDay(day), (seconds - day * 86_400) / 60)
    }

    private var civil: (day: Int, month: Int) {
        var (day, month) = (number + 27, 4)
        for length in [30, 31, 30, 31] where day > length {
            day -= length
            month += 1
        }
        return (day, month)
    }

    /// `2026-05-04`
    var iso: String { String(format: "2026-%02d-%02d", civil.month, civil.day) }
    /// `04/05`
    var short: String { String(format: "%02d/%02d", civil.day, civil.month) }
    var description: String { iso }
}
