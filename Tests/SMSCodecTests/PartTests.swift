import Testing

@testable import SMSCodec

@Suite("Parts of a text")
struct PartTests {
    static func letters(_ count: Int) -> String { String(repeating: "a", count: count) }

    static let sizes:
        [(text: String, alphabet: DataCodingScheme.Alphabet, units: Int, parts: Int)] = [
            ("", .gsm7, 0, 1), ("a", .gsm7, 1, 1), (letters(160), .gsm7, 160, 1),
            (letters(161), .gsm7, 161, 2), (letters(306), .gsm7, 306, 2),
            (letters(307), .gsm7, 307, 3),
            (letters(159) + "€", .gsm7, 161, 2), (letters(158) + "€", .gsm7, 160, 1),
            // The escape does not fit as the 153rd septet: the pair moves to the second part.
            (letters(152) + "€" + letters(152), .gsm7, 306, 3),
            (letters(69) + "á", .ucs2, 70, 1), (letters(70) + "á", .ucs2, 71, 2),
            (letters(133) + "á", .ucs2, 134, 2), (letters(134) + "á", .ucs2, 135, 3),
            (letters(69) + "😀", .ucs2, 71, 2),
            (letters(66) + "😀" + letters(66), .ucs2, 134, 3),
            (letters(39_015), .gsm7, 39_015, 255), (letters(39_016), .gsm7, 39_016, 256),
        ]

    @Test(arguments: sizes)
    func `a text takes so many parts and comes back whole`(
        _ sample: (text: String, alphabet: DataCodingScheme.Alphabet, units: Int, parts: Int)
    ) {
        let size = PartSplitter.measure(sample.text)
        #expect(
            size
                == TextSize(
                    alphabet: sample.alphabet, shifts: GSM7Alphabet(), units: sample.units,
                    room: sample.alphabet == .ucs2 ? 70 : 160, parts: sample.parts))
        let parts = PartSplitter.parts(of: sample.text, reference: 7)
        guard sample.parts <= 255 else {
            #expect(parts.isEmpty)
            return
        }
        #expect(parts.count == sample.parts)
        #expect(
            parts.allSatisfy {
                $0.userData.field.count <= 140 && $0.dataCodingScheme.alphabet == sample.alphabet
            })
        #expect((parts[0].userData.header == nil) == (parts.count == 1))
        for (index, part) in parts.enumerated() where parts.count > 1 {
            #expect(
                part.userData.concatenation
                    == Concatenation(reference: 7, total: parts.count, sequence: index + 1, bits: 8)
            )
        }
        let joined = PartJoiner.text(of: parts.map(\.userData).reversed())
        #expect(joined.text == sample.text)
        #expect(joined.missing.isEmpty)
        #expect(!joined.isBinary && !joined.isDamaged)
        // No part ends inside a character: each can be shown alone.
        #expect(parts.compactMap(\.userData.text).joined() == sample.text)
    }

    @Test func `a wide reference takes one octet more`() throws {
        let parts = PartSplitter.parts(of: Self.letters(305), wideReference: 0xABCD)
        #expect(parts.count == 3)
        #expect(parts[0].userData.concatenation?.reference == 0xABCD)
        #expect(parts[0].userData.concatenation?.bits == 16)
        #expect(PartJoiner.text(of: parts.map(\.userData)).text.count == 305)
    }

    static func part(_ hex: String, _ sequence: Int, of total: Int, _ scheme: DataCodingScheme)
        throws -> UserData
    {
        let header = UserDataHeader(elements: [
            InformationElement(
                Concatenation(reference: 1, total: total, sequence: sequence, bits: 8))
        ])
        let values = try Hex.octets(of: hex)
        return try #require(
            scheme.countsSeptets
                ? UserData(septets: values, header: header)
                : UserData(octets: values, dataCodingScheme: scheme, header: header))
    }

    @Test func `characters that lie across two parts are joined`() throws {
        let surrogates = [
            try Self.part("D83DDE01D83D", 1, of: 2, .ucs2), try Self.part("DE01", 2, of: 2, .ucs2),
        ]
        #expect(PartJoiner.text(of: surrogates).text == "😁😁")
        #expect(!PartJoiner.text(of: surrogates).isDamaged)
        let escape = [
            try Self.part("651B", 1, of: 2, .gsm7), try Self.part("6565", 2, of: 2, .gsm7),
        ]
        #expect(PartJoiner.text(of: escape).text == "e€e")
    }

    @Test func `missing parts leave a gap each, neighbours one`() throws {
        let parts = [
            try Self.part("61", 2, of: 7, .gsm7), try Self.part("62", 5, of: 7, .gsm7),
            try Self.part("63", 6, of: 7, .gsm7),
        ]
        let joined = PartJoiner.text(of: parts)
        #expect(joined.text == "[...]a[...]bc[...]")
        #expect(joined.missing == [1, 3, 4, 7])
    }

    @Test func `of two copies of a part the first counts`() throws {
        let parts = [
            try Self.part("61", 1, of: 2, .gsm7), try Self.part("62", 2, of: 2, .gsm7),
            try Self.part("7A", 1, of: 2, .gsm7),
        ]
        #expect(PartJoiner.text(of: parts).text == "ab")
    }

    @Test func `parts may come in different alphabets`() throws {
        let parts = [
            try Self.part("6162", 1, of: 3, .gsm7), try Self.part("00E1", 2, of: 3, .ucs2),
            try Self.part("63", 3, of: 3, .gsm7),
        ]
        #expect(PartJoiner.text(of: parts).text == "abác")
    }

    @Test func `data without text is binary`() throws {
        let parts = [
            try Self.part("0203", 2, of: 2, .eightBit), try Self.part("01", 1, of: 2, .eightBit),
        ]
        let joined = PartJoiner.text(of: parts)
        #expect(joined.isBinary)
        #expect(joined.text.isEmpty)
        #expect(joined.octets == [1, 2, 3])
    }

    @Test func `half a character at the end is shown as damage`() throws {
        let joined = PartJoiner.text(of: [try Self.part("0048D83D", 1, of: 1, .ucs2)])
        #expect(joined.text == "H\u{FFFD}")
        #expect(joined.isDamaged)
    }

    @Test func `no parts are an empty text`() {
        let joined = PartJoiner.text(of: [UserData]())
        #expect(joined.text.isEmpty && joined.missing.isEmpty && !joined.isBinary)
    }
}

