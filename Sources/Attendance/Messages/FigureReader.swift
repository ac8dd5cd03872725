/// Tokens → numbers with their labels. What stands between them is filler, a name, or a problem.
///
/// A number without a label takes a place in the order H, M, D only where nothing else lays claim to
/// it: not the noun behind it (`1 madre`), not the word before it (`aula 2`), and not a sentence
/// about something else between it and the figures.
struct FigureReader {
    struct Result {
        var figures = Figures()
        var problem: MessageReading.Problem?
        /// There is at least one number, or something in the place of one.
        var hasData = false
        /// Numbers of a sentence about something else.
        var isProse = false

        /// Boys, girls and teachers, each with its label: nothing is left to guess.
        var isWhole: Bool {
            let labels = Set(figures.entries.map(\.label))
            return problem == nil && labels.isSuperset(of: [.boys, .girls, .teachers]) && !labels.contains(nil)
        }

        /// Boys, girls and teachers in their order.
        var isPositional: Bool { problem == nil && !isProse && figures.positional != nil }
    }

    static func read(_ tokens: [TextToken]) -> Result {
        let tokens = PeopleNames.marked(tokens)
        let rests = Remarks(tokens).rests.map(readCounted)
        if let result = rests.first(where: { $0.isWhole || $0.isPositional }) { return result }
        return readCounted(tokens)
    }

    private static func readCounted(_ tokens: [TextToken]) -> Result {
        guard let absences = Absences(tokens) else { return readPresent(tokens) }
        if let rest = absences.rest {
            let result = readPresent(rest)
            if result.isWhole || (absences.isNobody && result.hasData) || (absences.isCounted && result.isPositional) { return result }
        }
        var result = FigureReader(tokens).read()
        if result.hasData {
            // "Faltan 2 sillas y 1 pizarra"
            if result.isProse, result.figures.entries.isEmpty { return result }
            result.problem = absences.teachers(in: tokens).map(MessageReading.Problem.absenceReason) ?? .countsAbsent
            result.isProse = false
        }
        return result
    }

    /// "Vinieron todos: H 14 M 16 D 2" says it twice, and the numbers say it better.
    private static func readPresent(_ tokens: [TextToken]) -> Result {
        if tokens.contains(where: \.word.isEverybody) {
            let result = FigureReader(tokens.filter { !$0.word.isEverybody }).read()
            if result.isWhole || result.isPositional { return result }
        }
        return FigureReader(tokens).read()
    }

    private let tokens: [TextToken]
    private var elements: [FigureElement] = []
    private var problem: MessageReading.Problem?
    private var unknownWords: [(word: TextToken, after: Int)] = []
    /// How many elements stood before the last word that nothing is joined across.
    private var bar: Int?
    /// It stands in the place of a number.
    private var hasComplained = false
    /// The token behind the last element.
    private var end: Int?

    private init(_ tokens: [TextToken]) {
        self.tokens = tokens
        var index = 0
        while index < tokens.count { index += take(at: index) }
    }

    private func read() -> Result {
        guard problem != nil || elements.contains(where: \.isNumber) else { return Result() }
        var result = Result(problem: problem, hasData: true)
        guard elements.count <= Self.most else {
            result.problem = .tooMany
            return result
        }
        switch FigureMatch.best(elements) {
        case .entries(let matched, let dangling):
            let sorted = ClaimedNumbers(matched, elements)
            result.figures = Figures(sorted.entries)
            // "8:30 12" may be a time of day and one figure.
            if tokens.contains(where: \.mayBeTime), result.figures.bare.count == 3 {
                result.problem = result.problem ?? .unclearLabels
            }
            result.problem =
                result.problem ?? danglingProblem(dangling, result.figures)
                ?? sorted.claimed.first.map(Self.problem)
            result.isProse = isProse(result, claimed: sorted.claimed.count)
        case .ambiguous:
            result.problem = result.problem ?? .unclearLabels
        }
        if result.isProse { result.problem = nil }
        return result
    }

    /// "Dia 4" was meant for the day.
    private static func problem(_ claim: String) -> MessageReading.Problem {
        claim.hasPrefix("dia ") || claim.hasPrefix("fecha ") ? .notADate(claim) : .notANumber(claim)
    }

    /// As many labels and numbers are read at most.
    private static let most = 16
    /// As many unknown words make a sentence about something else.
    private static let prose = 3

    /// Nothing but numbers of other things, or few numbers in a long sentence.
    private func isProse(_ result: Result, claimed: Int) -> Bool {
        guard result.figures.entries.allSatisfy({ $0.label == nil }) else { return false }
        let bare = result.figures.bare.count
        if bare == 0, claimed > 0 { return true }
        let others = unknownWords.count { !$0.word.isName }
        return others >= Self.prose && (bare != 3 || result.problem != nil && claimed == 0)
    }

