/// Reads what people write (domain: what teachers write). Knows words, not schools: which school,
/// which day and whether a figure is missing is ``ReportDecision``'s.
///
/// One rule stands above the others: what looks like data is understood or asked for, never
/// guessed and never dropped.
package struct MessageGrammar: Sendable {
    private let questions: [ExtraQuestion]

    /// - Parameter questions: what the office asks beside attendance.
    package init(questions: [ExtraQuestion] = []) { self.questions = questions }

    /// - Parameters:
    ///   - body: the text as received.
    ///   - today: the day on which it was sent; `AYER`, weekdays and the year of `04/05` hang on it.
    package func read(_ body: String, on today: SchoolDay) -> MessageReading {
        let read = String(String.UnicodeScalarView(body.unicodeScalars.prefix(Self.longestText)))
        let folded = PeopleSigns.spelled(read).foldedForReading
        let tokens = DashedDate.marked(ClockTime.marked(TextTokens.of(folded)))
        guard !tokens.isEmpty else {
            if folded.contains("?") { return .help }
            return folded.contains { !$0.isWhitespace } ? .polite : .empty
        }
        let answers = ExtraReplyReader(tokens, questions)
        guard answers.replies.isEmpty else { return marked(reading(of: answers, on: today), answers.rest) }
        return marked(reading(of: tokens, on: today), tokens)
    }

    /// What was understood stands; a person reads the rest.
    private func marked(_ reading: MessageReading, _ tokens: [TextToken]) -> MessageReading {
        guard var head = reading.head else { return reading }
        head.needsPerson = head.needsPerson || Remarks.needPerson(tokens, of: reading)
        return head.needsPerson ? reading.with(head) : reading
    }

    /// Answers beside something else go with it; a sentence that happens to hold such a word is left to a person.
    private func reading(of answers: ExtraReplyReader, on today: SchoolDay) -> MessageReading {
        var head = TextHead()
        if !answers.rest.isEmpty {
            let rest = reading(of: answers.rest, on: today)
            switch rest {
            case .polite, .empty: break
            case .report(let said, let figures) where figures.isEmpty: head = said
            // "MATERIALES NO, solo la mitad"
            case .unclear(let said, let figures, .notANumber) where figures.isEmpty:
                head = said
                head.needsPerson = true
            default:
                guard var said = rest.head else { return rest }
                said.replies = answers.replies
                return rest.with(said)
            }
        }
        head.replies = answers.replies
        return .answers(head)
    }

    private func reading(of tokens: [TextToken], on today: SchoolDay) -> MessageReading {
        if let report = reportWithAbsences(tokens, on: today) { return report }
        if let command = command(tokens, on: today) { return command }
        var text = TextScanner(tokens, today: today)
        text.readHead()
        return text.read()
    }

    /// `H 12 M 15 D 1 FALTA 1 L`, `12 15 1, falto 1 docente por licencia`: two things are said.
    private func reportWithAbsences(_ tokens: [TextToken], on today: SchoolDay) -> MessageReading? {
        if let index = tokens.indices.dropFirst().first(where: { Vocabulary.absence.contains(tokens[$0].word) }),
            case .absence(let beside, let reasons)? = CommandReader(Array(tokens[index...]), today: today).read(),
            beside == TextHead()
        {
            // "Falta por huelga" counts nobody.
            let isCounted = AbsencePhrase.counts(Array(tokens[index...]))
            return report(Array(tokens[..<index]), with: isCounted ? reasons : [:], on: today) { !$0.isEmpty }
        }
        // "FALTA 2 L 1 P. H 40 M 38 D 3"
        if let first = tokens.first, Vocabulary.absence.contains(first.word),
            let end = tokens.indices.first(where: { tokens[$0].clause != first.clause }),
            case .absence(let beside, let reasons)? = CommandReader(Array(tokens[..<end]), today: today).read(), beside == TextHead(),
            let whole = report(Array(tokens[end...]), with: reasons, on: today, where: { $0.positional != nil })
        {
            return whole
        }
        // "12 15 1, 1 docente con licencia"
        guard let index = AbsencePhrase.start(behindFigures: tokens) else { return nil }
        let said = AbsencePhrase.all(in: Array(tokens[index...]))
        let isAll = said.others.allSatisfy { token in
            AbsencePhrase.links.contains(token.word) || AbsencePhrase.came.contains(token.word) || Vocabulary.polite.contains(token.word)
                || ["no", "y", "hoy"].contains(token.word)
        }
        guard isAll else { return nil }
        return report(Array(tokens[..<index]), with: said.reasons, on: today) { $0.positional != nil }
    }

    private func report(
        _ tokens: [TextToken], with reasons: [AbsenceReason: Int], on today: SchoolDay, where isEnough: (Figures) -> Bool
    ) -> MessageReading? {
        var text = TextScanner(tokens, today: today)
        text.readHead()
        guard case .report(var head, let figures) = text.read(), isEnough(figures) else { return nil }
        head.absences = reasons
        return .report(head, figures)
    }

    /// Unicode scalars. More than ten parts are no report; what stands behind is left to the reader in the office.
    private static let longestText = 1600

    // MARK: Commands

    private func command(_ tokens: [TextToken], on today: SchoolDay) -> MessageReading? {
        let content = tokens.filter { !Vocabulary.polite.contains($0.word) }
        guard let first = content.first else {
            // `A` alone says which school.
            let isLetter = Vocabulary.isSchoolLetter(tokens[0].word.uppercased()) && tokens.count <= 2
            return isLetter ? nil : .polite
        }
        if first.word == "alta", content.contains(where: \.isSevenDigits) || !hasFigures(content) { return optIn(content.dropFirst()) }
        if isEcho(tokens.map(\.word)) { return .forOffice }
        if let command = CommandReader(tokens, today: today).read() { return command }
        guard !tokens.contains(where: { $0.kind != .word }) else { return nil }
        if isHelp(content) { return .help }
        if OptOut.isSaid(tokens.map(\.word)) { return .optOut }
        return nil
    }

    /// Our own question or reply come back: its example is nobody's report.
    private func isEcho(_ words: [String]) -> Bool {
        let ours = [
            "responda asi", "clases y el motivo", "answer like this", "clases and the reason", "kayhina kutichiy",
            "sin clases imarayku",
        ].map { Vocabulary.words(in: $0) }
        return words.indices.contains { start in ours.contains { words[start...].starts(with: $0) } }
    }

    private func isHelp(_ content: [TextToken]) -> Bool {
        let isWord = { (token: TextToken) in
            Vocabulary.help.contains(token.word) || isWithinOneEdit(token.word, "ayuda")
        }
        if content.count <= 3, content.contains(where: isWord) { return true }
        // "Como se manda", "como envio el reporte"
        let asksHow = content.count <= 6 && content.first?.word == "como" && content.dropFirst().contains { Self.sends.contains($0.word) }
            && content.allSatisfy { Vocabulary.howTo.contains($0.word) || Vocabulary.fillers.contains($0.word) || Self.sends.contains($0.word) }
        if asksHow { return true }
        guard content.count > 3 else { return false }
        // "Ayuda, no hubo clases por el huaico" asks nobody how to report.
        return content.prefix(1).contains(where: isWord) && content.contains { Vocabulary.howTo.contains($0.word) }
            && !content.contains { $0.word == "clases" || $0.word == "clase" }
    }

    private static let sends = Vocabulary.words("manda mando mandar envia envio enviar reporto reportar reporta escribo escribe escribir respondo responde responder")

    /// "Alta asistencia: H 12 M 15 D 2" joins nobody.
    private func hasFigures(_ content: [TextToken]) -> Bool {
        let numbers = content.indices.filter { content[$0].kind == .digits && content[$0].word.count <= 3 }
        return numbers.count >= 2 || numbers.contains { $0 > 0 && Vocabulary.labels[content[$0 - 1].word] != nil }
    }

    private func optIn(_ rest: ArraySlice<TextToken>) -> MessageReading {
        // Six digits: a zero that a spreadsheet or a phone has lost.
        let codes = rest.filter { $0.kind == .digits }.map(\.word)
        let code = codes.first { $0.count == 7 } ?? codes.first { $0.count == 6 }
        let links: Set<String> = ["soy", "mi", "nombre", "es", "codigo", "modular", "cod", "de", "ie", "con", "y"]
        var words = rest.filter { $0.kind == .word }.map(\.text)[...]
        words = words.drop { links.contains($0.lowercased()) }
        // "Carmen Diaz de la escuela Anaro"
        if let end = words.firstIndex(where: { ["escuela", "colegio", "ie", "iei", "institucion", "pronoei", "jardin"].contains($0.lowercased()) }) {
            words = words[..<end]
            while let last = words.last, ["la", "el", "del", "de", "desde"].contains(last.lowercased()) { words.removeLast() }
        }
        while let last = words.last, links.contains(last.lowercased()) { words.removeLast() }
        let name = String(
            words.filter { !["codigo", "modular"].contains($0.lowercased()) }
                .joined(separator: " ").prefix(Self.longestName))
        return .optIn(name: name.isEmpty ? nil : name, codMod: code)
    }

    private static let longestName = 60
}

