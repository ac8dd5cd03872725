package import Attendance
package import Foundation
import GRDB

/// Enrolment as a reporter told it (MATRICULA).
package struct StoredProposal: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable { case waiting, accepted, refused, superseded }

    package let id: Int64
    package let proposal: EnrolmentProposal
    package let state: State
    /// The text it came in.
    package let message: Int64?

    init(_ row: Row) throws {
        id = row["id"]
        proposal = EnrolmentProposal(
            school: SchoolKey(row["codMod"], anexo: row["anexo"]),
            enrolment: Enrolment(boys: row["boys"], girls: row["girls"], teachers: row["teachers"]),
            phone: try row.requiredPhone("phone"), receivedAt: row["receivedAt"])
        state = try row.value("state")
        message = row["inboundMessage"]
    }
}

/// What FALTA said of one day and reason.
package struct StoredAbsence: Hashable, Sendable {
    package let school: SchoolKey
    package let day: SchoolDay
    package let reason: AbsenceReason
    package let teachers: Int
    package let isTraining: Bool
    /// Nil once the person was erased.
    package let phone: PhoneNumber?
    package let receivedAt: Date

    init(_ row: Row) throws {
        school = SchoolKey(row["codMod"], anexo: row["anexo"])
        day = try row.day("day")
        reason = try row.value("reason")
        teachers = row["teachers"]
        isTraining = row["isTraining"]
        phone = row.phone("phone")
        receivedAt = row["receivedAt"]
    }
}

extension AttendanceStore {
    /// Newest first; those that wait only, or all.
    package func proposals(all: Bool, limit: Int) throws -> [StoredProposal] {
        try read { db in
            try db.rows(
                "SELECT * FROM enrolmentProposal WHERE (? OR state = 'waiting') ORDER BY id DESC LIMIT ?",
                [all, max(0, limit)]
            ).map(StoredProposal.init)
        }
    }

    package func proposal(_ id: Int64) throws -> StoredProposal? {
        try read { db in
            try db.row("SELECT * FROM enrolmentProposal WHERE id = ?", [id]).map(StoredProposal.init)
        }
    }

    /// Makes a proposal the enrolment in force from a day on; what it does not name stays. The text is read then.
    ///
    /// - Throws: ``StoreError/noProposal(_:)``, ``StoreError/noSuchSchool(_:phone:)``.
    /// - Returns: the enrolment from that day on.
    package func accept(
        proposal id: Int64, validFrom day: SchoolDay, by signature: Signature
    ) throws -> Enrolment {
        try write { db in
            let proposal = try db.decide(id, .accepted)
            let key = proposal.school
            guard let school = try db.school(key, on: day) else {
                throw StoreError.noSuchSchool(key, phone: proposal.phone)
            }
            let enrolment = Enrolment(
                boys: proposal.enrolment.boys ?? school.enrolment.boys,
                girls: proposal.enrolment.girls ?? school.enrolment.girls,
                teachers: proposal.enrolment.teachers ?? school.enrolment.teachers)
            try db.run(
                """
                INSERT OR REPLACE INTO enrolment (codMod, anexo, validFrom, boys, girls, teachers)
                VALUES (?, ?, ?, ?, ?, ?)
                """, [key.codMod, key.anexo, day.iso, enrolment.boys, enrolment.girls, enrolment.teachers])
            try db.audit(.acceptEnrolment, phone: proposal.phone, school: key, day: day, by: signature)
            return enrolment
        }
    }

    /// Leaves the enrolment as it is. The text is read then.
    ///
    /// - Throws: ``StoreError/noProposal(_:)``.
    package func refuse(proposal id: Int64, by signature: Signature) throws -> EnrolmentProposal {
        try write { db in
            let proposal = try db.decide(id, .refused)
            try db.audit(.refuseEnrolment, phone: proposal.phone, school: proposal.school, by: signature)
            return proposal
        }
    }

    /// Reasons of absence that count, the newest day first; training too.
    package func absences(from: SchoolDay?, to: SchoolDay?, school: SchoolKey?, limit: Int) throws -> [StoredAbsence] {
        try read { db in
            try db.rows(
                """
                SELECT * FROM absence
                WHERE (?1 IS NULL OR day >= ?1) AND (?2 IS NULL OR day <= ?2)
                    AND (?3 IS NULL OR (codMod = ?3 AND anexo = ?4)) AND state = 'current'
                ORDER BY day DESC, codMod, anexo, id LIMIT ?5
                """, [from?.iso, to?.iso, school?.codMod, school?.anexo, max(0, limit)]
            ).map(StoredAbsence.init)
        }
    }
}

