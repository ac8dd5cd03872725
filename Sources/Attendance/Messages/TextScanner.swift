/// One text on its way from tokens to a reading: takes the head, the day words and the school's
/// number out, and hands what is left to ``FigureReader``.
struct TextScanner {
    var tokens: [TextToken]
    let today: SchoolDay
    var head = TextHead()
    private var days: [SchoolDay] = []
    /// What is wrong with the day, or the head.
    var problem: MessageReading.Problem?
    /// A weekday is named that is not today's.
    var hasOpenWeekday = false

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
        takeSameDate()
    }

    /// `H 12 M 15 D 2. Lunes 04/05/2026`: a date behind the figures is none (ruling 33), and that of the day which is meant
    /// anyway says nothing new.
    private mutating func takeSameDate() {
        guard problem == nil,
            let index = tokens.indices.first(where: { index in
                tokens[index].kind == .fraction && DayWords.date(tokens[index].word, on: today) == .day(head.day ?? today)
                    && (index == 0 || Vocabulary.labels[tokens[index - 1].word] == nil)
            }), tokens[..<index].count(where: { $0.kind == .digits }) >= 3
        else { return }
        tokens.remove(at: index)
    }

    /// - Returns: false at the first token that belongs to the rest.
    private mutating func takeHead(at index: inout Int) -> Bool {
        let token = tokens[index]
        if token.kind == .fraction { return takeDate(at: index) }
        if token.kind == .time {
            index += 1
            return true
        }
        if token.isSevenDigits, head.school == nil {
            head.school = .code(token.word)
            tokens.remove(at: index)
            return true
        }
        // Only first: elsewhere so many digits are a slip of the finger.
        if token.kind == .digits, !token.isGlued, token.whole.count == 6, token.word.count == 6, index == 0, tokens.count > 1,
            head.school == nil
        {
            head.school = .shortCode(token.word)
            tokens.remove(at: index)
            return true
        }
        // "I.E. 501 04/05 12 15 2": the date is still in front of the figures.
        if head.school == nil, let name = SchoolNumber.find(in: tokens), name.range.lowerBound == index {
            takeName(name)
            return true
        }
        guard token.kind == .word else { return false }
        if TrainingWord.isOne(tokens, at: index) {
            head.isTraining = true
            tokens.remove(at: index)
            return true
        }
        if head.school == nil, isSchoolLetter(at: index) { return takeLetter(at: index) }
        if token.word == "si", tokens[(index + 1)...].contains(where: { NumberWords.exactValue($0) != nil }) {
            head.saysYes = true
        }
        let isSkipped = isBeforeFigures(index)
        index += isSkipped ? 1 : 0
        return isSkipped
    }

    /// - Returns: false where the letter is that of boys or girls as well.
    private mutating func takeLetter(at index: Int) -> Bool {
        let token = tokens[index]
        head.school = .letter(token.word.uppercased())
        // "A y B sin clases"
        let before = index > 0 && ["y", "e"].contains(tokens[index - 1].word) ? index - 2 : index - 1
        if before >= 0, tokens[before].word != token.word, !tokens[before].isGlued,
            Vocabulary.isSchoolLetter(tokens[before].word.uppercased()), before == index - 2 || tokens[before].text != "a"
        {
            problem = problem ?? .twoSchools(token.text.uppercased())
            head.school = .letter(tokens[before].word.uppercased())
        }
        if let label = SexLetters.label(at: index, in: tokens) {
            tokens[index] = label
            return false
        }
        tokens.remove(at: index)
        return true
    }

    /// School and day may stand behind it as well.
    private func isBeforeFigures(_ index: Int) -> Bool {
        let word = tokens[index].word
        // The first of "A y B".
        let isFirstOfTwo = Vocabulary.isSchoolLetter(word.uppercased()) && index + 2 < tokens.count
            && ["y", "e"].contains(tokens[index + 1].word) && Vocabulary.isSchoolLetter(tokens[index + 2].word.uppercased())
        let isBetween = ["y", "e"].contains(word) && index > 0 && index + 1 < tokens.count
            && Vocabulary.isSchoolLetter(tokens[index - 1].word.uppercased()) && isSchoolLetter(at: index + 1)
        return isFirstOfTwo || isBetween || Vocabulary.polite.contains(word) || Vocabulary.weekdays[word] != nil
            || ["ayer", "el", "dia", "hoy", "si", "fecha"].contains(word) || Vocabulary.correct.contains(word)
            || (Self.schoolWords.contains(word) && head.school == nil && leadsToLetter(index))
    }

    /// `escuela B`; "escuela a la que" names none.
    private static func isPlainLetter(_ token: TextToken) -> Bool {
        Vocabulary.isSchoolLetter(token.word.uppercased()) && !token.isGlued && !["a", "e", "o", "u"].contains(token.text)
    }

    /// "En la escuela B"
    private func leadsToLetter(_ index: Int) -> Bool {
        tokens[(index + 1)...].first { !Self.schoolWords.contains($0.word) }.map(Self.isPlainLetter) ?? false
    }

    private static let schoolWords = Vocabulary.words("escuela colegio ie institucion letra la en")

    /// A letter says which school only where figures, a command or nothing follows: `a las 10` does not.
    func isSchoolLetter(at index: Int) -> Bool {
        guard Vocabulary.isSchoolLetter(tokens[index].word.uppercased()) else { return false }
        guard index + 1 < tokens.count else { return true }
        let next = tokens[index + 1]
        // "Corregir a 12 varones": to twelve.
        if index > 0, Vocabulary.correct.contains(tokens[index - 1].word), tokens[index].word == "a", next.kind == .digits {
            return false
        }
        // No word of Spanish: "B tambien 12 15 2", "B no hubo".
        if index == 0, Vocabulary.onlyLetters.contains(tokens[index].word), next.kind == .word, next.word.count > 1,
            !["modular", "mod"].contains(next.word)
        {
            return true
        }
        // "N 501" is the number of a school.
        if tokens[index].word == "n", next.kind == .digits, next.word.count > 2 { return false }
        if next.kind != .word || next.gap.contains(":") { return true }
        if Vocabulary.label(next.word) != nil || Vocabulary.weekdays[next.word] != nil { return true }
        // "A V 12 M 15": the second is varones.
        if next.word == "v", index + 2 < tokens.count, tokens[index + 2].kind == .digits { return true }
        if case .exact = NumberWords.read(next.word) { return true }
        if NumberWords.twenties.contains(next.word) { return true }
        // "saludos a todos"
        if next.word.isEverybody { return index == 0 }
        return Self.afterLetter.contains(next.word)
    }

    private static let afterLetter: Set<String> = [
        "sin", "no", "si", "ayer", "hoy", "suspendido", "cerrado", "corregir", "prueba", "gracias", "por", "vinieron",
        "presentes", "presente", "asistencia", "reporte", "reporto", "llegaron", "llego", "asistieron", "asistio", "hubo", "tuvimos",
        "faltaron", "falto",
    ]

    /// A date is only a first token d/m that is valid, not to come, with two or more figures or
    /// SIN CLASES after it (ruling 33).
    private mutating func takeDate(at index: Int) -> Bool {
        let token = tokens[index]
        let after = tokens[(index + 1)...]
        let figures = after.count { $0.kind == .digits || NumberWords.read($0.word) != nil || $0.word.isEverybody }
        // "CORREGIR 27/04 H 13" has one figure by its nature.
        let least = tokens.contains { Vocabulary.correct.contains($0.word) } ? 1 : 2
        guard figures >= least || NoClassPhrase.find(in: Array(after)) != nil,
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
        if let name = SchoolNumber.find(in: tokens) { takeName(name) }
    }

    private mutating func takeName(_ name: SchoolNumber.Found) {
        if head.school == nil { head.school = .number(name.text) }
        if name.isDoubtful { problem = problem ?? .unclearLabels }
        tokens.removeSubrange(name.range)
    }

    private mutating func takeDayWords() {
        let found = DayWords.find(in: tokens, on: today, dated: days)
        if found.isDoubtful { problem = problem ?? .twoDays }
        days += found.days
        hasOpenWeekday = found.isOpenWeekday
        let dropped = found.indices.union(dayOfMonth(found))
        tokens = tokens.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
    }

    /// "Lunes 4 12 15" may be a date and two figures or three figures: asked. "Lunes 4 12 15 2" is a date.
    private mutating func dayOfMonth(_ found: DayWords.Found) -> Set<Int> {
        guard let date = found.date else { return [] }
        guard !tokens.contains(where: { Vocabulary.labels[$0.word] != nil }) else {
            // "Lunes 4 H 12 M 15 D 2"; "lunes 4 de 8 docentes" counts them.
            if date.upperBound < tokens.count, tokens[date.upperBound].word == "de" { return [] }
            let rest = tokens.indices.filter { !date.contains($0) }.map { tokens[$0] }
            return FigureReader.read(rest).isWhole ? [date.upperBound - 1] : []
        }
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

    mutating func read() -> MessageReading {
        tokens = SexLetters.told(tokens)
        let content = tokens.filter { !Vocabulary.polite.contains($0.word) }
        if let first = content.first, Vocabulary.correct.contains(first.word) {
            takeLastLetter()
            let result = FigureReader.read(tokens.filter { $0 != first })
            // "Corregir mi nombre es Juan Huaman"
            if !result.hasData, content.dropFirst().contains(where: { !Vocabulary.isKnown($0.word) }) { return .forOffice }
            return finish(result) { .correction($0, $1) }
        }
        var result = FigureReader.read(tokens)
        if let addressed = withSchool(of: result) { result = addressed }
        if case .said(let phrase, let isPresent)? = NoClassPhrase.find(in: tokens) {
            return noClass(phrase, isPresent: isPresent, result)
        }
        if result.hasData {
            takeTraining()
            takeTomorrow()
            return finish(result) { .report($0, $1) }
        }
        if let problem {
            // "El 12 de junio es aniversario" reports nothing.
            if case .notADate = problem, !content.isEmpty { return .forOffice }
            return .unclear(head, Figures(), problem)
        }
        return words(content)
    }

    /// `CORREGIR H 9 B`: behind the figures nothing else is a letter of its own.
    mutating func takeLastLetter() {
        guard head.school == nil, let index = LetterBehind.figures(in: tokens) else { return }
        head.school = .letter(tokens.remove(at: index).word.uppercased())
    }

    private func finish(
        _ result: FigureReader.Result, _ make: (TextHead, Figures) -> MessageReading
    ) -> MessageReading {
        if let problem = problem ?? secondSchool ?? otherLetter(result.problem) ?? result.problem { return .unclear(head, result.figures, problem) }
        if result.isProse { return .forOffice }
        if result.figures.saysSomeTwice { return .unclear(head, Figures(), .unclearLabels) }
        return make(head, result.figures)
    }

    /// "H 3 M 4 D 1, es una prueba": counted nowhere, wherever it is said.
    private mutating func takeTraining() {
        guard let index = tokens.firstIndex(where: { Vocabulary.training.contains($0.word) }) else { return }
        if TrainingWord.isOne(tokens, at: index) {
            head.isTraining = true
        } else {
            problem = problem ?? .notANumber(tokens[index].text)
        }
    }

    /// "Mañana 12 15 2" may be tomorrow, and "esta mañana" is none: the day is asked for. So is that of "la semana pasada".
    private mutating func takeTomorrow() {
        if head.day == nil, let week = tokens.indices.dropLast().first(where: { isLastWeek(at: $0) }) {
            problem = problem ?? .notADate(tokens[week...].prefix(2).map(\.text).joined(separator: " "))
        }
        guard head.day == nil, let figure = tokens.firstIndex(where: { $0.kind == .digits }) else { return }
        let lead = tokens[..<figure].filter { $0.clause == tokens[figure].clause }
        guard let index = lead.firstIndex(where: { $0.word == "manana" }),
            lead[..<index].allSatisfy({ Vocabulary.polite.contains($0.word) || $0.word == "para" || $0.word == "a" }),
            !lead[..<index].contains(where: { ["la", "esta", "hasta", "buena", "turno", "de"].contains($0.word) })
        else { return }
        problem = problem ?? .notADate(lead[index].text)
    }

    private func isLastWeek(at index: Int) -> Bool {
        tokens[index].word == "semana" && ["pasada", "anterior", "antepasada"].contains(tokens[index + 1].word)
    }
}

extension TextToken {
    var isSevenDigits: Bool { kind == .digits && !isGlued && whole.count == 7 && word.count == 7 }
}

extension String {
    var isEverybody: Bool { self == "todos" || self == "todas" }
}
