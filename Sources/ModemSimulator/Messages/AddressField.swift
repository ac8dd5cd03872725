/// Address fields by hand, for what is set outside PDU mode: +CSCA and the destination of text mode.
enum AddressField {
    /// Type-of-address octets: ISDN plan, international or unknown (TS 24.011 §8.2.5.2).
    static let international: UInt8 = 145
    static let unknown: UInt8 = 129

    static func typeOfAddress(of digits: String) -> UInt8 { digits.hasPrefix("+") ? international : unknown }

    /// Semi-octets, low nibble first, filler F (TS 23.040 §9.1.2.3); nil when a character is none
    /// of 0–9 * # a b c, or there is none at all.
    static func semiOctets(_ digits: String) -> [UInt8]? {
        let codes = Array("0123456789*#abc".utf8)
        let characters = digits.utf8.filter { $0 != UInt8(ascii: "+") }.map { (65...67).contains($0) ? $0 + 32 : $0 }
        let nibbles = characters.compactMap { codes.firstIndex(of: $0).map { UInt8($0) } }
        guard nibbles.count == characters.count, !nibbles.isEmpty, nibbles.count <= 20 else { return nil }
        return stride(from: 0, to: nibbles.count, by: 2).map { place in
            nibbles[place] | (place + 1 < nibbles.count ? nibbles[place + 1] : 0xF) << 4
        }
    }

    /// TP-DA: semi-octets without filler are counted (TS 23.040 §9.1.2.5).
    static func destination(_ digits: String, typeOfAddress: UInt8) -> [UInt8]? {
        semiOctets(digits).map { packed in
            [UInt8(digits.utf8.filter { $0 != UInt8(ascii: "+") }.count), typeOfAddress] + packed
        }
    }

    /// RP service centre address: octets are counted. Empty digits give the one octet 00.
    static func serviceCentre(_ digits: String, typeOfAddress: UInt8) -> [UInt8]? {
        digits.isEmpty ? [0] : semiOctets(digits).map { [UInt8($0.count + 1), typeOfAddress] + $0 }
    }

    /// The digits of a service centre field, with + when international.
    static func digits(ofServiceCentre field: [UInt8]) -> String {
        guard field.count > 2 else { return "" }
        let codes = Array("0123456789*#abc".utf8)
        let nibbles = field.dropFirst(2).flatMap { [$0 & 0xF, $0 >> 4] }.filter { $0 < 15 }
        return (field[1] & 0x70 == 0x10 ? "+" : "") + String(bytes: nibbles.map { codes[Int($0)] })
    }
}
