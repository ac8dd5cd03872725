package import Attendance
import Foundation
import GRDB

extension AttendanceStore {
    /// Newest day first, then by school.
    package func reports(_ filter: ReportFilter) throws -> [StoredReport] {
        try read { db in
            let reports = try db.rows(
                """
                SELECT * FROM report
                WHERE (?1 IS NULL OR day >= ?1) AND (?2 IS NULL OR day <= ?2)
                    AND (?3 IS NULL OR (codMod = ?3 AND anexo = ?4)) AND (?5 OR state = 'current')
                ORDER BY day DESC, codMod, anexo, stream DESC, id DESC LIMIT ?6
                """,
                [
                    filter.from?.iso, filter.to?.iso, filter.school?.codMod, filter.school?.anexo,
                    filter.includeHistory, max(0, filter.limit),
                ]
            ).map { try StoredReport($0) }
            return try reports.map { try db.marked($0) }
        }
    }
}

extension Database {
    /// With the mark of a report that the other stream contradicts.
    fileprivate func marked(_ stored: StoredReport) throws -> StoredReport {
        guard stored.state == .current, !stored.report.isTraining else { return stored }
        let report = stored.report
        let others = try rows(
            """
            SELECT * FROM report WHERE codMod = ? AND anexo = ? AND day = ? AND stream <> ? AND state = 'current'
                AND NOT isTraining
            """, [report.school.codMod, report.school.anexo, report.day.iso, report.stream.rawValue]
        ).map { try StoredReport($0).report }
        guard others.contains(where: report.contradicts) else { return stored }
        var marked = stored
        marked.report.marks.insert(.contradicted)
        return marked
    }

    func currentReports(of school: SchoolKey, since day: SchoolDay) throws -> [StoredReport] {
        try values(
            """
            SELECT \(StoredReport.columns) FROM report
            WHERE codMod = ? AND anexo = ? AND day >= ? AND state = 'current' ORDER BY day DESC, id DESC
            """, [school.codMod, school.anexo, day.iso], StoredReport.init(columns:))
    }

    /// What was reported before: of each day the one that was sent last first.
    func supersededReports(of school: SchoolKey, since day: SchoolDay) throws -> [StoredReport] {
        try values(
            """
            SELECT \(StoredReport.columns) FROM report
            WHERE codMod = ? AND anexo = ? AND day >= ? AND state = 'superseded' ORDER BY day DESC, sentAt DESC, id DESC
            """, [school.codMod, school.anexo, day.iso], StoredReport.init(columns:))
    }

    /// Makes this the current report of its (school, day, stream); the one before is history.
    ///
    /// - Parameters:
    ///   - message: the text that it came in.
    ///   - part: the PDU that could not be decoded and that it came in.
    func insertCurrent(
        _ report: AttendanceReport, source: StoredReport.Source, message: Int64?, part: Int64? = nil
    ) throws -> Int64 {
        try run(
            """
            UPDATE report SET state = 'superseded'
            WHERE codMod = ? AND anexo = ? AND day = ? AND stream = ? AND isTraining = ? AND state = 'current'
            """,
            [
                report.school.codMod, report.school.anexo, report.day.iso, report.stream.rawValue,
                report.isTraining,
            ])
        return try insert(report, .current, source: source, message: message, part: part)
    }

    func insert(
        _ report: AttendanceReport, _ state: StoredReport.State, source: StoredReport.Source, message: Int64?,
        part: Int64? = nil
    ) throws -> Int64 {
        var counts = AttendanceCounts()
        var heldClass: Bool?
        var reason: String?
        var noClass = false
        switch report.content {
        case .present(let present): counts = present
        case .noClass(let why): (noClass, reason) = (true, why)
        case .heldClass(let held): heldClass = held
        }
        try run(
            """
            INSERT INTO report (codMod, anexo, day, stream, state, source, boys, girls, teachers,
                heldClass, noClass, noClassReason, isLate, isTraining, marks, phone, inboundMessage,
                inboundPart, receivedAt, sentAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                report.school.codMod, report.school.anexo, report.day.iso, report.stream.rawValue,
                state.rawValue, source.rawValue, counts.boys, counts.girls, counts.teachers, heldClass, noClass, reason,
                report.isLate, report.isTraining, report.marks.map(\.rawValue).sorted().joined(separator: ","),
                report.phone?.e164, message, part, report.receivedAt, report.sentAt,
            ])
        return lastInsertedRowID
    }
}
