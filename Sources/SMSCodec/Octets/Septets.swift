/// Seven-bit characters packed into octets, least significant bit first.
///
/// This is the packing of SMS, where a count of septets says where the text ends. USSD and cell
/// broadcast pad with CR instead (§6.1.2.2, §6.1.2.3) and are not served here.
///
/// Source: 3GPP TS 23.038 §6.1.2.1.
enum Septets {
    /// Reads up to `count` septets; fewer when the octets end before.
    ///
    /// - Parameter bit: where the first septet begins, counted from the low bit of the first octet.
    static func unpack(_ octets: [UInt8], count: Int, from bit: Int = 0) -> [UInt8] {
        let available = max(0, octets.count * 8 - bit) / 7
        return (0..<min(max(count, 0), available)).map { index in
            let start = bit + index * 7
            let low = UInt16(octets[start / 8])
            let next = start / 8 + 1
            let high = next < octets.count ? UInt16(octets[next]) : 0
            return UInt8((low | high << 8) >> UInt16(start % 8) & 0x7F)
        }
    }

    /// - Parameter fillBits: zero bits before the first septet, 0...6.
    static func pack(_ septets: [UInt8], fillBits: Int = 0) -> [UInt8] {
        guard !septets.isEmpty else { return [] }
        var octets = [UInt8](repeating: 0, count: (septets.count * 7 + fillBits + 7) / 8)
        for (index, septet) in septets.enumerated() {
            let start = fillBits + index * 7
            let shifted = UInt16(septet & 0x7F) << UInt16(start % 8)
            octets[start / 8] |= UInt8(truncatingIfNeeded: shifted)
            if shifted > 0xFF { octets[start / 8 + 1] |= UInt8(shifted >> 8) }
        }
        return octets
    }

    /// Octets that hold this many septets.
    static func octetCount(of septets: Int) -> Int {
        (septets * 7 + 7) / 8
    }

    /// Septets that this many octets of header take up, fill bits included.
    static func count(coveringOctets octets: Int) -> Int {
        (octets * 8 + 6) / 7
    }
}
