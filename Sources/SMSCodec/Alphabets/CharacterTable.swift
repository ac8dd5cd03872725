/// 128 characters by their septet, or those that ESC leads to.
///
/// A class, so that a table at hand costs one reference and not one for each of its arrays.
final class CharacterTable: Sendable {
    /// Nil: no character in this place.
    let scalars: [Unicode.Scalar?]
    /// The same, encoded for reading; 128 always.
    let encoded: [UTF8Scalar]
    /// Septets by character, for writing. A character that stands twice has its first place.
    let codes: [UInt32: UInt8]
    /// The same for the characters below ``nearLimit``, by their number; ``none`` where there is none.
    private let nearCodes: [UInt8]
    /// The same by what the character looks like: written in several scalars, or as the Ohm sign.
    private let likenesses: [Character: UInt8]

    /// Latin letters; combining marks begin here.
    static let nearLimit: UInt32 = 0x300
    private static let none: UInt8 = 0xFF

    /// Nil when the character is not in the table.
    @inline(__always)
    func code(of scalar: Unicode.Scalar) -> UInt8? {
        guard scalar.value < Self.nearLimit else { return codes[scalar.value] }
        let code = nearCodes[Int(scalar.value)]
        return code == Self.none ? nil : code
    }

    /// By canonical equivalence.
    func code(of character: Character) -> UInt8? { likenesses[character] }

    /// - Parameter scalars: 128; the rest counts as absent.
    init(_ scalars: [Unicode.Scalar?]) {
        let padded = (0..<128).map { $0 < scalars.count ? scalars[$0] : nil }
        self.scalars = padded
        encoded = padded.map { $0.map(UTF8Scalar.init) ?? .none }
        var codes: [UInt32: UInt8] = [:]
        for (code, scalar) in padded.enumerated() where code != Int(GSM7Alphabet.escape) {
            if let scalar, codes[scalar.value] == nil { codes[scalar.value] = UInt8(code) }
        }
        self.codes = codes
        likenesses = Dictionary(
            codes.compactMap { value, code in Unicode.Scalar(value).map { (Character($0), code) } },
            uniquingKeysWith: min)
        nearCodes = (0..<Self.nearLimit).map { codes[$0] ?? Self.none }
    }
}

extension CharacterTable {
    /// §6.2.1. 09 is a capital Ç, 24 the currency sign.
    static let basic = CharacterTable(
        Array(
            """
            @£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1B}ÆæßÉ !"#¤%&'()*+,-./0123456789:;<=>?\
            ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà
            """.unicodeScalars))

    /// Annex A.3.1.
    static let turkishLocking = CharacterTable(
        Array(
            """
            @£$¥€éùıòÇ\nĞğ\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1B}ŞşßÉ !"#¤%&'()*+,-./0123456789:;<=>?\
            İABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§çabcdefghijklmnopqrstuvwxyzäöñüà
            """.unicodeScalars))

    /// Annex A.3.3.
    static let portugueseLocking = CharacterTable(
        Array(
            """
            @£$¥êéúíóç\nÔô\rÁáΔ_ªÇÀ∞^\\€Ó|\u{1B}ÂâÊÉ !"#º%&'()*+,-./0123456789:;<=>?\
            ÍABCDEFGHIJKLMNOPQRSTUVWXYZÃÕÚÜ§~abcdefghijklmnopqrstuvwxyzãõ`üà
            """.unicodeScalars))

    /// §6.2.1.1.
    static let extended = european([:])

    /// Annex A.2.1.
    static let turkishSingle = european([
        0x47: "Ğ", 0x49: "İ", 0x53: "Ş", 0x63: "ç", 0x67: "ğ", 0x69: "ı", 0x73: "ş",
    ])

    /// Annex A.2.2.
    static let spanishSingle = european([
        0x09: "ç", 0x41: "Á", 0x49: "Í", 0x4F: "Ó", 0x55: "Ú", 0x61: "á", 0x69: "í", 0x6F: "ó", 0x75: "ú",
    ])

    /// Annex A.2.3.
    static let portugueseSingle = european([
        0x05: "ê", 0x09: "ç", 0x0B: "Ô", 0x0C: "ô", 0x0E: "Á", 0x0F: "á", 0x12: "Φ", 0x13: "Γ", 0x15: "Ω",
        0x16: "Π", 0x17: "Ψ", 0x18: "Σ", 0x19: "Θ", 0x1F: "Ê", 0x41: "À", 0x49: "Í", 0x4F: "Ó", 0x55: "Ú",
        0x5B: "Ã", 0x5C: "Õ", 0x61: "Â", 0x69: "í", 0x6F: "ó", 0x75: "ú", 0x7B: "ã", 0x7C: "õ", 0x7F: "â",
    ])

    /// The tables of European languages extend the default extension table.
    private static func european(_ characters: [Int: Unicode.Scalar]) -> CharacterTable {
        let common: [Int: Unicode.Scalar] = [
            0x0A: "\u{0C}", 0x14: "^", 0x28: "{", 0x29: "}", 0x2F: "\\", 0x3C: "[", 0x3D: "~", 0x3E: "]",
            0x40: "|", 0x65: "€",
        ]
        return CharacterTable((0..<128).map { characters[$0] ?? common[$0] })
    }

    /// A locking table of ``CharacterTable``+Indic: 128 cells, `a-z` standing for 26.
    static func table(_ cells: String) -> CharacterTable { CharacterTable(scalars(cells)) }

    /// A single shift table of ``CharacterTable``+Indic: the cells 19 to 3F.
    static func extensions(_ cells: String) -> CharacterTable {
        let start = Array("@£$¥¿\"¤%&'\u{0C}*+\u{0D}-/<=>¡^¡_#*".unicodeScalars)
        let end = Array("|ABCDEFGHIJKLMNOPQRSTUVWXYZ".unicodeScalars)
        var all = start.map(Optional.some) + scalars(cells) + end.map(Optional.some)
        all += [Unicode.Scalar?](repeating: nil, count: 0x65 - all.count) + ["€"]
        return CharacterTable(all)
    }

    private static func scalars(_ cells: String) -> [Unicode.Scalar?] {
        let words: [Substring: Unicode.Scalar] = [
            "SP": " ", "LF": "\n", "CR": "\r", "ESC": "\u{1B}", "BS": "\\",
        ]
        return cells.split(whereSeparator: \.isWhitespace).flatMap { cell -> [Unicode.Scalar?] in
            if cell == "a-z" { return Array("abcdefghijklmnopqrstuvwxyz".unicodeScalars) }
            if cell == "--" { return [nil] }
            if let word = words[cell] { return [word] }
            if cell.count == 4 { return [UInt32(cell, radix: 16).flatMap(Unicode.Scalar.init)] }
            return [cell.unicodeScalars.first]
        }
    }
}
