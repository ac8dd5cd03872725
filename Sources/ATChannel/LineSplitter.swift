/// Cuts the byte stream of the tty into lines and prompts. Does no I/O.
///
/// - Shape: lines end in any run of CR and LF; the prompt is a `>` at the start of a line and
///   has no terminator (3GPP TS 27.005 §3.5.1; without the space in some firmware, Q-4).
/// - Limit: a line over ``lineLimit`` bytes is dropped and reported once as `.overlong`; over
///   ``noiseLimit`` bytes that are no text, without a line of text between them, are reported as
///   `.noise`.
package struct LineSplitter: Sendable {
    package enum Token: Equatable, Sendable {
        case line(String)
        case prompt
        case overlong
        /// What comes in is not the talk of an AT port.
        case noise
    }

    /// A PDU line has at most 352 digits; padded status reports of about 300 more were seen.
    package static let lineLimit = 2048
    package static let noiseLimit = 8192

    /// Set while a command that asks for a body is in flight; otherwise `>` is ordinary text. The
    /// first prompt clears it.
    package var expectsPrompt = false
    private var pending: [UInt8] = []
    private var isSkipping = false
    private var noise = 0

    package init() {}

    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [Token] {
        var tokens: [Token] = []
        for byte in bytes {
            if let token = take(byte) { tokens.append(token) }
        }
        return tokens
    }

    private mutating func take(_ byte: UInt8) -> Token? {
        switch byte {
        case UInt8(ascii: "\r"), UInt8(ascii: "\n"), 0x1A:
            // ^Z closes the echo of a PDU, sometimes with the answer glued to it.
            return endLine()
        case UInt8(ascii: " "), UInt8(ascii: "\t"):
            return pending.isEmpty ? nil : append(UInt8(ascii: " "))
        case UInt8(ascii: ">") where expectsPrompt && pending.isEmpty && !isSkipping:
            expectsPrompt = false
            return .prompt
        case 0..<0x20, 0x7F:
            return countNoise()
        case 0x80...:
            // An operator name may hold any octet: part of the line, and suspect in masses.
            return countNoise() ?? append(byte)
        default:
            return append(byte)
        }
    }

    private mutating func append(_ byte: UInt8) -> Token? {
        if isSkipping { return nil }
        guard pending.count < Self.lineLimit else {
            pending.removeAll()
            isSkipping = true
            return .overlong
        }
        pending.append(byte)
        return nil
    }

    private mutating func endLine() -> Token? {
        defer { pending.removeAll(keepingCapacity: true) }
        isSkipping = false
        while pending.last == UInt8(ascii: " ") { pending.removeLast() }
        guard !pending.isEmpty else { return nil }
        if pending.allSatisfy({ $0 < 0x80 }) { noise = 0 }
        return .line(String(decoding: pending, as: UTF8.self))
    }

    private mutating func countNoise() -> Token? {
        noise += 1
        guard noise > Self.noiseLimit else { return nil }
        noise = 0
        pending.removeAll()
        return .noise
    }
}