/// BAJA. The whole text has to say it: nobody must leave by a word in a sentence such as "la profesora
/// esta de baja" (on leave), "no mas vinieron doce" (only twelve came) or "baja asistencia por la lluvia".
private enum OptOut {
    static func isSaid(_ words: [String]) -> Bool {
        let rest = words.filter { !around.contains($0) }
        if rest.first.map(Vocabulary.optOut.contains) == true { return rest.dropFirst().allSatisfy(messages.contains) }
        if let give = rest.first, gives.contains(give), rest.dropFirst().starts(with: ["de", "baja"]) {
            return rest.dropFirst(3).allSatisfy(messages.contains)
        }
        if rest.starts(with: ["de", "baja"]) { return rest.count == 2 && words.contains { wishes.contains($0) } }
        return isNoMore(rest, of: words)
    }

    /// "No mas", "no mas mensajes", "no me envien mas mensajes".
    private static func isNoMore(_ words: [String], of all: [String]) -> Bool {
        if words == ["no", "mas"] || words == ["nomas", "mensajes"] { return true }
        guard words.first == "no", words.contains("mas") || all.contains(where: wishes.contains),
            words.contains(where: { ["mensajes", "mensaje", "sms"].contains($0) })
        else {
            return false
        }
        return words.dropFirst().allSatisfy { messages.contains($0) || sends.contains($0) }
    }

    private static let wishes = Vocabulary.words("quiero deseo quisiera solicito pido")
    private static let around = wishes.union(
        Vocabulary.words(
            "por favor porfavor gracias ya buenos buenas dias tardes noches hola senor senora senorita senores me puede puedo pueden podria"
        ))
    private static let gives = Vocabulary.words("darme dar deme denme dame darse doy")
    private static let messages = Vocabulary.words(
        "mensajes mensaje sms de del los las no mas enviar recibir mi este numero celular sistema a ese esto estos")
    private static let sends = Vocabulary.words("me envie envien enviar manden mande mandar recibir llegar quiero")
}
