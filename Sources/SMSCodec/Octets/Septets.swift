/// Seven-bit characters packed into octets, least significant bit first.
///
/// This is the packing of SMS, where a count of septets says where the text ends. USSD and cell
/// broadcast pad with CR instead, see ``USSDString``.
///
/// Source: 3GPP TS 23.038 §6.1.2.1.
enum Septets {
    /// Reads up to `count` septets; fewer when the octets end before.
    ///
    /// - Parameter bit: where the first septet begins, counted from the low bit of the first octet.
    static func unpack(_ octets: ArraySlice<UInt8>, count: Int, from bit: Int = 0) -> [UInt8] {
        let run = Run(octets, count: count, from: bit)
        var septets: [UInt8] = []
        septets.reserveCapacity(run.count)
        for septet in run { septets.append(septet) }
        return septets
    }

    static func unpack(_ octets: [UInt8], count: Int, from bit: Int = 0) -> [UInt8] {
        unpack(octets[...], count: count, from: bit)
    }

    /// Packed septets, read one after the other without unpacking them into an array.
    struct Run: Sequence, IteratorProtocol {
        private var octets: ArraySlice<UInt8>.Iterator
        /// Bits that were read and not given yet, the next one lowest.
        private var bits: UInt32 = 0
        private var bitCount = 0
        /// Septets that are left.
        private(set) var count: Int

        init(_ octets: ArraySlice<UInt8>, count: Int, from bit: Int) {
            let available = Swift.max(0, octets.count * 8 - bit) / 7
            self.count = Swift.min(Swift.max(count, 0), available)
            self.octets = octets.dropFirst(bit / 8).makeIterator()
            // A septet may begin inside an octet: behind a header that needs fill bits.
            if bit % 8 > 0, let first = self.octets.next() {
                bits = UInt32(first) >> UInt32(bit % 8)
                bitCount = 8 - bit % 8
            }
        }

        var underestimatedCount: Int { count }

        @inline(__always)
        mutating func next() -> UInt8? {
            guard count > 0 else { return nil }
            count -= 1
            if bitCount < 7 {
                bits |= UInt32(octets.next() ?? 0) << UInt32(bitCount)
                bitCount += 8
            }
            let septet = UInt8(bits & 0x7F)
            bits >>= 7
            bitCount -= 7
            return septet
        }
    }

    /// - Parameter fillBits: zero bits before the first septet, 0...6.
    static func pack(_ septets: some Collection<UInt8>, fillBits: Int = 0) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity((septets.count * 7 + fillBits + 7) / 8)
        append(septets, fillBits: fillBits, to: &octets)
        return octets
    }

    /// As ``pack(_:fillBits:)``, behind what is there.
    static func append(_ septets: some Collection<UInt8>, fillBits: Int = 0, to octets: inout [UInt8]) {
        guard !septets.isEmpty else { return }
        var bits: UInt32 = 0
        var bitCount = fillBits
        for septet in septets {
            bits |= UInt32(septet & 0x7F) << UInt32(bitCount)
            bitCount += 7
            while bitCount >= 8 {
                octets.append(UInt8(truncatingIfNeeded: bits))
                bits >>= 8
                bitCount -= 8
            }
        }
        if bitCount > 0 { octets.append(UInt8(truncatingIfNeeded: bits)) }
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
