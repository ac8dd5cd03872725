package import Foundation

/// A day of the week, named as in the configuration.
package enum Weekday: String, CaseIterable, Comparable, Sendable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// 0 for Monday … 6 for Sunday.
    package var index: Int {
        switch self {
        case .monday: 0
        case .tuesday: 1
        case .wednesday: 2
        case .thursday: 3
        case .friday: 4
        case .saturday: 5
        case .sunday: 6
        }
    }

    package static func < (one: Weekday, other: Weekday) -> Bool { one.index < other.index }
}

/// A civil day without a clock and without a time zone (proleptic Gregorian).
package struct SchoolDay: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    private let number: Int

    private init(number: Int) { self.number = number }

    /// Nil when there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        let number = Self.number(year: year, month: month, day: day)
        let back = Self.civil(number)
        guard back == (year, month, day) else { return nil }
        self.number = number
    }

    /// Reads `2026-05-04`.
    package init?(iso text: String) {
        // Digit by digit: rows of the database hold days by the ten thousand.
        guard text.utf8.count == 10 else { return nil }
        var fields = [0, 0, 0]
        var field = 0
        for (place, octet) in text.utf8.enumerated() {
            switch (place, octet) {
            case (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")): field += 1
            case (4, _), (7, _): return nil
            case (_, UInt8(ascii: "0")...UInt8(ascii: "9")): fields[field] = fields[field] * 10 + Int(octet & 0x0F)
            default: return nil
            }
        }
        self.init(year: fields[0], month: fields[1], day: fields[2])
    }

    /// The day that a clock on the wall of the zone shows at that moment.
    package init(_ moment: Date, in zone: TimeZone) {
        let local = moment.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: moment))
        number = Int((local / 86_400).rounded(.down))
    }

    package var year: Int { Self.civil(number).year }
    package var month: Int { Self.civil(number).month }
    package var day: Int { Self.civil(number).day }
    package var weekday: Weekday { Weekday.allCases[((number + 3) % 7 + 7) % 7] }

    package var iso: String {
        let (year, month, day) = Self.civil(number)
        return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
    }

    package func adding(days: Int) -> SchoolDay { SchoolDay(number: number + days) }

    /// Days from this one to the other; negative when the other lies before.
    package func days(to other: SchoolDay) -> Int { other.number - number }

    /// Monday of the week this day lies in.
    package var monday: SchoolDay { adding(days: -weekday.index) }

    /// When clocks of the zone show that time on this day. A time that a change of the clocks
    /// skips gives one after the gap.
    package func moment(at time: TimeOfDay, in zone: TimeZone) -> Date {
        let asIfUTC = Double(number) * 86_400 + Double(time.hour * 3600 + time.minute * 60)
        let guess = Date(timeIntervalSince1970: asIfUTC)
        let first = guess.addingTimeInterval(-Double(zone.secondsFromGMT(for: guess)))
        let second = guess.addingTimeInterval(-Double(zone.secondsFromGMT(for: first)))
        let isShown = second.addingTimeInterval(Double(zone.secondsFromGMT(for: second))) == guess
        return isShown ? second : max(first, second)
    }

    /// Its first moment.
    package func start(in zone: TimeZone) -> Date { moment(at: .midnight, in: zone) }

    package static func < (one: SchoolDay, other: SchoolDay) -> Bool { one.number < other.number }

    // Days from civil and back: era arithmetic over 400 years of 146,097 days.
    private static func number(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func civil(_ number: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

/// Hour and minute on a clock of the office.
package struct TimeOfDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let hour: Int
    package let minute: Int

    package init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        self.hour = hour
        self.minute = minute
    }

    private init(wholeHour: Int, minute: Int = 0) {
        hour = wholeHour
        self.minute = minute
    }

    package static let halfPastEight = TimeOfDay(wholeHour: 8, minute: 30)
    package static let noon = TimeOfDay(wholeHour: 12)
    package static let midnight = TimeOfDay(wholeHour: 0)

    /// Reads `07:30`.
    package init?(_ text: String) {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.map(\.count) == [2, 2], fields.allSatisfy({ $0.allSatisfy(\.isDecimalDigit) }),
            let hour = Int(fields[0]), let minute = Int(fields[1])
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    /// What a clock of the zone shows at that moment, seconds dropped.
    package init(_ moment: Date, in zone: TimeZone) {
        let local = moment.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: moment))
        let second = Int(local.truncatingRemainder(dividingBy: 86_400) + (local < 0 ? 86_400 : 0)) % 86_400
        hour = second / 3600
        minute = second % 3600 / 60
    }

    package var description: String { "\(hour.padded(to: 2)):\(minute.padded(to: 2))" }

    package static func < (one: TimeOfDay, other: TimeOfDay) -> Bool {
        (one.hour, one.minute) < (other.hour, other.minute)
    }
}

extension Int {
    /// With zeros before it. Days are written for every row, and String(format:) is far slower.
    fileprivate func padded(to width: Int) -> String {
        guard self >= 0 else { return "-" + magnitude.padded(to: width - 1) }
        return magnitude.padded(to: width)
    }
}

extension UInt {
    fileprivate func padded(to width: Int) -> String {
        let digits = String(self)
        return digits.utf8.count < width ? String(repeating: "0", count: width - digits.utf8.count) + digits : digits
    }
}
