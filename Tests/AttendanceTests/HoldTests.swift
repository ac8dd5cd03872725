import Attendance
import Foundation
import Testing

/// Schools that are left alone: what the planner makes of a hold, and how a promoter sets one.
@Suite("Holds")
struct HoldTests {
    private static func hold(
        _ scope: SchoolScope, _ first: String, _ last: String?, _ origin: Hold.Origin = .office
    ) -> Hold {
        Hold(scope: scope, first: Sample.day(first), last: last.map(Sample.day), note: "duelo", origin: origin)
    }

    // MARK: The plan

    /// Which schools are asked on Monday 4 May.
    static let mondays: [(name: String, holds: [Hold], asked: [String])] = [
        ("none", [], ["one", "two"]), ("all, without an end", [hold(.office, "2026-05-01", nil)], []),
        ("begins today", [hold(.school(Sample.one.key), "2026-05-04", "2026-05-08")], ["two"]),
        ("ends today", [hold(.school(Sample.one.key), "2026-04-20", "2026-05-04")], ["two"]),
        ("ended yesterday", [hold(.school(Sample.one.key), "2026-04-20", "2026-05-03")], ["one", "two"]),
        ("begins tomorrow", [hold(.office, "2026-05-05", nil)], ["one", "two"]),
        ("taken back", [hold(.office, "2026-05-04", "2026-05-03")], ["one", "two"]),
        ("its cluster", [hold(.cluster("Red 1"), "2026-05-04", nil)], []),
        ("another cluster", [hold(.cluster("Red 2"), "2026-05-04", nil)], ["one", "two"]),
        ("its district", [hold(.district("Kimbiri"), "2026-05-04", nil)], []),
        ("a promoter's", [hold(.school(Sample.two.key), "2026-05-04", nil, .promoter(Sample.elder))], ["one"]),
        (
            "one over, one on",
            [hold(.office, "2026-04-01", "2026-04-30"), hold(.school(Sample.two.key), "2026-05-04", nil)],
            ["one"]
        ),
    ]

    @Test(arguments: mondays)
    func `a held school is neither asked nor reminded`(monday: (name: String, holds: [Hold], asked: [String])) throws {
        var inputs = ReminderPlannerTests.inputs()
        inputs.holds = monday.holds
        for moment in ["2026-05-04 10:00", "2026-05-04 15:00"] {
            let plan = try ReminderPlannerTests.plan(inputs, moment)
            let asked = Set(plan.due.flatMap(\.schools)).sorted().map { $0 == Sample.one.key ? "one" : "two" }
            #expect(asked.sorted() == monday.asked, "\(monday.name)")
            #expect(plan.leftOut.filter { $0.reason == .held }.count == 2 - monday.asked.count, "\(monday.name)")
        }
    }

    @Test(arguments: [
        ("2026-05-04 09:00", LeftOut.Reason.held), ("2026-05-04 20:00", .held), ("2026-05-07 10:00", .held),
        // What is truer than the hold is said first.
        ("2026-05-18 10:00", .vacation), ("2026-06-29 10:00", .holiday),
    ])
    func `the plan says that it is held where it would only say when the next step is`(
        moment: String, reason: LeftOut.Reason
    ) throws {
        var inputs = ReminderPlannerTests.inputs()
        inputs.holds = [Self.hold(.office, "2026-05-01", nil)]
        #expect(try ReminderPlannerTests.plan(inputs, moment).leftOut.allSatisfy { $0.reason == reason })
    }

    @Test
    func `the question to a phone with two schools names the one that is not held`() throws {
        var inputs = ReminderPlannerTests.inputs()
        inputs.reporters = [Sample.reporter(Sample.rosa, schools: [(Sample.one, "A"), (Sample.two, "B")])]
        inputs.holds = [Self.hold(.school(Sample.one.key), "2026-05-04", nil)]
        #expect(try ReminderPlannerTests.plan(inputs, "2026-05-04 10:00").due.map(\.schools) == [[Sample.two.key]])
    }

