import Attendance
import Foundation
import GRDB

extension Database {
    func reporters(on day: SchoolDay) throws -> [Reporter] {
        try rows("SELECT * FROM reporter ORDER BY phone").map { try reporter($0, on: day) }
    }

    func reporter(_ phone: PhoneNumber, on day: SchoolDay) throws -> Reporter? {
        try row("SELECT * FROM reporter WHERE phone = ?", [phone.e164]).map { try reporter($0, on: day) }
    }

    private func reporter(_ row: Row, on day: SchoolDay) throws -> Reporter {
        let phone = try row.requiredPhone("phone")
        let assignments = try rows(
            """
            SELECT codMod, anexo, letter FROM assignment
            WHERE phone = ? AND validFrom <= ? AND (validTo IS NULL OR validTo > ?)
            ORDER BY letter IS NULL, letter, codMod, anexo
            """, [phone.e164, day.iso, day.iso])
        return Reporter(
            phone: phone, name: row["name"], role: try row.value("role"), status: try row.value("status"),
            statusBefore: try row["statusBefore"] == nil ? nil : row.value("statusBefore"), language: row["language"],
            assignments: assignments.compactMap { row in
                row.schoolKey.map { Assignment(school: $0, letter: row["letter"]) }
            }, ugel: row["ugel"], lastHeardAt: row["lastHeardAt"])
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
