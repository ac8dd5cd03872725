/// PRUEBA: the text is for practice. "Prueba de matematica" is an exam.
enum TrainingWord {
    static func isOne(_ tokens: [TextToken], at index: Int) -> Bool {
        guard Vocabulary.training.contains(tokens[index].word) else { return false }
        if index > 0, tokens[index - 1].kind == .digits, tokens[index].word.hasSuffix("s") { return false }
        // "Hubo prueba", "dieron una prueba": an exam.
        let lead = tokens[..<index].reversed().first { !["la", "una", "su", "las"].contains($0.word) }
        if let lead, exams.contains(lead.word) { return false }
        var next = index + 1
        while next < tokens.count, ["de", "del", "la"].contains(tokens[next].word) { next += 1 }
        guard next < tokens.count, tokens[next].clause == tokens[index].clause else { return true }
        return tokens[next].kind != .word || Vocabulary.isKnown(tokens[next].word) || tokens[next].word.count == 1
    }

    private static let exams = Vocabulary.words(
        """
        hubo ubo hay tenemos tuvimos tuvieron tienen dieron dio dimos dan damos daran tomo tomaron tomamos toman rindieron \
        rinden rendimos hicieron hicimos hizo
        """)

    /// "Es una prueba", "mensaje de prueba": also without figures.
    static func isSaid(_ tokens: [TextToken]) -> Bool {
        tokens.indices.contains { index in
            guard index > 0, isOne(tokens, at: index) else { return false }
            let before = tokens[..<index].suffix(2).map(\.word)
            return before.contains("es") || before.contains("mensaje") || before.contains("sms")
        }
    }
}
