import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Backup")
struct BackupTests {
    let folder: ScratchFolder
    let path: String
    let store: AttendanceStore
    let name = BackupName(at: at(), in: lima)

    init() throws {
        folder = try ScratchFolder()
        path = folder.file("edutrac.db")
        store = try AttendanceStore(path: path)
        try store.seed()
        try FileManager.default.createDirectory(atPath: folder.file("backup"), withIntermediateDirectories: false)
    }

    private var backups: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.file("backup")).sorted() }
    }

    private func backUp(_ rules: BackupRules? = nil) throws -> MadeBackup {
        try store.backUp(into: folder.file("backup"), named: name, keeping: rules)
    }

    @Test func `holds all that was committed, alone, and can be read where nothing can be written`() throws {
        try store.receive("AYUDA")
        let made = try backUp()
        #expect(try backups == [name.file])
        #expect(made.path == folder.file("backup") + "/" + name.file)
        let mode = try FileManager.default.attributesOfItem(atPath: made.path)[.posixPermissions] as? Int
        #expect(mode == 0o640)
        #expect(try FileManager.default.attributesOfItem(atPath: made.path)[.size] as? Int == made.octets)
        var reading = Configuration()
        reading.readonly = true
        let copy = try DatabaseQueue(path: made.path, configuration: reading)
        #expect(try copy.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM inboundMessage") } == 1)
        #expect(try copy.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "delete")
        try copy.close()
        #expect(try backups == [name.file])
    }

    @Test func `others write while it is made, and it holds one moment`() throws {
        // Large enough for some steps.
        try store.write { db in
            for number in 0..<2000 {
                try db.run("INSERT INTO balance (sim, modem, amount, askedAt) VALUES (?, 'm', 1, ?)", ["\(number)" + String(repeating: "x", count: 4000), at()])
            }
        }
        let other = try AttendanceStore(path: path)
        var steps = 0
        let failures = Failures()
        let made = try store.backUp(to: folder.file("x.sqlite")) { _, _ in
            steps += 1
            failures.collect { _ = try other.receive("text \(steps)", key: "k\(steps)") }
        }
        #expect(failures.all.isEmpty)
        #expect(steps > 2)
        let copy = try DatabaseQueue(path: made.path)
        #expect(try copy.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM inboundMessage") } == 0)
        #expect(try store.inbox(unreadOnly: false, limit: 10).count == min(10, steps))
    }

    private final class Failures {
        private(set) var all: [any Error] = []
        func collect(_ body: () throws -> Void) { do { try body() } catch { all.append(error) } }
    }

    @Test func `older ones go when the new one is there`() throws {
        for day in ["2026-05-01", "2026-05-02", "2026-05-03"] {
            try Data("old".utf8).write(to: URL(filePath: folder.file("backup/edutrac-\(day)T0310.sqlite")))
        }
        try Data("mine".utf8).write(to: URL(filePath: folder.file("backup/notes.txt")))
        let made = try backUp(BackupRules(daily: 2, weekly: 0, monthly: 0))
        #expect(made.removed == ["edutrac-2026-05-02T0310.sqlite", "edutrac-2026-05-01T0310.sqlite"])
        #expect(made.kept == 2)
        #expect(try backups == ["edutrac-2026-05-03T0310.sqlite", name.file, "notes.txt"])
    }

    @Test func `a damaged database gives no backup, and takes none away`() throws {
        let before = try backUp()
        let octets = try Data(contentsOf: URL(filePath: before.path))
        try store.write { db in
            // An index that does not fit its table: what a torn page leaves behind.
            try db.execute(sql: "PRAGMA writable_schema = 1")
            try db.execute(
                sql: "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'balanceBySIM') WHERE name = 'topUpBySIM'")
            try db.execute(sql: "PRAGMA writable_schema = 0")
        }
        #expect {
            _ = try backUp(BackupRules(daily: 1, weekly: 0, monthly: 0))
        } throws: { error in
            if case StoreError.brokenCopy = error { true } else { false }
        }
        #expect(try backups == [name.file])
        #expect(try Data(contentsOf: URL(filePath: before.path)) == octets)
    }

    @Test func `what a kill has left half is removed, and the old ones are whole`() throws {
        let before = try backUp()
        for ending in ["", "-journal", "-wal"] {
            try Data("half".utf8).write(to: URL(filePath: folder.file("backup/edutrac-2026-05-03T0310.sqlite.draft\(ending)")))
        }
        _ = try backUp()
        #expect(try backups == [name.file])
        #expect(try DatabaseQueue(path: before.path).read { try Soundness.flaws($0) } == [])
    }

    @Test func `a draft that was begun is no backup`() throws {
        struct Killed: Error {}
        let place = folder.file("backup/" + name.file)
        _ = try backUp()
        let octets = try Data(contentsOf: URL(filePath: place))
        try store.seed()
        // As far as a kill in the middle of copying comes.
        var seen: [String] = []
        _ = try store.backUp(to: place) { _, _ in
            do { seen = try backups } catch { Issue.record(error) }
            #expect(FileManager.default.contents(atPath: place) == octets)
        }
        #expect(seen == [name.file, name.file + ".draft"])
        #expect(try backups == [name.file])
    }

    @Test func `two at a time are one too many`() throws {
        let lock = try #require(try FolderLock(folder.file("backup")))
        #expect(throws: StoreError.copying(folder: folder.file("backup"))) { try backUp() }
        withExtendedLifetime(lock) {}
    }

    @Test func `a folder that is not there is said, with what to do`() throws {
        #expect(throws: StoreError.noCopy(path: "/nonexistent/x.sqlite", reason: "No such file or directory")) {
            try store.backUp(to: "/nonexistent/x.sqlite")
        }
    }


    @Test func `what was tried is remembered: the last that is whole, a failure after it, and the stick`() throws {
        #expect(try store.backupState() == BackupState())
        let made = BackupRecord(at: at(), place: .main, path: "/b/one", octets: 7)
        let failed = BackupRecord(at: at(60), place: .main, path: "/b/two", failure: "no room")
        let stick = BackupRecord(at: at(60), place: .stick, path: "/s/two", failure: "read-only")
        for record in [made, failed, stick] { try store.record(record) }
        let state = try store.backupState()
        #expect(state.last == made)
        #expect(state.failure == failed)
        #expect(state.stick == stick)
        try store.record(BackupRecord(at: at(120), place: .main, path: "/b/three", octets: 8))
        #expect(try store.backupState().failure == nil)
    }

    @Test func `a backup is overdue after so many days, and where there is none when there was something to lose for as long`() {
        var state = BackupState()
        #expect(!state.isOverdue(at: at(), after: 3))
        state.usedSince = at(-3 * 86_400 - 1)
        #expect(state.isOverdue(at: at(), after: 3))
        state.last = BackupRecord(at: at(-3 * 86_400), place: .main, path: "/b", octets: 7)
        #expect(!state.isOverdue(at: at(), after: 3))
        #expect(state.isOverdue(at: at(1), after: 3))
    }
}
