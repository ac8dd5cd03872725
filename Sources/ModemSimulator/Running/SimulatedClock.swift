internal import Foundation

/// The wall clock of the simulation, as `--clock 2026-05-04T09:55:00-05:00[,xN]` sets it: from a
/// start, N times as fast as the real one. Without it, the system's.
///
/// Timers do not follow it: they run on ``uptime``.
package struct SimulatedClock: Sendable {
    /// A moment with the zone it was written in.
    package struct Start: Equatable, Sendable {
        package let unixSeconds: Double
        package let quarterHours: Int

        /// Nil when it is no ISO 8601 time with a zone in whole quarters of an hour.
        package init?(iso8601: String) {
            let formatter = ISO8601DateFormatter()
            formatter.formatOptions = [.withInternetDateTime]
            guard let date = formatter.date(from: iso8601) else { return nil }
            unixSeconds = date.timeIntervalSince1970
            if iso8601.hasSuffix("Z") || iso8601.hasSuffix("z") {
                quarterHours = 0
                return
            }
            let zone = Array(iso8601.utf8.suffix(6))
            let numbers = [zone[1], zone[2], zone[4], zone[5]].map { Int($0) - 48 }
            let minutes = (numbers[0] * 10 + numbers[1]) * 60 + numbers[2] * 10 + numbers[3]
            guard minutes.isMultiple(of: 15), minutes <= 14 * 60 else { return nil }
            quarterHours = zone[0] == UInt8(ascii: "-") ? -minutes / 15 : minutes / 15
        }
    }

    /// The zone of stamps, in quarters of an hour.
    package let quarterHours: Int
    private let start: Double
    private let speed: Double
    private let startUptime: Double

    /// The system's clock and zone.
    package init() {
        quarterHours = TimeZone.current.secondsFromGMT() / 900
        start = Date().timeIntervalSince1970
        speed = 1
        startUptime = Self.uptime
    }

    /// Nil when the argument is not of the form above.
    package init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = parts.first, let time = Start(iso8601: String(first)) else { return nil }
        switch parts.count {
        case 1:
            speed = 1
        case 2:
            guard parts[1].hasPrefix("x"), let factor = Double(parts[1].dropFirst()), factor.isFinite, factor > 0
            else { return nil }
            speed = factor
        default:
            return nil
        }
        start = time.unixSeconds
        quarterHours = time.quarterHours
        startUptime = Self.uptime
    }

    package var now: Moment {
        let uptime = Self.uptime
        return Moment(uptime: uptime, unixSeconds: start + (uptime - startUptime) * speed)
    }

    /// Monotonic seconds.
    private static var uptime: Double { ProcessInfo.processInfo.systemUptime }
}
