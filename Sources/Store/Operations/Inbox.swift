import Attendance
package import Foundation
import GRDB

extension AttendanceStore {
    /// Commits a whole listing, readable or not, in one transaction: after this the modem may
    /// forget it.
    ///
    /// The same PDU from the same SIM and slot, whose deletion the modem has not confirmed, is the
    /// row that is there. Any other repetition, by the modem or by the network (which lost our
    /// acknowledgement and sends again, perhaps through another service centre), is a row of its own
    /// that names the first. A status report is taken home to its submit in the same transaction.
    ///
    /// - Returns: one row an arrival, in the same order.
    package func keep(_ arrivals: [Arrival], at now: Date) throws -> [KeptPart] {
        guard !arrivals.isEmpty else { return [] }
        return try write { db in try arrivals.map { try db.keep($0, at: now) } }
    }

    /// The modem has forgotten these: the same PDU in the same slot would be a new arrival.
    package func confirmDeleted(_ ids: [Int64], at now: Date) throws {
        guard !ids.isEmpty else { return }
        try write { db in
            for id in ids {
                try db.run("UPDATE inboundPart SET deletedAt = ? WHERE id = ? AND deletedAt IS NULL", [now, id])
            }
        }
    }

    /// Texts that wait to be settled, oldest first: all their parts are here, or the missing ones
    /// were waited for long enough; and texts that were settled without parts that are here now.
    /// Copies and what could not be read are not among them.
    ///
    /// - Parameter partialAfter: seconds since the first part came.
    package func completeTexts(at now: Date, partialAfter: TimeInterval) throws -> [PartSet] {
        let (waiting, settled) = try read { db in
            let waiting = try db.rows(
                """
                SELECT * FROM inboundPart
                WHERE inboundMessage IS NULL AND content = 'part' AND duplicateOf IS NULL
                ORDER BY receivedAt, id
                """
            ).map(StoredPart.init)
            return (waiting, try db.settledParts(besides: waiting, since: now.addingTimeInterval(-Self.lateLimit)))
        }
        return PartCollector.collect(waiting, besides: settled) { now.timeIntervalSince($0) >= partialAfter }
    }

    /// Whether a part waits, for others of its text or to be settled.
    package func hasUnsettledParts() throws -> Bool {
        try read { db in
            let query = """
                SELECT 1 FROM inboundPart
                WHERE inboundMessage IS NULL AND content = 'part' AND duplicateOf IS NULL LIMIT 1
                """
            return try db.row(query) != nil
        }
    }

    /// Seconds since a part came, after which its text takes no other part: service centres give up
    /// before.
    static let lateLimit: TimeInterval = 8 * 24 * 3600
}

extension SettlingTransaction {
    /// The settling of a text that a late part may complete.
    package func earlierSettling(of message: Int64) throws -> EarlierSettling? {
        guard let row = try db.row("SELECT * FROM inboundMessage WHERE id = ?", [message]) else { return nil }
        // What could not be sent has told nobody anything.
        let reply = try db.row(
            """
            SELECT text FROM outboundMessage WHERE inReplyTo = ?
                AND state NOT IN ('failed', 'expired', 'withdrawn') ORDER BY id DESC LIMIT 1
            """, [message])
        let commands = try db.count(
            """
            SELECT count(*) FROM inboundMessage
            WHERE phone = ? AND receivedAt > ? AND reading IN ('optOut', 'optIn', 'application')
            """, [row["phone"] as String?, row["receivedAt"] as Date])
        return EarlierSettling(
            reading: row["reading"], reply: reply?["text"], hasCommandedSince: commands > 0,
            isAssigned: try db.isAssigned(message))
    }
}

extension Database {
    fileprivate func keep(_ arrival: Arrival, at now: Date) throws -> KeptPart {
        // A SIM whose ICCID cannot be read goes by its modem's IMEI, at one start and not at the next.
        let earlier = try rows(
            """
            SELECT id, memory, slot, deletedAt, duplicateOf FROM inboundPart
            WHERE partKey = ?1 AND (sim = ?2 OR modem = ?3 AND (sim LIKE 'imei:%' OR ?2 LIKE 'imei:%'))
            ORDER BY id
            """, [arrival.partKey, arrival.sim, arrival.modem])
        if let slot = arrival.slot, let same = earlier.first(where: { $0.isStill(in: slot) }) {
            return KeptPart(id: same["id"], isNew: false, duplicateOf: same["duplicateOf"])
        }
        let original: Int64? = try earlier.first?["id"] ?? repeated(arrival)
        let id = try insert(arrival, duplicateOf: original)
        if case .statusReport(let report) = arrival.content, original == nil {
            try keepDelivery(report, part: id)
        }
        return KeptPart(id: id, isNew: true, duplicateOf: original)
    }

    /// The text of which this is the network's repetition.
    private func repeated(_ arrival: Arrival) throws -> Int64? {
        guard case .part(let part) = arrival.content, let key = part.textKey else { return nil }
        return try row(
            """
            SELECT id FROM inboundPart
            WHERE textKey = ?1 AND duplicateOf IS NULL
                AND (sim = ?2 OR modem = ?3 AND (sim LIKE 'imei:%' OR ?2 LIKE 'imei:%'))
            ORDER BY id LIMIT 1
            """, [key, arrival.sim, arrival.modem])?["id"]
    }

    /// Parts that were settled, of the texts that these may belong to.
    fileprivate func settledParts(besides waiting: [StoredPart], since: Date) throws -> [StoredPart] {
        try Set(waiting.compactMap(\.key)).flatMap { key in
            try rows(
                """
                SELECT * FROM inboundPart WHERE inboundMessage IN (
                    SELECT inboundMessage FROM inboundPart
                    WHERE sender = ? AND sim = ? AND reference = ? AND bits = ? AND total = ?
                        AND inboundMessage IS NOT NULL AND receivedAt >= ?
                    GROUP BY inboundMessage ORDER BY max(receivedAt) DESC LIMIT ?)
                ORDER BY receivedAt, id
                """,
                [key.sender, key.sim, key.reference, key.bits, key.total, since, PartCollector.candidateLimit]
            ).map(StoredPart.init)
        }
    }

    private func insert(_ arrival: Arrival, duplicateOf original: Int64?) throws -> Int64 {
        var content = "part"
        var reason: String?
        var part: PartContent?
        switch arrival.content {
        case .part(let value): part = value
        case .statusReport: content = "statusReport"
        case .undecodable(let why): (content, reason) = ("undecodable", why)
        }
        try run(
            """
            INSERT INTO inboundPart (pdu, partKey, modem, sim, memory, slot, receivedAt, content,
                duplicateOf, reason, sender, phone, serviceCentreTime, forbidsAutomaticReply, reference,
                total, sequence, bits, textKey, bodyKey, isUnread)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                arrival.pdu, arrival.partKey, arrival.modem, arrival.sim, arrival.slot?.memory,
                arrival.slot?.index, arrival.receivedAt, content, original, reason, part?.sender,
                part?.phone?.e164, part?.serviceCentreTime, part?.forbidsAutomaticReply ?? false,
                part?.position?.reference, part?.position?.total, part?.position?.sequence,
                part?.position?.bits, part?.textKey, part?.bodyKey, reason != nil,
            ])
        return lastInsertedRowID
    }
}

extension Row {
    /// As far as we know: the modem has not said that it deleted it.
    fileprivate func isStill(in slot: StorageSlot) -> Bool {
        self["memory"] as String? == slot.memory && self["slot"] as Int? == slot.index
            && self["deletedAt"] as Date? == nil
    }
}
