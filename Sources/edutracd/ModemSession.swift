import ATChannel
import Attendance
import ControlSocket
import Foundation
import Gateway
import Logging
import ModemDriver
import OfficeConfiguration
import SerialIO
import Store
import Synchronization

/// One opened port from bring-up to hang-up: feeds what the modem says into the inbound path and
/// what is queued into the modem.
struct ModemSession: Sendable {
    enum End: Sendable {
        case stopped
        case gone(String)
        /// It starts anew, and is back in a minute or so.
        case restarting
        /// Another of its ports may wake it.
        case otherPortNeeded
        /// Nothing that can be typed helps it.
        case resetNeeded(String)
        /// What comes out of it is no AT port's talk.
        case noPort(String)
        case wrongModem(String)
    }

    let configuration: ModemConfiguration
    let device: String
    let desk: Desk
    /// What was seen of the modem since its port was opened.
    let proof = SessionProof()
    let control: SessionSwitch
    let recorder: TrafficRecorder
    let history: ModemHistory
    /// The modem has answered here before, or the office names this port.
    let portIsSure: Bool
    /// Another port of its stick may be spoken to.
    let hasOtherPorts: Bool
    let logger: Logger
    /// Told who is there as soon as the IMEI is known.
    var seen: @Sendable (ModemIdentity) -> Void = { _ in }

    static let earlyLimit = 64
    /// Texts of a listing that may have been cut off; two lines each.
    static let longListing = Dialogue.answerLineLimit / 4

    func run(over port: SerialPort) async -> End {
        var settings = settings
        settings.executor = port.thread
        let modem = Modem(over: port, settings: settings, clock: port.thread.clock)
        let sender = SenderLoop(configuration, modem: modem, desk: desk, control: control, logger: logger)
        let care = SIMCareLoop(configuration, modem: modem, desk: desk, logger: logger)
        let name = configuration.name
        desk.board.setModem(modem, of: name)
        let thread = port.thread
        let pulse = desk.threads.begin(name) { answer in Task(executorPreference: thread) { answer() } }
        defer {
            desk.board.setModem(nil, of: name)
            desk.threads.end(pulse)
        }
        return await withTaskGroup(of: End?.self) { group in
            group.addTask(executorPreference: port.thread) {
                async let end = Self.end(of: modem, proof)
                // To the last event, which says why it ended.
                guard let verdict = await follow(modem, sender, care) else { return await end }
                port.close()
                _ = await end
                return verdict
            }
            if let care {
                group.addTask {
                    await care.run()
                    return nil
                }
            }
            group.addTask {
                await sender.run()
                return control.isStopped ? .stopped : nil
            }
            var end: End?
            while end == nil, let next = await group.next() { end = next }
            group.cancelAll()
            port.close()
            return end ?? .gone("the port was closed")
        }
    }

    private static func end(of modem: Modem, _ proof: SessionProof) async -> End {
        do {
            try await modem.run()
            return .gone("the port was closed")
        } catch is CancellationError {
            return .stopped
        } catch ModemFailure.restarting {
            return .restarting
        } catch ModemFailure.otherPortNeeded {
            return .otherPortNeeded
        } catch ModemFailure.resetNeeded(let why) {
            return .resetNeeded(why)
        } catch ModemFailure.unwanted(let why) {
            return .wrongModem(why)
        } catch ModemFailure.noise where !proof.isModem {
            return .noPort("\(ModemFailure.noise)")
        } catch {
            return .gone("\(error)")
        }
    }

