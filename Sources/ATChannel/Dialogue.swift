/// One conversation with a modem: at most one command in flight, URCs at any moment.
///
/// Does no I/O and reads no clock. Feed it what happened; carry out, in order, what it returns.
///
/// States, in the order they are visited:
/// - idle: nothing was asked.
/// - awaitingPrompt: a command with a body was written.
/// - awaitingResult: the command, or its body, was written.
/// - draining: after silence or a failed submit, until the line is quiet. Late lines answer nobody.
/// - probing: asks for the IMEI, and believes no `OK` before it is told (Q-17).
/// - settling: the probe was answered; waits for what else was on its way.
package struct Dialogue: Sendable {
    package struct ID: Hashable, Sendable {
        package let number: Int
        package init(_ number: Int) { self.number = number }
    }

    package enum Input: Equatable, Sendable {
        case command(ID, Command)
        case received([UInt8])
        case timerFired(Timer)
        /// Ends a prompt or a half-typed line that somebody left behind, and waits for quiet. With
        /// `probing` it also makes sure that answers and questions belong together.
        case resynchronise(probing: Bool)
        /// The modem has started anew: what waits for its turn is not asked any more.
        case dropQueue
        /// The port is closed: everybody is told.
        case hungUp
    }

    package enum Action: Equatable, Sendable {
        case write([UInt8])
        /// Replaces the running timer.
        case startTimer(Timer, Duration)
        case stopTimer
        case finish(ID, Completion)
        case unsolicited(String)
        /// A PDU the modem passed on without storing it: `+CDS`, `+CMT`.
        case routed(header: String, pdu: String)
        /// A resynchronisation asked for is over.
        case resynchronised
        /// Nothing answered ``silenceLimit`` times in a row: the port is best closed.
        case silent
        /// This is not an AT port.
        case noise
    }

    package struct Completion: Hashable, Sendable {
        package let result: Result<[String], ATError>
        /// Whether body and ^Z were written: then a failure may hide a success (Q-60).
        package let bodyWritten: Bool

        package init(_ result: Result<[String], ATError>, bodyWritten: Bool = false) {
            self.result = result
            self.bodyWritten = bodyWritten
        }
    }

    /// A timer that was outlived may still fire: the dialogue ignores all but the latest.
    package struct Timer: Hashable, Sendable { let number: Int }

    struct Exchange: Sendable {
        let id: ID
        let command: Command
        var hasLines = false
        var bodyWritten = false
    }

    /// What has come of the answer to the command under way. Beside the state and not in it: a listing of thousands of
    /// lines would be copied with each of them.
    private struct Answer: Sendable {
        var lines: [String] = []
        var size = 0
    }

    struct Recovery: Sendable {
        /// A submit whose answer may still come (Q-60).
        var late: Exchange?
        var probing: Bool
        var wasAsked = false
        var heardSomething = false
        var extensions = 0
        var refusals = 0
        var rounds = 0
        var round = Round()
        var quiet: Duration
    }

    /// What came since the last probe was written.
    struct Round: Sendable {
        var sawIdentity = false
        /// An identity and its OK.
        var answers = 0
        var failures = 0
    }

    enum State: Sendable {
        case idle
        case awaitingPrompt(Exchange)
        case awaitingResult(Exchange)
        case draining(Recovery)
        case probing(Recovery)
        case settling(Recovery)
    }

    /// Command and recovery probes that stay unanswered before ``Action/silent``.
    package static let silenceLimit = 4
    /// Lines and characters of one answer; what comes beyond is dropped, and listed the next time.
    package static let answerLineLimit = 8192
    package static let answerSizeLimit = 2 << 20
    /// Lines of an answer for which its timeout holds. URCs do not count (Q-15).
    static let linesOfOneTimeout = 256
    /// Lines between the header of a routed PDU and the PDU.
    static let routedPatience = 3

    var state = State.idle
    var queue: [(ID, Command)] = []
    var silences = 0
    /// What this modem said to the probe when it was in step, so that another number is not taken for
    /// it: a late IMSI looks the same.
    private(set) var knownIdentity: String?
    /// The modem gives back what is typed at the prompt (Q-3).
    package private(set) var echoesBody = false
    private var splitter = LineSplitter()
    private var answer = Answer()
    private var timer = Timer(number: 0)
    private var routedHeader: (line: String, patience: Int)?

    package init() {}

    package mutating func handle(_ input: Input) -> [Action] {
        switch input {
        case .command(let id, let command):
            queue.append((id, command))
            return startNext()
        case .received(let bytes):
            if case .draining(var recovery) = state {
                recovery.heardSomething = true
                state = .draining(recovery)
            }
            return splitter.feed(bytes).flatMap { handle($0) }
        case .timerFired(let fired):
            return fired == timer ? timeOut() : []
        case .resynchronise(let probing):
            guard case .idle = state else { return [.resynchronised] }
            return recover(
                Recovery(probing: probing, wasAsked: true, quiet: .milliseconds(100)), escaping: true)
        case .dropQueue:
            return dropQueue()
        case .hungUp:
            return hangUp()
        }
    }

    // MARK: Lines

    private mutating func handle(_ token: LineSplitter.Token) -> [Action] {
        switch (state, token) {
        case (_, .noise): return [.noise]
        case (_, .overlong): return []
        case (.awaitingPrompt(var exchange), .prompt):
            exchange.bodyWritten = true
            state = .awaitingResult(exchange)
            // Upper case, and no CR after ^Z (TS 27.005 §3.5.1).
            return [
                .write(Array("\(exchange.command.body ?? "")\u{1A}".utf8)), start(exchange.command.timeout),
            ]
        case (_, .prompt): return []
        case (_, .line(let line)): return handle(line)
        }
    }

    private mutating func handle(_ line: String) -> [Action] {
        if let header = routedHeader {
            if Command.isHex(line), line.utf8.count >= 2 {
                routedHeader = nil
                return [.routed(header: header.line, pdu: line)]
            }
            routedHeader = header.patience > 1 ? (header.line, header.patience - 1) : nil
        }
        if line.hasPrefix("+CDS:") || line.hasPrefix("+CMT:") {
            routedHeader = (line, Self.routedPatience)
            return []
        }
        switch state {
        case .idle:
            return FinalResult(line) == nil ? [.unsolicited(line)] : []
        case .awaitingPrompt(let exchange), .awaitingResult(let exchange):
            return handle(line, for: exchange)
        case .draining(let recovery), .probing(let recovery), .settling(let recovery):
            return handle(line, in: recovery)
        }
    }

    private mutating func handle(_ whole: String, for exchange: Exchange) -> [Action] {
        var exchange = exchange
        echoesBody = echoesBody || exchange.isBodyEcho(whole)
        guard let line = exchange.withoutEcho(whole) else { return [] }
        let isBeforePrompt = if case .awaitingPrompt = state { true } else { false }
        switch FinalResult(line) {
        // Nothing was handed over yet: this is somebody else's, and must not count as sent.
        case .ok where isBeforePrompt: return []
        case .ok: return finish(exchange, .success(answer.lines))
        case .failure(let error): return finish(exchange, .failure(error))
        case nil: break
        }
        guard !isBeforePrompt, exchange.command.answer.includes(line, after: answer.lines.last) else {
            return [.unsolicited(line)]
        }
        guard answer.lines.count < Self.answerLineLimit, answer.size < Self.answerSizeLimit else {
            return []
        }
        answer.lines.append(line)
        answer.size += line.utf8.count
        exchange.hasLines = true
        state = .awaitingResult(exchange)
        if let quiet = exchange.command.quietEnd { return [start(quiet)] }
        // A long answer on a slow line gets its time anew; the limit of lines bounds how often.
        return answer.lines.count.isMultiple(of: Self.linesOfOneTimeout) ? [start(exchange.command.timeout)] : []
    }

    // MARK: Starting and finishing

    mutating func startNext() -> [Action] {
        guard case .idle = state, !queue.isEmpty else { return [] }
        let (id, command) = queue.removeFirst()
        let exchange = Exchange(id: id, command: command)
        answer = Answer()
        splitter.expectsPrompt = command.body != nil
        state = command.body == nil ? .awaitingResult(exchange) : .awaitingPrompt(exchange)
        let patience = command.body == nil ? command.timeout : command.promptTimeout
        return [.write(Array("AT\(command.text)\r".utf8)), start(patience)]
    }

    private mutating func finish(_ exchange: Exchange, _ result: Result<[String], ATError>) -> [Action] {
        splitter.expectsPrompt = false
        silences = 0
        if exchange.command.text == Self.identityQuestion, case .success(let lines) = result {
            knownIdentity = lines.first(where: NetworkAnswers.isIMEI) ?? lines.first
        }
        let finished = Action.finish(exchange.id, Completion(result, bodyWritten: exchange.bodyWritten))
        if case .failure = result, exchange.command.body != nil {
            // The modem may be stuck in the prompt (Q-5).
            return [finished] + recover(Recovery(probing: false, quiet: .milliseconds(100)), escaping: true)
        }
        return [finished] + rest()
    }

    mutating func rest() -> [Action] {
        state = .idle
        timer = Timer(number: timer.number + 1)
        return queue.isEmpty ? [.stopTimer] : startNext()
    }

    mutating func start(_ delay: Duration) -> Action {
        timer = Timer(number: timer.number + 1)
        return .startTimer(timer, delay)
    }

    private mutating func timeOut() -> [Action] {
        switch state {
        case .idle:
            return []
        case .draining(let recovery):
            return quiet(recovery)
        case .probing(let recovery):
            return missProbe(recovery)
        case .settling(let recovery):
            return settled(recovery)
        case .awaitingPrompt(let exchange):
            splitter.expectsPrompt = false
            return fail(exchange)
        case .awaitingResult(let exchange):
            if exchange.command.quietEnd != nil, exchange.hasLines {
                return endByQuiet(exchange)
            }
            return fail(exchange)
        }
    }

    /// Its OK may be late and not missing: then it would answer the next question.
    private mutating func endByQuiet(_ exchange: Exchange) -> [Action] {
        silences = 0
        return [.finish(exchange.id, Completion(.success(answer.lines)))]
            + recover(Recovery(probing: true, quiet: .milliseconds(100)), escaping: false)
    }

    /// Whoever waited behind a silence does not know any more in which state the modem is.
    private mutating func dropQueue() -> [Action] {
        defer { queue.removeAll() }
        return queue.map { .finish($0.0, Completion(.failure(.interrupted))) }
    }

    private mutating func fail(_ exchange: Exchange) -> [Action] {
        let finished = Action.finish(
            exchange.id, Completion(.failure(.timedOut), bodyWritten: exchange.bodyWritten))
        if exchange.command.isProbe { return [finished] + rest() }
        silences += 1
        var recovery = Recovery(probing: true, quiet: .milliseconds(300))
        if exchange.bodyWritten {
            // Its answer may be on the way: nobody is told before the line is in step again.
            recovery.late = exchange
            return dropQueue() + recover(recovery, escaping: true)
        }
        return [finished] + dropQueue() + recover(recovery, escaping: true)
    }

    private mutating func hangUp() -> [Action] {
        var actions: [Action] = []
        switch state {
        case .awaitingPrompt(let exchange), .awaitingResult(let exchange):
            actions.append(
                .finish(exchange.id, Completion(.failure(.gone), bodyWritten: exchange.bodyWritten)))
        case .draining(let recovery), .probing(let recovery), .settling(let recovery):
            if let late = recovery.late {
                actions.append(.finish(late.id, Completion(.failure(.gone), bodyWritten: true)))
            }
            if recovery.wasAsked { actions.append(.resynchronised) }
        case .idle:
            break
        }
        actions += queue.map { .finish($0.0, Completion(.failure(.gone))) }
        queue.removeAll()
        state = .idle
        return actions + [.stopTimer]
    }
}

extension Dialogue.Exchange {
    /// The line without the echo of what we sent (Q-1, Q-3); nil when nothing is left of it.
    func withoutEcho(_ line: String) -> String? {
        if !hasLines, line == "AT\(command.text)" { return nil }
        guard bodyWritten, let body = command.body else { return line }
        if body.hasPrefix(line) { return nil }
        return line.hasPrefix(body) ? String(line.dropFirst(body.count)) : line
    }

    /// One digit alone may be anything.
    func isBodyEcho(_ line: String) -> Bool {
        guard bodyWritten, let body = command.body, line.utf8.count > 1 else { return false }
        return body.hasPrefix(line) || line.hasPrefix(body)
    }
}
