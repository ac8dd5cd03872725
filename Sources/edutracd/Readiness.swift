import Attendance
import ControlSocket
import Foundation
import Logging
import OfficeConfiguration
import ServiceLifecycle
import Store
import Synchronization
import Systemd

/// When the main loop last looked at the database.
final class Heartbeat: Sendable {
    private let last = Mutex(ContinuousClock.now)

    func beat() { last.withLock { $0 = .now } }

    func isAlive(within limit: Duration, at now: ContinuousClock.Instant) -> Bool {
        last.withLock { now - $0 < limit }
    }
}

/// When the status line is made anew: what it counts costs more than the watchdog that it goes with.
struct StatusRounds {
    private var lastRound: ContinuousClock.Instant?
    private var lastLine: ContinuousClock.Instant?

    /// The day may have changed, and a bell that rang at the end of an interval is not told from its end.
    static let longest = Duration.seconds(120)

    /// Whoever comes before the interval is over was woken by a change.
    mutating func wantsLine(at now: ContinuousClock.Instant, interval: Duration) -> Bool {
        defer { lastRound = now }
        let rang = lastRound.map { now - $0 < interval * 9 / 10 } ?? true
        guard rang || lastLine.map({ now - $0 >= Self.longest }) ?? true else { return false }
        lastLine = now
        return true
    }
}

/// Tells systemd: ready as soon as the services run (no modem needed), a status line, the watchdog
/// while the database is looked at and the thread of every open port answers, stopping.
struct ReadinessService: Service {
    let desk: Desk
    let notifier: ServiceNotifier
    let heartbeat: Heartbeat

    func run() async throws {
        notifier.ready()
        desk.logger.notice("edutracd is ready", metadata: ["clock": "\(desk.clock)"])
        let wakeups = Wakeups(from: desk.changed)
        defer { wakeups.finish() }
        await withGracefulShutdownHandler {
            var rounds = StatusRounds()
            for await _ in wakeups.stream.cancelOnGracefulShutdown() {
                let interval = notifier.watchdogInterval ?? .seconds(30)
                if notifier.isHeard, rounds.wantsLine(at: .now, interval: interval) { notifier.status(statusLine()) }
                if isAlive(within: max(interval * 2, .seconds(20))) { notifier.watchdog() }
                wakeups.wake(after: interval)
            }
        } onGracefulShutdown: {
            notifier.stopping()
            desk.logger.notice("edutracd stops")
        }
    }

    /// Says what stands still.
    private func isAlive(within limit: Duration) -> Bool {
        let stuck = desk.threads.stuck(for: limit, at: .now)
        for name in stuck {
            desk.logger.naming(modem: name).critical("the thread of a modem stands still: the watchdog is not fed")
        }
        guard heartbeat.isAlive(within: limit, at: .now) else {
            desk.logger.critical("the main loop stands still: the watchdog is not fed")
            return false
        }
        return stuck.isEmpty
    }

    /// One line as `systemctl status` shows it.
    func statusLine() -> String {
        let modems = desk.board.all
        let ready = modems.filter { $0.state == "ready" }.count
        let now = desk.clock.now()
        let rules = desk.rules
        var line = "modems ready \(ready) of \(desk.configuration.modems.count)"
        do {
            let counts = try desk.store.counts(on: SchoolDay(now, in: rules.zone), in: rules.zone)
            line += ", reports today \(counts.reportsToday), queued \(counts.queued)"
            if counts.unknown > 0 { line += ", outcome unknown \(counts.unknown)" }
            if let trouble = desk.store.trouble { line += ", nothing is kept: \(trouble)" }
        } catch {
            line += ", database: \(error)"
        }
        return line
    }
}
