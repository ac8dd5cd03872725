extension Figures {
    /// One label twice and another once: "1 profesora 1 profesor" are two teachers. A report that stands in the text twice
    /// is one.
    var saysSomeTwice: Bool {
        let counted = entries.compactMap(\.label).filter { [.boys, .girls, .teachers].contains($0) }
        return Set(Dictionary(grouping: counted) { $0 }.values.map(\.count)).count > 1
    }

    /// Boys, girls and teachers have each their number.
    var isOfAll: Bool { Set(entries.compactMap(\.label)).isSuperset(of: [.boys, .girls, .teachers]) }

    /// All pupils, or everybody.
    func isTotal(_ number: Int) -> Bool {
        let counts = entries.compactMap { if case .value(let value) = $0.figure { value } else { nil } }
        return number == counts.reduce(0, +) || number == counts.prefix(2).reduce(0, +)
    }

    /// Labels and bare numbers read in the order H, M, D, if they can be; totals stand aside.
    var positional: [Label: Figure]? {
        let order: [Label] = [.boys, .girls, .teachers]
        let counted = entries.filter { $0.label != .pupils }
        guard counted.count == order.count else { return nil }
        var result: [Label: Figure] = [:]
        for (place, entry) in zip(order, counted) {
            guard entry.label == nil || entry.label == place else { return nil }
            result[place] = entry.figure
        }
        return result
    }
}
