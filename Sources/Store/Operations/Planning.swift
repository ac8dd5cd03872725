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
    ///
    /// As many queries for any office.
    package func planningInputs(on day: SchoolDay, at now: Date) throws -> PlanningInputs {
        let since = day.adding(days: -Self.planningWindow)
        let silence = day.adding(days: -Self.silenceWindow)
        return try read { db in
            PlanningInputs(
                schools: try db.schools(on: day),
                reporters: try db.reporters(on: day),
                reports: try db.values(
                    "SELECT \(StoredReport.columns) FROM report WHERE day >= ? AND \(counted) ORDER BY day, id",
                    [since.iso], StoredReport.init(columns:)),
                closures: try db.closures(since: since).map(\.closure),
                sent: try db.sentSteps("stepDay >= ? AND step IS NOT NULL", [since.iso]),
                openQuestions: try db.openQuestions(at: now),
                lastReportDays: try db.lastReportDays(since: silence),
                answers: try db.answerKeys(since: day.adding(days: -Self.answerWindow)),
                holds: try db.holds(since: silence).map(\.hold))
        }
    }

    /// As much of ``planningInputs(on:at:)`` as decides whether a queued step is still right: its phone, and the
    /// schools that it is about, of a list all of the phone. Of other steps and of silence before nothing is read.
    package func planningInputs(
        of step: StepKey, about schools: [SchoolKey], on day: SchoolDay, at now: Date
    ) throws -> PlanningInputs {
        let since = day.adding(days: -Self.planningWindow)
        return try read { db in
            let reporter = try db.reporter(step.phone, on: day)
            let keys = step.step == .silentList ? reporter?.assignments.map(\.school) ?? [] : schools
            var inputs = PlanningInputs(reporters: [reporter].compactMap(\.self))
            inputs.schools = try Set(keys).sorted().compactMap { try db.school($0, on: day) }
            inputs.closures = try db.closures(since: since, of: inputs.schools)
            inputs.holds = try db.holds(since: since, of: inputs.schools)
            inputs.sent = try db.sentSteps(
                "recipient = ? AND stepDay = ? AND step = 'question'", [step.phone.e164, step.day.iso])
            for school in inputs.schools.map(\.key) {
                inputs.reports += try db.values(
                    """
                    SELECT \(StoredReport.columns) FROM report
                    WHERE codMod = ? AND anexo = ? AND day >= ? AND \(counted) ORDER BY day, id
                    """, [school.codMod, school.anexo, since.iso], StoredReport.init(columns:))
                inputs.openQuestions += try db.openQuestions(about: school, at: now)
                if step.step == .extra {
                    inputs.answers.formUnion(
                        try db.answerKeys(since: day.adding(days: -Self.answerWindow), of: school))
                }
            }
            return inputs
        }
    }

    /// Changes when somebody, this process or another, has committed what can make a step due or another than it was:
    /// not when a report comes or a text leaves, which only take steps away.
    package func planningVersion() throws -> Int {
        try read { try $0.count("SELECT version FROM planning") }
    }
}

private let counted = "state = 'current' AND NOT isTraining"

extension Database {
    fileprivate func lastReportDays(since day: SchoolDay) throws -> [SchoolKey: SchoolDay] {
        let days = try values(
            """
            SELECT codMod, anexo, max(day) FROM report
            WHERE day >= ? AND \(counted) AND stream = 'school' GROUP BY codMod, anexo
            """, [day.iso]
        ) { row in (SchoolKey(row[0], anexo: row[1]), try row.day(at: 2)) }
        return Dictionary(days, uniquingKeysWith: max)
    }

    /// A text left when the modem took it; of one that is under way, or whose outcome is unknown, the
    /// latest submit counts, because it may be on the air.
    fileprivate func sentSteps(
        _ condition: String, _ arguments: StatementArguments
    ) throws -> [PlanningInputs.SentStep] {
        try values(
            """
            SELECT recipient, step, question, stepDay, codMod, anexo, coalesce(sentAt, (
                SELECT max(submittedAt) FROM outboundPart
                WHERE message = outboundMessage.id AND state IN ('submitting', 'sent', 'delivered', 'unknown')
            )) FROM outboundMessage
            WHERE \(condition) AND recipient GLOB '+*' ORDER BY id
            """, arguments
        ) { row in
            let school = (row[4] as String?).map { SchoolKey($0, anexo: row[5]) }
            return PlanningInputs.SentStep(
                key: StepKey(
                    phone: try row.phone(at: 0), school: school, day: try row.day(at: 3), step: try row.value(at: 1),
                    question: row[2]),
                leftAt: row.moment(at: 6))
        }
    }
}
