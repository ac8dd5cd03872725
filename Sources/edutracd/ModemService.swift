import Attendance
import ControlSocket
import DeviceWatch
import Foundation
import Logging
import ModemDriver
import OfficeConfiguration
import SerialIO
import ServiceLifecycle

/// All modems at once: the service group stops its services one after the other, and the grace that a
/// modem gets for its last part must not add up.
struct ModemsService: Service {
    let modems: [ModemService]

    func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for modem in modems { group.addTask { try await modem.run() } }
        }
        // Without a modem the daemon serves all the same.
        try await gracefulShutdown()
    }
}

/// One `[[modem]]` of the configuration for the life of the daemon: finds its tty, opens it, runs a
/// session on it, and starts again when it is gone.
struct ModemService: Sendable {
    let configuration: ModemConfiguration
    let desk: Desk
    /// A tty of the system came or went.
    let devices: Bell

    /// How often an absent device is looked for where udev says nothing (a pty, a container). Asking
    /// udev for all ttys costs more than a look at one path.
    private var pollInterval: Duration { configuration.device == nil ? .seconds(5) : .seconds(1) }
    static let longestPause = Duration.seconds(10)
    /// A session that lasted that long is no flapping.
    static let goodSession = Duration.seconds(20)

    func run() async throws {
        let logger = desk.logger.naming(modem: configuration.name)
        let session = SessionSwitch()
        let history = ModemHistory()
        let recorder = TrafficRecorder(moment: { [desk] in desk.clock.now().formatted(desk.localTime) })
        desk.board.setRecorder(recorder, of: configuration.name)
        let keeper = TrafficKeeper(recorder: recorder, modem: configuration.name, desk: desk, logger: logger)
        try await withGracefulShutdownHandler {
            try await cancelWhenGracefulShutdownEnds(session) {
                try await keepOpen(session, keeper, history, logger)
            }
        } onGracefulShutdown: {
            session.stop()
        }
        report(state: "stopped", device: nil)
    }

