/// Tokens → numbers with their labels. What stands between them is filler, a name, or a problem.
struct FigureReader {
    struct Result {
        var figures = Figures()
        var problem: MessageReading.Problem?
        /// There is at least one number, or something in the place of one.
        var hasData = false
        /// Numbers without labels in a long sentence about something else.
        var isProse = false
    }

    private let tokens: [TextToken]
    private var elements: [FigureElement] = []
    private var problem: MessageReading.Problem?
    private var unknownWords: [(word: TextToken, after: Int)] = []
    /// How many elements stood before the last word that nothing is joined across.
    private var bar: Int?
    private var saysAbsent = false
    private var hasFeminine = false

    init(_ tokens: [TextToken]) {
        self.tokens = tokens
        var index = 0
        while index < tokens.count { index += take(at: index) }
    }

    func read() -> Result {
        let numbers = elements.count { $0.isNumber }
        guard numbers > 0 || problem != nil else { return Result() }
        var result = Result(hasData: true)
        if let problem { result.problem = problem }
        guard elements.count <= Self.most else {
            result.problem = .tooMany
            return result
        }
        switch FigureMatch.best(elements, hasFeminine: hasFeminine) {
        case .entries(let entries, let dangling):
            result.figures = Figures(entries)
            result.problem = result.problem ?? danglingProblem(dangling, result.figures)
        case .ambiguous:
            result.problem = result.problem ?? .unclearLabels
        }
        if saysAbsent { result.problem = .countsAbsent }
        let labelled = result.figures.entries.count { $0.label != nil }
        let isShort = unknownWords.count < Self.prose
        if labelled == 0, !isShort, numbers != 3 || result.problem != nil {
            result.problem = nil
            result.isProse = true
        }
        return result
    }

    /// As many labels and numbers are read at most.
    private static let most = 16
    /// As many unknown words make a sentence about something else.
    private static let prose = 3

    /// A label without its number, and right after it a word that we do not know: that word stands
    /// in the place of the number.
    private func danglingProblem(_ dangling: [Int], _ figures: Figures) -> MessageReading.Problem? {
        for index in dangling {
            guard let label = elements[index].labelWord, label.kind == .plain, figures.figure(label.label) == nil,
                let word = unknownWords.first(where: { $0.after == index + 1 })?.word
            else { continue }
            return .notANumber(word.whole)
        }
        return nil
    }

    // MARK: Tokens to elements

    /// - Returns: how many tokens were taken.
    private mutating func take(at index: Int) -> Int {
        let token = tokens[index]
        if let count = garbled(at: index) {
            complain(.notANumber(token.whole))
            return count
        }
        switch token.kind {
        case .fraction:
            complain(.notANumber(token.whole))
            return 1
        case .digits: return takeDigits(at: index)
        case .word: break
        }
        if saysNot(at: index) { saysAbsent = true }
        if let (value, count) = compound(at: index) {
            add(.number(.value(value)), token)
            return count + takeOf(value, at: index + count)
        }
        if token.word.isEverybody {
            let before = index > 0 ? tokens[index - 1].word : ""
            if !["a", "de", "para", "con"].contains(before) { add(.number(.everybody), token) }
            return 1
        }
        takeWord(token)
        return 1
    }

    /// A problem stands in the place of an element: nothing is joined across it.
    private mutating func complain(_ new: MessageReading.Problem) {
        problem = problem ?? new
        bar = elements.count
    }

    /// Digits with letters beside them that are no word of ours: `1S`, `2do`. None of it is believed.
    private func garbled(at index: Int) -> Int? {
        guard index == 0 || !tokens[index].isGlued else { return nil }
        let pieces = tokens[index...].prefix(1) + tokens[(index + 1)...].prefix(while: \.isGlued)
        guard pieces.count > 1, pieces.contains(where: { $0.kind == .word && !isKnown($0.word) }) else { return nil }
        return pieces.count
    }

    private func isKnown(_ word: String) -> Bool {
        if Self.label(word) != nil || word == "y" { return true }
        if case .exact? = NumberWords.read(word) { return true }
        return false
    }

    private mutating func takeDigits(at index: Int) -> Int {
        let token = tokens[index]
        guard let value = token.number, value <= Self.largest else {
            complain(.tooLarge(String(token.whole.prefix(12))))
            return 1
        }
        add(.number(.value(value)), token)
        return 1 + takeOf(value, at: index + 1)
    }

