/// How full a message memory of a modem is; one that is full receives nothing, and on a SIM sends nothing
/// either.
package struct MemoryUse: Hashable, Sendable {
    package enum Alarm: String, Sendable {
        /// At four fifths the network may already be refusing texts.
        case filling
        case full
    }

    package let memory: String
    package let used: Int
    package let total: Int

    package init(memory: String, used: Int, total: Int) {
        self.memory = memory
        self.used = used
        self.total = total
    }

    /// Reads `24/30`.
    package init?(memory: String, words: String) {
        let numbers = words.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let used = numbers[0], let total = numbers[1] else { return nil }
        self.init(memory: memory, used: used, total: total)
    }

    /// `24/30`.
    package var words: String { "\(used)/\(total)" }

    /// Nil while there is room, and for a memory of no size, which the modem does not have.
    package var alarm: Alarm? {
        guard total > 0 else { return nil }
        if used >= total { return .full }
        return Double(used) >= Double(total) * 0.8 ? .filling : nil
    }

    /// What is worth telling once.
    package enum News: Hashable, Sendable {
        case alarm(Alarm)
        case cleared
    }

    /// Nil while nothing has changed, whatever the counters do meanwhile.
    package func news(since before: MemoryUse?) -> News? {
        guard alarm != before?.alarm else { return nil }
        return alarm.map(News.alarm) ?? .cleared
    }
}

extension ModemReport {
    /// In the order of their names.
    package var memories: [MemoryUse] {
        storage.sorted { $0.key < $1.key }.compactMap { MemoryUse(memory: $0.key, words: $0.value) }
    }
}
