// Getting back into step: after a timeout, after a failed submit, and when a port is opened.

extension Dialogue {
    static let probe = "AT+CGSN\r"
    static let probeTimeout = Duration.seconds(3)
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
        recovery.sawIdentity = false
        state = .probing(recovery)
        return [.write(Array(Self.probe.utf8)), start(Self.probeTimeout)]
    }

    /// The probe stayed unanswered.
    mutating func missProbe(_ recovery: Recovery) -> [Action] {
        silences += 1
        var recovery = recovery
        recovery.heardSomething = false
        recovery.extensions = 0
        let silent: [Action] = silences >= Self.silenceLimit ? [.silent] : []
        return silent + recover(recovery, escaping: false)
    }

    mutating func handle(_ line: String, in recovery: Recovery) -> [Action] {
        var recovery = recovery
        let isProbing = if case .probing = state { true } else { false }
        if let late = recovery.late, let result = lateResult(line) {
            recovery.late = nil
            state = isProbing ? .probing(recovery) : .draining(recovery)
            return [.finish(late.id, Completion(result, bodyWritten: true))]
        }
        guard isProbing else { return FinalResult(line) == nil ? [.unsolicited(line)] : [] }
        switch FinalResult(line) {
        case .ok where recovery.sawIdentity:
            return recovered(recovery)
        case .ok:
            return []  // Of some earlier command.
        case .failure:
            recovery.refusals += 1
            return recovery.refusals < Self.mostRefusals ? ask(recovery) : recovered(recovery)
        case nil:
            if NetworkAnswers.imei([line]) != nil {
                recovery.sawIdentity = true
                state = .probing(recovery)
                return []
            }
            return line + "\r" == Self.probe ? [] : [.unsolicited(line)]
        }
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
