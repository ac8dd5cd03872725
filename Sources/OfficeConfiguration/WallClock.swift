import Attendance
package import Foundation

/// The clock that people see: the system's, or for tests and demonstrations one that starts at a given
/// moment and may run faster. Timeouts never use it.
package struct WallClock: Sendable, CustomStringConvertible {
    /// Fastest speed: a day in a second.
    static let highestSpeed = 86_400.0

    private struct Simulation: Sendable {
        var argument: String
        var start: Date
        var speed: Double
        var begun: ContinuousClock.Instant
    }

    private let simulation: Simulation?

    /// The system's clock.
    package init() { simulation = nil }

    /// Reads `2026-05-04T09:55:00-05:00`, or with a speed `2026-05-04T09:55:00-05:00,x60`. Starts now. Nil when it is neither.
    package init?(argument: String) {
        let fields = argument.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        guard let start = Self.moment(String(fields[0])) else { return nil }
        var speed = 1.0
        if fields.count == 2 {
            guard fields[1].first == "x", let factor = Double(fields[1].dropFirst()), factor > 0,
                factor <= Self.highestSpeed
            else { return nil }
            speed = factor
        }
        simulation = Simulation(argument: argument, start: start, speed: speed, begun: .now)
    }

    package var isSimulated: Bool { simulation != nil }

    /// The argument it was made from.
    package var description: String { simulation?.argument ?? "system" }

    package func now() -> Date {
        guard let simulation else { return Date() }
        return simulation.start.addingTimeInterval(
            (ContinuousClock.now - simulation.begun) / .seconds(1) * simulation.speed)
    }

    /// How long to wait by a real watch until this clock shows that moment; zero when it has.
    package func real(until moment: Date) -> Duration {
        let ahead = moment.timeIntervalSince(now()) / (simulation?.speed ?? 1)
        return .seconds(max(0, min(ahead, Self.longestWait)))
    }

    /// Ten years: a moment in the far future must not overflow a timer.
    private static let longestWait = 10 * 365.0 * 86_400

    /// A date, a time with seconds, and an offset or Z: without an offset nobody knows when it is.
    private static func moment(_ text: String) -> Date? {
        let shape = #/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})/#
        // Foundation takes hour 25 for one o'clock.
        guard text.wholeMatch(of: shape) != nil, SchoolDay(iso: String(text.prefix(10))) != nil,
            TimeOfDay(String(text.dropFirst(11).prefix(5))) != nil, text.dropFirst(17).prefix(2) < "60"
        else { return nil }
        do {
            return try Date(text, strategy: .iso8601)
        } catch {
            return nil
        }
    }
}
