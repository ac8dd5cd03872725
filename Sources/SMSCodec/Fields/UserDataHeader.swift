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

    /// As on the wire, the length octet included; empty when the user data ended before it.
    package let octets: [UInt8]
    /// In order, unknown ones included; none when malformed.
    package let elements: [InformationElement]
    /// The elements do not fit, so all of them are ignored.
    package let isMalformed: Bool

    /// UDHL: octets behind the length octet, as announced.
    package var length: Int? { octets.first.map(Int.init) }

    /// - Parameter userData: TP-UD, which begins with the header.
    init(leading userData: [UInt8]) {
        let announced = userData.first.map { Int($0) + 1 } ?? 1
        octets = Array(userData.prefix(announced))
        let elements = octets.count == announced ? Self.elements(octets.dropFirst()) : nil
        self.elements = elements ?? []
        isMalformed = elements == nil
    }

    /// Nil when the elements do not fit into one message.
    package init?(elements: [InformationElement]) {
        let body = elements.flatMap { element in
            [element.identifier, UInt8(truncatingIfNeeded: element.data.count)] + element.data
        }
        guard body.count < Self.limit else { return nil }
        octets = [UInt8(body.count)] + body
        self.elements = elements
        isMalformed = false
    }

    /// Nil when an element ends behind the header, or one octet is left over.
    private static func elements(_ octets: ArraySlice<UInt8>) -> [InformationElement]? {
        var elements: [InformationElement] = []
        var rest = octets
        while let identifier = rest.popFirst() {
            guard let length = rest.popFirst(), Int(length) <= rest.count else { return nil }
            elements.append(
                InformationElement(identifier: identifier, data: Array(rest.prefix(Int(length)))))
            rest = rest.dropFirst(Int(length))
        }
        return elements
    }
}

extension UserDataHeader {
    enum Identifier {
        static let concatenation8: UInt8 = 0x00
        static let ports8: UInt8 = 0x04
        static let ports16: UInt8 = 0x05
        static let concatenation16: UInt8 = 0x08
        static let singleShift: UInt8 = 0x24
        static let lockingShift: UInt8 = 0x25
    }

    /// Nil when there is none, or it says part 0, of 0, or beyond the total.
    package var concatenation: Concatenation? {
        last { element in
            let data = element.data.map(Int.init)
            let bits: Int, reference: Int
            switch (element.identifier, data.count) {
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
        last { element in
            let data = element.data.map(Int.init)
            switch (element.identifier, data.count) {
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

    /// Nil: the default alphabet is in force, also when the identifier has no table here.
    package var lockingLanguage: NationalLanguage? {
        last { element in
            guard element.identifier == Identifier.lockingShift, element.data.count == 1 else {
                return nil
            }
            return NationalLanguage.locking(element.data[0])
        }
    }

    /// Nil: the default extension table is in force, also when the identifier has no table here.
    package var singleShiftLanguage: NationalLanguage? {
        last { element in
            guard element.identifier == Identifier.singleShift, element.data.count == 1 else {
                return nil
            }
            return NationalLanguage.singleShift(element.data[0])
        }
    }

    private func last<Value>(_ meaning: (InformationElement) -> Value?) -> Value? {
        elements.reversed().lazy.compactMap(meaning).first
    }
}

extension InformationElement {
    init(_ concatenation: Concatenation) {
        let (reference, isWide) = (concatenation.reference, concatenation.bits == 16)
        let referenceOctets = (isWide ? [reference >> 8, reference] : [reference])
        self.init(
            identifier: isWide
                ? UserDataHeader.Identifier.concatenation16
                : UserDataHeader.Identifier.concatenation8,
            data: (referenceOctets + [concatenation.total, concatenation.sequence])
                .map { UInt8(truncatingIfNeeded: $0) })
    }
}