    @Test
    func `the reporting day does not move, and what comes in is of that day`() throws {
        var inputs = ReminderPlannerTests.inputs()
        inputs.holds = [Self.hold(.office, "2026-05-04", "2026-05-04")]
        // Nobody was asked on the day itself, so nobody is warned on the next, whether the hold is over by then or not.
        let next = try ReminderPlannerTests.plan(inputs, "2026-05-05 10:00")
        #expect(next.due.isEmpty && next.leftOut.allSatisfy { $0.reason == .held })
        let queued = try ReminderPlannerTests.objection(.reminder2, at: "2026-05-05 09:00") { $0.holds = inputs.holds }
        #expect(queued == .held)
        var conversation = try Conversation { $0.holds = inputs.holds }
        #expect(conversation.say("H 12 M 15 D 2").hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05"))
    }

    @Test(arguments: [("2026-05-04", nil, true), ("2026-05-04", "2026-05-04", true), ("2026-05-05", nil, false)])
    func `what was queued before a hold was set is withdrawn`(first: String, last: String?, isHeld: Bool) throws {
        let objection = try ReminderPlannerTests.objection(.reminder1, at: "2026-05-04 15:00") {
            $0.holds = [Self.hold(.district("Kimbiri"), first, last)]
        }
        #expect(objection == (isHeld ? .held : nil))
    }

    // MARK: PAUSA and SEGUIR

    private static func promoter(
        _ schools: [(School, String?)] = [(Sample.one, nil), (Sample.two, nil)], holds: [Hold] = []
    ) throws -> Conversation {
        try Conversation(role: .promoter, schools: schools) { $0.holds = holds }
    }

    @Test(
        arguments: [
            (
                "PAUSA 9999996 hasta 20/05", "2026-05-20", "",
                "I.E. 501 Kimbiri en pausa hasta el miercoles 20/05: no enviaremos preguntas ni recordatorios. Para terminarla envie: SEGUIR 9999996"
            ),
            (
                "pausa 9999996 duelo", nil, "duelo",
                "I.E. 501 Kimbiri en pausa hasta nuevo aviso: no enviaremos preguntas ni recordatorios. Para terminarla envie: SEGUIR 9999996"
            ),
        ] as [(String, String?, String, String)])
    func `PAUSA has a school left alone from today on`(text: String, last: String?, note: String, reply: String) throws
    {
        var conversation = try Self.promoter()
        #expect(conversation.say(text) == reply)
        let hold = Hold(
            scope: .school(Sample.one.key), first: Sample.day("2026-05-04"), last: last.map(Sample.day), note: note,
            origin: .promoter(Sample.rosa))
        #expect(conversation.last?.holdChange == .begin(hold))
        #expect(conversation.last?.reading == "pause")
        conversation.say("PRUEBA " + text)
        #expect(conversation.last?.holdChange == nil)
    }

    @Test(arguments: [
        ("PAUSA", "Para una pausa envie el codigo modular de su escuela y hasta cuando, asi: PAUSA 999"),
        ("PAUSA 1111111", "Para una pausa envie el codigo modular de su escuela y hasta cuando, asi: PAUSA 999"),
        ("PAUSA 9999970", "Para una pausa envie el codigo modular de su escuela y hasta cuando, asi: PAUSA 999"),
        (
            "PAUSA 9999996 hasta 01/05",
            "No entendi hasta cuando es la pausa de I.E. 501 Kimbiri. Escriba un dia que todavia no llega, asi: PAUSA 9999996"
        ),
    ])
    func `which school, or until when, is asked with an example that can be copied`(text: String, reply: String) throws {
        var conversation = try Self.promoter()
        #expect(conversation.say(text).hasPrefix(reply))
        #expect(conversation.last?.holdChange == nil)
        let example = try #require(conversation.say(text).split(separator: ": ").last)
        #expect(conversation.say(String(example)).contains("en pausa hasta el lunes 18/05"))
    }

    @Test(arguments: ["SEGUIR", "SEGUIR 1111111"])
    func `which school is to go on is asked with an example that can be copied`(text: String) throws {
        var conversation = try Self.promoter()
        let reply = conversation.say(text)
        #expect(reply.hasPrefix("Para terminar una pausa envie el codigo modular de su escuela, asi: SEGUIR 999"))
        let example = try #require(reply.split(separator: ": ").last)
        #expect(conversation.say(String(example)).contains("no esta en pausa"))
    }

