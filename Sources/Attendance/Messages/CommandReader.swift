/// ANULAR, FALTA, MATRICULA, ESTADO, PAUSA and SEGUIR: a word that opens the text, with school and day beside it in
/// any order.
///
/// A sentence that only begins with such a word ("anulen mi linea de la escuela de mi hijo") is no command: a
/// person reads it.
struct CommandReader {
    private let tokens: [TextToken]
    private let today: SchoolDay

    init(_ tokens: [TextToken], today: SchoolDay) {
        self.tokens = tokens
        self.today = today
    }

    /// Nil where the text is none of these commands.
    func read() -> MessageReading? {
        if asksWhoIsSilent(tokens.map(\.word)) { return .status(TextHead()) }
        if let enrolment = enrolmentInWords() { return enrolment }
        guard let index = tokens.indices.first(where: { !isBeforeCommand($0) }) else { return nil }
        let word = tokens[index].word
        let rest = Array(tokens[..<index] + tokens[(index + 1)...])
        if Vocabulary.cancel.contains(word) { return besideAbsence(rest).map(absenceTakenBack) ?? cancel(rest) }
        if Vocabulary.correct.contains(word) { return besideAbsence(rest).flatMap { absence($0, correcting: true) } }
        if Vocabulary.absence.contains(word) { return absence(rest, correcting: false) }
        if word == "no", index + 1 < tokens.count, AbsencePhrase.came.contains(tokens[index + 1].word) {
            return teachersMissing(Array(tokens[..<index] + tokens[(index + 2)...]))
        }
        if Vocabulary.enrolment.contains(word), !tokens.contains(where: { Self.came.contains($0.word) }) {
            return enrolment(rest)
        }
        if word == "estado" { return status(rest) }
        if Vocabulary.pause.contains(word) { return pause(rest) }
        if Vocabulary.resume.contains(word) { return resume(rest) }
        if word == "que", index + 1 < tokens.count, tokens[index + 1].word == "falta" {
            return status(Array(tokens[..<index] + tokens[(index + 2)...]))
        }
        return nil
    }

    /// "Que escuelas faltan", "quienes faltan reportar"
    private func asksWhoIsSilent(_ words: [String]) -> Bool {
        ["que", "cuales", "quien", "quienes"].contains(words.first) && words.contains { $0.hasPrefix("escuela") || $0 == "reportar" }
            && words.contains { ["falta", "faltan"].contains($0) }
            && words.dropFirst().allSatisfy { Self.aroundSilent.contains($0) }
    }

    private static let aroundSilent = Vocabulary.words("escuelas escuela colegios son las que me falta faltan reportar enviar por reporte reportes")

    /// Greetings, PRUEBA, school and day.
    private func isBeforeCommand(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.isSevenDigits { return true }
        if token.kind == .fraction { return DayWords.date(token.word, on: today) != nil }
        if token.word == "que", index + 1 < tokens.count, tokens[index + 1].word == "falta" { return false }
        guard token.kind == .word else { return false }
        return Vocabulary.polite.contains(token.word) || Vocabulary.training.contains(token.word)
            || Vocabulary.weekdays[token.word] != nil || ["ayer", "hoy"].contains(token.word)
            || (Vocabulary.isSchoolLetter(token.word.uppercased()) && !token.isGlued)
    }

    /// "Matriculados 30, asistieron 27" is no MATRICULA.
    private static let came = Vocabulary.words("asistieron asistio vinieron presentes llegaron")

    // MARK: Each of them

    private func cancel(_ rest: [TextToken]) -> MessageReading {
        let around = Around(rest, today: today)
        guard around.isEmpty(besides: Self.ofReports) else { return .forOffice }
        return around.problem.map { .unclear(around.head, Figures(), $0) } ?? .cancel(around.head)
    }

    private static let ofReports = Vocabulary.words("anterior ultimo ultima enviado envie mande")

    /// What stands beside FALTA in `CORREGIR FALTA 1 P` and `ANULAR B FALTA`.
    private func besideAbsence(_ rest: [TextToken]) -> [TextToken]? {
        guard let index = rest.prefix(3).firstIndex(where: { Vocabulary.absence.contains($0.word) }),
            rest[..<index].allSatisfy({ $0.kind == .word })
        else { return nil }
        return rest[..<index].filter { !["la", "mi"].contains($0.word) } + rest[(index + 1)...]
    }

    private func absenceTakenBack(_ rest: [TextToken]) -> MessageReading {
        let around = Around(AbsencePhrase.all(in: rest).others, today: today)
        guard around.isEmpty(besides: AbsencePhrase.links.union(Self.ofReports)) else { return .forOffice }
        var head = around.head
        head.correctsAbsences = true
        return around.problem.map { .unclear(head, Figures(), $0) } ?? .absence(head, [:])
    }

    /// Nil for `falta 3 niños`, which is no reason of a teacher's absence.
    private func absence(_ rest: [TextToken], correcting: Bool) -> MessageReading? {
        let said = AbsencePhrase.all(in: rest)
        var others = said.others
        // "Faltaron 0" may be pupils.
        let isNobody = said.reasons.isEmpty && !tokens.contains { ["falto", "faltaron"].contains($0.word) }
            && others.contains(where: AbsencePhrase.isNobody)
        if isNobody { others.removeAll(where: AbsencePhrase.isNobody) }
        guard !said.reasons.isEmpty || isNobody else { return unknownReason(rest) }
        let around = Around(others, today: today)
        // "FALTA 1 L por maternidad": why there is a leave is not kept.
        let isCoded = rest.count > 1 && AbsencePhrase.isCoded(rest) && around.tokens.allSatisfy { $0.kind == .word }
        guard isCoded || around.isEmpty(besides: AbsencePhrase.links) else { return nil }
        var head = around.head
        head.correctsAbsences = correcting
        return around.problem.map { .unclear(head, Figures(), $0) } ?? .absence(head, said.reasons)
    }