    private static let largest = 999

    /// `12 de 14`: present of enrolled. The roster knows the second.
    private mutating func takeOf(_ value: Int, at index: Int) -> Int {
        guard index + 1 < tokens.count, tokens[index].word == "de", let whole = tokens[index + 1].number else {
            return 0
        }
        if whole < value { problem = problem ?? .notANumber("\(value) de \(whole)") }
        return 2
    }

    /// One number of one to three words: `doce`, `veinti uno`, `treinta y dos`, `diez y seis`.
    private func compound(at index: Int) -> (value: Int, count: Int)? {
        let word = tokens[index].word
        let next = index + 1 < tokens.count ? tokens[index + 1].word : ""
        let third = index + 2 < tokens.count ? tokens[index + 2].word : ""
        if NumberWords.twenties.contains(word), let unit = NumberWords.units[next] { return (20 + unit, 2) }
        if next == "y", let unit = NumberWords.units[third], third != "un", third != "una" {
            if let ten = NumberWords.tens[word] { return (ten + unit, 3) }
            if word == "diez" || word == "dies", unit >= 6 { return (10 + unit, 3) }
        }
        // "un docente" is one; "un saludo" is none.
        if word == "un" || word == "una" {
            let label = Vocabulary.labels[next]
            return label != nil && label?.label != .pupils ? (1, 1) : nil
        }
        guard !Vocabulary.fillers.contains(word) || word == "nada" else { return nil }
        return switch NumberWords.read(word) {
        case .exact(let value): (value, 1)
        case .near(let value) where Self.label(word) == nil: (value, 1)
        default: nil
        }
    }

    private mutating func takeWord(_ token: TextToken) {
        if let label = Self.label(token.word) {
            hasFeminine = hasFeminine || label.kind == .feminine
            add(.label(label), token)
        } else if Vocabulary.absent.contains(token.word) {
            saysAbsent = true
        } else if NumberWords.read(token.word) == .tie, !Vocabulary.fillers.contains(token.word) {
            complain(.notANumber(token.whole))
        } else if isData(token) {
            complain(.notANumber(token.whole))
        } else if !Vocabulary.fillers.contains(token.word), !Vocabulary.polite.contains(token.word) {
            unknownWords.append((token, elements.count))
            bar = elements.count
        }
    }

    /// Written together with a number, a lone letter, or a vague quantity.
    private func isData(_ token: TextToken) -> Bool {
        if token.isGlued || token.whole.contains(where: \.isDecimalDigit) { return true }
        if Vocabulary.vague.contains(token.word) { return true }
        return token.word.count == 1 && !Vocabulary.fillers.contains(token.word)
    }

    /// A label, also with one letter off from length 5 up if that leads to one label only.
    private static func label(_ word: String) -> Vocabulary.LabelWord? {
        if let exact = Vocabulary.labels[word] { return exact }
        guard word.count >= 5, !Vocabulary.fillers.contains(word), !Vocabulary.polite.contains(word),
            !Vocabulary.absent.contains(word), !Vocabulary.vague.contains(word)
        else { return nil }
        let near = Vocabulary.labels.filter { $0.key.count >= 5 && isWithinOneEdit($0.key, word) }
        let labels = Set(near.values.map(\.label))
        guard labels.count == 1, let label = labels.first else { return nil }
        return Vocabulary.LabelWord(label: label, kind: .person)
    }

    /// `no vinieron 3`, `falta 3`
    private func saysNot(at index: Int) -> Bool {
        guard index + 1 < tokens.count else { return false }
        if tokens[index].word == "falta" { return tokens[index + 1].kind == .digits }
        guard tokens[index].word == "no" else { return false }
        return ["vino", "vinieron", "asistio", "asistieron", "llego", "llegaron", "estuvieron"].contains(
            tokens[index + 1].word)
    }

    private mutating func add(_ kind: FigureElement.Kind, _ token: TextToken) {
        let isBarred = bar == elements.count
        let isLinked = token.isGlued && !isBarred
        let previous = elements.last
        elements.append(
            FigureElement(
                kind: kind, clause: token.clause, isGlued: isLinked, isBarred: isBarred,
                sharesClause: previous?.clause == token.clause))
    }
}
