import GRDB

/// Texts that are settled together: one commit, and one fsync, for all of them.
///
/// Each text is a savepoint: what fails undoes its own text and no other. A text sees what those before it have led
/// to. Nothing of any of them is there before the commit, so that a death before it leaves all parts unsettled.
package struct SettlingTransaction {
    let db: Database
    fileprivate let path: String
    fileprivate let undoing: Undoing

    /// What made SQLite roll everything back: all that comes after it only says that the transaction is gone.
    fileprivate final class Undoing {
        var error: (any Error)?
    }

    /// One text, all or nothing.
    package func text(_ body: () throws -> Void) throws {
        // SQLite itself rolls everything back where disk or memory give out.
        guard db.isInsideTransaction else {
            throw StoreError.refused(path: path, reason: "the transaction has been rolled back")
        }
        do {
            try AttendanceStore.translating(path) {
                try db.inSavepoint {
                    try body()
                    return .commit
                }
            }
        } catch {
            if !db.isInsideTransaction, undoing.error == nil { undoing.error = error }
            throw error
        }
    }
}

extension AttendanceStore {
    /// Holds the write lock until the body returns: a caller bounds how many texts that are.
    ///
    /// - Throws: where SQLite has rolled everything back, what made it do so.
    package func settling<Value>(_ body: (SettlingTransaction) throws -> Value) throws -> Value {
        let undoing = SettlingTransaction.Undoing()
        return try write { db in
            do {
                let value = try body(SettlingTransaction(db: db, path: path, undoing: undoing))
                if let error = undoing.error { throw error }
                return value
            } catch {
                throw undoing.error ?? error
            }
        }
    }
}
