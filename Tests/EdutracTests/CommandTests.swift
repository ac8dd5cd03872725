import Attendance
import Foundation
import Store
import Testing

@testable import edutrac

@Suite("edutrac on a database")
struct CommandTests {
    @Test(arguments: [
        (["school", "list"], "Schools: none."), (["reporter", "list"], "Reporters: none."),
        (["report", "list"], "Reports: none."), (["inbox", "list"], "Inbox: none."),
        (["inbox", "list", "--unread"], "Unread texts: none."), (["outbox", "list"], "Outbox: none."),
    ])
    func `an empty list says none in words, and [] as JSON`(_ command: [String], _ words: String) async throws {
        let office = try TestOffice()
        let base = ["--config", office.folder + "/edutrac.toml"]
        let plain = await TestOffice.run(base + command)
        #expect(plain.output == words)
        #expect(plain.code == 0)
        #expect(await TestOffice.run(base + command + ["--json"]).output == "[]")
    }

    @Test func `options stand before or after the command`() async throws {
        let office = try await TestOffice().seeded()
        let config = office.folder + "/edutrac.toml"
        let lines = [
            ["--json", "--config", config, "school", "list"], ["school", "--config", config, "list", "--json"],
            ["school", "list", "--json", "--config", config], ["school", "list", "--json", "--config=\(config)"],
        ]
        let outputs = await lines.asyncMap { await TestOffice.run($0).output }
        #expect(Set(outputs).count == 1)
        #expect(outputs[0].contains("9999996"))
    }

    @Test(arguments: [
        ([], 0), (["--help"], 0), (["--version"], 0), (["nonsense"], 64), (["school", "list", "--nonsense"], 64),
        (["send", "987654321"], 64), (["report", "list", "--from", "yesterday"], 64),
        (["report", "list", "--from", "2026-05-05", "--to", "2026-05-04"], 64),
        (["report", "list", "--school", "123"], 64), (["--clock", "noon", "school", "list"], 64),
        (["reminders", "plan", "--at", "soon"], 64), (["inbox", "show", "4711"], 66),
        (["inbox", "show", "x"], 64), (["inbox", "show", "1", "2"], 64), (["inbox", "show", "1", "--keep"], 64),
        (["inbox", "assign", "4711"], 64), (["inbox", "assign", "4711", "--no-class"], 66),
        (["inbox", "assign", "4711", "--boy", "12"], 64), (["inbox", "assign", "--no-class"], 64),
        (["inbox", "reply", "4711"], 64), (["inbox", "reply", "4711", "hola"], 66), (["inbox", "reply", "-2", "hola"], 64),
        (["inbox", "reply", "1", "hola", "--parts", "0"], 64), (["inbox", "reply", "1", " "], 64),
        (["inbox", "ignore"], 64), (["inbox", "ignore", "1", "x"], 64), (["inbox", "ignore", "-4711"], 66),
        (["outbox", "list", "--limit", "0"], 64),
        (["outbox", "list", "--state", "lost"], 64), (["calendar", "show", "--month", "May"], 64),
        (["status"], 69),
    ] as [([String], Int32)])
    func `the exit code is one of sysexits`(_ arguments: [String], _ code: Int32) async throws {
        let office = try TestOffice()
        let answer = await TestOffice.run(["--config", office.folder + "/edutrac.toml"] + arguments)
        #expect(answer.code == code, "\(answer.complaint)")
        #expect((code == 0 || arguments == ["status"]) == answer.complaint.isEmpty)
    }

    @Test func `a configuration that is missing or wrong is 78`() async throws {
        let office = try TestOffice()
        #expect(await TestOffice.run(["--config", office.folder + "/none.toml", "school", "list"]).code == 78)
        let path = try office.write("[office]\nnonsense = 1\n", to: "bad.toml")
        let answer = await TestOffice.run(["--config", path, "school", "list"])
        #expect(answer.code == 78)
        #expect(answer.complaint.contains("bad.toml"))
    }

    @Test func `without the daemon the status says so and is not healthy`() async throws {
        let office = try await TestOffice().seeded()
        let plain = await office.run("status")
        #expect(plain.code == 69)
        #expect(plain.output.contains("edutracd is not running"))
        #expect(plain.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
        let answer = await office.run("status", "--json")
        #expect(answer.code == 69)
        let status = try answer.object()
        #expect(status["healthy"] as? Bool == false)
        #expect(status["running"] as? Bool == false)
        #expect(status["version"] is NSNull)
        #expect(status["schoolsToday"] as? Int == 1, "the other school reports on Tuesdays")
        #expect((status["modems"] as? [[String: Any]])?.map { $0["name"] as? String } == ["sim1"])
    }

    @Test func `a text is queued with its length, and listed`() async throws {
        let office = try TestOffice()
        let answer = await office.run("send", "987 654 321", "Reunion el viernes a las 10")
        #expect(answer.output == "Queued as message 1 to 987654321: 27 of 160 characters, one SMS.")
        let row = try #require(try await office.run("outbox", "list", "--json").list().first)
        #expect(row["recipient"] as? String == "+51987654321")
        #expect(row["kind"] as? String == "office")
        #expect(row["state"] as? String == "queued")
        #expect(row["dueAt"] as? String == "2026-05-04T09:55:00-05:00")
        #expect(row["attempts"] as? Int == 0)
        #expect(row["messageReference"] is NSNull)
        #expect(await office.run("outbox", "list", "--state", "sent").output == "Outbox: none.")
    }

