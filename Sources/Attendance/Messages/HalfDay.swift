/// Half a day without class: `no hubo clases en la tarde`, `sin clases desde las 10`. The other half had
/// class, so that it closes no day.
enum HalfDay {
    /// The words of a phrase that says "no class", with those beside it that say "half a day"; nil where
    /// there are none.
    static func around(_ phrase: Range<Int>, in tokens: [TextToken]) -> Range<Int>? {
        let clause = tokens.clause(of: phrase.upperBound - 1)
        let text = Text(words: tokens.map { $0.kind == .time ? timeMark : $0.word }, clause: clause)
        if let end = text.end(at: phrase.upperBound) { return phrase.lowerBound..<end }
        return text.start(before: phrase.lowerBound).map { $0..<phrase.upperBound }
    }

    /// No word of a text.
    private static let timeMark = ":"
    private static let links = Vocabulary.words("en por de durante a desde hasta solo solamente recien")
    private static let articles = Vocabulary.words("la el esta este las toda")
    private static let parts = Vocabulary.words("tarde tardes mediodia noche noches")
    private static let halves = Vocabulary.words("medio media primer primera primeras segundo segunda ultima ultimas")
    private static let halved = Vocabulary.words("dia jornada turno manana tarde hora horas parte bloque")
    private static let breaks = Vocabulary.words("recreo refrigerio desayuno almuerzo descanso")

    private struct Text {
        let words: [String]
        let clause: Range<Int>

        private func word(_ index: Int) -> String { clause.contains(index) ? words[index] : "" }

        /// Where the words behind the phrase end.
        func end(at start: Int) -> Int? {
            if word(start) == timeMark { return start + 1 }
            if word(start) == "despues" || word(start) == "antes" {
                let noun = (start + 1..<start + 4).first { breaks.contains(word($0)) }
                return noun.map { $0 + 1 }
            }
            // "El dia de hoy", of which the day has been taken.
            var index = word(start) == "el" && word(start + 1) == "dia" ? start + 2 : start
            while links.contains(word(index)) { index += 1 }
            if word(index) == timeMark { return index + 1 }
            let isNamed = articles.contains(word(index))
            return part(at: isNamed ? index + 1 : index, isNamed: isNamed)
        }

        /// `tarde`, `la mañana`, `turno tarde`, `medio dia`. Without an article "mañana" is tomorrow.
        private func part(at index: Int, isNamed: Bool) -> Int? {
            if parts.contains(word(index)) || (isNamed && word(index) == "manana") { return index + 1 }
            if halves.contains(word(index)), halved.contains(word(index + 1)) { return index + 2 }
            if word(index) == "turno" { return word(index + 1).isEmpty ? index + 1 : index + 2 }
            return nil
        }

        /// Where the words before the phrase begin: `en la tarde`, `esta tarde`, `a las 8`.
        func start(before end: Int) -> Int? {
            if word(end - 1) == timeMark { return end - 1 }
            let isPart = parts.contains(word(end - 1)) || word(end - 1) == "manana"
            guard isPart, articles.contains(word(end - 2)) || word(end - 2) == "turno" else { return nil }
            var start = end - 2
            while links.contains(word(start - 1)) || articles.contains(word(start - 1)) { start -= 1 }
            return start
        }
    }
}
