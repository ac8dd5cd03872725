import Attendance
import Foundation
import Testing

/// A conversation over several texts: questions asked back, answered, overridden and left.
@Suite("Any conversation")
struct ConversationPropertyTests {
    private typealias Generator = AnyTextTests.Generator

    private static let schools: [(School, String?)] = [(Sample.one, "A"), (Sample.two, "B")]
    private static let words = [
        "H 12 M 15 D 2", "A 12 15 2", "B 9 10 1", "H 12", "M 15 D 2", "D 2", "H 41 M 15 D 2", "A todos", "27", "niños 27", "12 15",
        "SI", "NO", "A", "B", "la A", "si soy yo", "SIN CLASES LLUVIA", "A SIN CLASES", "9999969 12 15 2", "CORREGIR H 13", "ANULAR",
        "AYER 11 14 2", "LUN H 10 M 10 D 1", "PRUEBA H 3 M 4 D 1", "FALTA 1 L", "MATRICULA H 14 M 16", "dose 15 2", "ESTADO", "gracias",
        "MATERIALES", "MATERIALES SI", "AYUDA", "MAÑANA 12 15 2",
    ]

    private static func person(_ random: inout Generator) throws -> Conversation {
        var office = try Sample.office()
        office.questions = ExtraQuestion.readyMade
        let schools = Bool.random(using: &random) ? Self.schools : [(Sample.one, nil)]
        let role: ReporterRole = Int.random(in: 0..<4, using: &random) == 0 ? .community : .teacher
        let context = SenderContext(
            reporter: Sample.reporter(Sample.rosa, role, schools: schools),
            schools: schools.map { .init(school: $0.0, letter: $0.1) })
        return Conversation(context, office: office)
    }

    private static func minute(_ number: Int) -> String { "2026-05-04 \(10 + number / 60):\(number % 60 < 10 ? "0" : "")\(number % 60)" }

    @Test(arguments: 0..<200)
    func `whatever was said before, each text has one answer, and what is open is what was just asked`(seed: Int) throws {
        var random = Generator(state: UInt64(seed) &* 7_919)
        var person = try Self.person(&random)
        var said: [String] = []
        for number in 0..<12 {
            let text = Self.words.drawn(&random)
            said.append(text)
            let before = person.context
            let answer = person.say(text, at: Self.minute(number))
            let settlement = try #require(person.last)
            let story = Comment(rawValue: "\(said.joined(separator: " | ")) → \(answer)")
            #expect(Sample.fits(answer) && !answer.contains("{"), story)
            if case .open(let question) = settlement.question {
                // Only what is asked in a reply is open, and nothing counts of it yet.
                guard case .reply = settlement.answer else {
                    Issue.record("a question without a reply: \(story)")
                    continue
                }
                #expect(question.askedAt == Sample.moment(Self.minute(number)), story)
            }
            // What went on from a question had one.
            if settlement.goesOn { #expect(before.openQuestion != nil, story) }
            // A report is taken back, restored or made, once each, and what is taken back was there.
            if let old = settlement.takesBack {
                #expect(settlement.report == nil && (before.reports + before.earlierReports).contains { $0.id == old && $0.report.phone == Sample.rosa }, story)
            }
            if let earlier = settlement.restores { #expect(before.earlierReports.contains { $0.id == earlier }, story) }
            let places = person.context.reports.map { [$0.report.school.text, $0.report.day.iso, "\($0.report.stream)", "\($0.report.isTraining)"] }
            #expect(Set(places).count == places.count, story)
        }
    }

    @Test(arguments: 0..<60)
    func `a full report with its school says the same whatever was asked before it`(seed: Int) throws {
        var random = Generator(state: UInt64(seed) &* 104_729)
        var person = try Self.person(&random)
        guard person.context.reporter?.role == .teacher else { return }
        for number in 0..<6 { person.say(Self.words.drawn(&random), at: Self.minute(number)) }
        let letter = person.context.schools.count > 1 ? "A " : ""
        person.say("\(letter)H 7 M 8 D 1", at: Self.minute(30))
        let report = try #require(person.last?.report)
        #expect(report.content == Sample.present(7, 8, 1) && report.school == Sample.one.key && !report.isTraining)
        #expect(report.day == Sample.day("2026-05-04"))
    }

    @Test(arguments: 0..<60)
    func `saying figure by figure ends where saying all at once does`(seed: Int) throws {
        var random = Generator(state: UInt64(seed) &* 15_485_863)
        let counts = (Int.random(in: 0...14, using: &random), Int.random(in: 0...16, using: &random), Int.random(in: 0...2, using: &random))
        let pieces = ["H \(counts.0)", "M \(counts.1)", "D \(counts.2)"].shuffled(using: &random)
        let first = Int.random(in: 1...2, using: &random)
        let texts = [pieces[..<first].joined(separator: " ")] + pieces[first...].map { $0 }
        var person = try Conversation()
        for (number, text) in texts.enumerated() { person.say(text, at: Self.minute(number)) }
        let content = Sample.present(counts.0, counts.1, counts.2)
        #expect(person.last?.report?.content == content, "\(texts)")
        #expect(person.context.openQuestion == nil)
    }
}
