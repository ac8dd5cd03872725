import Testing

@testable import SMSCodec

@Suite("Transliteration")
struct TransliterationTests {
    @Test(arguments: [
        ("Niños y niñas asistieron: ¿cuántos? ¡Él sabrá!", "Niños y niñas asistieron: ¿cuantos? ¡Él sabra!"),
        ("Ñawpaq p’unchaw “yachay wasi” – 12 …", "Ñawpaq p'unchaw \"yachay wasi\" - 12 ..."),
        ("Jach’a uru: yatiqañ utaxa jist’antatawa", "Jach'a uru: yatiqañ utaxa jist'antatawa"),
        ("Aymara ï ä Ä, quechua ë, shipibo p̃", "Aymara i ä Ä, quechua e, shipibo p"),
        ("1º y 2ª, S/ 5 ½", "1o y 2a, S/ 5 1/2"),
        ("línea\u{A0}uno\tdos\u{200B}tres\u{AD}", "linea uno dostres"), ("e\u{301}a\u{301}", "éa"),
        ("ÁÍÓÚáíóú", "AIOUaiou"), ("Muñoz", "Muñoz"), ("plain", "plain"), ("", ""),
    ])
    func `turns the languages of the Andes into GSM 7-bit without a hole`(_ text: String, _ expected: String) {
        let plain = Transliteration(text)
        #expect(plain.text.unicodeScalars.elementsEqual(expected.unicodeScalars) || plain.text == expected)
        #expect(!plain.hasHoles)
        #expect(PartSplitter.measure(plain.text).alphabet == .gsm7)
        #expect(plain.changes.isEmpty == (text == expected && PartSplitter.measure(text).alphabet == .gsm7))
    }

    @Test func `says what it changed, once each`() {
        let plain = Transliteration("áéá…")
        #expect(plain.changes == [.init(from: "á", to: "a"), .init(from: "…", to: "...")])
    }

    @Test func `what has no likeness is a question mark, and said`() {
        let plain = Transliteration("gracias 👍 学")
        #expect(plain.text == "gracias ? ?")
        #expect(plain.hasHoles)
    }

    @Test func `every letter of Latin that Spanish fonts have is readable`() throws {
        for code in (0xA1...0x17F) as ClosedRange<UInt32> {
            let text = String(try #require(Unicode.Scalar(code)))
            let plain = Transliteration(text)
            #expect(PartSplitter.measure(plain.text).alphabet == .gsm7, "\(text)")
        }
    }
}
