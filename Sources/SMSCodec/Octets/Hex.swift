/// Octets as the two-digit hex of PDU mode (TS 27.005 §3.1, `<pdu>`).
package enum Hex {
    /// - Throws: ``PDUError`` at the first character that is no hex digit, or for half an octet.
    static func octets(of text: some StringProtocol) throws(PDUError) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.utf8.count / 2 + 1)
        var high: UInt8?
        for byte in text.utf8 {
            let digit = values[Int(byte)]
            guard digit < 0x10 else {
                throw PDUError(.notHexadecimal(byte), in: .hex, at: octets.count)
            }
            if let first = high {
                octets.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        guard high == nil else { throw PDUError(.halfOctet, in: .hex, at: octets.count) }
        return octets
    }

    /// Upper case: some modems refuse lower case in a PDU.
    package static func text(of octets: some Collection<UInt8>) -> String {
        String(unsafeUninitializedCapacity: octets.count * 2) { buffer in
            var bytes = ByteSpan(buffer)
            for octet in octets {
                bytes.append(digits[Int(octet >> 4)])
                bytes.append(digits[Int(octet & 0x0F)])
            }
            return bytes.count
        }
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    /// What each byte is worth as a digit; FF for what is none.
    private static let values: [UInt8] = (0...255).map { (byte: UInt8) -> UInt8 in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: 0xFF
        }
    }
}
