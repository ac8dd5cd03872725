/// The letter of a school that does not open the text.
enum LetterBehind {
    /// The last word of `CORREGIR H 9 B`, thanks aside; not of `H 9 V`, which lacks the figure of varones.
    static func figures(in tokens: [TextToken]) -> Int? {
        let last = tokens.lastIndex { $0.word.count == 1 || !Vocabulary.polite.contains($0.word) }
        guard let index = last, index > 0, isLetter(tokens[index]), tokens[index].word != "v",
            tokens[..<index].contains(where: { $0.kind == .digits || NumberWords.exactValue($0) != nil }),
            !Vocabulary.places.contains(tokens[index - 1].word), !Vocabulary.months.keys.contains(tokens[index - 1].word)
        else { return nil }
        return index
    }

    /// `SIN CLASES B`, `SIN CLASES B LLUVIA`, and of `SIN CLASES A Y B` both. "A causa de" and "x lluvia" name no school.
    ///
    /// - Parameter behind: what follows the phrase.
    static func phrase(in behind: ArraySlice<TextToken>) -> (letter: String, second: String?)? {
        guard let first = behind.first, isLetter(first) else { return nil }
        let letter = first.word.uppercased()
        let rest = behind.dropFirst()
        let others = rest.drop { ["y", "e", "o"].contains($0.word) && rest.count > 1 }
        if others.count == 1, let other = others.first, isLetter(other) { return (letter, other.word.uppercased()) }
        return isSchool(first, before: rest.first) ? (letter, nil) : nil
    }

    private static func isLetter(_ token: TextToken) -> Bool {
        token.kind == .word && !token.isGlued && Vocabulary.isSchoolLetter(token.word.uppercased())
    }

    private static func isSchool(_ letter: TextToken, before next: TextToken?) -> Bool {
        guard let next, next.clause == letter.clause else { return true }
        if next.gap.contains("/") { return false }
        return before.contains(next.word) || (Vocabulary.onlyLetters.contains(letter.word) && next.kind == .word)
    }

    /// They begin the reason.
    private static let before = Vocabulary.words("por porque debido x hoy gracias")
}
