/// What stands beside the figures and is about something else: `un niño herido`, `llegaron 2 niñas tarde`, `mi nuevo
/// numero es 987654322`.
///
/// Its numbers are no figures. What a person should know of is left to a person, whatever else the text says.
struct Remarks {
    private let tokens: [TextToken]
    private let triggers: [Range<Int>]

    init(_ tokens: [TextToken]) {
        self.tokens = tokens
        triggers = Self.triggers(in: tokens)
    }

    // MARK: For a person

    /// Whether a person has to read a text of which the rest was understood.
    static func needPerson(_ tokens: [TextToken], of reading: MessageReading) -> Bool {
        let tokens = PeopleNames.marked(tokens)
        if hasOtherNumber(tokens) || !news(in: tokens, wishes).isEmpty { return true }
        return switch reading {
        // The office sees the reason, and a flood is a usual one.
        case .noClass(_, _?): hasSpan(tokens)
        // "Si hubo clases, pero el profesor se fue a las 10"
        case .yes, .no: tokens.contains { ["pero", "aunque"].contains($0.word) } || !news(in: tokens, disasters).isEmpty
        case .report(let head, _), .correction(let head, _):
            !latecomers(in: tokens).isEmpty || (head.absences.isEmpty && saysTeacherMissing(tokens)) || isAnnounced(tokens) || !news(in: tokens, disasters).isEmpty || saysLack(tokens) || NoClassPhrase.isSaid(in: tokens) || tokens.contains { $0.word.hasPrefix("necesit") }
                || !changes(in: tokens).isEmpty || Set(tokens.filter(isUnknown).map(\.word)).count >= fewest
        default: !news(in: tokens, disasters).isEmpty
        }
    }

    /// `el prof. Juan no vino hace 3 dias`, `D 0 porque hay huelga`, `Jose esta de permiso`, and classes cut short: why,
    /// FALTA did not say.
    private static func saysTeacherMissing(_ tokens: [TextToken]) -> Bool {
        tokens.indices.contains { index in
            let word = tokens[index].word
            if ["huelga", "paro", "permiso", "licencia", "temprano"].contains(word) { return true }
            // "Falta P"
            if word == "falta", index > 0, !AbsencePhrase.all(in: Array(tokens[(index + 1)...])).reasons.isEmpty { return true }
            let isGone = ["enfermo", "enferma", "falto", "falta", "ausente", "viajo"].contains(word)
                || word == "no" && index + 1 < tokens.count && came.contains(tokens[index + 1].word)
            guard isGone else { return false }
            return tokens.clause(of: index).contains { Vocabulary.labels[tokens[$0].word]?.kind == .person || tokens[$0].isName }
        }
    }

    private static let came = Vocabulary.words("vino viene vienen asistio asiste llego llega regresa regreso vuelve")

    /// "Mañana no habra clases"
    private static func isAnnounced(_ tokens: [TextToken]) -> Bool {
        let words = tokens.map(\.word)
        return words.indices.contains { index in
            ["habra", "abra", "habran", "tendremos"].contains(words[index]) && index > 0 && words[index - 1] == "no"
                && words[(index + 1)...].prefix(2).contains { $0 == "clase" || $0 == "clases" }
        }
    }

    /// "Toda la semana", "desde el jueves", "3 dias": longer than the one day that is stored.
    private static func hasSpan(_ tokens: [TextToken]) -> Bool {
        tokens.contains { ["semana", "semanas", "dias", "mes", "meses", "quincena", "desde", "hasta", "indefinido", "indefinida"].contains($0.word) }
    }

    /// "Mi numero es 987654322"; "cel. 987654321" only signs.
    private static func hasOtherNumber(_ tokens: [TextToken]) -> Bool {
        tokens.indices.contains { index in
            tokens[index].isMobileNumber && !(index > 0 && ["cel", "celular", "telf", "tel", "telefono", "movil"].contains(tokens[index - 1].word))
        }
    }

    /// As many words that say nothing to us are a sentence about something else.
    private static let fewest = 4

    private static func isUnknown(_ token: TextToken) -> Bool {
        token.kind == .word && !token.isName && !token.isGlued && token.word.count > 2
            && !Vocabulary.isKnown(token.word) && !NumberPhrase.isDropped(token.word) && !reports.contains(token.word)
    }

    /// They only say that figures follow.
    private static let reports = Vocabulary.words(
        """
        asistieron asisten asistiendo detallo indico comunicarle informarle saludarle saludarlo enviarle enviando envio remito remitir alcanzo \
        adjunto respectivamente haciendo siendo ugel codigo modular cumplo cumpliendo grato
        """)

    // MARK: The rest

    /// The text without what is about something else, the likeliest first; none where nothing is.
    var rests: [[TextToken]] {
        guard !triggers.isEmpty else { return [] }
        let dropped = triggers.map { trigger in
            let clause = tokens.clause(of: trigger.lowerBound)
            return hasFigures(besides: clause) ? [clause] : tails(from: trigger, in: clause)
        }
        let most = dropped.map(\.count).max() ?? 0
        return (0..<most).map { way in
            let ranges = dropped.map { $0[min(way, $0.count - 1)] }
            return tokens.indices.filter { index in !ranges.contains { $0.contains(index) } }.map { tokens[$0] }
        }
    }

    private func hasFigures(besides clause: Range<Int>) -> Bool {
        let others = tokens.indices.filter { !clause.contains($0) && NumberWords.exactValue(tokens[$0]) != nil }
        return others.count >= 2 || clause.allSatisfy { NumberWords.exactValue(tokens[$0]) == nil }
    }

