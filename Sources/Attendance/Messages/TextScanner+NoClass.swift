// SIN CLASES, said in whatever words, alone or beside figures.
extension TextScanner {
    mutating func noClass(
        _ phrase: Range<Int>, isPresent: Bool, _ result: FigureReader.Result
    ) -> MessageReading {
        if let problem { return .unclear(head, Figures(), problem) }
        if case .notADate? = result.problem { return .unclear(head, Figures(), result.problem ?? .twoDays) }
        let isAnnounced = isAnnounced(isPresent: isPresent)
        // "H 12 M 15 D 2. Mañana no hay clases"
        if isAnnounced, head.day == nil || !hasOpenWeekday, result.isWhole || result.isPositional {
            return .report(head, result.figures)
        }
        // "H 12 M 15 D 2, sin clases el viernes": of another day than the figures.
        let isOfOtherDay = tokens.clause(of: phrase.lowerBound).contains { index in
            DayWords.isDay(tokens[index].word) && Vocabulary.weekdays[tokens[index].word] != today.weekday
        }
        if isOfOtherDay, head.day == nil, result.isWhole || result.isPositional { return .report(head, result.figures) }
        let half = isAnnounced ? nil : HalfDay.around(phrase, in: tokens)
        // "No hubo clases en la tarde. H 12 M 15 D 2": of the half that had.
        if half != nil, result.isWhole || result.isPositional { return .report(head, result.figures) }
        if let other = otherSchool(before: phrase) { return .unclear(head, result.figures, .twoSchools(other)) }
        if half != nil || result.figures.entries.count >= 2 {
            let words = tokens[half ?? phrase].map(\.text).joined(separator: " ")
            return .unclear(head, result.figures, .classOrNot(words))
        }
        if isAnnounced { return .forOffice }
        if case .letter? = head.school, let second = secondClosed(behind: phrase) {
            return .unclear(head, Figures(), .twoSchools(second))
        }
        if head.school == nil, let closed = LetterBehind.phrase(in: tokens[phrase.upperBound...]) {
            if let second = closed.second { return .unclear(head, Figures(), .twoSchools(second)) }
            head.school = .letter(closed.letter)
            tokens.remove(at: phrase.upperBound)
        }
        if TrainingWord.isSaid(tokens) { head.isTraining = true }
        return .noClass(head, reason: reason(around: phrase))
    }

    /// `A 12 15 2 B SIN CLASES`
    private func otherSchool(before phrase: Range<Int>) -> String? {
        guard case .letter(let first)? = head.school, phrase.lowerBound > 0 else { return nil }
        let token = tokens[phrase.lowerBound - 1]
        let letter = token.word.uppercased()
        return Vocabulary.isSchoolLetter(letter) && !token.isGlued && letter != first && !["y", "o", "e", "a"].contains(token.word) ? letter : nil
    }

    /// `A SIN CLASES Y B SIN CLASES`: another letter, and another such phrase right behind it.
    private func secondClosed(behind phrase: Range<Int>) -> String? {
        let index = tokens[phrase.upperBound...].indices.dropLast().first { index in
            guard Vocabulary.isSchoolLetter(tokens[index].word.uppercased()), !tokens[index].isGlued,
                case .said(let other, _)? = NoClassPhrase.find(in: Array(tokens[(index + 1)...]))
            else { return false }
            return other.lowerBound == 0
        }
        return index.map { tokens[$0].text.uppercased() }
    }

    /// What is said of a day to come is no report: "mañana no hay clases", "el viernes no hay clases".
    /// "Hasta mañana" and "en la mañana" are said of this one.
    private func isAnnounced(isPresent: Bool) -> Bool {
        if isPresent, hasOpenWeekday { return true }
        return tokens.indices.contains { index in
            let before = index > 0 ? tokens[index - 1].word : ""
            return switch tokens[index].word {
            case "manana": !["la", "esta", "hasta", "toda", "media"].contains(before)
            case "proximo", "proxima", "viene": before != "el" || tokens[index].word != "viene"
            default: false
            }
        }
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
            while let last = words.last, Self.phraseLead.contains(last.word) { words.removeLast() }
        }
        while let last = words.last, Vocabulary.polite.contains(last.word) { words.removeLast() }
        let text = words.reduce("") { $0 + ($1.isGlued || $0.isEmpty ? "" : " ") + $1.text }
        return text.isEmpty ? nil : String(text.prefix(Self.longestReason))
    }

    /// "Por lluvia se suspendieron las clases": said before the phrase and no part of the reason.
    /// So is "por eso".
    private static let phraseLead = Vocabulary.reasonLinks.union(
        Vocabulary.words("se esta estan fue fueron clases eso ello lo tanto"))
    private static let longestReason = 80
}
