/// One AT command line and the shape of its answer.
package struct Command: Hashable, Sendable {
    /// Which lines before the final result belong to the answer. All other lines are URCs.
    package enum Answer: Hashable, Sendable {
        /// No information line, only the final result (`+CMGD`).
        case none
        /// Lines that start with one of the given texts (`+CSQ:`).
        case prefixed([String])
        /// Pairs of a line with the given prefix and a line of hex (`+CMGL:`).
        case prefixedThenPDU(String)
        /// Lines without a prefix of their own: everything that is not known as a URC, and what has the
        /// given prefix all the same (`+CGMI:`).
        case bare(String)
        /// Whatever an operator asked for: lines with one of these beginnings, and all that nothing is done about.
        case open([String])
        /// One line whose first value is the reporting mode and whose second is the state; a URC
        /// has the state first (`+CREG:`, Q-14).
        case registration(String)
    }

    /// The command without `AT` and without CR, such as `+CMGS=23`.
    package var text: String
    /// Sent after the prompt, for the commands that ask for one, and ended by ^Z.
    package var body: String?
    package var answer: Answer
    /// From the first byte of the command, or of the body where there is one, to the final result,
    /// whatever comes in between.
    package var timeout: Duration
    /// From the first byte of the command to the prompt.
    package var promptTimeout: Duration = .seconds(10)
    /// An answer line and this much silence stand for a final result.
    package var quietEnd: Duration?
    /// Part of finding out whether anybody listens: silence is an answer, not a fault.
    package var isProbe = false
    /// The owner need not hear of a refusal: the modem can do without.
    package var isOptional = false

    package init(
        _ text: String, body: String? = nil, answer: Answer = .none, timeout: Duration = .seconds(10)
    ) {
        self.text = text
        self.body = body
        self.answer = answer
        self.timeout = timeout
    }

    /// A question whose answer stands alone on its line, or behind the command's name and a colon.
    package init(bare text: String, timeout: Duration = .seconds(10)) {
        let name = text.prefix { $0 != "=" && $0 != "?" }
        self.init(text, answer: .bare("\(name):"), timeout: timeout)
    }

    package var optional: Command {
        var copy = self
        copy.isOptional = true
        return copy
    }

    /// The command without its values, fit for a log: `+CPIN=`, never the PIN.
    package var name: String {
        guard let end = text.firstIndex(of: "=") else { return text }
        return String(text[...end])
    }

    /// A body, or the rest of a command line, that holds nothing but hex digits.
    package static func isHex(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(\.isHexDigit)
    }
}

extension Command.Answer {
    /// Whether the line belongs to an answer whose last line so far is this one.
    func includes(_ line: String, after last: String?) -> Bool {
        switch self {
        case .none:
            return false
        case .prefixed(let prefixes):
            return prefixes.contains { line.hasPrefix($0) }
        case .prefixedThenPDU(let prefix):
            if line.hasPrefix(prefix) { return true }
            // The next header may be glued to a PDU, so look anywhere in the last line.
            guard last?.contains(prefix) == true else { return false }
            // Not hex: an answer in text mode, or a URC between header and PDU.
            return Command.isHex(line) || Unsolicited(line) == nil
        case .bare(let prefix):
            return line.hasPrefix(prefix) || Unsolicited(line) == nil
        case .open(let prefixes):
            if prefixes.contains(where: { line.hasPrefix($0) }) { return true }
            let meaning = Unsolicited(line)
            return meaning == nil || meaning == .other
        case .registration(let prefix):
            guard line.hasPrefix(prefix) else { return false }
            let fields = ParameterReader(line, after: prefix).fields
            guard fields.count > 1, !fields[1].isQuoted, let state = fields[1].number else { return false }
            return state <= 10 && fields[1].text.utf8.count < 4
        }
    }
}

extension UInt8 {
    var isHexDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
            UInt8(ascii: "a")...UInt8(ascii: "f"):
            true
        default: false
        }
    }
}
