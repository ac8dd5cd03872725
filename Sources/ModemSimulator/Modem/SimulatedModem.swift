/// A GSM modem with its SIM and network: bytes and control requests in, bytes and answers out.
///
/// It does no input or output and reads no clock: tell it what happened and when, and carry out, in
/// order, what it returns. The command side follows V.250, TS 27.007 and TS 27.005 by the letter.
///
/// A command line is worked off in these phases: `command` (bytes are edited into a line),
/// `executing` (commands run one after another), `prompt` (a body is typed), `busy` (the network is
/// asked), `held` (a control client stopped the modem), back to `command` with the final result.
package struct SimulatedModem: Sendable {
    package enum Input: Sendable {
        /// Somebody opened the terminal.
        case opened
        /// Bytes the terminal wrote.
        case received([UInt8])
        /// A line of the control protocol. A client is given its next line only after the answer.
        case request(client: Int, line: String)
        case clientGone(Int)
        /// Time has come to ``nextDeadline``.
        case timePassed
    }

    package enum Action: Equatable, Sendable {
        case write([UInt8])
        case answer(client: Int, line: String)
        /// Hang up and remove the link; make a new terminal behind the link.
        case dropLine, restoreLine
        case quit
    }

    enum Phase: Sendable {
        case command
        case executing
        case prompt(BodyEntry)
        case busy(since: Double, until: Double, Completion)
        case held(Held)
    }

    /// What a released command goes on with.
    enum Held: Sendable {
        case command
        case prompt(BodyEntry)
        case body(BodyEntry)
        case answer(Completion)
    }

    /// The command in execution, and what control clients want of it.
    struct Running: Sendable {
        var command: ATCommand
        var holds: Set<ControlPoint> = []
        var failure: ScriptedFailure?
        /// What becomes of its answer.
        var fate = AnswerFate.told
    }

    let profile: ModemProfile
    var quirks: QuirkSet
    var quirkState: QuirkState
    var settings = ModemSettings()
    var sim: SIMCard
    var memories: [String: MessageMemory]
    var network: SimulatedNetwork
    /// +CFUN: 0, 1 or 4.
    var functionality = 1
    var hasPower = true
    var isLineUp = true
    /// +COPS=2.
    var isDeregistered = false
    /// The registration the terminal was last told of.
    var reportedRegistration = 0
    /// +CFUN=1,1: power-up once its OK is out.
    var restartsAfterAnswer = false
    /// Seconds the real-time clock is ahead of the simulated wall clock.
    var clockOffset = 0.0
    var lastReference = 255
    var pendingAcknowledgement: PendingAcknowledgement?
    /// +CMTI and the like kept by +CNMI mode 0.
    var bufferedIndications: [String] = []

    var now: Moment
    var phase = Phase.command
    var editor = CommandLineEditor()
    var lastLine = ""
    var remaining: ArraySlice<ATCommand> = []
    var running: Running?
    /// Bytes not looked at yet, because a command is in execution.
    var backlog: ArraySlice<UInt8> = []
    var lastByteAt: Double
    /// Unsolicited result codes that wait for the final result code.
    var unsolicited: [String] = []

    var control = ControlState()
    /// What becomes of the answer to the line in execution, and the answer kept back.
    var fate = AnswerFate.told
    var lateAnswer: [UInt8] = []
    private var actions: [Action] = []

    package init(_ profile: ModemProfile, at now: Moment) {
        self.profile = profile
        self.now = now
        quirks = profile.quirks
        quirkState = QuirkState(at: now.uptime)
        lastByteAt = now.uptime
        sim = SIMCard(profile)
        network = SimulatedNetwork(operatorName: profile.operatorName, registration: profile.registration)
        memories = Dictionary(
            uniqueKeysWithValues: profile.capacities.map { ($0.key, MessageMemory(name: $0.key, capacity: $0.value)) })
        if memories["SM"] == nil { memories["SM"] = MessageMemory(name: "SM", capacity: 0) }
        powerUp()
    }

    /// Takes what happened at `now` and returns what to do, in order.
    package mutating func handle(_ input: Input, at now: Moment) -> [Action] {
        self.now = now
        switch input {
        case .opened:
            terminalOpened()
        case .received(let bytes):
            noteArrival(of: bytes, idle: now.uptime - lastByteAt)
            lastByteAt = now.uptime
            control.bytesTyped += bytes.count
            backlog += bytes
        case .request(let client, let line):
            take(request: line, from: client)
        case .clientGone(let client):
            control.waiters.removeAll { $0.client == client }
        case .timePassed:
            break
        }
        settle()
        defer { actions = [] }
        return actions
    }

    /// The uptime at which ``Input/timePassed`` is wanted, if nothing happens before.
    package var nextDeadline: Double? {
        var deadlines = control.waiters.map(\.deadline)
        deadlines += control.waiters.compactMap { $0.quietAt(since: lastByteAt) }.filter { $0 > now.uptime }
        deadlines += [quirkState.schedule.first?.at, control.pieces.first?.at].compactMap(\.self)
        if control.ringsLeft > 0 { deadlines.append(control.nextRing) }
        if case .busy(_, let until, _) = phase { deadlines.append(until) }
        if let pendingAcknowledgement { deadlines.append(pendingAcknowledgement.deadline) }
        if canReceive { deadlines += network.waiting.map(\.notBefore).filter { $0 > now.uptime } }
        return deadlines.min()
    }

    /// Lets everything happen that can happen now.
    private mutating func settle() {
        sendPieces()
        runSchedule()
        if case .busy(_, let until, let completion) = phase, until <= now.uptime {
            complete(completion)
            runLine()
        }
        readBacklog()
        reportRegistration()
        ring()
        expireAcknowledgement()
        deliverWaitingTexts()
        flushUnsolicited()
        answerWaiters()
    }

    mutating func perform(_ action: Action) { actions.append(action) }

    // MARK: Bytes in

    private mutating func readBacklog() {
        while let byte = backlog.first {
            if swallows(byte) {
                backlog.removeFirst()
                continue
            }
            switch phase {
            case .held, .executing:
                return
            case .busy(let since, _, _):
                backlog.removeFirst()
                // A character ends an abortable command, but not within 125 ms (V.250 §5.6.1);
                // the TPDU is with the network, so what became of it is unknown.
                guard now.uptime - since >= 0.125 else { continue }
                complete(Completion(final: "+CMS ERROR: 500"))
                runLine()
            case .prompt(var entry):
                backlog.removeFirst()
                type(byte, into: &entry)
            case .command:
                backlog.removeFirst()
                type(byte)
            }
        }
    }

    /// One byte in command state (V.250 §5.2); it is echoed before it is acted upon.
    private mutating func type(_ byte: UInt8) {
        if settings.echo == 1 || quirks.has(1) { write([byte]) }
        switch editor.take(byte, terminator: settings.terminator, backspace: settings.backspace) {
        case nil:
            return
        case .tooLong:
            writeFinal("ERROR")
            return
        case .line(let body):
            lastLine = body
        case .again:
            break
        }
        quirkState.lastLineAt = now.uptime
        quirkState.isAtAnswerStart = true
        if quirks.has(12) {
            writeFinal(quirks.has(12, "error") ? "ERROR" : "OK")
            return
        }
        remaining = ATCommand.commands(in: lastLine)[...]
        phase = .executing
        runLine()
    }

    // MARK: Executing a line

    /// Works off what is left of the line until something has to be waited for.
    mutating func runLine() {
        while case .executing = phase {
            guard let command = remaining.popFirst() else {
                running = nil
                phase = .command
                writeFinal("OK")
                if restartsAfterAnswer { startAgain() }
                return
            }
            start(command)
        }
    }

    private mutating func start(_ command: ATCommand) {
        running = control.strike(command, at: now)
        if running?.holds.contains(.before) == true {
            phase = .held(.command)
        } else {
            execute()
        }
    }

    /// Executes the running command, or fails it the way a control client asked for.
    mutating func execute() {
        guard let running else { return }
        if let failure = running.failure, failure.point == .before {
            complete(Completion(final: failure.answer))
        } else if let outcome = interference(with: running.command) {
            apply(outcome)
        } else {
            apply(told(outcome(of: running.command), of: running.command))
        }
    }

    mutating func apply(_ outcome: Outcome) {
        switch outcome {
        case .done(let information):
            complete(Completion(information: information))
        case .failed(let final):
            complete(Completion(final: final))
        case .finished:
            remaining = []
            complete(Completion())
        case .prompt(let entry):
            if running?.holds.contains(.prompt) == true {
                phase = .held(.prompt(entry))
            } else {
                open(entry)
            }
        case .later(let seconds, let completion):
            phase = .busy(since: now.uptime, until: now.uptime + seconds, completion)
        case .silent:
            remaining = []
            running = nil
            phase = .command
            fate = .told
        }
    }

    /// Ends the running command. The caller goes on with ``runLine()``.
    mutating func complete(_ completion: Completion) {
        if running?.holds.contains(.after) == true {
            running?.holds = []
            phase = .held(.answer(completion))
            return
        }
        var completion = completion
        if let failure = running?.failure, failure.point == .after {
            completion = Completion(final: failure.answer)
        }
        if let fate = running?.fate, fate != .told { self.fate = fate }
        for text in completion.information { writeInformation(text) }
        running = nil
        if let final = completion.final {
            remaining = []
            phase = .command
            writeFinal(final)
        } else {
            phase = .executing
        }
    }

    /// +CFUN=1,1 once its OK is out: the terminal stays, or goes away for a while.
    private mutating func startAgain() {
        guard let seconds = quirks.seconds(77) else {
            losePower()
            powerUp()
            return
        }
        // Not before the OK has been read: a hang-up takes what is unread with it.
        quirkState.add(.hangUp, at: now.uptime + 0.2)
        quirkState.add(.comeBack, at: now.uptime + 0.2 + seconds)
        restartsAfterAnswer = false
    }

    /// Back to power-up values; a line in execution is never answered.
    mutating func losePower() {
        settings = freshSettings
        quirkState.losePower()
        fate = .told
        lateAnswer = []
        control.pieces = []
        sim.losePower()
        phase = .command
        editor = CommandLineEditor()
        remaining = []
        running = nil
        backlog = []
        unsolicited = []
        bufferedIndications = []
        functionality = 1
        isDeregistered = false
        restartsAfterAnswer = false
        if let pending = pendingAcknowledgement {
            network.putBack(pending.text, notBefore: now.uptime + profile.redeliverySeconds)
            pendingAcknowledgement = nil
        }
    }

    // MARK: Bytes out

    mutating func performWrite(_ bytes: [UInt8]) {
        control.bytesAnswered += bytes.count
        if case .write(let earlier)? = actions.last {
            actions[actions.count - 1] = .write(earlier + bytes)
        } else if !bytes.isEmpty {
            actions.append(.write(bytes))
        }
    }

    /// An information response (V.250 §5.7.1).
    mutating func writeInformation(_ text: String) {
        write(informationBytes(text))
    }

    /// A final or unsolicited result code (V.250 §5.7.1): numeric with V0, none with Q1.
    mutating func writeFinal(_ code: String) {
        if settings.quiet == 0 { write(finalBytes(code)) }
        closeAnswer()
    }

    /// Unsolicited result codes come between command lines, never within an answer.
    private mutating func flushUnsolicited() {
        guard speaksWithinBody || isBetweenCommands else { return }
        // What goes to another port, or comes while the line is down, is lost.
        if settings.quiet == 0, !silencesUnsolicited {
            for line in unsolicited { write(unsolicitedBytes(line)) }
        }
        unsolicited = []
    }

    private var isBetweenCommands: Bool {
        guard case .command = phase else { return false }
        return true
    }
}
