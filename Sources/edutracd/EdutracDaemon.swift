import ArgumentParser
import Attendance
import ControlSocket
import DeviceWatch
import Foundation
import Gateway
import Glibc
import Logging
import OfficeConfiguration
import ServiceLifecycle
import Store
import Systemd
import UnixSignals

@main
struct EdutracDaemon: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edutracd",
        abstract: "School attendance by SMS: drives the modem, keeps the reports, answers, reminds.",
        version: EdutracVersion.current)

    @Option(help: ArgumentHelp("Configuration file.", valueName: "file"))
    var config = "/etc/edutrac/edutrac.toml"

    @Flag(help: "Check configuration, calendar, wording and database, say what is wrong, and exit.")
    var check = false

    @Flag(
        help: "With --check, and without a running daemon: look at each modem, its SIM and its network as well. Types no PIN, deletes and sends nothing.")
    var probe = false

    @Flag(help: "With --probe: print what was seen of the modems as JSON, and nothing else.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "For tests and demonstrations: start the wall clock at this moment, optionally N times as fast.",
            valueName: "2026-05-04T09:55:00-05:00[,xN]"))
    var clock: String?

    func validate() throws {
        if probe, !check { throw ValidationError("--probe belongs to --check: edutracd --check --probe") }
        if json, !probe { throw ValidationError("--json belongs to --check --probe") }
    }

    func run() async throws {
        let clock = try wallClock()
        let office: OfficeConfiguration
        do {
            office = try OfficeConfiguration.measured(config)
        } catch {
            throw Failure.say("\(error)", code: .config)
        }
        Log.bootstrap(clock: clock, zone: office.rules.zone)
        let logger = Logger(label: "edutracd")
        for warning in office.warnings {
            logger.warning("the configuration allows what is unwise", metadata: ["warning": "\(warning)"])
        }
        if check {
            try examine(office)
            if !json { print("Configuration, calendar, wording and the place of the database are in order.") }
            if probe { try await ModemInspection(office: office, asJSON: json).run() }
            return
        }
        let store: AttendanceStore
        let lock: InstanceLock
        do {
            try AttendanceStore.examine(path: office.storePath)
            // Before the database is opened: a newer version must not bring it up to date under a
            // daemon that runs.
            lock = try InstanceLock(store: office.storePath)
            store = try AttendanceStore(path: office.storePath)
        } catch let taken as InstanceLock.Taken {
            throw Failure.say("\(taken)", code: .unavailable)
        } catch let error as StoreError {
            throw Failure.say(error.wordsForService, code: error.isDamage ? .badData : .cantCreate)
        } catch {
            throw Failure.say("the lock beside the database cannot be made: \(error)", code: .cantCreate)
        }
        let desk = Desk(
            configuration: office, at: config, store: store, clock: clock, logger: logger)
        try await serve(desk)
        withExtendedLifetime(lock) {}
    }

    /// Looks without touching: a database that root made here, or that a newer version brought up to
    /// date under a running daemon, would keep the service from starting. Root looks with the eyes of the
    /// user to whom the database's folder belongs.
    private func examine(_ office: OfficeConfiguration) throws {
        do {
            try DatabaseOwner.become(ofDatabase: office.storePath)
            try AttendanceStore.examine(path: office.storePath)
        } catch {
            throw Failure.say("\(error)", code: .cantCreate)
        }
        for file in [office.path, office.calendarPath]
        where faccessat(AT_FDCWD, file, R_OK, AT_EACCESS) != 0 {
            throw Failure.say(
                "\(file) may not be read by the user edutracd runs as: `sudo chgrp edutrac \(file)`, `sudo chmod 0640 \(file)`",
                code: .config)
        }
    }

    private func wallClock() throws -> WallClock {
        guard let clock else { return WallClock() }
        guard let simulated = WallClock(argument: clock) else {
            throw ValidationError("--clock \(clock) is no moment: write it as 2026-05-04T09:55:00-05:00 or 2026-05-04T09:55:00-05:00,x60")
        }
        return simulated
    }

    private func serve(_ desk: Desk) async throws {
        if desk.clock.isSimulated {
            desk.logger.warning("the wall clock is simulated", metadata: ["clock": "\(desk.clock)"])
        }
        do {
            for id in try desk.outbound.markInterrupted(at: desk.clock.now()) {
                desk.logger.error(
                    "outcome of a text unknown: edutracd ended while it was submitted; held, not sent again",
                    metadata: ["message": "\(id)"])
            }
        } catch {
            let isDamage = (error as? StoreError)?.isDamage == true
            throw Failure.say("the queue cannot be read: \(error)", code: isDamage ? .badData : .ioError)
        }
        desk.settle(desk.logger)
        if desk.configuration.modems.isEmpty {
            desk.logger.warning("no [[modem]] is configured: nothing is received or sent")
        }
        // Before READY: who asks for a reload at once must not end the daemon.
        let reloads = await UnixSignalsSequence(trapping: .sighup)
        let heartbeat = Heartbeat()
        let devices = Bell()
        let register = PortRegister()
        let readiness = ReadinessService(desk: desk, notifier: ServiceNotifier(), heartbeat: heartbeat)
        let hook = AlarmHook(desk.logger)
        var services: [any Service] = [
            hook,
            StoreWatchService(desk: desk, heartbeat: heartbeat),
            DeviceWatchService(devices: devices),
            TimeService(desk: desk),
            WatchService(desk: desk, hook: hook),
            ControlService(desk: desk),
            ReloadService(desk: desk, readiness: readiness, signals: reloads),
        ]
        services.append(
            ModemsService(
                modems: desk.configuration.modems.map {
                    ModemService(configuration: $0, desk: desk, devices: devices, register: register)
                }))
        services.append(readiness)
        let group = ServiceGroup(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: Log.quiet)
        try await group.run()
    }
}

/// Wakes the modem services when a tty or a USB device came or went.
struct DeviceWatchService: Service {
    let devices: Bell
    /// A stick is a dozen announcements, and one with a loose plug may never stop making them.
    static let gap = Duration.milliseconds(200)

    func run() async throws {
        for await _ in DeviceWatcher.changes().cancelOnGracefulShutdown() {
            devices.ring()
            do { try await Task.sleep(for: Self.gap) } catch { break }
        }
        // Without netlink (a container) nothing comes: the services poll.
        try await gracefulShutdown()
    }
}

/// Says it on stderr and leaves with a code of sysexits(3).
enum Failure {
    enum Code: Int32 {
        /// The unit of systemd does not start it again after this one.
        case badData = 65
        case unavailable = 69
        case ioError = 74
        case cantCreate = 73
        case config = 78
    }

    static func say(_ text: String, code: Code) -> any Error {
        FileHandle.standardError.write(Data("edutracd: \(text)\n".utf8))
        return ExitCode(code.rawValue)
    }
}

extension StoreError {
    /// No start that follows finds it otherwise: a backup has to be put in its place first.
    fileprivate var isDamage: Bool {
        switch self {
        case .damaged, .notADatabase: true
        default: false
        }
    }

    /// For who reads the journal, and does not run the service in a terminal.
    fileprivate var wordsForService: String {
        guard case .noAccess(let path) = self else { return "\(self)" }
        let user = NSUserName()
        let folder = URL(filePath: path).deletingLastPathComponent().path
        return "The database \(path), or a file beside it, may not be used by \(user), the user edutracd runs as. Most likely a "
            + "program was run on it as root. Give all of it back: sudo chown -R \(user): \(folder)"
    }
}
