/// The GSM 7-bit alphabet: septets to text and back, with the tables that are in force.
///
/// Decoding cannot fail. Encoding can: the caller then takes UCS-2.
///
/// Source: 3GPP TS 23.038 §6.2.1 and §6.2.1.1.
package struct GSM7Alphabet: Hashable, Sendable {
    /// The code that takes the next septet from the extension or single shift table.
    static let escape: UInt8 = 0x1B

    private let locking: NationalLanguage?
    private let singleShift: NationalLanguage?

    /// - Parameters:
    ///   - locking: replaces the default alphabet. Ignored without a locking table.
    ///   - singleShift: replaces the default extension table. Ignored without such a table.
    package init(locking: NationalLanguage? = nil, singleShift: NationalLanguage? = nil) {
        self.locking = locking
        self.singleShift = singleShift
    }

    package func text(of septets: some Sequence<UInt8>) -> String {
        let basic = basicCharacters, extended = extendedCharacters
        var scalars = String.UnicodeScalarView()
        var isEscaped = false
        for septet in septets {
            let code = septet & 0x7F
            if isEscaped {
                isEscaped = false
                // ESC ESC is reserved for another table and shown as a space; a code that the
                // extension table does not have is shown from the basic one.
                scalars.append(
                    code == Self.escape ? " " : extended[code] ?? basic[Int(code)])
            } else if code == Self.escape {
                isEscaped = true
            } else {
                scalars.append(basic[Int(code)])
            }
        }
        if isEscaped { scalars.append(" ") }
        return String(scalars)
    }

    /// Nil when a character is in neither table.
    ///
    /// Characters are compared by canonical equivalence: e and a combining acute are é.
    package func septets(of text: some StringProtocol) -> [UInt8]? {
        let codes = self.codes
        var septets: [UInt8] = []
        for character in text {
            if let code = codes[character] {
                septets += code.septets
                continue
            }
            // CR LF is one Character and two septets; so is whatever else combines by chance.
            for scalar in character.unicodeScalars {
                guard let code = codes[Character(scalar)] else { return nil }
                septets += code.septets
            }
        }
        return septets
    }

    private struct Code {
        let value: UInt8
        let isExtended: Bool
        var septets: [UInt8] { isExtended ? [GSM7Alphabet.escape, value] : [value] }
    }

    private var basicCharacters: [Unicode.Scalar] {
        guard let table = locking?.lockingTable else { return Self.basicTable }
        return Array(table.unicodeScalars)
    }

    private var extendedCharacters: [UInt8: Unicode.Scalar] {
        singleShift?.singleShiftTable ?? Self.extensionTable
    }

    private var codes: [Character: Code] {
        locking?.lockingTable == nil && singleShift?.singleShiftTable == nil
            ? Self.defaultCodes : Self.codes(basicCharacters, extendedCharacters)
    }

    private static let defaultCodes = codes(basicTable, extensionTable)

    private static func codes(
        _ basic: [Unicode.Scalar], _ extended: [UInt8: Unicode.Scalar]
    ) -> [Character: Code] {
        var codes: [Character: Code] = [:]
        for (value, scalar) in extended {
            codes[Character(scalar)] = Code(value: value, isExtended: true)
        }
        // Last, so that a character in both tables costs one septet.
        for (value, scalar) in basic.enumerated() where value != Int(escape) {
            codes[Character(scalar)] = Code(value: UInt8(value), isExtended: false)
        }
        return codes
    }

    /// §6.2.1. 09 is a capital Ç, 24 the currency sign.
    static let basicTable: [Unicode.Scalar] = Array(
        """
        @£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1B}ÆæßÉ !"#¤%&'()*+,-./0123456789:;<=>?\
        ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà
        """.unicodeScalars)

    /// §6.2.1.1.
    static let extensionTable: [UInt8: Unicode.Scalar] = [
        0x0A: "\u{0C}", 0x14: "^", 0x28: "{", 0x29: "}", 0x2F: "\\", 0x3C: "[", 0x3D: "~",
        0x3E: "]", 0x40: "|", 0x65: "€",
    ]
}
