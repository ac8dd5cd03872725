/// Takes answers to extra questions out of a text: the question's word, and what stands right behind it, or the "no
/// hay" right before it.
struct ExtraReplyReader {
    private(set) var replies: [ExtraReply] = []
    /// What is left, in its order.
    private(set) var rest: [TextToken] = []
    private let questions: [ExtraQuestion]

    init(_ tokens: [TextToken], _ questions: [ExtraQuestion]) {
        self.questions = questions
        guard !questions.isEmpty else {
            rest = tokens
            return
        }
        var index = 0
        while index < tokens.count {
            if let question = question(tokens[index]) {
                index = take(question, tokens, at: index)
            } else {
                rest.append(tokens[index])
                index += 1
            }
        }
    }

    private func question(_ token: TextToken) -> ExtraQuestion? {
        guard token.kind == .word else { return nil }
        if let exact = questions.first(where: { $0.words.contains(token.word) }) { return exact }
        guard token.word.count >= 5, !Vocabulary.isKnown(token.word) else { return nil }
        let near = questions.filter { $0.words.contains { $0.count >= 5 && isWithinOneEdit($0, token.word) } }
        return near.count == 1 ? near[0] : nil
    }

    private static let links: Set<String> = ["es", "son", "estan", "hay", "tenemos", "al", "en"]

    /// - Returns: where the text goes on.
    private mutating func take(_ question: ExtraQuestion, _ tokens: [TextToken], at index: Int) -> Int {
        var next = index + 1
        while next < tokens.count, Self.links.contains(tokens[next].word), !isDenied(tokens, before: next) { next += 1 }
        if next < tokens.count, let value = value(tokens[next], question) {
            add(question, .value(value))
            return next + 1
        }
        if question.kind == .yesNo, let value = takeBefore() {
            add(question, .value(value))
            return index + 1
        }
        if question.kind == .count, let value = takeNumberBefore(question) {
            add(question, .value(value))
            return index + 1
        }
        if question.kind != .yesNo, question.admits(0), takeNoneBefore() {
            add(question, .value(0))
            return index + 1
        }
        let isNumber = next < tokens.count && (tokens[next].kind == .digits)
        // A number behind a word that takes one was meant for it; behind a yes-no question it is a figure, unless
        // there is no other.
        guard isNumber, question.kind != .yesNo || isOnlyNumber(at: next, in: tokens) else {
            add(question, .unclear(tokens[index].text))
            return index + 1
        }
        add(question, .unclear("\(tokens[index].text) \(tokens[next].text)"))
        return next + 1
    }

    private static let holding = Vocabulary.words(
        "hay ay tenemos tengo tiene llegaron llego recibimos recibi trajeron entregaron hubo")

    private func isOnlyNumber(at index: Int, in tokens: [TextToken]) -> Bool {
        !tokens.indices.contains { other in
            other != index && (tokens[other].kind == .digits || NumberWords.exactValue(tokens[other]) != nil)
        }
    }

    private func isDenied(_ tokens: [TextToken], before index: Int) -> Bool { tokens[index].word == "no" }

    private func value(_ token: TextToken, _ question: ExtraQuestion) -> Int? {
        switch question.kind {
        case .yesNo:
            switch token.word {
            case "si": return 1
            case "no": return 0
            default: return nil
            }
        case .count, .scale:
            guard let number = NumberWords.exactValue(token), question.admits(number) else { return nil }
            return number
        }
    }

    /// "No hay materiales", "no tenemos materiales", "sin materiales", "si hay materiales", "hay materiales", "NO MATERIALES".
    private mutating func takeBefore() -> Int? {
        let words = rest.suffix(2).map(\.word)
        if words.count == 2, words[0] == "no" || words[0] == "si", Self.holding.contains(words[1]) {
            rest.removeLast(2)
            return words[0] == "si" ? 1 : 0
        }
        if let last = words.last, last == "si" || last == "no" {
            rest.removeLast()
            return last == "si" ? 1 : 0
        }
        guard let last = words.last, last == "hay" || last == "sin" else { return nil }
        rest.removeLast()
        return last == "hay" ? 1 : 0
    }

    /// "No hay raciones", "no llegaron raciones", "sin raciones".
    private mutating func takeNoneBefore() -> Bool {
        let words = rest.suffix(2).map(\.word)
        if words.count == 2, words[0] == "no", Self.holding.contains(words[1]) {
            rest.removeLast(2)
            return true
        }
        guard words.last == "sin" else { return false }
        rest.removeLast()
        return true
    }

    /// "2 raciones"; not of "D 2 raciones", whose figure has its letter.
    private mutating func takeNumberBefore(_ question: ExtraQuestion) -> Int? {
        guard let number = rest.last, let value = value(number, question) else { return nil }
        let label = rest.dropLast().last
        guard !number.isGlued, label.map({ Vocabulary.labels[$0.word] == nil }) ?? true else { return nil }
        rest.removeLast()
        return value
    }

    /// Said twice, the last one counts.
    private mutating func add(_ question: ExtraQuestion, _ value: ExtraReply.Value) {
        replies.removeAll { $0.key == question.key }
        replies.append(ExtraReply(key: question.key, value: value))
    }
}
