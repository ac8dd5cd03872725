/// The answer to `+CMGL=4` or `+CMGR`: headers, each followed by a PDU line.
///
/// Tolerates what describe: missing fields, a glued next header, stored
/// submits, empty and dummy slots, an answer in text mode. Indexes are the modem's and may start
/// at 0.
package struct TextListing: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package let index: Int
        package let hex: String
        /// Octets without the SMSC address, as the header says, else as the PDU says.
        package let tpduLength: Int

        package init(index: Int, hex: String, tpduLength: Int) {
            self.index = index
            self.hex = hex
            self.tpduLength = tpduLength
        }
    }

    /// What the service centre sent: texts and status reports, in the modem's order.
    package private(set) var entries: [Entry] = []
    /// Slots with a message of our own (stat 2 and 3), or with nothing in it.
    package private(set) var otherSlots = 0
    /// Slots whose second line is no hex although the modem is in PDU mode.
    package private(set) var unreadable: [Int] = []

    /// Hex before something else is a damaged PDU from this many digits on, and ordinary text below.
    static let shortestCutPDU = 20

    /// The modem fell back to text mode: `+CMGF=0` and ask again.
    package var isTextMode: Bool { entries.isEmpty && !unreadable.isEmpty }

    /// - Parameters:
    ///   - prefix: `+CMGL:` or `+CMGR:`.
    ///   - slot: the index asked for; nil where the header holds it.
    package init(_ lines: [String], prefix: String, slot: Int? = nil) {
        var header: String?
        for line in lines {
            var rest = line[...]
            while !rest.isEmpty {
                if rest.hasPrefix(prefix) {
                    if header != nil { otherSlots += 1 }
                    header = String(rest)
                    break
                }
                // "Some phones corrupt output": the next header without a line end.
                let glued = rest.range(of: prefix)
                let body = glued.map { rest[..<$0.lowerBound] } ?? rest
                if let owner = header { take(String(body), under: owner, prefix, slot) }
                header = nil
                rest = glued.map { rest[$0.lowerBound...] } ?? ""
            }
        }
        if header != nil { otherSlots += 1 }  // A header alone: an empty slot.
    }

    private mutating func take(_ line: String, under header: String, _ prefix: String, _ slot: Int?) {
        let fields = ParameterReader(header, after: prefix).fields
        guard let index = slot ?? fields.first?.number, 0...65_535 ~= index else {
            otherSlots += 1
            return
        }
        // A missing or empty stat is a received message (Qualcomm, ZTE: Q-43).
        let position = slot == nil ? 1 : 0
        let stat = fields.indices.contains(position) ? fields[position] : nil
        let isOurs = fields.count > 2 && (stat?.number == 2 || stat?.number == 3)
        if isOurs {
            otherSlots += 1
            return
        }
        let hex = String(Substring(line.utf8.prefix(while: \.isHexDigit)))
        // "REC READ" instead of a number: text mode, even where the text looks like hex.
        let isInWords = stat.map { $0.isQuoted && !$0.text.isEmpty } ?? false
        guard !isInWords, hex == line || hex.utf8.count >= Self.shortestCutPDU else {
            unreadable.append(index)
            return
        }
        let even = hex.utf8.count.isMultiple(of: 2) ? hex : String(hex.dropLast())
        guard !Self.isDummy(even, told: fields.last?.number) else {
            otherSlots += 1
            return
        }
        let told = fields.last?.number ?? -1
        let own = Self.tpduLength(even)
        entries.append(Entry(index: index, hex: even, tpduLength: 1...own ~= told ? told : own))
    }

    /// An empty slot (`00`, length 0) or Siemens' filling of FF.
    private static func isDummy(_ hex: String, told: Int?) -> Bool {
        hex.utf8.count <= 2 || hex.utf8.allSatisfy { $0 == UInt8(ascii: "F") || $0 == UInt8(ascii: "f") }
            || (told == 0 && hex.utf8.allSatisfy { $0 == UInt8(ascii: "0") })
    }

    /// Octets after the SMSC address; at least 1, so that a range from 1 is never empty.
    package static func tpduLength(_ hex: String) -> Int {
        let octets = hex.utf8.count / 2
        let serviceCentre = Int(hex.prefix(2), radix: 16) ?? 0
        return max(1, octets - 1 - serviceCentre)
    }
}

extension StringProtocol {
    /// Where a text of ASCII first occurs. Every line of a listing is searched, and hardly any has it.
    fileprivate func range(of other: String) -> Range<Index>? {
        guard let first = other.utf8.first else { return nil }
        var rest = utf8[...]
        while let start = rest.firstIndex(of: first) {
            if rest[start...].starts(with: other.utf8) {
                return start..<utf8.index(start, offsetBy: other.utf8.count)
            }
            rest = rest[utf8.index(after: start)...]
        }
        return nil
    }
}
