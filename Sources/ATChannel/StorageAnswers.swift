/// The answers about message memories. Source: TS 27.005 §3.2.2; variants in.
package enum StorageAnswers {
    package struct Memory: Hashable, Sendable {
        package let name: String
        package let used: Int
        package let total: Int

        package init(name: String, used: Int, total: Int) {
            self.name = name
            self.used = used
            self.total = total
        }
    }

    /// More slots than any modem has: a bound for scans and counters.
    package static let mostSlots = 1000

    /// Two capital letters or digits: what may be typed between quotes.
    package static func isMemory(_ name: String) -> Bool {
        name.utf8.count == 2
            && name.utf8.allSatisfy { 0x41...0x5A ~= $0 || 0x30...0x39 ~= $0 }
    }

    /// `+CPMS: "SM",3,30,"SM",3,30,"SM",3,30`: mem1, mem2, mem3, as far as they are told.
    package static func status(_ lines: [String]) -> [Memory] {
        let fields = lines.first.map { ParameterReader($0, after: "+CPMS:").fields } ?? []
        return stride(from: 0, to: fields.count - 2, by: 3).compactMap { start in
            guard isMemory(fields[start].text), let used = fields[start + 1].number,
                let total = fields[start + 2].number, isPlausible(used, total)
            else { return nil }
            return Memory(name: fields[start].text, used: used, total: total)
        }
    }

    /// `+CPMS: 3,30,3,30,3,30`, the answer to a selection: mem1's counters.
    package static func counters(_ lines: [String], of name: String) -> Memory? {
        let fields = lines.first.map { ParameterReader($0, after: "+CPMS:").fields } ?? []
        // Some repeat the names of the read form.
        let numbers = fields.compactMap(\.number)
        guard numbers.count >= 2, isPlausible(numbers[0], numbers[1]) else { return nil }
        return Memory(name: name, used: numbers[0], total: numbers[1])
    }

    /// The first list of `+CPMS: ("SM","ME"),("SM"),("SM")`, however it is bracketed.
    package static func choices(_ lines: [String]) -> [String] {
        guard let line = lines.first else { return [] }
        let list = line.dropFirst("+CPMS:".count).prefix { $0 != ")" }
        var names: [String] = []
        for word in list.split(whereSeparator: { "\"(), ".contains($0) }).map(String.init)
        where isMemory(word) && !names.contains(word) {
            names.append(word)
        }
        return names
    }

    private static func isPlausible(_ used: Int, _ total: Int) -> Bool {
        0...mostSlots ~= used && 0...65_535 ~= total
    }
}
