import Attendance
import Foundation
import Store
import Testing

@testable import edutrac

@Suite("edutrac closure, edutrac calendar add")
struct ClosureCommandTests {
    private func closures(_ office: TestOffice) async throws -> [[String: Any]] {
        try await office.run("closure", "list", "--all", "--json").list()
    }

    @Test func `a closure is entered, shown in the calendar and in the plan, ended, and in the trail`() async throws {
        let office = try await TestOffice().seeded()
        let added = await office.run(
            "closure", "add", "--cluster", "red 1", "--from", "2026-05-04", "--to", "2026-05-08", "--reason", "huayco",
            "--note", "aviso por radio")
        #expect(added.code == 0, "\(added.complaint)")
        #expect(added.output == "Closure 1: cluster Red 1, 2 schools, 2026-05-04 to 2026-05-08, huayco.")
        let plan = try await office.run("reminders", "plan", "--at", "10:00", "--json").object()
        let leftOut = try #require(plan["leftOut"] as? [[String: Any]])
        #expect(leftOut.map { $0["reason"] as? String } == ["closed", "closed"])
        let shown = await office.run("calendar", "show", "--month", "2026-05").output
        #expect(shown.contains("database 1"))
        #expect(shown.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(shown)")

        let ended = await office.run("closure", "end", "1", "--last", "2026-05-05")
        #expect(
            ended.output
                == "Closure 1 (cluster Red 1, huayco) ends on 2026-05-05. From 2026-05-06 on its schools are asked again."
        )
        let list = try await closures(office)
        #expect(list.map { $0["last"] as? String } == ["2026-05-05"])
        #expect(list.map { $0["state"] as? String } == ["now"])
        let trail = try await office.run("audit", "list", "--json").list()
        #expect(trail.map { $0["deed"] as? String } == ["endClosure", "addClosure"])
        #expect(trail.map { $0["closure"] as? Int } == [1, 1])
        #expect(trail[1]["note"] as? String == "aviso por radio")
        let table = await office.run("audit", "list").output
        #expect(table.contains("closed schools") && table.contains("closure 1"))
    }

    @Test(
        arguments: [
            (["closure", "add", "--cluster", "Red 9"], 66, "The roster has no cluster Red 9. It has: Red 1."),
            (["closure", "add", "--district", "Pichari"], 66, "The roster has no district Pichari. It has: Kimbiri."),
            (["closure", "add", "--school", "1111111"], 66, "The roster has no school 1111111."),
            (["closure", "add"], 64, "Say which schools: --school, --cluster, --district or --office."),
            (["closure", "add", "--office", "--cluster", "Red 1"], 64, "Either --office or some schools."),
            (["closure", "add", "--school", "9999996", "--cluster", "Red 1"], 64, "Only one of"),
            (
                ["closure", "add", "--office", "--to", "2026-05-03"], 64,
                "--to 2026-05-03 lies before --from 2026-05-04."
            ),
            (["closure", "add", "--office", "--to", "2027-05-05"], 64, "Is a year mistyped?"),
        ] as [([String], Int32, String)])
    func `what cannot be is told and nothing is changed`(_ arguments: [String], _ code: Int32, _ words: String)
        async throws
    {
        let office = try await TestOffice().seeded()
        let answer = await office.run(arguments + ["--from", "2026-05-04", "--reason", "huayco"])
        #expect(answer.code == code)
        #expect(answer.complaint.contains(words), "\(answer.complaint)")
        #expect(try await closures(office).isEmpty)
    }

    @Test func `the operator is told of overlap, of the past with its reports, and of days without class`() async throws
    {
        let office = try await TestOffice().seeded()
        let entered = await office.run(
            "report", "enter", "--school", "9999996", "--day", "2026-04-27", "--boys", "12", "--girls", "15",
            "--teachers", "2")
        #expect(entered.code == 0, "\(entered.complaint)")
        let past = ["closure", "add", "--school", "9999996", "--from", "2026-04-27", "--reason", "paro"]
        #expect(
            await office.run(past).output.split(separator: "\n").dropFirst() == [
                "It lies in the past: nothing that was sent is called back.", "1 report of these days stays as it is.",
            ])
        #expect(await office.run("report", "list", "--json").output.contains("2026-04-27"))
        #expect(await office.run(past).code == 65, "the very same once more")
        let more = await office.run(
            "closure", "add", "--office", "--from", "2026-04-20", "--to", "2026-04-30", "--reason", "huelga"
        ).output
        #expect(more.contains("It overlaps number 1: school 9999996, 2026-04-27, paro."))
        let idle = await office.run(
            "closure", "add", "--office", "--from", "2026-05-18", "--to", "2026-05-22", "--reason", "x"
        ).output
        #expect(idle.contains("No class day lies in it, by the calendar: vacation."))
    }

    @Test(
        arguments: [
            ("2026-05-04", "2026-05-08", [], "2026-05-04", "now"),
            ("2026-05-05", "2026-05-08", [], "2026-05-04", "takenBack"),
            ("2026-05-01", "2026-05-04", ["--last", "2026-05-08"], "2026-05-08", "now"),
            ("2026-05-04", "2026-05-08", ["--last", "2026-04-01"], "2026-05-03", "takenBack"),
            ("2026-05-01", "2026-05-08", ["--last", "2026-05-03"], "2026-05-03", "over"),
        ] as [(String, String, [String], String, String)])
    func `a closure ends today, on another day, or is taken back`(
        _ first: String, _ last: String, _ arguments: [String], _ end: String, _ state: String
    ) async throws {
        let office = try await TestOffice().seeded()
        _ = await office.run("closure", "add", "--office", "--from", first, "--to", last, "--reason", "paro")
        let answer = await office.run(["closure", "end", "1"] + arguments)
        #expect(answer.code == 0, "\(answer.complaint)")
        let list = try await closures(office)
        #expect(list.map { $0["last"] as? String } == [end])
        #expect(list.map { $0["state"] as? String } == [state])
    }

    @Test func `a closure that is over, taken back, no closure or not there is not ended`() async throws {
        let office = try await TestOffice().seeded()
        _ = await office.run("closure", "add", "--office", "--from", "2026-04-27", "--reason", "paro")
        _ = await office.run("closure", "add", "--office", "--from", "2026-05-06", "--reason", "paro")
        _ = await office.run("calendar", "add", "--day", "2026-05-20", "--name", "Aniversario")
        #expect(await office.run("closure", "end", "2").code == 0)
        for (arguments, code, words) in [
            (["closure", "end", "1"], 65, "Closure 1 ended on 2026-04-27."),
            (["closure", "end", "2"], 65, "was taken back before"),
            (["closure", "end", "3"], 65, "edutrac calendar remove 3"),
            (["calendar", "remove", "1"], 65, "edutrac closure end 1"),
            (["closure", "end", "4711"], 66, "no closure or local holiday 4711"),
            (["calendar", "remove", "4711"], 66, "4711"),
        ] as [([String], Int32, String)] {
            let answer = await office.run(arguments)
            #expect(answer.code == code)
            #expect(answer.complaint.contains(words), "\(answer.complaint)")
        }
    }

    @Test func `a local holiday moves to Monday, is shown with its source, and is removed`() async throws {
        let office = try await TestOffice().seeded()
        let added = await office.run(
            "calendar", "add", "--day", "2026-05-06", "--name", "Aniversario de Kimbiri", "--district", "kimbiri")
        #expect(
            added.output == """
                Local holiday 1: district Kimbiri, 2 schools, Aniversario de Kimbiri, observed on Monday 2026-05-11.
                Wednesday 2026-05-06 itself stays a class day; --on-the-day makes it the holiday.
                """)
        let shown = try await office.run("calendar", "show", "--month", "2026-05", "--json").list()
            .filter { $0["source"] as? String == "database" }
        #expect(shown.map { $0["day"] as? String } == ["2026-05-11"])
        #expect(shown.map { $0["kind"] as? String } == ["localHoliday"])
        #expect(shown.map { $0["id"] as? Int } == [1])
        #expect(shown.map { $0["feast"] as? String } == ["2026-05-06"])
        #expect(await office.run("reminders", "plan", "--at", "2026-05-11T10:00").output.contains("holiday"))
        let kept = await office.run(
            "calendar", "add", "--day", "2026-05-07", "--name", "Feria", "--school", "9999996", "--on-the-day")
        #expect(
            kept.output == "Local holiday 2: school 9999996, I.E. 501 Kimbiri, Feria, observed on Thursday 2026-05-07.")
        #expect(await office.run("calendar", "remove", "1").code == 0)
        #expect(await office.run("calendar", "remove", "1").code == 65)
        #expect(try await office.run("closure", "list", "--json").list().map { $0["id"] as? Int } == [2])
        let trail = try await office.run("audit", "list", "--json").list()
        #expect(trail.map { $0["deed"] as? String } == ["removeHoliday", "addHoliday", "addHoliday"])
    }

    private static let table = """
        kind;first;last;name;scope;area
        closure;04/05/2026;08/05/2026;huayco;cluster;Red 1
        local_holiday;2026-05-06;;Aniversario;district;Kimbiri

        """
    private static let toml = """
        [[closure]]
        first = 2026-05-04
        last = 2026-05-08
        name = "huayco"
        scope = "cluster"
        area = "Red 1"

        [[local_holiday]]
        first = 2026-05-06
        name = "Aniversario"
        scope = "district"
        area = "Kimbiri"
        """

    @Test(arguments: [("closures.csv", table), ("closures.toml", toml), ("closures.txt", toml)])
    func `a table is imported once, all of it`(_ name: String, _ text: String) async throws {
        let office = try await TestOffice().seeded()
        let path = try office.write(text, to: name)
        let check = await office.run("calendar", "import", "--check", path)
        #expect(
            check.output
                == "\(name) (UTF-8) is in order. It would give: 2 entries, 2 new, 0 as before. Nothing was changed.")
        #expect(try await closures(office).isEmpty)
        #expect(
            await office.run("calendar", "import", path, "--note", "resolucion 12").output
                == "\(name) (UTF-8): 2 entries, 2 new, 0 as before.")
        #expect(
            await office.run("calendar", "import", path).output == "\(name) (UTF-8): 2 entries, 0 new, 2 as before.")
        #expect(try await closures(office).map { $0["first"] as? String } == ["2026-05-04", "2026-05-11"])
        #expect(
            try await office.run("audit", "list", "--json").list().map { $0["note"] as? String } == [
                "resolucion 12", "resolucion 12",
            ])
    }

    @Test(arguments: [
        (
            "closures.csv", table.replacing("Red 1", with: "Red 9"),
            "line 2, area: the roster has no such cluster. It has: Red 1."
        ),
        (
            "closures.toml", toml.replacing("\"Kimbiri\"", with: "\"Pichari\""),
            "line 8, area: the roster has no such district."
        ),
        (
            "closures.toml", toml.replacing("first = 2026-05-06", with: "day = 2026-05-06"),
            "line 9, local_holiday[0].day: There is no such key."
        ),
        ("closures.csv", "kind,first,name,scope\n", "holds no closure and no local holiday"),
    ])
    func `an error names its line and changes nothing`(_ name: String, _ text: String, _ words: String) async throws {
        let office = try await TestOffice().seeded()
        let answer = await office.run("calendar", "import", try office.write(text, to: name))
        #expect(answer.code == 65)
        #expect(answer.complaint.contains(words), "\(answer.complaint)")
        #expect(try await closures(office).isEmpty)
    }

    @Test func `the list fits its terminal`() async throws {
        let office = try await TestOffice().seeded()
        _ = await office.run(
            "calendar", "add", "--day", "2026-05-06", "--name", "Aniversario de la creacion politica del distrito")
        _ = await office.run(
            "closure", "add", "--school", "9999996", "--from", "2026-05-04", "--to", "2026-05-08", "--reason",
            "el puente se cayo y no se puede pasar")
        let lines = await office.run("closure", "list").output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.count <= 80 })
    }
}
