/// Little pictures of a boy, a girl or a teacher beside a number say what it counts: in the order H, M, D
/// they would be taken for another's. Elsewhere they are decoration.
enum PeopleSigns {
    static func spelled(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isPerson($0) }) else { return text }
        let characters = Array(text)
        return characters.indices.reduce(into: "") { spelled, index in
            guard let label = label(characters[index]), isBesideNumber(index, characters) else {
                spelled.append(characters[index])
                return
            }
            spelled += " \(label) "
        }
    }

    private static let boys: Set<Unicode.Scalar> = ["\u{1F466}", "\u{1F468}"]
    private static let girls: Set<Unicode.Scalar> = ["\u{1F467}", "\u{1F469}"]
    private static let adult: Unicode.Scalar = "\u{1F9D1}"
    /// Joined to a person it makes a teacher.
    private static let school: Unicode.Scalar = "\u{1F3EB}"

    private static func isPerson(_ scalar: Unicode.Scalar) -> Bool {
        boys.contains(scalar) || girls.contains(scalar) || scalar == adult
    }

    private static func label(_ character: Character) -> String? {
        let isDress = { (scalar: Unicode.Scalar) in
            scalar.properties.isEmojiModifier || scalar == "\u{200D}" || scalar == "\u{FE0F}"
        }
        let scalars = character.unicodeScalars.filter { !isDress($0) }
        guard let first = scalars.first, isPerson(first) else { return nil }
        if scalars.count == 2, scalars.last == school { return "d" }
        guard scalars.count == 1, first != adult else { return nil }
        return boys.contains(first) ? "h" : "m"
    }

    private static func isBesideNumber(_ index: Int, _ characters: [Character]) -> Bool {
        let isBetween = { (character: Character) in character == " " || character == ":" || character == "=" }
        let before = characters[..<index].last { !isBetween($0) }
        let after = characters[(index + 1)...].first { !isBetween($0) }
        return [before, after].contains { $0?.isDecimalDigit == true }
    }
}
