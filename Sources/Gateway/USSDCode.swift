package import ATChannel
import SMSCodec

/// A USSD code such as `*100#`, as a modem is given it, and what its answer says.
package struct USSDCode: Hashable, Sendable {
    package struct Malformed: Error, CustomStringConvertible {
        package let description = "A USSD code is digits, * and #, such as *100#; 40 characters at most."
    }

    package static let limit = 40

    package let plain: String
    /// Packed as septets, upper case hex (Q-101).
    package var packed: String { PDUFrame(tpdu: USSDString.encode(plain).octets).hex.dropFirst(2).uppercased() }

    package init(_ typed: String) throws(Malformed) {
        let code = typed.filter { $0 != " " }
        guard 1...Self.limit ~= code.utf8.count, code.utf8.allSatisfy({ Self.allowed.contains($0) }) else {
            throw Malformed()
        }
        plain = code
    }

    private static let allowed = Set("0123456789*#".utf8)

    /// - Returns: nil when the answer has no text.
    package static func text(of answer: USSDAnswer, isPacked: Bool) -> String? {
        guard let text = answer.text else { return nil }
        let scheme = CellBroadcastScheme(rawValue: answer.scheme.flatMap(UInt8.init(exactly:)) ?? 0x0F)
        guard let octets = octets(text) else { return text }
        switch scheme.alphabet {
        // Nobody writes a sentence in nothing but hex digits, four for each character.
        case .ucs2 where octets.count.isMultiple(of: 2): return USSDString.decode(octets, scheme)?.text
        case .gsm7 where isPacked || readsLikeWords(octets, scheme): return USSDString.decode(octets, scheme)?.text
        default: return text
        }
    }

    /// Whether hex digits of a modem that was not known to pack are a packed sentence (Q-101): letters, digits and
    /// marks with a space between. A figure such as 12345678 gives none of that.
    private static func readsLikeWords(_ octets: [UInt8], _ scheme: CellBroadcastScheme) -> Bool {
        guard octets.count >= 4, let text = USSDString.decode(octets, scheme)?.text else { return false }
        let isPlain = text.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) || $0.value == 10 || $0.value == 13 }
        return isPlain && text.contains(where: \.isWhitespace) && text.contains(where: \.isLetter)
    }

    /// Nil when it is no hex.
    private static func octets(_ text: String) -> [UInt8]? {
        do { return try PDUFrame(hex: "00" + text).tpdu } catch { return nil }
    }
}