    /// "2 niños heridos", "un niño herido", and only "herido".
    private func tails(from trigger: Range<Int>, in clause: Range<Int>) -> [Range<Int>] {
        var end = trigger.upperBound
        while end < clause.upperBound, NumberWords.exactValue(tokens[end]) == nil, Vocabulary.labels[tokens[end].word] == nil { end += 1 }
        var start = trigger.lowerBound
        while start > clause.lowerBound, Self.links.contains(tokens[start - 1].word) { start -= 1 }
        guard start - 2 >= clause.lowerBound, Vocabulary.labels[tokens[start - 1].word] != nil else { return [start..<end] }
        let counted = tokens[start - 2]
        let isCounted = NumberWords.exactValue(counted) != nil || NumberWords.units[counted.word] != nil
        return isCounted ? [(start - 2)..<end, start..<end] : [start..<end]
    }

    private static let links = Vocabulary.words("se el la los las hay fue fueron esta estan por favor")

    // MARK: Words

    private static func triggers(in tokens: [TextToken]) -> [Range<Int>] {
        news(in: tokens, disasters) + news(in: tokens, wishes) + latecomers(in: tokens) + changes(in: tokens)
    }

    /// Words by their beginnings, and phrases of several.
    private struct News {
        let stems: [String]
        let phrases: [[String]]

        init(_ stems: String, _ phrases: [String]) {
            self.stems = Vocabulary.words(in: stems)
            self.phrases = phrases.map { Vocabulary.words(in: $0) }
        }
    }

    private static func news(in tokens: [TextToken], _ news: News) -> [Range<Int>] {
        tokens.indices.compactMap { index -> Range<Int>? in
            let token = tokens[index]
            guard token.kind == .word else { return nil }
            if news.stems.contains(where: { token.word.hasPrefix($0) }) { return index..<(index + 1) }
            let phrase = news.phrases.first { phrase in tokens[index...].prefix(phrase.count).map(\.word) == phrase }
            return phrase.map { index..<(index + $0.count) }
        }
    }

    /// Something has happened.
    private static let disasters = News(
        """
        herid accident fallec murio muert derrumb huaico huayco inund incendi robaro embaraz desapareci intoxic envenen varicela \
        sarampion dengue covid malaria vibora serpiente terremoto temblor sismo desmay fractur hospital colaps epidemia
        """, ["se cayo", "se cayeron", "cayo el", "cayo la", "hubo pelea", "hubo robo"])

    /// Somebody wants something of the office, or tells what it must act on.
    private static let wishes = News(
        """
        borrach ebrio ebria golpea golpeo maltrat violencia violacion abuso acoso amenaz denunci urgent urgenc emergenc llamem \
        llamenos llamarme comunicarse renunci secuestr
        """,
        [
            "ya no trabajo", "ya no trabajare", "ya no trabaja", "ya no sere", "ya no soy", "ya no estare", "ya no voy", "ya no vive",
            "nuevo numero", "nuevo celular", "otro numero", "cambie de numero", "cambio de numero", "abandono la", "me llame",
            "me llamen", "me puede llamar", "pueden llamarme", "quiero hablar",
        ])

    /// `no hay agua`, `no tenemos techo`: anything but classes and news.
    private static func saysLack(_ tokens: [TextToken]) -> Bool {
        tokens.indices.dropLast(2).contains { index in
            let (verb, noun) = (tokens[index + 1], tokens[index + 2])
            return tokens[index].word == "no" && ["hay", "tenemos", "tengo", "funciona"].contains(verb.word)
                && noun.clause == tokens[index].clause && noun.kind == .word
                && (!Vocabulary.isKnown(noun.word) || noun.word == "luz")
        }
    }

    /// "Llego un niño nuevo", "se retiro 1 alumno": who belongs to the school, and nobody who came.
    private static func changes(in tokens: [TextToken]) -> [Range<Int>] {
        tokens.indices.compactMap { index in
            let word = tokens[index].word
            let clause = tokens.clause(of: index)
            if ["nuevo", "nueva", "nuevos", "nuevas"].contains(word), index > clause.lowerBound,
                Vocabulary.labels[tokens[index - 1].word] != nil
            {
                let verb = (max(clause.lowerBound, index - 4)..<index).first { arrivals.contains(tokens[$0].word) }
                return (verb ?? index)..<(index + 1)
            }
            guard ["retiro", "retiraron", "traslado", "trasladaron", "matriculo", "matricularon"].contains(word) else { return nil }
            return index..<(index + 1)
        }
    }

    private static let arrivals = Vocabulary.words("llego llegaron ingreso ingresaron vino vinieron hay tenemos")

    /// "Llegaron 2 niñas tarde", "2 niñas llegaron tarde": they are among those who came.
    private static func latecomers(in tokens: [TextToken]) -> [Range<Int>] {
        tokens.indices.compactMap { index in
            guard tokens[index].word == "tarde", index > 0 else { return nil }
            let clause = tokens.clause(of: index)
            let before = max(clause.lowerBound, index - 5)..<index
            return before.last { ["llego", "llegaron", "vino", "vinieron", "ingresaron"].contains(tokens[$0].word) }.map { $0..<(index + 1) }
        }
    }
}

extension TextToken {
    /// Nine digits that begin with 9: a mobile number of Peru.
    var isMobileNumber: Bool { kind == .digits && word.count == 9 && word.first == "9" }
}
