/// A text put together from its parts.
package struct JoinedText: Hashable, Sendable {
    /// ``PartJoiner/gap`` stands where parts are missing. Empty when ``isBinary``.
    package let text: String
    /// The octets behind the headers, in order, of the parts that are no text; empty where all are.
    package let octets: [UInt8]
    /// Sequence numbers of the parts that did not come, ascending.
    package let missing: [Int]
    /// No part holds text.
    package let isBinary: Bool
    package let flaws: DecodedText.Flaws
    /// A part is shorter than it says.
    package let isTruncated: Bool

    /// Some parts are text and some are not; ``PartJoiner/gap`` stands for these.
    package let isMixed: Bool

    /// A part is shorter than it says or no text among texts, or a character was replaced.
    package var isDamaged: Bool { isTruncated || isMixed || !flaws.isEmpty }
}

/// Puts the parts of one text in order and decodes them together: an escape sequence and a
/// surrogate pair may lie across two parts.
///
/// Which parts belong together is decided elsewhere (sender, reference, total, time).
package enum PartJoiner {
    package static let gap = "[...]"

    /// - Parameter parts: of one text, in any order. Of a part that came twice the first counts.
    ///   Parts without concatenation are taken in the order given.
    package static func text(of parts: [Deliver]) -> JoinedText {
        text(of: parts.map(\.userData))
    }

    /// As ``text(of:)-(_)`` for user data of any TPDU.
    package static func text(of parts: [UserData]) -> JoinedText {
        let total = parts.lazy.compactMap(\.concatenation?.total).first ?? 0
        var bySequence: [Int: UserData] = [:]
        var others: [UserData] = []
        for part in parts {
            guard let sequence = part.concatenation?.sequence else {
                others.append(part)
                continue
            }
            if bySequence[sequence] == nil { bySequence[sequence] = part }
        }
        let last = max(total, bySequence.keys.max() ?? 0)
        let places = last > 0 ? (1...last).map { bySequence[$0] } : []
        let isBinary = !parts.isEmpty && parts.allSatisfy { !$0.isText }
        var joiner = Joiner()
        for place in places + others.map(Optional.some) {
            if let part = place { joiner.append(part) } else { joiner.skip() }
            if let part = place, !part.isText { joiner.skip() }
        }
        joiner.flush()
        return JoinedText(
            text: isBinary ? "" : joiner.text,
            octets: joiner.data,
            missing: places.indices.filter { places[$0] == nil }.map { $0 + 1 },
            isBinary: isBinary,
            flaws: joiner.flaws,
            isTruncated: parts.contains { $0.isTruncated },
            isMixed: !isBinary && parts.contains { !$0.isText })
    }

    /// Runs of septets or octets that are decoded together: up to a gap, or to a part in another
    /// alphabet or with other shift tables (they hold for one part, TS 23.038 §6.2.1.2.5).
    private struct Joiner {
        private enum Coding: Hashable { case septets(GSM7Alphabet), ucs2 }

        private var coding: Coding?
        private var run: [UInt8] = []
        private var isInGap = false
        private(set) var text = ""
        private(set) var data: [UInt8] = []
        private(set) var flaws = DecodedText.Flaws()

        mutating func append(_ part: UserData) {
            guard part.isText else {
                data += part.octets
                return
            }
            isInGap = false
            let isUCS2 = part.dataCodingScheme.alphabet == .ucs2
            let coding: Coding = isUCS2 ? .ucs2 : .septets(part.gsm7Alphabet)
            if coding != self.coding { flush() }
            self.coding = coding
            run += isUCS2 ? part.octets : part.septets
        }

        /// Neighbouring missing parts make one gap.
        mutating func skip() {
            flush()
            if !isInGap { text += PartJoiner.gap }
            isInGap = true
        }

        mutating func flush() {
            switch coding {
            case .septets(let alphabet): take(alphabet.decode(run))
            case .ucs2: take(UCS2.decode(run[...]))
            case nil: break
            }
            coding = nil
            run = []
        }

        private mutating func take(_ piece: DecodedText) {
            text += piece.text
            flaws.formUnion(piece.flaws)
        }
    }
}
