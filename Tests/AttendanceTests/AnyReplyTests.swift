import Attendance
import Foundation
import SMSCodec
import Testing

/// Whoever writes whatever: one reply or one silence, and never more than one part of an SMS.
@Suite("Any reply")
struct AnyReplyTests {
    private typealias Generator = AnyTextTests.Generator

    private static let names = [
        "I.E. 501 Kimbiri", "I.E. 38387", "501-1", "I.E.I. 120", "Institución Educativa Integrada Intercultural Bilingüe Ñahuimpuquio",
        "I.E. N° 38001/Mx-P «Señor de los Milagros» de la Comunidad Campesina de Ccollpaccasa Alta", "Ñ", "{school}",
        "Pronoei Las Abejitas ^~[]\\|€", "小学校", String(repeating: "Larga ", count: 60), String(repeating: "Ñuñoa", count: 60), "",
    ]
    private static let letters = "ABCEGIJKLNOQRSUVWXZ".map(String.init)

    private static func school(_ number: Int, _ random: inout Generator) -> School {
        func enrolled() -> Int? { Int.random(in: 0..<6, using: &random) == 0 ? nil : Int.random(in: 0...999, using: &random) }
        return Sample.school(
            "\(9_000_000 + number)", names.drawn(&random), boys: enrolled(), girls: enrolled(), teachers: enrolled())
    }

    private static func person(in offices: OfficeRules, _ random: inout Generator) -> Conversation {
        let count = [1, 1, 2, 3, 5, 12].drawn(&random)
        let letters = count == 1 && Bool.random(using: &random) ? [nil] : Self.letters.shuffled(using: &random).map(Optional.some)
        let schools = (0..<count).map { (school($0, &random), letters[$0]) }
        let role = ReporterRole.allCases.drawn(&random)
        let status: ReporterStatus = Int.random(in: 0..<5, using: &random) == 0 ? .optedOut : .active
        var reporter = Sample.reporter(Sample.rosa, role, status, schools: schools)
        reporter.language = ["es", "en", "qu"].drawn(&random)
        let context = SenderContext(
            reporter: reporter, schools: schools.map { .init(school: $0.0, letter: $0.1) })
        return Conversation(context, office: offices)
    }

    private static func office() throws -> OfficeRules {
        var office = try Sample.office()
        office.wordings = try ShippedCatalogue.wordings()
        return office
    }

    private static func text(_ table: [ReadingCase], _ random: inout Generator) -> String {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: WrittenReport(using: &random).text
        // Two texts run together are no text of the table.
        case 1: (table.drawn(&random).text + " " + table.drawn(&random).text)
        default: table.drawn(&random).text
        }
    }

    @Test(arguments: 0..<8)
    func `is one part by the codec's own measure, in every language and for every school`(seed: UInt64) throws {
        var random = Generator(state: seed &* 104_729)
        let office = try Self.office()
        let table = try ReadingCase.all()
        for _ in 0..<4 {
            var person = Self.person(in: office, &random)
            for _ in 0..<12 {
                let text = Self.text(table, &random)
                let answer = person.say(text)
                guard case .reply(let reply)? = person.last?.answer else { continue }
                #expect(reply == answer && !reply.isEmpty, "\(text.debugDescription)")
                #expect(PartSplitter.measure(reply).parts == 1, "\(text.debugDescription) → \(reply)")
                #expect(!reply.contains("{"), "\(text.debugDescription) → \(reply)")
            }
        }
    }

    @Test(arguments: 0..<8)
    func `the very same text again is no second report`(seed: UInt64) throws {
        var random = Generator(state: seed &* 15_485_863)
        let office = try Self.office()
        let table = try ReadingCase.all()
        for _ in 0..<4 {
            var person = Self.person(in: office, &random)
            for _ in 0..<6 {
                let text = Self.text(table, &random)
                person.say(text)
                let first = try #require(person.last)
                person.say(text)
                let second = try #require(person.last)
                // Practice is counted nowhere, however often.
                guard first.report?.isTraining != true, second.report?.isTraining != true else { continue }
                // NO, "Hubo clases?" and NO again: the second answers what the first was asked.
                if case .open(let question) = first.question, question.kind == .classOrNot { continue }
                #expect(second.report == nil, "\(text.debugDescription): \(first.reading), then \(second.reading)")
            }
        }
    }

    @Test(arguments: try ReadingCase.all())
    func `reading is a function: the same text and day, the same reading`(example: ReadingCase) throws {
        let today = try #require(MessageGrammarTests.wednesday)
        let first = MessageGrammar().read(example.text, on: today)
        let others = [" \(example.text)\n", example.text.decomposedStringWithCanonicalMapping]
        #expect(MessageGrammar().read(example.text, on: today) == first)
        for other in others { #expect(MessageGrammar().read(other, on: today) == first, "\(other.debugDescription)") }
    }
}