@Suite("PDU frame")
struct PDUFrameTests {
    @Test(arguments: [
        ("0", PDUError(.halfOctet, in: .hex, at: 0)),
        ("00 ", PDUError(.notHexadecimal(0x20), in: .hex, at: 1)),
        ("00é0", PDUError(.notHexadecimal(0xC3), in: .hex, at: 1)),
        ("", PDUError(.truncated(needed: 1, left: 0), in: .serviceCentreAddress, at: 0)),
        ("07", PDUError(.truncated(needed: 1, left: 0), in: .serviceCentreAddress, at: 1)),
        ("0791", PDUError(.truncated(needed: 6, left: 0), in: .serviceCentreAddress, at: 2)),
    ])
    func `broken hex is refused, naming the place`(_ hex: String, _ error: PDUError) {
        #expect(throws: error) { try PDUFrame(hex: hex) }
    }

    @Test func `lower case is read, upper case written`() throws {
        let frame = try PDUFrame(hex: "069115999999f904ab"[...])
        #expect(frame.serviceCentre?.text == "+519999999")
        #expect(frame.tpdu == [0x04, 0xAB])
        #expect(frame.hex == "069115999999F904AB")
        #expect(frame.tpduLength == 2)
    }

    @Test func `a service centre address without digits is kept`() throws {
        let frame = try PDUFrame(hex: "018104")
        #expect(frame.serviceCentre?.text == "")
        #expect(frame.hex == "018104")
    }

    @Test func `without a service centre the length octet is 00`() throws {
        #expect(PDUFrame(tpdu: [0x01]).hex == "0001")
        #expect(try PDUFrame(hex: "0001").serviceCentre == nil)
        let centre = try Address(dialled: "+5199999999")
        #expect(PDUFrame(serviceCentre: centre, tpdu: [0x01]).hex == "06911599999999" + "01")
    }
}

