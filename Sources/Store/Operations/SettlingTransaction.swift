import GRDB

/// Texts that are settled together: one commit, and one fsync, for all of them.
///
/// Each text is a savepoint: what fails undoes its own text and no other. A text sees what those before it have led
/// to. Nothing of any of them is there before the commit, so that a death before it leaves all parts unsettled.
package struct SettlingTransaction {
    let db: Database
    fileprivate let path: String

    /// One text, all or nothing.
    package func text(_ body: () throws -> Void) throws {
        // SQLite itself rolls everything back where disk or memory give out.
        guard db.isInsideTransaction else {
            throw StoreError.refused(path: path, reason: "the transaction has been rolled back")
        }
        try AttendanceStore.translating(path) {
            try db.inSavepoint {
                try body()
                return .commit
            }
        }
    }
}

extension AttendanceStore {
    /// Holds the write lock until the body returns: a caller bounds how many texts that are.
    package func settling<Value>(_ body: (SettlingTransaction) throws -> Value) throws -> Value {
        try write { db in try body(SettlingTransaction(db: db, path: path)) }
    }
}
