import Attendance
import Foundation
import Store
import Testing

@testable import edutrac

@Suite("edutrac month")
struct MonthCommandTests {
    /// May 2026 of two schools: Mondays 4, 11, 25 of the one, Tuesdays 5, 12, 26 of the other.
    private static func office(clock: String) async throws -> TestOffice {
        let office = try await TestOffice(clock: clock).seeded()
        let reports = [
            ("9999996", "2026-05-04", 12, 15, 2), ("9999996", "2026-05-11", 14, 16, 2),
            ("9999988", "2026-05-05", 9, 11, 1),
        ]
        for (school, day, boys, girls, teachers) in reports {
            let answer = await office.run(
                "report", "enter", "--school", school, "--day", day, "--boys", "\(boys)", "--girls", "\(girls)",
                "--teachers", "\(teachers)")
            try #require(answer.code == 0, "\(answer.complaint)")
        }
        return office
    }

    @Test func `a month that is not closed is provisional`() async throws {
        let office = try await Self.office(clock: "2026-05-14T10:00:00-05:00")
        let shown = await office.run("month", "show")
        #expect(shown.output.hasPrefix("2026-05 is not closed: the figures are provisional."))
        #expect(shown.output.contains("9999996  I.E. 501 Kimbiri"))
        let list = try await office.run("month", "show", "2026-05", "--json").list()
        #expect(list.map { $0["codMod"] as? String } == ["9999988", "9999996"])
        #expect(list[1]["provisional"] as? Bool == true && list[1]["edition"] is NSNull)
        #expect(list[1]["received"] as? Int == 2 && list[1]["expected"] as? Int == 2)
        #expect(list[1]["pupilsPresent"] as? Int == 57 && list[1]["pupilsEnrolled"] as? Int == 60)
        #expect(list[1]["pupilsPercent"] as? Int == 95 && list[1]["pupilsLevel"] as? String == "good")
        #expect(list[0]["classDays"] as? Int == 1 && list[0]["teachersPercent"] is NSNull)
    }

