/// TS 27.007 §8.11–8.14: the SIM's phone book, enough for clients that look at it in passing.
extension SimulatedModem {
    static let phonebookCommands: [String: CommandEntry] = [
        "+CPBS": CommandEntry(.equipment) { $0.phonebookStorage($1) },
        "+CPBR": CommandEntry(.equipment) { $0.readPhonebook($1) },
        "+CPBF": CommandEntry(.equipment) { $0.findInPhonebook($1) },
        "+CPBW": CommandEntry(.equipment) { $0.writePhonebook($1) },
    ]

    private static let longestNumber = 40
    private static let longestName = 20

    /// SM is the book; ON holds the own number, where the SIM knows it.
    private var book: [Int: SIMCard.Entry] {
        guard settings.phonebook == "ON" else { return sim.phonebook }
        guard !profile.number.isEmpty else { return [:] }
        let type = Int(AddressField.typeOfAddress(of: profile.number))
        return [1: SIMCard.Entry(number: profile.number, typeOfAddress: type, name: "")]
    }

    private var bookCapacity: Int { settings.phonebook == "ON" ? 1 : SIMCard.phonebookCapacity }

    private mutating func phonebookStorage(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test:
            return .done(["+CPBS: (\"SM\",\"ON\")"])
        case .read:
            return .done(["+CPBS: \"\(settings.phonebook)\",\(book.count),\(bookCapacity)"])
        case .set:
            guard let name = command[0].quoted.map(typedMemory), ["SM", "ON"].contains(name) else {
                return equipmentError(4)
            }
            settings.phonebook = name
            return .done
        case .execute, .malformed:
            return .error
        }
    }

    private func readPhonebook(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test:
            return .done(["+CPBR: (1-\(bookCapacity)),\(Self.longestNumber),\(Self.longestName)"])
        case .set:
            guard let first = command[0].number else { return .error }
            let last = command[1].number ?? first
            guard first >= 1, first <= last, last <= bookCapacity else { return equipmentError(21) }
            return listing(book.filter { (first...last).contains($0.key) }, as: "+CPBR")
        case .execute, .read, .malformed:
            return .error
        }
    }

    private func findInPhonebook(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test:
            return .done(["+CPBF: \(Self.longestNumber),\(Self.longestName)"])
        case .set:
            guard let text = command[0].text.map(typedText) else { return .error }
            let found = book.filter { $0.value.name.lowercased().hasPrefix(text.lowercased()) }
            return found.isEmpty ? equipmentError(22) : listing(found, as: "+CPBF")
        case .execute, .read, .malformed:
            return .error
        }
    }

    private func listing(_ entries: [Int: SIMCard.Entry], as name: String) -> Outcome {
        guard !entries.isEmpty else { return .done }
        let lines = entries.sorted { $0.key < $1.key }.map { index, entry in
            "\(name): \(index),\"\(entry.number)\",\(entry.typeOfAddress),\"\(characterSet.shown(entry.name))\""
        }
        return .done([lines.joined(separator: "\r\n")])
    }

    /// +CPBW=[<index>][,<number>[,<type>[,<text>]]]: the index alone deletes.
    private mutating func writePhonebook(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test:
            return .done([
                "+CPBW: (1-\(SIMCard.phonebookCapacity)),\(Self.longestNumber),(129,145),\(Self.longestName)"
            ])
        case .set:
            break
        case .execute, .read, .malformed:
            return .error
        }
        guard settings.phonebook == "SM" else { return equipmentError(3) }
        let free = (1...SIMCard.phonebookCapacity).first { sim.phonebook[$0] == nil }
        guard let index = command[0] == .missing ? free : command[0].number else {
            return command[0] == .missing ? equipmentError(20) : .error
        }
        guard (1...SIMCard.phonebookCapacity).contains(index) else { return equipmentError(21) }
        guard let number = command[1].text else {
            sim.phonebook[index] = nil
            return .done
        }
        let name = typedText(command[3].text ?? "")
        guard number.utf8.count <= Self.longestNumber else { return equipmentError(26) }
        guard name.unicodeScalars.count <= Self.longestName else { return equipmentError(24) }
        let type = command[2].number ?? Int(AddressField.typeOfAddress(of: number))
        sim.phonebook[index] = SIMCard.Entry(number: number, typeOfAddress: type, name: name)
        return .done
    }

    /// A storage name; some terminals send it in the selected character set.
    func typedMemory(_ typed: String) -> String {
        typed.utf8.count == 2 ? typed : typedText(typed)
    }
}
