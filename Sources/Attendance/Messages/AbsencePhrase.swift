/// `1 L`, `L`, `1 docente por licencia`.
enum AbsencePhrase {
    static let links = teachers.union(Vocabulary.words("por con de en un una esta estan se encuentra que el la uso pidio tiene tenia sin su"))
    private static let teachers = Vocabulary.words(
        "docente docentes prof profe profesor profesora profesores profesoras maestro maestra maestros director directora")

    /// Every one in a text, and what stands beside them.
    static func all(in tokens: [TextToken]) -> (reasons: [AbsenceReason: Int], others: [TextToken]) {
        var reasons: [AbsenceReason: Int] = [:]
        var others: [TextToken] = []
        var index = 0
        while index < tokens.count {
            if let found = read(tokens, at: index) {
                reasons[found.reason, default: 0] += found.teachers
                index += found.count
            } else {
                others.append(tokens[index])
                index += 1
            }
        }
        return (reasons, others)
    }

    /// - Returns: how many tokens were taken, with what they say.
    private static func read(_ tokens: [TextToken], at index: Int) -> (reason: AbsenceReason, teachers: Int, count: Int)? {
        let token = tokens[index]
        if let reason = reason(tokens, at: index) { return (reason.reason, 1, reason.count) }
        guard token.kind == .digits else { return nil }
        // "1L" was read as eleven, see ruling 6.
        if let reason = AbsenceReason(letter: String(token.whole.suffix(1))),
            let teachers = Int(token.whole.dropLast()), teachers > 0
        {
            return (reason, teachers, 1)
        }
        guard let teachers = token.number, teachers > 0 else { return nil }
        var next = index + 1
        while next < tokens.count, links.contains(tokens[next].word), reason(tokens, at: next) == nil { next += 1 }
        guard next < tokens.count, let reason = reason(tokens, at: next) else { return nil }
        return (reason.reason, teachers, next + reason.count - index)
    }

    /// `1 docente con licencia`, `1 esta de permiso`, `no vino 1 profesor, tiene permiso`: where it begins behind figures.
    static func start(behindFigures tokens: [TextToken]) -> Int? {
        tokens.indices.dropFirst().first { index in
            if tokens[index].word == "no", index + 1 < tokens.count, came.contains(tokens[index + 1].word) {
                return !all(in: Array(tokens[(index + 2)...])).reasons.isEmpty
            }
            guard tokens[index].number != nil, !tokens[index].isGlued, index + 1 < tokens.count, links.contains(tokens[index + 1].word)
            else { return false }
            return read(tokens, at: index) != nil
        }
    }

    /// `1 profesor` of "falto 1 profesor", which gives no reason: the words that tell how many.
    static func unexplained(_ tokens: [TextToken]) -> String? {
        let index = tokens.indices.dropLast().first { index in
            (tokens[index].number != nil || ["un", "una"].contains(tokens[index].word)) && teachers.contains(tokens[index + 1].word)
        }
        return index.map { tokens[$0...].prefix(2).map(\.text).joined(separator: " ") }
    }

    /// It says how many, or who.
    static func counts(_ tokens: [TextToken]) -> Bool {
        tokens.contains { $0.kind == .digits || ["un", "una"].contains($0.word) || teachers.contains($0.word) }
    }

    static let came = Vocabulary.words("vino vinieron asistio asistieron llego llegaron")

    /// `1 L …`: a number and a letter, which no sentence begins with.
    static func isCoded(_ tokens: [TextToken]) -> Bool {
        guard tokens[0].kind == .digits else { return false }
        if AbsenceReason(letter: String(tokens[0].whole.suffix(1))) != nil { return true }
        return tokens[0].number != nil && AbsenceReason(letter: tokens[1].word) != nil
    }

    /// `FALTA 0`, `FALTA NADIE`
    static func isNobody(_ token: TextToken) -> Bool {
        NumberWords.nobody.contains(token.word) || NumberWords.exactValue(token) == 0
    }

    private static func reason(_ tokens: [TextToken], at index: Int) -> (reason: AbsenceReason, count: Int)? {
        let token = tokens[index]
        guard token.kind == .word else { return nil }
        if token.word == "sin" {
            let isUnjustified = index + 1 < tokens.count && withoutThem.contains(tokens[index + 1].word)
            return isUnjustified ? (.unjustified, 2) : nil
        }
        return (AbsenceReason(letter: token.word) ?? words[token.word]).map { ($0, 1) }
    }

    /// "Sin justificacion", "sin avisar"
    private static let withoutThem = Vocabulary.words("justificacion justificar justificado permiso aviso avisar motivo causa licencia")

    private static let words: [String: AbsenceReason] = [
        "justificada": .justified, "justificado": .justified, "injustificada": .unjustified,
        "injustificado": .unjustified, "justificacion": .justified, "licencia": .leave, "permiso": .permission, "tardanza": .late, "huelga": .strike,
    ]
}
