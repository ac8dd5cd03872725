import Attendance
import Foundation

/// Moments as people and programs read them, on the clock of the office.
struct OfficeTime: Sendable {
    let zone: TimeZone

    /// `2026-05-04T09:55:00-05:00`; fractions of a second are dropped.
    func iso(_ moment: Date) -> String {
        let offset = zone.secondsFromGMT(for: moment)
        let local = Int(moment.timeIntervalSince1970.rounded(.down)) + offset
        let second = (local % 60 + 60) % 60
        let sign = offset < 0 ? "-" : "+"
        return SchoolDay(moment, in: zone).iso + "T" + TimeOfDay(moment, in: zone).description
            + String(format: ":%02d", second) + sign
            + String(format: "%02d:%02d", abs(offset) / 3600, abs(offset) / 60 % 60)
    }

    func json(_ moment: Date?) -> JSON { JSON(moment.map(iso)) }

    /// `2026-05-04 09:55`, for tables.
    func short(_ moment: Date) -> String {
        "\(SchoolDay(moment, in: zone).iso) \(TimeOfDay(moment, in: zone))"
    }

    /// The time alone when it is today's, else with its day.
    func brief(_ moment: Date, now: Date) -> String {
        SchoolDay(moment, in: zone) == SchoolDay(now, in: zone)
            ? TimeOfDay(moment, in: zone).description : short(moment)
    }

    /// Reads `10:00` (of today), `2026-05-04`, `2026-05-04T10:00` on the office's clock, and
    /// `2026-05-04T10:00:00-05:00` on any. A space may stand for the `T`.
    func read(_ text: String, now: Date) -> Date? {
        if let time = TimeOfDay(text) { return SchoolDay(now, in: zone).moment(at: time, in: zone) }
        guard let day = SchoolDay(iso: String(text.prefix(10))) else { return nil }
        var rest = text.dropFirst(10)
        guard let separator = rest.popFirst() else {
            return TimeOfDay("00:00").map { day.moment(at: $0, in: zone) }
        }
        guard separator == "T" || separator == " ", let time = TimeOfDay(String(rest.prefix(5))) else {
            return nil
        }
        rest = rest.dropFirst(5)
        var seconds = 0
        if rest.first == ":" {
            guard let value = Self.twoDigits(rest.dropFirst().prefix(2), below: 60) else { return nil }
            seconds = value
            rest = rest.dropFirst(3)
        }
        if rest.isEmpty { return day.moment(at: time, in: zone).addingTimeInterval(Double(seconds)) }
        guard let offset = Self.offset(rest), let utc = TimeZone(secondsFromGMT: 0) else { return nil }
        return day.moment(at: time, in: utc).addingTimeInterval(Double(seconds - offset))
    }

    private static func offset(_ text: Substring) -> Int? {
        if text == "Z" { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-",
            text.count == 6, text.dropFirst(3).first == ":",
            let hours = twoDigits(text.dropFirst().prefix(2), below: 24),
            let minutes = twoDigits(text.suffix(2), below: 60)
        else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    private static func twoDigits(_ text: Substring, below limit: Int) -> Int? {
        guard text.count == 2, text.allSatisfy({ ("0"..."9").contains($0) }), let value = Int(text),
            value < limit
        else { return nil }
        return value
    }
}
