import Attendance
package import Foundation
import GRDB

extension AttendanceStore {
    /// Texts that we asked back about and that nobody went on from within a day wait for a person: there was something
    /// in them. Not where the phone has got through since, and not practice.
    ///
    /// - Returns: how many there are now.
    @discardableResult
    package func leaveLapsedTexts(at now: Date) throws -> Int {
        let lapsed = try read { try $0.lapsedTexts(at: now) }
        guard !lapsed.isEmpty else { return 0 }
        return try write { db in
            // What came in between is looked at in the same transaction.
            let ids = try db.lapsedTexts(at: now)
            for id in ids { try db.run("UPDATE inboundMessage SET isUnread = 1 WHERE id = ?", [id]) }
            return ids.count
        }
    }

    /// Seconds behind the question's day for which a daemon that was off still looks back.
    fileprivate static let lookBack: TimeInterval = 7 * 24 * 3600
}

extension Database {
    fileprivate func lapsedTexts(at now: Date) throws -> [Int64] {
        let end = now.addingTimeInterval(-AttendanceStore.questionLifetime)
        let texts = try rows(
            """
            SELECT id, body, serviceCentreTime, receivedAt FROM inboundMessage asked
            WHERE receivedAt > ? AND receivedAt <= ? AND NOT isUnread AND wentOnIn IS NULL AND silence IS NULL
                AND phone IS NOT NULL AND reading IN (\(Self.asking))
                AND NOT EXISTS (SELECT 1 FROM audit WHERE audit.inboundMessage = asked.id)
                AND NOT EXISTS (
                    SELECT 1 FROM inboundMessage later
                    WHERE later.phone = asked.phone AND later.id > asked.id AND later.reading IN (\(Self.through))
                        AND (asked.codMod IS NULL OR later.codMod IS NULL
                            OR (later.codMod = asked.codMod AND later.anexo = asked.anexo)))
            ORDER BY id
            """, [end.addingTimeInterval(-AttendanceStore.lookBack), end])
        return texts.compactMap { row in
            let sentAt = InboundText.sentAt(row["serviceCentreTime"], receivedAt: row["receivedAt"])
            let reading = MessageGrammar().read(row["body"], on: SchoolDay(sentAt, in: .gmt))
            return reading.head?.isTraining == true ? nil : row["id"]
        }
    }

    private static let asking = list(ReadingName.allCases.filter { $0.asksBack && !$0.needsPerson })
    /// What a phone sent that came to something.
    private static let through = list([
        .report, .sameAgain, .correction, .noClass, .community, .cancel, .absence, .enrolment, .pause, .resume, .answer,
    ])

    private static func list(_ names: [ReadingName]) -> String {
        names.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }
}
