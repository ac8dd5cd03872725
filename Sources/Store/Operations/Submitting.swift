import Attendance
package import Foundation
import GRDB

// States of a part, in visiting order:
//   submitting  committed before its body leaves; from here on it may be on the air
//   sent        the modem answered +CMGS
//   delivered   a status report says so
// or refused (for now, nothing is on the air), failed (for good), unknown (silence, or we died).
//
// The state of a text follows from its parts, see ``settleState(of:interrupted:at:)``.
extension AttendanceStore {
    /// Committed before the body of this part leaves.
    ///
    /// Counts an attempt when the text leaves the queue: with its first part, and again with the part
    /// that a refusal had sent it back for.
    ///
    /// - Throws: ``StoreError/wrongState(message:state:wanted:)`` when the text is not queued or under
    ///   way, ``StoreError/wrongPart(message:sequence:state:wanted:)`` when the part may be on the air
    ///   already or the parts before it are not. Then the body must not leave.
    package func beginSubmitting(
        _ id: Int64, sequence: Int, of total: Int, modem: String, sim: String, at now: Date
    ) throws {
        try write { db in
            let message = try db.require(id, in: ["queued", "submitting"])
            try db.requireNext(sequence, of: id)
            try db.run(
                """
                UPDATE outboundMessage SET state = 'submitting', reason = NULL, partsTotal = ?,
                    attempts = attempts + ? WHERE id = ?
                """, [total, message["state"] as String == "queued" ? 1 : 0, id])
            let recipient: String = message["recipient"]
            try db.run(
                """
                INSERT OR REPLACE INTO outboundPart (message, sequence, state, modem, sim,
                    recipientTail, submittedAt)
                VALUES (?, ?, 'submitting', ?, ?, ?, ?)
                """, [id, sequence, modem, sim, recipient.numberTail, now])
        }
    }

    /// Commits what became of it. A text is `sent` when all its parts are.
    ///
    /// A late `sent` resolves an `unknown`; nothing else changes a part that is not `submitting`.
    package func finishSubmitting(_ id: Int64, sequence: Int, _ result: SubmitResult, at now: Date) throws {
        try write { try $0.finish(sequence, of: id, result, at: now) }
    }

    /// A text of which some parts are out, and whose next one was not begun, goes back into the queue.
    /// Does nothing to a text in any other state.
    package func requeueRest(of id: Int64, at now: Date) throws {
        try write { db in
            guard try db.row("SELECT 1 FROM outboundMessage WHERE id = ? AND state = 'submitting'", [id]) != nil
            else { return }
            try db.settleState(of: id, interrupted: true, at: now)
        }
    }

    /// At start: a part that was being submitted when the daemon ended may be on the air, and is
    /// `unknown`. A text that was between two parts goes on with the next one.
    ///
    /// - Returns: the texts that are unknown now.
    package func markInterrupted(at now: Date) throws -> [Int64] {
        try write { db in
            try db.rows("SELECT id FROM outboundMessage WHERE state = 'submitting' ORDER BY id").compactMap { row in
                let id: Int64 = row["id"]
                try db.run(
                    """
                    UPDATE outboundPart SET state = 'unknown', reason = 'interrupted'
                    WHERE message = ? AND state = 'submitting'
                    """, [id])
                let isUnknown = db.changesCount > 0
                try db.settleState(of: id, interrupted: true, at: now)
                for sequence in try db.sequences(of: id, in: "unknown") {
                    try db.matchWaitingReports(near: id, sequence: sequence)
                }
                return isUnknown ? id : nil
            }
        }
    }
}

