import Attendance
import Foundation
import Store
import Testing

@testable import edutrac

@Suite("edutrac reminders hold, resume, holds")
struct HoldCommandTests {
    private func holds(_ office: TestOffice) async throws -> [[String: Any]] {
        try await office.run("reminders", "holds", "--all", "--json").list()
    }

    private func reasons(_ office: TestOffice) async throws -> [String?] {
        let plan = try await office.run("reminders", "plan", "--at", "10:00", "--json").object()
        return try #require(plan["leftOut"] as? [[String: Any]]).map { $0["reason"] as? String }
    }

    @Test func `a hold is set, shown everywhere, ended, and in the trail`() async throws {
        let office = try await TestOffice().seeded()
        let set = await office.run(
            "reminders", "hold", "--cluster", "red 1", "--until", "2026-05-08", "--note", "duelo")
        #expect(set.code == 0, "\(set.complaint)")
        #expect(
            set.output == """
                Hold 1: cluster Red 1, 2 schools, 2026-05-04 to 2026-05-08: duelo.
                Texts about them that wait are withdrawn. To end it: edutrac reminders resume 1
                """)
        #expect(try await reasons(office) == ["held", "held"])
        #expect(await office.run("status").output.contains("2 schools: edutrac reminders holds"))
        let list = await office.run("reminders", "holds").output
        #expect(list.contains("cluster Red 1") && list.contains("duelo"))
        #expect(list.split(separator: "\n").allSatisfy { $0.count <= 80 })

        #expect(
            await office.run("reminders", "resume", "1", "--note", "ya paso").output
                == "Hold 1 (cluster Red 1) is over.")
        #expect(try await !reasons(office).contains("held"))
        #expect(await office.run("reminders", "holds").output == "Holds: none.")
        #expect(try await holds(office).map { $0["state"] as? String } == ["over"])
        #expect(await office.run("reminders", "resume", "1").code == 65)
        let trail = try await office.run("audit", "list", "--json").list()
        #expect(trail.map { $0["deed"] as? String } == ["resume", "hold"])
        #expect(trail.map { $0["hold"] as? Int } == [1, 1])
        #expect(trail.map { $0["note"] as? String } == ["ya paso", "duelo"])
    }

    @Test(
        arguments: [
            (["--cluster", "Red 9", "--note", "x"], 66, "The roster has no cluster Red 9."),
            (["--note", "x"], 64, "or --all."),
            (["--all"], 64, "--note"), (["--all", "--note", " "], 64, "--note says something"),
            (["--all", "--note", "x", "--until", "2026-05-03"], 64, "lies in the past"),
            (["--all", "--note", "x", "--from", "2026-05-08", "--until", "2026-05-07"], 64, "lies before --from"),
        ] as [([String], Int32, String)])
    func `what cannot be is told and nothing is changed`(_ arguments: [String], _ code: Int32, _ words: String)
        async throws
    {
        let office = try await TestOffice().seeded()
        let answer = await office.run(["reminders", "hold"] + arguments)
        #expect(answer.code == code)
        #expect(answer.complaint.contains(words), "\(answer.complaint)")
        #expect(try await holds(office).isEmpty)
        #expect(await office.run("reminders", "resume", "4711").code == 66)
    }

    @Test func `overlap is told, also what still stands after one was ended`() async throws {
        let office = try await TestOffice().seeded()
        _ = await office.run("reminders", "hold", "--all", "--note", "huelga")
        let second = await office.run(
            "reminders", "hold", "--school", "9999996", "--from", "2026-05-06", "--note", "duelo"
        ).output
        #expect(second.contains("It overlaps hold 1: office, from 2026-05-04 until it is resumed."))
        #expect(await office.run("reminders", "resume", "2").output.contains("Hold 1 still stands: office"))
        #expect(try await holds(office).map { $0["state"] as? String } == ["now", "over"])
    }

    @Test func `a promoter's hold shows the phone and can be ended by the office`() async throws {
        let office = try await TestOffice().seeded()
        let promoter = try #require(PhoneNumber(peruvianMobile: "987654323"))
        let day = try #require(SchoolDay(iso: "2026-05-01"))
        _ = try AttendanceStore(path: office.folder + "/edutrac.sqlite").addHold(
            Hold(scope: .school(SchoolKey("9999996")), first: day, last: nil, note: "", origin: .promoter(promoter)),
            by: Signature(person: "SMS", at: Date(timeIntervalSince1970: 1_777_906_800)))
        #expect(await office.run("reminders", "holds").output.contains("987654323"))
        #expect(try await holds(office).map { $0["phone"] as? String } == ["+51987654323"])
        #expect(await office.run("reminders", "resume", "1").code == 0)
        let list = try await holds(office)
        #expect(list.map { $0["until"] as? String } == ["2026-05-03"])
        #expect(list.map { $0["state"] as? String } == ["over"])
    }
}
