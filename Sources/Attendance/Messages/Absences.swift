/// Sentences about who was missing: `no falto ninguno`, `falto un docente por licencia`, `3 ausentes`,
/// `todos menos 2`.
///
/// We count who came, so such numbers are never figures. What is left without them counts where it is
/// a whole report by itself, said before anybody was called missing, or where nobody was.
struct Absences {
    /// The text without those sentences; nil where they cannot be told from the figures.
    let rest: [TextToken]?
    /// Nobody was missing: what is left may also be a part of a report.
    let isNobody: Bool

    /// Each sentence has a number of its own, or names who was missing: "12 15 2, faltaron 3", "12 15 1 falto la profesora".
    let isCounted: Bool

    /// Nil where nobody is called missing.
    init?(_ tokens: [TextToken]) {
        let text = Text(tokens: tokens)
        let sentences = tokens.indices.filter(text.isAbsent).map(text.sentence)
        guard !sentences.isEmpty else { return nil }
        isNobody = sentences.allSatisfy(\.isNobody)
        isCounted = sentences.allSatisfy { sentence in sentence.namesSomebody || sentence.range.contains { text.isNumber($0) || ["un", "una"].contains(tokens[$0].word) } }
        let dropped = Set(sentences.flatMap { Array($0.range) })
        let firstMissing =
            sentences.filter { !$0.isNobody && !$0.isOfTeacher }.map(\.range.lowerBound).min() ?? tokens.count
        let isMixed = tokens.indices.contains { $0 > firstMissing && !dropped.contains($0) && text.isNumber($0) }
        rest = isMixed ? nil : tokens.indices.filter { !dropped.contains($0) }.map { tokens[$0] }
    }
}

extension Absences {
    /// "Faltaron todos los profesores", "1 docente de permiso": the words, where no pupils are spoken of.
    func teachers(in tokens: [TextToken]) -> String? {
        let labels = tokens.compactMap { Vocabulary.labels[$0.word] }
        guard !labels.isEmpty, labels.allSatisfy({ $0.label == .teachers && ($0.kind == .person || $0.kind == .plain) }),
            let index = tokens.firstIndex(where: { Vocabulary.labels[$0.word] != nil && $0.word.count > 2 })
        else { return nil }
        return tokens[max(0, index - 1)...index].map(\.text).joined(separator: " ")
    }

    private struct Sentence {
        var range: Range<Int>
        var isNobody: Bool
        /// "Falto la profesora": without a number it heads no list of figures, as "faltaron:" does.
        var isOfTeacher: Bool
        /// "Falto el docente Juan"
        var namesSomebody: Bool
    }

    private struct Text {
        let tokens: [TextToken]

        func isNumber(_ index: Int) -> Bool { Self.isNumber(tokens[index]) }

        private static func isNumber(_ token: TextToken) -> Bool {
            NumberWords.exactValue(token) != nil || token.word == "un" || token.word == "una"
        }

        private func isZero(_ index: Int) -> Bool {
            NumberWords.nobody.contains(tokens[index].word) || NumberWords.exactValue(tokens[index]) == 0
        }

        func isAbsent(_ index: Int) -> Bool {
            let word = tokens[index].word
            let next = index + 1 < tokens.count ? tokens[index + 1] : nil
            if Vocabulary.isAbsent(word) { return true }
            if word == "falta" {
                return next.map { $0.kind == .digits || NumberWords.nobody.contains($0.word) } ?? false
            }
            // "No vino nadie" counts who came.
            if word == "no" {
                let hasCome = next.map { Self.came.contains($0.word) } ?? false
                return hasCome && !tokens.clause(of: index).contains { NumberWords.nobody.contains(tokens[$0].word) }
            }
            if Vocabulary.except.contains(word) { return index == 0 || !["o", "al"].contains(tokens[index - 1].word) }
            guard Vocabulary.notPresent.contains(word) else { return false }
            return (index > 0 && isNumber(index - 1)) || tokens.clause(of: index).contains(where: isNumber)
        }

        private static let came: Set<String> = [
            "vino", "vinieron", "asistio", "asistieron", "llego", "llegaron", "estuvieron",
        ]
        private static let teachers: Set<String> = [
            "docente", "prof", "profe", "profesor", "profesora", "maestro", "maestra", "director", "directora",
        ]
        private static let before: Set<String> = [
            "no", "sin", "ningun", "ninguna", "hubo", "hay", "tuvimos", "tenemos", "cero", "y", "se", "con", "de",
        ]

        /// From the words that belong to it to the end of its clause; the whole clause where a number
        /// before it is meant: "3 ausentes".
        func sentence(at index: Int) -> Sentence {
            let clause = tokens.clause(of: index)
            var start = index
            while start > clause.lowerBound, Self.before.contains(tokens[start - 1].word) || isZero(start - 1) {
                start -= 1
            }
            let numbers = (start..<clause.upperBound).filter(isNumber)
            let isDenied = (start..<clause.upperBound).contains {
                isZero($0) || ["no", "sin"].contains(tokens[$0].word)
            }
            let saysCame = tokens[index].word == "no"
            let isNobody = !saysCame && isDenied && numbers.allSatisfy(isZero)
            let isWhole = !isNobody && numbers.isEmpty && !namesSomebody(behind: index) && hangsOnNumber(start, in: clause)
            let hasNumberBefore = (clause.lowerBound..<start).contains(where: isNumber)
            let isOfTeacher =
                clause.contains { Self.teachers.contains(tokens[$0].word) } && !clause.contains(where: isNumber)
            return Sentence(
                range: isWhole || !hasNumberBefore ? clause : start..<clause.upperBound, isNobody: isNobody,
                isOfTeacher: isOfTeacher, namesSomebody: namesSomebody(behind: index))
        }

        /// "2 docentes, falto el docente Juan": the two came.
        private func namesSomebody(behind index: Int) -> Bool {
            let isVerb = ["falto", "falta"].contains(tokens[index].word)
            let behind = isVerb ? index + 1 : index + 2
            guard isVerb || tokens[index].word == "no", behind < tokens.count else { return false }
            let next = tokens[behind]
            return ["el", "la", "un", "una", "mi"].contains(next.word) || Self.teachers.contains(next.word)
        }

        /// A number stands right before, or a label with one.
        private func hangsOnNumber(_ start: Int, in clause: Range<Int>) -> Bool {
            let near = tokens[clause.lowerBound..<start].reversed().filter { Vocabulary.labels[$0.word] == nil }
            return near.first.map(Self.isNumber) ?? false
        }
    }
}