extension Database {
    /// Sets the state of a text from those of its parts: failed if one failed, unknown if one is
    /// unknown, submitting while one is, queued if one was refused for now; sent when all are sent,
    /// delivered when all are delivered.
    ///
    /// While some are out and the next was not begun, a text under way stays so; an interrupted one,
    /// or one whose unknown part was found to have arrived, goes back into the queue for the rest. A
    /// text that was given up stays given up.
    func settleState(of id: Int64, interrupted: Bool = false, at now: Date) throws {
        guard let message = try row("SELECT state, partsTotal FROM outboundMessage WHERE id = ?", [id]),
            !["held", "withdrawn", "expired"].contains(message["state"] as String)
        else { return }
        let parts = try rows("SELECT state, reason FROM outboundPart WHERE message = ? ORDER BY sequence", [id])
        let total: Int = message["partsTotal"]
        let deciding = ["failed", "unknown", "submitting", "refused"].lazy.compactMap { state in
            parts.first { $0["state"] as String == state }
        }.first
        let delivered = parts.filter { $0["state"] as String == "delivered" }.count
        let isUnderWay = !interrupted && message["state"] as String == "submitting"
        let state: String =
            switch deciding?["state"] as String? {
            case "refused": "queued"
            case let worst?: worst
            case nil where delivered >= total: "delivered"
            case nil where parts.count >= total: "sent"
            case nil: isUnderWay ? "submitting" : "queued"
            }
        try run(
            """
            UPDATE outboundMessage SET state = ?1, reason = ?2,
                sentAt = CASE WHEN ?1 IN ('sent', 'delivered') THEN coalesce(sentAt, ?3) ELSE sentAt END
            WHERE id = ?4
            """, [state, deciding?["reason"] as String?, now, id])
        if state == "failed" { try forgetQuestions(of: "id = ?", [id]) }
        if state == "sent" || state == "delivered" {
            // It has left after all: a repetition that still waits would be the second answer.
            try run(
                """
                UPDATE outboundMessage SET state = 'withdrawn', reason = 'the first one has left'
                WHERE resendOf = ? AND state IN ('queued', 'held')
                """, [id])
        }
    }

    func finish(_ sequence: Int, of id: Int64, _ result: SubmitResult, at now: Date) throws {
        switch result {
        case .sent(let reference):
            try requirePart(sequence, of: id, in: ["submitting", "unknown"])
            try run(
                """
                UPDATE outboundPart SET state = 'sent', reason = NULL, messageReference = ?, sentAt = ?
                WHERE message = ? AND sequence = ?
                """, [reference, now, id, sequence])
        case .failed(let reason):
            try close(sequence, of: id, as: "failed", reason)
        case .unknown(let reason):
            try close(sequence, of: id, as: "unknown", reason)
        case .retry(let moment, let reason):
            try close(sequence, of: id, as: "refused", reason)
            try run("UPDATE outboundMessage SET dueAt = ? WHERE id = ?", [moment, id])
        case .notTaken(let reason):
            try close(sequence, of: id, as: "refused", reason)
            try run("UPDATE outboundMessage SET attempts = max(attempts - 1, 0) WHERE id = ?", [id])
        }
        try settleState(of: id, at: now)
        try matchWaitingReports(near: id, sequence: sequence)
    }

    /// The part that may be begun: the first one that is not out.
    fileprivate func requireNext(_ sequence: Int, of id: Int64) throws {
        let others = try rows("SELECT sequence, state FROM outboundPart WHERE message = ?", [id])
        if let same = others.first(where: { $0["sequence"] as Int == sequence }),
            same["state"] as String != "refused"
        {
            throw StoreError.wrongPart(message: id, sequence: sequence, state: same["state"], wanted: "new or refused")
        }
        let out = others.filter { ["sent", "delivered"].contains($0["state"] as String) }.count
        guard sequence == out + 1 else {
            throw StoreError.wrongPart(
                message: id, sequence: sequence, state: "not the next one", wanted: "part \(out + 1)")
        }
    }

    fileprivate func requirePart(_ sequence: Int, of id: Int64, in states: [String]) throws {
        let part = try row("SELECT state FROM outboundPart WHERE message = ? AND sequence = ?", [id, sequence])
        let state: String = part?["state"] ?? "not begun"
        guard states.contains(state) else {
            throw StoreError.wrongPart(
                message: id, sequence: sequence, state: state, wanted: states.joined(separator: " or "))
        }
    }

    fileprivate func close(_ sequence: Int, of id: Int64, as state: String, _ reason: String) throws {
        try requirePart(sequence, of: id, in: ["submitting"])
        try run(
            "UPDATE outboundPart SET state = ?, reason = ? WHERE message = ? AND sequence = ?",
            [state, reason, id, sequence])
    }

    fileprivate func sequences(of id: Int64, in state: String) throws -> [Int] {
        try rows(
            "SELECT sequence FROM outboundPart WHERE message = ? AND state = ? ORDER BY sequence", [id, state]
        ).map { $0["sequence"] }
    }
}
