/// TS 27.005 §3.2 and §3.3: how messages are shown, stored and indicated.
extension SimulatedModem {
    static let messageSettingCommands: [String: CommandEntry] = [
        "+CMGF": CommandEntry { $0.parameter($1, \.textMode, 0...1) },
        "+CSDH": CommandEntry { $0.parameter($1, \.showTextParameters, 0...1) },
        "+CMMS": CommandEntry(.messages) { $0.parameter($1, \.moreMessages, 0...2) },
        "+CGSMS": CommandEntry(.equipment) { $0.inert($1, 0...3, initially: 1) },
        "+CSMS": CommandEntry(.messages) { $0.messageService($1) },
        "+CPMS": CommandEntry(.messages) { $0.preferredMemories($1) },
        "+CNMI": CommandEntry(.messages) { $0.messageIndications($1) },
        "+CSCA": CommandEntry(.messages) { $0.serviceCentre($1) },
        "+CSMP": CommandEntry { $0.textParameters($1) },
        "+CSCB": CommandEntry(.messages) { $0.cellBroadcast($1) },
        "+CSAS": CommandEntry(.messages) { $0.profileNumber($1) },
        "+CRES": CommandEntry(.messages) { $0.profileNumber($1) },
    ]

    /// +CSMS (§3.2.1): service 1 is phase 2+, which wants +CNMA.
    private mutating func messageService(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test: return .done(["+CSMS: (0,1)"])
        case .read: return .done(["+CSMS: \(settings.messageService),1,1,1"])
        case .set:
            guard let value = command[0].number, command.parameters.count == 1 else { return .error }
            guard (0...1).contains(value) else { return .message(302) }
            settings.messageService = value
            return .done(["+CSMS: 1,1,1"])
        case .execute, .malformed: return .error
        }
    }

    /// +CPMS (§3.2.2): reading and deleting, writing and sending, receiving.
    private mutating func preferredMemories(_ command: ATCommand) -> Outcome {
        let lists = profile.memoryLists.map { list in list.filter { memories[storage($0)] != nil } }
        switch command.kind {
        case .test:
            let names = lists.map { list in
                "(" + list.map { "\"\($0)\"" }.joined(separator: ",") + ")"
            }
            return .done(["+CPMS: " + names.joined(separator: ",")])
        case .read:
            let fields = settings.preferredMemories.map { "\"\($0)\",\(counts(of: $0))" }
            return .done(["+CPMS: " + fields.joined(separator: ",")])
        case .set:
            guard (1...3).contains(command.parameters.count) else { return .error }
            for (place, parameter) in command.parameters.enumerated() where parameter != .missing {
                guard let name = parameter.quoted.map(typedMemory) else { return .error }
                guard lists[place].contains(name) else { return .message(302) }
            }
            for (place, parameter) in command.parameters.enumerated() {
                if let name = parameter.quoted { settings.preferredMemories[place] = typedMemory(name) }
            }
            return .done(["+CPMS: " + settings.preferredMemories.map(counts).joined(separator: ",")])
        case .execute, .malformed:
            return .error
        }
    }

    private func counts(of memory: String) -> String {
        let memory = memories[storage(memory)]
        return "\(memory?.used ?? 0),\(memory?.capacity ?? 0)"
    }

    /// +CNMI (§3.4.1); a value left out stays as it is.
    private mutating func messageIndications(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test: return .done(["+CNMI: \(offeredIndications.joined(separator: ","))"])
        case .read: return .done(["+CNMI: \(settings.indications.list)"])
        case .set: break
        case .execute, .malformed: return .error
        }
        let fields: [WritableKeyPath<MessageIndications, Int>] = [
            \.mode, \.deliver, \.cellBroadcast, \.statusReport, \.buffer,
        ]
        let offers = offeredIndications.map(Self.offered)
        guard command.parameters.count <= fields.count else { return .error }
        var new = settings.indications
        for (place, parameter) in command.parameters.enumerated() where parameter != .missing {
            guard let value = parameter.number else { return .error }
            guard offers[place].contains(value) else { return .message(302) }
            new[keyPath: fields[place]] = value
        }
        settings.indications = new
        if new.mode > 0 {
            // <bfr>: the buffer is flushed to the terminal (0) or cleared (1) when mode 1–3 is entered.
            if new.buffer == 0 { unsolicited += bufferedIndications }
            bufferedIndications = []
        }
        return noteIndicationSetting()
    }

    /// The values of a range as test commands show it: (0-3), (0,2), (1).
    private static func offered(_ range: String) -> Set<Int> {
        let parts = range.dropFirst().dropLast().split(separator: ",")
        return parts.reduce(into: []) { values, part in
            let ends = part.split(separator: "-").compactMap { Int($0) }
            if let first = ends.first, let last = ends.last, first <= last { values.formUnion(first...last) }
        }
    }

    /// +CSCA (§3.3.1): kept on the SIM.
    private mutating func serviceCentre(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test:
            return .done
        case .read:
            let type = sim.serviceCentre.count > 1 ? sim.serviceCentre[1] : AddressField.unknown
            let digits = AddressField.digits(ofServiceCentre: sim.serviceCentre)
            return .done(["+CSCA: \"\(characterSet.shown(digits))\",\(type)"])
        case .set:
            guard let digits = command[0].quoted.map(typedText), command.parameters.count <= 2 else { return .error }
            let type = command[1].number.flatMap { UInt8(exactly: $0) } ?? AddressField.typeOfAddress(of: digits)
            guard let field = AddressField.serviceCentre(digits, typeOfAddress: type) else { return .message(304) }
            sim.serviceCentre = field
            return .done
        case .execute, .malformed:
            return .error
        }
    }

    /// +CSMP=[<fo>[,<vp>[,<pid>[,<dcs>]]]] (§3.3.4).
    private mutating func textParameters(_ command: ATCommand) -> Outcome {
        var new = settings.textParameters
        switch command.kind {
        case .test:
            return .done
        case .read:
            let values = "\(new.firstOctet),\(new.validityPeriod),\(new.protocolIdentifier),\(new.dataCodingScheme)"
            return .done(["+CSMP: \(values)"])
        case .execute, .malformed:
            return .error
        case .set:
            break
        }
        guard command.parameters.count <= 4 else { return .error }
        for (place, parameter) in command.parameters.enumerated() where parameter != .missing {
            if place == 1, let time = parameter.quoted {
                new.validityPeriod = "\"\(time)\""
                continue
            }
            guard let value = parameter.number, (0...255).contains(value) else { return .error }
            switch place {
            case 0: new.firstOctet = value
            case 1: new.validityPeriod = String(value)
            case 2: new.protocolIdentifier = value
            default: new.dataCodingScheme = value
            }
        }
        settings.textParameters = new
        return .done
    }

    private mutating func cellBroadcast(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test: return .done(["+CSCB: (0,1)"])
        case .read: return .done(["+CSCB: \(settings.cellBroadcast)"])
        case .set:
            guard let mode = command[0].number, (0...1).contains(mode) else { return .error }
            settings.cellBroadcast = "\(mode),\"\(command[1].text ?? "")\",\"\(command[2].text ?? "")\""
            return .done
        case .execute, .malformed: return .error
        }
    }

    /// +CSAS, +CRES (§3.3.5, §3.3.6): there is one profile, 0, and it is what is in use.
    private func profileNumber(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test: .done(["\(command.name): (0)"])
        case .execute: .done
        case .set: command[0].number == 0 ? .done : .error
        case .read, .malformed: .error
        }
    }
}
