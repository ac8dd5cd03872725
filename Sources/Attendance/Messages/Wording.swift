/// The texts of one language: templates with `{slots}`, Spanish where a catalogue is silent.
///
/// Measures nothing itself: whoever asks says what fits one SMS. Spanish goes out without accents,
/// because one á would halve the room (GSM 03.38 default alphabet).
package struct Wording: Hashable, Sendable {
    package let language: String
    private let templates: [WordingKey: String]

    package static let spanish = Wording()

    private init() {
        language = "es"
        templates = [:]
    }

    /// - Parameter overrides: template by key, as a catalogue file or the office gives them.
    /// - Throws: ``WordingError`` for the first key or slot, in the order of the keys, that is not known.
    package init(language: String, overrides: [String: String] = [:]) throws(WordingError) {
        var templates: [WordingKey: String] = [:]
        for (name, template) in overrides.sorted(by: { $0.key < $1.key }) {
            guard let key = WordingKey(rawValue: name) else { throw .unknownKey(name) }
            try Self.check(template, of: key)
            templates[key] = template
        }
        self.language = language
        self.templates = templates
    }

    private static func check(_ template: String, of key: WordingKey) throws(WordingError) {
        let known = slots(of: key.spanish)
        for name in slots(of: template) where !known.contains(name) {
            throw .unknownSlot(name, key: key, known: known)
        }
        if known.contains(WordingSlot.example.rawValue), !template.contains("{example}") {
            throw .missingExample(key)
        }
        if key == .shortWeekdays || key == .longWeekdays, template.split(separator: " ").count != 7 {
            throw .notSevenDays(key)
        }
        if key == .months, template.split(separator: " ").count != 12 { throw .notTwelveMonths(key) }
    }

    private static func slots(of template: String) -> [String] {
        template.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { rest in
            String(rest.prefix { $0 != "}" })
        }
    }

    package func template(_ key: WordingKey) -> String { templates[key] ?? key.spanish }

    /// The templates that would not fit one SMS with the longest values in them.
    package func tooLong(fits: (String) -> Bool) -> [WordingError] {
        longestTexts().compactMap { fits($0.text) ? nil : .tooLong($0.key, $0.text) }
    }

    /// Every text that is sent, with the longest values in it, names as short as they can be understood.
    package func longestTexts() -> [(key: WordingKey, text: String)] {
        WordingKey.allCases.filter { !$0.isWord }.map { key in
            var text = (key.answersReport ? template(.training) : "") + template(key)
            for slot in WordingSlot.allCases {
                let value = slot.longest(in: key)
                text = (value.isEmpty ? Self.leavingOut(slot, text) : text).replacing("{\(slot.rawValue)}", with: value)
            }
            return (key, text)
        }
    }

    /// A value for a slot. Names are cut as far as it takes to fit; everything else stays whole.
    package enum Value: Hashable, Sendable {
        case whole(String)
        case name(String)
        /// Each with what stands before it: `A=I.E. 501`.
        case names([Labelled])

        package struct Labelled: Hashable, Sendable {
            package var label: String
            package var name: String

            package init(_ label: String, _ name: String) {
                self.label = label
                self.name = name
            }
        }
    }

    /// The text with its values, in one SMS: the legend is left out and then names are cut together
    /// until it fits.
    package func text(
        _ key: WordingKey, _ values: [WordingSlot: Value] = [:], isTraining: Bool = false,
        fits: (String) -> Bool
    ) -> String {
        text(of: (isTraining ? self.template(.training) : "") + self.template(key), values, fits: fits)
    }

    /// The same for a template that is in no catalogue.
    func text(of whole: String, _ values: [WordingSlot: Value], fits: (String) -> Bool) -> String {
        let plain = values.mapValues(\.plain)
        let longest = min(plain.values.map(\.longestName).max() ?? 0, Self.longestName)
        let full = Self.fill(whole, plain, namesTo: longest)
        if fits(full) { return full }
        let template = Self.leavingOut(.legend, whole)
        for limit in (0...longest).reversed() {
            let text = Self.fill(template, plain, namesTo: limit)
            if fits(text) { return text }
        }
        return Self.head(of: Self.fill(template, plain, namesTo: 0), that: fits)
    }

    /// The template without a slot and the brackets around it.
    private static func leavingOut(_ slot: WordingSlot, _ template: String) -> String {
        guard has(slot, template) else { return template }
        return template.replacing(" ({\(slot.rawValue)})", with: "").replacing("{\(slot.rawValue)}", with: "")
    }

    /// Nearly no template has the slot that is left out, and looking is quicker than replacing.
    private static func has(_ slot: WordingSlot, _ template: String) -> Bool {
        var rest = template.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
            rest = rest[open...].dropFirst()
            if rest.starts(with: slot.rawValue.utf8) { return true }
        }
        return false
    }

    /// A word or sentence that is put into another text.
    package func word(_ key: WordingKey, _ values: [WordingSlot: String] = [:]) -> String {
        Self.fill(template(key), values.mapValues { .whole($0.plainForSending) }, namesTo: 0)
    }

    /// No name is longer in a text, so that the search for one that fits ends soon.
    private static let longestName = 100

    private static func fill(
        _ template: String, _ values: [WordingSlot: Value], namesTo limit: Int
    ) -> String {
        // By octets: a plan puts tens of thousands of texts into words, and brackets are ASCII.
        let (opening, closing) = (UInt8(ascii: "{"), UInt8(ascii: "}"))
        var filled = ""
        var rest = template[...]
        while let open = rest.utf8.firstIndex(of: opening), let close = rest.utf8[open...].firstIndex(of: closing) {
            filled += rest[..<open]
            let name = String(rest[rest.utf8.index(after: open)..<close])
            filled += WordingSlot(rawValue: name).flatMap { slot in values[slot]?.cut(to: limit, in: slot) } ?? ""
            rest = rest[rest.utf8.index(after: close)...]
        }
        return filled + rest
    }

    /// Only reached by a template that ``tooLong(fits:)`` complains about.
    private static func head(of text: String, that fits: (String) -> Bool) -> String {
        var head = text
        while !head.isEmpty, !fits(head) { head.removeLast() }
        return head
    }
}

/// A catalogue that cannot be used, with the remedy in its words.
package enum WordingError: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownKey(String)
    case unknownSlot(String, key: WordingKey, known: [String])
    case missingExample(WordingKey)
    case notSevenDays(WordingKey)
    case notTwelveMonths(WordingKey)
    case tooLong(WordingKey, String)

    package var description: String {
        switch self {
        case .unknownKey(let name):
            "There is no text \"\(name)\". Remove the line, or correct the key; es.toml has all of them."
        case .unknownSlot(let name, let key, let known):
            "The text \(key.rawValue) has no {\(name)}. It may hold: \(known.map { "{\($0)}" }.joined(separator: " "))."
        case .missingExample(let key):
            "The text \(key.rawValue) lacks {example}. Reporters copy what they see: put it in."
        case .notSevenDays(let key):
            "The text \(key.rawValue) must be seven words, from Monday to Sunday, with a space between."
        case .notTwelveMonths(let key):
            "The text \(key.rawValue) must be twelve words, from January to December, with a space between."
        case .tooLong(let key, let text):
            "The text \(key.rawValue) does not fit one SMS with its longest values. Shorten it: \(text)"
        }
    }
}
