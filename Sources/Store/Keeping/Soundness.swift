import GRDB

/// Whether SQLite finds a file whole.
enum Soundness {
    /// What SQLite finds wrong with the file and with foreign keys; nothing when all is well.
    ///
    /// - Parameter limit: lines at most; a file that is torn has thousands.
    static func flaws(_ db: Database, limit: Int = 20) throws -> [String] {
        let torn = try torn(db, limit: limit)
        return torn.isEmpty ? try strays(db, limit: limit) : torn
    }

    /// Pages, indexes and CHECK constraints. Where the damage is such that the check itself gives up, it throws.
    static func torn(_ db: Database, limit: Int) throws -> [String] {
        try String.fetchAll(db, sql: "PRAGMA integrity_check(\(limit))").filter { $0 != "ok" }
    }

    /// Rows that refer to none.
    static func strays(_ db: Database, limit: Int) throws -> [String] {
        try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(limit).map { row in
            let (table, other): (String, String) = (row[0], row[2])
            return "row \((row[1] as Int64?).map(String.init) ?? "") of \(table) refers to nothing in \(other)"
        }
    }
}
