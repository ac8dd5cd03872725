/// `I.E. 501`, `I.E.I. N 120`, `escuela N 38387`: the number is the school's name. So is `501-1`, which
/// some have.
enum SchoolNumber {
    struct Found {
        var range: Range<Int>
        var text: String
        /// "IE 501-12 15" may be a number with a dash and one figure, or two figures.
        var isDoubtful = false
    }

    static func find(in tokens: [TextToken]) -> Found? {
        for (index, token) in tokens.enumerated() where token.kind == .digits {
            guard let start = start(at: index, in: tokens) else { continue }
            guard let end = suffixEnd(behind: index, in: tokens) else {
                return Found(range: start..<(index + 1), text: token.word)
            }
            if isPart(index + 1, in: tokens) {
                return Found(range: start..<end, text: text(tokens[index..<end]))
            }
            return Found(range: start..<(index + 1), text: token.word, isDoubtful: true)
        }
        return nil
    }

    /// Whether a school's name has the number that somebody wrote: as written, or without what stands
    /// behind the dash in one of them.
    static func named(_ number: String, in name: String, exactly: Bool) -> Bool {
        let tokens = TextTokens.of(name.foldedForMatching)
        return tokens.indices.contains { index in
            guard tokens[index].kind == .digits else { return false }
            let end = suffixEnd(behind: index, in: tokens) ?? index + 1
            let whole = text(tokens[index..<end])
            if exactly { return whole.lowercased() == number.lowercased() }
            return base(whole) == base(number) && (whole == base(whole) || number == base(number))
        }
    }

    private static func base(_ number: String) -> String { String(number.prefix { $0 != "-" }) }

    private static func text(_ tokens: ArraySlice<TextToken>) -> String {
        tokens.reduce("") { $0 + ($0.isEmpty || $1.isGlued ? "" : "-") + $1.text }
    }

    /// Where the words begin that make a name of the number at an index.
    private static func start(at index: Int, in tokens: [TextToken]) -> Int? {
        var start = index
        while start > 0, ["n", "no", "nro", "num", "numero"].contains(tokens[start - 1].word) { start -= 1 }
        // "N 501" at the head, with figures behind.
        if start == 0, index > 0, (3...5).contains(tokens[index].word.count) { return start }
        guard start > 0 else { return nil }
        let before = tokens[start - 1].word
        if kinds.contains(before) { return start - 1 }
        if let letters = spelled(before: start, in: tokens) { return letters }
        let isNoun = ["escuela", "colegio", "institucion", "educativa", "pronoei", "jardin"].contains(before)
        return isNoun && (3...5).contains(tokens[index].word.count) ? start - 1 : nil
    }

    private static let kinds: Set<String> = ["ie", "iei", "iep", "ies", "iee", "ceba", "cei"]

    /// `i.e.`, `i.e.i.`, `i.e.p.`: where the letters begin.
    private static func spelled(before end: Int, in tokens: [TextToken]) -> Int? {
        for count in [2, 3] where end >= count {
            let letters = tokens[(end - count)..<end].map(\.word)
            if letters.prefix(2) == ["i", "e"], letters.allSatisfy({ $0.count == 1 }) { return end - count }
        }
        return nil
    }

    // MARK: What stands behind a dash

    /// The end of `-1`, `-B` or `-B1` right behind the number; nil where there is none, or where the
    /// dash stands between figures (`501-12-15-2`) or before a label (`501-H12`).
    private static func suffixEnd(behind index: Int, in tokens: [TextToken]) -> Int? {
        let next = index + 1
        guard next < tokens.count, tokens[next].gap == "-" else { return nil }
        var end = next + 1
        while end < tokens.count, tokens[end].isGlued { end += 1 }
        let after = end < tokens.count ? tokens[end] : nil
        guard after?.gap != "-" else { return nil }
        switch tokens[next].kind {
        case .digits: return tokens[next].word.count <= 2 && end == next + 1 ? end : nil
        case .word:
            let isVarones = tokens[next].word == "v" && after?.kind == .digits
            return Vocabulary.isSchoolLetter(tokens[next].word.uppercased()) && !isVarones ? end : nil
        case .fraction, .time: return nil
        }
    }

    /// Figures behind a dash would be missing from a report; the other numbers are whole without them.
    private static func isPart(_ suffix: Int, in tokens: [TextToken]) -> Bool {
        guard tokens[suffix].kind == .digits else { return true }
        let others = tokens.indices.count {
            $0 != suffix && $0 != suffix - 1 && NumberWords.exactValue(tokens[$0]) != nil
        }
        let labels = tokens.count { token in Vocabulary.labels[token.word].map { $0.kind != .verb } ?? false }
        return others == 0 || others >= 3 || labels >= others
    }
}
