import Foundation
import GRDB

/// The file below the connections: made with the right mode, known as ours, brought up to date.
enum DatabaseFile {
    /// "EduT", in the header of the file: tells our database from those of other programs.
    static let applicationID: Int32 = 0x4564_7554

    /// Makes an empty file when there is none. SQLite would make it 0644 and leave the group out;
    /// -wal and -shm take the mode of the database.
    ///
    /// Made aside and linked into place: closing a descriptor of a file that some connection of this
    /// process has open already would drop that connection's locks (fcntl(2)).
    static func make(at path: String) throws {
        guard access(path, F_OK) != 0 else { return }
        let draft = path + ".\(UUID().uuidString)"
        let descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o660)
        guard descriptor >= 0 else {
            throw StoreError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        close(descriptor)
        // EEXIST: somebody was faster. A file system without links: SQLite makes the file itself.
        _ = link(draft, path)
        unlink(draft)
    }

    /// Runs the migrations that the file lacks. Nothing is touched in a file that is not ours.
    static func migrate(_ database: any DatabaseWriter, path: String) throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration2026_11()
        let isComplete = try database.read { [migrator] db in
            try checkOwner(db, path: path)
            if try migrator.hasBeenSuperseded(db) { throw StoreError.newerSchema(path: path) }
            return try migrator.hasCompletedMigrations(db)
        }
        if isComplete { return }
        do {
            try migrator.migrate(database)
        } catch let error as DatabaseError {
            // Daemon and command started together: the other one may just have done it.
            guard try database.read({ [migrator] in try migrator.hasCompletedMigrations($0) }) else { throw error }
        }
    }

    private static func checkOwner(_ db: Database, path: String) throws {
        let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if id == applicationID { return }
        let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'")
        guard id == 0, tables == 0 else { throw StoreError.otherProgram(path: path) }
    }
}
