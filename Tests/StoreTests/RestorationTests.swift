import Attendance
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Restoration")
struct RestorationTests {
    let folder: ScratchFolder
    let path: String
    let backup: String
    let signature = Signature(person: "elsa", at: at(3600), note: "card replaced")

    /// An office with a backup of ten o'clock, and a text that came after it.
    init() throws {
        folder = try ScratchFolder()
        path = folder.file("edutrac.db")
        backup = folder.file("backup.sqlite")
        let store = try AttendanceStore(path: path)
        try store.seed()
        try store.receive("AYUDA", Settlement(reading: "help", answer: .silence(.forbidden)))
        _ = try store.backUp(to: backup)
        try store.receive("later", key: "later", at: at(60))
    }

    private func restore(_ file: String? = nil) throws -> RestoredDatabase {
        try Restoration(of: file ?? backup).run(database: path, in: lima, by: signature)
    }

    private func bodies() throws -> [String?] {
        try AttendanceStore(path: path).inbox(unreadOnly: false, limit: 10).map(\.text)
    }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
    }

    @Test func `the backup takes the place of the database, which is kept whole beside it`() throws {
        let octets = try Data(contentsOf: URL(filePath: backup))
        let restored = try restore()
        #expect(restored.reaches == at())
        #expect(restored.replaced == path + ".replaced-2026-05-04T1100")
        #expect(
            try names == ["backup.sqlite", "edutrac.db", "edutrac.db.lock", "edutrac.db.replaced-2026-05-04T1100"])
        #expect(try bodies() == ["AYUDA"])
        #expect(try Data(contentsOf: URL(filePath: backup)) == octets, "the backup is read and nothing else")
        let old = try DatabaseQueue(path: path + ".replaced-2026-05-04T1100")
        #expect(try old.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM inboundMessage") } == 2)
        #expect(try AttendanceStore(path: path).flaws() == [])
        // A second time in the same minute keeps both.
        #expect(try restore().replaced == path + ".replaced-2026-05-04T1100-2")
    }

    @Test func `who did it is in the trail, and today nobody is asked`() throws {
        let restored = try restore()
        let store = try AttendanceStore(path: path)
        let line = try #require(try store.audit(limit: 1).first)
        #expect(line.deed == .restore)
        #expect(line.person == "elsa")
        #expect(line.note.contains("card replaced"))
        let hold = try store.hold(restored.hold).hold
        #expect(hold.scope == .office)
        #expect(hold.first == monday && hold.last == monday)
    }

    @Test func `where nothing was, nothing is kept`() throws {
        DurableFile.removeDatabase(path)
        #expect(try restore().replaced == nil)
        #expect(try bodies() == ["AYUDA"])
    }

    @Test func `while a daemon runs it is refused`() throws {
        let daemon = try InstanceLock(store: path)
        #expect(throws: StoreError.daemonRuns(path: path)) { try restore() }
        withExtendedLifetime(daemon) {}
    }

    @Test func `while another has the database open it is refused, and nothing is changed`() throws {
        // Locks of SQLite are those of processes: the other one has to be one.
        let holder = Process()
        holder.executableURL = URL(filePath: "/usr/bin/python3")
        holder.arguments = ["-c", "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM school').fetchall(); print(1,flush=True); sys.stdin.read()", path]
        let (input, output) = (Pipe(), Pipe())
        holder.standardInput = input
        holder.standardOutput = output
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") else { return }
        try holder.run()
        _ = output.fileHandleForReading.availableData
        #expect(throws: StoreError.busy(path: path)) { try restore() }
        try input.fileHandleForWriting.close()
        holder.waitUntilExit()
        #expect(try bodies() == ["later", "AYUDA"])
        #expect(try names.filter { $0.contains("replaced") || $0.contains("restoring") } == [])
    }

    @Test(arguments: [
        ("not there", nil), ("it is empty", ""), ("no SQLite database", "hola"), ("no SQLite database", String(repeating: "x", count: 9000)),
    ] as [(String, String?)])
    func `what is no backup is refused with the reason, and nothing is changed`(_ why: String, _ content: String?) throws {
        let file = folder.file("other")
        if let content { try Data(content.utf8).write(to: URL(filePath: file)) }
        try expectRefusal(of: file, content == nil ? "No such file" : why)
    }

    @Test func `a database of another program, of a newer edutrac or without an office is refused`() throws {
        let file = folder.file("other")
        do {
            let queue = try DatabaseQueue(path: file)
            try queue.write { try $0.execute(sql: "CREATE TABLE contact (id); PRAGMA application_id = 5") }
            try queue.close()
        }
        try expectRefusal(of: file, "another program")
        do {
            let queue = try DatabaseQueue(path: file)
            try queue.write { try $0.execute(sql: "DROP TABLE contact; PRAGMA application_id = \(DatabaseFile.applicationID)") }
            try queue.close()
        }
        try expectRefusal(of: file, "no office")
        do {
            let queue = try DatabaseQueue(path: backup)
            try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('2031-01 later')") }
            try queue.close()
        }
        try expectRefusal(of: backup, "newer edutrac")
        try expectRefusal(of: path, "the database itself")
        try expectRefusal(of: folder.path, "it is no file")
    }

    @Test func `a torn backup is refused`() throws {
        var octets = try Data(contentsOf: URL(filePath: backup))
        for index in (40 * 4096)..<(60 * 4096) { octets[index] = 0x5A }
        try octets.write(to: URL(filePath: backup))
        try expectRefusal(of: backup, "damaged")
    }

    @Test func `a database that cannot be read any more is replaced, and kept with its log`() throws {
        let store = try AttendanceStore(path: path)
        try store.receive("in the log", key: "log", at: at(90))
        _ = try folder.copyDatabase(at: path, to: "dead.db")
        withExtendedLifetime(store) {}
        let dead = folder.file("dead.db")
        var octets = try Data(contentsOf: URL(filePath: dead))
        octets.replaceSubrange(0..<4096, with: Data(repeating: 0, count: 4096))
        try octets.write(to: URL(filePath: dead))
        let restored = try Restoration(of: backup).run(database: dead, in: lima, by: signature)
        let replaced = try #require(restored.replaced)
        #expect(FileManager.default.fileExists(atPath: replaced))
        #expect(FileManager.default.fileExists(atPath: replaced + "-wal"))
        #expect(!FileManager.default.fileExists(atPath: dead + "-wal"))
        #expect(try AttendanceStore(path: dead).inbox(unreadOnly: false, limit: 10).map(\.text) == ["AYUDA"])
    }

    @Test func `a file that was copied with its log is restored with it`() throws {
        let store = try AttendanceStore(path: path)
        try store.receive("in the log", key: "log", at: at(90))
        let copy = try folder.copyDatabase(at: path, to: "copy.db")
        withExtendedLifetime(store) {}
        try #require(try FileManager.default.attributesOfItem(atPath: copy + "-wal")[.size] as? Int ?? 0 > 0)
        let target = folder.file("new.db")
        _ = try Restoration(of: copy).run(database: target, in: lima, by: signature)
        #expect(try AttendanceStore(path: target).inbox(unreadOnly: false, limit: 1).map(\.text) == ["in the log"])
    }

    private func expectRefusal(of file: String, _ why: String) throws {
        let before = try bodies()
        #expect { _ = try restore(file) } throws: { error in
            guard case StoreError.notRestorable(file, let reason) = error else { return false }
            return reason.contains(why)
        }
        #expect(try bodies() == before)
        #expect(try names.filter { $0.contains("replaced") || $0.contains("restoring") } == [])
    }
}

