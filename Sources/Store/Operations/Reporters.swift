import Attendance
import Foundation
import GRDB

extension Database {
    /// In two queries, whatever their number.
    func reporters(on day: SchoolDay) throws -> [Reporter] {
        let assignments = try values(
            """
            SELECT codMod, anexo, letter, phone FROM assignment
            WHERE validFrom <= ?1 AND (validTo IS NULL OR validTo > ?1)
            ORDER BY phone, letter IS NULL, letter, codMod, anexo
            """, [day.iso]
        ) { row in (phone: row[3] as String, assignment: Assignment(row)) }
        var rest = assignments[...]
        return try values("SELECT \(Reporter.columns) FROM reporter ORDER BY phone") { row in
            var reporter = try Reporter(row)
            // Both are in order of phones, and nobody is assigned who is no reporter.
            let own = rest.prefix { $0.phone == reporter.phone.e164 }
            rest = rest.dropFirst(own.count)
            reporter.assignments = own.map(\.assignment)
            return reporter
        }
    }

    func reporter(_ phone: PhoneNumber, on day: SchoolDay) throws -> Reporter? {
        let known = try values("SELECT \(Reporter.columns) FROM reporter WHERE phone = ?", [phone.e164], Reporter.init)
        guard var reporter = known.first else { return nil }
        reporter.assignments = try values(
            """
            SELECT codMod, anexo, letter FROM assignment
            WHERE phone = ? AND validFrom <= ? AND (validTo IS NULL OR validTo > ?)
            ORDER BY letter IS NULL, letter, codMod, anexo
            """, [phone.e164, day.iso, day.iso], Assignment.init)
        return reporter
    }

    /// The office's list decides over everything but BAJA and a refusal.
    func upsert(_ reporter: Reporter, at now: Date) throws {
        try run(
            """
            INSERT INTO reporter (phone, name, role, status, statusSince, language, ugel)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (phone) DO UPDATE SET name = excluded.name, role = excluded.role,
                language = excluded.language, ugel = excluded.ugel,
                statusSince = CASE WHEN status IN ('optedOut', 'refused') OR status = excluded.status
                    THEN statusSince ELSE excluded.statusSince END,
                status = CASE WHEN status IN ('optedOut', 'refused') THEN status ELSE excluded.status END,
                -- Somebody in the office's list has no approval to wait for any more.
                statusBefore = CASE WHEN statusBefore IS NULL THEN NULL ELSE 'active' END
            """,
            [
                reporter.phone.e164, reporter.name, reporter.role.rawValue, reporter.status.rawValue, now,
                reporter.language, reporter.ugel,
            ])
    }

    /// Ends what the list no longer has and begins what is new; what is the same stays one row.
    func replaceAssignments(of reporter: Reporter, validFrom: SchoolDay) throws {
        let phone = reporter.phone.e164
        let wanted = Set(reporter.assignments)
        let current = Set(try self.reporter(reporter.phone, on: validFrom)?.assignments ?? [])
        for old in current.subtracting(wanted) {
            try run(
                """
                UPDATE assignment SET validTo = ?1
                WHERE phone = ?2 AND codMod = ?3 AND anexo = ?4 AND validFrom <= ?1
                    AND (validTo IS NULL OR validTo > ?1)
                """, [validFrom.iso, phone, old.school.codMod, old.school.anexo])
        }
        for new in wanted.subtracting(current) {
            // A row that begins later stays in force from its own day on.
            try run(
                """
                INSERT INTO assignment (phone, codMod, anexo, letter, validFrom, validTo)
                VALUES (?1, ?2, ?3, ?4, ?5, (SELECT min(validFrom) FROM assignment
                    WHERE phone = ?1 AND codMod = ?2 AND anexo = ?3 AND validFrom > ?5))
                ON CONFLICT (phone, codMod, anexo, validFrom)
                    DO UPDATE SET letter = excluded.letter, validTo = excluded.validTo
                """, [phone, new.school.codMod, new.school.anexo, new.letter, validFrom.iso])
        }
    }
}

extension Assignment {
    fileprivate init(_ row: Row) { self.init(school: SchoolKey(row[0], anexo: row[1]), letter: row[2]) }
}

extension Reporter {
    /// In the order in which ``init(_:)`` reads them.
    fileprivate static let columns = "phone, name, role, status, language, ugel, lastHeardAt, statusBefore"

    /// Without schools.
    fileprivate init(_ row: Row) throws {
        self.init(
            phone: try row.phone(at: 0), name: row[1], role: try row.value(at: 2), status: try row.value(at: 3),
            statusBefore: try row[7] == nil ? nil : row.value(at: 7), language: row[4], ugel: row[5], lastHeardAt: row.moment(at: 6))
    }
}
