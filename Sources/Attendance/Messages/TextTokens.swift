/// A word, a number or a fraction of a text.
struct TextToken: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case word
        /// Digits, after `o`, `l`, `i` and `|` beside them were read as 0 and 1.
        case digits
        /// `12/15`, `04/05/2026` or `04-05-2026`: a date, or nothing we understand.
        case fraction
        /// `a las 8:30`: no figure of anything; see ``ClockTime``.
        case time
    }

    var kind: Kind
    /// As written, folded.
    var text: String
    /// For matching.
    var word: String
    /// Grows by one at each comma, point, question mark, semicolon, bracket and line end.
    var clause: Int
    /// Written together with the token before.
    var isGlued: Bool
    /// The whole word this stands in, for quoting it.
    var whole: String
    /// What stands between it and the token before, as written.
    var gap = ""
    /// A per cent sign stands right behind it.
    var isPercent = false
    /// A capital here says nothing: first in the text, or after a point, a colon or a line end.
    var opensSentence = false
    /// It opens the text with minutes behind it, and nothing says whether it is a time; see ``ClockTime``.
    var mayBeTime = false
    /// In a sentence that ends with a question mark.
    var isAsked = false
    /// Of a person or a place, with the title before it; see ``PeopleNames``.
    var isName = false

    var number: Int? { kind == .digits ? Int(word) : nil }

    /// More than spaces stand before it: `dia: 12`.
    var isApart: Bool { gap.contains { !$0.isWhitespace || $0.isNewline } }
}

extension [TextToken] {
    /// The tokens that share a clause with one of them.
    func clause(of index: Int) -> Range<Int> {
        let isSame = { (other: Int) in self[other].clause == self[index].clause }
        let first = self[..<index].indices.reversed().prefix(while: isSame).last ?? index
        return first..<(index + 1 + self[(index + 1)...].indices.prefix(while: isSame).count)
    }
}

/// Cuts a folded text into tokens. Letters and digits written together are told apart here.
enum TextTokens {
    /// A longer text is no report; the rest is left to the reader in the office.
    static let most = 400

    static func of(_ folded: String) -> [TextToken] {
        var tokens: [TextToken] = []
        var clause = 0
        var sentence = 0
        var word = ""
        var gap = ""
        func finishWord() {
            var pieces = pieces(of: word, clause: clause)
            guard !pieces.isEmpty else { return }
            pieces[0].gap = gap
            pieces[0].opensSentence = tokens.isEmpty || gap.contains { openers.contains($0) || $0.isNewline }
            tokens += pieces
            (word, gap) = ("", "")
        }
        let characters = Array(folded)
        for (index, character) in characters.enumerated() {
            if tokens.count >= most { break }
            if isPart(character, at: index, of: characters) {
                word.append(character)
                continue
            }
            let isPercent = character == "%" && !word.isEmpty
            finishWord()
            if isPercent { tokens[tokens.count - 1].isPercent = true }
            gap.append(character)
            if breaks.contains(character) || character.isNewline { clause += 1 }
            if character == "?" { for asked in sentence..<max(sentence, tokens.count) { tokens[asked].isAsked = true } }
            if ends.contains(character) || character.isNewline { sentence = tokens.count }
        }
        finishWord()
        return Array(tokens.prefix(most))
    }

    private static let breaks: Set<Character> = [",", ";", ".", "(", ")", "?", "!", "¿", "¡"]
    private static let ends: Set<Character> = [".", "?", "!", ";", "¿"]
    private static let openers: Set<Character> = [".", "?", "!", ";", "¿", "¡", ":", "(", "\"", "'"]
    private static let confusable: Set<Character> = ["o", "l", "i", "|"]

    private static func isPart(_ character: Character, at index: Int, of characters: [Character]) -> Bool {
        if character.isLetter || character.isDecimalDigit || character == "|" { return true }
        guard character == "/", index > 0, index + 1 < characters.count else { return false }
        return characters[index - 1].isDecimalDigit && characters[index + 1].isDecimalDigit
    }

    private static func pieces(of word: String, clause: Int) -> [TextToken] {
        guard !word.isEmpty else { return [] }
        if word.contains("/"), word.allSatisfy({ $0.isDecimalDigit || $0 == "/" }) {
            return [
                TextToken(kind: .fraction, text: word, word: word, clause: clause, isGlued: false, whole: word)
            ]
        }
        let runs = joined(runs(of: word))
        return runs.enumerated().map { index, run in
            let isNumber = run.allSatisfy(\.isDecimalDigit)
            return TextToken(
                kind: isNumber ? .digits : .word, text: run,
                word: run.lowercased().replacing("ñ", with: "n"), clause: clause,
                isGlued: index > 0, whole: word)
        }
    }

    /// Runs of letters and of digits; a run of nothing but o, l, i and | beside a digit is digits,
    /// unless it is a word of ours (ruling 6).
    private static func runs(of word: String) -> [String] {
        var runs: [String] = []
        var previous: RunKind?
        for character in word where character != "/" {
            let kind: RunKind = character == "|" ? .bar : character.isDecimalDigit ? .digits : .letters
            if kind == previous { runs[runs.count - 1].append(character) } else { runs.append(String(character)) }
            previous = kind
        }
        guard runs.contains(where: { $0.allSatisfy(\.isDecimalDigit) }) else { return [word] }
        return runs.map { run in
            let lower = run.lowercased()
            guard lower.allSatisfy(confusable.contains), Vocabulary.labels[lower] == nil else { return run }
            return String(lower.map { $0 == "o" ? "0" : "1" })
        }
    }

    private enum RunKind { case letters, digits, bar }

    private static func joined(_ runs: [String]) -> [String] {
        runs.reduce(into: []) { joined, run in
            if let last = joined.last, last.allSatisfy(\.isDecimalDigit), run.allSatisfy(\.isDecimalDigit) {
                joined[joined.count - 1] = last + run
            } else {
                joined.append(run)
            }
        }
    }
}
