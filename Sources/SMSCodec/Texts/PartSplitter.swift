/// What sending a text takes.
package struct TextSize: Hashable, Sendable {
    package let alphabet: DataCodingScheme.Alphabet
    /// Tables of a national language that it takes; both nil for the default alphabet and UCS-2.
    package let shifts: GSM7Alphabet
    /// Septets (extended characters count two) or UTF-16 units, without headers; one part without a header
    /// holds 160 or 70.
    package let units: Int
    /// What one part holds, without concatenation.
    package let room: Int
    /// One for an empty text. More than ``PartSplitter/partLimit`` cannot be sent.
    package let parts: Int
}

/// Cuts a text into parts that each fit one message, in the cheapest way.
///
/// The ways, each taken where the ones before it would take more parts: the GSM 7-bit default alphabet with
/// its extension table, the same with a national single shift table, with a locking table, with both (where
/// the caller allows the language), UCS-2. A part never ends inside an extended character or a surrogate
/// pair, though a receiver must cope with it.
///
/// - Source: 3GPP TS 23.040 §9.2.3.24.1, 3GPP TS 23.038 §6.2.1.2.
package struct PartSplitter: Sendable {
    /// What goes into one SMS-SUBMIT (or SMS-DELIVER).
    package struct Part: Hashable, Sendable {
        /// Header included when there are several parts, or shift tables.
        package let userData: UserData
        package var dataCodingScheme: DataCodingScheme { userData.dataCodingScheme }
    }

    package static let partLimit = 255

    /// - Parameters:
    ///   - reference: the same in all parts; should differ from that of the last texts to the same
    ///     phone.
    ///   - languages: whose shift tables the receivers' phones are known to have.
    /// - Returns: at least one part; none when it would take more than ``partLimit``, which
    ///   ``measure(_:languages:)`` tells before.
    package static func parts(
        of text: String, reference: UInt8, languages: [NationalLanguage] = []
    ) -> [Part] {
        parts(of: text, reference: Int(reference), bits: 8, languages)
    }

    /// As ``parts(of:reference:languages:)``, with a reference of 16 bits, which costs one octet more.
    package static func parts(
        of text: String, wideReference: UInt16, languages: [NationalLanguage] = []
    ) -> [Part] {
        parts(of: text, reference: Int(wideReference), bits: 16, languages)
    }

    package static func measure(_ text: String, languages: [NationalLanguage] = []) -> TextSize {
        let (body, blocks) = Body.cheapest(text, bits: 8, languages)
        return TextSize(
            alphabet: body.alphabet, shifts: body.shifts, units: body.units, room: body.room,
            parts: max(1, blocks.count))
    }

    private static func parts(
        of text: String, reference: Int, bits: Int, _ languages: [NationalLanguage]
    ) -> [Part] {
        let (body, blocks) = Body.cheapest(text, bits: bits, languages)
        guard blocks.count <= partLimit else { return [] }
        guard blocks.count > 1 else {
            return [body.part(blocks.first ?? [], nil)].compactMap { $0 }
        }
        return blocks.enumerated().compactMap { index, block in
            body.part(
                block,
                Concatenation(reference: reference, total: blocks.count, sequence: index + 1, bits: bits))
        }
    }
}

extension PartSplitter {
    /// A text encoded whole, not yet cut.
    private enum Body {
        case septets([UInt8], GSM7Alphabet)
        case ucs2([UInt8])

        /// The way that takes the fewest parts, and the blocks that go into them.
        ///
        /// Wherever a character needs two septets, UCS-2 needs sixteen bits: it can never be cheaper.
        static func cheapest(
            _ text: String, bits: Int, _ languages: [NationalLanguage]
        ) -> (body: Body, blocks: [ArraySlice<UInt8>]) {
            var best: (body: Body, blocks: [ArraySlice<UInt8>])?
            for alphabet in alphabets(languages) {
                guard let septets = alphabet.septets(of: text) else { continue }
                let body = Body.septets(septets, alphabet)
                let blocks = body.blocks(bits: bits)
                // Nothing is cheaper than one part, nor simpler than the way that comes first.
                if blocks.count <= 1 { return (body, blocks) }
                if blocks.count < best?.blocks.count ?? .max { best = (body, blocks) }
            }
            if let best { return best }
            let wide = Body.ucs2(UCS2.octets(of: text))
            return (wide, wide.blocks(bits: bits))
        }

