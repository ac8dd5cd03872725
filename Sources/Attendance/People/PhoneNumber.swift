/// A Peruvian mobile number in E.164, the only kind of number the office writes to.
///
/// - Shape: `+51` and nine digits of which the first is 9.
/// - Source: numbering plan of Peru (MTC), mobile services.
package struct PhoneNumber: Hashable, Comparable, Sendable {
    package let e164: String

    /// Reads the ways in which networks and people write a mobile number: `987654321`,
    /// `51987654321`, `+51987654321`, `0051987654321`, with spaces, points or hyphens between.
    ///
    /// Nil for everything else: short codes, fixed lines, foreign numbers, brands.
    package init?(peruvianMobile text: String) {
        if Self.isE164(text) {
            e164 = text
            return
        }
        var digits = ""
        for (position, character) in text.enumerated() {
            switch character {
            case "0"..."9": digits.append(character)
            case "+" where position == 0: continue
            case " ", "-", ".", "(", ")": continue
            default: return nil
            }
        }
        let prefixes = ["0051", "51", ""]
        for prefix in prefixes where digits.hasPrefix(prefix) {
            let national = digits.dropFirst(prefix.count)
            if national.count == 9, national.first == "9", !text.hasPrefix("+") || prefix == "51" {
                e164 = "+51" + national
                return
            }
        }
        return nil
    }

    /// As the database has them, by the ten thousand.
    private static func isE164(_ text: String) -> Bool {
        text.utf8.count == 12 && text.hasPrefix("+519")
            && text.utf8.dropFirst(4).allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }

    /// The nine digits, as people say the number.
    package var national: String { String(e164.dropFirst(3)) }

    /// For logs: only the last three digits.
    package var masked: String { "…" + e164.suffix(3) }

    package static func < (one: PhoneNumber, other: PhoneNumber) -> Bool { one.e164 < other.e164 }
}