    /// Lets the part that is being submitted end, and then cancels; a modem that does not answer is
    /// not waited for longer than systemd waits for us.
    private func cancelWhenGracefulShutdownEnds(
        _ session: SessionSwitch, _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await body() }
            group.addTask { await session.stopped(grace: .seconds(10)) }
            try await group.next()
            group.cancelAll()
        }
    }

    private func keepOpen(
        _ session: SessionSwitch, _ keeper: TrafficKeeper, _ history: ModemHistory, _ logger: Logger
    ) async throws {
        let wakeups = Wakeups(from: devices)
        let stopper = Task {
            for await _ in session.rings() where session.isStopped { wakeups.finish() }
        }
        defer {
            stopper.cancel()
            wakeups.finish()
        }
        var rounds = wakeups.stream.makeAsyncIterator()
        var finder = PortFinder(configuration)
        var failures = 0
        var lastProblem: String?
        while !session.isStopped, await rounds.next() != nil {
            switch finder.find(at: .now) {
            case .absent where history.isRestarting:
                wakeups.wake(after: pollInterval)
            case .absent(let why):
                if lastProblem != why {
                    logger.warning("modem absent", metadata: ["reason": "\(why)"])
                    report(state: "absent", device: nil, detail: why)
                }
                lastProblem = why
                wakeups.wake(after: pollInterval)
            case .resting:
                wakeups.wake(after: .seconds(1))
            case .candidate(let path):
                let problem = await open(path, session, keeper, history, logger, &finder, previous: lastProblem)
                failures = problem == nil ? 0 : failures + 1
                lastProblem = problem
                // 0.5 s after a good session and after the first short one, then twice as long each time.
                let pause = Duration.milliseconds(500 * (1 << min(max(failures - 1, 0), 5)))
                wakeups.wake(after: min(pause, Self.longestPause))
            }
        }
    }

    /// - Returns: why the port could not be used, or nil when a session ran on it.
    private func open(
        _ path: String, _ session: SessionSwitch, _ keeper: TrafficKeeper, _ history: ModemHistory,
        _ logger: Logger, _ finder: inout PortFinder, previous: String?
    ) async -> String? {
        let port: SerialPort
        do {
            port = try await SerialPort.open(path, settings: configuration.lineSettings)
        } catch {
            finder.avoid(path, until: .now + .seconds(2))
            if previous != "\(error)" {
                logger.error("port not opened", metadata: ["device": "\(path)", "error": "\(error)"])
                report(state: "port not opened", device: path, detail: "\(error)")
            }
            return "\(error)"
        }
        for warning in port.warnings {
            logger.warning("\(warning)", metadata: ["device": "\(path)"])
        }
        logger.log(level: previous == nil ? .info : .debug, "port opened", metadata: ["device": "\(path)"])
        let run = ModemSession(
            configuration: configuration, device: path, desk: desk, control: session,
            recorder: keeper.recorder, history: history,
            portIsSure: configuration.device != nil || finder.lastWorked == path, logger: logger)
        keeper.recorder.note("opened \(path)")
        let began = ContinuousClock.now
        let end = await run.run(over: port)
        port.close()
        if run.proof.isModem { finder.worked(path) }
        switch end {
        case .stopped:
            return nil
        case .restarting:
            report(state: "restarting", device: nil, detail: "it is back in a minute or so")
            if run.proof.isModem { logger.notice("modem starts anew", metadata: ["device": "\(path)"]) }
            // Not to open it more and more often while it boots.
            return "\(ModemFailure.restarting)"
        case .resetNeeded(let why):
            report(state: "hangs", device: path, detail: "unplug the modem, wait ten seconds, plug it in again")
            keeper.keep(because: why)
            logger.error(
                "modem hangs and nothing here can cut its power",
                metadata: ["device": "\(path)", "reason": "\(why)"])
            return why
        case .gone(let why):
            report(state: "absent", device: nil, detail: why)
            if run.proof.isModem { keeper.keep(because: why) }
            if previous != why || run.proof.isModem {
                logger.warning("modem gone", metadata: ["device": "\(path)", "reason": "\(why)"])
            }
            // A port on which nobody answers and that dies at once is opened less and less often; a modem
            // whose plug is loose is wanted back at once.
            let isGood = run.proof.isModem || ContinuousClock.now - began >= Self.goodSession
            return isGood ? nil : why
        case .wrongModem(let why):
            finder.avoid(path, until: .now + .seconds(60))
            if previous != why {
                report(state: "not this modem", device: path, detail: why)
                logger.warning("not this modem", metadata: ["device": "\(path)", "reason": "\(why)"])
            }
            return why
        }
    }

    private func report(state: String, device: String?, detail: String? = nil) {
        desk.board.update(configuration.name) {
            $0.state = state
            $0.device = device
            $0.detail = detail
            // A modem that is not there has no signal.
            if device == nil {
                ($0.registration, $0.operatorName, $0.rssi, $0.dBm) = (nil, nil, nil, nil)
                $0.storage = [:]
            }
        }
        desk.recordModem(configuration.name)
    }
}

extension Logger {
    func naming(modem: String) -> Logger {
        var copy = self
        copy[metadataKey: "modem"] = "\(modem)"
        return copy
    }
}

extension ModemConfiguration {
    var lineSettings: LineSettings { LineSettings(baud: baud) }

    /// What the office says of the modem, for the driver. The names were looked at when they were read.
    func treat(_ settings: inout ModemSettings) {
        settings.quirks = QuirkChoice(
            wanted: Set(quirks.compactMap(ModemQuirk.init(name:))),
            refused: Set(refusedQuirks.compactMap(ModemQuirk.init(name:))))
        settings.bearer = bearer.flatMap { Bearer.allCases.firstIndex(of: $0) }
        settings.writePacing = writePacing.map {
            WritePacing(bytes: $0.bytes, pause: .milliseconds($0.milliseconds))
        }
    }
}
