package import Foundation
import GRDB

extension AttendanceStore {
    /// Alarms that last, the oldest first.
    package func openAlarms() throws -> [StoredAlarm] {
        try read { try $0.rows("SELECT * FROM alarm WHERE clearedAt IS NULL ORDER BY since, id").map(StoredAlarm.init) }
    }

    /// Keeps an alarm, and queues its text in the same transaction.
    ///
    /// - Parameters:
    ///   - modem: nil for one that is about no modem.
    ///   - text: what is to be sent of it, if anything; its key is filled in.
    /// - Returns: the row of the text; nil where there is none, or where the alarm was open already and told.
    package func raiseAlarm(
        _ key: String, modem: String?, since: Date, words: String, remedy: String, text: OutboundDraft?, at now: Date
    ) throws -> Int64? {
        try write { db in
            try db.run(
                """
                INSERT INTO alarm (key, modem, since, words, remedy, raisedAt) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """, [key, modem ?? "", since, words, remedy, now])
            guard let id = try db.openAlarm(key, modem), var text else { return nil }
            text.alarm = AlarmTextKey(alarm: id, isOver: false)
            return try db.enqueue(text, at: now)
        }
    }

    /// Ends an alarm. What was to be sent of it and has not left is taken back, and then nobody needs to hear that it is
    /// over.
    ///
    /// - Parameter text: what is to be sent where its beginning was.
    /// - Returns: the row of the text; nil where there is none.
    package func clearAlarm(_ key: String, modem: String?, text: OutboundDraft?, at now: Date) throws -> Int64? {
        try write { db in
            guard let id = try db.openAlarm(key, modem) else { return nil }
            try db.run("UPDATE alarm SET clearedAt = ? WHERE id = ?", [now, id])
            try db.run(
                """
                UPDATE outboundMessage SET state = 'withdrawn', reason = 'the alarm is over'
                WHERE alarm = ? AND state IN ('queued', 'held')
                    AND NOT EXISTS (SELECT 1 FROM outboundPart WHERE message = outboundMessage.id AND state <> 'refused')
                """, [id])
            let wasTold = try db.count(
                """
                SELECT count(*) FROM outboundMessage
                WHERE alarm = ? AND NOT alarmIsOver AND state IN ('submitting', 'sent', 'delivered', 'unknown')
                """, [id]) > 0
            guard wasTold, var text else { return nil }
            text.alarm = AlarmTextKey(alarm: id, isOver: true)
            return try db.enqueue(text, at: now)
        }
    }

    /// How many texts of alarms were queued since then, and were not taken back before they left.
    package func alarmTexts(since moment: Date) throws -> Int {
        try read { db in
            try db.count(
                "SELECT count(*) FROM outboundMessage WHERE alarm IS NOT NULL AND createdAt >= ? AND state <> 'withdrawn'", [moment])
        }
    }

    /// When an alarm of that kind was last told by a text; nil for never.
    package func lastAlarmText(_ key: String, modem: String?) throws -> Date? {
        try read { db in
            try db.row(
                """
                SELECT max(o.createdAt) AS last FROM outboundMessage o JOIN alarm a ON a.id = o.alarm
                WHERE a.key = ? AND a.modem = ? AND NOT o.alarmIsOver AND o.state <> 'withdrawn'
                """, [key, modem ?? ""])?["last"]
        }
    }

    /// Figures that decide about alarms: texts of unknown outcome that were queued since then, and when the oldest text
    /// that is due became so.
    package func waiting(since moment: Date, at now: Date) throws -> (unknown: Int, oldestDue: Date?) {
        try read { db in
            (
                try db.count("SELECT count(*) FROM outboundMessage WHERE state = 'unknown' AND createdAt >= ?", [moment]),
                try db.row(
                    """
                    SELECT dueAt FROM outboundMessage INDEXED BY outboundDue
                    WHERE state = 'queued' AND dueAt <= ? ORDER BY dueAt LIMIT 1
                    """, [now])?["dueAt"]
            )
        }
    }
}

extension Database {
    fileprivate func openAlarm(_ key: String, _ modem: String?) throws -> Int64? {
        try row("SELECT id FROM alarm WHERE key = ? AND modem = ? AND clearedAt IS NULL", [key, modem ?? ""])?["id"]
    }
}

extension StoredAlarm {
    fileprivate init(_ row: Row) {
        let modem: String = row["modem"]
        self.init(
            id: row["id"], key: row["key"], modem: modem.isEmpty ? nil : modem, since: row["since"], words: row["words"],
            remedy: row["remedy"], raisedAt: row["raisedAt"], clearedAt: row["clearedAt"])
    }
}
