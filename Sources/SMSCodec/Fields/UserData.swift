/// TP-UDL and TP-UD: the header, if there is one, and the text or data behind it.
///
/// Kept as on the wire; text and header are read from that. User data that is shorter than its
/// length says is decoded as far as it goes and flagged.
///
/// - Units: `length` counts septets for the GSM 7-bit alphabet, header and fill bits included, and
///   octets otherwise.
/// - Limit: 140 octets when encoding.
/// - Source: 3GPP TS 23.040 §9.2.3.16 and §9.2.3.24.
package struct UserData: Hashable, Sendable {
    static let octetLimit = 140
    static let septetLimit = 160

    package let dataCodingScheme: DataCodingScheme
    /// TP-UDL as on the wire.
    package let length: UInt8
    /// TP-UD as on the wire: header, fill bits, text.
    package var field: [UInt8] { Array(wire) }
    private let wire: ArraySlice<UInt8>
    /// Present when TP-UDHI says so, even malformed.
    package let header: UserDataHeader?

    /// Fewer octets came than the length announces.
    package var isTruncated: Bool {
        wire.count < dataCodingScheme.octetCount(ofLength: length)
    }

    /// Nil when there is none or it must be ignored.
    package var concatenation: Concatenation? { header?.concatenation }

    /// What is behind the header: 8-bit data, UCS-2, or, still packed, septets.
    package var octets: [UInt8] {
        Array(body)
    }

    private var body: ArraySlice<UInt8> { wire.dropFirst(headerOctetCount) }

    /// The septets of the text, fewer than ``septetCount`` when truncated; none for 8-bit data,
    /// UCS-2 and compressed data.
    package var septets: [UInt8] {
        septetRun.map(Array.init) ?? []
    }

    private var septetRun: Septets.Run? {
        septetCount.map { Septets.Run(wire, count: $0, from: headerSeptetCount * 7) }
    }

    /// Septets of the text as announced: TP-UDL without the header. Nil when it counts octets.
    package var septetCount: Int? {
        dataCodingScheme.countsSeptets ? max(0, Int(length) - headerSeptetCount) : nil
    }

    /// Bits between header and text, 0...6. Nil when TP-UDL counts octets.
    package var fillBits: Int? {
        dataCodingScheme.countsSeptets ? headerSeptetCount * 7 - headerOctetCount * 8 : nil
    }

    /// The tables for the septets. National languages have no effect on other alphabets.
    package var gsm7Alphabet: GSM7Alphabet {
        GSM7Alphabet(locking: header?.lockingLanguage, singleShift: header?.singleShiftLanguage)
    }

    /// Nil for 8-bit and compressed data. Of a part alone: a character may lie across two parts,
    /// which ``PartJoiner`` puts together.
    package var text: String? { decoded?.text }

    /// ``text`` and what was wrong with it.
    package var decoded: DecodedText? {
        if let septetRun { return gsm7Alphabet.decode(septetRun) }
        guard !dataCodingScheme.isCompressed, dataCodingScheme.alphabet == .ucs2 else { return nil }
        return UCS2.decode(body)
    }

    /// Whether it is text at all.
    package var isText: Bool {
        !dataCodingScheme.isCompressed && dataCodingScheme.alphabet != .eightBit
    }

    private var headerOctetCount: Int { header?.octetCount ?? 0 }
    private var headerSeptetCount: Int { Septets.count(coveringOctets: headerOctetCount) }
}

extension UserData {
    /// A text in the alphabet of the coding scheme.
    ///
    /// Nil when it does not fit, when a character is not in the alphabet, or when the scheme has
    /// none (8-bit, compressed). For a text of any length take ``PartSplitter``.
    package init?(
        text: String, dataCodingScheme: DataCodingScheme = .gsm7, header: UserDataHeader? = nil
    ) {
        guard !dataCodingScheme.isCompressed else { return nil }
        switch dataCodingScheme.alphabet {
        case .gsm7:
            let alphabet = GSM7Alphabet(
                locking: header?.lockingLanguage, singleShift: header?.singleShiftLanguage)
            guard let septets = alphabet.septets(of: text) else { return nil }
            self.init(septets: septets, dataCodingScheme: dataCodingScheme, header: header)
        case .ucs2:
            self.init(
                octets: UCS2.octets(of: text), dataCodingScheme: dataCodingScheme, header: header)
        case .eightBit:
            return nil
        }
    }

    /// Data behind the header. Nil when it does not fit, or when the length would count septets.
    package init?(
        octets: some Collection<UInt8>, dataCodingScheme: DataCodingScheme, header: UserDataHeader? = nil
    ) {
        var field: [UInt8] = []
        field.reserveCapacity((header?.octetCount ?? 0) + octets.count)
        header?.append(to: &field)
        field += octets
        guard !dataCodingScheme.countsSeptets, field.count <= Self.octetLimit else { return nil }
        self.init(
            dataCodingScheme: dataCodingScheme, length: UInt8(field.count), wire: field[...],
            header: header)
    }

    /// Nil when the septets do not fit.
    init?(
        septets: some Collection<UInt8>, dataCodingScheme: DataCodingScheme = .gsm7, header: UserDataHeader? = nil
    ) {
        let headerOctets = header?.octetCount ?? 0
        let headerSeptets = Septets.count(coveringOctets: headerOctets)
        let length = headerSeptets + septets.count
        guard dataCodingScheme.countsSeptets, length <= Self.septetLimit else { return nil }
        var field: [UInt8] = []
        field.reserveCapacity(Septets.octetCount(of: length))
        header?.append(to: &field)
        Septets.append(septets, fillBits: headerSeptets * 7 - headerOctets * 8, to: &field)
        self.init(
            dataCodingScheme: dataCodingScheme, length: UInt8(length), wire: field[...], header: header)
    }

    /// Reads TP-UDL and what there is of TP-UD.
    ///
    /// - Throws: ``PDUError`` when the length is missing, or announces data and none came at all.
    init(
        _ reader: inout OctetReader, dataCodingScheme: DataCodingScheme, hasHeader: Bool
    ) throws(PDUError) {
        let length = try reader.octet(.userDataLength)
        let announced = dataCodingScheme.octetCount(ofLength: length)
        guard announced == 0 || reader.left > 0 else {
            throw PDUError(.truncated(needed: announced, left: 0), in: .userData, at: reader.offset)
        }
        let field = reader.take(announced)
        self.init(
            dataCodingScheme: dataCodingScheme, length: length, wire: field,
            header: hasHeader ? UserDataHeader(leading: field) : nil)
    }

    /// The same octets under another coding scheme of the same alphabet (a class, say); under any other one they would
    /// mean something else, and keep their own.
    func marked(_ scheme: DataCodingScheme) -> UserData {
        guard scheme.alphabet == dataCodingScheme.alphabet, scheme.isCompressed == dataCodingScheme.isCompressed
        else { return self }
        return UserData(dataCodingScheme: scheme, length: length, wire: wire, header: header)
    }

    /// TP-UDL and TP-UD. What came truncated goes out as it came.
    func append(to octets: inout [UInt8]) {
        octets.append(length)
        octets += wire
    }

    var wireOctets: [UInt8] { [length] + wire }

    /// Octets that TP-UD takes.
    var fieldCount: Int { wire.count }
}
