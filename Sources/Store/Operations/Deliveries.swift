import Attendance
package import Foundation
import GRDB

extension AttendanceStore {
    /// How long after a submit a status report can be about it.
    package static let deliveryWindow: TimeInterval = 72 * 3600
    /// A clock may be set back by so much between submit and report.
    static let clockTolerance: TimeInterval = 60

    /// Takes a status report home to the text it is about: by SIM, message reference and the last
    /// eight digits of the number, at most ``deliveryWindow`` after the submit, the newest first; and
    /// to a submit whose answer never came or told no reference.
    ///
    /// Kept even when nothing fits: it may have overtaken the answer to its submit, and is matched
    /// when that is written. The very same report again changes nothing; those that
    /// ``keep(_:at:)`` was given are here already.
    ///
    /// - Returns: the text, nil when none fits so far.
    package func applyDelivery(_ report: DeliveryReport, at now: Date) throws -> Int64? {
        try write { db in
            let known = try db.row(
                """
                SELECT id, message FROM deliveryReport
                WHERE sim = ? AND messageReference = ? AND recipient = ? AND status = ? AND receivedAt = ?
                """,
                [report.sim, report.messageReference, report.recipient, report.status, report.receivedAt])
            if let known { return known["message"] }
            return try db.keepDelivery(report, part: nil)
        }
    }
}

extension Database {
    /// - Parameter part: the PDU it was read from.
    /// - Returns: the text it is about, nil while that is not known.
    @discardableResult
    func keepDelivery(_ report: DeliveryReport, part: Int64?) throws -> Int64? {
        try run(
            """
            INSERT INTO deliveryReport (inboundPart, sim, messageReference, recipient, recipientTail,
                status, category, dischargedAt, receivedAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                part, report.sim, report.messageReference, report.recipient, report.recipient.numberTail,
                report.status, report.category.rawValue, report.dischargedAt, report.receivedAt,
            ])
        guard let kept = try row("SELECT * FROM deliveryReport WHERE id = ?", [lastInsertedRowID]) else { return nil }
        return try match(kept)
    }

    /// Reports to that number that came before it was known which submit they are about.
    func matchWaitingReports(near message: Int64, sequence: Int) throws {
        let waiting = try rows(
            """
            SELECT r.* FROM deliveryReport r
            JOIN outboundPart p ON p.sim = r.sim AND p.recipientTail = r.recipientTail
            WHERE p.message = ? AND p.sequence = ? AND r.message IS NULL ORDER BY r.id
            """, [message, sequence])
        for report in waiting { try match(report) }
    }

    @discardableResult
    private func match(_ report: Row) throws -> Int64? {
        let receivedAt: Date = report["receivedAt"]
        let candidates = try rows(
            """
            SELECT message, sequence, state, messageReference FROM outboundPart
            WHERE sim = ? AND recipientTail = ? AND submittedAt BETWEEN ? AND ?
            ORDER BY submittedAt DESC, message DESC, sequence DESC
            """,
            [
                report["sim"] as String, report["recipientTail"] as String,
                receivedAt.addingTimeInterval(-AttendanceStore.deliveryWindow),
                receivedAt.addingTimeInterval(AttendanceStore.clockTolerance),
            ])
        guard let part = Self.subject(of: report["messageReference"], among: candidates) else { return nil }
        let (message, sequence): (Int64, Int) = (part["message"], part["sequence"])
        try run(
            "UPDATE deliveryReport SET message = ?, sequence = ? WHERE id = ?",
            [message, sequence, report["id"] as Int64])
        try apply(try report.value("category"), report, to: message, sequence)
        return message
    }

    /// Which submit a report with that reference is about.
    ///
    /// - Parameter submits: to that number, the newest first.
    private static func subject(of reference: Int, among submits: [Row]) -> Row? {
        func first(_ states: Set<String>, reference: Int?) -> Row? {
            submits.first {
                $0["messageReference"] as Int? == reference && states.contains($0["state"])
            }
        }
        if let open = first(["sent", "unknown"], reference: reference) { return open }
        // The answer of this one is still to come and may tell that reference: the report waits.
        if submits.contains(where: { $0["state"] as String == "submitting" }) { return nil }
        // The very reference comes before a guess: a report is repeated, and must not make another text
        // delivered that nobody has seen leave. Else: its answer never came, or told none.
        return first(["delivered", "failed"], reference: reference)
            ?? first(["unknown", "sent"], reference: nil)
    }

    private func apply(
        _ category: DeliveryReport.Category, _ report: Row, to message: Int64, _ sequence: Int
    ) throws {
        let status: Int = report["status"]
        let receivedAt: Date = report["receivedAt"]
        // Any report proves that the network took it: an unknown outcome is unknown no more. What was
        // delivered stays so, whatever a belated copy says.
        let (state, reason): (String, String?) =
            switch category {
            case .completed: ("delivered", nil)
            case .stillTrying: ("sent", nil)
            case .permanentError, .givenUp: ("failed", "not delivered (status \(status))")
            }
        try run(
            """
            UPDATE outboundPart SET status = ?1, messageReference = ?2, sentAt = coalesce(sentAt, ?3),
                deliveredAt = CASE WHEN ?4 = 'delivered' THEN ?3 END, state = ?4, reason = ?5
            WHERE message = ?6 AND sequence = ?7 AND state <> 'delivered'
                AND NOT (?4 = 'sent' AND state = 'failed')
            """, [status, report["messageReference"] as Int, receivedAt, state, reason, message, sequence])
        try settleState(of: message, at: receivedAt)
    }
}

extension String {
    /// The last eight digits: networks write the same number with and without its prefix.
    var numberTail: String { String(filter { ("0"..."9") ~= $0 }.suffix(8)) }
}
