package import Attendance
import Foundation
import GRDB

// What the office does by hand. Each deed and its line in the audit trail are one transaction.
extension AttendanceStore {
    /// Lets an applicant report for a school, from a day on; also one whom the office had refused.
    ///
    /// - Parameter greeting: tells them so.
    /// - Throws: ``StoreError/notWaiting(_:)``, ``StoreError/noSuchSchool(_:phone:)``.
    /// - Returns: the id of the greeting.
    package func approve(
        _ phone: PhoneNumber, role: ReporterRole, for assignments: [Assignment], validFrom: SchoolDay,
        greeting: OutboundDraft?, by signature: Signature
    ) throws -> Int64? {
        try write { db in
            let before = try db.requireApplicant(phone, in: [.pending, .refused], on: validFrom)
            for assignment in assignments where try db.school(assignment.school, on: validFrom) == nil {
                throw StoreError.noSuchSchool(assignment.school, phone: phone)
            }
            try db.run(
                """
                UPDATE reporter SET status = 'active', statusBefore = NULL, statusSince = ?, role = ?
                WHERE phone = ?
                """, [signature.at, role.rawValue, phone.e164])
            var reporter = before
            reporter.assignments += assignments.filter { new in !before.assignments.contains { $0.school == new.school } }
            try db.replaceAssignments(of: reporter, validFrom: validFrom)
            for assignment in assignments {
                try db.audit(.approve, phone: phone, school: assignment.school, day: validFrom, by: signature)
            }
            return try greeting.flatMap { try db.enqueue($0, at: signature.at) }
        }
    }

    /// Says no to an applicant. They get no text, and another ALTA changes nothing: a person of the office reads it.
    package func refuse(_ phone: PhoneNumber, by signature: Signature) throws {
        try write { db in
            _ = try db.requireApplicant(phone, in: [.pending], on: SchoolDay(signature.at, in: .gmt))
            try db.run(
                "UPDATE reporter SET status = 'refused', statusSince = ? WHERE phone = ?", [signature.at, phone.e164])
            try db.audit(.refuse, phone: phone, by: signature)
        }
    }

    /// Makes this the current report of its school and day, in the office's name.
    ///
    /// - Parameter correcting: the report it stands in for; nil for one where there was none.
    /// - Throws: ``StoreError/notCurrent(report:)`` when something has come in between.
    package func enter(
        _ report: AttendanceReport, correcting old: Int64?, by signature: Signature
    ) throws -> Int64 {
        try write { db in
            try db.requireCurrent(old, for: report)
            let id = try db.insertCurrent(report, source: .office, message: nil)
            try db.audit(
                old == nil ? .enterReport : .correctReport, phone: report.phone, school: report.school, day: report.day,
                report: id, by: signature)
            return id
        }
    }

    /// Takes a report back: it counts nowhere and stays as history.
    ///
    /// - Throws: ``StoreError/noSuchReport(_:)``, ``StoreError/notCurrent(report:)``.
    package func voidReport(_ id: Int64, by signature: Signature) throws -> StoredReport {
        try write { db in
            guard let row = try db.row("SELECT * FROM report WHERE id = ?", [id]) else {
                throw StoreError.noSuchReport(id)
            }
            let stored = try StoredReport(row)
            guard stored.state == .current else { throw StoreError.notCurrent(report: id) }
            try db.run("UPDATE report SET state = 'void' WHERE id = ?", [id])
            try db.audit(
                .voidReport, phone: stored.report.phone, school: stored.report.school, day: stored.report.day,
                report: id, by: signature)
            return stored
        }
    }

    /// Takes back why teachers were not there on a day, as a reporter told it; practice stays.
    ///
    /// - Returns: what was taken back; nothing is written where there is none.
    package func voidAbsences(of school: SchoolKey, on day: SchoolDay, by signature: Signature) throws -> [StoredAbsence] {
        try write { db in
            let place: StatementArguments = [school.codMod, school.anexo, day.iso]
            let current = "codMod = ? AND anexo = ? AND day = ? AND NOT isTraining AND state = 'current'"
            let absences = try db.rows("SELECT * FROM absence WHERE \(current) ORDER BY id", place).map(StoredAbsence.init)
            guard let first = absences.first else { return [] }
            try db.run("UPDATE absence SET state = 'superseded' WHERE \(current)", place)
            try db.audit(.voidAbsences, phone: first.phone, school: school, day: day, by: signature)
            return absences
        }
    }

    package func report(_ id: Int64) throws -> StoredReport? {
        try read { db in try db.row("SELECT * FROM report WHERE id = ?", [id]).map { try StoredReport($0) } }
    }

    /// The trail, newest first.
    package func audit(limit: Int) throws -> [AuditEntry] {
        try read { db in
            try db.rows("SELECT * FROM audit ORDER BY id DESC LIMIT ?", [max(0, limit)]).map(AuditEntry.init)
        }
    }
}

extension AuditEntry {
    init(_ row: Row) throws {
        self.init(
            id: row["id"], at: row["at"], person: row["person"], deed: try row.value("deed"),
            phone: row.phone("phone"), school: row.schoolKey,
            day: (row["day"] as String?).flatMap { SchoolDay(iso: $0) }, report: row["report"],
            text: row["inboundMessage"] ?? (row["inboundPart"] as Int64?).map { -$0 },
            message: row["outboundMessage"], closure: row["closure"], hold: row["hold"],
            note: row["note"])
    }
}

extension Database {
    func audit(
        _ deed: OfficeDeed, phone: PhoneNumber? = nil, school: SchoolKey? = nil, day: SchoolDay? = nil,
        report: Int64? = nil, text: InboxID? = nil, message: Int64? = nil, closure: Int64? = nil, hold: Int64? = nil,
        by signature: Signature
    ) throws {
        try run(
            """
            INSERT INTO audit (at, person, deed, phone, codMod, anexo, day, report, inboundMessage, inboundPart,
                outboundMessage, closure, hold, note)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                signature.at, signature.person, deed.rawValue, phone?.e164, school?.codMod, school?.anexo, day?.iso,
                report, text?.message, text?.part, message, closure, hold, signature.note,
            ])
    }

    fileprivate func requireApplicant(
        _ phone: PhoneNumber, in states: Set<ReporterStatus>, on day: SchoolDay
    ) throws -> Reporter {
        guard let reporter = try reporter(phone, on: day), states.contains(reporter.status) else {
            throw StoreError.notWaiting(phone)
        }
        return reporter
    }
}
