import Attendance
import Foundation
import Gateway
import Logging
import OfficeConfiguration
import ServiceLifecycle
import Store
import Systemd
import UnixSignals

/// Queues what is due by the clock. Sleeps until the plan can change, but never over a minute: a
/// clock that is set late only means that it looks again.
struct TimeService: Service {
    let desk: Desk

    func run() async throws {
        let wakeups = Wakeups(from: desk.changed)
        defer { wakeups.finish() }
        var wasHeld = false
        var yearAlarm = YearAlarm()
        var diskAlarm = DiskAlarm()
        var last: (look: TimePath.Look, rules: Int)?
        for await _ in wakeups.stream.cancelOnGracefulShutdown() {
            var pause = Duration.seconds(60)
            sayDisk(&diskAlarm)
            do {
                // A plan by other rules is none.
                let rules = desk.reloads
                let look = try desk.time.look(
                    at: desk.clock.now(), after: last.flatMap { $0.rules == rules ? $0.look : nil })
                last = (look, rules)
                log(look, wasHeld: wasHeld)
                wasHeld = look.hold != nil
                // By a wrong clock no year is the right one.
                if look.hold == nil { log(yearAlarm.news(on: desk.today, desk.rules.calendar)) }
                if !look.queued.isEmpty { desk.changed.ring() }
                pause = min(pause, desk.clock.real(until: look.nextLook))
            } catch {
                last = nil
                desk.logger.error("the plan of the day could not be made", metadata: ["error": "\(error)"])
            }
            wakeups.wake(after: max(pause, .milliseconds(200)))
        }
    }

    private func sayDisk(_ alarm: inout DiskAlarm) {
        let facts = desk.store.disk
        switch alarm.news(facts) {
        case .readOnly:
            desk.logger.critical(
                "the file system of the database is mounted read-only: nothing can be kept, texts stay in the modem; look at dmesg, restart the computer, replace the disk if it happens again",
                metadata: ["database": "\(desk.configuration.storePath)"])
        case .little:
            desk.logger.warning(
                "little room is left for the database: when there is none, texts stay in the modem",
                metadata: ["megabytes": "\((facts?.free ?? 0) >> 20)"])
        case .good:
            desk.logger.notice("the disk of the database can be written, and has room")
        case nil: return
        }
    }

    private func log(_ missingYears: [Int]) {
        for year in missingYears {
            desk.logger.warning(
                "no school year in the calendar: nobody is asked in it",
                metadata: ["year": "\(year)", "file": "\(desk.configuration.calendarPath)"])
        }
    }

    private func log(_ look: TimePath.Look, wasHeld: Bool) {
        if let hold = look.hold, !wasHeld {
            desk.logger.critical(
                "the clock stands before a moment that has been: questions and reminders are held; set it (timedatectl set-time), or, if it is right, say so with \"edutrac clock accept\"",
                metadata: [
                    "clock": "\(hold.now.formatted(desk.localTime))",
                    "latest": "\(hold.latest.formatted(desk.localTime))",
                    "witness": hold.witness == .ours ? "stored" : "texts",
                ])
        }
        if look.hold == nil, wasHeld { desk.logger.notice("the clock is right again, nothing is held") }
        for text in look.queued {
            desk.logger.info(
                "\(text.key.step.rawValue) queued",
                metadata: [
                    "phone": "\(text.key.phone.masked)", "day": "\(text.key.day.iso)",
                    "school": "\(text.schools.map(\.codMod).joined(separator: ","))",
                ])
        }
    }
}

/// SIGHUP: calendar, wording and rules again.
struct ReloadService: Service {
    let desk: Desk
    let readiness: ReadinessService
    let signals: UnixSignalsSequence

    func run() async throws {
        for await _ in signals.cancelOnGracefulShutdown() {
            readiness.notifier.reloading()
            _ = desk.reload()
            readiness.notifier.ready()
        }
    }
}
