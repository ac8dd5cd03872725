import Foundation
import Testing

@testable import edutrac

@Suite("edutrac reporting-day")
struct ReportingDayCommandTests {
    /// 501 has the office's Monday, 502 Tuesday by the roster; both are in Red 1 of Kimbiri. It is Monday 4 May.
    private func days(_ office: TestOffice, on day: String = "2026-05-04") async throws -> [String?] {
        try await office.run(at: "\(day)T08:00:00-05:00", "school", "list", "--json").list().map { $0["reportingDay"] as? String }
    }

    private func reportingDays(_ office: TestOffice, at clock: String, _ more: String...) async throws -> [[String: Any]] {
        let answer = await TestOffice.run(
            ["--config", office.folder + "/edutrac.toml", "--clock", clock, "--json", "reporting-day", "list"] + more)
        return try #require(try answer.object()["reportingDays"] as? [[String: Any]])
    }

    @Test func `a district's day counts from the coming Monday, a school's own comes first`() async throws {
        let office = try await TestOffice().seeded()
        let set = await office.run("reporting-day", "set", "--district", "kimbiri", "Friday", "--note", "feria")
        #expect(set.code == 0, "\(set.complaint)")
        #expect(
            set.output == """
                district Kimbiri is asked on friday from Monday 2026-05-11 on.
                1 of its 2 schools have a day of their own or of their cluster, and keep it.
                """)
        // Schools by their code: 502, 501.
        #expect(try await days(office) == ["tuesday", nil])
        #expect(try await days(office, on: "2026-05-11") == ["tuesday", "friday"])
        let trail = try await office.run("audit", "list", "--json").list()
        #expect(trail[0]["deed"] as? String == "setReportingDay")
        #expect(trail[0]["note"] as? String == "friday, district Kimbiri, feria")
    }

    @Test func `lifting a school's day gives way to its cluster's`() async throws {
        let office = try await TestOffice().seeded()
        #expect(await office.run("reporting-day", "set", "--cluster", "Red 1", "thursday", "--from", "2026-05-12").code == 0)
        let lifted = await office.run("reporting-day", "unset", "--school", "9999988", "--from", "2026-05-18")
        #expect(lifted.output == "school 9999988 has no day of its own from Monday 2026-05-18 on.", "\(lifted.complaint)")
        #expect(await office.run("reporting-day", "unset", "--school", "9999988").code == 66)
        #expect(try await days(office, on: "2026-05-25") == ["thursday", "thursday"])
    }

    @Test func `the list shows what holds and what is planned, with its end`() async throws {
        let office = try await TestOffice().seeded()
        #expect(await office.run("reporting-day", "set", "--school", "9999988", "friday", "--from", "2026-06-01").code == 0)
        let list = try await reportingDays(office, at: "2026-05-04T08:00:00-05:00")
        #expect(list.map { $0["day"] as? String } == ["tuesday", "friday"])
        #expect(list.map { $0["until"] as? String } == ["2026-06-01", nil])
        #expect(await office.run("reporting-day", "list").output.hasPrefix("The office asks on monday, where nothing else is set:"))
        let june = "2026-06-01T08:00:00-05:00"
        #expect(try await reportingDays(office, at: june).count == 1)
        #expect(try await reportingDays(office, at: june, "--all").count == 2)
    }

    @Test(arguments: [
        (["set", "--district", "Kinbiri", "friday"], 66, "It has: Kimbiri"),
        (["set", "--cluster", "Red 9", "friday"], 66, "It has: Red 1"),
        (["set", "--school", "9999970", "friday"], 66, "The roster has no school 9999970"),
        (["set", "--district", "Kimbiri", "friday", "--from", "2026-05-04"], 65, "--from 2026-05-11 or later"),
        (["set", "--district", "Kimbiri", "saturday"], 64, "no class on saturday"),
        (["set", "--district", "Kimbiri", "--cluster", "Red 1", "friday"], 64, "Only one of"),
        (["set", "friday"], 64, "Say which schools"), (["unset", "--district", "Kimbiri"], 66, "No reporting day is set"),
    ] as [([String], Int32, String)])
    func `what cannot be is refused, and nothing changes`(words: [String], code: Int32, complaint: String) async throws {
        let office = try await TestOffice().seeded()
        let answer = await office.run(["reporting-day"] + words)
        #expect(answer.code == code && answer.complaint.contains(complaint), "\(answer.complaint)")
        #expect(try await office.run("audit", "list", "--json").list().isEmpty)
    }

    @Test func `a roster with another day changes it from the coming Monday on`() async throws {
        let office = try await TestOffice().seeded()
        let path = try office.write(TestOffice.schools.replacing("tuesday", with: "viernes"), to: "school.csv")
        #expect(await office.run("school", "import", path).code == 0)
        #expect(try await days(office) == ["tuesday", nil])
        #expect(try await days(office, on: "2026-05-11") == ["friday", nil])
    }

    @Test func `a baseline asks on every class day and is shown by the plan`() async throws {
        let office = try await TestOffice().seeded()
        let began = await office.run("reporting-day", "baseline", "--cluster", "Red 1", "--weeks", "1")
        #expect(
            began.output == "cluster Red 1 is asked on every class day from 2026-05-11 to 2026-05-17: 5 class days, 2 schools.",
            "\(began.complaint)")
        #expect(await office.run("reporting-day", "baseline", "--cluster", "Red 1", "--weeks", "1").code == 65)
        #expect(await office.run("reporting-day", "list").output.contains("Asked on every class day:"))
        let plan = await office.run("reminders", "plan", "--at", "2026-05-13T10:00")
        #expect(plan.output.contains("question (baseline)"), "\(plan.output)")
        let wednesday = "2026-05-13T11:00:00-05:00"
        #expect(await office.run(at: wednesday, "reporting-day", "baseline", "--cluster", "Red 1", "--end").output
            == "The baseline of cluster Red 1 ends with 2026-05-13.")
        #expect(await office.run(at: wednesday, "reporting-day", "baseline", "--cluster", "Red 1", "--end").code == 66)
        let thursday = await office.run("reminders", "plan", "--at", "2026-05-14T10:00")
        #expect(!thursday.output.contains("question (baseline)"))
    }

    @Test(arguments: [
        (["--weeks", "1", "--from", "2026-05-03"], 65, "is over"), (["--weeks", "1", "--from", "2026-05-16"], 65, "There is no class"),
        (["--weeks", "0"], 64, "from 1 to 20"), ([], 64, "--weeks, or --end"), (["--end", "--weeks", "2"], 64, "goes without"),
        (["--end"], 66, "no baseline"),
    ] as [([String], Int32, String)])
    func `a baseline that cannot be is refused`(words: [String], code: Int32, complaint: String) async throws {
        let office = try await TestOffice().seeded()
        let answer = await office.run(["reporting-day", "baseline", "--district", "Kimbiri"] + words)
        #expect(answer.code == code && answer.complaint.contains(complaint), "\(answer.complaint)")
    }

    @Test func `the plan shows the second days of the week`() async throws {
        let office = try await TestOffice().seeded()
        let text = try String(contentsOfFile: office.folder + "/edutrac.toml", encoding: .utf8)
        try office.write(text.replacing("[reporting]", with: "[reporting]\nsecond_day = \"random\""), to: "edutrac.toml")
        let plan = try await office.run("--json", "reminders", "plan", "--at", "2026-05-04T08:00").object()
        let days = try #require(plan["secondDays"] as? [[String: Any]])
        #expect(Set(days.compactMap { $0["codMod"] as? String }) == ["9999988", "9999996"])
        for entry in days {
            let day = try #require(entry["day"] as? String)
            let then = await office.run("reminders", "plan", "--at", day + "T10:00")
            #expect(then.output.contains("question (second day)"))
        }
        #expect(await office.run("reminders", "plan").output.contains("Second days of this week"))
        #expect(await office.run("reporting-day", "list").output.contains("unannounced"))
    }
}
