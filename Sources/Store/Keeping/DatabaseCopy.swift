import Foundation
import GRDB

/// The database as it was before its schema changed, beside it: who regrets an upgrade puts it back.
enum DatabaseCopy {
    /// `edutrac.sqlite.before-2027-01`: by the first word of the migration that follows.
    static func path(of database: String, before migration: String) -> String {
        database + ".before-" + migration.prefix { $0 != " " }
    }

    /// Writes the copy, looks at it, and puts it in place when it is on the disk, whole.
    ///
    /// Where another process has migrated the file meanwhile, what it has copied stands.
    ///
    /// - Throws: ``StoreError/diskFull(path:)`` of the copy where there is no room for it, ``StoreError/damaged(path:reason:)``
    ///   where the database does not survive being read through; nothing was migrated then.
    static func make(of database: any DatabaseWriter, path: String, before migration: String) throws {
        let place = Self.path(of: path, before: migration)
        let draft = place + ".\(UUID().uuidString)"
        defer { unlink(draft) }
        try AttendanceStore.translating(place) {
            // A snapshot that no writer has to wait for, and without pages that were free.
            try database.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [draft]) }
        }
        guard try isFrom(draft, before: migration, of: path) else { return }
        do {
            // SQLite does not flush what VACUUM INTO wrote (sqlite.org/lang_vacuum.html).
            try DurableFile.put(draft, at: place)
        } catch {
            throw StoreError.diskFailed(path: place, reason: "\(error)")
        }
    }

    private static func isFrom(_ draft: String, before migration: String, of path: String) throws -> Bool {
        var reading = Configuration()
        reading.readonly = true
        let queue = try DatabaseQueue(path: draft, configuration: reading)
        return try queue.read { db in
            let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check") ?? "no answer"
            guard verdict == "ok" else { throw StoreError.damaged(path: path, reason: verdict) }
            return try Int.fetchOne(
                db, sql: "SELECT 1 FROM grdb_migrations WHERE identifier = ?", arguments: [migration]) == nil
        }
    }
}