    @Test
    func `SEGUIR alone ends the one pause that a promoter has set`() throws {
        let hold = Hold(
            scope: .school(Sample.one.key), first: Sample.day("2026-05-01"), last: nil, note: "", origin: .promoter(Sample.rosa))
        var conversation = try Self.promoter(holds: [hold])
        #expect(conversation.say("SEGUIR").hasPrefix("Termino la pausa de I.E. 501 Kimbiri."))
    }

    @Test
    func `a promoter of one school needs no code`() throws {
        var conversation = try Self.promoter([(Sample.one, nil)])
        #expect(conversation.say("PAUSA").hasPrefix("I.E. 501 Kimbiri en pausa"))
    }

    static let resumptions: [(name: String, holds: [Hold], reply: String, ends: Bool)] = [
        (
            "none", [], "I.E. 501 Kimbiri no esta en pausa. Para ponerla en pausa envie: PAUSA 9999996 hasta 18/05",
            false
        ),
        (
            "over", [hold(.school(Sample.one.key), "2026-04-01", "2026-05-03", .promoter(Sample.rosa))],
            "I.E. 501 Kimbiri no esta en pausa. Para ponerla en pausa envie: PAUSA 9999996 hasta 18/05", false
        ),
        (
            "own", [hold(.school(Sample.one.key), "2026-05-01", nil, .promoter(Sample.rosa))],
            "Termino la pausa de I.E. 501 Kimbiri. Volveremos a enviar preguntas y recordatorios. Gracias.", true
        ),
        (
            "of another promoter", [hold(.school(Sample.one.key), "2026-05-01", "2026-05-20", .promoter(Sample.julio))],
            "Termino la pausa de I.E. 501 Kimbiri. Volveremos a enviar preguntas y recordatorios. Gracias.", true
        ),
        (
            "of another school", [hold(.school(Sample.two.key), "2026-05-01", nil, .promoter(Sample.rosa))],
            "I.E. 501 Kimbiri no esta en pausa. Para ponerla en pausa envie: PAUSA 9999996 hasta 18/05", false
        ),
        (
            "of the office", [hold(.district("Kimbiri"), "2026-05-01", nil)],
            "La oficina puso en pausa a I.E. 501 Kimbiri. Para terminarla hable con la oficina. Consultas: 987654300",
            false
        ),
        (
            "own and of the office",
            [
                hold(.office, "2026-05-01", nil),
                hold(.school(Sample.one.key), "2026-05-01", nil, .promoter(Sample.rosa)),
            ],
            "La oficina puso en pausa a I.E. 501 Kimbiri. Para terminarla hable con la oficina. Consultas: 987654300",
            true
        ),
    ]

    @Test(arguments: resumptions)
    func `SEGUIR ends what promoters have set, not what the office has`(
        example: (name: String, holds: [Hold], reply: String, ends: Bool)
    ) throws {
        var conversation = try Self.promoter(holds: example.holds)
        #expect(conversation.say("SEGUIR 9999996") == example.reply, "\(example.name)")
        let change: HoldChange? = example.ends ? .end(Sample.one.key, on: Sample.day("2026-05-04")) : nil
        #expect(conversation.last?.holdChange == change, "\(example.name)")
    }

    @Test(arguments: [ReporterRole.teacher, .head, .community, .official, .operator])
    func `from anybody but a promoter a person reads it`(role: ReporterRole) throws {
        for text in ["PAUSA 9999996", "SEGUIR 9999996"] {
            var conversation = try Conversation(role: role)
            #expect(conversation.say(text) == "Lo leera una persona de la oficina.")
            #expect(conversation.last?.holdChange == nil)
        }
    }

    @Test
    func `a promoter who has left with BAJA holds nothing`() throws {
        var conversation = try Conversation(role: .promoter, status: .optedOut)
        #expect(conversation.say("PAUSA 9999996") == "-optedOut")
        #expect(conversation.last?.holdChange == nil)
    }
}
