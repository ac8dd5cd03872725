import Attendance
import Foundation
import Testing

@Suite("Closures and local holidays")
struct ClosureTests {
    private static func closure(_ scope: SchoolScope, _ first: String, _ last: String) -> Closure {
        Closure(scope: scope, first: Sample.day(first), last: Sample.day(last), reason: "huayco")
    }

    private static func holiday(_ feast: String, for scope: SchoolScope, onTheDay: Bool = false) -> Closure {
        .localHoliday("Aniversario", of: Sample.day(feast), for: scope, onTheDay: onTheDay)
    }

    /// When the first school is asked in the week of a Monday; `-` where it is not.
    private static func reportingDay(_ closures: [Closure], _ monday: String) throws -> String {
        try Sample.calendar().reportingDay(
            of: Sample.one, week: Sample.day(monday), rules: Sample.rules(), closures: closures)?.iso ?? "-"
    }

    // MARK: The reporting day

    static let weeks: [(name: String, closures: [Closure], monday: String, expected: String)] = [
        ("begins on the reporting day", [closure(.office, "2026-05-04", "2026-05-05")], "2026-05-04", "2026-05-06"),
        ("ends on the reporting day", [closure(.office, "2026-04-27", "2026-05-04")], "2026-05-04", "2026-05-05"),
        ("ends the day before", [closure(.office, "2026-04-27", "2026-05-03")], "2026-05-04", "2026-05-04"),
        ("begins the day after", [closure(.office, "2026-05-05", "2026-05-08")], "2026-05-04", "2026-05-04"),
        ("the whole week", [closure(.office, "2026-05-04", "2026-05-08")], "2026-05-04", "-"),
        ("taken back", [closure(.office, "2026-05-04", "2026-05-03")], "2026-05-04", "2026-05-04"),
        ("a school", [closure(.school(Sample.one.key), "2026-05-04", "2026-05-04")], "2026-05-04", "2026-05-05"),
        ("another school", [closure(.school(Sample.two.key), "2026-05-04", "2026-05-04")], "2026-05-04", "2026-05-04"),
        ("its cluster", [closure(.cluster("Red 1"), "2026-05-04", "2026-05-04")], "2026-05-04", "2026-05-05"),
        ("another cluster", [closure(.cluster("Red 2"), "2026-05-04", "2026-05-04")], "2026-05-04", "2026-05-04"),
        ("its district", [closure(.district("Kimbiri"), "2026-05-04", "2026-05-04")], "2026-05-04", "2026-05-05"),
        ("another district", [closure(.district("Pichari"), "2026-05-04", "2026-05-04")], "2026-05-04", "2026-05-04"),
        (
            "two that follow each other",
            [closure(.office, "2026-05-04", "2026-05-04"), closure(.cluster("Red 1"), "2026-05-05", "2026-05-05")],
            "2026-05-04", "2026-05-06"
        ),
        (
            "a national holiday on the day, closed after it", [closure(.office, "2026-06-30", "2026-07-01")],
            "2026-06-29", "2026-07-02"
        ),
        // Thursday and Friday are holidays there.
        ("a week that is all holidays", [closure(.office, "2026-03-30", "2026-04-01")], "2026-03-30", "-"),
        ("the last week before vacation", [closure(.office, "2026-05-11", "2026-05-14")], "2026-05-11", "2026-05-15"),
        ("the last week before vacation, closed", [closure(.office, "2026-05-11", "2026-05-15")], "2026-05-11", "-"),
        ("a feast of Wednesday, its own week", [holiday("2026-05-06", for: .office)], "2026-05-04", "2026-05-04"),
        ("a feast of Wednesday, the week after", [holiday("2026-05-06", for: .office)], "2026-05-11", "2026-05-12"),
        ("a feast of Monday", [holiday("2026-05-04", for: .district("Kimbiri"))], "2026-05-04", "2026-05-05"),
        ("a feast of Sunday", [holiday("2026-05-03", for: .cluster("Red 1"))], "2026-05-04", "2026-05-05"),
        ("a feast on the day", [holiday("2026-05-06", for: .office, onTheDay: true)], "2026-05-11", "2026-05-11"),
        ("a feast of another district", [holiday("2026-05-04", for: .district("Pichari"))], "2026-05-04", "2026-05-04"),
    ]

    @Test(arguments: weeks)
    func `the reporting day moves within its week`(
        week: (name: String, closures: [Closure], monday: String, expected: String)
    ) throws {
        #expect(try Self.reportingDay(week.closures, week.monday) == week.expected, "\(week.name)")
    }

