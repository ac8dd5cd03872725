import Foundation
import Gateway
import Glibc
import Logging
import OfficeConfiguration
import ServiceLifecycle
import Store

/// Notices what the operator's commands write: they work on the database itself.
///
/// Sleeps until the kernel tells of a write to the database's log (inotify), and then asks SQLite whether somebody has
/// committed something; where the kernel does not tell, asks each second. Our own commits count, too: they are news to
/// others than who made them.
///
/// A thread that sleeps: a second of waiting in a task wakes three threads, six times in all, day and night.
struct StoreWatchService: Service {
    let desk: Desk
    let heartbeat: Heartbeat

    func run() async throws {
        let alarm = try ThreadAlarm()
        let added = desk.unsaved.added.rings()
        let forwarding = Task { for await _ in added { alarm.wake() } }
        defer { forwarding.cancel() }
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await withCheckedContinuation { ended in
                    let thread = Thread {
                        watch(until: alarm)
                        ended.resume()
                    }
                    thread.start()
                }
            } onGracefulShutdown: {
                alarm.stop()
            }
        } onCancel: {
            alarm.stop()
        }
        _ = desk.unsaved.write(desk.outbound, at: desk.clock.now(), desk.logger)
    }

    private func watch(until alarm: ThreadAlarm) {
        var log = FileWrites(to: desk.configuration.storePath, suffix: "-wal")
        var plan = LookPlan(isTold: log != nil)
        var version: Int?
        look(&version)
        plan.looked(at: .now)
        while alarm.sleep(
            until: plan.nextLook(hasUnsaved: !desk.unsaved.isEmpty), orReadable: plan.listens ? log?.descriptor : nil)
        {
            switch log?.take() {
            case .written: plan.written(at: .now)
            case .ended:
                log = nil
                plan = LookPlan(isTold: false)
            case .nothing, nil: break
            }
            guard plan.nextLook(hasUnsaved: !desk.unsaved.isEmpty) <= .now else { continue }
            look(&version)
            plan.looked(at: .now)
        }
    }

    private func look(_ version: inout Int?) {
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
    }
}
