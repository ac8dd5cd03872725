import Attendance
import Foundation
import GRDB

// What has happened since a backup was made, its database does not know: texts that wait in it may have been sent,
// questions that are due in it may have been asked. Whatever could be sent a second time is not sent.
extension Database {
    /// What the new database begins with: its texts held, today held, and a line of who restored it.
    func makeRestored(from source: String, today: SchoolDay, by signature: Signature) throws -> RestoredChanges {
        let reaches = try latestMoment()
        let texts = try makeWaitingTextsUnknown(at: signature.at)
        let parts = try forbidReplies()
        let hold = try insert(
            Hold(
                scope: .office, first: today, last: today, note: "restored from a backup: it may have been asked before",
                origin: .office),
            by: signature)
        let note = [signature.note, "from \(source), \(texts) texts unknown"].filter { !$0.isEmpty }.joined(separator: "; ")
        try audit(.restore, day: today, hold: hold, by: Signature(person: signature.person, at: signature.at, note: note))
        return RestoredChanges(reaches: reaches, unknownTexts: texts, unansweredParts: parts, hold: hold)
    }

    private func latestMoment() throws -> Date? {
        try row(
            """
            SELECT max(at) AS latest FROM (
                SELECT max(receivedAt) AS at FROM inboundPart UNION ALL SELECT max(createdAt) FROM outboundMessage
                UNION ALL SELECT max(sentAt) FROM outboundPart UNION ALL SELECT max(receivedAt) FROM report
                UNION ALL SELECT max(at) FROM audit UNION ALL SELECT max(statusSince) FROM reporter)
            """)?["latest"]
    }

    static let restored = "restored from a backup: it may have been sent since"

    /// As ``AttendanceStore/markInterrupted(at:)``, for all that could leave.
    private func makeWaitingTextsUnknown(at now: Date) throws -> Int {
        let waiting = try rows(
            "SELECT id, partsTotal FROM outboundMessage WHERE state IN ('queued', 'held', 'submitting') ORDER BY id")
        for row in waiting {
            let id: Int64 = row["id"]
            try run(
                """
                UPDATE outboundPart SET state = 'unknown', reason = ?
                WHERE message = ? AND state IN ('submitting', 'refused')
                """, [Self.restored, id])
            try addUnknownPart(of: id, total: row["partsTotal"])
            try run("UPDATE outboundMessage SET state = 'unknown', reason = ? WHERE id = ?", [Self.restored, id])
        }
        for row in waiting {
            let id: Int64 = row["id"]
            let unknown = try rows("SELECT sequence FROM outboundPart WHERE message = ? AND state = 'unknown'", [id])
            for part in unknown { try matchWaitingReports(near: id, sequence: part["sequence"]) }
        }
        return waiting.count
    }

    /// Some parts are out and the next was not begun: a text is what its parts are, and a status report of one that is
    /// out would send the rest.
    private func addUnknownPart(of id: Int64, total: Int) throws {
        try run(
            """
            INSERT INTO outboundPart (message, sequence, state, reason, modem, sim, recipientTail, submittedAt)
            SELECT message, sequence + 1, 'unknown', ?, modem, sim, recipientTail, submittedAt FROM outboundPart AS last
            WHERE message = ? AND sequence < ? AND sequence = (SELECT max(sequence) FROM outboundPart WHERE message = last.message)
                AND NOT EXISTS (SELECT 1 FROM outboundPart WHERE message = last.message AND state = 'unknown')
            """, [Self.restored, id, total])
    }

    /// What came and was not read yet is read, and may have been answered before.
    private func forbidReplies() throws -> Int {
        try run(
            """
            UPDATE inboundPart SET forbidsAutomaticReply = 1
            WHERE inboundMessage IS NULL AND content = 'part' AND duplicateOf IS NULL
            """)
        return changesCount
    }
}