    @Test(arguments: [
        ("Reunion", "7 of 160 characters, one SMS"), ("reunión", "7 of 70 characters, one SMS"),
        (String(repeating: "a", count: 161), "161 characters, 2 SMS"), ("{}", "4 of 160 characters"),
    ])
    func `the length is that on the air`(_ text: String, _ words: String) async throws {
        let office = try TestOffice()
        #expect(await office.run("send", "987654321", text).output.contains(words))
    }

    @Test func `what makes a text expensive is named`() async throws {
        let office = try TestOffice()
        #expect(await office.run("send", "987654321", "reunión mañana").output.contains("An SMS with ó holds 70"))
    }

    @Test func `a text in plain letters costs one SMS, and what was changed is said`() async throws {
        let office = try TestOffice()
        let answer = await office.run("send", "987654321", "--plain", "“reunión” mañana… 😀")
        #expect(
            answer.output == """
                Queued as message 1 to 987654321: 21 of 160 characters, one SMS.
                Changed: “→", ó→o, ”→", …→..., 😀→?. What has no likeness stands as "?".
                """)
        #expect(try await office.run("outbox", "list", "--json").list().first?["text"] as? String == "\"reunion\" mañana... ?")
    }

    @Test(arguments: ["999", "012345678", "+34612345678", "Claro", "98765432"])
    func `only mobiles are written to`(_ number: String) async throws {
        let office = try TestOffice()
        let answer = await office.run("send", number, "x")
        #expect(answer.code == 64)
        #expect(answer.complaint.contains("no mobile number"))
        #expect(await office.run("outbox", "list", "--json").output == "[]")
    }

    @Test func `a plan says who is asked, who is not and why`() async throws {
        let office = try await TestOffice().seeded()
        let plan = try await office.run("reminders", "plan", "--at", "2026-05-04T10:00:00-05:00", "--json").object()
        let due = try #require(plan["due"] as? [[String: Any]])
        #expect(due.map { $0["recipient"] as? String } == ["+51987654321"])
        #expect(due.map { $0["codMod"] as? String } == ["9999996"])
        #expect(due.map { $0["kind"] as? String } == ["question"])
        #expect(due.map { $0["at"] as? String } == ["2026-05-04T10:00:00-05:00"])
        let leftOut = try #require(plan["leftOut"] as? [[String: Any]])
        #expect(leftOut.map { $0["codMod"] as? String } == ["9999988"])
        #expect(leftOut.map { $0["reason"] as? String } == ["notToday"])
        #expect(plan["nextLook"] is String)
        let words = await office.run("reminders", "plan", "--at", "10:00").output
        #expect(words.contains("its reporting day is another day"))
        #expect(words.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(await office.run("outbox", "list", "--json").output == "[]", "nothing is queued")
    }

    @Test func `the calendar names the source of each day`() async throws {
        let office = try TestOffice()
        let days = try await office.run("calendar", "show", "--month", "2026-05", "--json").list()
        #expect(days.count == 31)
        #expect(days[0]["kind"] as? String == "holiday")
        #expect(days[0]["source"] as? String == "file")
        #expect(days[1]["kind"] as? String == "weekend")
        #expect(days[1]["source"] as? String == "week")
        #expect(days[3]["kind"] as? String == "classDay")
        #expect(days[3]["reportingDay"] as? Bool == true)
        #expect(days[17]["kind"] as? String == "vacation")
    }

    @Test func `a reporting day that is a holiday or closed moves, in the calendar as in the plan`() async throws {
        let office = try TestOffice()
        let closed = try #require(SchoolDay(iso: "2026-06-15"))
        _ = try AttendanceStore(path: office.folder + "/edutrac.sqlite").addClosure(
            Closure(scope: .office, first: closed, last: closed, reason: "Paro"),
            by: Signature(person: "ana", at: .now))
        let days = try await office.run("calendar", "show", "--month", "2026-06", "--json").list()
        let reporting = days.filter { $0["reportingDay"] as? Bool == true }.map { $0["day"] as? String }
        // Mondays, but the office is closed on the 15th and the 29th is San Pedro y San Pablo.
        #expect(reporting == ["2026-06-01", "2026-06-08", "2026-06-16", "2026-06-22", "2026-06-30"])
        let day = days.filter { $0["day"] as? String == "2026-06-15" }
        #expect(day.map { $0["kind"] as? String } == ["closure"])
        #expect(day.map { $0["source"] as? String } == ["database"])
    }
}

extension Sequence where Element: Sendable {
    fileprivate func asyncMap<T>(_ transform: (Element) async -> T) async -> [T] {
        var result: [T] = []
        for element in self { result.append(await transform(element)) }
        return result
    }
}
