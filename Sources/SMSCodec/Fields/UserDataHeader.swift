/// One element of a user data header. Source: 3GPP TS 23.040 §9.2.3.24.
package struct InformationElement: Hashable, Sendable {
    package let identifier: UInt8
    package let data: [UInt8]

    package init(identifier: UInt8, data: [UInt8]) {
        self.identifier = identifier
        self.data = data
    }
}

/// Which part of a longer text this is. Source: 3GPP TS 23.040 §9.2.3.24.1 and §9.2.3.24.8.
package struct Concatenation: Hashable, Sendable {
    /// 0...255 or 0...65535. 0 is a reference like any other.
    package let reference: Int
    /// 1...255.
    package let total: Int
    /// 1...total.
    package let sequence: Int
    /// Size of the reference: 8 or 16.
    package let bits: Int

    package init(reference: Int, total: Int, sequence: Int, bits: Int) {
        self.reference = reference
        self.total = total
        self.sequence = sequence
        self.bits = bits
    }
}

/// Application ports. Source: 3GPP TS 23.040 §9.2.3.24.3 and §9.2.3.24.4.
package struct ApplicationPorts: Hashable, Sendable {
    package let destination: Int
    package let source: Int
    /// Size of a port: 8 or 16.
    package let bits: Int
}

/// "Special SMS message indication": so many messages of a kind wait elsewhere. Source: 3GPP TS 23.040
/// §9.2.3.24.2.
package struct SpecialIndication: Hashable, Sendable {
    /// The octet: bit 7 keeps the text, bits 6 to 5 the profile, bits 4 to 2 and 1 to 0 the kind.
    package let rawKind: UInt8
    /// 0...255; 255 means that many or more.
    package let count: UInt8

    /// Whether the text is to be kept, beyond setting the indicator.
    package var isStored: Bool { rawKind & 0x80 != 0 }

    package var kind: DataCodingScheme.MessageWaiting.Kind {
        // With extended bits (video and what is to come) the basic kind is "other".
        switch rawKind & 0b1_1111 {
        case 0: .voicemail
        case 1: .fax
        case 2: .email
        default: .other
        }
    }
}

/// TP-UDH: the elements in front of the user data.
///
/// Reading cannot fail: a header whose elements do not fit is ignored as a whole, and what is
/// behind its length is the text. Where an element comes twice, the last that makes sense counts.
///
/// - Shape: length of the rest, then identifier, length and data of each element.
/// - Limit: 140 octets with its length when encoding.
/// - Source: 3GPP TS 23.040 §9.2.3.24.
package struct UserDataHeader: Hashable, Sendable {
    static let limit = 140

    private let wire: ArraySlice<UInt8>
    /// The elements do not fit, so all of them are ignored.
    package let isMalformed: Bool

    /// As on the wire, the length octet included; empty when the user data ended before it.
    package var octets: [UInt8] { Array(wire) }

    /// In order, unknown ones included; none when malformed.
    package var elements: [InformationElement] {
        walk.map { InformationElement(identifier: $0.identifier, data: Array($0.data)) }
    }

    /// UDHL: octets behind the length octet, as announced.
    package var length: Int? { wire.first.map(Int.init) }

    func append(to octets: inout [UInt8]) { octets += wire }

    /// Octets with the length octet.
    var octetCount: Int { wire.count }

    /// - Parameter userData: TP-UD, which begins with the header.
    init(leading userData: ArraySlice<UInt8>) {
        let announced = userData.first.map { Int($0) + 1 } ?? 1
        wire = userData.prefix(announced)
        var walk = Walk(wire.dropFirst())
        while walk.next() != nil {}
        isMalformed = wire.count != announced || walk.isBroken
    }

    /// Nil when the elements do not fit into one message.
    package init?(elements: [InformationElement]) {
        var octets: [UInt8] = [0]
        octets.reserveCapacity(elements.reduce(1) { $0 + 2 + $1.data.count })
        for element in elements {
            octets.append(element.identifier)
            octets.append(UInt8(truncatingIfNeeded: element.data.count))
            octets += element.data
        }
        guard octets.count <= Self.limit else { return nil }
        octets[0] = UInt8(octets.count - 1)
        wire = octets[...]
        isMalformed = false
    }

    private var walk: Walk { Walk(isMalformed ? [] : wire.dropFirst()) }

    /// From element to element, without copying.
    private struct Walk: Sequence, IteratorProtocol {
        private var rest: ArraySlice<UInt8>
        /// An element ends behind the header, or one octet is left over.
        private(set) var isBroken = false

        init(_ octets: ArraySlice<UInt8>) { rest = octets }

        mutating func next() -> (identifier: UInt8, data: ArraySlice<UInt8>)? {
            guard let identifier = rest.popFirst() else { return nil }
            guard let length = rest.popFirst(), Int(length) <= rest.count else {
                isBroken = true
                return nil
            }
            defer { rest = rest.dropFirst(Int(length)) }
            return (identifier, rest.prefix(Int(length)))
        }
    }

    /// The meaning of the last element that has one: repeated elements, or two kinds of concatenation.
    private func last<Value>(_ meaning: (UInt8, ArraySlice<UInt8>) -> Value?) -> Value? {
        var found: Value?
        for (identifier, data) in walk {
            if let value = meaning(identifier, data) { found = value }
        }
        return found
    }
}

