import Foundation
import GRDB

/// One database in place of another. At each moment one of the two is there whole; what was there before is kept.
struct DatabaseSwap {
    let path: String
    /// `edutrac.sqlite.replaced-2026-11-27T1030`
    private let aside: String

    init(path: String, name: BackupName) {
        self.path = path
        let moment = name.moment
        // Twice in a minute: the first one is the one that somebody may want back.
        let names = [path + ".replaced-" + moment] + (2...99).map { path + ".replaced-\(moment)-\($0)" }
        aside = names.first { access($0, F_OK) != 0 } ?? names[0]
    }

    /// - Returns: where the old one is; nil where there was none.
    /// - Throws: ``StoreError/busy(path:)``, `DurableFile.Failure`; the old one is in its place then.
    func put(_ draft: String) throws -> String? {
        try DurableFile.flush(draft)
        guard access(path, F_OK) == 0 else {
            // A log without its database would be played into the new one.
            for ending in DurableFile.companions { unlink(path + ending) }
            try DurableFile.put(draft, at: path)
            return nil
        }
        try foldLog()
        let hold = try FileHold(path)
        try withExtendedLifetime(hold) {
            try keep("")
            // Still there where the old one cannot be read: it is of use only beside it.
            if access(path + "-wal", F_OK) == 0 { try keep("-wal") }
            try DurableFile.flush(DurableFile.folder(of: path))
            for ending in DurableFile.companions { unlink(path + ending) }
            try DurableFile.put(draft, at: path)
        }
        return aside
    }

    private func keep(_ ending: String) throws(DurableFile.Failure) {
        guard link(path + ending, aside + ending) == 0 else { throw DurableFile.Failure(aside + ending) }
    }

    private var isDatabase: Bool {
        do {
            try DatabaseFile.checkHeader(path)
            return try DurableFile.size(of: path) > 0
        } catch {
            return false
        }
    }

    /// Writes what is in the write-ahead log into the database, where both can be read: one file is moved more safely
    /// than two.
    private func foldLog() throws {
        // SQLite would throw the log of a file away that is no database to it.
        guard isDatabase else { return }
        var configuration = Configuration()
        configuration.busyMode = .timeout(AttendanceStore.busyTimeout)
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { do { try queue.close() } catch { /* It goes with the last reference. */ } }
            let mode = try queue.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
            // SQLite says no by telling the mode that stays.
            if mode != "delete" { throw StoreError.busy(path: path) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED {
            throw StoreError.busy(path: path)
        } catch is DatabaseError {
            // Damaged: that is why it is replaced.
        }
    }
}

/// Keeps everybody's SQLite out of a database, without opening it: it may be damaged.
///
/// - Source: sqlite.org/lockingv3.html and os_unix.c: PENDING, RESERVED and SHARED are the 512 octets from 2^30 on; whoever
///   has a database in WAL mode open holds SHARED.
private final class FileHold {
    private let descriptor: Int32

    /// - Throws: ``StoreError/busy(path:)``.
    init(_ path: String) throws {
        descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw DurableFile.Failure(path) }
        var wanted = flock(
            l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0x4000_0000, l_len: 512, l_pid: 0)
        // The object is whole by now: deinit closes.
        guard fcntl(descriptor, F_SETLK, &wanted) == 0 else { throw StoreError.busy(path: path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
