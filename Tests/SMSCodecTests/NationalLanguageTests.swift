import Testing

@testable import SMSCodec

@Suite("National languages")
struct NationalLanguageTests {
    @Test(arguments: NationalLanguage.allCases)
    func `both tables have their fixed places`(_ language: NationalLanguage) {
        if let table = language.lockingTable {
            #expect(table.scalars.count == 128)
            #expect(table.scalars[0x1B] == "\u{1B}")
            #expect(table.scalars[0x0A] == "\n")
            #expect(table.scalars[0x0D] == "\r")
            #expect(table.scalars[0x20] == " ")
            let letters = table.scalars[0x61...0x7A].map { $0.map(String.init) ?? "" }.joined()
            #expect(letters == "abcdefghijklmnopqrstuvwxyz")
            let digits = table.scalars[0x30...0x39].map { $0.map(String.init) ?? "" }.joined()
            #expect(digits == "0123456789")
        }
        let single = language.singleShiftTable
        #expect(single.scalars[0x0A] == "\u{0C}")
        for (code, character) in [(0x14, "^"), (0x28, "{"), (0x29, "}"), (0x2F, "\\"), (0x3C, "["), (0x3D, "~"), (0x3E, "]"), (0x40, "|"), (0x65, "€")] {
            #expect(single.scalars[code].map(String.init) == character)
        }
    }

    @Test func `Spanish alone has no locking table`() {
        #expect(NationalLanguage.allCases.filter { $0.lockingTable == nil } == [.spanish])
        #expect(NationalLanguage.locking(2) == nil)
        #expect(GSM7Alphabet(locking: .spanish).locking == nil)
    }

    /// In a block of Unicode the letters stand in the order of the tables: a slip of one place would show.
    @Test(arguments: NationalLanguage.allCases.filter { $0.rawValue >= 4 && $0 != .urdu })
    func `the letters of India ascend within their block`(_ language: NationalLanguage) throws {
        let table = try #require(language.lockingTable)
        let letters = table.scalars.prefix(0x61).compactMap { $0?.value }.filter { $0 >= 0x900 }
        #expect(letters == letters.sorted())
        #expect(Set(letters).count == letters.count)
        #expect(try #require(letters.first) & ~0x7F == #require(letters.last) & ~0x7F)
        // Their digits come one after the other in the single shift table.
        let digits = (0x1C...0x25).compactMap { language.singleShiftTable.scalars[$0]?.value }.prefix(8)
        #expect(zip(digits, digits.dropFirst()).allSatisfy { $1 == $0 + 1 || $1 & ~0x7F != $0 & ~0x7F })
    }

    @Test(arguments: NationalLanguage.allCases)
    func `every character comes back`(_ language: NationalLanguage) throws {
        let alphabets = [
            GSM7Alphabet(singleShift: language), GSM7Alphabet(locking: language),
            GSM7Alphabet(locking: language, singleShift: language),
        ]
        for alphabet in alphabets {
            let locking = alphabet.locking?.lockingTable ?? .basic
            let single = alphabet.singleShift?.singleShiftTable ?? .extended
            for scalar in locking.scalars + single.scalars where scalar != nil && scalar != "\u{1B}" {
                let text = String(try #require(scalar))
                let septets = try #require(alphabet.septets(of: text))
                let decoded = alphabet.decode(septets)
                #expect(decoded.text.unicodeScalars.elementsEqual(text.unicodeScalars))
                #expect(decoded.flaws == [])
            }
        }
    }

    @Test func `a place without a character is a space, flagged, and loses no neighbour`() {
        // Bengali 0C is empty; ESC 35 has nothing in its single shift table, and 35 is a digit in the other.
        #expect(GSM7Alphabet(locking: .bengali).decode([0x61, 0x0C, 0x62]) == DecodedText("a b", flaws: .unassigned))
        #expect(
            GSM7Alphabet(singleShift: .bengali).decode([0x61, 0x1B, 0x35, 0x62])
                == DecodedText("a5b", flaws: .unknownExtension))
        #expect(
            GSM7Alphabet(locking: .bengali).decode([0x1B, 0x0C, 0x62]) == DecodedText(" b", flaws: .unknownExtension))
    }

    @Test(arguments: [
        ([0x1B], " "), ([0x1B, 0x1B], " "), ([0x41, 0x1B, 0x1B, 0x42], "A B"), ([0x1B, 0x41], "A"),
        ([0x41, 0x1B, 0x65], "A€"),
    ] as [([UInt8], String)])
    func `an escape without a meaning is shown as the standard says`(_ septets: [UInt8], _ text: String) {
        let decoded = GSM7Alphabet().decode(septets)
        #expect(decoded.text == text)
        #expect(decoded.flaws == (text == "A€" ? [] : .unknownExtension))
    }

    @Test(arguments: [
        ([0xD8, 0x3D, 0xDE, 0x00], "😀", []), ([0xD8, 0x3D], "\u{FFFD}", .loneSurrogate),
        ([0xDE, 0x00, 0x00, 0x41], "\u{FFFD}A", .loneSurrogate), ([0xD8, 0x3D, 0x00, 0x41], "\u{FFFD}A", .loneSurrogate),
        ([0xD8, 0x3D, 0xD8, 0x3D, 0xDE, 0x00], "\u{FFFD}😀", .loneSurrogate), ([0x00, 0x41, 0x00], "A", .oddOctet),
        ([], "", []), ([0x00], "", .oddOctet),
    ] as [([UInt8], String, DecodedText.Flaws)])
    func `UCS-2 that is no UTF-16 keeps what can be kept`(
        _ octets: [UInt8], _ text: String, _ flaws: DecodedText.Flaws
    ) {
        #expect(UCS2.decode(octets[...]) == DecodedText(text, flaws: flaws))
    }
}
