// USSD: short questions to the network's own computer, such as the balance of a SIM.

extension Command {
    /// The answer comes later, as `+CUSD:`.
    ///
    /// - Parameter text: as the modem wants it, plain or packed hex (Q-101).
    /// - Returns: nil unless it is digits, letters, `*` and `#` only.
    package static func ussd(_ text: String) -> Command? {
        let isSafe = text.utf8.allSatisfy {
            $0.isHexDigit || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "+")
        }
        guard isSafe, !text.isEmpty, text.utf8.count <= 320 else { return nil }
        return Command("+CUSD=1,\"\(text)\",15", timeout: .seconds(60)).optional
    }

    /// Ends a dialogue that the network would go on with. Some modems hang at it (Q-80): only then.
    package static let endUSSD = Command("+CUSD=2").optional
}

/// What came behind `+CUSD:`. Source: 3GPP TS 27.007 §7.15.
package struct USSDAnswer: Hashable, Sendable {
    package enum Meaning: Int, Sendable {
        case final, expectsReply, ended, otherClient, notSupported, timedOut
    }

    package let meaning: Meaning
    /// As the modem shows it: plain, packed hex, or hex of UCS-2.
    package let text: String?
    /// The data coding scheme of cell broadcast.
    package let scheme: Int?

    /// Collects the lines of one answer: there may be line ends inside the quotation marks (Q-101).
    package struct Collector: Hashable, Sendable {
        /// Lines and characters of one answer.
        static let lineLimit = 20
        static let sizeLimit = 2000
        private var lines: [String] = []

        package init() {}

        /// - Returns: the answer when it is whole, nil while it is not, or when this is no part of one.
        package mutating func take(_ line: String) -> USSDAnswer? {
            if line.hasPrefix("+CUSD:") {
                lines = [line]
            } else if lines.isEmpty {
                return nil
            } else {
                lines.append(line)
            }
            let whole = lines.joined(separator: "\n")
            let isOpen = !whole.count(where: { $0 == "\"" }).isMultiple(of: 2)
            if isOpen, lines.count < Self.lineLimit, whole.utf8.count < Self.sizeLimit { return nil }
            lines = []
            return USSDAnswer(whole)
        }
    }

    /// The same with what came behind it.
    package func followed(by next: USSDAnswer) -> USSDAnswer {
        guard let more = next.text else { return self }
        guard let text, meaning == .expectsReply else { return self.text == nil ? next : self }
        return USSDAnswer(meaning: next.meaning, text: text + more, scheme: scheme)
    }

    private init(meaning: Meaning, text: String?, scheme: Int?) {
        self.meaning = meaning
        self.text = text
        self.scheme = scheme
    }

    /// Nil when it does not begin with a known number.
    init?(_ whole: String) {
        let rest = whole.dropFirst("+CUSD:".count).trimmed
        guard let number = Int(rest.prefix { $0.isNumber }), let meaning = Meaning(rawValue: number) else { return nil }
        self.meaning = meaning
        if let start = rest.firstIndex(of: "\""), let end = rest.lastIndex(of: "\"") {
            text = start < end ? String(rest[rest.index(after: start)..<end]) : String(rest[start...].dropFirst())
            scheme = start < end ? Int(rest[end...].drop { "\", ".contains($0) }.prefix { $0.isNumber }) : nil
        } else {
            // Without quotation marks: +CUSD: 0,1234,15.
            let fields = rest.split(separator: ",", omittingEmptySubsequences: false)
            text = fields.count > 1 && !fields[1].isEmpty ? String(fields[1].trimmed) : nil
            scheme = fields.count > 2 ? Int(fields[2].trimmed) : nil
        }
    }
}
