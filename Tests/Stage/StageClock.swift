package import Foundation

/// The wall clock that all programs of a play share: it begins at a moment of the office's zone and
/// goes at a speed. A program started later is told the time it is by then, so that all agree.
package struct StageClock: Sendable {
    package let start: Date
    package let speed: Int
    private let zone: TimeZone
    private let began = ContinuousClock.now

    /// - Parameter start: ISO 8601 with offset, `2026-05-04T09:55:00-05:00`.
    /// - Throws: ``StageError`` when it is no such moment.
    package init(_ start: String, speed: Int = 1) throws {
        guard let moment = Self.moment(start), let zone = TimeZone(secondsFromGMT: Self.offset(start)) else {
            throw StageError("\(start) is no moment like 2026-05-04T09:55:00-05:00.")
        }
        self.start = moment
        self.speed = speed
        self.zone = zone
    }

    package func now() -> Date {
        let (seconds, attoseconds) = began.duration(to: .now).components
        return start.addingTimeInterval((Double(seconds) + Double(attoseconds) / 1e18) * Double(speed))
    }

    /// For the `--clock` of a program that goes on running: now, and the speed when it is another
    /// than that of the world.
    package var argument: String { iso(now()) + (speed == 1 ? "" : ",x\(speed)") }

    /// For the `--clock` of a command. An argument has whole seconds and programs take a while to
    /// start, so clocks differ a little: two seconds of the world behind, what a command queues is
    /// due at once by the clock of the daemon.
    package var argumentOfCommand: String { iso(now().addingTimeInterval(Double(-2 * speed))) }

    /// ISO 8601 in the zone of the start, whole seconds.
    package func iso(_ moment: Date) -> String { formatted(moment, "yyyy-MM-dd'T'HH:mm:ssxxx") }

    /// Hour and minute as on the office's wall.
    package func hourAndMinute(_ moment: Date) -> String { formatted(moment, "HH:mm") }

    /// Reads ISO 8601 with offset, with or without fractions of a second.
    package static func moment(_ text: String) -> Date? {
        let formatter = ISO8601DateFormatter()
        if let moment = formatter.date(from: text) { return moment }
        formatter.formatOptions.insert(.withFractionalSeconds)
        return formatter.date(from: text)
    }

    private static func offset(_ text: String) -> Int {
        guard let zone = text.wholeMatch(of: /.*([+-])(\d\d):?(\d\d)/) else { return 0 }
        let seconds = (Int(zone.2) ?? 0) * 3600 + (Int(zone.3) ?? 0) * 60
        return zone.1 == "-" ? -seconds : seconds
    }

    private func formatted(_ moment: Date, _ pattern: String) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = zone
        formatter.dateFormat = pattern
        return formatter.string(from: moment)
    }
}
