// Which school a text names behind its figures, and whether it names two.
extension TextScanner {
    /// `12 15 2 B`, `849 H 12 M 15 D 2`: a letter behind whole figures, or a number before them, says which school.
    mutating func withSchool(of result: FigureReader.Result) -> FigureReader.Result? {
        guard head.school == nil, result.hasData, !(result.isWhole || result.isPositional) else { return nil }
        if let index = LetterBehind.figures(in: tokens) {
            var rest = tokens
            let letter = rest.remove(at: index).word.uppercased()
            let without = FigureReader.read(rest)
            let isPlain = without.isPositional || (without.hasData && without.figures.bare.isEmpty)
            guard isPlain, without.problem == nil, !without.isProse else { return nil }
            head.school = .letter(letter)
            tokens = rest
            return without
        }
        guard let first = tokens.first, (3...5).contains(first.word.count), first.word == first.whole, let number = first.number
        else { return nil }
        let rest = Array(tokens.dropFirst())
        let without = FigureReader.read(rest)
        guard without.isWhole || without.isPositional, !without.figures.isTotal(number) else { return nil }
        head.school = .number(first.word)
        tokens = rest
        return without
    }

    /// `A 12 15 2 B igual`: what is no number is another school.
    func otherLetter(_ problem: MessageReading.Problem?) -> MessageReading.Problem? {
        guard case .letter(let first)? = head.school, case .notANumber(let word)? = problem,
            let letter = word.split(separator: " ").last, letter.count == 1, Vocabulary.isSchoolLetter(letter.uppercased()),
            letter.uppercased() != first, letter.first?.isUppercase == true
        else { return nil }
        return .twoSchools(letter.uppercased())
    }

    /// `A 12 15 2 B 9 10 1`: a letter between figures, where one has already said which school.
    var secondSchool: MessageReading.Problem? {
        guard case .letter? = head.school else { return nil }
        let index = tokens.indices.dropFirst().first { index in
            Vocabulary.isSchoolLetter(tokens[index].word.uppercased()) && !tokens[index].isGlued
                && tokens[..<index].contains { $0.kind == .digits } && isSchoolLetter(at: index)
                && index + 1 < tokens.count
        }
        return index.map { .twoSchools(tokens[$0].text.uppercased()) }
    }
}
