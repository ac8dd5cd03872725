/// Something that the office wants to know beside attendance: whether the materials have come, how the building is.
///
/// An answer always carries the question's word (`MATERIALES SI`), so that it is never taken for the answer to "was
/// there class?", nor a figure for attendance.
package struct ExtraQuestion: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case yesNo = "yes-no"
        /// A whole number from 0 to 999.
        case count
        /// In steps of a quarter: 0, 25, 50, 75, 100.
        case scale
    }

    package enum Rhythm: String, CaseIterable, Sendable {
        /// With every question of attendance.
        case weekly
        /// With the first one of a month.
        case monthly
    }

    /// As the office and its files call it: letters, digits and `-`.
    package var key: String
    /// What reporters write, folded; the first stands in examples and replies.
    package var words: [String]
    package var kind: Kind
    package var rhythm: Rhythm
    /// Whom it is asked; whoever else answers is understood too.
    package var roles: Set<ReporterRole>
    /// The SMS that asks, by language, with `{school}` and `{example}`. Spanish where a language is not there.
    package var wordings: [String: String]

    package init(
        key: String, words: [String], kind: Kind, rhythm: Rhythm, roles: Set<ReporterRole>, wordings: [String: String]
    ) {
        self.key = key
        self.words = words
        self.kind = kind
        self.rhythm = rhythm
        self.roles = roles
        self.wordings = wordings
    }

    /// A word as texts are matched: lower case, without accents.
    package static func folded(_ word: String) -> String {
        word.foldedForMatching.lowercased().replacing("ñ", with: "n")
    }

    /// The two other indicators of EduTrac Peru: the community is asked each month.
    package static let readyMade = [
        ExtraQuestion(
            key: "materials", words: ["materiales", "material", "mat"], kind: .yesNo, rhythm: .monthly,
            roles: [.community],
            wordings: [
                "es": "Autoridad: llegaron los materiales educativos a {school}? Responda asi: {example}. Gracias.",
                "en": "Have the teaching materials come to {school}? Answer like this: {example}. Thank you.",
            ]),
        ExtraQuestion(
            key: "maintenance", words: ["mantenimiento", "mante"], kind: .yesNo, rhythm: .monthly, roles: [.community],
            wordings: [
                "es": "Autoridad: se hizo el mantenimiento del local de {school}? Responda asi: {example}. Gracias.",
                "en": "Has the building of {school} been maintained? Answer like this: {example}. Thank you.",
            ]),
    ]

    /// As it is written in a text, without accents.
    var word: String { (words.first ?? key).uppercased() }

    /// `MATERIALES SI`
    package var example: String {
        switch kind {
        case .yesNo: "\(word) SI"
        case .count: "\(word) 12"
        case .scale: "\(word) 75"
        }
    }

    /// `MATERIALES SI`, of an answer.
    func said(_ value: Int) -> String {
        kind == .yesNo ? "\(word) \(value == 0 ? "NO" : "SI")" : "\(word) \(value)"
    }

    /// Whether a number answers it.
    func admits(_ value: Int) -> Bool {
        switch kind {
        case .yesNo: false
        case .count: (0...999).contains(value)
        case .scale: [0, 25, 50, 75, 100].contains(value)
        }
    }

    func template(in language: String) -> String { wordings[language] ?? wordings["es"] ?? "" }

    /// What keeps the office from asking it, in words; empty where nothing does.
    ///
    /// - Parameter fits: whether a text is one SMS.
    package func problems(fits: (String) -> Bool) -> [String] {
        var problems = words.filter { Vocabulary.isKnown($0) || $0.contains(where: \.isDecimalDigit) || $0.contains(" ") }
            .map { "The word \"\($0)\" means something else in a report, or is no single word of letters. Choose another." }
        if words.isEmpty { problems.append("It has no word that reporters could write. Add words = [\"\(key)\"].") }
        for (language, template) in wordings.sorted(by: { $0.key < $1.key }) where !template.contains("{example}") {
            problems.append("The wording \(language) lacks {example}. Reporters copy what they see: put it in.")
        }
        for (language, text) in longestTexts where !fits(text) {
            problems.append("The wording \(language) does not fit one SMS with its longest values. Shorten it: \(text)")
        }
        if wordings["es"] == nil { problems.append("It has no Spanish wording. Add wording = \"... {example}\".") }
        return problems
    }

    /// Every text that asks, with the longest values in it, by language.
    package var longestTexts: [(language: String, text: String)] {
        wordings.sorted { $0.key < $1.key }.map {
            ($0.key, Self.fill($0.value, school: "I.E. 38387", example: "W \(example)"))
        }
    }

    private static func fill(_ template: String, school: String, example: String) -> String {
        template.replacing("{school}", with: school).replacing("{example}", with: example)
    }
}

/// What a text says to an extra question.
package struct ExtraReply: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        /// 0 or 1 for no and yes.
        case value(Int)
        /// The word without an answer behind it, or with one that the question does not admit, as written.
        case unclear(String)
    }

    /// Key of the question.
    package var key: String
    package var value: Value

    package init(key: String, value: Value) {
        self.key = key
        self.value = value
    }
}
