package import Attendance
package import Foundation
import GRDB

extension AttendanceStore {
    /// Texts as they were settled and PDUs that could not be read, newest first.
    package func inbox(unreadOnly: Bool, limit: Int) throws -> [InboxEntry] {
        try read { db in
            let texts = try db.rows(
                Self.textQuery + " WHERE (? OR m.isUnread) ORDER BY m.receivedAt DESC, m.id DESC LIMIT ?",
                [!unreadOnly, max(0, limit)]
            ).map { try db.entry($0) }
            let unreadable = try db.rows(
                Self.undecodableQuery
                    + " AND duplicateOf IS NULL AND (? OR isUnread) ORDER BY receivedAt DESC, id DESC LIMIT ?",
                [!unreadOnly, max(0, limit)]
            ).map(InboxEntry.init(undecodable:))
            let newestFirst = (texts + unreadable).sorted { ($0.receivedAt, $0.id) > ($1.receivedAt, $1.id) }
            return Array(newestFirst.prefix(max(0, limit)))
        }
    }

    /// - Parameter id: as ``inbox(unreadOnly:limit:)`` shows it, negative for what could not be read.
    package func inboxEntry(_ id: Int64) throws -> InboxEntry? {
        try read { db in
            // -Int64.min does not exist.
            if id < 0, id != Int64.min {
                return try db.row(Self.undecodableQuery + " AND p.id = ?", [-id]).map(InboxEntry.init(undecodable:))
            }
            return try db.row(Self.textQuery + " WHERE m.id = ?", [id]).map { try db.entry($0) }
        }
    }

    /// With its last automatic reply, and what the office did about it.
    private static let textQuery = """
        SELECT m.*, o.text AS reply,
            EXISTS (SELECT 1 FROM report WHERE inboundMessage = m.id AND source = 'office' AND state <> 'void')
                AS assigned,
            EXISTS (SELECT 1 FROM outboundMessage WHERE officeReplyTo = m.id) AS replied,
            EXISTS (SELECT 1 FROM audit WHERE inboundMessage = m.id AND deed = 'ignoreText') AS ignored
        FROM inboundMessage m
        LEFT JOIN outboundMessage o ON o.id = (SELECT max(id) FROM outboundMessage WHERE inReplyTo = m.id)
        """

    private static let undecodableQuery = """
        SELECT p.*, EXISTS (SELECT 1 FROM report WHERE inboundPart = p.id AND state <> 'void') AS assigned,
            0 AS replied,
            EXISTS (SELECT 1 FROM audit WHERE inboundPart = p.id AND deed = 'ignoreText') AS ignored
        FROM inboundPart p WHERE p.content = 'undecodable'
        """

    /// Figures of a day in the office's time zone.
    package func counts(on day: SchoolDay, in zone: TimeZone) throws -> StoreCounts {
        let start = day.start(in: zone)
        let end = day.adding(days: 1).start(in: zone)
        let month = day.adding(days: 1 - day.day).start(in: zone)
        return try read { db in
            var counts = StoreCounts()
            counts.receivedToday = try db.count(
                "SELECT count(*) FROM inboundMessage WHERE receivedAt >= ? AND receivedAt < ?", [start, end])
            counts.sentPartsToday = try db.count(
                "SELECT count(*) FROM outboundPart WHERE sentAt >= ? AND sentAt < ?", [start, end])
            counts.sentPartsThisMonth = try db.count(
                "SELECT count(*) FROM outboundPart WHERE sentAt >= ? AND sentAt < ?", [month, end])
            counts.queued = try db.count(
                "SELECT count(*) FROM outboundMessage WHERE state IN ('queued', 'held', 'submitting')")
            counts.unknown = try db.count("SELECT count(*) FROM outboundMessage WHERE state = 'unknown'")
            counts.undecodable = try db.count(
                "SELECT count(*) FROM inboundPart WHERE content = 'undecodable' AND duplicateOf IS NULL")
            counts.unread = try db.count(
                """
                SELECT (SELECT count(*) FROM inboundMessage WHERE isUnread)
                    + (SELECT count(*) FROM inboundPart WHERE content = 'undecodable' AND isUnread
                        AND duplicateOf IS NULL)
                """)
            counts.waitingParts = try db.count(
                """
                SELECT count(*) FROM inboundPart
                WHERE inboundMessage IS NULL AND content = 'part' AND duplicateOf IS NULL
                """)
            counts.reportsToday = try db.count(
                """
                SELECT count(*) FROM report WHERE day = ? AND state = 'current' AND stream = 'school'
                    AND NOT isTraining
                """, [day.iso])
            counts.capped = try db.rows(
                """
                SELECT silence, count(*) AS texts, count(DISTINCT phone) AS phones FROM inboundMessage
                WHERE receivedAt >= ? AND receivedAt < ? AND silence IS NOT NULL GROUP BY silence ORDER BY silence
                """, [start, end]
            ).compactMap { row in
                Settlement.Silence(rawValue: row["silence"]).flatMap { cap in
                    cap.isCap ? .init(cap: cap, texts: row["texts"], phones: row["phones"]) : nil
                }
            }
            counts.enrolmentsToDecide = try db.count("SELECT count(*) FROM enrolmentProposal WHERE state = 'waiting'")
            counts.lastInAt = try db.row("SELECT max(receivedAt) AS last FROM inboundMessage")?["last"]
            counts.lastOutAt = try db.row("SELECT max(sentAt) AS last FROM outboundPart")?["last"]
            return counts
        }
    }
}

extension Database {
    fileprivate func entry(_ row: Row) throws -> InboxEntry {
        let id: Int64 = row["id"]
        let parts = try rows(
            """
            SELECT * FROM inboundPart WHERE inboundMessage = ?1 OR duplicateOf IN
                (SELECT id FROM inboundPart WHERE inboundMessage = ?1)
            ORDER BY coalesce(sequence, 1), id
            """, [id])
        return InboxEntry(
            id: id, sender: row["sender"], phone: row.phone("phone"), text: row["body"],
            serviceCentreTime: row["serviceCentreTime"], receivedAt: row["receivedAt"], kind: try row.value("kind"),
            reading: row["reading"], school: row.schoolKey, reply: row["reply"], silence: row["silence"],
            isUnread: row["isUnread"], handling: row.handling,
            missing: (row["missingParts"] as String).split(separator: ",").compactMap { Int($0) },
            completedAt: row["completedAt"], parts: parts.map(InboxEntry.Part.init))
    }
}

extension Row {
    fileprivate var handling: Set<TextHandling> { Set(TextHandling.allCases.filter { self[$0.rawValue] as Bool }) }
}

extension InboxEntry {
    fileprivate init(undecodable row: Row) {
        self.init(
            id: -(row["id"] as Int64), sender: "", phone: nil, text: nil, serviceCentreTime: nil,
            receivedAt: row["receivedAt"], kind: nil, reading: "undecodable", school: nil, reply: nil,
            silence: Settlement.Silence.notText.rawValue, isUnread: row["isUnread"],
            handling: row.handling, missing: [], completedAt: nil, parts: [Part(row)])
    }
}

extension InboxEntry.Part {
    fileprivate init(_ row: Row) {
        self.init(
            id: row["id"], pdu: row["pdu"], modem: row["modem"], slot: row.slot, sequence: row["sequence"],
            total: row["total"], duplicateOf: row["duplicateOf"], reason: row["reason"])
    }
}