    private var settings: ModemSettings {
        let wanted = ModemWish(configuration, among: desk.configuration.modems)
        var settings = ModemSettings(
            recorder: recorder,
            mayEnterPIN: { identity in
                // Another modem's SIM must not get this one's PIN.
                if let why = wanted.mismatch(ofLocked: identity) { return .refuse("not this modem: \(why)") }
                let decision = desk.pin.decide(
                    identity, pin: configuration.pin, modem: configuration.name, at: desk.clock.now())
                if case .enter = decision { proof.pinTyped() }
                return decision
            },
            isUnwanted: { identity in
                proof.note(identity)
                seen(identity)
                return wanted.mismatch(ofModem: identity)
            })
        settings.pinWasTaken = { identity in
            do {
                try desk.pin.taken(identity)
            } catch {
                logger.error("that the PIN is right could not be stored", metadata: ["error": "\(error)"])
            }
        }
        configuration.treat(&settings)
        settings.history = history
        settings.portIsSure = portIsSure
        settings.hasOtherPorts = hasOtherPorts
        return settings
    }

    /// The modem's events in order, to their end.
    private func follow(_ modem: Modem, _ sender: SenderLoop, _ care: SIMCareLoop?) async -> End? {
        var tag = ModemTag(name: configuration.name, sim: "")
        var known = ModemIdentity()
        // A status report may come before the SIM is known, and is only found home by its SIM.
        var early: [PDULine] = []
        let wanted = ModemWish(configuration, among: desk.configuration.modems)
        for await event in modem.events {
            switch event {
            case .identified(let identity):
                seen(identity)
                if let why = wanted.mismatch(identity) { return .wrongModem(why) }
                known = identity
                tag = ModemTag(name: tag.name, sim: identity.simKey)
                proof.note(identity)
                sender.use(tag)
                care?.use(tag)
                await away { show(identity) }
                if !early.isEmpty { await receive(early, from: tag, modem) }
                early = []
            case .stateChanged(let state):
                await away { show(state) }
                // Another port of the same stick may be the one.
                if case .refused(let why) = state, configuration.device == nil, !proof.isModem { return .noPort(why) }
                if state == .ready || state == .searching { await away { acceptPIN(of: known) } }
                sender.setReady(state == .ready)
                care?.setReady(state == .ready)
            case .network(let network):
                await away { show(network) }
                sender.use(network)
            case .storage(let memory, let used, let total):
                show(memory: memory, used: used, total: total)
                if desk.hasModemNews(configuration.name) { await away { desk.recordModem(configuration.name) } }
            case .listing(let lines) where tag.sim.isEmpty && early.count + lines.count <= Self.earlyLimit:
                early += lines
            case .listing(let lines):
                await receive(lines, from: tag, modem)
            case .lateSubmitAnswer(let reference):
                await away { lateAnswer(reference, from: tag) }
            case .incomingCall(let number):
                await away { keepCall(number: number, from: tag) }
            case .treated(let profile, let quirks):
                await away { show(profile: profile, quirks) }
            case .commandRefused, .unsolicited, .recovering, .foreignQuestion, .announcementsRestored:
                logger.log(event)
            }
        }
        return nil
    }

    /// Not on the port's thread, which is not to wait for a disk.
    private func away<Value>(_ work: () -> Value) async -> Value {
        await withTaskExecutorPreference(globalConcurrentExecutor) { work() }
    }

    /// Keep, commit, let the modem forget, settle. A database that cannot keep leaves the texts
    /// where they are.
    private func receive(_ lines: [PDULine], from tag: ModemTag, _ modem: Modem) async {
        // An empty memory: only what waited for missing parts may be due.
        guard !lines.isEmpty else {
            if desk.hasPartsToSettle { await away { desk.settle(logger) } }
            return
        }
        let inbound = desk.inbound
        let kept = await away { keep(lines, from: tag, inbound) }
        do {
            let receipts = try kept.get()
            let gone = await modem.release(lines)
            await away { note(gone, of: receipts, inbound) }
            // The driver cuts off a longer answer. While deleting helps, the rest is read at once and not half a
            // minute later.
            if lines.count >= Self.longListing, !gone.isEmpty { await modem.sweep() }
        } catch {
            await modem.abandon(lines)
            logger.error(
                "texts not stored, they stay in the modem",
                metadata: ["count": "\(lines.count)", "error": "\(error)"])
        }
        await away { desk.settle(logger) }
    }

