/// TS 27.005 §3.4.2, §3.4.3, §3.5.4: listing, reading and deleting in the first preferred memory.
extension SimulatedModem {
    static let messageStoreCommands: [String: CommandEntry] = [
        "+CMGL": CommandEntry(.messages) { $0.listMessages($1) },
        "+CMGR": CommandEntry(.messages) { $0.readMessage($1) },
        "+CMGD": CommandEntry(.messages) { $0.deleteMessage($1) },
    ]

    private var readingMemory: String { storage(settings.preferredMemories[0]) }

    /// +CMGL[=<stat>]: unread by default. What is listed as unread becomes read.
    private mutating func listMessages(_ command: ATCommand) -> Outcome {
        let wanted: Set<StoredMessage.Status>
        switch command.kind {
        case .test:
            let texts = StoredMessage.Status.allCases.map { "\"\($0.text)\"" } + ["\"ALL\""]
            return .done(["+CMGL: " + (settings.textMode == 1 ? "(\(texts.joined(separator: ",")))" : "(0-4)")])
        case .execute:
            wanted = [.receivedUnread]
        case .set:
            guard command.parameters.count == 1, let statuses = listed(command[0]) else {
                return .message(settings.textMode == 1 ? 305 : 304)
            }
            wanted = statuses
        case .read, .malformed:
            return .error
        }
        control.listings += 1
        noteListing()
        guard let memory = memories[readingMemory] else { return .message(302) }
        var lines: [String] = []
        for index in memory.indexes {
            guard let message = memory[index], wanted.contains(message.status) else { continue }
            let place = listedIndex(index, place: lines.count)
            lines.append(
                settings.textMode == 1
                    ? textListing(place, message) : shownMessage("+CMGL", message, place: "\(place),"))
            if message.status == .receivedUnread { memories[readingMemory]?.setStatus(.receivedRead, at: index) }
        }
        return lines.isEmpty ? .done : .done([lines.joined(separator: "\r\n")])
    }

    /// Which messages a <stat> asks for; nil for what is no <stat> of the current mode.
    private func listed(_ parameter: ATCommand.Parameter) -> Set<StoredMessage.Status>? {
        let all = Set(StoredMessage.Status.allCases)
        if settings.textMode == 1 {
            guard let text = parameter.quoted.map(typedText) else { return nil }
            return text == "ALL" ? all : all.first { $0.text == text }.map { [$0] }
        }
        guard let number = parameter.number else { return nil }
        return number == 4 ? all : StoredMessage.Status(rawValue: number).map { [$0] }
    }

    /// +CMGR=<index>
    private mutating func readMessage(_ command: ATCommand) -> Outcome {
        if command.kind == .test { return .done }
        guard command.kind == .set, let index = command[0].number.map(typedIndex) else { return .error }
        guard let message = memories[readingMemory]?[index] else { return .message(321) }
        if message.status == .receivedUnread { memories[readingMemory]?.setStatus(.receivedRead, at: index) }
        if settings.textMode == 1 { return .done([textReading(message)]) }
        return .done([shownMessage("+CMGR", message, place: "")])
    }

    /// +CMGD=<index>[,<delflag>]
    private mutating func deleteMessage(_ command: ATCommand) -> Outcome {
        guard let memory = memories[readingMemory] else { return .message(302) }
        switch command.kind {
        case .test:
            let indexes = memory.indexes.map { String(shownIndex($0)) }.joined(separator: ",")
            return .done(["+CMGD: (\(indexes)),(0-4)"])
        case .set:
            break
        case .execute, .read, .malformed:
            return .error
        }
        guard let index = command[0].number.map(typedIndex), command.parameters.count <= 2 else { return .error }
        guard let flag = command[1] == .missing ? 0 : command[1].number, (0...4).contains(flag) else { return .error }
        if flag == 0 {
            guard memory[index] != nil else { return .message(321) }
            for place in deleted(with: index, in: memory) { memories[readingMemory]?.remove(place) }
            return .done
        }
        // 1 read; 2 and sent; 3 and unsent; 4 all, unread ones too.
        let order: [StoredMessage.Status] = [.receivedRead, .storedSent, .storedUnsent, .receivedUnread]
        memories[readingMemory]?.removeAll { order.prefix(flag).contains($0.status) }
        return .done
    }
}
