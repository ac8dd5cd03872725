package import Attendance
import Foundation
import GRDB

// What people write beside the figures of a month.
extension AttendanceStore {
    /// Sets the line of a month for a place, or takes it away.
    ///
    /// - Parameter text: nil takes it away.
    /// - Returns: whether anything is other than before.
    package func writeContext(
        _ text: String?, of month: Month, for scope: SchoolScope, by signature: Signature
    ) throws -> Bool {
        let (name, school, area) = (scope.word, scope.school, scope.area)
        let place: StatementArguments = [month.iso, name, school?.codMod, school?.anexo, area]
        return try write { db in
            let before = try db.row(
                """
                SELECT text FROM monthContext
                WHERE month = ? AND scope = ? AND codMod IS ? AND anexo IS ? AND area IS ?
                """, place)?["text"] as String?
            guard before != text else { return false }
            try db.run(
                "DELETE FROM monthContext WHERE month = ? AND scope = ? AND codMod IS ? AND anexo IS ? AND area IS ?",
                place)
            if let text {
                try db.run(
                    "INSERT INTO monthContext (month, scope, codMod, anexo, area, text) VALUES (?, ?, ?, ?, ?, ?)",
                    place + [text])
            }
            try db.audit(.writeContext, school: school, day: month.first, by: signature)
            return true
        }
    }

    /// - Returns: its number.
    package func addAgreement(
        at place: Agreement.Place, of month: Month, text: String, who: String?, until: SchoolDay?,
        by signature: Signature
    ) throws -> Int64 {
        let (school, local) = place.columns
        return try write { db in
            try db.run(
                """
                INSERT INTO agreement (codMod, anexo, codLocal, month, text, who, untilDay, state, enteredAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?)
                """,
                [school?.codMod, school?.anexo, local, month.iso, text, who, until?.iso, signature.at])
            let id = db.lastInsertedRowID
            try db.audit(.addAgreement, school: school, day: month.first, by: signature)
            return id
        }
    }

    /// - Throws: ``StoreError/noSuchAgreement(_:)``.
    package func settleAgreement(
        _ id: Int64, _ state: Agreement.State, on day: SchoolDay, by signature: Signature
    ) throws -> Agreement {
        try write { db in
            try db.run(
                "UPDATE agreement SET state = ?, settledOn = ? WHERE id = ?",
                [state.rawValue, state == .open ? nil : day.iso, id])
            guard let row = try db.row("SELECT * FROM agreement WHERE id = ?", [id]) else {
                throw StoreError.noSuchAgreement(id)
            }
            let agreement = try Agreement(row)
            try db.audit(.settleAgreement, school: row.schoolKey, day: agreement.month.first, by: signature)
            return agreement
        }
    }

    /// Newest first.
    ///
    /// - Parameters:
    ///   - school: those of its building, too.
    ///   - all: also those that are settled.
    package func agreements(school: SchoolKey?, all: Bool, limit: Int) throws -> [Agreement] {
        try read { db in
            try db.rows(
                """
                SELECT * FROM agreement WHERE (?1 OR state = 'open') AND (?2 IS NULL OR (codMod = ?2 AND anexo = ?3)
                    OR codLocal = (SELECT codLocal FROM school WHERE codMod = ?2 AND anexo = ?3))
                ORDER BY id DESC LIMIT ?4
                """, [all, school?.codMod, school?.anexo, max(0, limit)]
            ).map(Agreement.init)
        }
    }
}

extension Database {
    /// More than the page shows at most: ``Agreement/isOnPage(of:)`` decides.
    func agreements(onPageOf month: Month) throws -> [Agreement] {
        try rows(
            """
            SELECT * FROM agreement WHERE id IN (
                SELECT id FROM agreement WHERE month = ?1
                UNION SELECT id FROM agreement WHERE state = 'open' AND month < ?2
                UNION SELECT id FROM agreement WHERE settledOn >= ?3)
            ORDER BY id
            """, [month.previous.iso, month.iso, month.first.iso]
        ).map(Agreement.init)
    }

    func contextLines(of month: Month) throws -> [ContextLine] {
        try rows("SELECT * FROM monthContext WHERE month = ? ORDER BY id", [month.iso]).map { row in
            ContextLine(scope: try SchoolScope(row), text: row["text"])
        }
    }
}

extension Agreement {
    fileprivate init(_ row: Row) throws {
        let place: Place =
            if let school = row.schoolKey { .school(school) } else { .local(row["codLocal"]) }
        self.init(
            id: row["id"], place: place, month: try row.month("month"), text: row["text"], who: row["who"],
            until: (row["untilDay"] as String?).flatMap { SchoolDay(iso: $0) }, state: try row.value("state"),
            settledOn: (row["settledOn"] as String?).flatMap { SchoolDay(iso: $0) })
    }
}

extension Agreement.Place {
    fileprivate var columns: (school: SchoolKey?, local: String?) {
        switch self {
        case .school(let key): (key, nil)
        case .local(let code): (nil, code)
        }
    }
}