    /// A label without its number, and right after it a word that we do not know: that word stands
    /// in the place of the number.
    private func danglingProblem(_ dangling: [Int], _ figures: Figures) -> MessageReading.Problem? {
        for index in dangling {
            guard let label = elements[index].labelWord, label.kind == .plain, figures.figure(label.label) == nil,
                let word = unknownWords.first(where: { $0.after == index + 1 })?.word, !word.isName,
                // "Los niños no pudieron pasar, solo vinieron 3 varones …"
                !(figures.isOfAll && [.boysOrPupils, .pupils].contains(label.label))
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
            complain(isDate(at: index) ? .notADate(token.whole) : .notANumber(token.whole))
            return 1
        case .digits: return takeDigits(at: index)
        case .time: return 1
        case .word: break
        }
        if token.isName {
            pass(token)
            return 1
        }
        if let number = NumberPhrase.read(tokens, at: index) {
            if let part = NumberNoun.part(tokens, at: index, count: number.count) ?? NumberNoun.about(tokens, at: index)
            {
                complain(.notANumber(part))
                return number.count
            }
            if index > 0, tokens[index - 1].number == number.value, isRepeated(index) { return number.count }
            add(.number(.value(number.value)), at: index, count: number.count, isDoubtful: number.isDoubtful)
            return number.count + takeOf(number.value, at: index + number.count)
        }
        if token.word.isEverybody {
            let before = index > 0 ? tokens[index - 1].word : ""
            if !["a", "de", "para", "con"].contains(before) { add(.number(.everybody), at: index, count: 1) }
            return 1
        }
        if let together = withWriter(at: index) {
            if elements.suffix(2).map(\.isNumber) == [true, false] { elements.removeLast(2) }
            complain(.notANumber(together))
            return 1
        }
        takeWord(at: index)
        return 1 + takeOfCounted(at: index)
    }

    /// "1 profesora y yo": who writes is one more, or not.
    private func withWriter(at index: Int) -> String? {
        guard tokens[index].word == "yo", index > 2, ["y", "mas", "con"].contains(tokens[index - 1].word),
            Vocabulary.label(tokens[index - 2].word)?.label == .teachers
        else { return nil }
        return tokens[(index - 3)...index].map(\.text).joined(separator: " ")
    }

    /// "12 (doce)", "doce (12)" and "doce = 12" say it twice.
    private func isRepeated(_ index: Int) -> Bool { tokens[index].gap.contains { $0 == "(" || $0 == "=" } }

    /// `27/04` in the place of a figure is none, elsewhere it was meant for the day.
    private func isDate(at index: Int) -> Bool {
        let isFigure =
            elements.last?.labelWord?.kind == .plain && bar != elements.count && index > 0
            && tokens[index - 1].kind == .word && Vocabulary.labels[tokens[index - 1].word] != nil
        return !isFigure && DayWords.looksLikeDate(tokens[index].word)
    }

    /// A problem stands in the place of an element: nothing is joined across it.
    private mutating func complain(_ new: MessageReading.Problem) {
        problem = problem ?? new
        bar = elements.count
        hasComplained = true
    }

    /// Digits with letters beside them that are no word of ours: `1S`, `2do`. None of it is believed.
    private func garbled(at index: Int) -> Int? {
        guard index == 0 || !tokens[index].isGlued else { return nil }
        let pieces = tokens[index...].prefix(1) + tokens[(index + 1)...].prefix(while: \.isGlued)
        guard pieces.count > 1, pieces.contains(where: { $0.kind == .word && !isKnown($0.word) }) else { return nil }
        return pieces.count
    }

    private func isKnown(_ word: String) -> Bool {
        if Vocabulary.label(word) != nil || word == "y" { return true }
        if case .exact? = NumberWords.read(word) { return true }
        return false
    }

    private mutating func takeDigits(at index: Int) -> Int {
        let token = tokens[index]
        // A mobile number is nobody's figure.
        if token.isMobileNumber {
            bar = elements.count
            return 1
        }
        guard let value = token.number, value <= Self.largest else {
            complain(.tooLarge(String(token.whole.prefix(12))))
            return 1
        }
        // A share tells how many only to who knows of how many.
        if token.isPercent {
            complain(.notANumber("\(token.whole)%"))
            return 1
        }
        if index > 0, NumberWords.exactValue(tokens[index - 1]) != nil, elements.last?.figure == .value(value),
            isRepeated(index)
        {
            return 1
        }
        if let part = NumberNoun.part(tokens, at: index, count: 1) ?? NumberNoun.about(tokens, at: index) {
            complain(.notANumber(part))
            return 1
        }
        add(.number(.value(value)), at: index, count: 1)
        return 1 + takeOf(value, at: index + 1)
    }

