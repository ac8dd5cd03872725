import Attendance
import Foundation
import GRDB

extension AttendanceStore {
    /// Copies the database as it is at one moment into a file, looks whether the copy is whole, and only then gives it its
    /// name. Others go on reading and writing meanwhile. A file of that name is replaced; mode 0640 less the umask.
    ///
    /// - Parameter progress: pages that are copied, of all.
    /// - Throws: ``StoreError/noCopy(path:reason:)``, ``StoreError/brokenCopy(path:reason:)``,
    ///   ``StoreError/copying(folder:)``. No half copy stays.
    package func backUp(to path: String, progress: (Int, Int) -> Void = { _, _ in }) throws -> MadeBackup {
        let lock = try Self.lock(DurableFile.folder(of: path), for: path)
        defer { withExtendedLifetime(lock) {} }
        return MadeBackup(path: path, octets: try copy(to: path, progress), removed: [], kept: nil)
    }

    /// As ``backUp(to:progress:)``, named by the moment, in a folder in which so many are kept. Older ones go when the new
    /// one is there.
    ///
    /// - Parameter rules: nil keeps all, for a clock that cannot be believed.
    package func backUp(
        into folder: String, named name: BackupName, keeping rules: BackupRules?, progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> MadeBackup {
        let path = "\(folder)/\(name.file)"
        let lock = try Self.lock(folder, for: path)
        defer { withExtendedLifetime(lock) {} }
        let octets = try copy(to: path, progress)
        let names = try Self.backups(in: folder)
        let obsolete = rules?.obsolete(names, sparing: name) ?? []
        let removed = obsolete.filter { unlink("\(folder)/\($0.file)") == 0 }
        return MadeBackup(
            path: path, octets: octets, removed: removed.map(\.file), kept: names.count - removed.count)
    }

    private static let draftEnding = ".draft"

    /// Nobody else makes copies there now, and what others left half is removed.
    private static func lock(_ folder: String, for path: String) throws(StoreError) -> FolderLock {
        let lock: FolderLock?
        do {
            lock = try FolderLock(folder)
        } catch {
            throw .noCopy(path: path, reason: String(cString: strerror(error.code)))
        }
        guard let lock else { throw .copying(folder: folder) }
        return lock
    }

    /// Its latest first.
    private static func backups(in folder: String) throws(StoreError) -> [BackupName] {
        try files(in: folder).compactMap(BackupName.init(file:)).sorted(by: >)
    }

    private static func files(in folder: String) throws(StoreError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw .noCopy(path: folder, reason: error.localizedDescription)
        }
    }

    /// - Returns: octets.
    private func copy(to path: String, _ progress: (Int, Int) -> Void) throws -> Int {
        let draft = path + Self.draftEnding
        for left in try Self.files(in: DurableFile.folder(of: path))
        where left.hasSuffix(Self.draftEnding) && BackupName(file: String(left.dropLast(Self.draftEnding.count))) != nil {
            DurableFile.removeDatabase("\(DurableFile.folder(of: path))/\(left)")
        }
        DurableFile.removeDatabase(draft)
        defer { DurableFile.removeDatabase(draft) }
        do {
            try DurableFile.make(draft, mode: 0o640)
            try fill(draft, progress)
            try DurableFile.flush(draft)
            DurableFile.forget(draft)
            let flaws = try Self.flaws(of: draft)
            guard flaws.isEmpty else { throw StoreError.brokenCopy(path: path, reason: flaws[0]) }
            try DurableFile.put(draft, at: path)
            return try DurableFile.size(of: path)
        } catch let error as DurableFile.Failure {
            throw StoreError.noCopy(path: path, reason: String(cString: strerror(error.code)))
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB {
            throw StoreError.brokenCopy(path: path, reason: error.message ?? "\(error.resultCode)")
        } catch let error as DatabaseError {
            throw StoreError.noCopy(path: path, reason: Self.reason(error, at: DurableFile.folder(of: path)))
        }
    }

    /// A thousand pages at a time, of one snapshot: it never begins anew, whatever is written meanwhile.
    private func fill(_ draft: String, _ progress: (Int, Int) -> Void) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            // A draft that is cut short is thrown away: nothing of it has to be undone.
            try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        }
        let queue = try DatabaseQueue(path: draft, configuration: configuration)
        try queue.writeWithoutTransaction { copy in
            try withoutActuallyEscaping(progress) { progress in
                try snapshot { db in
                    try db.backup(to: copy, pagesPerStep: 1000) { step in
                        progress(step.totalPageCount - step.remainingPageCount, step.totalPageCount)
                    }
                }
            }
            // One file without company, that can be read from a stick that cannot be written.
            try copy.execute(sql: "PRAGMA journal_mode = DELETE")
        }
        try queue.close()
    }

    private static func flaws(of file: String) throws -> [String] {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: file, configuration: configuration)
        let flaws = try queue.read { try Soundness.flaws($0) }
        try queue.close()
        return flaws
    }

    /// SQLite says "disk I/O error" of a disk that is full as well.
    private static func reason(_ error: DatabaseError, at folder: String) -> String {
        let words = error.message ?? "\(error.resultCode)"
        guard let disk = DiskFacts(folder) else { return words }
        if disk.isReadOnly { return "it is mounted read-only" }
        return error.resultCode == .SQLITE_FULL || disk.free < 1 << 20 ? "no room is left there" : words
    }
}

extension AttendanceStore {
    package func record(_ backup: BackupRecord) throws {
        try write { db in
            try db.run(
                "INSERT INTO backup (at, place, path, octets, failure) VALUES (?, ?, ?, ?, ?)",
                [backup.at, backup.place.rawValue, backup.path, backup.octets, backup.failure])
        }
    }

    package func backupState() throws -> BackupState {
        try read { db in
            func latest(_ condition: String) throws -> BackupRecord? {
                try db.row("SELECT * FROM backup WHERE \(condition) ORDER BY id DESC LIMIT 1").map(BackupRecord.init)
            }
            var state = BackupState()
            state.last = try latest("failure IS NULL")
            state.stick = try latest("place = 'stick'")
            state.failure = try latest("place = 'main'").flatMap { $0.failure == nil ? nil : $0 }
            state.usedSince = try db.row("SELECT min(firstSeenAt) AS first FROM simCard")?["first"]
            return state
        }
    }
}

extension BackupRecord {
    fileprivate init(_ row: Row) throws {
        self.init(
            at: row["at"], place: try row.value("place"), path: row["path"], octets: row["octets"], failure: row["failure"])
    }
}
