package import Attendance
package import Foundation
import GRDB

/// Somebody rang at the modem; calls are hung up, not taken.
package struct MissedCall: Hashable, Sendable {
    package let id: Int64
    /// As the network told it; nil where it was withheld.
    package let number: String?
    /// Nil when the number is no Peruvian mobile.
    package let phone: PhoneNumber?
    /// Name of the roster, where the phone is in it.
    package let reporter: String?
    package let modem: String
    package let sim: String
    /// The first time.
    package let receivedAt: Date
    /// How often in a row.
    package let rings: Int
    /// The text that it was sent.
    package var answer: Int64?

    init(_ row: Row) {
        id = row["id"]
        number = row["number"]
        phone = row.phone("phone")
        reporter = row["reporter"]
        modem = row["modem"]
        sim = row["sim"]
        receivedAt = row["receivedAt"]
        rings = row["rings"]
        answer = row["answer"]
    }
}

extension AttendanceStore {
    /// Seconds within which the same number at the same modem is the same call: modems tell each ring, and
    /// who is hung up on tries again at once.
    package static let sameCall: TimeInterval = 60

    /// - Returns: its row, and whether it is a new one.
    package func keepCall(
        number: String?, phone: PhoneNumber?, modem: String, sim: String, at now: Date
    ) throws -> (call: MissedCall, isNew: Bool) {
        try write { db in
            let last = try db.row(
                "SELECT id FROM missedCall WHERE modem = ? AND number IS ? AND lastAt >= ? AND lastAt <= ?",
                [modem, number, now.addingTimeInterval(-Self.sameCall), now])
            let id: Int64
            if let last {
                id = last["id"]
                try db.run("UPDATE missedCall SET rings = rings + 1, lastAt = ? WHERE id = ?", [now, id])
            } else {
                try db.run(
                    """
                    INSERT INTO missedCall (number, phone, modem, sim, receivedAt, lastAt, rings)
                    VALUES (?, ?, ?, ?, ?5, ?5, 1)
                    """, [number, phone?.e164, modem, sim, now])
                id = db.lastInsertedRowID
            }
            guard let call = try db.calls("WHERE c.id = ?", [id]).first else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "missedCall \(id) cannot be read back")
            }
            return (call, last == nil)
        }
    }

    /// Newest first.
    package func missedCalls(limit: Int) throws -> [MissedCall] {
        try read { try $0.calls("ORDER BY c.receivedAt DESC, c.id DESC LIMIT ?", [max(0, limit)]) }
    }
}

extension SettlingTransaction {
    /// Whether a call of this phone was answered since then.
    package func hasAnsweredCall(of phone: PhoneNumber, since moment: Date) throws -> Bool {
        try db.count(
            "SELECT count(*) FROM missedCall WHERE phone = ? AND answer IS NOT NULL AND receivedAt > ?",
            [phone.e164, moment]) > 0
    }

    /// Queues the text that answers a call.
    ///
    /// - Returns: its id.
    package func answer(call: Int64, _ draft: OutboundDraft, at now: Date) throws -> Int64? {
        guard let id = try db.enqueue(draft, at: now) else { return nil }
        try db.run("UPDATE missedCall SET answer = ? WHERE id = ?", [id, call])
        return id
    }
}

extension Database {
    fileprivate func calls(_ which: String, _ arguments: StatementArguments) throws -> [MissedCall] {
        try rows(
            "SELECT c.*, r.name AS reporter FROM missedCall c LEFT JOIN reporter r ON r.phone = c.phone \(which)",
            arguments
        ).map(MissedCall.init)
    }
}
