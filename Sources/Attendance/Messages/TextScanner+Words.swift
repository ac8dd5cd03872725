extension TextScanner {
    /// A text without figures that is no command.
    func words(_ content: [TextToken]) -> MessageReading {
        let isAddress = head.school != nil && content.allSatisfy { Vocabulary.aroundSchool.contains($0.word) }
        guard !content.isEmpty, !isAddress else {
            // `A`, a code or a day alone answers a question; a greeting beside them changes nothing.
            return head == TextHead() ? .polite : .report(head, Figures())
        }
        // "Todo normal", "sin novedad": and how many came?
        if content.allSatisfy({ Self.allWell.contains($0.word) }), content.contains(where: { !$0.word.isEverybody }) { return .report(head, Figures()) }
        if content.allSatisfy(\.word.isEverybody) { return .polite }
        guard !tokens.contains(where: \.isAsked) else { return .forOffice }
        if isNo(tokens.map(\.word)) { return .no(head) }
        if isYes(content.map(\.word)) { return .yes(head) }
        if let words = saysNobodyCame(content) { return .unclear(head, Figures(), .classOrNot(words)) }
        return .forOffice
    }

    private static let allWell = Vocabulary.words("bien normal normalmente sin novedad novedades hoy dia en la escuela conforme")

    /// "Feriado", "huelga indefinida", "no asistieron los niños por la lluvia": was there class at all?
    private func saysNobodyCame(_ content: [TextToken]) -> String? {
        let words = content.map(\.word)
        let reasons = words.filter(Self.reasons.contains)
        let isReason = !reasons.isEmpty
            && words.allSatisfy { Self.reasons.contains($0) || Vocabulary.reasonLinks.contains($0) || Self.aroundReason.contains($0) }
        let isNobody = words.starts(with: ["no", "hubo", "asistencia"]) || words.first == "no" && words.count > 1
            && ["vino", "vinieron", "asistio", "asistieron", "llegaron"].contains(words[1])
            && words.dropFirst(2).first { !["los", "las", "ningun", "ninguna", "nuestros", "mis"].contains($0) }.map(Self.isPupils) == true
        return isReason || isNobody ? tokens.map(\.text).joined(separator: " ") : nil
    }

    private static func isPupils(_ word: String) -> Bool {
        guard let label = Vocabulary.labels[word]?.label else { return false }
        return label == .pupils || label == .boysOrPupils
    }

    private static let reasons = Vocabulary.words(
        "feriado vacaciones huelga paro aniversario duelo lluvia lluvias huayco huaico inundacion capacitacion derrumbe bloqueo elecciones asueto")
    private static let aroundReason = Vocabulary.words("es indefinida indefinido nacional regional del distrito comunidad docentes maestros dia hoy esta estamos tenemos hay fuerte fuertes")

    /// "No", "no hubo", "no es correcto", "no por lluvia" and nothing else: the community's no says that
    /// there was no class, and "ya no soy director" must not. "No gracias" declines.
    private func isNo(_ words: [String]) -> Bool {
        var rest = words.drop { Self.greetings.contains($0) || Self.secondThoughts.contains($0) }
        guard rest.first == "no" else { return false }
        rest = rest.drop { Self.answer.contains($0) || $0 == "no" || Self.honorifics.contains($0) }
        guard let first = rest.first else { return true }
        return ["por", "porque", "debido", "x"].contains(first) && rest.count > 1
    }

    /// "Perdon, es si"
    private static let secondThoughts = Vocabulary.words("perdon disculpe disculpa digo era es fue mejor dicho equivoque me")

    private func isYes(_ all: [String]) -> Bool {
        let words = Array(all.drop { Self.secondThoughts.contains($0) })
        if let first = words.first, first == "si" || Vocabulary.confirmation.contains(first) {
            if words.allSatisfy({ $0 == "si" || Self.answer.contains($0) || Self.honorifics.contains($0) }) {
                return true
            }
        }
        let isDenied = words.contains { ["no", "nunca", "tampoco", "nadie", "sin", "cuando", "ojala"].contains($0) }
        return !isDenied
            && Self.heldClass.contains { phrase in
                words.indices.contains { words[$0...].starts(with: phrase) }
            }
    }

    private static let heldClass: [[String]] = [
        "hubo clase", "hubo clases", "si hubo", "si hay clases", "si hay clase", "tuvimos clases",
    ].map { Vocabulary.words(in: $0) }

    /// What an answer may say behind SI and NO.
    private static let answer = Vocabulary.confirmation.union(
        Vocabulary.words(
            "es esta estan hubo ubo huvo hay ay clase clases hoy dia bien todo asi eso mismo tuvimos tenemos ya pues"))
    private static let honorifics = Vocabulary.words(
        "senor senora senorita srta sr sra profesor profesora profe director directora estimado estimada usted")
    private static let greetings = Vocabulary.words(
        "buenos buenas dias dia tardes noches hola senor senora senorita profesora profesor hoy y")
}
