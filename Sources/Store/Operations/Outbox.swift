package import Attendance
package import Foundation
import GRDB

extension AttendanceStore {
    /// Queues texts in one transaction.
    ///
    /// - Returns: for each its row, or nil where a unique key says that it is there already (one
    ///   reply per text, one text per step).
    package func enqueue(_ drafts: [OutboundDraft], at now: Date) throws -> [Int64?] {
        guard !drafts.isEmpty else { return [] }
        return try write { db in try drafts.map { try db.enqueue($0, at: now) } }
    }

    /// What leaves next: replies, then the office's texts, alarms, questions, reminders; the oldest first.
    ///
    /// - Parameters:
    ///   - unasked: false leaves out questions and reminders.
    ///   - isWanted: passes over what is another modem's.
    package func nextOutbound(
        at now: Date, unasked: Bool, where isWanted: (OutboundMessage) -> Bool = { _ in true }
    ) throws -> OutboundMessage? {
        try read { db in
            // Nearly always the first will do; a queue full of another modem's texts is read in pages, each from where
            // the one before it ended.
            var (priority, dueAt, id): (Int, String, Int64) = (-1, "", 0)
            var page = 1
            while true {
                var count = 0
                let wanted = try db.values(
                    """
                    SELECT * FROM outboundMessage INDEXED BY outboundQueue
                    WHERE state = 'queued' AND (priority, dueAt, id) > (?1, ?2, ?3) AND priority <= ?4 AND dueAt <= ?5
                        AND (expiresAt IS NULL OR expiresAt > ?5)
                    ORDER BY priority, dueAt, id LIMIT ?6
                    """, [priority, dueAt, id, unasked ? OutboundKind.reminder.priority : Self.askedPriority, now, page]
                ) { row -> OutboundMessage? in
                    count += 1
                    (priority, dueAt, id) = (row["priority"], row["dueAt"], row["id"])
                    let message = try db.message(row)
                    return isWanted(message) ? message : nil
                }
                if let message = wanted.lazy.compactMap(\.self).first { return message }
                if count < page { return nil }
                page = 64
            }
        }
    }

    /// Replies, the office's texts and its alarms have this priority at most.
    private static let askedPriority = OutboundKind.alarm.priority

    /// When the queue changes by the clock alone: the next moment at which a text becomes due.
    package func nextDue(after now: Date) throws -> Date? {
        try read { db in
            try db.row(
                """
                SELECT dueAt FROM outboundMessage INDEXED BY outboundDue
                WHERE state = 'queued' AND dueAt > ? ORDER BY dueAt LIMIT 1
                """, [now]
            )?["dueAt"]
        }
    }

    /// Gives up what waited for too long.
    ///
    /// - Returns: how many texts.
    package func expireOutbound(at now: Date) throws -> Int {
        // Asked every time the queue is looked at: a read costs no commit.
        let isAnyDue = try read { db in
            try db.row(
                """
                SELECT 1 FROM outboundMessage INDEXED BY outboundExpiry
                WHERE state IN ('queued', 'held') AND expiresAt <= ? LIMIT 1
                """, [now]) != nil
        }
        guard isAnyDue else { return 0 }
        return try write { db in
            try db.forgetQuestions(of: "state IN ('queued', 'held') AND expiresAt <= ?", [now])
            try db.run(
                """
                UPDATE outboundMessage INDEXED BY outboundExpiry SET state = 'expired',
                    reason = 'not sent before its time was over' || coalesce(': ' || reason, '')
                WHERE state IN ('queued', 'held') AND expiresAt <= ?
                """, [now])
            return db.changesCount
        }
    }

    /// Whether a later reply to the same phone waits too.
    package func hasNewerReply(than message: OutboundMessage) throws -> Bool {
        try read { db in
            try db.count(
                """
                SELECT count(*) FROM outboundMessage
                WHERE recipient = ? AND id > ? AND state = 'queued' AND kind = 'reply'
                """, [message.recipient.e164, message.id]) > 0
        }
    }

    package static let newerReply = "a newer reply to this phone leaves instead"

    /// Takes back a text that has not left. Its unique keys stay taken: it is not queued again.
    package func withdraw(_ id: Int64, reason: String, at now: Date) throws {
        try write { db in
            try db.require(id, in: ["queued", "held"])
            try db.forgetQuestions(of: "id = ?", [id])
            try db.run("UPDATE outboundMessage SET state = 'withdrawn', reason = ? WHERE id = ?", [reason, id])
        }
    }

    /// A queued text is looked at again then.
    package func postpone(_ id: Int64, until moment: Date) throws {
        try write { try $0.run("UPDATE outboundMessage SET dueAt = ? WHERE id = ? AND state = 'queued'", [moment, id]) }
    }

    /// Newest first.
    package func outbox(states: Set<OutboundState>?, limit: Int) throws -> [OutboundMessage] {
        let wanted = (states ?? Set(OutboundState.allCases)).map { "'\($0.rawValue)'" }.sorted()
        return try read { db in
            try db.rows(
                """
                SELECT * FROM outboundMessage WHERE state IN (\(wanted.joined(separator: ", "))) AND recipient GLOB '+*'
                ORDER BY id DESC LIMIT ?
                """, [max(0, limit)]
            ).map { try db.message($0) }
        }
    }
}

