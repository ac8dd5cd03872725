import Testing

@testable import SMSCodec

@Suite("User data")
struct UserDataTests {
    static func read(
        _ hex: String, _ scheme: DataCodingScheme = .gsm7, hasHeader: Bool = false
    ) throws -> UserData {
        var reader = OctetReader(try Hex.octets(of: hex))
        return try UserData(&reader, dataCodingScheme: scheme, hasHeader: hasHeader)
    }

    /// Whole user data with header, the text, and what the header comes to.
    static let headers: [(hex: String, text: String, isMalformed: Bool, hasConcatenation: Bool)] = [
        ("0A05000301020190693A", "Hit", false, true),
        ("0A05000301020090693A", "Hit", false, false),  // part 0
        ("0A05000301020390693A", "Hit", false, false),  // part 3 of 2
        ("0A05000301000190693A", "Hit", false, false),  // of 0
        ("0A05010301020190693A", "Hit", false, false),  // another element
        ("0A05000401020190693A", "Hit", true, false),  // an element past the end
        ("0601010099A603", "Hit", true, false),  // UDHL 1
        ("050000324D07", "Hit", false, false),  // UDHL 0: two septets, fill 6
        ("0A7F000301020190693A", "", true, false),  // UDHL past the end
    ]

    @Test(arguments: headers)
    func `a header that does not fit is ignored, the text behind it kept`(
        _ sample: (hex: String, text: String, isMalformed: Bool, hasConcatenation: Bool)
    ) throws {
        let userData = try Self.read(sample.hex, hasHeader: true)
        #expect(userData.text == sample.text)
        #expect(userData.header?.isMalformed == sample.isMalformed)
        #expect((userData.concatenation != nil) == sample.hasConcatenation)
        #expect(Hex.text(of: userData.wireOctets) == sample.hex)
    }

    @Test func `the last element of a kind that makes sense counts`() throws {
        func concatenation(_ hex: String) throws -> Concatenation? {
            UserDataHeader(leading: try Hex.octets(of: hex)[...]).concatenation
        }
        let wide = Concatenation(reference: 0x1234, total: 2, sequence: 1, bits: 16)
        let narrow = Concatenation(reference: 7, total: 3, sequence: 2, bits: 8)
        #expect(try concatenation("0B0003070302080412340201") == wide)
        #expect(try concatenation("0B0804123402010003070302") == narrow)
        #expect(try concatenation("0B0804123402010003070004") == wide)
    }

    @Test func `national languages change the tables of septets only`() throws {
        // IE 24 and 25, Turkish: locking 1C is Ş, single shift 47 is Ğ.
        let header = "06240101250101"
        let septets = try Self.read("0B" + header + "9CCD11", hasHeader: true)
        #expect(septets.text == "ŞĞ")
        #expect(septets.header?.lockingLanguage?.name == "turkish")
        let ucs2 = try Self.read("09" + header + "00C7", .ucs2, hasHeader: true)
        #expect(ucs2.text == "Ç")
    }

    @Test(arguments: [0, 2, 14, 255] as [UInt8])
    func `a locking language without a table is ignored`(_ identifier: UInt8) throws {
        let header = try #require(
            UserDataHeader(elements: [InformationElement(identifier: 0x25, data: [identifier])]))
        #expect(header.lockingLanguage == nil)
    }

    @Test(arguments: [
        ("0548", DataCodingScheme.gsm7, "H"), ("A0C8F71D", .gsm7, "How"),
        ("0800480049", .ucs2, "HI"), ("03004800", .ucs2, "H"), ("0448004800", .ucs2, "䠀䠀"),
    ])
    func `user data cut short is decoded as far as it goes`(
        _ hex: String, _ scheme: DataCodingScheme, _ text: String
    ) throws {
        let userData = try Self.read(hex, scheme)
        #expect(userData.text == text)
        #expect(userData.isTruncated == (hex != "0448004800" && hex != "03004800"))
    }

    @Test func `eight bit and compressed data are no text`() throws {
        #expect(try Self.read("024142", .eightBit).text == nil)
        #expect(try Self.read("024142", .eightBit).octets == [0x41, 0x42])
        let compressed = try Self.read("024142", DataCodingScheme(rawValue: 0x20))
        #expect(compressed.text == nil)
        #expect(compressed.octets == [0x41, 0x42])
        #expect(compressed.septetCount == nil)
    }

    @Test func `every coding scheme reads any user data`() throws {
        for raw in UInt8.min...UInt8.max {
            for length: UInt8 in [0, 1, 2, 5, 6, 7, 8, 9, 64, 140, 160, 161, 255] {
                var reader = OctetReader([length, 0x05, 0x00, 0x03, 0x01, 0x02, 0x01, 0xD8])
                let userData = try UserData(
                    &reader, dataCodingScheme: DataCodingScheme(rawValue: raw),
                    hasHeader: length % 2 == 0)
                #expect(
                    (userData.text == nil)
                        == (userData.dataCodingScheme.isCompressed
                            || userData.dataCodingScheme.alphabet == .eightBit))
                #expect(userData.septets.count <= userData.septetCount ?? 0)
            }
        }
    }

    @Test func `nothing is made that does not fit`() {
        let a160 = String(repeating: "a", count: 160), n70 = String(repeating: "ñ", count: 70)
        #expect(UserData(text: a160)?.length == 160)
        #expect(UserData(text: a160 + "a") == nil)
        #expect(UserData(text: n70, dataCodingScheme: .ucs2)?.length == 140)
        #expect(UserData(text: n70 + "ñ", dataCodingScheme: .ucs2) == nil)
        #expect(UserData(text: "á") == nil)
        #expect(UserData(text: "a", dataCodingScheme: .eightBit) == nil)
        #expect(UserData(octets: [1], dataCodingScheme: .gsm7) == nil)
        #expect(
            UserData(octets: [UInt8](repeating: 0, count: 141), dataCodingScheme: .eightBit) == nil)
        let big = InformationElement(identifier: 0x7F, data: [UInt8](repeating: 0, count: 138))
        #expect(UserDataHeader(elements: [big]) == nil)
    }
}

@Suite("GSM 7-bit alphabet")
struct GSM7AlphabetTests {
    @Test func `every septet that is no escape survives`() throws {
        for septet in UInt8(0)...127 where septet != GSM7Alphabet.escape {
            let text = GSM7Alphabet().text(of: [septet])
            #expect(GSM7Alphabet().septets(of: text) == [septet])
        }
    }

    @Test(arguments: [
        ("\r\n", "0D0A"), ("a\r\nb", "610D0A62"), ("\r\r\n", "0D0D0A"), ("n\u{303}", "7D"),
        ("\u{212B}", "0E"), ("\u{2126}", "15"), ("€[", "1B651B3C"), ("", ""),
    ])
    func `characters are compared as people see them`(_ text: String, _ hex: String) throws {
        #expect(Hex.text(of: try #require(GSM7Alphabet().septets(of: text))) == hex)
    }

    @Test(arguments: ["á", "`", "ç", "日", "😀", "a\u{304}", "\u{1B}", "\u{A0}", "’", "\t"])
    func `a character outside the tables is not replaced`(_ text: String) {
        #expect(GSM7Alphabet().septets(of: text) == nil)
    }

    @Test func `septets survive packing at every length and fill`() {
        for count in 0...160 {
            let septets = (0..<count).map { UInt8(($0 * 37 + count) % 128) }
            for fill in 0...6 {
                let packed = Septets.pack(septets, fillBits: fill)
                #expect(Septets.unpack(packed, count: count, from: fill) == septets)
            }
        }
    }
}
