/// SMS-SUBMIT octet by octet, for text mode, where the modem itself puts the TPDU together.
enum SubmitOctets {
    /// Where TP-DA lies: length octet, type of address, semi-octets (TS 23.040 §9.1.2.5).
    static func destination(in tpdu: [UInt8]) -> Range<Int>? {
        guard tpdu.count > 3 else { return nil }
        let end = 2 + 2 + (Int(tpdu[2]) + 1) / 2
        return end <= tpdu.count ? 2..<end : nil
    }

    static func replacingDestination(in tpdu: [UInt8], by address: [UInt8]) -> [UInt8]? {
        guard let place = destination(in: tpdu) else { return nil }
        return Array(tpdu[..<place.lowerBound]) + address + tpdu[place.upperBound...]
    }

    /// First octet to TP-UD. TP-VP is there when the first octet's TP-VPF says so (§9.2.3.3).
    static func submit(_ parameters: TextModeParameters, address: [UInt8], userData: UserDataOctets) -> [UInt8]? {
        let firstOctet = UInt8(truncatingIfNeeded: parameters.firstOctet)
        var tpdu = [firstOctet, 0] + address
        tpdu += [
            UInt8(truncatingIfNeeded: parameters.protocolIdentifier),
            UInt8(truncatingIfNeeded: parameters.dataCodingScheme),
        ]
        switch firstOctet >> 3 & 0b11 {
        case 0b00: break
        case 0b10:
            guard let relative = UInt8(parameters.validityPeriod) else { return nil }
            tpdu.append(relative)
        default:
            guard let absolute = absolutePeriod(parameters.validityPeriod) else { return nil }
            tpdu += absolute
        }
        return tpdu + [UInt8(userData.length)] + userData.octets
    }

    /// "yy/MM/dd,hh:mm:ss±zz" as seven octets.
    private static func absolutePeriod(_ quoted: String) -> [UInt8]? {
        let bytes = Array(quoted.utf8)
        guard bytes.count == 22 else { return nil }
        let digits = [1, 4, 7, 10, 13, 16, 19].map { place -> UInt8? in
            let pair = bytes[place...(place + 1)].map { $0 &- 48 }
            return pair.allSatisfy { $0 < 10 } ? pair[1] << 4 | pair[0] : nil
        }
        var octets = digits.compactMap(\.self)
        guard octets.count == 7 else { return nil }
        if bytes[18] == UInt8(ascii: "-") { octets[6] |= 0b1000 }
        return octets
    }
}

/// TP-UD with its TP-UDL: septets in the default alphabet, otherwise octets.
struct UserDataOctets: Equatable {
    let length: Int
    let octets: [UInt8]

    private static let longest = 140

    /// What was typed in text mode (TS 27.005 §3.1, <data>): a text of the default alphabet, or
    /// octets as hex when TP-DCS or TP-UDHI says that it is none. Nil when it does not fit.
    init?(typed: String, _ parameters: TextModeParameters, _ set: TECharacterSet) {
        let hasHeader = parameters.firstOctet & 0b100_0000 != 0
        let isText = Self.isDefaultAlphabet(UInt8(truncatingIfNeeded: parameters.dataCodingScheme))
        if isText, !hasHeader {
            guard let text = set.read(typed) else { return nil }
            let septets = GSMCharacters.septets(of: text)
            octets = GSMCharacters.packed(septets)
            length = septets.count
        } else {
            guard let raw = Hexadecimal.octets(typed.byteValues) else { return nil }
            octets = raw
            length = isText ? raw.count * 8 / 7 : raw.count
        }
        guard octets.count <= Self.longest else { return nil }
    }

    /// TS 23.038 §4; reserved codings are the default alphabet.
    static func isDefaultAlphabet(_ scheme: UInt8) -> Bool {
        switch scheme >> 4 {
        case 0b0000...0b0111: scheme & 0b10_1100 == 0 || scheme & 0b10_1100 == 0b1100
        case 0b1110: false
        case 0b1111: scheme & 0b100 == 0
        default: true
        }
    }
}
