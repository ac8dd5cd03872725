/// What a command needs before it may run, and what it does.
struct CommandEntry: Sendable {
    enum Access: Sendable {
        /// Works without a SIM (TS 27.007 §8.3 and commands of the terminal adaptor alone).
        case always
        /// Needs an unlocked SIM; refused with +CME ERROR.
        case equipment
        /// Needs an unlocked SIM; refused with +CMS ERROR.
        case messages
    }

    let access: Access
    let run: @Sendable (inout SimulatedModem, ATCommand) -> Outcome

    init(_ access: Access = .always, _ run: @escaping @Sendable (inout SimulatedModem, ATCommand) -> Outcome) {
        self.access = access
        self.run = run
    }
}

extension SimulatedModem {
    /// Every command known, by name; +CLAC lists the keys.
    static let commandTable: [String: CommandEntry] = [
        basicCommands, equipmentCommands, simCommands, networkCommands, phonebookCommands,
        messageSettingCommands, messageStoreCommands, messageSendCommands,
    ].reduce(into: [:]) { table, group in
        table.merge(group) { first, _ in first }
    }

    mutating func outcome(of command: ATCommand) -> Outcome {
        if command.kind == .malformed { return .error }
        if command.name.hasPrefix("S"), let number = Int(command.name.dropFirst()) {
            return register(number, command)
        }
        guard let entry = Self.commandTable[command.name] ?? Self.makerCommands[command.name] else { return .error }
        // A test command asks what the equipment could do, not the SIM.
        if command.kind != .test, let refusal = refusal(entry.access) { return refusal }
        return entry.run(&self, command)
    }

    private func refusal(_ access: CommandEntry.Access) -> Outcome? {
        let codes: (equipment: Int, message: Int)
        switch sim.state {
        case .ready: return nil
        case .absent: codes = (10, 310)
        case .pin: codes = (11, 311)
        case .puk: codes = (12, 316)
        case .blocked: codes = (13, 313)
        }
        switch access {
        case .always: return nil
        case .equipment: return equipmentError(codes.equipment)
        case .messages: return .message(codes.message)
        }
    }

    /// +CME ERROR in the form +CMEE asks for (TS 27.007 §9.1, §9.2).
    func equipmentError(_ code: Int) -> Outcome {
        switch settings.equipmentErrors {
        case 1: .failed("+CME ERROR: \(code)")
        case 2: .failed("+CME ERROR: \(Self.equipmentErrorTexts[code] ?? "unknown")")
        default: .error
        }
    }

    private static let equipmentErrorTexts = [
        3: "operation not allowed", 4: "operation not supported", 10: "SIM not inserted", 11: "SIM PIN required",
        12: "SIM PUK required", 13: "SIM failure", 16: "incorrect password", 20: "memory full", 21: "invalid index",
        22: "not found", 24: "text string too long", 26: "dial string too long",
        27: "invalid characters in dial string", 30: "no network service",
    ]

    // MARK: Shapes many commands share

    /// A basic command with a number, 0 when left out (V.250 §5.3.1).
    mutating func basic(
        _ command: ATCommand, _ setting: WritableKeyPath<ModemSettings, Int>, _ allowed: ClosedRange<Int>
    ) -> Outcome {
        let value = command.kind == .execute ? 0 : command[0].number
        guard let value, allowed.contains(value) else { return .error }
        settings[keyPath: setting] = value
        return .done
    }

    /// An extended parameter of one number: set, read and test (V.250 §5.4.4).
    mutating func parameter(
        _ command: ATCommand, _ setting: WritableKeyPath<ModemSettings, Int>, _ allowed: ClosedRange<Int>
    ) -> Outcome {
        switch command.kind {
        case .test:
            return .done(["\(command.name): \(Self.range(allowed))"])
        case .read:
            return .done(["\(command.name): \(settings[keyPath: setting])"])
        case .set:
            guard command.parameters.count == 1, let value = command[0].number, allowed.contains(value)
            else { return .error }
            settings[keyPath: setting] = value
            return .done
        case .execute, .malformed:
            return .error
        }
    }

    /// The same for a parameter that has no effect here.
    mutating func inert(_ command: ATCommand, _ allowed: ClosedRange<Int>, initially: Int = 0) -> Outcome {
        switch command.kind {
        case .test:
            return .done(["\(command.name): \(Self.range(allowed))"])
        case .read:
            return .done(["\(command.name): \(settings.plain[command.name] ?? initially)"])
        case .set:
            guard let value = command[0].number, allowed.contains(value) else { return .error }
            settings.plain[command.name] = value
            return .done
        case .execute, .malformed:
            return .error
        }
    }

    /// An action that answers with a text and whose test form only says that it exists.
    func report(_ command: ATCommand, _ text: String) -> Outcome {
        switch command.kind {
        case .execute: .done([text])
        case .test: .done
        case .read, .set, .malformed: .error
        }
    }

    static func range(_ allowed: ClosedRange<Int>) -> String {
        switch allowed.count {
        case 1: "(\(allowed.lowerBound))"
        case 2: "(\(allowed.lowerBound),\(allowed.upperBound))"
        default: "(\(allowed.lowerBound)-\(allowed.upperBound))"
        }
    }

    var characterSet: TECharacterSet { settings.characterSet }

    /// A string parameter in the set of +CSCS; as typed when it is not of that set (digits typed
    /// plainly although UCS2 is selected: many terminals do).
    func typedText(_ typed: String) -> String { characterSet.read(typed) ?? typed }
}
