// Getting back into step: after a timeout, after a failed submit, and when a port is opened.

extension Dialogue {
    /// Every modem has it, and its answer is not mistaken for another's.
    package static let identityQuestion = "+CGSN"
    static let probeTimeout = Duration.seconds(3)
    /// Between two answers of a modem that was busy.
    static let settling = Duration.milliseconds(300)
    /// One that babbles for ever is spoken to all the same.
    static let mostRounds = 10
    /// A modem that never falls silent is spoken to all the same.
    static let mostExtensions = 10
    /// A modem that refuses the probe is in step as soon as it has refused it that often.
    static let mostRefusals = 3

    mutating func recover(_ recovery: Recovery, escaping: Bool) -> [Action] {
        state = .draining(recovery)
        // ESC leaves a prompt, CR ends a half-typed line. Never ^Z: it would submit.
        return (escaping ? [.write([0x1B, 0x0D])] : []) + [start(recovery.quiet)]
    }

    /// The drain's timer fired.
    mutating func quiet(_ recovery: Recovery) -> [Action] {
        var recovery = recovery
        if recovery.heardSomething, recovery.extensions < Self.mostExtensions {
            recovery.heardSomething = false
            recovery.extensions += 1
            state = .draining(recovery)
            return [start(recovery.quiet)]
        }
        guard recovery.probing else { return recovered(recovery) }
        return ask(recovery)
    }

    private mutating func ask(_ recovery: Recovery) -> [Action] {
        var recovery = recovery
        recovery.round = Round()
        recovery.rounds += 1
        state = .probing(recovery)
        return [.write(Array("AT\(Self.identityQuestion)\r".utf8)), start(Self.probeTimeout)]
    }

    /// The probe stayed unanswered. It may have been typed into a prompt that came late: ESC again.
    mutating func missProbe(_ recovery: Recovery) -> [Action] {
        silences += 1
        var recovery = recovery
        recovery.heardSomething = false
        recovery.extensions = 0
        let silent: [Action] = silences >= Self.silenceLimit ? [.silent] : []
        return silent + recover(recovery, escaping: true)
    }

    mutating func handle(_ line: String, in recovery: Recovery) -> [Action] {
        var recovery = recovery
        if let late = recovery.late, let result = lateResult(line) {
            recovery.late = nil
            keep(recovery)
            return [.finish(late.id, Completion(result, bodyWritten: true))]
        }
        if case .draining = state { return FinalResult(line) == nil ? [.unsolicited(line)] : [] }
        switch FinalResult(line) {
        case .ok where recovery.round.sawIdentity:
            recovery.round.sawIdentity = false
            recovery.round.answers += 1
            return settle(recovery)
        case .ok:
            return []  // Of some earlier command.
        case .failure:
            recovery.round.failures += 1
            return settle(recovery)
        case nil:
            if isIdentity(line) {
                recovery.round.sawIdentity = true
                keep(recovery)
                return []
            }
            return line == "AT\(Self.identityQuestion)" ? [] : [.unsolicited(line)]
        }
    }

    /// A late answer to another question may be a number of the same length.
    private func isIdentity(_ line: String) -> Bool {
        if let known = knownIdentity { return line == known }
        return NetworkAnswers.isIMEI(line)
    }

    private mutating func keep(_ recovery: Recovery) {
        switch state {
        case .probing: state = .probing(recovery)
        case .settling: state = .settling(recovery)
        default: state = .draining(recovery)
        }
    }

    /// A modem that was busy answers each probe it was sent meanwhile: the rest must not answer what is
    /// asked next.
    private mutating func settle(_ recovery: Recovery) -> [Action] {
        state = .settling(recovery)
        return [start(Self.settling)]
    }

    /// It is quiet after an answer: in step when that was the only one.
    mutating func settled(_ recovery: Recovery) -> [Action] {
        var recovery = recovery
        if recovery.round.answers == 0 { recovery.refusals += 1 }
        let isInStep =
            recovery.round.answers == 1 || recovery.refusals >= Self.mostRefusals
            || recovery.rounds >= Self.mostRounds
        return isInStep ? recovered(recovery) : ask(recovery)
    }

    /// What a submit that was given up says after all.
    private func lateResult(_ line: String) -> Result<[String], ATError>? {
        if line.hasPrefix("+CMGS:") { return .success([line]) }
        guard case .failure(.messageService(let code))? = FinalResult(line) else { return nil }
        return .failure(.messageService(code))
    }

    private mutating func recovered(_ recovery: Recovery) -> [Action] {
        var actions: [Action] = []
        if recovery.probing { silences = 0 }
        if let late = recovery.late {
            actions.append(.finish(late.id, Completion(.failure(.timedOut), bodyWritten: true)))
        }
        if recovery.wasAsked { actions.append(.resynchronised) }
        return actions + rest()
    }
}
