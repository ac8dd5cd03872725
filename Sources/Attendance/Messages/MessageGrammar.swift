/// Reads what people write (domain: what teachers write). Knows words, not schools: which school,
/// which day and whether a figure is missing is ``ReportDecision``'s.
///
/// One rule stands above the others: what looks like data is understood or asked for, never
/// guessed and never dropped.
package struct MessageGrammar: Sendable {
    package init() {}

    /// - Parameters:
    ///   - body: the text as received.
    ///   - today: the day on which it was sent; `AYER`, weekdays and the year of `04/05` hang on it.
    package func read(_ body: String, on today: SchoolDay) -> MessageReading {
        let folded = String(body.prefix(Self.longestText)).foldedForReading
        let tokens = TextTokens.of(folded)
        guard !tokens.isEmpty else {
            if folded.contains("?") { return .help }
            return folded.contains { !$0.isWhitespace } ? .polite : .empty
        }
        if let command = command(tokens) { return command }
        var text = TextScanner(tokens, today: today)
        text.readHead()
        return text.read()
    }

    /// More than ten parts are no report; what stands behind is left to the reader in the office.
    private static let longestText = 1600

    // MARK: Commands that take no figures

    private func command(_ tokens: [TextToken]) -> MessageReading? {
        let content = tokens.filter { !Vocabulary.polite.contains($0.word) }
        guard let first = content.first else {
            // `A` alone says which school.
            let isLetter = Vocabulary.isSchoolLetter(tokens[0].word.uppercased()) && tokens.count <= 2
            return isLetter ? nil : .polite
        }
        if first.word == "alta" { return optIn(content.dropFirst()) }
        if Vocabulary.cancel.contains(first.word) { return .forOffice(.cancel) }
        if Vocabulary.enrolment.contains(first.word) { return .forOffice(.enrolment) }
        if isAbsence(content) { return .forOffice(.absence) }
        guard !tokens.contains(where: { $0.kind != .word }) else { return nil }
        if isHelp(content) { return .help }
        if isOptOut(tokens, content) { return .optOut }
        if isStatus(tokens) { return .forOffice(.status) }
        return nil
    }

    private func isHelp(_ content: [TextToken]) -> Bool {
        let isWord = { (token: TextToken) in
            Vocabulary.help.contains(token.word) || isWithinOneEdit(token.word, "ayuda")
        }
        return content.prefix(1).contains(where: isWord) || (content.count <= 3 && content.contains(where: isWord))
    }

    /// `baja asistencia por la lluvia` is no BAJA: nobody must leave by a word in a sentence.
    private func isOptOut(_ tokens: [TextToken], _ content: [TextToken]) -> Bool {
        let words = tokens.map(\.word)
        if words.starts(with: ["no", "mas"]) || words.ends(with: ["de", "baja"]) { return words.count <= 6 }
        guard let first = content.first, Vocabulary.optOut.contains(first.word) else { return false }
        return content.dropFirst().allSatisfy {
            ["mensajes", "mensaje", "sms", "de", "los", "no", "mas", "enviar", "quiero"].contains($0.word)
        }
    }

    private func isStatus(_ tokens: [TextToken]) -> Bool {
        let words = tokens.map(\.word)
        return words.count <= 3 && (words.first == "estado" || words.starts(with: ["que", "falta"]))
    }

    /// `FALTA 1 L`, and nothing more: `falta 3 niños` is no reason of a teacher's absence.
    private func isAbsence(_ content: [TextToken]) -> Bool {
        guard content.first?.word == "falta", content.count <= 3 else { return false }
        let rest = content.dropFirst().drop { $0.kind == .digits }
        return rest.count == 1 && ["j", "i", "l", "p", "t", "h"].contains(rest.first?.word ?? "")
    }

    private func optIn(_ rest: ArraySlice<TextToken>) -> MessageReading {
        let code = rest.first { $0.kind == .digits && $0.word.count == 7 }?.word
        let links: Set<String> = ["soy", "mi", "nombre", "es", "codigo", "modular", "cod", "de", "ie", "con", "y"]
        var words = rest.filter { $0.kind == .word }.map(\.text)[...]
        words = words.drop { links.contains($0.lowercased()) }
        while let last = words.last, links.contains(last.lowercased()) { words.removeLast() }
        let name = String(words.filter { !["codigo", "modular"].contains($0.lowercased()) }
            .joined(separator: " ").prefix(Self.longestName))
        return .optIn(name: name.isEmpty ? nil : name, codMod: code)
    }

    private static let longestName = 60
}

extension Array<String> {
    func ends(with suffix: [String]) -> Bool { Array(self.suffix(suffix.count)) == suffix }
}
