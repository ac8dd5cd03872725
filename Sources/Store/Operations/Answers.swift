package import Attendance
import Foundation
import GRDB

/// An answer to an extra question as it is kept.
package struct StoredAnswer: Hashable, Sendable {
    package let answer: ExtraAnswer
    package let isCurrent: Bool

    init(_ row: Row) throws {
        answer = ExtraAnswer(
            school: SchoolKey(row["codMod"], anexo: row["anexo"]), question: row["question"],
            period: try row.day("period"), stream: try row.value("stream"), value: row["value"],
            isTraining: row["isTraining"], phone: row.phone("phone"), receivedAt: row["receivedAt"])
        isCurrent = (row["state"] as String) == "current"
    }
}

extension AttendanceStore {
    /// Newest period first.
    ///
    /// - Parameters:
    ///   - question: key of one question; nil for all.
    ///   - includeHistory: also what a later answer has replaced.
    package func answers(
        question: String?, school: SchoolKey?, from: SchoolDay?, to: SchoolDay?, includeHistory: Bool, limit: Int
    ) throws -> [StoredAnswer] {
        try read { db in
            try db.rows(
                """
                SELECT * FROM answer
                WHERE (?1 IS NULL OR question = ?1) AND (?2 IS NULL OR (codMod = ?2 AND anexo = ?3))
                    AND (?4 IS NULL OR period >= ?4) AND (?5 IS NULL OR period <= ?5) AND (?6 OR state = 'current')
                ORDER BY period DESC, question, codMod, anexo, id DESC LIMIT ?7
                """,
                [question, school?.codMod, school?.anexo, from?.iso, to?.iso, includeHistory, max(0, limit)]
            ).map(StoredAnswer.init)
        }
    }
}

extension Database {
    /// The very same again is stored once; one that was sent before a later one, or completed after it, is history at
    /// once.
    func insert(_ answer: ExtraAnswer, message: Int64) throws {
        let place: StatementArguments = [
            answer.school.codMod, answer.school.anexo, answer.question, answer.period.iso, answer.stream.rawValue,
            answer.isTraining,
        ]
        let current = try row(
            """
            SELECT id, value, receivedAt FROM answer WHERE codMod = ? AND anexo = ? AND question = ? AND period = ? AND stream = ?
                AND isTraining = ? AND state = 'current'
            """, place)
        let isLater = answer.isHistory || current.map { ($0["receivedAt"] as Date) > answer.receivedAt } ?? false
        if let current, !isLater {
            if current["value"] as Int == answer.value { return }
            try run("UPDATE answer SET state = 'superseded' WHERE id = ?", [current["id"] as Int64])
        }
        try run(
            """
            INSERT INTO answer (codMod, anexo, question, period, stream, isTraining, value, state, phone,
                inboundMessage, receivedAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, place + [answer.value, isLater ? "superseded" : "current", answer.phone?.e164, message, answer.receivedAt])
    }

    /// - Parameter school: nil for all.
    func answerKeys(since day: SchoolDay, of school: SchoolKey? = nil) throws -> Set<ExtraAnswerKey> {
        let query = "SELECT codMod, anexo, question, period, stream FROM answer WHERE period >= ? AND state = 'current'"
        let ofSchool = school == nil ? "" : " AND codMod = ? AND anexo = ?"
        return Set(
            try values(
                query + " AND NOT isTraining" + ofSchool,
                [day.iso] + (school.map { [$0.codMod, $0.anexo] } ?? [])
            ) { row in
                ExtraAnswerKey(
                    school: SchoolKey(row[0], anexo: row[1]), question: row[2], period: try row.day(at: 3),
                    stream: try row.value(at: 4))
            })
    }
}
