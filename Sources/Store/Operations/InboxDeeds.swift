package import Attendance
import Foundation
import GRDB

// What the office does about texts, by hand. Each deed and its line in the audit trail are one transaction. Ids are
// those of ``InboxEntry``.
extension AttendanceStore {
    /// A person of the office has looked at it; nothing is written where one had before.
    ///
    /// - Throws: ``StoreError/noSuchText(_:)``.
    package func markRead(_ id: Int64, by signature: Signature) throws {
        try write { db in
            let text = try db.requireText(id)
            guard text.isUnread else { return }
            try db.markRead(text.id)
            try db.audit(.readText, phone: text.phone, text: text.id, by: signature)
        }
    }

    /// Makes a text the source of a report of the office, the current one of its school and day.
    ///
    /// - Parameters:
    ///   - standing: the report that it takes the place of; nil where there is none.
    ///   - draft: tells the sender so.
    /// - Throws: ``StoreError/noSuchText(_:)``, ``StoreError/hasReport(text:report:)``, and
    ///   ``StoreError/notCurrent(report:)`` when something has come in between.
    package func assign(
        _ id: Int64, to report: AttendanceReport, replacing standing: Int64?, telling draft: OutboundDraft? = nil,
        by signature: Signature
    ) throws -> AssignedText {
        try write { db in
            let text = try db.requireText(id)
            if let known = try db.report(of: text.id) { throw StoreError.hasReport(text: id, report: known) }
            try db.requireCurrent(standing, for: report)
            let new = try db.insertCurrent(report, source: .office, message: text.id.message, part: text.id.part)
            let message = try draft.flatMap { try db.enqueue($0, at: signature.at) }
            try db.markRead(text.id)
            try db.audit(
                .assignText, phone: text.phone, school: report.school, day: report.day, report: new, text: text.id,
                message: message, by: signature)
            return AssignedText(report: new, message: message)
        }
    }

    /// Queues what the office writes to the sender of a text.
    ///
    /// - Returns: the id of what is queued.
    /// - Throws: ``StoreError/noSuchText(_:)``.
    package func reply(to id: Int64, with draft: OutboundDraft, by signature: Signature) throws -> Int64? {
        try write { db in
            let text = try db.requireText(id)
            guard let message = try db.enqueue(draft, at: signature.at) else { return nil }
            try db.markRead(text.id)
            try db.audit(.replyText, phone: text.phone, text: text.id, message: message, by: signature)
            return message
        }
    }

    /// Nothing has to be done about these; all or none.
    ///
    /// - Throws: ``StoreError/noSuchText(_:)``.
    package func ignore(_ ids: [Int64], by signature: Signature) throws {
        try write { db in
            for id in ids {
                let text = try db.requireText(id)
                try db.markRead(text.id)
                try db.audit(.ignoreText, phone: text.phone, text: text.id, by: signature)
            }
        }
    }

    /// What was done about it.
    package func history(of id: Int64) throws -> TextHistory {
        let id = InboxID(id)
        return try read { db in
            TextHistory(
                reports: try db.rows(
                    "SELECT * FROM report WHERE inboundMessage = ? OR inboundPart = ? ORDER BY id",
                    [id.message, id.part]
                ).map { try StoredReport($0) },
                officeReplies: try db.rows(
                    "SELECT * FROM outboundMessage WHERE officeReplyTo = ? AND recipient GLOB '+*' ORDER BY id", [id.message]
                ).map { try db.message($0) },
                deeds: try db.rows(
                    "SELECT * FROM audit WHERE inboundMessage = ? OR inboundPart = ? ORDER BY id", [id.message, id.part]
                ).map { try AuditEntry($0) })
        }
    }
}

extension Database {
    fileprivate struct Text {
        let id: InboxID
        let phone: PhoneNumber?
        let isUnread: Bool
    }

    /// A text that was settled, or a PDU that could not be decoded; for a copy of one, its original.
    fileprivate func requireText(_ id: Int64) throws -> Text {
        let columns = InboxID(id)
        if let message = columns.message,
            let row = try row("SELECT phone, isUnread FROM inboundMessage WHERE id = ?", [message])
        {
            return Text(id: columns, phone: row.phone("phone"), isUnread: row["isUnread"])
        }
        let original = try columns.part.flatMap { part in
            try row(
                """
                SELECT id, isUnread FROM inboundPart WHERE content = 'undecodable'
                    AND id = (SELECT coalesce(duplicateOf, id) FROM inboundPart WHERE id = ?)
                """, [part])
        }
        guard let original else { throw StoreError.noSuchText(id) }
        return Text(id: InboxID(-(original["id"] as Int64)), phone: nil, isUnread: original["isUnread"])
    }

    fileprivate func markRead(_ id: InboxID) throws {
        if let message = id.message { try run("UPDATE inboundMessage SET isUnread = 0 WHERE id = ?", [message]) }
        if let part = id.part { try run("UPDATE inboundPart SET isUnread = 0 WHERE id = ?", [part]) }
    }

    /// The report that came of it and was not taken back; training counts nowhere and stands in nobody's way.
    fileprivate func report(of id: InboxID) throws -> Int64? {
        try row(
            """
            SELECT id FROM report WHERE (inboundMessage = ? OR inboundPart = ?) AND state <> 'void' AND NOT isTraining
            ORDER BY id LIMIT 1
            """, [id.message, id.part])?["id"]
    }

    /// Whether the office has made a report of a text that is not taken back.
    func isAssigned(_ message: Int64) throws -> Bool {
        try count(
            "SELECT count(*) FROM report WHERE inboundMessage = ? AND source = 'office' AND state <> 'void'",
            [message]) > 0
    }

    /// Nothing has come in between since a person saw what stands for this school and day.
    ///
    /// - Throws: ``StoreError/notCurrent(report:)``.
    func requireCurrent(_ standing: Int64?, for report: AttendanceReport) throws {
        let current = try row(
            """
            SELECT id FROM report WHERE codMod = ? AND anexo = ? AND day = ? AND stream = ?
                AND state = 'current' AND NOT isTraining
            """, [report.school.codMod, report.school.anexo, report.day.iso, report.stream.rawValue])
        guard current?["id"] as Int64? == standing else {
            throw StoreError.notCurrent(report: current?["id"] ?? standing ?? 0)
        }
    }
}
