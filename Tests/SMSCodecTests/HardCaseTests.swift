import Testing

@testable import SMSCodec

/// Single findings, each with the clause that decides it.
@Suite("Hard cases")
struct HardCaseTests {
    @Test func `the locking table of one language goes with the single shift of another`() {
        // TS 23.038 §6.2.1.2: the two are independent.
        let size = PartSplitter.measure(String(repeating: "ğã", count: 40), languages: [.turkish, .portuguese])
        #expect(size.parts == 1)
        #expect(size.shifts == GSM7Alphabet(locking: .turkish, singleShift: .portuguese))
    }

    @Test func `a USSD scheme with a header gives the text behind it, one of another protocol none`() {
        // TS 23.038 §5, groups 1001 and 1101 to 1110.
        let ucs2: [UInt8] = [0x06, 0x05, 0x04, 0, 1, 0, 2, 0x00, 0x41]
        #expect(USSDString.decode(ucs2, CellBroadcastScheme(rawValue: 0x98))?.text == "A")
        let packed = ucs2.prefix(7) + Septets.pack(Array("ABC".utf8))
        #expect(USSDString.decode(Array(packed), CellBroadcastScheme(rawValue: 0x90))?.text == "ABC")
        for scheme: UInt8 in [0xD0, 0xDF, 0xE0, 0xEF] {
            #expect(USSDString.decode(ucs2, CellBroadcastScheme(rawValue: scheme)) == nil)
        }
    }

    @Test func `an alphanumeric address is made of letters, whichever way it is asked for`() throws {
        #expect(try Address(.alphanumeric, numberingPlan: 0, digits: "12345").text == "12345")
    }

    @Test func `an address that cannot be made names the character`() {
        #expect(throws: PDUError(.notEncodable("→"), in: .originatingAddress, at: 3)) {
            try Address(alphanumeric: "ABC→D")
        }
    }

    @Test func `a coding scheme of another alphabet does not change what a text says`() throws {
        let data = try #require(UserData(text: "hola"))
        let address = try Address(dialled: "987654321")
        let flash = DataCodingScheme(rawValue: 0x10)
        #expect(Submit(destinationAddress: address, dataCodingScheme: flash, userData: data).dataCodingScheme == flash)
        for other: UInt8 in [0x08, 0x04, 0x20] {
            let submit = Submit(
                destinationAddress: address, dataCodingScheme: DataCodingScheme(rawValue: other), userData: data)
            #expect(submit.userData.text == "hola")
        }
    }

    @Test(arguments: [
        ("62311501200000", 1), ("62502301200000", 2), ("62501042000000", 3), ("62501001060000", 4), ("62501001000600", 5),
        ("A1501001000000", 0),
    ])
    func `a validity period that is no date names its wrong octet`(_ hex: String, _ octet: Int) throws {
        let octets = try Hex.octets(of: "19000981" + "89674523F1" + "0000" + hex + "04E8373B0C")
        #expect(throws: PDUError(.invalid(octets[11 + octet]), in: .validityPeriod, at: 11 + octet)) {
            try TPDU(fromMobile: octets)
        }
    }

    @Test func `septets of any collection are all read`() {
        #expect(GSM7Alphabet().text(of: Array<UInt8>(0x41...0x50).lazy.filter { _ in true }) == "ABCDEFGHIJKLMNOP")
    }

    @Test(arguments: [
        ("q\u{313}", "q'"), ("k\u{315}u", "k'u"), ("pꞌa", "p'a"), ("≥ 3 → 4", ">= 3 -> 4"), ("ﬁn", "fin"), ("‚a‛", "'a'"),
    ])
    func `marks that are pasted have a likeness`(_ text: String, _ plain: String) {
        #expect(Transliteration(text).text == plain)
        #expect(!Transliteration(text).hasHoles)
    }

    @Test func `a letter under thousands of marks is a letter`() {
        #expect(Transliteration("a" + String(repeating: "\u{301}", count: 60_000)).text == "a")
    }
}
