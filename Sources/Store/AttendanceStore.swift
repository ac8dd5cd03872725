import Foundation
import GRDB

/// Everything the office knows, in one SQLite file: the only meeting place of daemon and commands.
///
/// WAL and `synchronous = FULL`: what a function returned from is on the disk. Each function is one
/// transaction, whole or not at all (``SettlingTransaction`` is one for many texts), and several
/// processes may call at the same time. Knows nothing of modems; decides nothing about schools.
///
/// - Throws: every function throws ``StoreError`` and nothing else.
package final class AttendanceStore: Sendable {
    /// Seconds for which a statement waits for another process, unless one says otherwise.
    package static let busyTimeout: Double = 5

    let path: String
    /// What is known of the disk under it, and of what went wrong on it.
    private let ground: StoreGround
    private let database: any DatabaseWriter
    /// A connection that only watches: `data_version` does not count what its own connection wrote.
    private let watcher: DatabaseQueue?

    /// Opens the file and brings its schema up to date.
    ///
    /// The folder must be there. A new file has mode 0660 less the umask, as have its -wal and -shm,
    /// so that service and operators of one group share it.
    ///
    /// - Parameters:
    ///   - creating: makes the file when it is not there. Who only wants to look should be told of a
    ///     wrong path, not shown an empty office.
    ///   - busyTimeout: seconds.
    ///   - disk: what the kernel tells of the file system under the file.
    package init(
        path: String, creating: Bool = true, busyTimeout: Double = AttendanceStore.busyTimeout,
        disk: @escaping @Sendable (String) -> DiskFacts? = { DiskFacts($0) }
    ) throws {
        self.path = path
        ground = StoreGround(path: path, disk: disk)
        (database, watcher) = try Self.translating(path) {
            try DatabaseFile.make(at: path, creating: creating)
            return try Self.patiently(for: busyTimeout) { try Self.open(path, busyTimeout) }
        }
        if let wrong = try synchronousPragmas().first(where: { $0 != 2 }) {
            throw StoreError.notDurable(path: path, synchronous: wrong)
        }
    }

    /// Opening may be refused at once while another program opens, closes or migrates the same file: the switch to WAL,
    /// and a transaction that began before the other's commit, do not wait for the busy timeout.
    private static func patiently<Result>(for seconds: Double, _ body: () throws -> Result) throws -> Result {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            do {
                return try body()
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end {
                usleep(50_000)
            }
        }
    }

    private static func open(_ path: String, _ busyTimeout: Double) throws -> (any DatabaseWriter, DatabaseQueue) {
        let pool = try DatabasePool(path: path, configuration: Self.configuration(busyTimeout))
        // DatabasePool sets NORMAL after its preparation, when it turns WAL on.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try DatabaseFile.migrate(pool, path: path)
        return (pool, try DatabaseQueue(path: path, configuration: Self.configuration(busyTimeout, watches: true)))
    }

    /// Looks whether ``init(path:creating:)`` would succeed for this user, and touches nothing.
    package static func examine(path: String) throws {
        if try DatabaseFile.examine(path) { try DatabaseFile.checkHeader(path) }
    }

    private init(memory: DatabaseQueue) throws {
        path = ":memory:"
        ground = StoreGround(path: path) { _ in nil }
        database = memory
        watcher = nil
        try Self.translating(path) { try DatabaseFile.migrate(memory, path: ":memory:") }
    }

    /// For tests: the same schema and rules, gone with the last reference.
    package static func inMemory() throws -> AttendanceStore {
        try AttendanceStore(memory: DatabaseQueue(configuration: configuration(busyTimeout)))
    }

    private static func configuration(_ busyTimeout: Double, watches: Bool = false) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(busyTimeout)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            // Counts also for the checkpoint that the last connection makes when it closes.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            if watches { try db.execute(sql: "PRAGMA query_only = 1") }
        }
        return configuration
    }

    /// `PRAGMA synchronous` of every connection that may write to the file: 2 is FULL.
    package func synchronousPragmas() throws -> [Int] {
        try Self.translating(path) {
            try ([database, watcher] as [(any DatabaseWriter)?]).compactMap { connection in
                try connection?.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
            }
        }
    }

    /// Changes whenever anybody, this process or another, has committed something. A few
    /// microseconds.
    package func dataVersion() throws -> Int {
        try Self.translating(path) {
            guard let watcher else {
                return try database.read { try Int.fetchOne($0, sql: "SELECT total_changes()") ?? 0 }
            }
            // Asked after every commit, and else often: compiling the statement would cost more than running it.
            return try watcher.inDatabase { try Int.fetchOne($0.cachedStatement(sql: "PRAGMA data_version")) ?? 0 }
        }
    }

    /// What keeps the database from being written or read now, in a form that can be shown; nil when nothing is known to.
    package var trouble: StoreError? { ground.trouble }

    /// The file system under the database; nil where it cannot be asked.
    package var disk: DiskFacts? { ground.disk }

    /// One transaction that holds the write lock from its start; rolled back when the body throws.
    ///
    /// A file system that turned read-only under us may take writes and even flushes, and keep none of them: it is
    /// looked at before, and again before anybody is told that the transaction is on the disk.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try ground.watching {
            try ground.requireWritable()
            let value = try Self.translating(path) { try database.write(body) }
            try ground.requireWritable()
            return value
        }
    }

    /// As ``write(_:)``; a rehearsal tells what would happen and changes nothing.
    func write<Value: Sendable>(rehearsing: Bool, _ body: (Database) throws -> Value) throws -> Value {
        do {
            return try write { db in
                let value = try body(db)
                if rehearsing { throw Rehearsal(value: value) }
                return value
            }
        } catch let rehearsal as Rehearsal<Value> {
            return rehearsal.value
        }
    }

    /// Rolls back on its way out.
    private struct Rehearsal<Value: Sendable>: Error {
        let value: Value
    }

    /// What the body removes is overwritten, in the file and in its journal. Where another process reads at that moment
    /// the journal keeps it until the next checkpoint.
    func overwriting(_ body: () throws -> Void) throws {
        try Self.translating(path) {
            try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA secure_delete = ON") }
            let outcome = Result { try body() }
            try database.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA secure_delete = OFF")
                do {
                    try db.checkpoint(.truncate)
                } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {}
            }
            try outcome.get()
        }
    }

    /// One snapshot of the database, whatever others write meanwhile.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        do {
            return try Self.translating(path) { try database.read(body) }
        } catch let error as StoreError {
            ground.noteDamage(error)
            throw error
        }
    }

    /// As ``read(_:)``, with the errors as they are: for a copy, which has a second file to fail on.
    func snapshot(_ body: (Database) throws -> Void) throws {
        try database.read(body)
    }

    /// No error of GRDB leaves this target.
    static func translating<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        } catch let error as RowDecodingError {
            throw StoreError.damaged(path: path, reason: "\(error)")
        }
    }
}
