/// "UCS-2" as phones really send it: UTF-16, high octet first, surrogate pairs included.
///
/// Source: 3GPP TS 23.038 §6.2.3; the pairs are practice, not the standard's.
enum UCS2 {
    /// Text of octets that are already joined: a pair may lie across two parts.
    static func decode(_ octets: ArraySlice<UInt8>) -> DecodedText {
        var flaws = DecodedText.Flaws()
        let text = String(unsafeUninitializedCapacity: octets.count / 2 * 3 + 1) { buffer in
            var bytes = ByteSpan(buffer)
            var iterator = octets.makeIterator()
            var waiting: UInt32?
            while let high = iterator.next() {
                guard let low = iterator.next() else {
                    flaws.insert(.oddOctet)
                    break
                }
                let unit = UInt32(high) << 8 | UInt32(low)
                if let first = waiting {
                    waiting = nil
                    if unit & 0xFC00 == 0xDC00 {
                        bytes.append(0x10000 + ((first & 0x3FF) << 10 | unit & 0x3FF))
                        continue
                    }
                    flaws.insert(.loneSurrogate)
                    bytes.append(replacement)
                }
                switch unit & 0xFC00 {
                case 0xD800: waiting = unit
                case 0xDC00:
                    flaws.insert(.loneSurrogate)
                    bytes.append(replacement)
                default: bytes.append(unit)
                }
            }
            if waiting != nil {
                flaws.insert(.loneSurrogate)
                bytes.append(replacement)
            }
            return bytes.count
        }
        return DecodedText(text, flaws: flaws)
    }

    private static let replacement: UInt32 = 0xFFFD

    static func octets(of text: some StringProtocol) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.utf8.count * 2)
        for unit in text.utf16 {
            octets.append(UInt8(unit >> 8))
            octets.append(UInt8(truncatingIfNeeded: unit))
        }
        return octets
    }
}
