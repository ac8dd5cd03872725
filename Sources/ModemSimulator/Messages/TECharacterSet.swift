/// +CSCS: how texts cross the line (TS 27.007 §5.5).
enum TECharacterSet: String, CaseIterable, Sendable {
    case gsm = "GSM"
    case ira = "IRA"
    case latin1 = "8859-1"
    case hex = "HEX"
    case ucs2 = "UCS2"
    case utf8 = "UTF-8"

    /// A text as the terminal is to see it: one scalar per byte.
    func shown(_ text: String) -> String {
        switch self {
        case .gsm: String(bytes: GSMCharacters.septets(of: text))
        case .ira: String(bytes: text.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : UInt8(ascii: "?") })
        case .latin1: String(bytes: text.unicodeScalars.map { UInt8(exactly: $0.value) ?? UInt8(ascii: "?") })
        case .hex: Hexadecimal.text(GSMCharacters.septets(of: text))
        case .ucs2: Hexadecimal.text(text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
        case .utf8: String(bytes: text.utf8)
        }
    }

    /// What the terminal typed, as a text; nil when it is not of this set.
    func read(_ typed: String) -> String? {
        switch self {
        case .gsm: return GSMCharacters.text(of: typed.byteValues)
        case .ira: return typed.unicodeScalars.allSatisfy(\.isASCII) ? typed : nil
        case .latin1: return typed
        case .hex: return Hexadecimal.octets(typed.byteValues).map(GSMCharacters.text(of:))
        case .ucs2:
            guard let octets = Hexadecimal.octets(typed.byteValues), octets.count.isMultiple(of: 2) else { return nil }
            let units = stride(from: 0, to: octets.count, by: 2).map {
                UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1])
            }
            return String(decoding: units, as: UTF16.self)
        case .utf8: return String(validating: typed.byteValues, as: UTF8.self)
        }
    }
}

/// The GSM 7 bit default alphabet with its extension table (TS 23.038 §6.2.1), for text mode.
enum GSMCharacters {
    static let escape: UInt8 = 0x1B

    private static let basic: [Unicode.Scalar] = Array(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1B}ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)

    private static let extended: [UInt8: Unicode.Scalar] = [
        0x0A: "\u{0C}", 0x14: "^", 0x28: "{", 0x29: "}", 0x2F: "\\", 0x3C: "[", 0x3D: "~", 0x3E: "]",
        0x40: "|", 0x65: "€",
    ]

    private static let codes: [Unicode.Scalar: [UInt8]] = {
        var codes: [Unicode.Scalar: [UInt8]] = [:]
        for (code, scalar) in basic.enumerated() where code != escape { codes[scalar] = [UInt8(code)] }
        for (code, scalar) in extended { codes[scalar] = [escape, code] }
        return codes
    }()

    /// The septets of a text; a character the alphabet lacks becomes a question mark.
    static func septets(of text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { codes[$0] ?? [UInt8(ascii: "?")] }
    }

    /// The text of septets. An unknown extension shows the character of the basic table
    /// (TS 23.038 §6.2.1.1).
    static func text(of septets: some Sequence<UInt8>) -> String {
        var scalars = String.UnicodeScalarView()
        var escaped = false
        for septet in septets.map({ $0 & 0x7F }) {
            if septet == escape, !escaped {
                escaped = true
                continue
            }
            let plain = septet == escape ? " " : basic[Int(septet)]
            scalars.append(escaped ? extended[septet] ?? plain : plain)
            escaped = false
        }
        return String(scalars)
    }

    /// Septets packed into octets, the first in the low bits (TS 23.038 §6.1.2.1).
    static func packed(_ septets: [UInt8]) -> [UInt8] {
        var octets: [UInt8] = []
        var bits = 0
        var held: UInt16 = 0
        for septet in septets {
            held |= UInt16(septet & 0x7F) << bits
            bits += 7
            if bits >= 8 {
                octets.append(UInt8(held & 0xFF))
                held >>= 8
                bits -= 8
            }
        }
        if bits > 0 { octets.append(UInt8(held & 0xFF)) }
        return octets
    }

    /// The first `count` septets of packed octets, fewer when the octets end before.
    static func unpacked(_ octets: some Collection<UInt8>, count: Int) -> [UInt8] {
        var septets: [UInt8] = []
        var bits = 0
        var held: UInt16 = 0
        for octet in octets where septets.count < count {
            held |= UInt16(octet) << bits
            bits += 8
            while bits >= 7, septets.count < count {
                septets.append(UInt8(held & 0x7F))
                held >>= 7
                bits -= 7
            }
        }
        return septets
    }
}
