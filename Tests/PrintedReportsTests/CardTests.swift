import Attendance
import Foundation
import Testing

@testable import PrintedReports

@Suite("Cards")
struct CardTests {
    private static let ourNumber = PhoneNumber(peruvianMobile: "987654300")
    private static let noTeachers = OddOffice.school("9999913", "I.E. 513 Nueva Luz", local: "900013", nil)

    /// Without the style sheet, which would be the same in each of them.
    private func document(_ cards: [ReporterCard], phone: String? = "987654301") -> String {
        var office = OddOffice.office
        office.phone = phone
        let sheet = CardPlan(cards, named: "x").sheets[0]
        return CardWriter(office: office, templates: SheetTests.bare).document(sheet)
    }

    private static func rules() throws -> OfficeRules {
        let reporting = ReportingRules(
            day: .monday, questionAt: OddOffice.time(10), reminderAt: OddOffice.time(15), lastReminderAt: OddOffice.time(9),
            window: OddOffice.time(7)...OddOffice.time(19), zone: OddOffice.lima)
        return OfficeRules(
            name: "UGEL Ejemplo", phone: nil, zone: OddOffice.lima, reporting: reporting,
            calendar: try SchoolCalendar(years: [], holidays: []))
    }

    static func card(
        _ name: String, _ digits: String, _ role: ReporterRole, _ places: [(School, String?)],
        number: PhoneNumber? = ourNumber, questions: [ExtraQuestion] = []
    ) throws -> ReporterCard {
        var office = try rules()
        office.questions = questions
        let phone = try #require(PhoneNumber(peruvianMobile: digits))
        let reporter = Reporter(
            phone: phone, name: name, role: role, assignments: places.map { Assignment(school: $0.0.key, letter: $0.1) })
        let schools = Dictionary(places.map { ($0.0.key, $0.0) }, uniquingKeysWith: { first, _ in first })
        return try #require(
            ReporterCard(of: reporter, schools: schools, office: office, number: number, today: OddOffice.day("2026-05-04")))
    }

    @Test func `four cards that an office has`() throws {
        let cards = [
            try Self.card("Rosa Quispe", "987654321", .head, [(OddOffice.plain, nil)]),
            try Self.card("Julio Mamani", "987654322", .community, [(OddOffice.plain, nil)], questions: ExtraQuestion.readyMade),
            try Self.card("Zoila Huamán", "987654323", .promoter, [(OddOffice.plain, nil), (OddOffice.silent, nil)]),
            try Self.card("Ana Tito", "987654324", .teacher, [(Self.noTeachers, nil)], number: nil),
        ]
        let html = document(cards)
        for words in [
            "H\u{A0}13 M\u{A0}15 D\u{A0}2", "SIN CLASES LLUVIA", "FALTA 1 L", "ESTADO", "PAUSA 9999901 hasta 18/05 duelo",
            "987\u{A0}654\u{A0}300", "<span class=\"free\">", "Los lunes a las 10:00",
        ] { #expect(html.contains(words), "\(words)") }
        try GoldenSheets().check("card-office.html", html)
    }

    @Test func `the fullest cards are cards`() throws {
        let question = ExtraQuestion(
            key: "food", words: ["desayunos"], kind: .count, rhythm: .weekly, roles: [.teacher, .community], wordings: [:])
        let four: [(School, String?)] = [
            (OddOffice.named, "A"), (OddOffice.large, "B"), (OddOffice.moved, "C"), (OddOffice.tiny, "E"),
        ]
        let many = OddOffice.all.map { ($0, nil as String?) }
        let letters = zip(OddOffice.all, "ABCEGJKLNQRS").map { ($0, Optional(String($1))) }
        let cards = [
            try Self.card("María de los Ángeles Condorcanqui Huarachi de Quispe", "987654321", .teacher, four, questions: [question]),
            try Self.card("Wïrakocha Ñañayki Q'eñwa", "987654322", .community, four, questions: ExtraQuestion.readyMade + [question]),
            try Self.card("Zoila Huamán", "987654323", .promoter, many + many.map { school, letter in
                var other = school
                other.key = SchoolKey(school.key.codMod, anexo: 1)
                return (other, letter)
            }),
            try Self.card("Abel Nahui", "987654324", .head, letters),
        ]
        try GoldenSheets().check("card-fullest.html", document(cards))
    }

    @Test func `a sheet has four, and names of the roster stay text`() throws {
        let cards = try (0..<5).map { try Self.card("<b>Rosa</b> \($0)", "98765432\($0)", .teacher, [(OddOffice.plain, nil)]) }
        let html = document(cards, phone: nil)
        #expect(CardPlan(cards, named: "x").sheets.map(\.pages) == [2])
        #expect(html.components(separatedBy: "<section class=\"cards\">").count == 3)
        #expect(html.contains("&lt;b&gt;Rosa&lt;/b&gt;") && !html.contains("Consultas"))
    }

    @Test func `each promoter has a file, with the own card on top`() throws {
        let cards = [
            try Self.card("Rosa Quispe", "987654321", .head, [(OddOffice.plain, nil)]),
            try Self.card("Julio Mamani", "987654322", .teacher, [(OddOffice.silent, nil)]),
            try Self.card("Zoila Huamán", "987654323", .promoter, [(OddOffice.plain, nil)]),
            try Self.card("Abel Nahui", "987654324", .promoter, [(OddOffice.once, nil), (OddOffice.plain, nil)]),
            try Self.card("Abel Nahui", "987654325", .promoter, [(OddOffice.closed, nil)]),
        ]
        let plan = CardPlan(cards)
        #expect(plan.sheets.map(\.name) == ["card-abel-nahui", "card-abel-nahui-2", "card-zoila-huaman", "card-no-promoter"])
        #expect(plan.sheets.map { $0.cards.map(\.reporter.name) } == [
            ["Abel Nahui", "Rosa Quispe"], ["Abel Nahui"], ["Zoila Huamán"], ["Julio Mamani"],
        ])
    }
}