    private static let largest = 999

    /// `12 de 14`: present of enrolled. The roster knows the second.
    private mutating func takeOf(_ value: Int, at index: Int) -> Int {
        guard index + 1 < tokens.count, tokens[index].word == "de" else { return 0 }
        let next = ["los", "las"].contains(tokens[index + 1].word) ? index + 2 : index + 1
        guard next < tokens.count, let whole = tokens[next].number else { return 0 }
        if whole < value { problem = problem ?? .notANumber("\(value) de \(whole)") }
        return next + 1 - index
    }

    /// `12 varones de 14`: the same behind the label. "12 niños de 5 años" tells their age.
    private mutating func takeOfCounted(at index: Int) -> Int {
        guard let label = elements.last, label.labelWord != nil, label.sharesClause, bar != elements.count,
            elements.count > 1, case .value(let value)? = elements[elements.count - 2].figure,
            tokens[index].clause == label.clause, Vocabulary.label(tokens[index].word) != nil
        else { return 0 }
        let before = problem
        let count = takeOf(value, at: index + 1)
        guard count > 0 else { return 0 }
        let whole = index + count
        let isGluedTo = whole + 1 < tokens.count && tokens[whole + 1].isGlued
        guard !isGluedTo, NumberNoun.phrase(tokens, at: whole, count: 1, value) == nil else {
            problem = before
            return 0
        }
        return count
    }

    private mutating func takeWord(at index: Int) {
        let token = tokens[index]
        if Vocabulary.label(token.word) != nil {
            add(.label, at: index, count: 1)
        } else if NumberPhrase.isDropped(token.word) {
            pass(token)
        } else if NumberWords.read(token.word) == .tie, !Vocabulary.isKnown(token.word) {
            complain(.notANumber(token.whole))
        } else if isData(token) {
            complain(.notANumber(token.whole))
        } else if !Vocabulary.isKnown(token.word) {
            pass(token)
        }
    }

    /// A word that says nothing to us: nothing is joined across it.
    private mutating func pass(_ token: TextToken) {
        unknownWords.append((token, elements.count))
        bar = elements.count
        hasComplained = false
    }

    /// Written together with a number, a lone letter, or a vague quantity.
    private func isData(_ token: TextToken) -> Bool {
        if token.isGlued || token.whole.contains(where: \.isDecimalDigit) { return true }
        if Vocabulary.vague.contains(token.word) || Vocabulary.except.contains(token.word) { return true }
        return token.word.count == 1 && !Vocabulary.fillers.contains(token.word)
    }

    private enum Kind {
        case label
        case number(Figures.Figure)
    }

    private mutating func add(_ kind: Kind, at index: Int, count: Int, isDoubtful: Bool = false) {
        let token = tokens[index]
        let isBarred = bar == elements.count
        let isFirst = elements.isEmpty
        var element = FigureElement(
            kind: .number(.everybody), clause: token.clause, isGlued: token.isGlued && !isBarred, isBarred: isBarred,
            sharesClause: !isFirst && elements[elements.count - 1].clause == token.clause)
        element.isJoined = index > 0 && tokens[index - 1].word == "y"
        element.isBehindProblem = isBarred && hasComplained
        element.gap = end == index ? token.gap : nil
        end = index + count
        switch kind {
        case .label:
            guard let label = Vocabulary.label(token.word) else { return }
            element.kind = .label(label)
        case .number(let figure):
            element.kind = .number(figure)
            element.claim = claim(at: index, count: count, figure, isDoubtful)
        }
        elements.append(element)
    }

    /// What speaks against the number where no label speaks for it, as it is quoted.
    private func claim(at index: Int, count: Int, _ figure: Figures.Figure, _ isDoubtful: Bool) -> String? {
        // "Ninguno" alone answers what we asked.
        if isDoubtful, elements.contains(where: \.isNumber) || tokens.contains(where: { !Vocabulary.isKnown($0.word) })
        {
            return tokens[index].whole
        }
        guard case .value(let value) = figure else { return nil }
        if let denied = NumberNoun.denied(tokens, at: index) { return denied }
        if let phrase = NumberNoun.phrase(tokens, at: index, count: count, value) { return phrase }
        let isAfterFigures = bar == elements.count && elements.contains(where: \.isNumber)
        return isAfterFigures ? unknownWords.last?.word.whole : nil
    }
}
