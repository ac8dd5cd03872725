import SMSCodec

/// What must hold of any octets and any text, whoever made them. The fuzzer checks the same (Tests/Fuzz), so
/// this needs nothing but the codec.
enum CodecProperties {
    struct Violation: Error, CustomStringConvertible {
        let description: String
        init(_ words: String, _ octets: [UInt8] = []) {
            description = words + (octets.isEmpty ? "" : ": " + PDUFrame(tpdu: octets).hex.dropFirst(2))
        }
    }

    /// A TPDU in either direction is a value or an error; a value is written as it came, spare bits aside, and
    /// read again as the same.
    static func check(tpdu octets: [UInt8]) throws {
        try check(octets, TPDU.init(fromServiceCentre:))
        try check(octets, TPDU.init(fromMobile:))
    }

    private static func check(
        _ octets: [UInt8], _ decode: ([UInt8]) throws(PDUError) -> TPDU
    ) throws {
        let decoded: TPDU
        do {
            decoded = try decode(octets)
        } catch {
            guard error.offset <= octets.count else { throw Violation("\(error)", octets) }
            return
        }
        let written = decoded.octets
        let again = try decode(written)
        guard again.octets == written else { throw Violation("changes when it is read again", octets) }
        // What differs are spare bits of the first octet, which a receiver ignores (§9.2.2.1).
        let whole = written + decoded.trailingOctets
        guard whole.dropFirst().elementsEqual(octets.dropFirst()), (whole[0] ^ octets[0]) & decoded.usedBits == 0
        else { throw Violation("is written as \(PDUFrame(tpdu: whole).hex.dropFirst(2))", octets) }
        guard decoded.wireFields.flatMap(\.octets) == written else { throw Violation("fields have gaps", octets) }
        if let data = decoded.userData { try check(data, octets) }
    }

    private static func check(_ data: UserData, _ octets: [UInt8]) throws {
        let joined = PartJoiner.text(of: [data])
        guard joined.isBinary == !data.isText else { throw Violation("joined to something else", octets) }
        if data.concatenation == nil, data.isText, let text = data.text, text != joined.text {
            throw Violation("joined to another text", octets)
        }
        _ = data.header?.ports
        _ = data.header?.specialIndications
        _ = data.header?.replyAddress?.text
    }

    /// A text goes into parts that hold it whole, each a message that can be sent and is read as it was written.
    static func check(text: String, languages: [NationalLanguage], wide: Bool) throws {
        let parts =
            wide
            ? PartSplitter.parts(of: text, wideReference: 0x1234, languages: languages)
            : PartSplitter.parts(of: text, reference: 0x12, languages: languages)
        let size = PartSplitter.measure(text, languages: languages)
        guard wide || (size.parts <= PartSplitter.partLimit ? parts.count == size.parts : parts.isEmpty) else {
            throw Violation("\(size.parts) parts are measured, \(parts.count) are made")
        }
        guard !parts.isEmpty else { return }
        let joined = PartJoiner.text(of: parts.reversed().map(\.userData))
        guard joined.text == text, !joined.isDamaged, joined.missing.isEmpty else {
            throw Violation("\(text.debugDescription) is read as \(joined.text.debugDescription)")
        }
        let address = try Address(dialled: "987654321")
        for part in parts {
            guard part.userData.field.count <= 140 else { throw Violation("a part is too long") }
            let submit = Submit(destinationAddress: address, userData: part.userData)
            guard case .submit(submit) = try TPDU(fromMobile: TPDU.submit(submit).octets) else {
                throw Violation("is read as another message", TPDU.submit(submit).octets)
            }
        }
    }

    /// A USSD string of any scheme is text or nothing; a text comes back.
    static func check(ussd octets: [UInt8], scheme: CellBroadcastScheme) throws {
        guard let text = USSDString.decode(octets, scheme) else { return }
        guard text.text.utf8.count <= octets.count * 4 + 4 else { throw Violation("grows", octets) }
    }

    /// Plain letters need no more than GSM 7-bit, and stay as they are the second time.
    static func check(plain text: String) throws {
        let plain = Transliteration(text)
        guard GSM7Alphabet().septets(of: plain.text) != nil else {
            throw Violation("\(text.debugDescription) is not plain: \(plain.text.debugDescription)")
        }
        guard Transliteration(plain.text).changes.isEmpty else {
            throw Violation("\(plain.text.debugDescription) changes again")
        }
    }
}

extension TPDU {
    /// Bits of the first octet that mean something. MTI 11 is read as DELIVER and written so.
    fileprivate var usedBits: UInt8 {
        switch self {
        case .deliver: 0b1110_1100
        case .submit: 0b1111_1111
        case .statusReport: 0b0110_1111
        case .command: 0b0110_0011
        case .transferReport: 0b0100_0011
        }
    }

    fileprivate var userData: UserData? {
        switch self {
        case .deliver(let deliver): deliver.userData
        case .submit(let submit): submit.userData
        case .statusReport(let report): report.userData
        case .transferReport(let report): report.userData
        case .command: nil
        }
    }
}

/// Noise that is the same in each run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