    @Test(arguments: [
        ("2026-05-04", "2026-05-04"), ("2026-05-05", "2026-05-11"), ("2026-05-08", "2026-05-11"),
        ("2026-05-09", "2026-05-11"),
        ("2026-05-10", "2026-05-11"), ("2026-12-31", "2027-01-04"),
    ])
    func `a local holiday is observed on the following Monday`(feast: String, observed: String) {
        let moved = Self.holiday(feast, for: .office)
        #expect(
            (moved.first.iso, moved.last.iso, moved.kind) == (
                observed, observed, .localHoliday(feast: Sample.day(feast))
            ))
        #expect(Self.holiday(feast, for: .office, onTheDay: true).first.iso == feast)
    }

    // MARK: Steps

    private static func plan(_ closures: [Closure], _ moment: String) throws -> ReminderPlan {
        var inputs = ReminderPlannerTests.inputs()
        inputs.closures = closures
        return try ReminderPlannerTests.plan(inputs, moment)
    }

    @Test
    func `reminder 2 waits for the day after a local holiday, and is dropped on a closure`() throws {
        let feast = [Self.holiday("2026-05-05", for: .school(Sample.one.key), onTheDay: true)]
        #expect(try Self.plan(feast, "2026-05-05 09:00").due.map(\.key.school) == [Sample.two.key])
        #expect(try Self.plan(feast, "2026-05-06 09:00").due.map(\.key.school) == [Sample.one.key, Sample.one.key])
        let closed = [Self.closure(.school(Sample.one.key), "2026-05-05", "2026-05-05")]
        #expect(try Self.plan(closed, "2026-05-06 09:00").due.isEmpty)
    }

    @Test
    func `who is left out for a holiday and who for a closure`() throws {
        let closures = [
            Self.holiday("2026-05-04", for: .school(Sample.one.key)),
            Self.closure(.school(Sample.two.key), "2026-05-04", "2026-05-04"),
        ]
        let left = try Self.plan(closures, "2026-05-04 10:00").leftOut
        #expect(left.first { $0.school == Sample.one.key }?.reason == .holiday)
        #expect(left.first { $0.school == Sample.two.key }?.reason == .closed)
        let both = [closures[0], Self.closure(.office, "2026-05-04", "2026-05-04")]
        #expect(try Self.plan(both, "2026-05-04 10:00").leftOut.allSatisfy { $0.reason == .closed })
    }

    static let between: [(name: String, Closure, LeftOut.Reason?)] = [
        ("begins today", closure(.office, "2026-05-04", "2026-05-08"), .closed),
        ("ends today", closure(.cluster("Red 1"), "2026-05-01", "2026-05-04"), .closed),
        ("ended yesterday", closure(.office, "2026-05-01", "2026-05-03"), nil),
        ("begins tomorrow", closure(.office, "2026-05-05", "2026-05-05"), nil),
        ("another district", closure(.district("Pichari"), "2026-05-04", "2026-05-04"), nil),
        ("a local holiday", holiday("2026-05-01", for: .district("Kimbiri")), .holiday),
    ]

    @Test(arguments: between)
    func `what was queued before a closure was entered does not leave`(
        name: String, closure: Closure, reason: LeftOut.Reason?
    ) throws {
        let objection = try ReminderPlannerTests.objection(.reminder1, at: "2026-05-04 15:00") {
            $0.closures = [closure]
        }
        #expect(objection == reason, "\(name)")
    }

    // MARK: Replies

    @Test(arguments: [
        (
            "H 12 M 15 D 2",
            "Recibido I.E. 501 Kimbiri lun 11/05 (feriado): H12 M15 D2. El proximo dia de reporte es martes 12/05. Gracias."
        ),
        ("SIN CLASES", "Hoy 11/05 es feriado, no hay reporte. El proximo dia de reporte es martes 12/05. Gracias."),
    ])
    func `a report on a local holiday is told that it is one`(text: String, reply: String) throws {
        var conversation = try Conversation { $0.closures = [Self.holiday("2026-05-06", for: .district("Kimbiri"))] }
        #expect(conversation.say(text, at: "2026-05-11 10:00") == reply)
        #expect(conversation.last?.report?.marks == [.offCalendar])
    }

    @Test
    func `a closure and another school's holiday are no holiday`() throws {
        for closure in [
            Self.closure(.office, "2026-05-11", "2026-05-11"), Self.holiday("2026-05-06", for: .school(Sample.two.key)),
        ] {
            var conversation = try Conversation { $0.closures = [closure] }
            let reply = conversation.say("H 12 M 15 D 2", at: "2026-05-11 10:00")
            #expect(!reply.contains("feriado"))
        }
    }

    // MARK: Which schools

    @Test(
        arguments: [
            (.cluster("red 1"), .cluster("Red 1")), (.cluster(" RED  1"), .cluster("Red 1")),
            (.cluster("Red 9"), nil), (.district("kímbiri"), .district("Kimbiri")), (.district("Red 1"), nil),
            (.school(SchoolKey("9999996")), .school(SchoolKey("9999996"))),
            (.school(SchoolKey("9999996", anexo: 1)), nil), (.office, .office),
        ] as [(SchoolScope, SchoolScope?)])
    func `names of clusters and districts are those of the roster`(asked: SchoolScope, found: SchoolScope?) {
        #expect(asked.named(asIn: [Sample.one, Sample.two]) == found)
    }

    @Test
    func `closures overlap where they close a school on the same day`() {
        let red = Self.closure(.cluster("Red 1"), "2026-05-04", "2026-05-06")
        let schools = [Sample.one, Sample.two]
        #expect(red.overlaps(Self.closure(.school(Sample.one.key), "2026-05-06", "2026-05-08"), among: schools))
        #expect(!red.overlaps(Self.closure(.school(Sample.one.key), "2026-05-07", "2026-05-08"), among: schools))
        #expect(!red.overlaps(Self.closure(.district("Pichari"), "2026-05-04", "2026-05-08"), among: schools))
        #expect(!red.overlaps(Self.closure(.office, "2026-05-05", "2026-05-04"), among: schools), "taken back")
    }
}
