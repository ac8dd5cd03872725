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
///
/// Works on octets: a modem says up to a thousand lines a second, and Strings would cost more than all else done about
/// them.
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
                if !rest.isEmpty { lines.append(blank(rest)) }
                rest.removeAll(keepingCapacity: true)
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

    private mutating func blank(_ line: [UInt8]) -> String {
        let isText = textFollows
        textFollows = Self.headers.contains { line.starts(with: $0) }
        if isText, !textFollows, !line.elementsEqual("OK".utf8) {
            return "<\(Self.characterCount(of: line)) characters of a text>"
        }
        let places = line.indices.filter { line[$0] == Self.plus }
        if let secret = Self.secrets.first(where: { secret in places.contains { line.says(secret, at: $0) } }) {
            return "\(String(decoding: secret, as: UTF8.self))…"
        }
        let hasWords = Self.wordy.contains { name in places.contains { line.says(name, at: $0) } }
        return Self.visible(Self.withoutLongHex(hasWords ? Self.withoutQuoted(line) : line))
    }

    private static let plus = UInt8(ascii: "+")
    private static let quote = UInt8(ascii: "\"")
    private static let headers = ["+CMGL:", "+CMGR:", "+CMT:", "+CDS:", "+CBM:"].map { Array($0.utf8) }
    private static let secrets = ["+CPIN=", "+CPIN2=", "+CPWD=", "+CLCK="].map { Array($0.utf8) }
    private static let wordy =
        headers + ["+CUSD:", "+CLIP:", "+CCWA:", "+CUSD=", "+CMGS=\"", "+CNUM:", "+CPBR:"].map { Array($0.utf8) }

    private static func characterCount(of line: [UInt8]) -> Int {
        line.allSatisfy { $0 < 0x80 } ? line.count : String(decoding: line, as: UTF8.self).count
    }

    private static func withoutQuoted(_ line: [UInt8]) -> [UInt8] {
        let pieces = line.split(separator: quote, omittingEmptySubsequences: false).enumerated()
            .map { $0.offset.isMultiple(of: 2) || $0.element.isEmpty ? Array($0.element) : Array("…".utf8) }
        return Array(pieces.joined(separator: [quote]))
    }

    /// PDUs have at least so many digits; an ICCID has twenty.
    private static let hexLimit = 24

    private static func withoutLongHex(_ line: [UInt8]) -> [UInt8] {
        guard line.count >= hexLimit else { return line }
        var result: [UInt8] = []
        var rest = line[...]
        while !rest.isEmpty {
            let run = rest.prefix(while: \.isHexDigit)
            rest = rest.dropFirst(run.count)
            result += run.count >= hexLimit ? Array("<\(run.count) hex digits>".utf8) : Array(run)
            let other = rest.prefix { !$0.isHexDigit }
            rest = rest.dropFirst(other.count)
            result += other
        }
        return result
    }

    /// A control character must not reach a terminal.
    private static func visible(_ line: [UInt8]) -> String {
        if line.allSatisfy({ (0x20..<0x7F).contains($0) }) { return String(decoding: line, as: UTF8.self) }
        var result = ""
        for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            result.unicodeScalars.append(isControl ? "·" : scalar)
        }
        return result
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool { (0x30...0x39).contains(self) || (0x41...0x46).contains(self & 0xDF) }
}

extension [UInt8] {
    /// Whether this stands there, in capitals or not.
    fileprivate func says(_ name: [UInt8], at place: Int) -> Bool {
        guard count - place >= name.count else { return false }
        return name.indices.allSatisfy { index in
            let byte = self[place + index]
            return (0x61...0x7A).contains(byte) ? byte & 0xDF == name[index] : byte == name[index]
        }
    }
}