extension UserDataHeader {
    enum Identifier {
        static let concatenation8: UInt8 = 0x00
        static let specialIndication: UInt8 = 0x01
        static let ports8: UInt8 = 0x04
        static let ports16: UInt8 = 0x05
        static let concatenation16: UInt8 = 0x08
        static let replyAddress: UInt8 = 0x22
        static let singleShift: UInt8 = 0x24
        static let lockingShift: UInt8 = 0x25
    }

    /// Nil when there is none, or it says part 0, of 0, or beyond the total.
    package var concatenation: Concatenation? {
        last { identifier, octets in
            let data = octets.map(Int.init)
            let bits: Int, reference: Int
            switch (identifier, data.count) {
            case (Identifier.concatenation8, 3): (bits, reference) = (8, data[0])
            case (Identifier.concatenation16, 4): (bits, reference) = (16, data[0] << 8 | data[1])
            default: return nil
            }
            let total = data[data.count - 2], sequence = data[data.count - 1]
            guard total > 0, 1...total ~= sequence else { return nil }
            return Concatenation(
                reference: reference, total: total, sequence: sequence, bits: bits)
        }
    }

    package var ports: ApplicationPorts? {
        last { identifier, octets in
            let data = octets.map(Int.init)
            switch (identifier, data.count) {
            case (Identifier.ports8, 2):
                return ApplicationPorts(destination: data[0], source: data[1], bits: 8)
            case (Identifier.ports16, 4):
                return ApplicationPorts(
                    destination: data[0] << 8 | data[1], source: data[2] << 8 | data[3], bits: 16)
            default:
                return nil
            }
        }
    }

    /// All that come, one for each kind of waiting message (voice mail, fax …).
    package var specialIndications: [SpecialIndication] {
        walk.compactMap { identifier, data in
            guard identifier == Identifier.specialIndication, data.count == 2, let kind = data.first,
                let count = data.last
            else { return nil }
            return SpecialIndication(rawKind: kind, count: count)
        }
    }

    /// Where an answer is to go instead of the originator. Nil when there is none or it makes no sense.
    package var replyAddress: Address? {
        last { identifier, data in
            guard identifier == Identifier.replyAddress else { return nil }
            var reader = OctetReader(Array(data))
            do { return try Address(&reader, .replyAddress) } catch { return nil }
        }
    }

    /// Nil: the default alphabet is in force, also when the identifier has no table.
    package var lockingLanguage: NationalLanguage? {
        last { identifier, data in
            guard identifier == Identifier.lockingShift, data.count == 1 else { return nil }
            return data.first.flatMap(NationalLanguage.locking)
        }
    }

    /// Nil: the default extension table is in force, also when the identifier has no table.
    package var singleShiftLanguage: NationalLanguage? {
        last { identifier, data in
            guard identifier == Identifier.singleShift, data.count == 1 else { return nil }
            return data.first.flatMap { NationalLanguage(rawValue: $0) }
        }
    }
}

extension InformationElement {
    init(_ concatenation: Concatenation) {
        let low = UInt8(truncatingIfNeeded: concatenation.reference)
        let total = UInt8(truncatingIfNeeded: concatenation.total)
        let sequence = UInt8(truncatingIfNeeded: concatenation.sequence)
        if concatenation.bits == 16 {
            let high = UInt8(truncatingIfNeeded: concatenation.reference >> 8)
            self.init(
                identifier: UserDataHeader.Identifier.concatenation16, data: [high, low, total, sequence])
        } else {
            self.init(identifier: UserDataHeader.Identifier.concatenation8, data: [low, total, sequence])
        }
    }

    /// The single shift table of a language for the text behind.
    init(singleShift language: NationalLanguage) {
        self.init(identifier: UserDataHeader.Identifier.singleShift, data: [language.rawValue])
    }

    /// The locking shift table of a language for the text behind.
    init(lockingShift language: NationalLanguage) {
        self.init(identifier: UserDataHeader.Identifier.lockingShift, data: [language.rawValue])
    }
}