extension Database {
    /// The last text about a day counts, whole; one that was sent before a later one, or completed after it, is history
    /// at once.
    func insert(_ absences: TeacherAbsences, message: Int64) throws {
        let place: StatementArguments = [
            absences.school.codMod, absences.school.anexo, absences.day.iso, absences.isTraining,
        ]
        let current = "codMod = ? AND anexo = ? AND day = ? AND isTraining = ? AND state = 'current'"
        let later = try count(
            "SELECT count(*) FROM absence WHERE \(current) AND receivedAt > ?", place + [absences.receivedAt])
        let counts = later == 0 && !absences.isHistory
        if counts { try run("UPDATE absence SET state = 'superseded' WHERE \(current)", place) }
        for (reason, teachers) in absences.reasons.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try run(
                """
                INSERT INTO absence (codMod, anexo, day, reason, teachers, state, isTraining, phone,
                    inboundMessage, receivedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    absences.school.codMod, absences.school.anexo, absences.day.iso, reason.rawValue, teachers,
                    counts ? "current" : "superseded", absences.isTraining, absences.phone.e164, message, absences.receivedAt,
                ])
        }
    }

    /// One waits per school: what was said last.
    func insert(_ proposal: EnrolmentProposal, message: Int64) throws {
        let key = proposal.school
        let before = try row(
            """
            SELECT id, inboundMessage, receivedAt FROM enrolmentProposal
            WHERE codMod = ? AND anexo = ? AND state = 'waiting'
            """, [key.codMod, key.anexo])
        let isLater = proposal.isHistory || before.map { ($0["receivedAt"] as Date) > proposal.receivedAt } ?? false
        if let before, !isLater {
            try run("UPDATE enrolmentProposal SET state = 'superseded' WHERE id = ?", [before["id"] as Int64])
            try markRead(before)
        }
        try run(
            """
            INSERT INTO enrolmentProposal (codMod, anexo, boys, girls, teachers, state, phone, inboundMessage,
                receivedAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key.codMod, key.anexo, proposal.enrolment.boys, proposal.enrolment.girls,
                proposal.enrolment.teachers, isLater ? "superseded" : "waiting", proposal.phone.e164, message, proposal.receivedAt,
            ])
        // There is nothing to decide about it.
        if isLater { try run("UPDATE inboundMessage SET isUnread = 0 WHERE id = ?", [message]) }
    }

    func waitingProposal(of school: SchoolKey) throws -> EnrolmentProposal? {
        try row(
            "SELECT * FROM enrolmentProposal WHERE codMod = ? AND anexo = ? AND state = 'waiting'",
            [school.codMod, school.anexo]
        ).map { try StoredProposal($0).proposal }
    }

    /// Its reporter has said that what is in force is right: nobody needs to decide.
    func withdrawProposal(of school: SchoolKey) throws {
        guard
            let waiting = try row(
                "SELECT id, inboundMessage FROM enrolmentProposal WHERE codMod = ? AND anexo = ? AND state = 'waiting'",
                [school.codMod, school.anexo])
        else { return }
        try run("UPDATE enrolmentProposal SET state = 'superseded' WHERE id = ?", [waiting["id"] as Int64])
        try markRead(waiting)
    }

    fileprivate func decide(_ id: Int64, _ state: StoredProposal.State) throws -> EnrolmentProposal {
        guard let row = try row("SELECT * FROM enrolmentProposal WHERE id = ?", [id]) else {
            throw StoreError.noProposal(id)
        }
        let stored = try StoredProposal(row)
        guard stored.state == .waiting else { throw StoreError.noProposal(id) }
        try run("UPDATE enrolmentProposal SET state = ? WHERE id = ?", [state.rawValue, id])
        try markRead(row)
        return stored.proposal
    }

    private func markRead(_ proposal: Row) throws {
        guard let message: Int64 = proposal["inboundMessage"] else { return }
        try run("UPDATE inboundMessage SET isUnread = 0 WHERE id = ?", [message])
    }
}
