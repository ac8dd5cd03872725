/// TP-DCS: alphabet and class of a message.
///
/// All 256 values have a meaning here: reserved ones are read as the GSM 7-bit alphabet, as the
/// standard asks of a receiver.
///
/// - Source: 3GPP TS 23.038 §4.
package struct DataCodingScheme: RawRepresentable, Hashable, Sendable {
    package enum Alphabet: String, Sendable {
        case gsm7
        case eightBit = "8bit"
        case ucs2
    }

    /// A message waiting indication (groups C0 to EF).
    package struct MessageWaiting: Hashable, Sendable {
        package enum Kind: String, Sendable { case voicemail, fax, email, other }
        package let isActive: Bool
        package let kind: Kind
        /// Whether the text is to be kept, beyond setting the indicator.
        package let isStored: Bool
    }

    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let gsm7 = DataCodingScheme(rawValue: 0x00)
    package static let eightBit = DataCodingScheme(rawValue: 0x04)
    package static let ucs2 = DataCodingScheme(rawValue: 0x08)

    package var alphabet: Alphabet {
        switch rawValue >> 4 {
        case 0x0...0x7:
            switch rawValue >> 2 & 0b11 {
            case 0b01: .eightBit
            case 0b10: .ucs2
            default: .gsm7  // 11 is reserved.
            }
        case 0xE: .ucs2
        case 0xF: rawValue & 0b100 == 0 ? .gsm7 : .eightBit  // Bit 3 is reserved and ignored.
        default: .gsm7  // 80 to BF are reserved; C0 to DF are message waiting.
        }
    }

    /// Compressed by TS 23.042, which nobody sends: the octets are kept, there is no text.
    package var isCompressed: Bool {
        rawValue & 0b1010_0000 == 0b0010_0000
    }

    /// 0 (shown at once, "flash") to 3, or nil.
    package var messageClass: Int? {
        rawValue & 0b1001_0000 == 0b0001_0000 || rawValue & 0xF0 == 0xF0
            ? Int(rawValue & 0b11) : nil
    }

    package var messageWaiting: MessageWaiting? {
        guard 0xC0...0xEF ~= rawValue else { return nil }
        let kinds: [MessageWaiting.Kind] = [.voicemail, .fax, .email, .other]
        return MessageWaiting(
            isActive: rawValue & 0b1000 != 0, kind: kinds[Int(rawValue & 0b11)],
            isStored: rawValue >= 0xD0)
    }

    /// The sender wants the message gone once it was read (group 40 to 7F).
    package var deletesAutomatically: Bool {
        0x40...0x7F ~= rawValue
    }

    /// Whether TP-UDL counts septets. It counts octets otherwise, also of compressed septets.
    package var countsSeptets: Bool {
        alphabet == .gsm7 && !isCompressed
    }

    /// Octets of TP-UD that a TP-UDL stands for.
    func octetCount(ofLength length: UInt8) -> Int {
        countsSeptets ? Septets.octetCount(of: Int(length)) : Int(length)
    }
}
