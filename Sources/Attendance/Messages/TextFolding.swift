import Foundation

extension String {
    /// The text as the grammar matches it: compatibility forms, digits and letters of all scripts
    /// brought to their plain form, marks and invisible characters dropped. Case is kept.
    package var foldedForMatching: String { folded(keepingTilde: false) }

    /// The same with ñ kept, for texts whose words are quoted: "5 años" without it is another word.
    var foldedForReading: String { folded(keepingTilde: true) }

    private func folded(keepingTilde: Bool) -> String {
        // NFKC makes "Nº" into "No", which would be a negation.
        let ordinals: Set<Character> = ["º", "°", "ª"]
        let spaced = String(map { ordinals.contains($0) ? " " : $0 })
        var folded = String.UnicodeScalarView()
        for scalar in spaced.decomposedStringWithCompatibilityMapping.unicodeScalars {
            if keepingTilde, scalar == "\u{303}", let last = folded.last, last == "n" || last == "N" {
                folded.removeLast()
                folded.append(last == "n" ? "ñ" : "Ñ")
            } else if let plain = scalar.plainForMatching {
                folded.append(plain)
            }
        }
        return String(folded)
    }

    /// The text as we may put it into an SMS: no accents but ñ, nothing outside ASCII else, no
    /// braces and backslashes (two septets each), one space where there were several.
    var plainForSending: String {
        if isPlainForSending { return self }
        var plain = ""
        for character in precomposedStringWithCompatibilityMapping {
            if character == "ñ" || character == "Ñ" {
                plain.append(character)
                continue
            }
            for scalar in String(character).decomposedStringWithCompatibilityMapping.unicodeScalars {
                if let sendable = scalar.plainForSending { plain.unicodeScalars.append(sendable) }
            }
        }
        return plain.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
            .withEdgeSpaces(of: self)
    }

    /// Nearly all names are: ASCII without any of what is replaced, and no space beside another.
    private var isPlainForSending: Bool {
        var last: UInt8 = 0
        for octet in utf8 {
            switch octet {
            case UInt8(ascii: " ") where last == octet: return false
            case UInt8(ascii: "["), UInt8(ascii: "\\"), UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "`"):
                return false
            case 0x20..<0x7B: last = octet
            default: return false
            }
        }
        return self != " "
    }

    private func withEdgeSpaces(of original: String) -> String {
        guard !isEmpty else { return self }
        return (original.first == " " ? " " : "") + self + (original.last == " " ? " " : "")
    }
}

extension Unicode.Scalar {
    private static let quotes: [Unicode.Scalar: Unicode.Scalar] = [
        "\u{2018}": "'", "\u{2019}": "'", "\u{201A}": "'", "\u{201C}": "\"", "\u{201D}": "\"",
        "\u{201E}": "\"", "\u{00AB}": "\"", "\u{00BB}": "\"", "\u{2013}": "-", "\u{2014}": "-",
        "\u{2212}": "-", "\u{2044}": "/",
    ]

    fileprivate var plainForMatching: Unicode.Scalar? {
        if let plain = Self.quotes[self] { return plain }
        switch properties.generalCategory {
        case .control: return self == "\n" || self == "\r" || self == "\t" ? self : nil
        case .lineSeparator, .paragraphSeparator: return "\n"
        case .format, .nonspacingMark, .enclosingMark, .spacingMark, .surrogate, .privateUse, .unassigned:
            return nil
        case .decimalNumber:
            guard let value = properties.numericValue, let digit = Unicode.Scalar(48 + Int(value)) else { return self }
            return digit
        default: return self
        }
    }

    fileprivate var plainForSending: Unicode.Scalar? {
        if let plain = Self.quotes[self] { return plain }
        switch self {
        case "{", "[": return "("
        case "}", "]": return ")"
        case "\\", "|": return "/"
        case "~", "^", "`": return nil
        case "\n", "\r", "\t": return " "
        default: return (0x20..<0x7F).contains(value) ? self : nil
        }
    }
}

extension Unicode.Scalar {
    fileprivate init?(_ value: Int) {
        guard let value = UInt32(exactly: value) else { return nil }
        self.init(value)
    }
}

/// Whether one insertion, deletion or replacement at most leads from one word to the other.
func isWithinOneEdit(_ one: String, _ other: String) -> Bool {
    let (short, long) = one.utf8.count <= other.utf8.count ? (one.utf8, other.utf8) : (other.utf8, one.utf8)
    guard long.count - short.count <= 1 else { return false }
    // One edit leaves the first or the last letter; most words are told apart by these.
    guard long.count <= 1 || long.first == short.first || long.last == short.last else { return false }
    var (left, right) = (short.startIndex, long.startIndex)
    while left < short.endIndex, short[left] == long[right] {
        short.formIndex(after: &left)
        long.formIndex(after: &right)
    }
    guard right < long.endIndex else { return true }
    long.formIndex(after: &right)
    if short.count == long.count { short.formIndex(after: &left) }
    return short[left...].elementsEqual(long[right...])
}