    /// "No vino 1 profesor, esta de permiso"; nil where it may be pupils.
    private func teachersMissing(_ rest: [TextToken]) -> MessageReading? {
        guard AbsencePhrase.unexplained(rest) != nil else { return nil }
        return absence(rest, correcting: false)
    }

    /// `FALTA 1 X`, `FALTA 2`, "falto 1 profesor"
    private func unknownReason(_ rest: [TextToken]) -> MessageReading? {
        let isCommand = tokens.contains { $0.word == "falta" || $0.word == "faltas" }
        if isCommand, rest.count == 1, rest[0].number != nil { return .unclear(TextHead(), Figures(), .absenceReason(rest[0].text)) }
        if let words = AbsencePhrase.unexplained(rest) {
            let around = Around(rest.filter { $0.kind != .digits }, today: today)
            guard around.isEmpty(besides: AbsencePhrase.links) else { return nil }
            return .unclear(around.head, Figures(), .absenceReason(words))
        }
        guard rest.count == 2, rest[0].kind == .digits, rest[1].kind == .word, rest[1].word.count == 1,
            Vocabulary.labels[rest[1].word] == nil
        else { return nil }
        return .unclear(TextHead(), Figures(), .absenceReason(rest[1].text.uppercased()))
    }

    /// "Tenemos 20 varones y 18 mujeres matriculados"
    private func enrolmentInWords() -> MessageReading? {
        let enrolled = Vocabulary.words("matriculados matriculadas inscritos inscritas")
        guard tokens.contains(where: { enrolled.contains($0.word) }), !tokens.contains(where: { Self.came.contains($0.word) }) else { return nil }
        let around = Around(tokens.filter { !enrolled.contains($0.word) }, today: today)
        let result = FigureReader.read(around.tokens)
        let labels = result.figures.entries.map(\.label)
        guard result.problem == nil, around.problem == nil, labels.contains(.boys), labels.contains(.girls) else { return nil }
        return .enrolment(around.head, result.figures)
    }

    private func enrolment(_ rest: [TextToken]) -> MessageReading {
        let around = Around(rest, today: today, takesLastLetter: true)
        let result = FigureReader.read(around.tokens)
        if result.isProse { return .forOffice }
        if result.hasData {
            // What was not understood is asked for with an example, never stored in part.
            return .enrolment(around.head, result.problem == nil ? result.figures : Figures())
        }
        return around.isEmpty(besides: []) ? .enrolment(around.head, Figures()) : .forOffice
    }

    private func status(_ rest: [TextToken]) -> MessageReading? {
        let around = Around(rest, today: today)
        return around.isEmpty(besides: []) && around.head.day == nil ? .status(around.head) : nil
    }

    /// `PAUSA 9999996 hasta 20/05 duelo`. Without a code a reason would make any sentence a PAUSA.
    private func pause(_ rest: [TextToken]) -> MessageReading? {
        let until = PausePhrase.read(rest, on: today)
        let around = Around(until.rest, today: today)
        guard around.problem == nil, around.head.day == nil || around.head.day == today else { return nil }
        // "Dos semanas", "solo por hoy", "3 dias": it has an end, and we cannot tell which.
        if until.end == .open, around.head.school?.isCode == true, rest.contains(where: { Self.spans.contains($0.word) }) {
            return .pause(around.head, .unclear, reason: nil)
        }
        if around.isEmpty(besides: []) { return .pause(around.head, until.end, reason: nil) }
        guard around.head.school?.isCode == true else { return nil }
        guard around.tokens.allSatisfy({ $0.kind == .word }) else { return nil }
        let words = around.tokens.map(\.text).joined(separator: " ")
        return .pause(around.head, until.end, reason: String(words.prefix(Self.longestReason)))
    }

    private static let longestReason = 60
    private static let spans = Vocabulary.words("dia dias semana semanas mes meses hoy manana quincena")

    private func resume(_ rest: [TextToken]) -> MessageReading? {
        let around = Around(rest, today: today)
        return around.isEmpty(besides: []) && around.head.day == nil ? .resume(around.head) : nil
    }
}

/// School, day and PRUEBA beside a command, and what else stands there.
private struct Around {
    let head: TextHead
    let tokens: [TextToken]
    let problem: MessageReading.Problem?

    /// - Parameter takesLastLetter: the school's letter may stand behind figures.
    init(_ rest: [TextToken], today: SchoolDay, takesLastLetter: Bool = false) {
        var rest = rest
        var date: DayWords.WrittenDate?
        var written = ""
        if let index = rest.firstIndex(where: { $0.kind == .fraction && DayWords.date($0.word, on: today) != nil }) {
            written = rest[index].text
            date = DayWords.date(rest.remove(at: index).word, on: today)
        }
        var text = TextScanner(rest, today: today)
        text.readHead()
        if takesLastLetter { text.takeLastLetter() }
        var head = text.head
        switch date {
        case .day(let day)? where head.day == nil || head.day == day:
            head.day = day
            problem = text.problem
        case .day?: problem = .twoDays
        case .future?: problem = .future(written)
        case nil: problem = text.problem
        }
        self.head = head
        tokens = text.tokens
    }

    /// Nothing but words without a meaning of their own, and these.
    func isEmpty(besides words: Set<String>) -> Bool {
        tokens.allSatisfy { token in
            token.kind == .word
                && (Vocabulary.polite.contains(token.word) || Vocabulary.fillers.contains(token.word)
                    || Vocabulary.training.contains(token.word) || words.contains(token.word))
        }
    }
}
