/// What says yes to "Si es correcto responda SI" in other words.
extension Turn {
    /// "Ok", "esta bien", "es correcto", "Siii" and "si, llego 1 niño nuevo".
    func confirmed(_ reading: MessageReading) -> MessageReading {
        guard let open, open.kind == .overEnrolment else { return reading }
        let words = TextTokens.of(body.foldedForMatching).map(\.word)
        let isYes =
            switch reading {
            case .polite: words.contains(where: Vocabulary.agreed.contains) || words.starts(with: ["esta", "bien"])
            case .report(let head, let figures):
                (head.saysYes && Self.tellsOfNewcomers(words, figures)) || explains(open, words, figures)
            case .forOffice: words == ["es", "correcto"] || words == ["si", "es", "correcto"] || Self.isLongYes(words)
            default: false
            }
        return isYes ? .yes(TextHead()) : reading
    }

    /// "Hay una niña nueva", "llego un profesor nuevo": as many as are too many, and no other figure.
    private func explains(_ question: OpenQuestion, _ words: [String], _ figures: Figures) -> Bool {
        guard Self.namesNewcomers(words) || words.contains(where: Self.isOfOthers), figures.entries.count == 1,
            let entry = figures.entries.first, case .value(let number) = entry.figure,
            let school = schools.first(where: { $0.school.key == question.school })?.school,
            let field = over(question.counts, school).first, let count = question.counts[field],
            let enrolled = school.enrolment[field]
        else { return false }
        let isField =
            switch entry.label {
            case .boys?: field == .boys
            case .girls?: field == .girls
            case .teachers?: field == .teachers
            case .pupils?, .boysOrPupils?: field != .teachers
            case nil: true
            }
        return isField && number == count - enrolled
    }

    /// "Llego 1 niño nuevo" gives the reason; any other figure gives other figures.
    private static func tellsOfNewcomers(_ words: [String], _ figures: Figures) -> Bool {
        namesNewcomers(words)
            && figures.entries.allSatisfy { entry in
                guard case .value(let number) = entry.figure, entry.label != .girls, entry.label != .teachers
                else { return false }
                return (1...3).contains(number)
            }
    }

    var saysOfNewcomers: Bool { Self.namesNewcomers(TextTokens.of(body.foldedForMatching).map(\.word)) }

    /// Not "de nuevo".
    private static func namesNewcomers(_ words: [String]) -> Bool {
        words.indices.contains { words[$0].hasPrefix("nuev") && ($0 == 0 || words[$0 - 1] != "de") }
    }

    /// "Se matriculo", "practicante": none of those who were enrolled.
    private static func isOfOthers(_ word: String) -> Bool {
        word.hasPrefix("matricul") || word.hasPrefix("practicante")
    }

    /// "Siii"
    private static func isLongYes(_ words: [String]) -> Bool {
        words.count == 1 && words[0].hasPrefix("s") && words[0].count > 2 && words[0].dropFirst().allSatisfy { $0 == "i" }
    }
}
