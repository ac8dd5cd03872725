import Attendance
import Foundation
import Testing

/// Whatever comes, it is read without a trap and answered at most once.
@Suite("Any text")
struct AnyTextTests {
    /// SplitMix64: the same texts in every run.
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    private static let words = [
        "H", "M", "D", "T", "A", "B", "12", "15", "2", "0", "999", "1000", "9999996", "99999999999999999999", "y", "de", "niños",
        "todos", "total", "dose", "AYER", "LUN", "04/05", "31/12", "12/15", "SIN", "CLASES", "no", "SI", "hombres", "profesora",
        "CORREGIR", "PRUEBA", "ALTA", "BAJA", "falta", "I.E.", "501", "l2", "|", "\n", ",", "(", "?", "…", "½", "\u{1F44D}", "treinta",
        "veinti", "uno", "\u{202E}", "\u{0301}", "ﷺ", "１２", "٣", "[...]", "{school}", "\\", "\u{0}", "lluvia",
    ]

    private static func scalars(_ count: Int, using generator: inout Generator) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<count {
            let limit: UInt32 = Bool.random(using: &generator) ? 0x250 : 0x11_0000
            if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &generator)) { text.append(scalar) }
        }
        return String(text)
    }

    private static func check(_ text: String, _ conversation: inout Conversation) {
        let answer = conversation.say(text)
        #expect(Sample.fits(answer), "\(text.debugDescription) → \(answer)")
        #expect(!answer.isEmpty, "\(text.debugDescription)")
        #expect(!answer.contains("{") && !answer.contains("}"), "\(text.debugDescription) → \(answer)")
        guard let last = conversation.last else { return }
        #expect(ReadingName(rawValue: last.reading) != nil)
    }

    private static func people() throws -> [Conversation] {
        [
            try Conversation(),
            try Conversation(schools: [(Sample.one, "A"), (Sample.two, "B"), (Sample.three, "C")]),
            try Conversation(role: .community), try Conversation(role: .promoter),
            Conversation(SenderContext(), office: try Sample.office(), phone: Sample.stranger),
        ]
    }

    @Test(arguments: 0..<20)
    func `random scalars and random words get at most one reply, in one SMS`(seed: UInt64) throws {
        var generator = Generator(state: seed)
        var people = try Self.people()
        for index in people.indices {
            for _ in 0..<15 {
                Self.check(Self.scalars(Int.random(in: 0...160, using: &generator), using: &generator), &people[index])
                let count = Int.random(in: 1...14, using: &generator)
                let words = (0..<count).compactMap { _ in Self.words.randomElement(using: &generator) }
                Self.check(words.joined(separator: Bool.random(using: &generator) ? " " : ""), &people[index])
            }
        }
    }

    @Test
    func `every text of the table that breaks off behind a word is answered`() throws {
        var conversation = try Conversation()
        for example in try ReadingCase.all() {
            let words = example.text.split(separator: " ")
            for count in words.indices { Self.check(words[...count].joined(separator: " "), &conversation) }
        }
    }

    @Test(arguments: [400, 1_600, 5_000, 20_000])
    func `random scalars of any length are answered, too`(length: Int) throws {
        var generator = Generator(state: UInt64(length))
        var people = try Self.people()
        for index in people.indices { Self.check(Self.scalars(length, using: &generator), &people[index]) }
        // Any text at all, behind a report that is whole.
        var teacher = try Conversation()
        Self.check("H 12 M 15 D 2 " + Self.scalars(length, using: &generator), &teacher)
    }

    @Test
    func `a very long text is read in time that does not explode`() throws {
        var conversation = try Conversation()
        Self.check(String(repeating: "H 12 M 15 D 2 ", count: 2000), &conversation)
        Self.check(String(repeating: "1", count: 30_000), &conversation)
        Self.check(String(repeating: "h1", count: 10_000), &conversation)
        Self.check(String(repeating: "veinti ", count: 5_000), &conversation)
    }

    @Test
    func `a long school name leaves the example whole`() throws {
        let school = Sample.school(
            "9999996", String(repeating: "Institución Educativa Ñahuimpuquio ", count: 3), boys: 14, girls: 16, teachers: 2)
        for text in ["H 12 M 15 D 2", "H 41 M 15 D 2", "SIN CLASES " + String(repeating: "lluvia ", count: 20), "todos", "9999988 1 2 3"] {
            var conversation = try Conversation(schools: [(school, nil)])
            let reply = conversation.say(text)
            #expect(Sample.fits(reply) && reply.count > 100)
            if reply.contains("asi:") { #expect(reply.hasSuffix(" D 2")) }
        }
    }
}
