/// The control protocol: one JSON object per line in, exactly one out (edutrac-modemsim(1)).
extension SimulatedModem {
    /// Requests and the keys each of them may have besides "do".
    static let requestKeys: [String: Set<String>] = [
        "answer": ["submits", "status"],
        "await": ["submits", "memory", "ready", "held", "idle", "quiet", "seconds"],
        "commands": ["after"],
        "cut": ["size", "seconds"],
        "fail": ["command", "answer", "times", "point"],
        "hold": ["command", "nth", "point"],
        "line": ["state", "power"],
        "lose": ["command", "nth", "seconds"],
        "memory": [],
        "network": ["registration", "signal", "operator"],
        "pdu": ["hex", "smsc", "memory", "name"],
        "quirk": ["on", "off"],
        "quit": [],
        "release": ["disarm"],
        "report": ["submit", "status", "force"],
        "ring": ["from", "times"],
        "state": [],
        "submits": ["after"],
        "text": ["from", "text", "sent", "loopPrevention"],
        "urc": ["line", "after"],
    ]

    /// Does what a request asks for; its answer comes after it in the list of actions.
    mutating func take(request line: String, from client: Int) {
        do throws(RequestError) {
            let request = try ControlRequest(line: line, keys: Self.requestKeys)
            if request.name == "await" {
                control.waiters.append(try waiter(request, client))
                return
            }
            answer(client, try carryOut(request))
            if request.name == "quit" { perform(.quit) }
        } catch {
            refuse(client, error.message)
        }
    }

    private mutating func carryOut(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        switch request.name {
        case "answer": return try answerSubmits(request)
        case "commands": return try commands(request)
        case "cut": return try cut(request)
        case "fail": return try fail(request)
        case "hold": return try hold(request)
        case "line": return try line(request)
        case "lose": return try lose(request)
        case "memory": return memory()
        case "network": return try changeNetwork(request)
        case "pdu": return try pdu(request)
        case "quirk": return try quirk(request)
        case "release": return try release(request)
        case "report": return try report(request)
        case "ring": return try ring(request)
        case "state": return state()
        case "submits": return try submits(request)
        case "text": return try text(request)
        case "urc":
            let line = try request.requiredString("line")
            if let count = try request.int("after") {
                control.insert(unsolicitedBytes(line), after: max(0, count))
            } else {
                unsolicited.append(line)
            }
            return [:]
        default: return [:]
        }
    }

    // MARK: Stopping and failing commands

    private mutating func hold(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        let command = ControlState.prefix(try request.requiredString("command"))
        let nth = try request.int("nth") ?? 1
        guard nth > 0 else { throw RequestError(#""nth" counts from 1"#) }
        return ["hold": .int(control.addHold(command, nth: nth, try point(request) ?? .before))]
    }

    private func point(_ request: ControlRequest) throws(RequestError) -> ControlPoint? {
        guard let name = try request.string("point") else { return nil }
        guard let point = ControlPoint(rawValue: name) else {
            throw RequestError(#""point" wants before, prompt, body or after"#)
        }
        return point
    }

    /// Lets a held command go on from where it was stopped.
    private mutating func release(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        if try request.bool("disarm") == true { control.holds = [] }
        guard case .held(let held) = phase else { return ["released": .bool(false)] }
        phase = .executing
        switch held {
        case .command: execute()
        case .prompt(let entry): open(entry)
        case .body(let entry): act(on: entry)
        case .answer(let completion): complete(completion)
        }
        runLine()
        return ["released": .bool(true)]
    }

    /// Fails a command with a body when the body has been typed, as the network would; others at once.
    private mutating func fail(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        let command = ControlState.prefix(try request.requiredString("command"))
        let hasBody = ["+CMGS", "+CMGW", "+CMGC"].contains { command.hasPrefix($0) }
        let point = try point(request) ?? (hasBody ? .body : .before)
        guard point != .prompt else { throw RequestError(#""point" of fail wants before, body or after"#) }
        control.failures.append(
            ScriptedFailure(
                prefix: command, answer: try request.requiredString("answer"), point: point,
                remaining: try request.int("times") ?? 1))
        return [:]
    }

    private func commands(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        let after = try request.int("after") ?? 0
        let entries = control.commands.drop { $0.id <= after }.map { command in
            JSONValue.object([
                "id": .int(command.id), "command": .string(command.text), "at": iso8601(command.unixSeconds),
            ])
        }
        return ["commands": .array(entries)]
    }

    // MARK: The line

    /// The answer to a command is lost, or comes later while others are answered.
    private mutating func lose(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        let command = ControlState.prefix(try request.requiredString("command"))
        let nth = try request.int("nth") ?? 1
        guard nth > 0 else { throw RequestError(#""nth" counts from 1"#) }
        let fate = try request.seconds("seconds").map { AnswerFate.late(seconds: $0) } ?? .lost
        control.losses.append(ScriptedLoss(prefix: command, remaining: nth, fate: fate))
        return [:]
    }

    private mutating func cut(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        guard let size = try request.int("size"), size >= 0 else {
            throw RequestError(#""size" wants the bytes of a piece; 0 for whole answers"#)
        }
        control.cut = size > 0 ? (size, try request.seconds("seconds") ?? 0) : nil
        return [:]
    }

    private mutating func quirk(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        if let name = try request.string("on") { try switchOn(name) }
        if let name = try request.string("off") { switchOff(try QuirkSetting(name).number) }
        return ["quirks": .array(quirks.texts.map(JSONValue.string))]
    }

    private mutating func line(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        let power = try request.string("power") ?? "lost"
        guard ["lost", "kept"].contains(power) else { throw RequestError(#""power" wants lost or kept"#) }
        switch try request.requiredString("state") {
        case "drop":
            guard isLineUp else { throw RequestError("the line is down already") }
            hangUp(losesPower: power == "lost")
        case "restore":
            guard !isLineUp else { throw RequestError("the line is up") }
            comeBack()
        default:
            throw RequestError(#""state" wants drop or restore"#)
        }
        return [:]
    }

    mutating func hangUp(losesPower: Bool) {
        guard isLineUp else { return }
        isLineUp = false
        if losesPower {
            losePower()
            hasPower = false
        }
        perform(.dropLine)
    }

    mutating func comeBack() {
        isLineUp = true
        control.listings = 0
        perform(.restoreLine)
        guard !hasPower else { return }
        hasPower = true
        powerUp()
    }

    private mutating func ring(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        if quirks.has(74, "call") { quirkState.isDeaf = true }
        control.caller = try request.string("from") ?? ""
        control.ringsLeft = max(0, try request.int("times") ?? 1)
        control.nextRing = now.uptime
        return [:]
    }

    // MARK: Waiting

    private func waiter(_ request: ControlRequest, _ client: Int) throws(RequestError) -> Waiter {
        let seconds = try request.seconds("seconds") ?? 20
        var waiter = Waiter(client: client, deadline: now.uptime + seconds, seconds: seconds)
        waiter.submits = try request.int("submits")
        waiter.memory = try request.int("memory")
        waiter.ready = try request.bool("ready") ?? false
        waiter.held = try request.bool("held") ?? false
        if try request.bool("idle") == true { waiter.quiet = try request.seconds("quiet") ?? 0.5 }
        guard waiter.submits != nil || waiter.memory != nil || waiter.ready || waiter.held || waiter.quiet != nil
        else { throw RequestError("await wants submits, memory, ready, held or idle") }
        return waiter
    }

    func iso8601(_ unixSeconds: Double) -> JSONValue {
        .string(CivilTime(unixSeconds: Int(unixSeconds), quarterHours: profile.quarterHours).iso8601)
    }
}
