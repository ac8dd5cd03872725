/// One text on its way from tokens to a reading: takes the head, the day words and the school's
/// number out, and hands what is left to ``FigureReader``.
struct TextScanner {
    private var tokens: [TextToken]
    private let today: SchoolDay
    private var head = TextHead()
    private var days: [SchoolDay] = []
    private var problem: MessageReading.Problem?

    init(_ tokens: [TextToken], today: SchoolDay) {
        self.tokens = tokens
        self.today = today
    }

    // MARK: Head

    /// PRUEBA, school and day in any order, greetings between.
    mutating func readHead() {
        var index = 0
        while index < tokens.count, takeHead(at: &index) {}
        takeCodesAndNumbers()
        takeDayWords()
        if Set(days).count > 1 { problem = problem ?? .twoDays } else { head.day = days.first }
        takeLongDate()
    }

    /// - Returns: false at the first token that belongs to the rest.
    private mutating func takeHead(at index: inout Int) -> Bool {
        let token = tokens[index]
        if token.kind == .fraction { return takeDate(at: index) }
        if token.isSevenDigits, head.school == nil {
            head.school = .code(token.word)
            tokens.remove(at: index)
            return true
        }
        guard token.kind == .word else { return false }
        if Vocabulary.training.contains(token.word) {
            head.isTraining = true
            tokens.remove(at: index)
            return true
        }
        if head.school == nil, isSchoolLetter(at: index) {
            head.school = .letter(token.word.uppercased())
            tokens.remove(at: index)
            return true
        }
        if token.word == "si", tokens[(index + 1)...].contains(where: { NumberWords.exactValue($0) != nil }) {
            head.saysYes = true
        }
        let isSkipped =
            Vocabulary.polite.contains(token.word) || Vocabulary.weekdays[token.word] != nil
            || ["ayer", "el", "dia", "hoy", "si"].contains(token.word)
        index += isSkipped ? 1 : 0
        return isSkipped
    }

    /// A letter says which school only where figures, a command or nothing follows: `a las 10` does not.
    private func isSchoolLetter(at index: Int) -> Bool {
        guard Vocabulary.isSchoolLetter(tokens[index].word.uppercased()) else { return false }
        guard index + 1 < tokens.count else { return true }
        let next = tokens[index + 1]
        // "N 501" is the number of a school.
        if tokens[index].word == "n", next.kind == .digits, next.word.count > 2 { return false }
        if next.kind != .word { return true }
        if Vocabulary.labels[next.word] != nil || Vocabulary.weekdays[next.word] != nil { return true }
        if case .exact = NumberWords.read(next.word) { return true }
        // "saludos a todos"
        if next.word.isEverybody { return index == 0 }
        return Self.afterLetter.contains(next.word)
    }

    private static let afterLetter: Set<String> = [
        "sin", "no", "si", "ayer", "suspendido", "cerrado", "corregir", "prueba", "gracias", "por",
    ]

    /// A date is only a first token d/m that is valid, not to come, with two or more figures or
    /// SIN CLASES after it (ruling 33).
    private mutating func takeDate(at index: Int) -> Bool {
        let token = tokens[index]
        let after = tokens[(index + 1)...]
        let figures = after.count { $0.kind == .digits || NumberWords.read($0.word) != nil || $0.word.isEverybody }
        guard figures >= 2 || Self.noClassPhrase(in: Array(after)) != nil,
            let date = DayWords.date(token.word, on: today)
        else { return false }
        tokens.remove(at: index)
        switch date {
        case .day(let day): days.append(day)
        case .future: problem = problem ?? .future(token.text)
        }
        return true
    }

    /// Seven digits are a código modular wherever they stand; a number after "I.E." is a name.
    private mutating func takeCodesAndNumbers() {
        // "C.M. 9999996" begins with no school's letter.
        if let index = tokens.firstIndex(where: \.isSevenDigits), head.school.map({ !$0.isCode }) ?? true {
            head.school = .code(tokens.remove(at: index).word)
        }
        guard let name = SchoolNumber.range(in: tokens) else { return }
        if head.school == nil { head.school = .number(tokens[name.upperBound - 1].word) }
        tokens.removeSubrange(name)
    }

    private mutating func takeDayWords() {
        let found = DayWords.find(in: tokens, on: today, dated: days)
        days += found.days
        let dropped = found.indices.union(dayOfMonth(found))
        tokens = tokens.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
    }

    /// "Lunes 4 12 15" may be a date and two figures or three figures: asked. "Lunes 4 12 15 2" is a date.
    private mutating func dayOfMonth(_ found: DayWords.Found) -> Set<Int> {
        guard let date = found.date, !tokens.contains(where: { Vocabulary.labels[$0.word] != nil }) else { return [] }
        switch tokens.count(where: { $0.kind == .digits }) {
        case 4: return [date.upperBound - 1]
        case 2, 3: problem = problem ?? .notADate(tokens[date].map(\.text).joined(separator: " "))
        default: break
        }
        return []
    }

