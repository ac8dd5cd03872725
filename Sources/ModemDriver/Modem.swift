import ATChannel

/// Why a modem is no longer listened to although its port is open. Close the port and open it anew.
package enum ModemFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Commands stay unanswered.
    case silent
    /// What comes in is no AT port's talk.
    case noise
    /// It answers and does not work; says why a fresh start is worth a try.
    case stuck(String)
    /// The port went as a text was sent, and not for the first time.
    case shortOfPower
    /// It was told to start anew, and has left the bus for that: no fault, it comes back.
    case restarting
    /// Speak to another port of the same modem before this one is opened anew. Says why.
    case otherPortNeeded(String)
    /// Nothing that can be typed helps: cut its power, or reset its bus. Says why.
    case resetNeeded(String)
    /// It answers, and the owner does not want it; says why.
    case unwanted(String)

    package var description: String {
        switch self {
        case .silent: "the modem does not answer"
        case .noise: "this port sends no text: it is not an AT port, or the modem has no power"
        case .stuck(let why): why
        case .shortOfPower:
            "the modem vanishes when it sends: give it a stronger supply, a shorter cable or a powered hub"
        case .restarting: "the modem starts anew"
        case .otherPortNeeded(let why): "\(why), and another of its ports may wake it"
        case .resetNeeded(let why): "\(why), and nothing that can be typed has helped"
        case .unwanted(let why): why
        }
    }
}