@Suite("Cheapest parts")
struct CheapestPartTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let text: String
        let languages: [NationalLanguage]
        let alphabet: DataCodingScheme.Alphabet
        let locking: NationalLanguage?
        let single: NationalLanguage?
        let parts: Int
        var testDescription: String { "\(text.prefix(12))… \(languages.map(\.name))" }
    }

    static let rows = [
        Row(text: "hola", languages: [.spanish], alphabet: .gsm7, locking: nil, single: nil, parts: 1),
        Row(text: "¿cuántos?", languages: [], alphabet: .ucs2, locking: nil, single: nil, parts: 1),
        Row(text: "¿cuántos?", languages: [.spanish], alphabet: .gsm7, locking: nil, single: .spanish, parts: 1),
        // 150 septets and one more for á: 155 is what a part with one shift holds.
        Row(
            text: String(repeating: "x", count: 153) + "á", languages: [.spanish], alphabet: .gsm7, locking: nil,
            single: .spanish, parts: 1),
        Row(
            text: String(repeating: "x", count: 154) + "á", languages: [.spanish], alphabet: .gsm7, locking: nil,
            single: .spanish, parts: 2),
        // Letters that cost two septets each in the single shift table, and one in the locking table.
        Row(
            text: String(repeating: "ã", count: 120), languages: [.portuguese], alphabet: .gsm7, locking: .portuguese,
            single: nil, parts: 1),
        Row(
            text: "नमस्ते " + String(repeating: "क", count: 100), languages: [.hindi], alphabet: .gsm7, locking: .hindi,
            single: nil, parts: 1),
        Row(
            text: "नमस्ते ABC " + String(repeating: "क", count: 100), languages: [.hindi], alphabet: .gsm7,
            locking: .hindi, single: .hindi, parts: 1),
        Row(text: "日本", languages: NationalLanguage.allCases, alphabet: .ucs2, locking: nil, single: nil, parts: 1),
    ]

    @Test(arguments: rows)
    func `take the alphabet that costs the fewest, the simplest of those`(_ row: Row) throws {
        let size = PartSplitter.measure(row.text, languages: row.languages)
        #expect(size.alphabet == row.alphabet)
        #expect(size.shifts.locking == row.locking)
        #expect(size.shifts.singleShift == row.single)
        #expect(size.parts == row.parts)
        for parts in [
            PartSplitter.parts(of: row.text, reference: 7, languages: row.languages),
            PartSplitter.parts(of: row.text, wideReference: 700, languages: row.languages),
        ] {
            #expect(PartJoiner.text(of: parts.map(\.userData)).text == row.text)
            for part in parts {
                #expect(part.userData.header?.lockingLanguage == row.locking)
                #expect(part.userData.header?.singleShiftLanguage == row.single)
                #expect(part.userData.field.count <= UserData.octetLimit)
            }
        }
    }

    /// 160 and 153 septets, 155 and 149 with one shift, 152 and 146 with both (23.040 §9.2.3.24).
    @Test(arguments: [
        (0, 160, 153), (1, 155, 149), (2, 152, 146),
    ])
    func `count what a header takes exactly`(_ shifts: Int, _ alone: Int, _ inParts: Int) throws {
        // Characters that force the tables: one of the single shift table, one of the locking one.
        let (text, filler): (String, String) =
            switch shifts {
            case 0: ("", "x")
            case 1: ("", "क")
            default: ("A", "क")
            }
        let languages: [NationalLanguage] = shifts == 0 ? [] : [.hindi]
        let cost = text.isEmpty ? 0 : 2
        let full = text + String(repeating: filler, count: alone - cost)
        #expect(PartSplitter.measure(full, languages: languages).parts == 1)
        #expect(PartSplitter.measure(full + filler, languages: languages).parts == 2)
        let two = text + String(repeating: filler, count: inParts * 2 - cost)
        #expect(PartSplitter.measure(two, languages: languages).parts == 2)
        #expect(PartSplitter.measure(two + filler, languages: languages).parts == 3)
    }
}
