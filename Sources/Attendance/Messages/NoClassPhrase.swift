/// Finds that there was no class: `sin clases`, `no se dictaron clases`, `se suspendieron las labores`,
/// `colegio cerrado`.
///
/// Not every text with such words says so: a road may be closed and a meeting suspended, the words
/// may be denied ("no hubo suspension de clases"), and they may be a question.
enum NoClassPhrase {
    enum Finding: Hashable {
        /// - Parameter isPresent: "no hay clases" may be said of a day to come, "no hubo" may not.
        case said(Range<Int>, isPresent: Bool)
        /// Denied or asked.
        case notSaid
    }

    /// Nil where no such words stand.
    static func find(in tokens: [TextToken]) -> Finding? {
        let text = Text(tokens: tokens)
        var denied = false
        for start in tokens.indices {
            guard let (range, isPresent) = text.phrase(at: start) else { continue }
            if !text.isDenied(range) { return .said(range, isPresent: isPresent) }
            denied = true
        }
        return denied ? .notSaid : nil
    }

    static func isSaid(in tokens: [TextToken]) -> Bool { if case .said? = find(in: tokens) { true } else { false } }

    /// All words that phrases are made of, as far as they mean nothing else.
    static let words: Set<String> = classes.union(suspended).union(closed).union(past).union(present).union(worked)
        .union(["sinclases"])

    private static let classes = Vocabulary.words("clase clases clace claces labores labor")
    private static let schools = Vocabulary.words("escuela colegio local institucion ie plantel jardin pronoei")
    private static let suspended = Vocabulary.words(
        """
        suspendido suspendida suspendidos suspendidas suspendimos suspendio suspendieron suspension suspencion \
        cancelado canceladas cancelaron
        """)
    private static let closed = Vocabulary.words("cerrado cerrada")
    private static let past = Vocabulary.words(
        """
        hubo ubo huvo uvo hubieron ubieron tuvimos tuvieron tuve hicimos hizo hicieron hice dicto dictaron dictamos dicte \
        realizo realizaron realizamos desarrollo desarrollaron desarrollamos dimos dio dieron habido tenido hecho llevo llevaron
        """)
    private static let present = Vocabulary.words("hay ay tenemos tienen tengo hacemos damos tendremos habra abra")
    /// Without "clases" behind them.
    private static let worked = Vocabulary.words("laboro laboramos laboraron laborado")
    private static let future = Vocabulary.words("tendremos habra abra")
    /// Between "no" and its verb, and between the verb and "clases".
    private static let links = Vocabulary.words("se nos les hemos han ha he la las los el ninguna de nuestras sus hoy")

    private struct Text {
        let tokens: [TextToken]

        private func word(_ index: Int) -> String { tokens.indices.contains(index) ? tokens[index].word : "" }

        /// The first index from `index` on behind links in the same clause.
        private func skip(from index: Int) -> Int {
            var index = index
            while links.contains(word(index)), tokens[index].clause == tokens[index - 1].clause { index += 1 }
            return index
        }

        func phrase(at start: Int) -> (Range<Int>, isPresent: Bool)? {
            switch word(start) {
            case "sinclases": return (start..<(start + 1), false)
            case "sin" where classes.contains(word(start + 1)): return (start..<(start + 2), false)
            case "no":
                let verb = skip(from: start + 1)
                if isIdle(verb, from: start) { return (start..<(verb + 1), false) }
                let isPresent = present.contains(word(verb))
                guard isPresent || past.contains(word(verb)) else { return nil }
                let noun = skip(from: verb + 1)
                return classes.contains(word(noun)) ? (start..<(noun + 1), isPresent) : nil
            case let word where suspended.contains(word): return suspension(at: start)
            case let word where closed.contains(word):
                let isSchool = tokens.clause(of: start).contains { schools.contains(tokens[$0].word) }
                return isSchool || isAlone(start) ? (start..<(start + 1), isTimeless(start)) : nil
            default: return nil
            }
        }

        /// "No laboramos", "no se laboro"; not "la profesora no laboro", who is one of them.
        private func isIdle(_ verb: Int, from start: Int) -> Bool {
            guard worked.contains(word(verb)) else { return false }
            return word(verb) == "laboramos" || (start..<verb).contains { ["se", "hemos"].contains(word($0)) }
        }

        /// "Se suspendieron las clases", "clases suspendidas"; not a meeting that was.
        private func suspension(at start: Int) -> (Range<Int>, isPresent: Bool)? {
            let noun = skip(from: start + 1)
            let isVerb = ["suspendimos", "suspendio", "suspendieron", "cancelaron"].contains(word(start))
            let isPresent = !isVerb && isTimeless(start)
            if classes.contains(word(noun)) { return (start..<(noun + 1), isPresent) }
            let first = tokens.clause(of: start).lowerBound
            let isOfClasses = (first..<start).contains { classes.contains(word($0)) || schools.contains(word($0)) }
            return isOfClasses || isAlone(start) ? (start..<(start + 1), isPresent) : nil
        }

        /// "Suspendido" says no time; "fue suspendido" does.
        private func isTimeless(_ index: Int) -> Bool {
            !tokens.clause(of: index).contains {
                ["fue", "fueron", "estuvo", "estuvieron", "quedo", "quedaron"].contains(word($0))
            }
        }

        /// Nothing else is said to be so: "SUSPENDIDO", "cerrado por lluvia", but not "cerrado el puente".
        private func isAlone(_ index: Int) -> Bool {
            let clause = tokens.clause(of: index)
            let before = (clause.lowerBound..<index).allSatisfy { Vocabulary.isKnown(word($0)) }
            guard before, index + 1 < clause.upperBound else { return before }
            let next = word(index + 1)
            if ["por", "porque", "debido", "a", "x", "hoy"].contains(next) { return true }
            return index == 0 && !["el", "la", "los", "las"].contains(next)
        }

        /// "Sin clases de matematica": of that subject only.
        private func isOfSubject(_ next: Int) -> Bool {
            guard word(next) == "de", tokens[next].clause == tokens[next - 1].clause else { return false }
            return next + 1 < tokens.count && !Vocabulary.isKnown(word(next + 1)) && tokens[next + 1].kind == .word
        }

        func isDenied(_ range: Range<Int>) -> Bool {
            if tokens[range.lowerBound].isAsked
                || (range.lowerBound + 1 < range.upperBound && future.contains(word(range.lowerBound + 1)))
            {
                return true
            }
            if isOfSubject(range.upperBound) { return true }
            let opensWithNo = ["no", "sin", "sinclases"].contains(word(range.lowerBound))
            let between =
                opensWithNo ? NoClassPhrase.stays : NoClassPhrase.stays.union(links).union(schools).union(classes)
            var index = range.lowerBound - 1
            while index >= 0, tokens[index].clause == tokens[range.lowerBound].clause {
                // "Si no hay clases le aviso"
                if opensWithNo, index == range.lowerBound - 1, ["si", "cuando"].contains(word(index)) { return true }
                if ["no", "nunca", "tampoco"].contains(word(index)) { return true }
                guard between.contains(word(index)) else { return false }
                index -= 1
            }
            return false
        }
    }

    /// Between a "no" and the words that it denies.
    private static let stays = Vocabulary.words(
        """
        es cierto verdad que esta estan estaba estuvo estuvieron estamos estuvimos fue fueron hay hubo ha han sido estado \
        quedamos tuvimos tenemos aun todavia
        """)
}
