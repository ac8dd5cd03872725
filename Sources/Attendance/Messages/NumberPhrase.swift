/// A number of one to three words: `doce`, `veinti uno`, `treinta y dos`, `diez y seis`, `un docente`.
struct NumberPhrase {
    var value: Int
    /// Tokens.
    var count: Int
    /// Only a label makes a figure of it: a word one letter off, or `ninguno`.
    var isDoubtful = false

    static func read(_ tokens: [TextToken], at index: Int) -> NumberPhrase? {
        let word = tokens[index].word
        func later(_ steps: Int) -> String { index + steps < tokens.count ? tokens[index + steps].word : "" }
        if NumberWords.twenties.contains(word), let unit = unit(later(1), before: later(2)) {
            return NumberPhrase(value: 20 + unit, count: 2)
        }
        if later(1) == "y", let unit = unit(later(2), before: later(3)) {
            if let ten = NumberWords.tens[word] { return NumberPhrase(value: ten + unit, count: 3) }
            if word == "diez" || word == "dies", unit >= 6 { return NumberPhrase(value: 10 + unit, count: 3) }
        }
        // "un docente" is one; "un saludo" is none.
        if word == "un" || word == "una" {
            let label = Vocabulary.labels[later(1)]
            return label != nil && label?.label != .pupils ? NumberPhrase(value: 1, count: 1) : nil
        }
        if NumberWords.nobody.contains(word) { return nobody(tokens, at: index) }
        guard !Vocabulary.fillers.contains(word) else { return nil }
        switch NumberWords.read(word) {
        case .exact(let value): return NumberPhrase(value: value, count: 1)
        case .near(let value) where !Vocabulary.isKnown(word) && hasLabel(tokens, at: index):
            return NumberPhrase(value: value, count: 1, isDoubtful: true)
        default: return nil
        }
    }

    /// Words near a number that were not taken for one: `nada mas`.
    static func isDropped(_ word: String) -> Bool { NumberWords.nobody.contains(word) }

    /// "Treinta y un varones", but "treinta y un saludo" is thirty.
    private static func unit(_ word: String, before next: String) -> Int? {
        if word == "un" || word == "una", Vocabulary.labels[next] == nil { return nil }
        return NumberWords.units[word]
    }

    /// `D ninguno`, `ningun docente`; not in "nada mas", "de nada" and "ninguna novedad".
    private static func nobody(_ tokens: [TextToken], at index: Int) -> NumberPhrase? {
        let zero = NumberPhrase(value: 0, count: 1, isDoubtful: true)
        if let next = neighbour(tokens, index, 1) {
            if Vocabulary.labels[next.word] != nil { return zero }
            if !afterNobody.contains(next.word), next.kind == .word { return nil }
        }
        let before = index > 0 ? tokens[index - 1].word : ""
        return before == "de" ? nil : zero
    }

    private static let afterNobody = Vocabulary.words("y presente presentes asistio vino llego gracias por")

    /// A label right beside it in the clause; a title is not enough.
    private static func hasLabel(_ tokens: [TextToken], at index: Int) -> Bool {
        [-1, 1].contains { step in
            guard let next = neighbour(tokens, index, step), !next.isName, let label = Vocabulary.label(next.word)
            else {
                return false
            }
            return label.kind != .verb && label.kind != .person
        }
    }

    private static func neighbour(_ tokens: [TextToken], _ index: Int, _ step: Int) -> TextToken? {
        guard tokens.indices.contains(index + step), tokens[index + step].clause == tokens[index].clause else {
            return nil
        }
        return tokens[index + step]
    }
}

/// What a number counts when it is no figure: `1 madre`, `2 grado`, `aula 2`, `el 15`, `3 de ellos`.
enum NumberNoun {
    /// The number with that word, as it is quoted; nil where nothing but a label lays claim to it.
    static func phrase(_ tokens: [TextToken], at index: Int, count: Int, _ value: Int) -> String? {
        let number = tokens[index..<(index + count)].map(\.text).joined(separator: " ")
        if let before = before(tokens, at: index) { return "\(before) \(number)" }
        return after(tokens, from: index + count, value).map { "\(number) \($0)" }
    }