    private func keep(
        _ lines: [PDULine], from tag: ModemTag, _ inbound: InboundPath
    ) -> Result<[InboundPath.Receipt], any Error> {
        Result {
            let receipts = try inbound.receive(lines, from: tag, at: desk.clock.now())
            for receipt in receipts {
                logger.log(receipt)
                desk.textCounts.note(receipt)
            }
            desk.compareClock(with: receipts)
            return receipts
        }
    }

    private func note(_ gone: [PDULine], of receipts: [InboundPath.Receipt], _ inbound: InboundPath) {
        do {
            try inbound.forgotten(gone, of: receipts, at: desk.clock.now())
        } catch {
            logger.error("deletion not noted", metadata: ["error": "\(error)"])
        }
    }

    private func lateAnswer(_ reference: Int?, from tag: ModemTag) {
        do {
            let message = try desk.outbound.lateAnswer(
                messageReference: reference, from: tag, at: desk.clock.now())
            guard let message else { return }
            logger.notice("late answer: the text was sent", metadata: ["message": "\(message)"])
            // It leaves after all: silence was no sign of a SIM without credit.
            desk.senders.update(configuration.name) {
                _ = $0.breaker.note(.sent, of: message, to: "", at: desk.clock.now())
            }
            desk.changed.ring()
        } catch {
            logger.error("a late answer could not be stored", metadata: ["error": "\(error)"])
        }
    }

    private func keepCall(number: String?, from tag: ModemTag) {
        do {
            let (call, isNew) = try desk.inbound.missedCall(number: number, from: tag, at: desk.clock.now())
            // A phone that rings on is one line.
            if isNew { logger.log(call) }
            if call.answer != nil { desk.changed.ring() }
        } catch {
            logger.error("a missed call could not be stored", metadata: ["error": "\(error)"])
        }
    }

    private func acceptPIN(of identity: ModemIdentity) {
        // Only what was typed since the port was opened can have been right: a SIM without a PIN proves nothing.
        guard proof.takesPINTyped() else { return }
        do {
            try desk.pin.accept(identity, at: desk.clock.now())
        } catch {
            logger.error("that the PIN is right could not be stored", metadata: ["error": "\(error)"])
        }
    }
}

extension ModemIdentity {
    /// The SIM's key in the database: the IMEI stands in while a locked SIM refuses CCID.
    var simKey: String { iccid ?? imei.map { "imei:\($0)" } ?? "unknown" }
}

/// Stops the sessions of one modem service without cutting a submit short.
final class SessionSwitch: Sendable {
    private let stopping = Mutex(false)
    private let bell = Bell()

    var isStopped: Bool { stopping.withLock { $0 } }

    func stop() {
        stopping.withLock { $0 = true }
        bell.ring()
    }

    /// Rings when the session is to stop.
    func rings() -> AsyncStream<Void> { bell.rings() }

    /// Returns the given time after ``stop()``.
    func stopped(grace: Duration) async {
        for await _ in rings() where isStopped {
            do { try await Task.sleep(for: grace) } catch { return }
            return
        }
    }
}

/// What a session has seen of its modem.
final class SessionProof: Sendable {
    private struct State {
        var toldIMEI = false
        var pinTyped = false
    }

    private let state = Mutex(State())

    func note(_ identity: ModemIdentity) {
        state.withLock { if identity.imei != nil { $0.toldIMEI = true } }
    }

    /// It is a modem, and not just a tty.
    var isModem: Bool { state.withLock { $0.toldIMEI } }

    func pinTyped() { state.withLock { $0.pinTyped = true } }

    /// Whether a PIN was typed and not yet seen to be right.
    func takesPINTyped() -> Bool {
        state.withLock { state in
            defer { state.pinTyped = false }
            return state.pinTyped
        }
    }
}