        private static func alphabets(_ languages: [NationalLanguage]) -> [GSM7Alphabet] {
            let locking = languages.filter { GSM7Alphabet(locking: $0).locking != nil }
            let pairs = locking.flatMap { locking in
                // Its own first: a text of one language needs no other.
                ([locking] + languages.filter { $0 != locking }).map { GSM7Alphabet(locking: locking, singleShift: $0) }
            }
            return [GSM7Alphabet()] + languages.map { GSM7Alphabet(singleShift: $0) }
                + locking.map { GSM7Alphabet(locking: $0) } + pairs
        }

        var alphabet: DataCodingScheme.Alphabet {
            switch self {
            case .septets: .gsm7
            case .ucs2: .ucs2
            }
        }

        var shifts: GSM7Alphabet {
            switch self {
            case .septets(_, let alphabet): alphabet
            case .ucs2: GSM7Alphabet()
            }
        }

        var units: Int {
            switch self {
            case .septets(let septets, _): septets.count
            case .ucs2(let octets): octets.count / 2
            }
        }

        private func elements(_ place: Concatenation?) -> [InformationElement] {
            var elements: [InformationElement] = []
            if let place { elements.append(InformationElement(place)) }
            if let language = shifts.singleShift { elements.append(InformationElement(singleShift: language)) }
            if let language = shifts.locking { elements.append(InformationElement(lockingShift: language)) }
            return elements
        }

        /// Octets of the header, its length octet included; 0 for none. What ``elements(_:)`` takes.
        ///
        /// - Parameter bits: of the reference; nil without concatenation.
        private func headerOctets(bits: Int?) -> Int {
            var body = 0
            if let bits { body += bits == 16 ? 6 : 5 }
            if shifts.singleShift != nil { body += 3 }
            if shifts.locking != nil { body += 3 }
            return body == 0 ? 0 : body + 1
        }

        var room: Int {
            switch self {
            case .septets: UserData.septetLimit - Septets.count(coveringOctets: headerOctets(bits: nil))
            case .ucs2: UserData.octetLimit / 2
            }
        }

        /// One block when it fits a message without concatenation.
        func blocks(bits: Int) -> [ArraySlice<UInt8>] {
            let alone = headerOctets(bits: nil)
            let one = headerOctets(bits: bits)
            switch self {
            case .septets(let septets, _):
                func room(_ header: Int) -> Int { UserData.septetLimit - Septets.count(coveringOctets: header) }
                guard septets.count > room(alone) else { return [septets[...]] }
                return PartSplitter.blocks(ofSeptets: septets, size: room(one))
            case .ucs2(let octets):
                guard octets.count > UserData.octetLimit else { return [octets[...]] }
                return PartSplitter.blocks(ofUCS2: octets, size: UserData.octetLimit - one)
            }
        }

        func part(_ block: ArraySlice<UInt8>, _ place: Concatenation?) -> Part? {
            let elements = elements(place)
            let header = elements.isEmpty ? nil : UserDataHeader(elements: elements)
            switch self {
            case .septets: return UserData(septets: block, header: header).map(Part.init)
            case .ucs2:
                return UserData(octets: block, dataCodingScheme: .ucs2, header: header).map(Part.init)
            }
        }
    }

    /// Blocks of at most `size` septets; an escape stays with its code.
    static func blocks(ofSeptets septets: [UInt8], size: Int) -> [ArraySlice<UInt8>] {
        blocks(of: septets, size: size) { $0 == GSM7Alphabet.escape ? 2 : 1 }
    }

    /// Blocks of at most `size` octets; both halves of a surrogate pair stay together.
    static func blocks(ofUCS2 octets: [UInt8], size: Int) -> [ArraySlice<UInt8>] {
        blocks(of: octets, size: size) { $0 & 0xFC == 0xD8 ? 4 : 2 }
    }

    /// - Parameter unit: length of the unit that begins with a value; the last may be shorter.
    static func blocks(
        of values: [UInt8], size: Int, unit: (UInt8) -> Int = { _ in 1 }
    ) -> [ArraySlice<UInt8>] {
        var blocks: [ArraySlice<UInt8>] = []
        var start = 0, position = 0
        while position < values.count {
            let next = min(position + unit(values[position]), values.count)
            if next - start > size, position > start {
                blocks.append(values[start..<position])
                start = position
            }
            position = next
        }
        if start < values.count { blocks.append(values[start...]) }
        return blocks
    }
}
