/// Collects one command line from the bytes of the DTE.
///
/// Visited in this order: `prefix` (nothing yet), `half` (an A was seen), `body` (after AT), and
/// back to `prefix` at S3. Anything before the prefix is skipped, as a receiver that finds its
/// speed by looking for AT does.
///
/// - Limit: ``longestLine`` characters; a longer line is answered with ERROR.
/// - Source: V.250 §5.2.
struct CommandLineEditor: Sendable {
    enum Event: Equatable {
        case line(String)
        /// A/ was typed: the line before this one is done again, at once (V.250 §5.2.4).
        case again
        case tooLong
    }

    static let longestLine = 2048

    private enum State {
        case prefix
        case half(UInt8)
        case body([UInt8])
    }

    private var state = State.prefix

    /// True between two lines: nothing but a half-typed prefix is lost by a result code.
    var isEmpty: Bool {
        if case .body = state { return false }
        return true
    }

    /// Takes one byte; `terminator` is S3, `backspace` S5.
    mutating func take(_ byte: UInt8, terminator: UInt8, backspace: UInt8) -> Event? {
        switch state {
        case .prefix:
            if byte == UInt8(ascii: "A") || byte == UInt8(ascii: "a") { state = .half(byte) }
            return nil
        case .half(let first):
            return finishPrefix(first: first, byte)
        case .body(var body):
            if byte == terminator {
                state = .prefix
                return body.count > Self.longestLine ? .tooLong : .line(String(bytes: body))
            }
            if byte == backspace {
                // The prefix itself cannot be rubbed out (V.250 §5.2.2).
                if !body.isEmpty { body.removeLast() }
            } else if byte >= 0x20, byte != 0x7F, body.count <= Self.longestLine {
                body.append(byte)
            }
            state = .body(body)
            return nil
        }
    }

    /// AT or at, not At or aT (V.250 §5.2.1); A/ or a/ repeats without waiting for S3.
    private mutating func finishPrefix(first: UInt8, _ byte: UInt8) -> Event? {
        switch byte {
        case UInt8(ascii: "T") where first == UInt8(ascii: "A"),
            UInt8(ascii: "t") where first == UInt8(ascii: "a"):
            state = .body([])
        case UInt8(ascii: "/"):
            state = .prefix
            return .again
        case UInt8(ascii: "A"), UInt8(ascii: "a"):
            state = .half(byte)
        default:
            state = .prefix
        }
        return nil
    }
}
