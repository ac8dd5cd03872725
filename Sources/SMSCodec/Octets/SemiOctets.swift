/// Semi-octets: two four-bit values in an octet, the low one first.
///
/// Source: 3GPP TS 23.040 §9.1.2.3 and §9.1.2.5.
enum SemiOctets {
    /// The endmark that fills the last octet of an odd number of digits.
    static let filler: UInt8 = 0x0F

    /// What each value of a digit stands for. The filler is shown only where it has no place:
    /// inside a number.
    private static let characters = Array("0123456789*#abcF")
    private static let ascii = Array("0123456789*#abcF".utf8)

    /// The first `count` values; fewer when there are fewer octets.
    static func values(of octets: some Sequence<UInt8>, count: Int) -> [UInt8] {
        Array(octets.flatMap { [$0 & 0x0F, $0 >> 4] }.prefix(max(count, 0)))
    }

    static func octets(of values: [UInt8]) -> [UInt8] {
        stride(from: 0, to: values.count, by: 2).map { index in
            let high = index + 1 < values.count ? values[index + 1] : filler
            return values[index] & 0x0F | high << 4
        }
    }

    /// Digits of an address. Fillers at the end are no digits, even when the length counts them.
    ///
    /// - Parameters:
    ///   - octets: two digits each, the low one first.
    ///   - count: semi-octets to read; fewer when there are fewer octets.
    ///   - hasPlus: begins with `+` if there is any digit.
    static func digits(of octets: ArraySlice<UInt8>, count: Int, hasPlus: Bool = false) -> String {
        var count = min(max(count, 0), octets.count * 2)
        func value(_ index: Int) -> UInt8 {
            let octet = octets[octets.startIndex + index / 2]
            return index.isMultiple(of: 2) ? octet & 0x0F : octet >> 4
        }
        while count > 0, value(count - 1) == filler { count -= 1 }
        guard count > 0 else { return "" }
        return String(unsafeUninitializedCapacity: count + 1) { buffer in
            var bytes = ByteSpan(buffer)
            if hasPlus { bytes.append(UInt8(ascii: "+")) }
            for index in 0..<count { bytes.append(ascii[Int(value(index))]) }
            return bytes.count
        }
    }

    /// Nil when a character is not one of `0123456789*#abc`.
    static func values(ofDigits digits: some StringProtocol) -> [UInt8]? {
        var values: [UInt8] = []
        for character in digits {
            guard let value = characters.dropLast().firstIndex(of: character) else { return nil }
            values.append(UInt8(value))
        }
        return values
    }

    /// Two decimal digits, tens first, that are not checked: a nibble over 9 counts as its value.
    static func number(_ octet: UInt8) -> Int {
        Int(octet & 0x0F) * 10 + Int(octet >> 4)
    }

    /// Whether both halves are decimal digits.
    static func isDecimal(_ octet: UInt8) -> Bool {
        octet & 0x0F < 10 && octet >> 4 < 10
    }

    /// - Parameter number: 0...99; only its last two digits are kept.
    static func octet(_ number: Int) -> UInt8 {
        let positive = UInt8(number.magnitude % 100)
        return positive / 10 | (positive % 10) << 4
    }
}