extension SettlingTransaction {
    /// Of many texts that waited for long, each sender gets the answer to the last.
    package func withdrawReplies(to phone: PhoneNumber, before reply: Int64) throws {
        let older = """
            recipient = ? AND id < ? AND state = 'queued' AND kind = 'reply'
                AND NOT EXISTS (SELECT 1 FROM outboundPart WHERE message = outboundMessage.id AND state <> 'refused')
            """
        try db.forgetQuestions(of: older, [phone.e164, reply])
        try db.run(
            "UPDATE outboundMessage SET state = 'withdrawn', reason = ? WHERE \(older)",
            [AttendanceStore.newerReply, phone.e164, reply])
    }
}

extension Database {
    /// What nobody will hear was not asked: a later SI must not answer it, and a person has to read the texts that it
    /// was about, unless a later text went on from them and came to its end.
    ///
    /// - Parameter replies: which texts, as a condition on `outboundMessage`.
    func forgetQuestions(of replies: String, _ arguments: StatementArguments) throws {
        let unheard = "SELECT inReplyTo FROM outboundMessage WHERE inReplyTo IS NOT NULL AND \(replies)"
        try leaveToPerson(unheard, arguments)
        try run("DELETE FROM openQuestion WHERE inboundMessage IN (\(unheard))", arguments)
    }

    /// Texts that come to nothing, with those that had gone on in them. One that a later text went on from is that one's,
    /// and what a person has seen or dealt with is done.
    ///
    /// - Parameter texts: which, as a query for ids.
    func leaveToPerson(_ texts: String, _ arguments: StatementArguments) throws {
        try run(
            """
            WITH RECURSIVE unclear(id) AS (
                SELECT id FROM inboundMessage
                WHERE id IN (\(texts)) AND wentOnIn IS NULL AND reading IN ('no', \(Self.askingBack))
                UNION SELECT earlier.id FROM inboundMessage earlier JOIN unclear ON earlier.wentOnIn = unclear.id
            )
            UPDATE inboundMessage SET isUnread = 1
            WHERE id IN (SELECT id FROM unclear) AND reading <> 'no'
                AND NOT EXISTS (SELECT 1 FROM audit WHERE audit.inboundMessage = inboundMessage.id)
            """, arguments)
    }

    private static let askingBack = ReadingName.allCases.filter(\.asksBack).map { "'\($0.rawValue)'" }
        .joined(separator: ", ")
}

extension Database {
    /// - Returns: nil when it is there already.
    func enqueue(_ draft: OutboundDraft, at now: Date) throws -> Int64? {
        let school = draft.step?.school
        try run(
            """
            INSERT INTO outboundMessage (recipient, text, kind, priority, state, dueAt, expiresAt,
                inReplyTo, isSecondReply, officeReplyTo, alarm, alarmIsOver, step, question, stepDay, codMod, anexo, schools,
                createdAt)
            VALUES (?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """,
            [
                draft.recipient.e164, draft.text, draft.kind.rawValue, draft.kind.priority, draft.dueAt,
                draft.expiresAt, draft.inReplyTo, draft.isSecondReply, draft.officeReplyTo,
                draft.alarm?.alarm, draft.alarm?.isOver ?? false, draft.step?.step.rawValue, draft.step?.question, draft.step?.day.iso, school?.codMod, school?.anexo,
                draft.schools.map(\.text).joined(separator: ","), now,
            ])
        return changesCount == 1 ? lastInsertedRowID : nil
    }

    @discardableResult
    func require(_ id: Int64, in states: [String]) throws -> Row {
        guard let row = try row("SELECT * FROM outboundMessage WHERE id = ?", [id]) else {
            throw StoreError.noSuchMessage(id)
        }
        let state: String = row["state"]
        guard states.contains(state) else {
            throw StoreError.wrongState(message: id, state: state, wanted: states.joined(separator: " or "))
        }
        return row
    }

    func message(_ row: Row) throws -> OutboundMessage {
        let id: Int64 = row["id"]
        let recipient = try row.requiredPhone("recipient")
        let first = try self.row(
            "SELECT messageReference, sim, modem FROM outboundPart WHERE message = ? AND sequence = 1", [id])
        let partsSent = try partsSent(of: id)
        return OutboundMessage(
            id: id, recipient: recipient, text: row["text"], kind: try row.value("kind"),
            state: try row.value("state"), reason: row["reason"], dueAt: row["dueAt"],
            expiresAt: row["expiresAt"], attempts: row["attempts"],
            messageReference: first?["messageReference"],
            step: try row.stepKey(for: recipient), schools: row.schoolKeys("schools"),
            inReplyTo: row["inReplyTo"], officeReplyTo: row["officeReplyTo"], resendOf: row["resendOf"],
            createdAt: row["createdAt"], sentAt: row["sentAt"], partsTotal: row["partsTotal"], partsSent: partsSent,
            begunBy: partsSent > 0 ? first?["sim"] : nil, begunByModem: partsSent > 0 ? first?["modem"] : nil)
    }

    func partsSent(of message: Int64) throws -> Int {
        try count(
            "SELECT count(*) FROM outboundPart WHERE message = ? AND state IN ('sent', 'delivered')", [message])
    }
}
