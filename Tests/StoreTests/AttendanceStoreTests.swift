import Attendance
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Attendance store")
struct AttendanceStoreTests {
    let folder: ScratchFolder
    let path: String

    init() throws {
        folder = try ScratchFolder()
        path = folder.file("edutrac.db")
    }

    @Test
    func `runs with synchronous FULL on every connection that writes`() throws {
        let store = try AttendanceStore(path: path)
        #expect(try store.synchronousPragmas() == [2, 2])
        try store.seed()
        #expect(try store.synchronousPragmas() == [2, 2])
        #expect(try AttendanceStore(path: path).synchronousPragmas() == [2, 2])
        #expect(try AttendanceStore.inMemory().synchronousPragmas() == [2])
    }

    @Test
    func `keeps a write-ahead log, foreign keys and STRICT tables`() throws {
        let store = try AttendanceStore(path: path)
        try store.write { db in
            #expect(try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal")
            #expect(try Int.fetchOne(db, sql: "PRAGMA foreign_keys") == 1)
            let loose = try String.fetchAll(
                db, sql: "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND NOT strict")
            #expect(Set(loose) == ["sqlite_schema", "sqlite_sequence", "grdb_migrations"])
        }
    }

    @Test
    func `has the schema of the golden file`() throws {
        let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/schema.sql")
        let schema = try AttendanceStore.inMemory().read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
                    ORDER BY type DESC, name
                    """
            ).map { $0 + ";\n" }.joined()
        }
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(schema.utf8).write(to: golden)
        }
        let expected = try String(contentsOf: golden, encoding: .utf8)
        #expect(schema == expected, "A schema that differs needs a migration of its own; UPDATE_GOLDEN=1 rewrites the file.")
    }

    @Test
    func `makes its files for owner and group, less the umask`() throws {
        let store = try AttendanceStore(path: path)
        try store.seed()
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("Umask:") })
        let umask = try #require(Int(line.dropFirst(6).trimmingCharacters(in: .whitespaces), radix: 8))
        for name in [path, path + "-wal", path + "-shm"] {
            let mode = try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int
            #expect(mode == 0o660 & ~umask, "\(name)")
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(left == ["edutrac.db", "edutrac.db-shm", "edutrac.db-wal"])
    }

    @Test
    func `finds everything again after it was closed`() throws {
        do { try AttendanceStore(path: path).seed() }
        let store = try AttendanceStore(path: path)
        #expect(try store.schools(on: monday).map(\.key) == [villa, kimbiri])
        #expect(try store.reporters(on: monday).map(\.phone) == [rosa, julio])
    }

    @Test
    func `is opened by many at the same moment`() async throws {
        let path = path
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 1...8 {
                // A machine that is busy with other things may need long for eight commits in a row.
                group.addTask { try AttendanceStore(path: path, busyTimeout: 120).schools(on: monday).count }
            }
            for try await count in group { #expect(count == 0) }
        }
        #expect(try AttendanceStore(path: path).synchronousPragmas() == [2, 2])
    }

    @Test
    func `goes on where another process was stopped in making the file`() throws {
        do {
            let queue = try DatabaseQueue(path: path)
            try queue.write { try $0.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)") }
        }
        #expect(try AttendanceStore(path: path).schools(on: monday).isEmpty)
    }

    @Test
    func `notices what another connection has committed, and nothing else`() throws {
        let daemon = try AttendanceStore(path: path)
        let command = try AttendanceStore(path: path)
        let before = try daemon.dataVersion()
        #expect(try daemon.dataVersion() == before)
        _ = try command.schools(on: monday)
        #expect(try daemon.dataVersion() == before)
        _ = try command.enqueue([draft()], at: at())
        let after = try daemon.dataVersion()
        #expect(after != before)
        #expect(try daemon.dataVersion() == after)
        #expect(try daemon.nextOutbound(at: at(), unasked: true)?.text == "hola")
        // Its own commits count too: whoever watches looks again.
        _ = try daemon.enqueue([draft()], at: at())
        #expect(try daemon.dataVersion() != after)
    }

    @Test
    func `counts its own commits in memory`() throws {
        let store = try AttendanceStore.inMemory()
        let before = try store.dataVersion()
        _ = try store.enqueue([draft()], at: at())
        #expect(try store.dataVersion() != before)
    }

    @Test
    func `refuses the database of a newer version and leaves it alone`() throws {
        do {
            let store = try AttendanceStore(path: path)
            try store.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('2031-01 later')") }
        }
        #expect(throws: StoreError.newerSchema(path: path)) { try AttendanceStore(path: path) }
    }

    @Test
    func `refuses the database of another program and leaves it alone`() throws {
        do {
            let queue = try DatabaseQueue(path: path)
            try queue.write { try $0.execute(sql: "CREATE TABLE inventory (thing TEXT)") }
        }
        #expect(throws: StoreError.otherProgram(path: path)) { try AttendanceStore(path: path) }
        let tables = try DatabaseQueue(path: path).read { try String.fetchAll($0, sql: "SELECT name FROM sqlite_master") }
        #expect(tables == ["inventory"])
    }

    @Test
    func `refuses a file that is no database`() throws {
        let words = Data(String(repeating: "cod_mod;name\n", count: 100).utf8)
        try words.write(to: URL(fileURLWithPath: path))
        #expect(throws: StoreError.notADatabase(path: path)) { try AttendanceStore(path: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == words)
    }

    @Test
    func `says when the folder is missing or the path is a folder`() throws {
        let none = folder.file("none/edutrac.db")
        #expect(throws: StoreError.noFolder(path: none)) { try AttendanceStore(path: none) }
        #expect(throws: StoreError.notAFile(path: folder.path)) { try AttendanceStore(path: folder.path) }
        let below = folder.file("file/edutrac.db")
        try Data().write(to: URL(filePath: folder.file("file")))
        #expect(throws: StoreError.noFolder(path: below)) { try AttendanceStore(path: below) }
    }

    @Test
    func `makes no file for those who only want to look`() throws {
        #expect(throws: StoreError.notThere(path: path)) { try AttendanceStore(path: path, creating: false) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        do { try AttendanceStore(path: path).seed() }
        #expect(try AttendanceStore(path: path, creating: false).schools(on: monday).count == 2)
    }

    @Test
    func `an examination finds what opening would, and touches nothing`() throws {
        try AttendanceStore.examine(path: path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        #expect(throws: StoreError.notAFile(path: folder.path)) { try AttendanceStore.examine(path: folder.path) }
        let text = folder.file("text")
        try Data(String(repeating: "cod_mod;name\n", count: 100).utf8).write(to: URL(filePath: text))
        #expect(throws: StoreError.notADatabase(path: text)) { try AttendanceStore.examine(path: text) }
        let other = folder.file("other")
        do {
            let queue = try DatabaseQueue(path: other)
            try queue.write { try $0.execute(sql: "CREATE TABLE inventory (thing TEXT)") }
        }
        #expect(throws: StoreError.otherProgram(path: other)) { try AttendanceStore.examine(path: other) }
        do { try AttendanceStore(path: path).seed() }
        try AttendanceStore.examine(path: path)
        #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder.path)) == ["edutrac.db", "text", "other"])
    }

    @Test
    func `says that the disk is full, and has kept nothing of what failed`() throws {
        let store = try AttendanceStore(path: path)
        try store.seed()
        try store.write { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 1)")
        }
        let many = (1...200).map { (slot: Int) in arrival("key-\(slot) \(String(repeating: "x", count: 200))", slot: slot) }
        #expect(throws: StoreError.diskFull(path: path)) { try store.keep(many, at: at()) }
        #expect(try store.completeTexts(at: at(), partialAfter: 0).isEmpty)
        #expect(try store.schools(on: monday).count == 2)
    }

    @Test(arguments: [
        (ResultCode.SQLITE_READONLY, "cannot be written"), (.SQLITE_FULL, "no room"), (.SQLITE_BUSY, "Another program"),
        (.SQLITE_CORRUPT, "damaged"), (.SQLITE_IOERR, "dmesg"), (.SQLITE_NOTADB, "no SQLite"),
        (.SQLITE_CANTOPEN, "cannot be opened"), (.SQLITE_CONSTRAINT, "refused"),
    ])
    func `turns what SQLite says into words with a remedy`(code: ResultCode, words: String) {
        let error = StoreError(DatabaseError(resultCode: code, message: "said so"), path: "/somewhere/edutrac.db")
        #expect(error.description.contains(words))
        #expect(error.description.contains("/somewhere/edutrac.db"))
        #expect(error.description.hasSuffix("."))
    }

    @Test
    func `lets no error of the database library out`() throws {
        let store = try AttendanceStore.inMemory()
        let error = #expect(throws: StoreError.self) {
            try store.addClosure(
                Closure(scope: .school(kimbiri), first: monday, last: monday, reason: "Lluvia"),
                by: Signature(person: "ana", at: at()))
        }
        guard case .refused = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
