package import Attendance
package import Foundation
import GRDB

extension AttendanceStore {
    /// What left by a SIM within the last hour and since a moment.
    package func use(of sim: String, since midnight: Date, at now: Date) throws -> SIMUse {
        let hour = now.addingTimeInterval(-3600)
        let soon = now.addingTimeInterval(60)
        return try read { db in
            // What was sent under a clock that was ahead is not of this hour, when the clock is right again.
            let counted = """
                sim = ? AND submittedAt >= ? AND submittedAt <= ?
                    AND state IN ('submitting', 'sent', 'delivered', 'unknown')
                """
            let lastHour = try db.row(
                "SELECT count(*) AS parts, min(submittedAt) AS oldest FROM outboundPart WHERE \(counted)", [sim, hour, soon])
            return SIMUse(
                partsLastHour: lastHour?["parts"] ?? 0, oldestInHour: lastHour?["oldest"],
                partsToday: try db.count("SELECT count(*) FROM outboundPart WHERE \(counted)", [sim, midnight, soon]))
        }
    }

    /// Every SIM that has sent, was paid for or told its balance, by the modem's name.
    package func ledger(on day: SchoolDay, in zone: TimeZone) throws -> [LedgerEntry] {
        let today = day.start(in: zone)
        let first = day.adding(days: 1 - day.day)
        let month = first.start(in: zone)
        let lastMonth = first.adding(days: -1).adding(days: 1 - first.adding(days: -1).day).start(in: zone)
        return try read { db in
            var entries: [String: LedgerEntry] = [:]
            for row in try db.rows(Self.simsSQL) {
                let sim: String = row["sim"]
                entries[sim] = LedgerEntry(sim: sim, modem: row["modem"], lastSentAt: row["lastSentAt"])
            }
            let sums = try db.rows(
                """
                SELECT sim, sum(sentAt >= ?1) AS today, sum(sentAt >= ?2) AS month,
                    sum(sentAt >= ?3 AND sentAt < ?2) AS lastMonth,
                    sum(state = 'unknown' AND submittedAt >= ?2) AS unknown
                FROM outboundPart WHERE submittedAt >= ?3 GROUP BY sim
                """, [today, month, lastMonth])
            for row in sums {
                let sim: String = row["sim"]
                entries[sim]?.partsToday = row["today"] ?? 0
                entries[sim]?.partsThisMonth = row["month"] ?? 0
                entries[sim]?.partsLastMonth = row["lastMonth"] ?? 0
                entries[sim]?.unknownThisMonth = row["unknown"] ?? 0
            }
            for sim in entries.keys {
                entries[sim]?.lastTopUp = try db.lastTopUp(of: sim)
                entries[sim]?.balance = try db.lastBalance(of: sim)
            }
            return entries.values.sorted { ($0.modem, $0.sim) < ($1.modem, $1.sim) }
        }
    }

    /// The SIMs that are known, each with the modem it was in last.
    private static let simsSQL = """
        WITH seen AS (
            SELECT sim, modem, submittedAt AS at, sentAt FROM outboundPart
            UNION ALL SELECT sim, modem, receivedAt, NULL FROM inboundPart
            UNION ALL SELECT sim, modem, enteredAt, NULL FROM topUp
            UNION ALL SELECT sim, modem, askedAt, NULL FROM balance)
        SELECT sim, modem, max(at), (SELECT max(sentAt) FROM outboundPart p WHERE p.sim = seen.sim) AS lastSentAt
        FROM seen WHERE sim <> '' GROUP BY sim
        """

    /// The office has paid into a SIM.
    package func recordTopUp(
        sim: String, modem: String, amount: Double?, on day: SchoolDay, by signature: Signature
    ) throws {
        try write { db in
            try db.run(
                "INSERT INTO topUp (sim, modem, amount, paidOn, enteredBy, enteredAt) VALUES (?, ?, ?, ?, ?, ?)",
                [sim, modem, amount, day.iso, signature.person, signature.at])
            try db.audit(.topUp, day: day, by: signature)
        }
    }

    /// The carrier has told what is left.
    package func recordBalance(sim: String, modem: String, amount: Double, at now: Date) throws {
        try write { db in
            try db.run(
                "INSERT INTO balance (sim, modem, amount, askedAt) VALUES (?, ?, ?, ?)", [sim, modem, amount, now])
        }
    }

    /// Remembers when a SIM was first seen.
    package func noteSIM(_ sim: String, at now: Date) throws {
        let isKnown = try read { db in try db.row("SELECT 1 FROM simCard WHERE sim = ?", [sim]) != nil }
        if isKnown { return }
        try write { try $0.run("INSERT OR IGNORE INTO simCard (sim, firstSeenAt) VALUES (?, ?)", [sim, now]) }
    }

    /// What is known of one SIM's money and life, for ``SIMCare``.
    package func lastSigns(
        of sim: String
    ) throws -> (firstSeenAt: Date?, sentAt: Date?, topUp: TopUp?, balance: Balance?) {
        try read { db in
            let card = try db.row("SELECT firstSeenAt FROM simCard WHERE sim = ?", [sim])
            let sent = try db.row(
                "SELECT max(sentAt) AS last FROM outboundPart WHERE sim = ? AND state IN ('sent', 'delivered')", [sim])
            return (card?["firstSeenAt"], sent?["last"], try db.lastTopUp(of: sim), try db.lastBalance(of: sim))
        }
    }

    /// The last text of ours that a SIM was to send to itself.
    ///
    /// - Parameter beginning: of its words; they name modem and day.
    /// - Returns: nil when there was none; `cameBack` when it, or any text after it, came in by this SIM.
    package func lastSelfText(
        _ beginning: String, to number: PhoneNumber, by sim: String
    ) throws -> (body: String, sentAt: Date?, cameBack: Bool)? {
        try read { db in
            let text = try db.row(
                """
                SELECT text, sentAt FROM outboundMessage
                WHERE recipient = ? AND substr(text, 1, ?) = ? ORDER BY id DESC LIMIT 1
                """, [number.e164, beginning.count, beginning])
            guard let text else { return nil }
            let sentAt: Date? = text["sentAt"]
            let later = try sentAt.map {
                try db.row("SELECT 1 FROM inboundPart WHERE sim = ? AND content = 'part' AND receivedAt >= ?", [sim, $0])
            }
            return (text["text"], sentAt, (later ?? nil) != nil)
        }
    }
}

extension Database {
    fileprivate func lastTopUp(of sim: String) throws -> TopUp? {
        let row = try row(
            "SELECT paidOn, amount FROM topUp WHERE sim = ? ORDER BY paidOn DESC, id DESC LIMIT 1", [sim])
        guard let row, let day = SchoolDay(iso: row["paidOn"]) else { return nil }
        return TopUp(paidOn: day, amount: row["amount"])
    }

    fileprivate func lastBalance(of sim: String) throws -> Balance? {
        try row("SELECT amount, askedAt FROM balance WHERE sim = ? ORDER BY askedAt DESC, id DESC LIMIT 1", [sim])
            .map { Balance(amount: $0["amount"], askedAt: $0["askedAt"]) }
    }
}