    /// `4 de mayo` says which day only as d/m (ruling 33). Beside its own weekday, or on that very day, it
    /// says nothing new; else it is asked about.
    private mutating func takeLongDate() {
        guard let date = DayWords.longDate(in: tokens, on: today) else { return }
        if date.day != nil, date.day == head.day ?? today, problem == nil {
            tokens.removeSubrange(date.range)
        } else {
            let words = tokens[date.range].map(\.text).joined(separator: " ")
            tokens.removeSubrange(date.range)
            problem = problem ?? .notADate(words)
        }
    }

    // MARK: The rest

    func read() -> MessageReading {
        let content = tokens.filter { !Vocabulary.polite.contains($0.word) }
        if let first = content.first, Vocabulary.correct.contains(first.word) {
            return figures(tokens.filter { $0 != first }) { .correction($0, $1) }
        }
        let result = FigureReader.read(tokens)
        if let phrase = Self.noClassPhrase(in: tokens) {
            return noClass(phrase, result)
        }
        if result.hasData { return finish(result) { .report($0, $1) } }
        if let problem {
            // "El 12 de junio es aniversario" reports nothing.
            if case .notADate = problem, !content.isEmpty { return .forOffice(.other) }
            return .unclear(head, Figures(), problem)
        }
        return words(content)
    }

    private func figures(
        _ tokens: [TextToken], _ make: (TextHead, Figures) -> MessageReading
    ) -> MessageReading {
        finish(FigureReader.read(tokens), make)
    }

    private func finish(
        _ result: FigureReader.Result, _ make: (TextHead, Figures) -> MessageReading
    ) -> MessageReading {
        if let problem = problem ?? result.problem { return .unclear(head, result.figures, problem) }
        if result.isProse { return .forOffice(.other) }
        return make(head, result.figures)
    }

    private func noClass(_ phrase: Range<Int>, _ result: FigureReader.Result) -> MessageReading {
        if let problem { return .unclear(head, Figures(), problem) }
        // What is announced for tomorrow is no report of a day.
        if tokens.contains(where: { $0.word == "manana" }), !tokens.contains(where: { $0.word == "la" }) {
            return .forOffice(.other)
        }
        if result.figures.entries.count(where: { $0.label != nil }) >= 2 {
            let words = tokens[phrase].map(\.text).joined(separator: " ")
            return .unclear(head, result.figures, .notANumber(words))
        }
        return .noClass(head, reason: reason(around: phrase))
    }

    static func noClassPhrase(in tokens: [TextToken]) -> Range<Int>? {
        let words = tokens.map(\.word)
        for phrase in Vocabulary.noClass {
            for start in words.indices where words[start...].starts(with: phrase) {
                return start..<(start + phrase.count)
            }
        }
        return nil
    }

    /// What follows SIN CLASES; else what stands before it after "por".
    private func reason(around phrase: Range<Int>) -> String? {
        let after = tokens[phrase.upperBound...].drop { Vocabulary.reasonLinks.contains($0.word) }
        var words = after.isEmpty ? Array(tokens[..<phrase.lowerBound]) : Array(after)
        if after.isEmpty {
            guard let link = words.lastIndex(where: { ["por", "porque", "debido", "x"].contains($0.word) }) else {
                return nil
            }
            words = Array(words[(link + 1)...].drop { Vocabulary.reasonLinks.contains($0.word) })
        }
        while let last = words.last, Vocabulary.polite.contains(last.word) { words.removeLast() }
        let text = words.reduce("") { $0 + ($1.isGlued || $0.isEmpty ? "" : " ") + $1.text }
        return text.isEmpty ? nil : String(text.prefix(Self.longestReason))
    }

    private static let longestReason = 80

    /// A text without figures that is no command.
    private func words(_ content: [TextToken]) -> MessageReading {
        guard let first = content.first else {
            // `A`, a code or a day alone answers a question; a greeting beside them changes nothing.
            return head == TextHead() ? .polite : .report(head, Figures())
        }
        let words = content.map(\.word)
        if words.allSatisfy(\.isEverybody) { return .polite }
        let rest = words.dropFirst().allSatisfy {
            Vocabulary.fillers.contains($0) || Vocabulary.confirmation.contains($0)
        }
        // "No se" is no answer: the community's no would say that there was no class.
        if words.starts(with: ["no", "se"]) { return .forOffice(.other) }
        if first.word == "no", rest { return .no(head) }
        if first.word == "si" || Vocabulary.confirmation.contains(first.word), rest { return .yes(head) }
        let isHeld = Vocabulary.heldClass.contains { phrase in
            words.indices.contains { words[$0...].starts(with: phrase) }
        }
        if isHeld, !words.contains("no") { return .yes(head) }
        return .forOffice(.other)
    }
}

extension TextToken {
    var isSevenDigits: Bool { kind == .digits && !isGlued && whole.count == 7 && word.count == 7 }
}

extension String {
    var isEverybody: Bool { self == "todos" || self == "todas" }
}
