/// USSD strings: packed like the septets of a text, but without a count of them.
///
/// Seven spare bits at the end would read as `@`, so they hold CR; and a text that itself ends with CR at
/// the end of an octet gets a second one.
///
/// - Source: 3GPP TS 23.038 §6.1.2.3.1.
package enum USSDString {
    private static let carriageReturn: UInt8 = 0x0D

    /// - Parameter fillBits: zero bits before the first septet, 0...6.
    static func pack(_ septets: [UInt8], fillBits: Int = 0) -> [UInt8] {
        let rest = (fillBits + septets.count * 7) % 8
        let endsOnOctet = rest == 0 && septets.last == carriageReturn
        // One octet lacks seven bits of being full.
        return Septets.pack(rest == 1 || endsOnOctet ? septets + [carriageReturn] : septets, fillBits: fillBits)
    }

    static func unpack(_ octets: [UInt8], fillBits: Int = 0) -> [UInt8] {
        var septets = Septets.unpack(octets, count: .max, from: fillBits)
        guard septets.last == carriageReturn else { return septets }
        switch (fillBits + septets.count * 7) % 8 {
        case 0: septets.removeLast()  // It fills the octet.
        case 7 where septets.dropLast().last == carriageReturn: septets.removeLast()  // It follows one.
        default: break
        }
        return septets
    }

    /// - Returns: nil for 8-bit and compressed data.
    package static func decode(_ octets: [UInt8], _ scheme: CellBroadcastScheme) -> DecodedText? {
        let header = scheme.hasHeader ? UserDataHeader(leading: octets[...]).octetCount : 0
        let body = octets.dropFirst(scheme.hasLanguage && scheme.alphabet == .ucs2 ? 2 : header)
        switch scheme.alphabet {
        case .gsm7:
            let fillBits = Septets.count(coveringOctets: header) * 7 - header * 8
            var septets = unpack(Array(octets.dropFirst(header)), fillBits: fillBits)[...]
            if scheme.hasLanguage { septets = septets.dropFirst(3) }
            return GSM7Alphabet().decode(septets)
        case .ucs2: return UCS2.decode(body)
        case .eightBit, nil: return nil
        }
    }

    /// In GSM 7-bit (15, language unspecified) where it has all characters, else in UCS-2 (72).
    package static func encode(_ text: String) -> (octets: [UInt8], scheme: CellBroadcastScheme) {
        if let septets = GSM7Alphabet().septets(of: text) {
            return (pack(septets), CellBroadcastScheme(rawValue: 0x0F))
        }
        return (UCS2.octets(of: text), CellBroadcastScheme(rawValue: 0x48))
    }
}

/// The data coding scheme of cell broadcast and USSD, whose octets mean other things than in SMS.
///
/// - Source: 3GPP TS 23.038 §5.
package struct CellBroadcastScheme: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Nil when compressed or of another protocol. Reserved groups are read as the default alphabet.
    package var alphabet: DataCodingScheme.Alphabet? {
        switch rawValue {
        case 0x11: .ucs2
        case 0x40...0x7F: isCompressed ? nil : Self.alphabet(bits: rawValue >> 2)
        case 0x90...0x9F: Self.alphabet(bits: rawValue >> 2)
        // Messages of other protocols.
        case 0xD0...0xEF: nil
        case 0xF0...0xFF: rawValue & 0b100 == 0 ? .gsm7 : .eightBit
        default: .gsm7
        }
    }

    /// A language code stands before the text: two characters and CR, or one packed pair (10 and 11).
    package var hasLanguage: Bool { rawValue == 0x10 || rawValue == 0x11 }

    /// A user data header stands before the text.
    var hasHeader: Bool { 0x90...0x9F ~= rawValue }

    package var isCompressed: Bool { 0x40...0x7F ~= rawValue && rawValue & 0x20 != 0 }

    package var messageClass: Int? {
        let hasClass = 0x40...0x7F ~= rawValue && rawValue & 0x10 != 0 || rawValue >= 0xF0 || 0x90...0x9F ~= rawValue
        return hasClass ? Int(rawValue & 0b11) : nil
    }

    /// The language of the groups 0 and 2, as its name in the standard; nil where none is said.
    package var language: String? {
        let names = [
            "German", "English", "Italian", "French", "Spanish", "Dutch", "Swedish", "Danish", "Portuguese",
            "Finnish", "Norwegian", "Greek", "Turkish", "Hungarian", "Polish",
        ]
        let more = ["Czech", "Hebrew", "Arabic", "Russian", "Icelandic"]
        let position = Int(rawValue & 0x0F)
        return switch rawValue >> 4 {
        case 0: names.indices.contains(position) ? names[position] : nil
        case 2: more.indices.contains(position) ? more[position] : nil
        default: nil
        }
    }

    private static func alphabet(bits: UInt8) -> DataCodingScheme.Alphabet {
        switch bits & 0b11 {
        case 0b01: .eightBit
        case 0b10: .ucs2
        default: .gsm7
        }
    }
}
