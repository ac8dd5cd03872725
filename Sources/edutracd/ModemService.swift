import Attendance
import ControlSocket
import DeviceWatch
import Foundation
import Logging
import ModemDriver
import OfficeConfiguration
import SerialIO
import ServiceLifecycle
import Synchronization

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
    /// A tty of the system came or went, or another modem has left its stick.
    let devices: Bell
    let register: PortRegister
    var list: @Sendable () throws -> [ModemDevice] = DeviceWatcher.list
    var usbDevices: @Sendable () throws -> [USBDevice] = DeviceWatcher.usbDevices
    /// Outlives the openings of the port.
    var history = ModemHistory()

    /// How often an absent device is looked for where udev says nothing (a pty, a container). Asking
    /// udev for all ttys costs more than a look at one path.
    private var pollInterval: Duration { configuration.device == nil ? .seconds(5) : .seconds(1) }

    func run() async throws {
        let logger = desk.logger.naming(modem: configuration.name)
        let session = SessionSwitch()
        let stamp = SecondStamp()
        let recorder = TrafficRecorder(moment: { [desk] in stamp.text(of: desk.clock.now()) { desk.localTime } })
        desk.board.setRecorder(recorder, of: configuration.name)
        let keeper = TrafficKeeper(recorder: recorder, modem: configuration.name, desk: desk, logger: logger)
        try await withGracefulShutdownHandler {
            try await cancelWhenGracefulShutdownEnds(session) {
                try await keepOpen(session, keeper, logger)
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
        _ session: SessionSwitch, _ keeper: TrafficKeeper, _ logger: Logger
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
        var finder = PortFinder(
            configuration, others: desk.configuration.modems, register: register, list: list, usbDevices: usbDevices)
        var course = ModemCourse()
        while !session.isStopped, await rounds.next() != nil {
            switch finder.find(at: .now) {
            case .absent where history.isRestarting:
                wakeups.wake(after: pollInterval)
            case .absent(let absence):
                if course.troubles.isNew(absence) { tell(absence, logger) }
                wakeups.wake(after: pollInterval)
            case .resting(let moment):
                wakeups.wake(after: max(.milliseconds(50), moment - .now))
            case .candidate(let port):
                guard register.take(port.stick, for: configuration.name) else {
                    wakeups.wake(after: PortFinder.turnPause)
                    continue
                }
                course.troubles.foundPort()
                let end = await open(port, session, keeper, logger, &course)
                register.leave(port.stick, by: configuration.name)
                if let end { finder.failed(port, end, at: .now) }
                // Another modem may have waited for the stick; we look at once for the next port.
                devices.ring()
                wakeups.wake()
            }
        }
    }

    private func tell(_ absence: PortFinder.Absence, _ logger: Logger) {
        report(state: absence.state, device: nil, detail: absence.words, remedy: absence.remedy)
        guard let remedy = absence.remedy else {
            return logger.warning("modem absent", metadata: ["reason": "\(absence.words)"])
        }
        logger.warning(
            "a modem is plugged in and cannot serve", metadata: ["reason": "\(absence.words)", "remedy": "\(remedy)"])
    }

    /// - Returns: how the port failed, or nil when edutracd stops.
    private func open(
        _ port: Port, _ session: SessionSwitch, _ keeper: TrafficKeeper, _ logger: Logger, _ course: inout ModemCourse
    ) async -> PortFinder.Failure? {
        let path = port.path
        let serial: SerialPort
        do {
            serial = try await SerialPort.open(path, settings: configuration.lineSettings)
        } catch {
            if course.troubles.isNew("\(error)", at: path) {
                logger.error("port not opened", metadata: ["device": "\(path)", "error": "\(error)"])
                report(state: "port not opened", device: path, detail: "\(error)")
            }
            return .notOpened
        }
        let isFirst = !course.troubles.wereTold(of: path)
        for warning in serial.warnings where isFirst {
            logger.warning("the port is not as it should be", metadata: ["device": "\(path)", "warning": "\(warning)"])
        }
        logger.log(level: isFirst ? .info : .debug, "port opened", metadata: ["device": "\(path)"])
        let run = ModemSession(
            configuration: configuration, device: path, desk: desk, control: session,
            recorder: keeper.recorder, history: history,
            portIsSure: configuration.device != nil || course.lastAnswered == port.place,
            hasOtherPorts: !otherPorts(of: port, among: port.surroundings).isEmpty, logger: logger,
            seen: { [register] in register.note($0, of: port.stick) })
        keeper.recorder.note("opened \(path)")
        let began = ContinuousClock.now
        let end = await run.run(over: serial)
        serial.close()
        if run.proof.isModem {
            course.lastAnswered = port.place
            if let device = port.device { register.learn(.commands, of: device) }
        }
        switch end {
        case .stopped:
            return nil
        case .restarting:
            report(state: "restarting", device: nil, detail: "it is back in a minute or so")
            if run.proof.isModem { logger.notice("modem starts anew", metadata: ["device": "\(path)"]) }
            // Not to open it more and more often while it boots.
            return .noAnswer
        case .otherPortNeeded:
            await serial.waitUntilClosed()
            await touchOtherPorts(of: port, logger)
            return .touched
        case .resetNeeded(let why):
            keeper.keep(because: why)
            resetIsNeeded(why, at: port, &course, logger)
            return .noAnswer
        case .noPort(let why):
            if let device = port.device { register.learn(.other, of: device) }
            if history.hangs {
                stillHangs(at: port, &course, logger)
                return .noAnswer
            }
            return lost(why, at: path, after: nil, wasModem: false, keeper, logger, &course.troubles)
        case .gone(let why):
            if history.hangs {
                stillHangs(at: port, &course, logger)
                return .noAnswer
            }
            // A port on which nobody answers and that dies at once is opened less and less often.
            let served = ContinuousClock.now - began
            let isGood = run.proof.isModem || served >= PortFinder.goodService
            return lost(
                why, at: path, after: isGood ? served : nil, wasModem: run.proof.isModem, keeper, logger,
                &course.troubles)
        case .wrongModem(let why):
            if course.troubles.isNew(why, at: path) {
                report(state: "not this modem", device: path, detail: why)
                logger.warning("not this modem", metadata: ["device": "\(path)", "reason": "\(why)"])
            }
            return .wrongModem
        }
    }

    /// - Parameter served: how long the session lasted; nil for one in which nobody answered.
    private func lost(
        _ why: String, at path: String, after served: Duration?, wasModem: Bool, _ keeper: TrafficKeeper,
        _ logger: Logger, _ troubles: inout Troubles
    ) -> PortFinder.Failure {
        let detail = why.hasPrefix(path) ? why : "\(path): \(why)"
        report(state: served == nil ? "no answer" : "absent", device: nil, detail: detail)
        if wasModem { keeper.keep(because: why) }
        if troubles.isNewLoss(why, at: path, after: served, wasModem: wasModem) {
            logger.warning("modem gone", metadata: ["device": "\(path)", "reason": "\(why)"])
        }
        return served.map { .lost(after: $0) } ?? .noAnswer
    }

    func report(state: String, device: String?, detail: String? = nil, remedy: String? = nil) {
        desk.board.update(configuration.name) {
            $0.state = state
            $0.device = device
            $0.detail = detail
            $0.remedy = remedy
            // A modem that is not there has no signal.
            if device == nil {
                ($0.registration, $0.operatorName, $0.rssi, $0.dBm) = (nil, nil, nil, nil)
                $0.storage = [:]
            }
        }
        desk.recordModem(configuration.name)
    }
}

/// What the office was told of a modem's ports: a trouble once, however many ports take turns, and however often it
/// comes back before the modem has served.
struct Troubles {
    /// By port, and by "" for the lack of one.
    private var told: [String: String] = [:]
    /// Why the modem was lost before it had served well, and how often since it last did.
    private var loss: String?
    private var losses = 0
    /// A loose plug is told of each time; after so many it is one that dies again and again.
    static let toldLosses = 5

    func wereTold(of path: String) -> Bool { told[path] != nil }

    mutating func isNew(_ why: String, at path: String) -> Bool {
        defer { told[path] = why }
        return told[path] != why
    }

    mutating func isNew(_ absence: PortFinder.Absence) -> Bool {
        defer { told = ["": absence.words] }
        return told[""] != absence.words
    }

    mutating func foundPort() { told[""] = nil }

    /// - Parameter served: nil for a session in which nobody answered.
    mutating func isNewLoss(_ why: String, at path: String, after served: Duration?, wasModem: Bool) -> Bool {
        let hasServed = served.map { $0 >= PortFinder.goodService } ?? false
        if hasServed { (told[path], loss, losses) = (nil, nil, 0) }
        if wasModem { losses += 1 }
        // One that leaves the bus comes back under another name of its tty.
        let reason = why.replacing(path, with: "")
        let isNew = wasModem ? loss != reason || losses <= Self.toldLosses : told[path] != why
        told[path] = hasServed ? nil : why
        if wasModem, !hasServed { loss = reason }
        return isNew
    }
}

/// The last second in words: a modem says up to a hundred things in one, and writing it down anew costs more than
/// all else that is done about each of them.
private final class SecondStamp: Sendable {
    private let last = Mutex((second: Int?.none, text: ""))

    /// - Parameter style: asked once a second; a reload may change it.
    func text(of moment: Date, as style: () -> Date.ISO8601FormatStyle) -> String {
        let second = Int(moment.timeIntervalSince1970.rounded(.down))
        return last.withLock { last in
            if last.second != second { last = (second, moment.formatted(style())) }
            return last.text
        }
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
