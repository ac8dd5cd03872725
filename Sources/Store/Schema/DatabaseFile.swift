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
    static func make(at path: String, creating: Bool) throws(StoreError) {
        if try examine(path) { return }
        guard creating else { throw StoreError.notThere(path: path) }
        let draft = path + ".\(UUID().uuidString)"
        let descriptor = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o660)
        guard descriptor >= 0 else {
            if errno == EACCES || errno == EPERM { throw StoreError.noAccess(path: path) }
            throw StoreError.cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        close(descriptor)
        // EEXIST: somebody was faster. A file system without links: SQLite makes the file itself.
        _ = link(draft, path)
        unlink(draft)
    }

    /// Whether there is a database that this user may write. Opens nothing: SQLite would leave a -wal
    /// and a -shm of this user's behind.
    ///
    /// - Returns: false when there is none yet and it can be made.
    static func examine(_ path: String) throws(StoreError) -> Bool {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        var facts = stat()
        guard stat(folder, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
            throw errno == EACCES ? .noAccess(path: path) : .noFolder(path: path)
        }
        // Else it would look as if the user were to blame.
        if DiskFacts(folder)?.isReadOnly == true { throw .readOnlyDisk(path: path) }
        guard isUsable(folder) else { throw .noAccess(path: path) }
        guard stat(path, &facts) == 0 else { return false }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        for suffix in ["", "-wal", "-shm"] where access(path + suffix, F_OK) == 0 && !isUsable(path + suffix) {
            throw .noAccess(path: path)
        }
        return true
    }

    private static func isUsable(_ path: String) -> Bool { faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS) == 0 }

    /// Whether the file is a database of ours, without SQLite. Not while this process has it open:
    /// closing a descriptor drops the process's locks, see ``make(at:creating:)``.
    ///
    /// - Source: sqlite.org/fileformat2.html §1.3: sixteen bytes of magic, application_id at 68.
    static func checkHeader(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .cannotOpen(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var header = [UInt8](repeating: 0, count: 100)
        let count = read(descriptor, &header, header.count)
        if count == 0 { return }  // Made, and not yet written.
        guard count == header.count, header.starts(with: Array("SQLite format 3\0".utf8)) else {
            throw .notADatabase(path: path)
        }
        let id = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        // 0 is also what a file has that was made a moment ago; it is one page long.
        var facts = stat()
        let isNew = id == 0 && fstat(descriptor, &facts) == 0 && facts.st_size <= 4096
        guard id == UInt32(bitPattern: applicationID) || isNew else { throw .otherProgram(path: path) }
    }

    /// All migrations, in order.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration2026_11()
        return migrator
    }

    /// Runs the migrations that the file lacks, after a copy of it where it holds anything. Nothing is touched in a file
    /// that is not ours.
    static func migrate(_ database: any DatabaseWriter, path: String, by migrator: DatabaseMigrator = DatabaseFile.migrator) throws {
        let applied = try database.read { db in
            try checkOwner(db, path: path)
            if try migrator.hasBeenSuperseded(db) { throw StoreError.newerSchema(path: path) }
            return try migrator.appliedIdentifiers(db)
        }
        guard let next = migrator.migrations.first(where: { !applied.contains($0) }) else { return }
        if !applied.isEmpty { try DatabaseCopy.make(of: database, path: path, before: next) }
        do {
            try migrator.migrate(database)
        } catch let error as DatabaseError {
            // Daemon and command started together: the other one may just have done it.
            guard try database.read({ try migrator.hasCompletedMigrations($0) }) else { throw error }
        }
    }

    private static func checkOwner(_ db: Database, path: String) throws {
        let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        if id == applicationID { return }
        let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'")
        guard id == 0, tables == 0 else { throw StoreError.otherProgram(path: path) }
    }
}
