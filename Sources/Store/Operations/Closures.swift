package import Attendance
package import Foundation
import GRDB

extension AttendanceStore {
    /// - Returns: its id.
    package func addClosure(_ closure: Closure, at now: Date) throws -> Int64 {
        var (scope, school, area): (String, SchoolKey?, String?) = ("office", nil, nil)
        switch closure.scope {
        case .school(let key): (scope, school) = ("school", key)
        case .cluster(let name): (scope, area) = ("cluster", name)
        case .district(let name): (scope, area) = ("district", name)
        case .office: break
        }
        return try write { db in
            try db.run(
                """
                INSERT INTO closure (scope, codMod, anexo, area, first, last, reason, enteredAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    scope, school?.codMod, school?.anexo, area, closure.first.iso, closure.last.iso,
                    closure.reason, now,
                ])
            return db.lastInsertedRowID
        }
    }

    /// Closures that reach that day or a later one, by their first day. All when it is nil, also those
    /// that were taken back (their last day lies before the first).
    package func closures(since day: SchoolDay? = nil) throws -> [StoredClosure] {
        try read { try $0.closures(since: day) }
    }

    /// Sets another last day. One before the first takes the closure back: it closes nothing, and
    /// stays as history.
    package func endClosure(_ id: Int64, last: SchoolDay, at now: Date) throws {
        try write { db in
            try db.run("UPDATE closure SET last = ?, endedAt = ? WHERE id = ?", [last.iso, now, id])
            guard db.changesCount == 1 else { throw StoreError.noSuchClosure(id) }
        }
    }
}

extension Database {
    func closures(since day: SchoolDay?) throws -> [StoredClosure] {
        try rows(
            "SELECT * FROM closure WHERE ?1 IS NULL OR (last >= ?1 AND last >= first) ORDER BY first, id",
            [day?.iso]
        ).map { try StoredClosure($0) }
    }
}
