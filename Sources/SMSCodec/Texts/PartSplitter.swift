/// What sending a text takes.
package struct TextSize: Hashable, Sendable {
    package let alphabet: DataCodingScheme.Alphabet
    /// Septets (extended characters count two) or UTF-16 units; one part holds 160 or 70.
    package let units: Int
    /// One for an empty text. More than ``PartSplitter/partLimit`` cannot be sent.
    package let parts: Int
}

/// Cuts a text into parts that each fit one message.
///
/// The GSM 7-bit default alphabet with its extension table if it has all characters, else UCS-2
/// for the whole text. A part never ends inside an extended character or a surrogate pair, though
/// a receiver must cope with it.
///
/// - Source: 3GPP TS 23.040 §9.2.3.24.1.
package struct PartSplitter: Sendable {
    /// What goes into one SMS-SUBMIT (or SMS-DELIVER).
    package struct Part: Hashable, Sendable {
        /// Header included when there are several parts.
        package let userData: UserData
        package var dataCodingScheme: DataCodingScheme { userData.dataCodingScheme }
    }

    package static let partLimit = 255

    /// - Parameter reference: the same in all parts; should differ from that of the last texts to
    ///   the same phone.
    /// - Returns: at least one part; none when it would take more than ``partLimit``, which
    ///   ``measure(_:)`` tells before.
    package static func parts(of text: String, reference: UInt8) -> [Part] {
        parts(of: text, reference: Int(reference), bits: 8)
    }

    /// As ``parts(of:reference:)``, with a reference of 16 bits, which costs one octet more.
    package static func parts(of text: String, wideReference: UInt16) -> [Part] {
        parts(of: text, reference: Int(wideReference), bits: 16)
    }

    package static func measure(_ text: String) -> TextSize {
        let body = Body(text)
        return TextSize(
            alphabet: body.alphabet, units: body.units, parts: max(1, body.blocks(bits: 8).count))
    }

    private static func parts(of text: String, reference: Int, bits: Int) -> [Part] {
        let body = Body(text)
        let blocks = body.blocks(bits: bits)
        guard blocks.count <= partLimit else { return [] }
        guard blocks.count > 1 else {
            return [body.userData(blocks.first ?? [], header: nil)].compactMap { $0 }
        }
        return blocks.enumerated().compactMap { index, block in
            let concatenation = Concatenation(
                reference: reference, total: blocks.count, sequence: index + 1, bits: bits)
            return body.userData(
                block, header: UserDataHeader(elements: [InformationElement(concatenation)]))
        }
    }
}

extension PartSplitter {
    /// A text encoded whole, not yet cut.
    private enum Body {
        case septets([UInt8])
        case ucs2([UInt8])

        init(_ text: String) {
            if let septets = GSM7Alphabet().septets(of: text) {
                self = .septets(septets)
            } else {
                self = .ucs2(UCS2.octets(of: text))
            }
        }

        var alphabet: DataCodingScheme.Alphabet {
            switch self {
            case .septets: .gsm7
            case .ucs2: .ucs2
            }
        }

        var units: Int {
            switch self {
            case .septets(let septets): septets.count
            case .ucs2(let octets): octets.count / 2
            }
        }

        /// One block when it fits a message without header.
        func blocks(bits: Int) -> [[UInt8]] {
            let header = bits == 8 ? 6 : 7
            switch self {
            case .septets(let septets):
                guard septets.count > UserData.septetLimit else { return [septets] }
                let size = UserData.septetLimit - Septets.count(coveringOctets: header)
                return PartSplitter.blocks(ofSeptets: septets, size: size)
            case .ucs2(let octets):
                guard octets.count > UserData.octetLimit else { return [octets] }
                return PartSplitter.blocks(ofUCS2: octets, size: UserData.octetLimit - header)
            }
        }

        func userData(_ block: [UInt8], header: UserDataHeader?) -> Part? {
            switch self {
            case .septets: UserData(septets: block, header: header).map(Part.init)
            case .ucs2:
                UserData(octets: block, dataCodingScheme: .ucs2, header: header).map(Part.init)
            }
        }
    }

    /// Blocks of at most `size` septets; an escape stays with its code.
    static func blocks(ofSeptets septets: [UInt8], size: Int) -> [[UInt8]] {
        blocks(of: septets, size: size) { $0.first == GSM7Alphabet.escape ? 2 : 1 }
    }

    /// Blocks of at most `size` octets; both halves of a surrogate pair stay together.
    static func blocks(ofUCS2 octets: [UInt8], size: Int) -> [[UInt8]] {
        blocks(of: octets, size: size) { $0.first.map { $0 & 0xFC == 0xD8 } ?? false ? 4 : 2 }
    }

    /// - Parameter unit: length of the unit that the rest begins with; the last may be shorter.
    static func blocks(
        of values: [UInt8], size: Int, unit: (ArraySlice<UInt8>) -> Int = { _ in 1 }
    ) -> [[UInt8]] {
        var blocks: [[UInt8]] = []
        var rest = values[...]
        while !rest.isEmpty {
            let next = rest.prefix(unit(rest))
            rest = rest.dropFirst(next.count)
            if let last = blocks.last, last.count + next.count <= size {
                blocks[blocks.count - 1] += next
            } else {
                blocks.append(Array(next))
            }
        }
        return blocks
    }
}
