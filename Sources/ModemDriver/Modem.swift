import ATChannel

/// Why a modem is no longer listened to although its port is open. Close the port and open it anew.
package enum ModemFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Commands stay unanswered.
    case silent
    /// What comes in is no AT port's talk.
    case noise

    package var description: String {
        switch self {
        case .silent: "the modem does not answer"
        case .noise: "this port sends no text: it is not an AT port, or the modem has no power"
        }
    }
}

/// The running modem: brings it up, keeps it up, reads its memories, submits and deletes.
///
/// Carries out what ``Dialogue`` (the line), ``BringUp`` (what to ask), ``Agenda`` (when) and
/// ``SlotLedger`` (what may be deleted) decide. Does not know what a PDU says, and deletes nothing
/// but what ``release(_:)`` is given. A SIM that is absent, locked or loading, and a network that is
/// away, are states and not errors: `run()` stays.
package actor Modem {
    /// Finishes when ``run()`` ends. Read by one task.
    package nonisolated let events: AsyncStream<ModemEvent>
    /// URCs told between two sweeps; the rest of a flood is dropped.
    package static let unsolicitedLimit = 64
    static let unsolicitedLength = 160
    /// Routed PDUs with the owner; more are dropped, and come again because nobody confirms them.
    static let routedLimit = 64

    let settings: ModemSettings
    let time: Stopwatch
    private let transport: any ModemTransport
    private let report: AsyncStream<ModemEvent>.Continuation

    private var dialogue = Dialogue()
    private var callers: [Dialogue.ID: CheckedContinuation<Dialogue.Completion, Never>] = [:]
    private var resynchronisation: CheckedContinuation<Void, Never>?
    private var lastNumber = 0
    private var timer: Task<Void, Never>?

    private var resting: CheckedContinuation<Void, Never>?
    private var alarm: Task<Void, Never>?
    private var wasWoken = false

    private var hasStarted = false
    private(set) var hasEnded = false
    private var failure: (any Error)?

    var state: ModemState?
    var identity = ModemIdentity()
    var toldIdentity: ModemIdentity?
    var setup = ModemSetup()
    var agenda: Agenda
    var ledger = SlotLedger()
    var memory = MemoryAccess()
    /// When the modem last showed that it is in PDU mode.
    var pduModeSince: Duration?
    /// How often the modem may have lost its settings.
    private(set) var timesForgotten = 0
    /// Bring-up is over, and none is needed.
    var isOpen = false
    var needsBringUp = false
    var simIsSuspect = false
    var lastOpened = Duration.zero
    var doublings = 0
    var operatorName: String?
    var keepsLink = true
    var unreleasedRouted = 0
    var ussd: USSDWait?
    private var lastRing: Duration?
    private var unsolicitedLeft = Modem.unsolicitedLimit

    package init(
        over transport: any ModemTransport, settings: ModemSettings,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.transport = transport
        self.settings = settings
        time = Stopwatch(clock)
        agenda = Agenda(
            sweep: settings.sweepInterval, fullSweep: settings.otherMemoriesInterval,
            health: settings.healthInterval)
        (events, report) = AsyncStream.makeStream()
    }

    /// Brings the modem up and serves until the port ends. Once per `Modem`.
    ///
    /// - Throws: the transport's error, ``ModemFailure``, or `CancellationError`; returns when the
    ///   transport ends without one.
    package func run() async throws {
        precondition(!hasStarted, "a Modem runs once")
        hasStarted = true
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.listen() }
            group.addTask { await self.serve() }
            await group.next()
            hangUp()
            group.cancelAll()
        }
        report.finish()
        if let failure { throw failure }
        try Task.checkCancellation()
    }

    /// A hint: something may have been stored. Several hints make one sweep.
    package func sweep() {
        agenda.sweepSoon(at: time.elapsed)
        wake()
    }

    private func listen() async {
        do {
            for try await bytes in transport.received {
                settings.recorder?.received(bytes)
                carryOut(dialogue.handle(.received(bytes)))
            }
        } catch {
            failure = failure ?? error
        }
    }

    private func serve() async {
        await open(again: false)
        while !hasEnded {
            if needsBringUp {
                await reopen()
                continue
            }
            switch agenda.duty(at: time.elapsed) {
            case .sweepAll: await sweep(setup.memories)
            case .sweepReceiving: await sweep([setup.receivingMemory])
            case .checkHealth: await checkHealth()
            case .checkNetwork: await checkNetwork()
            case .hangUpCall: _ = await ask(.hangUpCalls)
            case .rest(let duration): await rest(for: duration)
            }
        }
    }

    // MARK: Commands

    /// One command, in its turn. A refusal is told unless the command is optional.
    func ask(_ command: Command) async -> Result<[String], ATError> {
        let result = await exchange(command).result
        if case .failure(let error) = result, !command.isOptional, error != .gone, error != .interrupted {
            tell(.commandRefused(command: command.name, error: error))
        }
        return result
    }

    func exchange(_ command: Command) async -> Dialogue.Completion {
        guard !hasEnded else { return Dialogue.Completion(.failure(.gone)) }
        lastNumber += 1
        let id = Dialogue.ID(lastNumber)
        let completion = await withCheckedContinuation { caller in
            callers[id] = caller
            carryOut(dialogue.handle(.command(id, command)))
        }
        if completion.result == .failure(.timedOut), !command.isProbe { forgetSettings() }
        return completion
    }

    /// The modem may have lost what it was told: which memory is selected, what its slots hold, PDU mode.
    func forgetSettings() {
        memory.selected = nil
        pduModeSince = nil
        timesForgotten += 1
        ledger.forgetAll()
    }

    func resynchronise(probing: Bool) async {
        guard !hasEnded else { return }
        await withCheckedContinuation { caller in
            resynchronisation = caller
            carryOut(dialogue.handle(.resynchronise(probing: probing)))
        }
    }

    private func carryOut(_ actions: [Dialogue.Action]) {
        for action in actions {
            switch action {
            case .write(let bytes): write(bytes)
            case .startTimer(let timer, let delay): start(timer, delay)
            case .stopTimer: timer?.cancel()
            case .finish(let id, let completion):
                callers.removeValue(forKey: id)?.resume(returning: completion)
            case .unsolicited(let line): heard(line)
            case .routed(let header, let pdu): passedOn(header, pdu)
            case .resynchronised:
                resynchronisation?.resume()
                resynchronisation = nil
            case .silent: fail(ModemFailure.silent)
            case .noise: fail(ModemFailure.noise)
            }
        }
    }

    private func write(_ bytes: [UInt8]) {
        guard !hasEnded else { return }
        settings.recorder?.sent(bytes)
        do { try transport.write(bytes) } catch { fail(error) }
    }

    private func start(_ timer: Dialogue.Timer, _ delay: Duration) {
        self.timer?.cancel()
        guard !hasEnded else { return }
        self.timer = Task { [time] in
            guard (try? await time.sleep(for: delay)) != nil else { return }
            carryOut(dialogue.handle(.timerFired(timer)))
        }
    }

    func fail(_ error: any Error) {
        guard !hasEnded else { return }
        failure = failure ?? error
        hangUp()
    }

    private func hangUp() {
        guard !hasEnded else { return }
        hasEnded = true
        carryOut(dialogue.handle(.hungUp))
        // Whoever asked in the same moment is not in the dialogue's queue any more.
        for caller in callers.values { caller.resume(returning: Dialogue.Completion(.failure(.gone))) }
        callers.removeAll()
        timer?.cancel()
        endUSSDWait(nil)
        wake()
    }

    // MARK: Time

    /// Returns after the duration, or earlier when something came up.
    func rest(for duration: Duration) async {
        if hasEnded || wasWoken {
            wasWoken = false
            return
        }
        await withCheckedContinuation { caller in
            resting = caller
            alarm = Task { [time] in
                guard (try? await time.sleep(for: duration)) != nil else { return }
                wake()
            }
        }
    }

    /// Not cut short by anything but the end.
    func pause(for duration: Duration) async {
        let end = time.elapsed + duration
        while !hasEnded, time.elapsed < end { await rest(for: end - time.elapsed) }
    }

    func wake() {
        guard let caller = resting else {
            wasWoken = true
            return
        }
        resting = nil
        alarm?.cancel()
        caller.resume()
    }

    // MARK: What the modem says on its own account

    func tell(_ event: ModemEvent) { report.yield(event) }

    func refillUnsolicited() { unsolicitedLeft = Self.unsolicitedLimit }

    private func heard(_ line: String) {
        if heardUSSD(line) { return }
        // A line that is no URC is somebody's late or broken answer.
        guard let kind = Unsolicited(line) else { return }
        let now = time.elapsed
        switch kind {
        case .textStored, .reportStored, .messageStore: agenda.sweepSoon(at: now)
        case .registration: agenda.networkChanged(at: now)
        case .restarted:
            needsBringUp = true
            interrupt()
        case .simChanged:
            simIsSuspect = true
            agenda.networkChanged(at: now)
            interrupt()
        case .ring: ring(at: now)
        case .caller, .other: break
        }
        if kind != .other { wake() }
        guard unsolicitedLeft > 0 else { return }
        unsolicitedLeft -= 1
        if line.hasPrefix("+CMGS:") {
            return tell(.lateSubmitAnswer(messageReference: SubmitAnswers.messageReference([line])))
        }
        tell(.unsolicited(String(line.prefix(Self.unsolicitedLength))))
    }

    /// What waits for its turn relies on a state that is gone. An own bring-up goes on.
    private func interrupt() {
        forgetSettings()
        guard isOpen else { return }
        carryOut(dialogue.handle(.dropQueue))
    }

    private func ring(at now: Duration) {
        defer { lastRing = now }
        if let lastRing, now - lastRing < .seconds(10) { return }
        agenda.callCame()
        tell(.incomingCall)
    }

    private func passedOn(_ header: String, _ pdu: String) {
        guard unreleasedRouted < Self.routedLimit else { return }
        unreleasedRouted += 1
        let hex = pdu.utf8.count.isMultiple(of: 2) ? pdu : String(pdu.dropLast())
        let colon = header.firstIndex(of: ":") ?? header.startIndex
        // "+CDS: 25", "+CDS: ,25" (ZTE), "+CMT: "alpha",23".
        let told = ParameterReader(header[colon...].dropFirst(), after: "").fields.last?.number ?? 0
        let own = TextListing.tpduLength(hex)
        tell(.listing([PDULine(hex: hex, tpduLength: 1...own ~= told ? told : own, origin: .routed)]))
    }
}
