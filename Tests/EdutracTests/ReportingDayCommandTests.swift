import Foundation
import Testing

@testable import edutrac

@Suite("edutrac reporting-day")
struct ReportingDayCommandTests {
    /// 501 has the office's Monday, 502 Tuesday by the roster; both are in Red 1 of Kimbiri. It is Monday 4 May.
    private func days(_ office: TestOffice, on day: String = "2026-05-04") async throws -> [String?] {
        try await office.run(at: "\(day)T08:00:00-05:00", "school", "list", "--json").list().map { $0["reportingDay"] as? String }
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
        let list = try await office.run("reporting-day", "list", "--json").list()
        #expect(list.map { $0["day"] as? String } == ["tuesday", "friday"])
        #expect(list.map { $0["until"] as? String } == ["2026-06-01", nil])
        #expect(await office.run("reporting-day", "list").output.hasPrefix("The office asks on monday, where nothing else is set:"))
        let june = "2026-06-01T08:00:00-05:00"
        #expect(try await office.run(at: june, "reporting-day", "list", "--json").list().count == 1)
        #expect(try await office.run(at: june, "reporting-day", "list", "--all", "--json").list().count == 2)
    }

    @Test(arguments: [
        (["set", "--district", "Kinbiri", "friday"], 65, "there are Kimbiri"),
        (["set", "--cluster", "Red 9", "friday"], 65, "there are Red 1"),
        (["set", "--school", "9999970", "friday"], 65, "is not in the roster"),
        (["set", "--district", "Kimbiri", "friday", "--from", "2026-05-04"], 65, "--from 2026-05-11 or later"),
        (["set", "--district", "Kimbiri", "saturday"], 64, "no class on saturday"),
        (["set", "--district", "Kimbiri", "--cluster", "Red 1", "friday"], 64, "Name one of"),
        (["set", "friday"], 64, "Name one of"), (["unset", "--district", "Kimbiri"], 66, "No reporting day is set"),
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
}
