/// An address field: TP-OA, TP-DA, TP-RA or the service centre's.
///
/// The octets are kept as they came, so that what was read is written again bit for bit.
///
/// - Shape: type of address, then digits as semi-octets or, for an alphanumeric address, septets.
/// - Limit: 20 digits or 11 characters when encoding; a received one may be longer.
/// - Source: 3GPP TS 23.040 §9.1.2.5.
package struct Address: Hashable, Sendable {
    package enum TypeOfNumber: UInt8, Sendable {
        case unknown, international, national, networkSpecific, subscriber, alphanumeric
        case abbreviated, reserved
    }

    static let digitLimit = 20
    static let characterLimit = 11

    private let typeOfAddress: UInt8
    private let semiOctetCount: Int
    private let value: ArraySlice<UInt8>

    package var typeOfNumber: TypeOfNumber {
        TypeOfNumber(rawValue: typeOfAddress >> 4 & 0b111) ?? .reserved
    }

    /// 0...15; 1 is E.164.
    package var numberingPlan: UInt8 { typeOfAddress & 0x0F }

    /// Digits `0-9*#abc` with `+` in front when international, or the text of an alphanumeric
    /// address. Empty when there are none: the `+` never stands alone.
    package var text: String {
        guard typeOfNumber != .alphanumeric else { return alphanumericText }
        return SemiOctets.digits(
            of: value, count: semiOctetCount, hasPlus: typeOfNumber == .international)
    }

    /// As ``text``, without the `+`.
    package var digits: String {
        guard typeOfNumber != .alphanumeric else { return alphanumericText }
        return SemiOctets.digits(of: value, count: semiOctetCount)
    }

    /// The length and the endmark 1111 of the digits disagree, as some voice mail systems send it.
    /// The length is believed, but fillers at the end are no digits; whether that is right is open.
    package var isMalformed: Bool {
        guard typeOfNumber != .alphanumeric else { return false }
        let values = SemiOctets.values(of: value, count: value.count * 2)
        return values.prefix(semiOctetCount).contains(SemiOctets.filler)
            || values.dropFirst(semiOctetCount).contains { $0 != SemiOctets.filler }
    }

    /// The length is in semi-octets and rounded up, so it tells the number of characters: a
    /// trailing @ is one.
    private var alphanumericText: String {
        GSM7Alphabet().decode(Septets.Run(value, count: semiOctetCount * 4 / 7, from: 0)).text
    }

    /// A number as people dial it.
    ///
    /// - Parameter dialled: `+51987654321` (international) or `987654321` (type unknown); digits
    ///   may include `*#abc`.
    /// - Throws: ``PDUError`` when empty, over 20 digits, or with any other character.
    package init(dialled: String) throws(PDUError) {
        let isInternational = dialled.hasPrefix("+")
        try self.init(
            isInternational ? .international : .unknown, numberingPlan: 1,
            digits: String(isInternational ? dialled.dropFirst() : dialled[...]))
    }

    /// - Throws: ``PDUError`` when empty, over 20 digits, or with any other character.
    package init(
        _ type: TypeOfNumber, numberingPlan: UInt8, digits: String
    ) throws(PDUError) {
        guard type != .alphanumeric else {
            try self.init(alphanumeric: digits)
            return
        }
        var position = 0
        for digit in digits {
            guard SemiOctets.values(ofDigits: String(digit)) != nil else {
                throw PDUError(.notEncodable(String(digit)), in: .destinationAddress, at: position)
            }
            position += 1
        }
        guard let values = SemiOctets.values(ofDigits: digits), !values.isEmpty else {
            throw PDUError(.empty, in: .destinationAddress, at: 0)
        }
        guard values.count <= Self.digitLimit else {
            throw PDUError(.tooLong(limit: Self.digitLimit), in: .destinationAddress, at: 0)
        }
        self.init(
            typeOfAddress: 0x80 | type.rawValue << 4 | numberingPlan & 0x0F, semiOctetCount: values.count,
            value: SemiOctets.octets(of: values)[...])
    }

    /// A sender that is a name, as brands and operators have it.
    ///
    /// - Throws: ``PDUError`` when empty, over 11 septets, or outside the GSM 7-bit alphabet.
    package init(alphanumeric text: String) throws(PDUError) {
        guard !text.isEmpty else { throw PDUError(.empty, in: .originatingAddress, at: 0) }
        guard let septets = GSM7Alphabet().septets(of: text) else {
            let position = text.enumerated().first { GSM7Alphabet().septets(of: String($0.element)) == nil }
            throw PDUError(
                .notEncodable(position.map { String($0.element) } ?? text), in: .originatingAddress,
                at: position?.offset ?? 0)
        }
        guard septets.count <= Self.characterLimit else {
            throw PDUError(.tooLong(limit: Self.characterLimit), in: .originatingAddress, at: 0)
        }
        typeOfAddress = 0x80 | TypeOfNumber.alphanumeric.rawValue << 4
        semiOctetCount = (septets.count * 7 + 3) / 4
        value = Septets.pack(septets)[...]
    }
}

extension Address {
    /// Reads an address of a TPDU, whose length counts semi-octets.
    ///
    /// Bit 8 of the type of address should be 1; a 0 is tolerated (six of seven decoders do).
    init(_ reader: inout OctetReader, _ field: PDUError.Field) throws(PDUError) {
        semiOctetCount = Int(try reader.octet(field))
        typeOfAddress = try reader.octet(field)
        value = try reader.read((semiOctetCount + 1) / 2, field)
    }

    /// Reads a service centre address, whose length counts octets.
    ///
    /// - Returns: nil for length 0: the modem's own setting (`+CSCA`) counts.
    static func serviceCentre(_ reader: inout OctetReader) throws(PDUError) -> Address? {
        let length = Int(try reader.octet(.serviceCentreAddress))
        guard length > 0 else { return nil }
        let type = try reader.octet(.serviceCentreAddress)
        let value = try reader.read(length - 1, .serviceCentreAddress)
        let hasEndmark = value.last.map { $0 >> 4 == SemiOctets.filler } ?? false
        return Address(
            typeOfAddress: type, semiOctetCount: value.count * 2 - (hasEndmark ? 1 : 0),
            value: value)
    }

    private init(typeOfAddress: UInt8, semiOctetCount: Int, value: ArraySlice<UInt8>) {
        self.typeOfAddress = typeOfAddress
        self.semiOctetCount = semiOctetCount
        self.value = value
    }

    /// As in a TPDU: length in semi-octets, type, value.
    func append(to octets: inout [UInt8]) {
        octets.append(UInt8(truncatingIfNeeded: semiOctetCount))
        octets.append(typeOfAddress)
        octets += value
    }

    var octets: [UInt8] {
        var octets: [UInt8] = []
        append(to: &octets)
        return octets
    }

    /// As in front of a TPDU: length in octets, type, value.
    var serviceCentreOctets: [UInt8] {
        [UInt8(truncatingIfNeeded: value.count + 1), typeOfAddress] + value
    }
}
