// How names are cut: at the end of a word and never within a number, because "I.E. 120" for 1206 is
// another school.
extension Wording.Value {
    var plain: Wording.Value {
        switch self {
        case .whole(let text): .whole(text.plainForSending)
        case .name(let name): .name(name.plainForSending)
        case .names(let names): .names(names.map { .init($0.label, $0.name.plainForSending) })
        }
    }

    var longestName: Int {
        switch self {
        case .whole: 0
        case .name(let name): name.count
        case .names(let names): names.map(\.name.count).max() ?? 0
        }
    }

    func cut(to limit: Int, in slot: WordingSlot) -> String {
        switch self {
        case .whole(let text): return text
        case .name(let name): return slot == .school ? Self.cut(school: name, to: limit) : Self.cut(name, to: limit)
        case .names(let names):
            let cut = names.map { named in
                let name = Self.cut(school: named.name, to: limit)
                return name.isEmpty ? String(named.label.prefix { $0 != "=" }) : named.label + name
            }
            let shown = cut.filter { !$0.isEmpty }
            return shown.joined(separator: ", ") + (shown.count < cut.count ? "..." : "")
        }
    }

    private static func cut(_ name: String, to limit: Int) -> String {
        guard name.count > limit else { return name }
        let words = wholeWords(name, to: limit)
        // One word longer than that has no better end.
        return words.isEmpty && !name.prefix(limit + 1).contains(" ") ? String(name.prefix(limit)) : trimmed(words)
    }

    /// A school keeps its number, and as many words before it as there is room for: "I.E. de Menores N 501
    /// Kimbiri", "I.E. 501", "501".
    private static func cut(school name: String, to limit: Int) -> String {
        guard name.count > limit else { return name }
        let words = name.split(separator: " ")
        guard let number = words.first(where: { $0.contains(where: \.isDecimalDigit) }) else {
            return cut(name, to: limit)
        }
        let head = wholeWords(name, to: limit)
        if head.split(separator: " ").contains(number) { return trimmed(head) }
        guard number.count <= limit else { return "" }
        let before = words.prefix { $0 != number }.joined(separator: " ")
        let kept = trimmed(wholeWords(before, to: limit - number.count - 1))
        return kept.isEmpty ? String(number) : "\(kept) \(number)"
    }

    /// As many words as fit, none of them cut.
    private static func wholeWords(_ text: String, to limit: Int) -> String {
        guard limit > 0 else { return "" }
        guard text.count > limit else { return text }
        var kept = ""
        for word in text.split(separator: " ") {
            let longer = kept.isEmpty ? String(word) : "\(kept) \(word)"
            guard longer.count <= limit else { break }
            kept = longer
        }
        return kept
    }

    /// Without a last word that only leads to the next one.
    private static func trimmed(_ text: String) -> String {
        var words = text.split(separator: " ")
        while let last = words.last,
            ["n", "no", "nro", "num", "de", "del", "la", "el", "los", "y", "-"].contains(last.lowercased())
        {
            words.removeLast()
        }
        var kept = words.joined(separator: " ")
        while let last = kept.last, last == "," || last == "(" || last == "-" { kept.removeLast() }
        return kept
    }
}
