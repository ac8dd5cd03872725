/// `{"do":"await",…}`: answered when the conditions hold, never by looking again and again.
extension SimulatedModem {
    mutating func answerWaiters() {
        guard !control.waiters.isEmpty else { return }
        var waiting: [Waiter] = []
        for waiter in control.waiters {
            if holds(waiter) {
                answer(waiter.client, [:])
            } else if waiter.deadline <= now.uptime {
                refuse(waiter.client, "not reached in \(waiter.seconds) seconds: \(situation)")
            } else {
                waiting.append(waiter)
            }
        }
        control.waiters = waiting
    }

    private func holds(_ waiter: Waiter) -> Bool {
        if let submits = waiter.submits, network.submits.count < submits { return false }
        if let memory = waiter.memory, storedTexts > memory { return false }
        if waiter.ready, control.listings == 0 { return false }
        if waiter.held, !isHeld { return false }
        if let quietAt = waiter.quietAt(since: lastByteAt) {
            guard case .command = phase, network.waiting.isEmpty, pendingAcknowledgement == nil else { return false }
            return quietAt <= now.uptime
        }
        return true
    }

    var isHeld: Bool {
        if case .held = phase { return true }
        return false
    }

    var storedTexts: Int { memories.values.reduce(0) { $0 + $1.used } }

    var phaseName: String {
        switch phase {
        case .command: "command"
        case .executing: "executing"
        case .prompt: "prompt"
        case .busy: "busy"
        case .held: "held"
        }
    }

    private var situation: String {
        "\(network.submits.count) submits, \(storedTexts) texts stored, \(network.waiting.count) with the network, "
            + "\(control.listings) listings, modem in phase \(phaseName)"
    }

    mutating func answer(_ client: Int, _ members: [String: JSONValue]) {
        var members = members
        members["ok"] = .bool(true)
        perform(.answer(client: client, line: JSONValue.object(members).line))
    }

    mutating func refuse(_ client: Int, _ message: String) {
        perform(
            .answer(client: client, line: JSONValue.object(["ok": .bool(false), "error": .string(message)]).line))
    }
}
