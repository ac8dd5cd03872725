import Attendance
import Testing

/// People copy what stands on their card, letter by letter.
@Suite("The card of a reporter")
struct ReporterCardTests {
    private static let noTeachers = Sample.school("9999962", "I.E. 504 Alto", boys: 7, girls: 8, teachers: nil)
    private static let unknown = Sample.school("9999954", "I.E. 505 Lejos", boys: nil, girls: nil, teachers: nil)
    private static let onlyGirls = Sample.school("9999947", "I.E. 506 Santa Rosa", boys: 0, girls: 1, teachers: 1)

    private static func card(
        _ role: ReporterRole, _ places: [(School, String?)], rules: (inout OfficeRules) -> Void = { _ in }
    ) throws -> ReporterCard? {
        var office = try Sample.office()
        rules(&office)
        let schools = Dictionary(places.map { ($0.0.key, $0.0) }, uniquingKeysWith: { first, _ in first })
        return ReporterCard(
            of: Sample.reporter(Sample.rosa, role, .active, schools: places), schools: schools, office: office, number: nil,
            today: Sample.day("2026-05-04"))
    }

    private func text(_ kind: ReporterCard.Wish.Kind, _ card: ReporterCard) -> String? {
        card.wishes.first { $0.kind == kind }?.text
    }

    @Test(arguments: [
        ([(Sample.one, nil)], ["H 13 M 15 D 2"]),
        ([(Sample.two, "B"), (Sample.one, "A")], ["A H 13 M 15 D 2", "B H 8 M 10 D 1"]),
        ([(noTeachers, nil)], ["H 6 M 7"]),
        ([(unknown, nil)], ["H 12 M 15 D 2"]),
        ([(onlyGirls, nil)], ["H 0 M 1 D 1"]),
        ([(Sample.one, nil), (Sample.two, nil)], ["9999988 H 8 M 10 D 1", "9999996 H 13 M 15 D 2"]),
    ] as [([(School, String?)], [String])])
    func `examples have the figures that each school reports, below its enrolment`(
        _ places: [(School, String?)], _ examples: [String]
    ) throws {
        let card = try #require(try Self.card(.teacher, places))
        #expect(card.places.map(\.example) == examples)
        for example in examples {
            var conversation = try Conversation(schools: places.sorted { ($0.1 ?? "") < ($1.1 ?? "") })
            #expect(conversation.say(example).hasPrefix("Recibido"), "\(example)")
        }
    }

    @Test(arguments: [
        ([(Sample.one, nil)], "2026-05-04 11:00"), ([(Sample.one, "A"), (Sample.two, "B")], "2026-05-04 11:00"),
        ([(Sample.one, "A"), (Sample.two, "B"), (noTeachers, "C"), (Sample.three, "E")], "2026-05-04 11:00"),
        ([(onlyGirls, nil)], "2026-05-04 11:00"),
    ] as [([(School, String?)], String)])
    func `each text is answered with what the card says it does`(_ places: [(School, String?)], _ moment: String) throws {
        let card = try #require(try Self.card(.head, places))
        let answers: [(ReporterCard.Wish.Kind, String)] = [
            (.noClass, "sin clases"), (.correct, "Corregido"), (.cancel, "Anulado"), (.absence, "falta de docentes"),
            (.practice, "PRUEBA: Recibido"), (.help, "AYUDA"), (.leave, "ALTA"),
        ]
        for (kind, words) in answers {
            let wish = try #require(text(kind, card))
            var conversation = try Conversation(role: .head, schools: places)
            if kind == .correct || kind == .cancel { conversation.say(card.places[0].example, at: moment) }
            let reply = conversation.say(wish, at: moment)
            #expect(reply.contains(words), "\(wish): \(reply)")
        }
    }

    @Test func `where no teachers are reported, FALTA is not on the card`() throws {
        let card = try #require(try Self.card(.teacher, [(Self.noTeachers, nil)]))
        #expect(text(.absence, card) == nil && card.fields == [.boys, .girls])
        let several = try #require(try Self.card(.teacher, [(Self.noTeachers, "A"), (Sample.one, "B")]))
        #expect(text(.absence, several) == "B FALTA 1 L" && several.fields == [.boys, .girls, .teachers])
    }

    @Test(arguments: [[(Sample.one, nil)], [(Sample.one, "A"), (Sample.two, "B")]] as [[(School, String?)]])
    func `the community says yes or no`(_ places: [(School, String?)]) throws {
        let card = try #require(try Self.card(.community, places) { $0.questions = ExtraQuestion.readyMade })
        #expect(card.fields.isEmpty)
        for place in card.places {
            var conversation = try Conversation(role: .community, schools: places)
            let reply = conversation.say(place.example)
            #expect(reply.hasPrefix("Recibido \(place.school.name)"), "\(place.example): \(reply)")
        }
        var conversation = try Conversation(role: .community, schools: places)
        let no = try #require(text(.notHeld, card))
        #expect(conversation.say(no).hasPrefix("Recibido"))
        let letter = places.count > 1 ? "A " : ""
        #expect(card.wishes.filter { $0.kind == .extra }.map(\.text) == [letter + "MATERIALES SI", letter + "MANTENIMIENTO SI"])
    }

    @Test func `a promoter asks who is silent, and leaves a school alone`() throws {
        let places: [(School, String?)] = [(Sample.one, nil), (Sample.two, nil)]
        let card = try #require(try Self.card(.promoter, places))
        #expect(card.places.map(\.example) == ["9999988", "9999996"])
        #expect(text(.pause, card) == "PAUSA 9999988 hasta 18/05 duelo")
        for (kind, words) in [(.silent, "Esta semana falta"), (.pause, "en pausa hasta"), (.help, "ESTADO")]
            as [(ReporterCard.Wish.Kind, String)] {
            var conversation = try Conversation(role: .promoter, schools: places)
            let reply = conversation.say(try #require(text(kind, card)))
            #expect(reply.contains(words), "\(reply)")
        }
    }

    @Test func `nobody else has a card`() throws {
        #expect(try Self.card(.official, [(Sample.one, nil)]) == nil)
        #expect(try Self.card(.operator, [(Sample.one, nil)]) == nil)
        #expect(try Self.card(.teacher, []) == nil)
    }

    @Test func `day and hour are those of its schools and of the office`() throws {
        var tuesday = Sample.two
        tuesday.schedule = ReportingSchedule(.tuesday)
        let places: [(School, String?)] = [(Sample.one, "A"), (tuesday, "B")]
        #expect(try Self.card(.teacher, places)?.days == [.monday, .tuesday])
        #expect(try Self.card(.teacher, places)?.askedAt == TimeOfDay(hour: 10, minute: 0))
        let off = try Self.card(.teacher, places) { $0.reporting.steps[.question] = StepRule(isOn: false) }
        #expect(off?.askedAt == nil)
        let some = try Self.card(.community, places) { $0.reporting.steps[.question] = StepRule(roles: [.teacher]) }
        #expect(some?.askedAt == nil)
        #expect(try Self.card(.promoter, places)?.getsSilentList == true)
    }
}
