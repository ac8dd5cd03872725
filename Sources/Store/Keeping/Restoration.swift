import Attendance
package import Foundation
import GRDB

/// What was put in place of the database.
package struct RestoredDatabase: Hashable, Sendable {
    /// The latest that is written in it; nil for an office that has nothing yet.
    package let reaches: Date?
    /// Where the database is that was there before; nil where there was none.
    package let replaced: String?
    /// Texts that waited to be sent, or were on their way: nobody knows whether they have left since.
    package let unknownTexts: Int
    /// Texts that came and were not answered yet: they will be read, and get no reply.
    package let unansweredParts: Int
    /// The hold that keeps questions and reminders of today back.
    package let hold: Int64
}

/// Puts a backup in the place of the database. The backup is read and nothing else: all that has to be changed in it is
/// changed in a draft beside the database, which takes its place in one step.
package final class Restoration {
    /// As it was named.
    private let source: String
    private let descriptor: Int32
    /// The write-ahead log beside a file that was copied by hand; below zero where there is none.
    private let log: Int32

    /// Opens the backup, before root becomes the owner of the database.
    ///
    /// - Throws: ``StoreError/notRestorable(path:reason:)``.
    package init(of file: String) throws(StoreError) {
        source = file
        descriptor = open(file, O_RDONLY | O_CLOEXEC)
        log = descriptor < 0 ? -1 : open(file + "-wal", O_RDONLY | O_CLOEXEC)
        var facts = stat()
        guard descriptor >= 0, fstat(descriptor, &facts) == 0 else {
            throw .notRestorable(path: file, reason: String(cString: strerror(errno)))
        }
        // The object is whole by now: deinit closes.
        guard facts.st_mode & S_IFMT == S_IFREG else { throw .notRestorable(path: file, reason: "it is no file") }
        guard facts.st_size > 0 else { throw .notRestorable(path: file, reason: "it is empty") }
    }

    deinit {
        for file in [descriptor, log] where file >= 0 { close(file) }
    }

    /// - Parameters:
    ///   - path: of the database. Its folder must be there; what is in its place is kept beside it.
    ///   - name: what the old one is called after: the moment, in the office's zone.
    /// - Throws: ``StoreError/daemonRuns(path:)``, ``StoreError/notRestorable(path:reason:)``, ``StoreError/busy(path:)``
    ///   where another command has the database open, ``StoreError/diskFull(path:)``. Nothing was changed then.
    package func run(database path: String, in zone: TimeZone, by signature: Signature) throws -> RestoredDatabase {
        let path = URL(filePath: path).resolvingSymlinksInPath().path
        _ = try DatabaseFile.examine(path)
        guard !isSame(as: path) else { throw StoreError.notRestorable(path: source, reason: "it is the database itself") }
        let lock: InstanceLock
        do {
            lock = try InstanceLock(store: path)
        } catch is InstanceLock.Taken {
            throw StoreError.daemonRuns(path: path)
        } catch {
            throw StoreError.cannotOpen(path: path, reason: "\(error)")
        }
        let draft = path + ".restoring"
        DurableFile.removeDatabase(draft)
        defer { DurableFile.removeDatabase(draft) }
        return try withExtendedLifetime(lock) {
            do {
                try copy(to: draft)
                let name = BackupName(at: signature.at, in: zone)
                let changes = try prepare(draft, today: SchoolDay(signature.at, in: zone), by: signature)
                let replaced = try DatabaseSwap(path: path, name: name).put(draft)
                return RestoredDatabase(
                    reaches: changes.reaches, replaced: replaced, unknownTexts: changes.unknownTexts,
                    unansweredParts: changes.unansweredParts, hold: changes.hold)
            } catch let error as DurableFile.Failure {
                switch error.code {
                case ENOSPC, EDQUOT: throw StoreError.diskFull(path: path)
                case EROFS: throw StoreError.readOnlyDisk(path: path)
                default: throw StoreError.diskFailed(path: path, reason: error.description)
                }
            }
        }
    }

    private func isSame(as path: String) -> Bool {
        var (backup, database) = (stat(), stat())
        return fstat(descriptor, &backup) == 0 && stat(path, &database) == 0 && backup.st_dev == database.st_dev
            && backup.st_ino == database.st_ino
    }

    private func copy(to draft: String) throws {
        try copy(descriptor, to: draft)
        if log >= 0 { try copy(log, to: draft + "-wal") }
        do {
            try DatabaseFile.checkHeader(draft)
        } catch {
            switch error {
            case .notADatabase: throw StoreError.notRestorable(path: source, reason: "it is no SQLite database, or its beginning is damaged")
            case .otherProgram: throw StoreError.notRestorable(path: source, reason: "another program made it")
            default: throw error
            }
        }
    }

    private func copy(_ input: Int32, to file: String) throws {
        try DurableFile.make(file, mode: 0o660)
        let output = open(file, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard output >= 0 else { throw DurableFile.Failure(file) }
        defer { close(output) }
        guard lseek(input, 0, SEEK_SET) == 0 else { throw DurableFile.Failure(source) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(input, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw StoreError.notRestorable(path: source, reason: String(cString: strerror(errno))) }
            if count == 0 { return }
            var rest = buffer[..<count]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
                if written < 0, errno == EINTR { continue }
                guard written >= 0 else { throw DurableFile.Failure(file) }
                rest = rest.dropFirst(written)
            }
        }
    }

    private func prepare(
        _ draft: String, today: SchoolDay, by signature: Signature
    ) throws -> RestoredChanges {
        do {
            var configuration = Configuration()
            configuration.foreignKeysEnabled = true
            let queue = try DatabaseQueue(path: draft, configuration: configuration)
            if let flaw = try queue.read({ try Soundness.flaws($0, limit: 1) }).first {
                throw StoreError.notRestorable(path: source, reason: "it is damaged (\(flaw))")
            }
            try bringUpToDate(queue)
            let changes = try queue.write { db in
                try db.makeRestored(from: source, today: today, by: signature)
            }
            // One file, so that nothing but its name has to be changed.
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try queue.close()
            return changes
        } catch let error as DatabaseError {
            let failure = StoreError(error, path: draft)
            switch failure {
            case .damaged, .notADatabase, .refused:
                throw StoreError.notRestorable(path: source, reason: "it is damaged (\(error.message ?? "\(error.resultCode)"))")
            default: throw failure
            }
        }
    }

    private func bringUpToDate(_ queue: DatabaseQueue) throws {
        let migrator = DatabaseFile.migrator
        let (isNewer, applied) = try queue.read { db in
            (try migrator.hasBeenSuperseded(db), try migrator.appliedIdentifiers(db))
        }
        if isNewer {
            throw StoreError.notRestorable(path: source, reason: "a newer edutrac wrote it; install that version first")
        }
        guard !applied.isEmpty else { throw StoreError.notRestorable(path: source, reason: "no office is in it") }
        // The backup itself is the copy of what was before.
        try migrator.migrate(queue)
    }
}

struct RestoredChanges {
    let reaches: Date?
    let unknownTexts: Int
    let unansweredParts: Int
    let hold: Int64
}
