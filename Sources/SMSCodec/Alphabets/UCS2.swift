/// "UCS-2" as phones really send it: UTF-16, high octet first, surrogate pairs included.
///
/// Source: 3GPP TS 23.038 §6.2.3; the pairs are practice, not the standard's.
enum UCS2 {
    /// Text of octets that are already joined: a pair may lie across two parts.
    ///
    /// - Returns: `isDamaged` when half a character or half a surrogate pair was replaced by
    ///   U+FFFD or, at the end, dropped.
    static func text(of octets: some Collection<UInt8>) -> (text: String, isDamaged: Bool) {
        var units: [UInt16] = []
        var high: UInt8?
        for octet in octets {
            if let first = high {
                units.append(UInt16(first) << 8 | UInt16(octet))
                high = nil
            } else {
                high = octet
            }
        }
        var decoder = UTF16()
        var iterator = units.makeIterator()
        var scalars = String.UnicodeScalarView()
        var isDamaged = high != nil
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                scalars.append(scalar)
            case .error:
                scalars.append("\u{FFFD}")
                isDamaged = true
            case .emptyInput:
                return (String(scalars), isDamaged)
            }
        }
    }

    static func octets(of text: some StringProtocol) -> [UInt8] {
        text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }
}
