/// V and M beside F. V is varones only where a label of the girls stands with it; M with F is masculino,
/// because the girls have their letter.
///
/// At the head of a text V may be a school's letter as well. The boys' figure is the first then too.
enum SexLetters {
    /// The tokens with such a letter read as H.
    static func told(_ tokens: [TextToken]) -> [TextToken] {
        let labels = tokens.compactMap { $0.kind == .word ? Vocabulary.labels[$0.word]?.label : nil }
        guard !labels.contains(.boys) else { return tokens }
        let letters = Set(tokens.indices.filter { isNumbered($0, in: tokens) }.map { tokens[$0].word })
        let boys: String
        if letters.contains("v"), labels.contains(.girls) {
            boys = "v"
        } else if letters.isSuperset(of: ["m", "f"]) {
            boys = "m"
        } else {
            return tokens
        }
        return tokens.indices.map { index in
            var token = tokens[index]
            if token.kind == .word, token.word == boys, isNumbered(index, in: tokens) { token.word = "h" }
            return token
        }
    }

    /// The V at the head of a text as the label that it may be; nil where it only names a school.
    static func label(at index: Int, in tokens: [TextToken]) -> TextToken? {
        guard tokens[index].word == "v", index + 1 < tokens.count, isNumber(tokens[index + 1]) else { return nil }
        let told = told(Array(tokens[index...]))[0]
        return told.word == "h" ? told : nil
    }

    private static func isNumber(_ token: TextToken) -> Bool {
        token.kind == .digits || NumberWords.read(token.word) != nil
    }

    private static func isNumbered(_ index: Int, in tokens: [TextToken]) -> Bool {
        guard tokens[index].kind == .word, tokens[index].word.count == 1 else { return false }
        return [index - 1, index + 1].contains { other in
            tokens.indices.contains(other) && isNumber(tokens[other])
        }
    }
}
