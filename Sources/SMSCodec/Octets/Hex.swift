/// Octets as the two-digit hex of PDU mode (TS 27.005 §3.1, `<pdu>`).
enum Hex {
    /// - Throws: ``PDUError`` at the first character that is no hex digit, or for half an octet.
    static func octets(of text: some StringProtocol) throws(PDUError) -> [UInt8] {
        var octets: [UInt8] = []
        var high: UInt8?
        for byte in text.utf8 {
            guard let digit = digit(byte) else {
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
    static func text(of octets: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for octet in octets {
            bytes.append(digits[Int(octet >> 4)])
            bytes.append(digits[Int(octet & 0x0F)])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
