/// Text as it crosses the line: one Unicode scalar per byte. The set chosen with +CSCS need not be
/// UTF-8 (8859-1 and GSM are not), so lines are put together from such texts and turned into
/// bytes at the very end. Always walked by scalars: CR LF would be a single `Character`.
extension String {
    init(bytes: some Sequence<UInt8>) {
        var scalars = UnicodeScalarView()
        for byte in bytes { scalars.append(UnicodeScalar(byte)) }
        self.init(scalars)
    }

    /// The bytes of such a text. A scalar above U+00FF, which only a mistake of ours can bring
    /// here, becomes a question mark.
    var byteValues: [UInt8] {
        unicodeScalars.map { UInt8(exactly: $0.value) ?? UInt8(ascii: "?") }
    }
}

/// Hexadecimal as TS 27.005 writes it: two IRA characters per octet, upper case from us.
enum Hexadecimal {
    static func text(_ octets: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        return String(bytes: octets.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    /// The octets, or nil when there is a character that is no digit or half an octet.
    static func octets(_ characters: some Collection<UInt8>) -> [UInt8]? {
        guard characters.count.isMultiple(of: 2) else { return nil }
        var octets: [UInt8] = []
        octets.reserveCapacity(characters.count / 2)
        var high: UInt8?
        for character in characters {
            guard let value = value(of: character) else { return nil }
            if let first = high {
                octets.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return octets
    }

    static func value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