    /// "Uno de los profesores viajo" counts no teachers, whatever label follows; "12 de los 14" does.
    static func part(_ tokens: [TextToken], at index: Int, count: Int) -> String? {
        let next = index + count
        guard next + 1 < tokens.count, tokens[next].word == "de", wholes.contains(tokens[next + 1].word) else {
            return nil
        }
        let behind = next + 2 < tokens.count ? tokens[next + 2] : nil
        if behind?.kind == .digits { return nil }
        let words = tokens[index..<(next + 2)] + [behind].compactMap(\.self)
        return words.map(\.text).joined(separator: " ")
    }

    /// "Mas de 12 varones", "unos 12"
    static func about(_ tokens: [TextToken], at index: Int) -> String? {
        let before = tokens[..<index].suffix(2).filter { $0.clause == tokens[index].clause }
        let words = before.map(\.word)
        let isMore = words == ["mas", "de"] || words == ["cerca", "de"]
        guard isMore || before.last.map({ Vocabulary.approximate.contains($0.word) }) == true else { return nil }
        return (before.suffix(isMore ? 2 : 1) + [tokens[index]]).map(\.text).joined(separator: " ")
    }

    /// "No son 12, son 13", "no es 40 38 6"; "no, son 12" denies something else, and "no son 12" gives another figure.
    static func denied(_ tokens: [TextToken], at index: Int) -> String? {
        var first = index
        while first > 0, verbs.contains(tokens[first - 1].word) { first -= 1 }
        guard first > 0, tokens[first - 1].word == "no", tokens[first - 1].clause == tokens[index].clause,
            tokens[(index + 1)...].contains(where: { verbs.contains($0.word) || $0.word == "sino" })
                || (first < index && tokens.count(where: { $0.kind == .digits }) >= 3)
        else { return nil }
        return tokens[(first - 1)...index].map(\.text).joined(separator: " ")
    }

    private static let verbs = Vocabulary.words("es son era eran fue fueron")
    private static let wholes = Vocabulary.words("los las ellos ellas mis nuestros nuestras sus")

    private static func before(_ tokens: [TextToken], at index: Int) -> String? {
        guard index > 0, !tokens[index].isGlued, tokens[index - 1].clause == tokens[index].clause else { return nil }
        let word = tokens[index - 1].word
        // "2 grado 12 15": the grade has its number.
        if Vocabulary.places.contains(word) {
            let isTaken =
                index > 1 && tokens[index - 2].clause == tokens[index].clause
                && tokens[index - 2].whole.contains(where: \.isDecimalDigit)
            return isTaken ? nil : tokens[index - 1].text
        }
        let isDate = Vocabulary.beforeDates.contains(word) || Vocabulary.months[word] != nil
        return isDate && !tokens[index].isApart ? tokens[index - 1].text : nil
    }

    private static func after(_ tokens: [TextToken], from start: Int, _ value: Int) -> String? {
        var index = start
        while index < tokens.count, tokens[index].clause == tokens[start - 1].clause, tokens[index].kind == .word,
            !tokens[index].isGlued
        {
            let token = tokens[index]
            if Vocabulary.labels[token.word] != nil, !token.isName { return nil }
            if Vocabulary.places.contains(token.word) { return token.text }
            if Vocabulary.countedPeople.contains(token.word) { return isCounted(token.word, value) ? token.text : nil }
            if token.isName { return isSigned(tokens, at: index, value, hasLink: index > start) ? nil : token.text }
            // "Y uno mas"
            if token.word == "mas" { return token.text }
            if Vocabulary.countLinks.contains(token.word) {
                index += 1
                continue
            }
            return Vocabulary.isKnown(token.word) ? nil : token.text
        }
        return nil
    }

    /// "3 dias" and "1 dia" are counted; in "2 señora Rosa" the number ends before.
    private static func isCounted(_ word: String, _ value: Int) -> Bool {
        (value == 1) != word.hasSuffix("s") || word == "mes" && value == 1
    }

    /// Whether a name behind a number signs the text. "12 15 1 Enfermo" and "12 15 2 Enfermos" do not.
    private static func isSigned(_ tokens: [TextToken], at index: Int, _ value: Int, hasLink: Bool) -> Bool {
        let token = tokens[index]
        if Vocabulary.names.contains(token.word) || Vocabulary.labels[token.word] != nil || token.word.count == 1 {
            return true
        }
        let next = index + 1 < tokens.count ? tokens[index + 1] : nil
        if next?.isName == true { return true }
        return value == 1 ? hasLink : !token.word.hasSuffix("s")
    }
}
