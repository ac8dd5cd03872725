import Attendance
package import Foundation
import GRDB

// What is done about texts of which nobody knows whether they left.
extension AttendanceStore {
    /// A `+CMGS` that came after its deadline: the newest part that this modem was given and whose
    /// outcome is unknown has left after all.
    ///
    /// - Returns: the text it belongs to; nil when none fits.
    package func resolveUnknown(
        modem: String, messageReference: Int?, submittedSince: Date, at now: Date
    ) throws -> Int64? {
        try write { db in
            let part = try db.row(
                """
                SELECT message, sequence FROM outboundPart
                WHERE modem = ? AND state = 'unknown' AND submittedAt >= ?
                ORDER BY submittedAt DESC, message DESC, sequence DESC LIMIT 1
                """, [modem, submittedSince])
            guard let part else { return nil }
            let message: Int64 = part["message"]
            try db.finish(part["sequence"], of: message, .sent(messageReference: messageReference), at: now)
            return message
        }
    }

    /// Queues once more the replies whose outcome has been unknown for so long, marked `resendOf`. A
    /// repetition is never repeated, and questions and reminders are not.
    ///
    /// - Returns: the new texts.
    package func resendUnknownReplies(submittedBefore: Date, at now: Date) throws -> [Int64] {
        try write { db in
            let unknown = try db.rows(
                """
                SELECT id FROM outboundMessage AS old
                WHERE kind = 'reply' AND state = 'unknown' AND resendOf IS NULL AND recipient GLOB '+*'
                    AND (expiresAt IS NULL OR expiresAt > ?)
                    AND NOT EXISTS (SELECT 1 FROM outboundMessage WHERE resendOf = old.id)
                    -- The text was completed since, and answered anew.
                    AND NOT EXISTS (SELECT 1 FROM outboundMessage AS second
                        WHERE second.inReplyTo = old.inReplyTo AND second.isSecondReply AND NOT old.isSecondReply)
                    AND (SELECT max(submittedAt) FROM outboundPart WHERE message = old.id) <= ?
                ORDER BY id
                """, [now, submittedBefore])
            return try unknown.map { row in
                let id: Int64 = row["id"]
                try db.run(
                    """
                    INSERT INTO outboundMessage (recipient, text, kind, priority, state, dueAt, expiresAt,
                        resendOf, schools, createdAt)
                    SELECT recipient, text, kind, priority, 'queued', ?, expiresAt, id, schools, ?
                    FROM outboundMessage WHERE id = ?
                    """, [now, now, id])
                return db.lastInsertedRowID
            }
        }
    }
}