@Suite("Texts of a backup that was restored")
struct RestoredTextsTests {
    let folder: ScratchFolder
    let path: String
    let backup: String

    init() throws {
        folder = try ScratchFolder()
        path = folder.file("edutrac.db")
        backup = folder.file("backup.sqlite")
    }

    private func enqueue(_ store: AttendanceStore, _ texts: Int) throws -> [Int64] {
        try store.enqueue(
            (0..<texts).map { OutboundDraft(recipient: rosa, text: "text \($0)", kind: .office, dueAt: at()) }, at: at()
        ).compactMap { $0 }
    }

    private func restored(_ store: AttendanceStore) throws -> (AttendanceStore, RestoredDatabase) {
        _ = try store.backUp(to: backup)
        let target = folder.file("new.db")
        let restored = try Restoration(of: backup).run(
            database: target, in: lima, by: Signature(person: "elsa", at: at(3600)))
        return (try AttendanceStore(path: target), restored)
    }

    @Test func `what waited or was on its way is unknown, and never leaves by itself`() throws {
        let store = try AttendanceStore(path: path)
        try store.seed()
        let ids = try enqueue(store, 4)
        // Sent, on its way, half sent and put off, waiting.
        try store.beginSubmitting(ids[0], sequence: 1, of: 1, modem: "m", sim: sim, at: at())
        try store.finishSubmitting(ids[0], sequence: 1, .sent(messageReference: 1), at: at())
        try store.beginSubmitting(ids[1], sequence: 1, of: 1, modem: "m", sim: sim, at: at())
        try store.beginSubmitting(ids[2], sequence: 1, of: 3, modem: "m", sim: sim, at: at())
        try store.finishSubmitting(ids[2], sequence: 1, .sent(messageReference: 2), at: at())
        let (new, result) = try restored(store)
        #expect(result.unknownTexts == 3)
        #expect(try new.outbox(states: nil, limit: 9).map(\.state) == [.unknown, .unknown, .unknown, .sent])
        #expect(try new.nextOutbound(at: at(86_400), unasked: true) == nil)
        #expect(try new.markInterrupted(at: at(86_400)) == [])
        #expect(try new.resendUnknownReplies(submittedBefore: at(86_400), at: at(86_400)) == [])
        #expect(try new.flaws() == [])
    }

    @Test func `a status report of the part that is out does not send the rest`() throws {
        let store = try AttendanceStore(path: path)
        try store.seed()
        let id = try #require(try enqueue(store, 1).first)
        try store.beginSubmitting(id, sequence: 1, of: 2, modem: "m", sim: sim, at: at())
        try store.finishSubmitting(id, sequence: 1, .sent(messageReference: 7), at: at())
        let (new, _) = try restored(store)
        #expect(try new.applyDelivery(delivery(7, at: at(7200)), at: at(7200)) == id)
        #expect(try new.outbox(states: nil, limit: 1).map(\.state) == [.unknown])
        #expect(try new.nextOutbound(at: at(86_400), unasked: true) == nil)
    }

    @Test func `what came and was not read yet is read, and not answered a second time`() throws {
        let store = try AttendanceStore(path: path)
        try store.seed()
        _ = try store.keep([arrival("k", from: rosa, at: at())], at: at())
        let (new, result) = try restored(store)
        #expect(result.unansweredParts == 1)
        let waiting = try new.completeTexts(at: at(7200), partialAfter: 0)
        #expect(waiting.map(\.forbidsAutomaticReply) == [true])
    }
}
