import Foundation
import Store
import Testing

@testable import edutrac

@Suite("edutrac restore and check")
struct RestoreCommandTests {
    /// With a backup of five to ten that holds a text in the queue.
    private static func office() async throws -> (office: TestOffice, backup: String) {
        let office = try await TestOffice().seeded()
        _ = await office.run("send", "987654321", "hola")
        let backup = office.folder + "/one.sqlite"
        try #require(await office.run("backup", "--output", backup).code == 0)
        return (office, backup)
    }

    @Test func `says until when it reaches, what is held, and how to go on`() async throws {
        let (office, backup) = try await Self.office()
        _ = await office.run("send", "987654322", "later")
        let answer = await office.run(at: "2026-05-04T11:00:00-05:00", "restore", backup, "--note", "new card")
        #expect(answer.code == 0, "\(answer.complaint)")
        // A path that is longer than a line is broken anywhere.
        let words = answer.output.replacing(#/\s+/#, with: "")
        for part in [
            "\(backup) is restored as \(office.folder)/edutrac.sqlite.", "It reaches until 2026-05-04 09:55",
            "kept as \(office.folder)/edutrac.sqlite.replaced-2026-05-04T1100", "1 text that waited to be sent",
            "edutrac reminders resume 1", "sudo systemctl start edutracd",
        ] {
            #expect(words.contains(part.replacing(" ", with: "")), "\(part) in \(answer.output)")
        }
        let outbox = try await office.run("--json", "outbox", "list").list()
        #expect(outbox.map { $0["text"] as? String } == ["hola"])
        #expect(outbox.map { $0["state"] as? String } == ["unknown"])
        let audit = try await office.run("--json", "audit", "list").list()
        #expect(audit.first?["deed"] as? String == "restore")
        #expect(await office.run("audit", "list").output.contains("restored a backup"))
        #expect(await office.run("check").code == 0)
    }

    @Test func `the JSON says the same`() async throws {
        let (office, backup) = try await Self.office()
        let answer = try await office.run("--json", "restore", backup).object()
        #expect(answer["restored"] as? String == backup)
        #expect(answer["reaches"] as? String == "2026-05-04T09:55:00-05:00")
        #expect(answer["unknown"] as? Int == 1)
        #expect(answer["unanswered"] as? Int == 0)
        let words = try ManualTests.words()
        for key in answer.keys { #expect(words.contains(Substring(key)), "\(key)") }
    }

    @Test func `while a daemon runs it says how to stop it`() async throws {
        let (office, backup) = try await Self.office()
        let daemon = try InstanceLock(store: office.folder + "/edutrac.sqlite")
        let answer = await office.run("restore", backup)
        withExtendedLifetime(daemon) {}
        #expect(answer.code == 69)
        #expect(answer.complaint.contains("sudo systemctl stop edutracd"))
    }

    @Test func `what is no backup is refused with 65`() async throws {
        let (office, _) = try await Self.office()
        let answer = await office.run("restore", office.folder + "/edutrac.toml")
        #expect(answer.code == 65)
        #expect(answer.complaint.contains("it is no SQLite database"))
        #expect(await office.run("restore", office.folder + "/nowhere.sqlite").code == 65)
    }

    @Test func `check says that all is well, or each flaw with its rule and what to do`() async throws {
        let (office, _) = try await Self.office()
        let well = await office.run("check")
        #expect(well.code == 0)
        #expect(well.output == "The database is whole, and all in it fits together.")
        #expect(await office.run("--json", "check").output == "[]")
        let path = office.folder + "/edutrac.sqlite"
        var octets = try Data(contentsOf: URL(filePath: path))
        octets.replaceSubrange(4096..<octets.count, with: Data(repeating: 0x5A, count: octets.count - 4096))
        try octets.write(to: URL(filePath: path))
        let torn = await office.run("--json", "check")
        #expect(torn.code == 65)
        let flaws = try torn.list()
        #expect(flaws.first?["rule"] as? String == "integrity")
        #expect((flaws.first?["remedy"] as? String)?.contains("edutrac restore") == true)
        let words = try ManualTests.words()
        for key in flaws.flatMap(\.keys) { #expect(words.contains(Substring(key)), "\(key)") }
        #expect(await office.run("check").output.contains("(integrity)"))
    }
}
