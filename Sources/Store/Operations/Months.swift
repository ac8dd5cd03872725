package import Attendance
import Foundation
import GRDB

extension AttendanceStore {
    /// Everything that the figures of a month need, in one snapshot. Costs what the month and the two that it is
    /// compared with hold, however many years are in the database.
    package func monthInputs(of month: Month) throws -> MonthInputs {
        try read { try $0.monthInputs(of: month) }
    }

    /// Months that were closed, with their editions in order.
    package func closedMonths() throws -> [Month: [MonthInputs.Closing]] {
        try read { db in
            let closings = try db.rows("SELECT * FROM monthClosing ORDER BY month, edition").map { row in
                (try row.month("month"), MonthInputs.Closing(edition: row["edition"], at: row["closedAt"]))
            }
            return Dictionary(grouping: closings, by: \.0).mapValues { $0.map(\.1) }
        }
    }

    /// Pupils of closed months, by their last editions; months that are not closed are left out. Reads nothing of the
    /// figures but that, so that a year costs little.
    package func pupilFigures(of months: [Month]) throws -> [Month: [SchoolKey: PupilFigures]] {
        try read { db in
            try months.reduce(into: [:]) { found, month in
                let figures = try db.pupilFigures(of: month)
                if !figures.isEmpty { found[month] = figures }
            }
        }
    }

    /// The first day of which there is a report; nil where there is none at all.
    package func firstReportDay() throws -> SchoolDay? {
        try read { db in try db.row("SELECT day FROM report ORDER BY day LIMIT 1").map { try $0.day("day") } }
    }

    /// Every report of the days, whatever became of it, in order of days and as they came.
    package func allReports(from first: SchoolDay, to last: SchoolDay) throws -> [StoredReport] {
        try read { db in
            try db.rows(
                "SELECT * FROM report WHERE day BETWEEN ? AND ? ORDER BY day, codMod, anexo, stream DESC, id",
                [first.iso, last.iso]
            ).map { try StoredReport($0) }
        }
    }
}

extension Database {
    func monthInputs(of month: Month) throws -> MonthInputs {
        let spans = MonthInputs.spans(of: month)
        let (first, last) = (spans[0].lowerBound, spans[spans.count - 1].upperBound)
        let compared = [month, month.previous, month.yearBefore]
        return MonthInputs(
            month: month, schools: try rosterSchools(in: month, enrolledFrom: first, to: last),
            reports: try spans.flatMap { try currentReports(in: $0) },
            closures: try closures(since: first.monday).map(\.closure).filter { $0.first <= last },
            absences: try absences(in: month), answers: try answers(ofPeriod: month.first),
            frozen: Dictionary(uniqueKeysWithValues: try compared.map { ($0, try frozenFigures(of: $0)) }),
            closings: try closings(of: month), context: try contextLines(of: month),
            agreements: try agreements(onPageOf: month))
    }

    /// By the index on the day alone: a month costs the same in the tenth year.
    static let currentReportsInSpan = """
        SELECT * FROM report WHERE day BETWEEN ? AND ? AND state = 'current' AND NOT isTraining ORDER BY day, id
        """

    private func currentReports(in span: ClosedRange<SchoolDay>) throws -> [StoredReport] {
        try rows(Self.currentReportsInSpan, [span.lowerBound.iso, span.upperBound.iso]).map { try StoredReport($0) }
    }

    private func rosterSchools(
        in month: Month, enrolledFrom first: SchoolDay, to last: SchoolDay
    ) throws -> [MonthInputs.RosterSchool] {
        let enrolments = try datedEnrolments(from: first, to: last)
        let settings = try reportingSettings()
        return try rows(
            Self.schoolQuery
                + " WHERE s.joinedOn <= ?1 AND (s.retiredOn IS NULL OR s.retiredOn > ?2) ORDER BY s.codMod, s.anexo",
            [month.last.iso, month.first.iso]
        ).map { row in
            let school = try School(row, settings)
            return MonthInputs.RosterSchool(
                school: school, enrolments: enrolments[school.key] ?? [],
                joinedOn: SchoolDay(iso: row["joinedOn"]),
                retiredOn: (row["retiredOn"] as String?).flatMap { SchoolDay(iso: $0) })
        }
    }

    /// The rows that are in force on a day of the span.
    private func datedEnrolments(
        from first: SchoolDay, to last: SchoolDay
    ) throws -> [SchoolKey: [MonthInputs.DatedEnrolment]] {
        let enrolments = try rows(
            """
            SELECT * FROM enrolment AS e WHERE validFrom <= ?2 AND validFrom >= coalesce((
                SELECT max(validFrom) FROM enrolment
                WHERE codMod = e.codMod AND anexo = e.anexo AND validFrom <= ?1), '')
            ORDER BY validFrom
            """, [first.iso, last.iso]
        ).map { row in
            (
                SchoolKey(row["codMod"], anexo: row["anexo"]),
                MonthInputs.DatedEnrolment(
                    validFrom: try row.day("validFrom"),
                    enrolment: Enrolment(boys: row["boys"], girls: row["girls"], teachers: row["teachers"]))
            )
        }
        return Dictionary(grouping: enrolments, by: \.0).mapValues { $0.map(\.1) }
    }

    private func absences(in month: Month) throws -> [SchoolKey: [OfficeNotes.Absence]] {
        let absences = try rows(
            """
            SELECT * FROM absence WHERE day BETWEEN ? AND ? AND state = 'current' AND NOT isTraining
            ORDER BY day, reason
            """, [month.first.iso, month.last.iso]
        ).map { row in
            (
                SchoolKey(row["codMod"], anexo: row["anexo"]),
                OfficeNotes.Absence(
                    day: try row.day("day"), reason: try row.value("reason"), teachers: row["teachers"])
            )
        }
        return Dictionary(grouping: absences, by: \.0).mapValues { $0.map(\.1) }
    }

    private func answers(ofPeriod period: SchoolDay) throws -> [ExtraAnswer] {
        try rows(
            "SELECT * FROM answer WHERE period = ? AND state = 'current' AND NOT isTraining ORDER BY id", [period.iso]
        ).map { try StoredAnswer($0).answer }
    }

    func closings(of month: Month) throws -> [MonthInputs.Closing] {
        try rows("SELECT edition, closedAt FROM monthClosing WHERE month = ? ORDER BY edition", [month.iso]).map {
            MonthInputs.Closing(edition: $0["edition"], at: $0["closedAt"])
        }
    }
}

extension Row {
    func month(_ column: String) throws -> Month {
        let text: String = self[column]
        guard let month = Month(iso: text) else {
            throw DatabaseError(
                resultCode: .SQLITE_CORRUPT, message: "\(column) holds \(text), which is no month")
        }
        return month
    }
}
