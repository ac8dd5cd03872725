/// A cursor over octets from outside. Every read is checked and knows the field it is for. What it gives
/// is a slice of the same storage: nothing is copied.
struct OctetReader {
    private let octets: [UInt8]
    private(set) var offset = 0

    init(_ octets: [UInt8]) {
        self.octets = octets
    }

    var left: Int { octets.count - offset }

    mutating func octet(_ field: PDUError.Field) throws(PDUError) -> UInt8 {
        guard offset < octets.count else {
            throw PDUError(.truncated(needed: 1, left: 0), in: field, at: offset)
        }
        defer { offset += 1 }
        return octets[offset]
    }

    mutating func read(_ count: Int, _ field: PDUError.Field) throws(PDUError) -> ArraySlice<UInt8> {
        guard count <= left else {
            throw PDUError(.truncated(needed: count, left: left), in: field, at: offset)
        }
        return take(count)
    }

    /// Up to `count` octets: fewer when fewer are left.
    mutating func take(_ count: Int) -> ArraySlice<UInt8> {
        let end = offset + min(max(count, 0), left)
        defer { offset = end }
        return octets[offset..<end]
    }

    mutating func rest() -> ArraySlice<UInt8> {
        take(left)
    }
}