/// The running modem: brings it up, keeps it up, reads its memories, submits and deletes.
///
/// Carries out what ``Dialogue`` (the line), ``BringUp`` (what to ask), ``Agenda`` (when), ``SlotLedger`` (what may be
/// deleted), ``SendGap`` and ``RecoveryLadder`` (what is done when it does not work) decide. Does not know what a PDU
/// says, and deletes nothing but what ``release(_:)`` is given. A SIM that is absent, locked or loading, and a network
/// that is away, are states and not errors: `run()` stays.
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

    var dialogue = Dialogue()
    private var callers: [Dialogue.ID: CheckedContinuation<Dialogue.Completion, Never>] = [:]
    private var resynchronisation: CheckedContinuation<Void, Never>?
    private var lastNumber = 0
    private var timer: Task<Void, Never>?
    private var unwritten: [UInt8] = []
    private var pacer: Task<Void, Never>?

    private var resting: CheckedContinuation<Void, Never>?
    private var alarm: Task<Void, Never>?
    private var wasWoken = false

    private var hasStarted = false
    private(set) var hasEnded = false
    private var failure: (any Error)?

    let history: ModemHistory
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
    /// Which network answered for the registration, and what it is called, TS 27.007 §7.3.
    var isRegisteredOnLTE = false
    var accessTechnology: Int?
    /// The SIM has served since the port was opened.
    var simServed = false
    /// `+CMMS=2` holds.
    var linkIsKept = false
    var gap = SendGap()
    var lastSubmitEnd: Duration?
    var lastSubmitBegin: Duration?
    var refusals = RefusalCount()
    /// Sweeps in a row that could not read the receiving memory.
    var storeFailures = 0
    /// The owner wants the modem helped; why.
    var wish: String?
    /// A text was announced since the last sweep.
    var wasHinted = false
    var unreleasedRouted = 0
    var ussd: USSDWait?
    var call: IncomingCall?
    var unsolicitedLeft = Modem.unsolicitedLimit
    private var lastExchange = Duration.zero
    /// The last commands, whose echo may be late.
    private(set) var typed: [String] = []
    static let typedLimit = 8
    var toldForeign = false

    package init(
        over transport: any ModemTransport, settings: ModemSettings,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.transport = transport
        self.settings = settings
        time = Stopwatch(clock)
        history = settings.history ?? ModemHistory(clock: clock)
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
        // Another one may be plugged in while ours starts anew, and is not to be taken for it.
        if let unwanted = failure as? ModemFailure, case .unwanted = unwanted { throw unwanted }
        // Whatever the port said to it: a modem that was told to start anew leaves the bus.
        if history.isRestarting, !Task.isCancelled { throw ModemFailure.restarting }
        if failure != nil, !(failure is ModemFailure), vanishedSending { throw ModemFailure.shortOfPower }
        if let failure { throw failure }
        try Task.checkCancellation()
    }

    /// A hint: something may have been stored. Several hints make one sweep.
    ///
    /// - Parameter all: also in the memories that new texts do not usually go to.
    package func sweep(all: Bool = true) {
        agenda.sweepSoon(at: time.elapsed, all: all)
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
            if let decision = dueRung() {
                await climb(decision.rung, because: wish ?? decision.trouble.rawValue)
                continue
            }
            if needsBringUp {
                await reopen()
                continue
            }
            switch agenda.duty(at: time.elapsed) {
            case .sweepAll: await sweep(setup.memories)
            case .sweepReceiving: await sweep([setup.receivingMemory])
            case .checkHealth: await checkHealth()
            case .checkNetwork: await checkNetwork()
            case .hangUpCall: await hangUpCall()
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
        await wakeUp(for: command)
        guard !hasEnded else { return Dialogue.Completion(.failure(.gone)) }
        lastExchange = time.elapsed
        typed = typed.suffix(Self.typedLimit - 1) + ["AT\(command.text)"]
        lastNumber += 1
        let id = Dialogue.ID(lastNumber)
        let completion = await withCheckedContinuation { caller in
            callers[id] = caller
            carryOut(dialogue.handle(.command(id, command)))
        }
        if completion.result == .failure(.timedOut), !command.isProbe { forgetSettings() }
        return completion
    }

    static let idleLimit = Duration.seconds(10)

    /// A modem that has dozed off loses the first command: an AT goes before it.
    private func wakeUp(for command: Command) async {
        guard setup.quirks.has(.wakesLate), !command.isProbe, time.elapsed - lastExchange > Self.idleLimit else { return }
        for _ in 1...2 {
            if case .success = await exchange(.attention).result { return }
        }
    }

    /// The modem may have lost what it was told: which memory is selected, what its slots hold, PDU mode.
    func forgetSettings() {
        memory.selected = nil
        linkIsKept = false
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

    func carryOut(_ actions: [Dialogue.Action]) {
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
            case .silent: fellSilent(ModemFailure.silent)
            case .noise: fellSilent(ModemFailure.noise)
            }
        }
    }

    private func write(_ bytes: [UInt8]) {
        guard !hasEnded else { return }
        settings.recorder?.sent(bytes)
        guard let pacing = settings.writePacing else { return put(bytes) }
        unwritten += bytes
        if pacer == nil { pacer = Task(executorPreference: settings.executor) { await self.writeOut(pacing) } }
    }

    private func put(_ bytes: [UInt8]) {
        do { try transport.write(bytes) } catch { fail(error) }
    }

    /// Some modems lose bytes that come too fast.
    private func writeOut(_ pacing: WritePacing) async {
        while !hasEnded, !unwritten.isEmpty {
            put(Array(unwritten.prefix(pacing.bytes)))
            unwritten.removeFirst(min(pacing.bytes, unwritten.count))
            do { try await time.sleep(for: pacing.pause) } catch { break }
        }
        pacer = nil
    }

    private func start(_ timer: Dialogue.Timer, _ delay: Duration) {
        self.timer?.cancel()
        guard !hasEnded else { return }
        self.timer = Task(executorPreference: settings.executor) { [time] in
            guard (try? await time.sleep(for: delay)) != nil else { return }
            await self.fired(timer)
        }
    }

    private func fired(_ timer: Dialogue.Timer) { carryOut(dialogue.handle(.timerFired(timer))) }

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
        pacer?.cancel()
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
            alarm = Task(executorPreference: settings.executor) { [time] in
                guard (try? await time.sleep(for: duration)) != nil else { return }
                await self.wake()
            }
        }
    }

    /// Beside the serving loop, which alone may rest.
    func nap(for duration: Duration) async {
        guard !hasEnded else { return }
        try? await time.sleep(for: duration)
    }

    /// Not cut short by anything but the end. Of the serving loop.
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

    func tell(_ event: ModemEvent) { report.yield(event) }
}