    @Test func `one school is shown with all that the office knows`() async throws {
        let office = try await Self.office(clock: "2026-06-01T10:00:00-05:00")
        #expect(await office.run("month", "context", "2026-05", "--office", "huelga").code == 0)
        #expect(await office.run("month", "context", "2026-05", "--school", "9999996", "no hubo paso").code == 0)
        let shown = await office.run("month", "show", "2026-05", "--school", "9999996").output
        for words in [
            "2026-05-18  monday   no day", "    vacation", "2026-05-25  monday   no report", "2 of 3",
            "95 %, 57 of 60: good", "boys 93 %, 26 of 28; girls 97 %, 31 of 32", "4 of 4", "huelga", "no hubo paso",
        ] { #expect(shown.contains(words), "\(words) in \(shown)") }
        #expect(shown.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(await office.run("month", "show", "2026-05", "--school", "9999999").code == 66)
    }

    @Test func `closing freezes, thanks once, and a new edition takes in what came later`() async throws {
        let office = try await Self.office(clock: "2026-06-01T10:00:00-05:00")
        let early = await office.run("month", "close", "2026-06")
        #expect(early.code == 65 && early.complaint.contains("2026-06 is not over: it ends on 2026-06-30"))
        #expect(await office.run("month", "close", "2026-05", "--edition").complaint.contains("is not closed yet"))
        let later = "2026-06-01T10:05:00-05:00"
        let closed = await office.run("month", "close", "2026-05", "--note", "acta 12", "--clock", later)
        #expect(closed.output == "2026-05 is closed: 2 schools, 2 texts queued.")
        let again = await office.run("month", "close", "2026-05", "--clock", later)
        #expect(again.code == 65 && again.complaint.contains("close 2026-05 --edition"))
        let texts = try await office.run("outbox", "list", "--json").list().compactMap { $0["text"] as? String }
        #expect(texts == [
            "Gracias. En mayo I.E. 501 Kimbiri envio 2 de 3 reportes. Sus datos ayudan a la escuela y a la comunidad.",
            "En mayo recibimos 1 de 3 reportes de I.E. 502 Pampa Alta. Cada reporte cuenta. "
                + "Necesita ayuda? Responda AYUDA.",
        ])
        let late = ["report", "enter", "--school", "9999996", "--day", "2026-05-25", "--no-class", "--clock"]
        #expect(await office.run(late + ["2026-06-02T10:00:00-05:00"]).code == 0)
        let shown = await office.run("month", "show", "2026-05")
        #expect(shown.output.contains("edition 1, closed 2026-06-01 10:05. 1 report has come since"))
        #expect(shown.output.contains("2 of 3"))
        let anew = await office.run("month", "close", "2026-05", "--edition", "--clock", "2026-06-03T10:00:00-05:00")
        #expect(anew.output == "2026-05 is closed, edition 2: 2 schools, no texts queued.")
        let list = try await office.run("month", "show", "2026-05", "--json").list()
        #expect(list[1]["received"] as? Int == 3 && list[1]["afterClose"] as? Int == 1)
        #expect(list[1]["edition"] as? Int == 2)
        let deeds = try await office.run("audit", "list", "--json").list()
        let trail = deeds.filter { $0["deed"] as? String == "closeMonth" }
        #expect(trail.map { $0["day"] as? String } == ["2026-05-01", "2026-05-01"])
        #expect(trail.map { $0["note"] as? String } == [nil, "acta 12"])
    }

    @Test(arguments: [
        ("2026-06-02T08:00:00-05:00", "No month is due to be closed.", 0),
        ("2026-06-03T08:00:00-05:00", "2026-05 is closed: 2 schools, 2 texts queued.", 2),
        // In August only the figures of June are frozen too, and thanks for May would be stale.
        ("2026-08-03T08:00:00-05:00", "2026-05 is closed: 2 schools, no texts queued.", 0),
    ])
    func `what is due is closed, and a second run does nothing`(clock: String, first: String, texts: Int) async throws {
        let office = try await Self.office(clock: "2026-05-30T10:00:00-05:00")
        let due = ["month", "close", "--due", "--clock", clock]
        #expect(await office.run(due).output.split(separator: "\n").first.map(String.init) == first)
        #expect(await office.run(due).output == "No month is due to be closed.")
        #expect(try await office.run("outbox", "list", "--json").list().count == texts)
    }

    @Test func `a clock that fell back closes nothing`() async throws {
        let office = try await Self.office(clock: "2026-06-05T10:00:00-05:00")
        _ = await office.run("send", "987654321", "hola")
        let answer = await office.run("month", "close", "--due", "--clock", "2026-06-04T10:00:00-05:00")
        #expect(answer.code == 75 && answer.complaint.contains("it has been 2026-06-05 10:00 already"))
    }

    @Test(arguments: [
        (["month", "close"], "Name a month"), (["month", "close", "2026-05", "--due"], "Name a month"),
        (["month", "close", "--due", "--edition"], "--edition makes one month anew"),
        (["month", "show", "mayo"], "mayo"), (["month", "context", "2026-05", "--office"], "Give the line"),
        (["month", "context", "2026-05", "x"], "Say which schools"),
        (["month", "context", "2026-05", "--office", "a\nb"], "one line"),
        (["agreement", "add", "--text", "x"], "Give --school or --local"),
    ])
    func `the command line is checked`(arguments: [String], words: String) async throws {
        let answer = await TestOffice.run(arguments)
        #expect(answer.code == 64 && answer.complaint.contains(words), "\(answer.complaint)")
    }

    @Test func `a line for a place that nobody is in is refused`() async throws {
        let office = try await TestOffice().seeded()
        let answer = await office.run("month", "context", "2026-05", "--cluster", "Red 9", "x")
        #expect(answer.code == 66 && answer.complaint.contains("It has: Red 1."))
        let kimbiri = ["month", "context", "2026-05", "--district", "Kimbiri"]
        #expect(await office.run(kimbiri + ["x"]).output == "2026-05 has its line for district Kimbiri.")
        #expect(await office.run(kimbiri + ["x"]).output.hasSuffix("as before."))
        #expect(await office.run(kimbiri + ["--remove"]).output == "2026-05 has no line for district Kimbiri.")
        #expect(await office.run("month", "context", "2026-05", "--school", "9999999", "x").code == 66)
    }

    @Test func `agreements are noted, told to be done or not, and printed`() async throws {
        let office = try await TestOffice(clock: "2026-06-10T10:00:00-05:00").seeded()
        let added = await office.run(
            "agreement", "add", "--school", "9999996", "--text", "Reparar el puente", "--who", "APAFA", "--until",
            "2026-06-30")
        #expect(added.output == "Agreement 1 of 9999996 is noted; it is printed from 2026-06 on, until it is done.")
        #expect(await office.run("agreement", "add", "--local", "900002", "--text", "Pintar").code == 0)
        #expect(await office.run("agreement", "add", "--local", "900009", "--text", "Pintar").code == 66)
        let future = ["agreement", "add", "--school", "9999996", "--text", "x", "--month", "2026-07"]
        #expect(await office.run(future).code == 65)
        #expect(await office.run("agreement", "done", "1").output == "Agreement 1 of 9999996 is done.")
        #expect(await office.run("agreement", "done", "7").code == 66)
        #expect(await office.run("agreement", "not-done", "2").output == "Agreement 2 of local 900002 is not done.")
        #expect(try await office.run("agreement", "list", "--json").list().isEmpty)
        #expect(await office.run("agreement", "reopen", "2").code == 0)
        let listed = await office.run("agreement", "list", "--all").output
        for words in ["2026-06-30", "    Reparar el puente", "local 900002"] { #expect(listed.contains(words)) }
        let shown = try await office.run("month", "show", "2026-06", "--json").list()
        let agreements = try #require(shown[1]["agreements"] as? [[String: Any]])
        #expect(agreements.map { $0["state"] as? String } == ["done"])
        let trail = try await office.run("audit", "list", "--json").list().compactMap { $0["deed"] as? String }
        #expect(trail.filter { $0.hasSuffix("Agreement") }.count == 5)
    }
}
