/// How texts are stored, listed, read and deleted.
extension SimulatedModem {
    // MARK: Locations

    /// The memory that holds what is asked for under a name: MT may be another name for ME.
    func storage(_ name: String) -> String { profile.aliases[name] ?? name }

    private var indexShift: Int { quirks.has(34) ? -1 : 0 }

    /// A location as the terminal is told of it.
    func shownIndex(_ index: Int) -> Int { index + indexShift }

    /// The location the terminal means.
    func typedIndex(_ index: Int) -> Int { index - indexShift }

    /// A location in a listing; broken numbering begins anew with every listing.
    func listedIndex(_ index: Int, place: Int) -> Int {
        quirks.has(41, "broken") ? shownIndex(place + 1) + 200 : shownIndex(index)
    }

    // MARK: What lies there

    /// +CMGL: … or +CMGR: … with its PDU; `place` is the location in a listing.
    func shownMessage(_ name: String, _ message: StoredMessage, place: String) -> String {
        let status = message.status.rawValue
        var length = message.frame.tpduLength
        if quirks.has(44, "length") { length = message.frame.octets.count }
        let form = quirks.settings[43]?.words.first
        let fields =
            switch form {
            case "no-stat": ",,\(length)"
            case "quotes": "\(status),\"\",\(length)"
            case "trailing": "\(status),,\(length),0"
            case "alpha": "\(status),\"Quispe, Rosa\",\(length)"
            default: "\(status),,\(length)"
            }
        let header = form == "no-fields" && place.isEmpty ? "\(name):" : "\(name): \(place)\(fields)"
        return "\(header)\r\n\(shownPDU(message.frame))"
    }

    private func shownPDU(_ frame: Frame) -> String {
        if quirks.has(44, "padded") { return frame.hex + String(repeating: "F", count: 300) }
        if quirks.has(44, "cut") { return String(frame.hex.dropLast(6)) }
        return frame.hex + (quirks.has(44, "extra") ? "890A" : "")
    }

    /// Text mode falls back by itself.
    mutating func noteListing() {
        guard quirks.has(46, "falls") else { return }
        quirkState.listings += 1
        if quirkState.listings.isMultiple(of: 3) { settings.textMode = 1 }
    }

    /// A text that was sent and one that waits to be sent, as a phone's owner leaves them.
    mutating func storeSubmits() {
        let octets: [UInt8] = [0x00, 0x01, 0x00, 0x09, 0x81, 0x89, 0x67, 0x45, 0x23, 0xF1, 0x00, 0x00, 0x04]
        let frame = Frame(octets: octets + [0xE8, 0x37, 0x3B, 0x0C])
        for status in [StoredMessage.Status.storedUnsent, .storedSent] {
            store(StoredMessage(frame: frame, status: status))
        }
    }

    /// What is no message lies among the messages.
    mutating func storeDummies() {
        if quirks.has(44, "dummy") {
            store(StoredMessage(frame: Frame(octets: [UInt8](repeating: 0xFF, count: 176)), status: .receivedUnread))
        }
        if quirks.has(44, "zero") { store(StoredMessage(frame: Frame(octets: [0]), status: .receivedUnread)) }
    }

    /// Once only, however often power comes.
    private mutating func store(_ message: StoredMessage) {
        let name = storage(settings.preferredMemories[2])
        guard let memory = memories[name], !memory.indexes.contains(where: { memory[$0] == message }) else { return }
        _ = memories[name]?.store(message)
    }

    // MARK: Commands

    mutating func memoryInterference(_ command: ATCommand) -> Outcome? {
        switch (command.name, command.kind) {
        case ("+CPMS", .set): memorySelection(command)
        case ("+CMGD", .set): deletion(command)
        case ("+CMGR", .set):
            quirks.has(51) && command[0].number == 0 && storage(settings.preferredMemories[0]) == "SM" ? .done : nil
        case ("+CSMP", .set):
            if quirks.has(33, "erased") { eraseServiceCentre() } else { nil }
        default: nil
        }
    }

    private mutating func eraseServiceCentre() -> Outcome? {
        sim.serviceCentre = [0]
        return nil
    }

    private mutating func memorySelection(_ command: ATCommand) -> Outcome? {
        quirkState.memoriesChosen += 1
        let count = command.parameters.count { $0 != .missing }
        if quirks.has(36, "three"), count != 3 { return .error }
        if quirks.has(36, "one"), count != 1 { return .error }
        if quirks.has(36, "third-not-me"), command[2].quoted == "ME" { return .message(302) }
        return nil
    }

    private mutating func deletion(_ command: ATCommand) -> Outcome? {
        if quirks.has(47, "no-flag"), command.parameters.count > 1 { return .error }
        guard quirks.has(47, "once"), let index = command[0].number else { return nil }
        let place = "\(settings.preferredMemories[0]) \(index)"
        return quirkState.deletesTried.insert(place).inserted ? .message(500) : nil
    }

    /// The locations that go with one: all parts of its text (Q-48).
    func deleted(with index: Int, in memory: MessageMemory) -> [Int] {
        guard quirks.has(48), let text = memory[index].flatMap({ NetworkTexts.concatenation(of: $0.frame.tpdu) }),
            text.sequence == 1
        else { return [index] }
        return memory.indexes.filter { other in
            let part = memory[other].flatMap { NetworkTexts.concatenation(of: $0.frame.tpdu) }
            return part?.reference == text.reference && part?.total == text.total
        }
    }

    /// Reading an empty location.
    func emptyLocation(_ final: String, _ command: ATCommand) -> Outcome? {
        guard quirks.has(45), command.name == "+CMGR", final == "+CMS ERROR: 321" else { return nil }
        return .done(quirks.has(45, "zero") ? ["+CMGR: 0,,0\r\n"] : [])
    }

    /// Nothing comes before all memories were set in turn (Q-36).
    var waitsForMemories: Bool { quirks.has(36, "toggle") && quirkState.memoriesChosen < 4 }

    func shownMemories(_ text: String, _ command: ATCommand) -> [String] {
        switch command.kind {
        case .set where quirks.has(35): []
        case .test: [shownMemoryForm(text)]
        case .set, .read, .execute, .malformed: [lateCounts(text)]
        }
    }

    private func shownMemoryForm(_ text: String) -> String {
        let lists = profile.memoryLists.map { $0.map { "\"\($0)\"" } }
        let names = Set(lists.joined()).sorted().joined(separator: ",")
        if quirks.has(36, "wavecom") { return "+CPMS: ((\(lists[0].joined(separator: ","))),(\"SM\"))" }
        if quirks.has(36, "bare") { return "+CPMS: \(names)" }
        if quirks.has(36, "spaces") {
            return "+CPMS: " + lists.map { "(" + $0.joined(separator: " ") + ")" }.joined(separator: ", ")
        }
        if quirks.has(36, "empty") { return "+CPMS: " }
        return quirks.has(36, "nokia") ? "+CPMS: (),(),()" : text
    }

    /// The counters lag behind the indication.
    private func lateCounts(_ text: String) -> String {
        guard let milliseconds = quirks.number(37), now.uptime - quirkState.lastArrival < Double(milliseconds) / 1000
        else { return text }
        // Used and total of a memory alternate; used ones are 0.
        var fields = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let hasNames = text.contains("\"")
        for place in fields.indices where hasNames ? place % 3 == 1 : place.isMultiple(of: 2) {
            fields[place] = place == 0 ? "+CPMS: 0" : "0"
        }
        return fields.joined(separator: ",")
    }
}
