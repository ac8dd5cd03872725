import Synchronization

/// A flight recorder: the last traffic of one modem, line by line, for those who must find out what went wrong.
///
/// Holds no PIN and no text: what follows `+CPIN=`, PDUs, texts, and what stands in quotation marks where a person's
/// words or number may stand are left out. Outlives the sessions of its modem.
package final class TrafficRecorder: Sendable {
    /// Octets of all lines together; the oldest go.
    package static let limit = 64 * 1024
    /// Of one line.
    static let lineLimit = 300

    private struct State {
        var lines: [String] = []
        /// Where the oldest line stands; what is before it has gone.
        var first = 0
        var size = 0
        var typed = TrafficLine()
        var heard = TrafficLine()
    }

    private let state = Mutex(State())
    private let moment: @Sendable () -> String

    /// - Parameter moment: what stands in front of each line.
    package init(moment: @escaping @Sendable () -> String) { self.moment = moment }

    package func sent(_ bytes: [UInt8]) { record(bytes, "→", \.typed) }

    package func received(_ bytes: [UInt8]) { record(bytes, "←", \.heard) }

    /// Something that happened, in words.
    package func note(_ words: String) {
        let stamp = moment()
        state.withLock { Self.append("\(stamp) -- \(words)", &$0) }
    }

    /// The oldest first.
    package var lines: [String] { state.withLock { Array($0.lines[$0.first...]) } }

    private func record(_ bytes: [UInt8], _ arrow: String, _ line: WritableKeyPath<State, TrafficLine>) {
        let stamp = moment()
        state.withLock { state in
            for text in state[keyPath: line].take(bytes) { Self.append("\(stamp) \(arrow) \(text)", &state) }
        }
    }

    private static func append(_ line: String, _ state: inout State) {
        state.lines.append(line)
        state.size += line.utf8.count
        while state.size > limit, state.first < state.lines.count - 1 {
            state.size -= state.lines[state.first].utf8.count
            state.lines[state.first] = ""
            state.first += 1
        }
        // Not at every line: moving all of them costs.
        if state.first > 512, state.first > state.lines.count / 2 {
            state.lines.removeFirst(state.first)
            state.first = 0
        }
    }
}

/// Cuts one direction into lines, without what must not be kept.
struct TrafficLine {
    private var rest: [UInt8] = []
    /// A text or PDU comes behind this header.
    private var textFollows = false

    /// - Returns: the lines that ended with these bytes.
    mutating func take(_ bytes: [UInt8]) -> [String] {
        var lines: [String] = []
        for byte in bytes {
            switch byte {
            // CR, LF; ^Z ends a body and ESC drops one.
            case 0x0D, 0x0A, 0x1A, 0x1B:
                if !rest.isEmpty { lines.append(blank(String(decoding: rest, as: UTF8.self))) }
                rest = []
                if byte == 0x1A { lines.append("^Z") }
                if byte == 0x1B { lines.append("ESC") }
            default:
                if rest.count < TrafficRecorder.lineLimit { rest.append(byte) }
            }
        }
        // A prompt has no line end.
        if rest.elementsEqual("> ".utf8) {
            lines.append(">")
            rest = []
        }
        return lines
    }

    private mutating func blank(_ line: String) -> String {
        let isText = textFollows
        textFollows = Self.headers.contains { line.hasPrefix($0) }
        if isText, !textFollows, line != "OK" { return "<\(line.count) characters of a text>" }
        if let secret = Self.secrets.first(where: { line.uppercased().contains($0) }) { return "\(secret)…" }
        let hasWords = Self.wordy.contains { line.contains($0) }
        return Self.withoutLongHex(hasWords ? Self.withoutQuoted(line) : line).map(Self.visible).joined()
    }

    /// A control character must not reach a terminal.
    private static func visible(_ character: Character) -> String {
        character.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
            ? String(character) : "·"
    }

    private static let headers = ["+CMGL:", "+CMGR:", "+CMT:", "+CDS:", "+CBM:"]
    private static let secrets = ["+CPIN=", "+CPIN2=", "+CPWD=", "+CLCK="]
    private static let wordy = headers + ["+CUSD:", "+CLIP:", "+CCWA:", "AT+CUSD=", "AT+CMGS=\"", "+CNUM:", "+CPBR:"]

    private static func withoutQuoted(_ line: String) -> String {
        line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .map { $0.offset.isMultiple(of: 2) ? String($0.element) : $0.element.isEmpty ? "" : "…" }
            .joined(separator: "\"")
    }

    /// PDUs have at least so many digits; an ICCID has twenty.
    private static let hexLimit = 24

    private static func withoutLongHex(_ line: String) -> String {
        var result = ""
        var run = ""
        func flush() {
            result += run.count >= hexLimit ? "<\(run.count) hex digits>" : run
            run = ""
        }
        for character in line {
            if character.isASCII, character.isHexDigit {
                run.append(character)
            } else {
                flush()
                result.append(character)
            }
        }
        flush()
        return result
    }
}
