package import Attendance
package import Foundation
import GRDB

/// A hold as the office or a promoter set it.
package struct StoredHold: Hashable, Sendable {
    package let id: Int64
    package let hold: Hold
    /// As in ``Signature/person``.
    package let enteredBy: String
    package let enteredAt: Date
    /// When it was ended by hand or by text; nil while it stands as set.
    package let endedAt: Date?

    fileprivate init(_ row: Row) throws {
        id = row["id"]
        hold = Hold(
            scope: try SchoolScope(row), first: try row.day("first"),
            last: row["last"] as String? == nil ? nil : try row.day("last"), note: row["note"],
            origin: try row["phone"] as String? == nil ? .office : .promoter(row.requiredPhone("phone")))
        enteredBy = row["enteredBy"]
        enteredAt = row["enteredAt"]
        endedAt = row["endedAt"]
    }
}

// Each deed and its line in the audit trail are one transaction.
extension AttendanceStore {
    /// - Returns: its id.
    package func addHold(_ hold: Hold, by signature: Signature) throws -> Int64 {
        try write { try $0.insert(hold, by: signature) }
    }

    /// Holds that last on that day or begin later, by their first day. All when it is nil, also those that were
    /// taken back.
    package func holds(since day: SchoolDay? = nil) throws -> [StoredHold] {
        try read { try $0.holds(since: day) }
    }

    /// - Throws: ``StoreError/noSuchHold(_:)``.
    package func hold(_ id: Int64) throws -> StoredHold {
        try read { db in
            guard let row = try db.row("SELECT * FROM hold WHERE id = ?", [id]) else { throw StoreError.noSuchHold(id) }
            return try StoredHold(row)
        }
    }

    /// Sets the last day. One before the first takes the hold back; it stays as history.
    package func endHold(_ id: Int64, last: SchoolDay, by signature: Signature) throws {
        try write { db in
            guard let row = try db.row("SELECT * FROM hold WHERE id = ?", [id]) else { throw StoreError.noSuchHold(id) }
            try db.end(try StoredHold(row), last: last, phone: nil, by: signature)
        }
    }
}

extension Database {
    func holds(since day: SchoolDay?) throws -> [StoredHold] {
        guard let day else { return try values("SELECT * FROM hold ORDER BY first, id", [], StoredHold.init) }
        return try values(Self.lasting, [day.iso], StoredHold.init)
    }

    /// Those of one of the schools.
    func holds(since day: SchoolDay, of schools: [School]) throws -> [Hold] {
        try values(Self.lasting, [day.iso]) { row in
            let scope = try SchoolScope(row)
            return schools.contains(where: scope.covers) ? try StoredHold(row).hold : nil
        }.compactMap(\.self)
    }

    private static let lasting = """
        SELECT * FROM hold WHERE last IS NULL OR (last >= ? AND last >= first) ORDER BY first, id
        """

    /// PAUSA or SEGUIR.
    func apply(_ change: HoldChange, of phone: PhoneNumber, at now: Date) throws {
        let signature = Signature(person: Self.bySMS, at: now)
        switch change {
        case .begin(let hold):
            guard case .school(let key) = hold.scope else { return }
            try endPromoters(of: key, on: hold.first, phone, by: signature)
            _ = try insert(hold, by: Signature(person: Self.bySMS, at: now, note: hold.note))
        case .end(let school, let day):
            try endPromoters(of: school, on: day, phone, by: signature)
        }
    }

    /// Who set or ended a hold, where nobody of the office did.
    private static let bySMS = "SMS"

    private func endPromoters(
        of school: SchoolKey, on day: SchoolDay, _ phone: PhoneNumber, by signature: Signature
    ) throws {
        for stored in try holds(since: day) where stored.hold.origin != .office && stored.hold.scope == .school(school)
        {
            try end(stored, last: day.adding(days: -1), phone: phone, by: signature)
        }
    }

    fileprivate func end(
        _ stored: StoredHold, last: SchoolDay, phone: PhoneNumber?, by signature: Signature
    ) throws {
        try run("UPDATE hold SET last = ?, endedAt = ? WHERE id = ?", [last.iso, signature.at, stored.id])
        try audit(
            .resume, phone: phone, school: stored.hold.scope.school, day: max(last, stored.hold.first), hold: stored.id,
            by: signature)
    }

    func insert(_ hold: Hold, by signature: Signature) throws -> Int64 {
        var phone: PhoneNumber?
        if case .promoter(let number) = hold.origin { phone = number }
        try run(
            """
            INSERT INTO hold (scope, codMod, anexo, area, first, last, note, phone, enteredBy, enteredAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                hold.scope.word, hold.scope.school?.codMod, hold.scope.school?.anexo, hold.scope.area, hold.first.iso,
                hold.last?.iso, hold.note, phone?.e164, signature.person, signature.at,
            ])
        let id = lastInsertedRowID
        try audit(.hold, phone: phone, school: hold.scope.school, day: hold.first, hold: id, by: signature)
        return id
    }
}
