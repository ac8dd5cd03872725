import Attendance
import Foundation
import Gateway
import Glibc
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
        for await _ in wakeups.stream.cancelOnGracefulShutdown() {
            var pause = Duration.seconds(60)
            do {
                let look = try desk.time.look(at: desk.clock.now())
                log(look, wasHeld: wasHeld)
                wasHeld = look.hold != nil
                if !look.queued.isEmpty { desk.changed.ring() }
                pause = min(pause, desk.clock.real(until: look.nextLook))
            } catch {
                desk.logger.error("the plan of the day could not be made", metadata: ["error": "\(error)"])
            }
            wakeups.wake(after: max(pause, .milliseconds(200)))
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

/// Notices what the operator's commands write: they work on the database itself.
///
/// A thread that sleeps: a second of waiting in a task wakes three threads, six times in all, day and night.
struct StoreWatchService: Service {
    let desk: Desk
    let heartbeat: Heartbeat

    /// In milliseconds.
    static let interval: Int32 = 1000

    func run() async throws {
        let stop = try StopFlag()
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await withCheckedContinuation { ended in
                    let thread = Thread {
                        watch(until: stop)
                        ended.resume()
                    }
                    thread.start()
                }
            } onGracefulShutdown: {
                stop.set()
            }
        } onCancel: {
            stop.set()
        }
        _ = desk.unsaved.write(desk.outbound, at: desk.clock.now(), desk.logger)
    }

    private func watch(until stop: StopFlag) {
        var version: Int?
        repeat {
            if !desk.unsaved.isEmpty, desk.unsaved.write(desk.outbound, at: desk.clock.now(), desk.logger) {
                desk.changed.ring()
            }
            do {
                let current = try desk.store.dataVersion()
                if let version, version != current { desk.changed.ring() }
                version = current
                heartbeat.beat()
            } catch {
                desk.logger.error("the database cannot be read", metadata: ["error": "\(error)"])
            }
        } while !stop.isSet(within: Self.interval)
    }
}

/// Tells a sleeping thread to end.
///
/// poll(2) on a pipe: a condition waits by the wall clock, and where that is set back by a year, for a year.
private final class StopFlag: Sendable {
    private let readEnd: Int32
    private let writeEnd: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EMFILE) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    func set() { _ = write(writeEnd, [1], 1) }

    /// Sleeps for that long, or until it is set.
    func isSet(within milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
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
