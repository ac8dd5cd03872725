package import Attendance
package import Foundation
import GRDB

extension AttendanceStore {
    /// Days back for which the planner sees reports and steps.
    private static let planningWindow = 14
    /// Days back that reach the beginning of the month before.
    private static let answerWindow = 62
    /// Days back within which the last report of a school is looked for.
    private static let silenceWindow = 70

    /// Everything that decides what is due, in one snapshot: the roster of that day, current reports
    /// (training left out) and closures of the 14 days before it and later, the steps of these
    /// days that were ever queued (withdrawn ones too, for a step is never queued twice), what was
    /// asked back in the last 24 hours, and holds of the time in which silence is counted.
    package func planningInputs(on day: SchoolDay, at now: Date) throws -> PlanningInputs {
        let since = day.adding(days: -Self.planningWindow)
        let silence = day.adding(days: -Self.silenceWindow)
        return try read { db in
            PlanningInputs(
                schools: try db.schools(on: day),
                reporters: try db.reporters(on: day),
                reports: try db.rows(
                    """
                    SELECT * FROM report WHERE day >= ? AND state = 'current' AND NOT isTraining
                    ORDER BY day, id
                    """, [since.iso]
                ).map { try StoredReport($0) },
                closures: try db.closures(since: since).map(\.closure),
                sent: try db.sentSteps(since: since),
                openQuestions: try db.openQuestions(at: now),
                lastReportDays: try db.lastReportDays(since: silence),
                answers: try db.answerKeys(since: day.adding(days: -Self.answerWindow)),
                holds: try db.holds(since: silence).map(\.hold))
        }
    }
}

extension Database {
    fileprivate func lastReportDays(since day: SchoolDay) throws -> [SchoolKey: SchoolDay] {
        let days = try rows(
            """
            SELECT codMod, anexo, max(day) AS day FROM report
            WHERE day >= ? AND state = 'current' AND stream = 'school' AND NOT isTraining GROUP BY codMod, anexo
            """, [day.iso]
        ).compactMap { row in try row.schoolKey.map { ($0, try row.day("day")) } }
        return Dictionary(days, uniquingKeysWith: max)
    }

    /// A text left when the modem took it; of one that is under way, or whose outcome is unknown, the
    /// latest submit counts, because it may be on the air.
    fileprivate func sentSteps(since day: SchoolDay) throws -> [PlanningInputs.SentStep] {
        return try rows(
            """
            SELECT recipient, step, question, stepDay, codMod, anexo, coalesce(sentAt, (
                SELECT max(submittedAt) FROM outboundPart
                WHERE message = outboundMessage.id AND state IN ('submitting', 'sent', 'delivered', 'unknown')
            )) AS leftAt FROM outboundMessage
            WHERE stepDay >= ? AND step IS NOT NULL ORDER BY id
            """, [day.iso]
        ).compactMap { row in
            try row.stepKey(for: try row.requiredPhone("recipient")).map {
                PlanningInputs.SentStep(key: $0, leftAt: row["leftAt"])
            }
        }
    }
}
