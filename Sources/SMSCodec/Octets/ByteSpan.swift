/// Writes UTF-8 into the storage of a String, and never beyond it: what has no room is left out.
///
/// A String that is built character by character costs five times as much.
struct ByteSpan {
    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        guard count < buffer.count else { return }
        buffer.initializeElement(at: count, to: byte)
        count += 1
    }

    /// - Parameter encoded: up to three bytes, the first one lowest; see ``UTF8Scalar``.
    @inline(__always)
    mutating func append(_ scalar: UTF8Scalar) {
        append(UInt8(truncatingIfNeeded: scalar.bytes))
        if scalar.length > 1 { append(UInt8(truncatingIfNeeded: scalar.bytes >> 8)) }
        if scalar.length > 2 { append(UInt8(truncatingIfNeeded: scalar.bytes >> 16)) }
    }

    /// Any scalar value; a surrogate becomes U+FFFD.
    mutating func append(_ code: UInt32) {
        switch code {
        case ..<0x80:
            append(UInt8(truncatingIfNeeded: code))
        case ..<0x800:
            append(UInt8(truncatingIfNeeded: 0xC0 | code >> 6))
            append(UInt8(truncatingIfNeeded: 0x80 | code & 0x3F))
        case 0xD800...0xDFFF:
            append(0xFFFD as UInt32)
        case ..<0x10000:
            append(UInt8(truncatingIfNeeded: 0xE0 | code >> 12))
            append(UInt8(truncatingIfNeeded: 0x80 | code >> 6 & 0x3F))
            append(UInt8(truncatingIfNeeded: 0x80 | code & 0x3F))
        default:
            append(UInt8(truncatingIfNeeded: 0xF0 | code >> 18 & 0x07))
            append(UInt8(truncatingIfNeeded: 0x80 | code >> 12 & 0x3F))
            append(UInt8(truncatingIfNeeded: 0x80 | code >> 6 & 0x3F))
            append(UInt8(truncatingIfNeeded: 0x80 | code & 0x3F))
        }
    }
}

/// A character of the basic multilingual plane, encoded beforehand.
struct UTF8Scalar: Hashable, Sendable {
    /// The first byte lowest.
    let bytes: UInt32
    /// 1...3; 0 stands for no character.
    let length: UInt8

    static let none = UTF8Scalar(bytes: 0, length: 0)

    init(_ scalar: Unicode.Scalar) {
        let encoded = Array(String(scalar).utf8)
        bytes = encoded.reversed().reduce(0) { $0 << 8 | UInt32($1) }
        length = UInt8(encoded.count)
    }

    private init(bytes: UInt32, length: UInt8) {
        self.bytes = bytes
        self.length = length
    }
}
