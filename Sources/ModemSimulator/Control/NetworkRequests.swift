/// Control requests about texts, submits and the network.
extension SimulatedModem {
    // MARK: Towards the modem

    /// A text as the network would bring it: one SMS-DELIVER per part.
    mutating func text(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        let sender = try request.requiredString("from")
        let body = try request.requiredString("text")
        var sent = now.unixSeconds
        var quarterHours = profile.quarterHours
        if let given = try request.string("sent") {
            guard let start = SimulatedClock.Start(iso8601: given) else {
                throw RequestError(#""sent" wants a time such as 2026-05-04T09:55:00-05:00"#)
            }
            (sent, quarterHours) = (start.unixSeconds, start.quarterHours)
        }
        control.lastConcatenation = control.lastConcatenation % 255 + 1
        let text = NetworkTexts.Text(
            sender: sender, body: body, unixSeconds: Int(sent), quarterHours: quarterHours,
            loopPrevention: try request.bool("loopPrevention") ?? false,
            reference: UInt8(control.lastConcatenation))
        let tpdus = try NetworkTexts.parts(of: text)
        return deliverNow(tpdus.map { Frame(octets: networkServiceCentre + $0) })
    }

    /// Raw octets, decodable or not; `smsc` says whether they begin with the SMSC field.
    mutating func pdu(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        if let name = try request.string("name") {
            let frames = try FieldPDU.named(name).frames.map { Frame(octets: Hexadecimal.octets($0.utf8) ?? []) }
            return deliverNow(frames)
        }
        guard let octets = Hexadecimal.octets(try request.requiredString("hex").utf8) else {
            throw RequestError(#""hex" wants an even number of hexadecimal digits"#)
        }
        let frame = Frame(octets: try request.bool("smsc") ?? true ? octets : networkServiceCentre + octets)
        guard let name = try request.string("memory") else { return deliverNow([frame]) }
        guard memories[name] != nil else { throw RequestError("there is no memory \"\(name)\"") }
        guard let index = memories[name]?.store(StoredMessage(frame: frame, status: .receivedUnread)) else {
            throw RequestError("memory \(name) is full")
        }
        return ["slots": .array([slot(name, index)]), "waiting": .int(network.waiting.count)]
    }

    private mutating func deliverNow(_ frames: [Frame]) -> [String: JSONValue] {
        let before = memories
        for frame in frames { network.enqueue(frame) }
        deliverWaitingTexts()
        let slots = memories.keys.sorted().flatMap { name in
            (memories[name]?.indexes ?? []).filter { before[name]?[$0] == nil }.map { slot(name, $0) }
        }
        return [
            "parts": .int(frames.count), "slots": .array(slots), "waiting": .int(network.waiting.count),
        ]
    }

    private func slot(_ memory: String, _ index: Int) -> JSONValue {
        .object(["memory": .string(memory), "index": .int(shownIndex(index))])
    }

    // MARK: From the modem

    func submits(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        let after = try request.int("after") ?? 0
        return ["submits": .array(network.submits.drop { $0.id <= after }.map(describe))]
    }

    private func describe(_ submit: Submission) -> JSONValue {
        let reading = NetworkTexts.reading(ofSubmit: submit.tpdu)
        var members: [String: JSONValue] = [
            "id": .int(submit.id), "reference": .int(submit.reference), "hex": .string(submit.typed.hex),
            "tpdu": .string(Hexadecimal.text(submit.tpdu)), "at": iso8601(submit.unixSeconds),
            "to": .string(reading.recipient), "text": reading.text.map(JSONValue.string) ?? .null,
            "reportRequested": .bool(submit.wantsReport),
        ]
        if let part = reading.part {
            members["part"] = .object([
                "reference": .int(part.reference), "total": .int(part.total), "sequence": .int(part.sequence),
            ])
        }
        return .object(members)
    }

    mutating func report(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        guard let id = try request.int("submit"), let submit = network.submits.first(where: { $0.id == id }) else {
            throw RequestError(#""submit" wants the id of a submit"#)
        }
        guard try request.bool("force") ?? false || submit.wantsReport else {
            throw RequestError("submit \(id) asked for no status report; \"force\":true sends one nevertheless")
        }
        let status = try request.int("status") ?? 0
        guard (0...255).contains(status) else { throw RequestError(#""status" is one octet"#) }
        return deliverNow(reports(for: submit, status: status))
    }

    mutating func answerSubmits(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        switch try request.requiredString("submits") {
        case "deliver": network.automaticStatus = try request.int("status") ?? 0
        case "none": network.automaticStatus = nil
        default: throw RequestError(#""submits" wants deliver or none"#)
        }
        return [:]
    }

    // MARK: State

    func memory() -> [String: JSONValue] {
        let slots = memories.keys.sorted().flatMap { name in
            (memories[name]?.indexes ?? []).compactMap { index -> JSONValue? in
                guard let message = memories[name]?[index] else { return nil }
                return .object([
                    "memory": .string(name), "index": .int(shownIndex(index)), "state": .int(message.status.rawValue),
                    "hex": .string(message.frame.hex),
                ])
            }
        }
        return ["slots": .array(slots), "waiting": .int(network.waiting.count)]
    }

    mutating func changeNetwork(_ request: ControlRequest) throws(RequestError) -> [String: JSONValue] {
        if let registration = try request.int("registration") {
            guard (0...10).contains(registration) else { throw RequestError(#""registration" is a <stat> of +CREG"#) }
            network.registration = registration
        }
        if let signal = try request.int("signal") {
            guard (0...31).contains(signal) || signal == 99 else {
                throw RequestError(#""signal" wants 0 to 31 or 99"#)
            }
            network.signal = signal
        }
        if let name = try request.string("operator") { network.operatorName = name }
        return [:]
    }

    func state() -> [String: JSONValue] {
        [
            "phase": .string(phaseName), "cnmi": .string(settings.indications.list),
            "csms": .int(settings.messageService), "cmgf": .int(settings.textMode), "echo": .int(settings.echo),
            "memories": .array(settings.preferredMemories.map(JSONValue.string)),
            "registration": .int(registration), "submits": .int(network.submits.count),
            "stored": .int(storedTexts), "waiting": .int(network.waiting.count),
            "acknowledgementDue": .bool(pendingAcknowledgement != nil), "line": .bool(isLineUp),
            "commands": .int(control.commands.count), "bytesTyped": .int(control.bytesTyped),
            "bytesAnswered": .int(control.bytesAnswered),
        ]
    }
}
