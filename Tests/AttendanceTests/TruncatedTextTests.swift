import Attendance
import Testing

/// A text of which the end never came.
@Suite("Truncated texts")
struct TruncatedTextTests {
    /// What a reading does without asking, and the words without which it must not.
    private static let drastic: [(name: String, words: [String])] = [
        ("optOut", ["baja", "parar", "salir", "stop", "mas", "mensaje", "sms"]),
        ("optIn", ["alta"]),
        ("noClass", ["clase", "clace", "labor", "suspen", "cancel", "cerrad"]),
    ]

    private static func prefixes(of text: String) -> [String] {
        text.indices.dropFirst().map { String(text[..<$0]) }
    }

    @Test(arguments: try ReadingCase.all())
    func `no prefix leaves, joins or closes unless it says so, nor reports other figures`(example: ReadingCase) throws {
        let today = try #require(MessageGrammarTests.wednesday)
        let whole = MessageGrammar().read(example.text, on: today).wholeReport
        for prefix in Self.prefixes(of: example.text) {
            let reading = MessageGrammar().read(prefix, on: today)
            for (name, needed) in Self.drastic where reading.words.hasPrefix(name) {
                let said = prefix.lowercased()
                #expect(needed.contains { said.contains($0) }, "\(prefix.debugDescription) → \(reading.words)")
            }
            if let whole { Self.check(reading, of: prefix, against: whole) }
        }
    }

    @Test(arguments: 0..<10)
    func `no prefix of a report in any style reports other figures`(seed: UInt64) throws {
        var random = AnyTextTests.Generator(state: seed &+ 4711)
        let today = try #require(MessageGrammarTests.wednesday)
        for _ in 0..<6 {
            let written = WrittenReport(using: &random)
            for prefix in Self.prefixes(of: written.text) {
                Self.check(MessageGrammar().read(prefix, on: today), of: prefix, against: written.counts)
            }
        }
    }

    /// A prefix that is a whole report says the same figures, the one at the end at most cut short.
    private static func check(_ reading: MessageReading, of prefix: String, against whole: [FigureField: Int]) {
        for (field, count) in reading.wholeReport ?? [:] {
            #expect(
                isCutShort(count, of: whole[field] ?? 0, in: prefix), "\(prefix.debugDescription) → \(reading.words)")
        }
    }

    /// `1` of 12, `0` of 02, `treinta` of "treinta y dos", `diez` of "diez y seis".
    private static func isCutShort(_ count: Int, of whole: Int, in prefix: String) -> Bool {
        "\(whole)".hasPrefix("\(count)") || (count.isMultiple(of: 10) && whole / 10 * 10 == count)
            || (count == 0 && prefix.hasSuffix("0"))
    }

    // MARK: Very long texts

    @Test(arguments: 0..<20)
    func `no more than 1600 scalars are read, whatever stands behind and however it is composed`(seed: UInt64) throws {
        var random = AnyTextTests.Generator(state: seed &+ 99)
        let today = try #require(MessageGrammarTests.wednesday)
        var text = String.UnicodeScalarView()
        while text.count < 1600 {
            let piece = ["H 12 ", "e\u{301}", "\u{1F469}\u{200D}\u{1F3EB}", "12", " ", "\n", "M 15 ", "lluvia ", "ﷺ"].drawn(&random)
            text.append(contentsOf: piece.unicodeScalars)
        }
        let read = String(String.UnicodeScalarView(text.prefix(1600)))
        let reading = MessageGrammar().read(read, on: today)
        for tail in [" BAJA", String(repeating: "\u{301}", count: 20_000), " H 1 M 2 D 3", " sin clases"] {
            #expect(MessageGrammar().read(read + tail, on: today) == reading)
        }
    }

    @Test
    func `no more than 400 words and numbers are read`() throws {
        let today = try #require(MessageGrammarTests.wednesday)
        let figures = "H 12 M 15 D 2"
        let many = String(repeating: "x ", count: 394)
        #expect(MessageGrammar().read(many + figures, on: today).words == "report H12 M15 D2")
        let more = String(repeating: "x ", count: 400)
        #expect(MessageGrammar().read(more + figures, on: today) == MessageGrammar().read(more, on: today))
    }
}

extension MessageReading {
    /// The figures of a report that lacks none.
    fileprivate var wholeReport: [FigureField: Int]? {
        if case .report(_, let figures) = self { figures.inOrder } else { nil }
    }
}
