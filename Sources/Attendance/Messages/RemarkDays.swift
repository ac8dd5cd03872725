/// Days that a text tells something else of: `H12 M15 D2, nos vemos el jueves`, `Soy Domingo Rios`.
///
/// Before the figures a day is theirs. Behind figures that are whole it is where it hangs on them: `12 15 2 del viernes`,
/// `H 12 M 15 D 2, ayer.`
struct RemarkDays {
    private let tokens: [TextToken]
    private let figures: [Int]

    init(_ tokens: [TextToken]) {
        self.tokens = tokens
        figures = tokens.indices.filter { NumberWords.exactValue(tokens[$0]) != nil && !tokens[$0].isMobileNumber }
    }

    /// "Soy Domingo", "Santo Domingo"
    func isName(_ index: Int) -> Bool {
        guard tokens[index].word == "domingo" else { return false }
        if index > 0, Self.beforeNames.contains(tokens[index - 1].word) { return true }
        guard index + 1 < tokens.count else { return false }
        let next = tokens[index + 1]
        return tokens[index].text.first?.isUppercase == true && next.text.first?.isUppercase == true && next.text.contains(where: \.isLowercase)
            && next.kind == .word && !Vocabulary.isKnown(next.word) && next.clause == tokens[index].clause
    }

    func contains(_ index: Int) -> Bool {
        guard DayWords.isDay(tokens[index].word), figures.count(where: { $0 < index }) >= 3 else { return false }
        var first = index
        while first > 0, Self.links.contains(tokens[first - 1].word) { first -= 1 }
        guard first > 0, hangsOn(tokens[first - 1]) else { return true }
        if (first..<index).contains(where: { Self.owners.contains(tokens[$0].word) }) { return false }
        return !isLast(index)
    }

    /// A figure, or its label; thanks between them change nothing.
    private func hangsOn(_ token: TextToken) -> Bool {
        NumberWords.exactValue(token) != nil || Vocabulary.labels[token.word] != nil || token.kind == .fraction
            || ["gracias", "saludos", "hoy"].contains(token.word) || DayWords.isDay(token.word)
    }

    /// Nothing but thanks and a signature, or its date, behind it in its sentence.
    private func isLast(_ index: Int) -> Bool {
        let clause = tokens.clause(of: index)
        return tokens[(index + 1)..<clause.upperBound].allSatisfy { token in
            Vocabulary.polite.contains(token.word) || token.kind != .word || Vocabulary.months[token.word] != nil
                || ["de", "del", "pasado", "anterior", "ultimo"].contains(token.word) || token.text.first?.isUppercase == true
        }
    }

    private static let links = Vocabulary.words(
        "el los del de dia fecha reporte asistencia informe lo correspondiente corresponde al para a hoy la es este que fue son y ni e")
    private static let owners = Vocabulary.words("del de fecha reporte asistencia informe lo correspondiente corresponde para y ni e")
    private static let beforeNames = Vocabulary.words(
        "soy santo san don sr senor prof profe profesor docente director atte firma llamo nombre atentamente comunidad")
}
