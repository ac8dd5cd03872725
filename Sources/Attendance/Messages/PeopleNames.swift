/// Finds who writes, and from where: `soy la profesora Nadia`, `Atte. M. Quispe`, `Prof Diaz`.
///
/// A name is never a figure and never a label, however near it comes to one: Nadia to `nadie`,
/// Ochoa to `ocho`, the M of M. Quispe to the girls. What is taken for a name by mistake is at most
/// asked for.
struct PeopleNames {
    static func marked(_ tokens: [TextToken]) -> [TextToken] {
        var names = PeopleNames(tokens: tokens)
        names.markByThemselves()
        names.markBehindIntroducers()
        names.markInitials()
        names.markTitles()
        return names.tokens
    }

    private var tokens: [TextToken]
    /// Whether capitals mean anything: in a text of capitals only they do not.
    private let showsCase: Bool

    private init(tokens: [TextToken]) {
        self.tokens = tokens
        showsCase = tokens.contains { $0.kind == .word && $0.text.count > 1 && $0.text.first?.isLowercase == true }
    }

    private mutating func markByThemselves() {
        for index in tokens.indices where isUnknown(index) {
            let isCapital = showsCase && !tokens[index].opensSentence && isCapitalised(index)
            tokens[index].isName = isCapital || Vocabulary.names.contains(tokens[index].word)
        }
    }

    /// Up to four words behind `soy`, `atte`, `firma` or a title.
    private mutating func markBehindIntroducers() {
        for index in tokens.indices where tokens[index].kind == .word && Self.introducers.contains(tokens[index].word) {
            var next = index + 1
            while next < tokens.count, Self.links.contains(tokens[next].word) { next += 1 }
            let last = min(next + Self.longestName, tokens.count)
            // "Atte. Rosa": the point of an abbreviation ends no clause.
            guard next < last, tokens[next].clause - tokens[index].clause <= 1 else { continue }
            let clause = tokens[next].clause
            while next < last, tokens[next].clause - clause <= 1, isNamePart(next) {
                tokens[next].isName = true
                next += 1
            }
        }
    }

    private func isNamePart(_ index: Int) -> Bool {
        if tokens[index].isName || isUnknown(index) { return true }
        return isInitial(index) && index + 1 < tokens.count && isUnknown(index + 1)
    }

    /// `M. Quispe`, `Rosa Q.`: a letter beside a name and before no number.
    private mutating func markInitials() {
        for index in tokens.indices.reversed() where isInitial(index) && tokens[index].text.first?.isUppercase == true {
            let beforeName = index + 1 < tokens.count && tokens[index + 1].isName
            let afterName = index > 0 && tokens[index - 1].isName && index + 1 == tokens.count
            if beforeName || afterName { tokens[index].isName = true }
        }
    }

    /// A lone letter that no number follows.
    private func isInitial(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .word, token.word.count == 1, token.whole.count == 1, token.word != "y" else {
            return false
        }
        return index + 1 == tokens.count || !isNumber(index + 1)
    }

    /// `Buenos dias profesora`, `prof Diaz`, `Profesora, 12 15 2`: somebody is spoken to or of, and not
    /// counted. `1 docente nombrado` is.
    private mutating func markTitles() {
        for index in tokens.indices where Self.titles.contains(tokens[index].word) && !tokens[index].isGlued {
            let hasNumber = index > 0 && isNumber(index - 1) && tokens[index - 1].clause == tokens[index].clause
            let next = index + 1 < tokens.count ? tokens[index + 1] : nil
            let isNamed =
                next.map { $0.isName && (!hasNumber || isCapitalised(index + 1) || Vocabulary.names.contains($0.word)) }
                ?? false
            if isNamed || isSpokenTo(index, next) { tokens[index].isName = true }
        }
    }

    private func isSpokenTo(_ index: Int, _ next: TextToken?) -> Bool {
        let word = tokens[index].word
        guard Self.salutations.contains(word) else { return false }
        // "Prof7", "prof=7": counted, whatever greets before.
        if let next, next.kind == .digits, next.isGlued || ["=", "*", "_", "+", "#", "/"].contains(next.gap) {
            return false
        }
        if index > 0, Self.greetings.contains(tokens[index - 1].word) { return true }
        guard let next, !tokens[..<index].contains(where: { $0.kind == .digits }) else { return false }
        // "Profesor buenos dias le informo que vinieron 12 varones"
        if Self.openers.contains(next.word) { return true }
        if next.clause != tokens[index].clause { return index == 0 && next.kind == .digits }
        // One teacher is "profesora 1"; "profesora 12" is none.
        return Self.singular.contains(word) && NumberWords.exactValue(next) ?? 1 != 1
    }

    private func isNumber(_ index: Int) -> Bool { NumberWords.exactValue(tokens[index]) != nil }

    private func isCapitalised(_ index: Int) -> Bool {
        tokens[index].text.first?.isUppercase == true
            && (showsCase || tokens[index].text.dropFirst().allSatisfy(\.isLowercase))
    }

    private func isUnknown(_ index: Int) -> Bool {
        let token = tokens[index]
        return token.kind == .word && token.word.count > 1 && !token.isGlued && token.whole.allSatisfy { $0.isLetter }
            && !Vocabulary.isKnown(token.word)
    }

    private static let longestName = 5
    private static let links: Set<String> = [
        "la", "el", "es", "su", "de", "profesora", "profesor", "docente", "director", "directora",
    ]
    private static let titles: Set<String> = salutations.union(["docente", "doc"])
    private static let salutations: Set<String> = singular.union(["prof", "profe"])
    private static let singular: Set<String> = ["profesor", "profesora", "maestro", "maestra"]
    private static let introducers: Set<String> = titles.union([
        "soy", "atte", "att", "atentamente", "firma", "firmado", "llamo", "nombre", "saluda", "escribe", "don", "dona",
        "lic", "ing", "sr", "sra", "srta", "senor", "senora", "senorita", "director", "directora", "promotor",
        "promotora", "colega", "hermano", "hermana",
    ])
    private static let openers: Set<String> = ["buenos", "buenas", "buen", "hola", "le", "les", "reciba"]
    private static let greetings: Set<String> = [
        "dias", "tardes", "noches", "dia", "tarde", "noche", "hola", "buenas", "buenos", "estimado", "estimada",
        "saludos", "gracias", "senorita", "senor", "disculpe", "si",
    ]
}
