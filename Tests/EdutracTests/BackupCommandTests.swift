import Foundation
import OfficeConfiguration
import Store
import Testing

@testable import edutrac

@Suite("edutrac backup")
struct BackupCommandTests {
    /// With that in `[backup]`.
    private static func office(_ backup: String = "") async throws -> TestOffice {
        let office = try await TestOffice().seeded()
        let text = try String(contentsOfFile: office.folder + "/edutrac.toml", encoding: .utf8)
        try office.write(text + "\n[backup]\n" + backup, to: "edutrac.toml")
        return office
    }

    private static func backups(_ office: TestOffice, _ folder: String = "backup") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: office.folder + "/" + folder).sorted()
    }

    @Test func `puts a whole copy beside the database, named by the office's clock, and status tells of it`() async throws {
        let office = try await Self.office()
        #expect(await office.run("status").output.contains("none yet"))
        let answer = await office.run("backup")
        #expect(answer.code == 0, "\(answer.complaint)")
        #expect(answer.output.hasPrefix("Backup: \(office.folder)/backup/edutrac-2026-05-04T0955.sqlite, "))
        #expect(try Self.backups(office) == ["edutrac-2026-05-04T0955.sqlite"])
        let status = try #require(try await office.run("--json", "status").object()["backup"] as? [String: Any])
        #expect(status["at"] as? String == "2026-05-04T09:55:00-05:00")
        #expect(status["path"] as? String == office.folder + "/backup/edutrac-2026-05-04T0955.sqlite")
        #expect(status["overdue"] as? Bool == false)
        #expect(await office.run("doctor").output.contains("ok    backup"))
    }

    @Test func `removes what has had its time, and nothing by a clock that fell back`() async throws {
        let office = try await Self.office("keep = { daily = 1, weekly = 0, monthly = 0 }")
        _ = await office.run("backup")
        _ = await office.run("send", "987654321", "hola")
        let early = await office.run(at: "2026-05-03T03:10:00-05:00", "backup")
        #expect(early.code == 0)
        #expect(early.complaint.contains("the clock stands at 2026-05-03 03:10, but it has been 2026-05-04 09:55 already"))
        #expect(try Self.backups(office).count == 2)
        let answer = try await office.run(at: "2026-05-05T03:10:00-05:00", "--json", "backup").object()
        #expect(answer["removed"] as? [String] == ["edutrac-2026-05-04T0955.sqlite", "edutrac-2026-05-03T0310.sqlite"])
        #expect(try Self.backups(office) == ["edutrac-2026-05-05T0310.sqlite"])
    }

    @Test func `one that failed is told of until the next one, and its reason with it`() async throws {
        let office = try await Self.office("directory = \"nowhere/backup\"")
        let answer = await office.run("backup")
        #expect(answer.code == 74)
        #expect(answer.complaint.contains("No backup was made at \(office.folder)/nowhere/backup"))
        #expect(await office.run("status").output.contains("failed 09:55: edutrac doctor"))
        let doctor = await office.run("doctor")
        #expect(doctor.output.contains("BAD   backup"))
        try FileManager.default.createDirectory(atPath: office.folder + "/nowhere", withIntermediateDirectories: false)
        #expect(await office.run("backup").code == 0)
        #expect(await !office.run("status").output.contains("failed"))
    }

    @Test func `one of many days ago is overdue`() async throws {
        let office = try await Self.office("warn_after_days = 2")
        _ = await office.run("backup")
        let after = "2026-05-06T10:00:00-05:00"
        #expect(await office.run(at: after, "status").output.replacing(#/\s+/#, with: " ").contains("over 2 days ago"))
        #expect(await office.run(at: after, "doctor").output.contains("BAD   backup"))
    }

    @Test func `a file or a folder of the operator's choice gets it, and no stick`() async throws {
        let office = try await Self.office()
        let file = await office.run("backup", "--output", office.folder + "/one.sqlite")
        #expect(file.code == 0, "\(file.complaint)")
        #expect(FileManager.default.fileExists(atPath: office.folder + "/one.sqlite"))
        let folder = await office.run("backup", "--directory", office.folder + "/two")
        #expect(folder.code == 0, "\(folder.complaint)")
        #expect(try Self.backups(office, "two") == ["edutrac-2026-05-04T0955.sqlite"])
        #expect(!FileManager.default.fileExists(atPath: office.folder + "/backup"))
        #expect(await office.run("backup", "--output", "x", "--directory", "y").code == 64)
    }

    @Test func `a stick that is plugged in and not mounted is a warning, and the backup is made`() async throws {
        let office = try await Self.office("stick_directory = \"stick\"")
        for folder in ["labels", "stick"] {
            try FileManager.default.createDirectory(atPath: office.folder + "/" + folder, withIntermediateDirectories: false)
        }
        let without = await BackupStick.$labels.withValue(office.folder + "/labels") { await office.run("backup") }
        #expect(without.complaint == "")
        try office.write("", to: "labels/EDUTRAC")
        let answer = await BackupStick.$labels.withValue(office.folder + "/labels") { await office.run("backup") }
        #expect(answer.code == 0)
        #expect(answer.complaint.contains("warning: no copy on the stick EDUTRAC: it is not mounted at \(office.folder)/stick"))
        #expect(try Self.backups(office).count == 1)
        #expect(await office.run("status").output.replacing(#/\s+/#, with: " ").contains("not on the stick 09:55"))
        #expect(await office.run("doctor").output.contains("look  backup"))
        #expect(try Self.backups(office, "stick") == [])
    }

    @Test func `a stick is ready where something is mounted, and none is looked for where the office wants none`() async throws {
        let office = try await Self.office()
        try office.write("", to: "EDUTRAC")
        var configuration = try office.configuration().backup
        configuration.stickFolder = "/dev/shm"
        try BackupStick.$labels.withValue(office.folder) {
            #expect(try #require(BackupStick(configuration)).state == .ready)
            configuration.stickFolder = office.folder + "/nowhere"
            guard case .unusable = try #require(BackupStick(configuration)).state else {
                Issue.record("a folder that is not there")
                return
            }
        }
        configuration.stick = nil
        #expect(BackupStick(configuration) == nil)
    }
}
