import ArgumentParser
import Attendance
import Foundation
import Store

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Reports of attendance.",
        subcommands: [
            ListReports.self, ListAbsences.self, EnterReport.self, CorrectReport.self, VoidReport.self,
            VoidAbsences.self,
        ])
}

struct ListReports: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists reports, the newest day first.")

    @OptionGroup var span: SpanOptions

    @Flag(help: "Also reports that were corrected or taken back.")
    var history = false

    @OptionGroup var limit: LimitOption
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let number = limit.number(json: options.json)
        let reports = try workplace.store.reports(
            ReportFilter(from: span.from, to: span.to, school: span.school, includeHistory: history, limit: number))
        if options.json { return try workplace.terminal.write(.list(reports.map { $0.json(workplace.time) })) }
        let names = try workplace.schoolNames()
        try workplace.terminal.write(
            Self.table(reports, names: names, time: workplace.time, history: history), of: "Reports")
        try limit.sayIfReached(reports.count, of: "reports", workplace.terminal)
    }

    static func table(
        _ reports: [StoredReport], names: [SchoolKey: String], time: OfficeTime, history: Bool
    ) -> Table {
        var columns: [Table.Column] = [
            .init("day"), .init("codMod"), .init("school", .cut), .init("H", isNumber: true),
            .init("M", isNumber: true), .init("D", isNumber: true), .init("phone"), .init("received"),
            .init("notes", .below),
        ]
        if history { columns.insert(.init("state"), at: columns.count - 1) }
        return Table(
            columns,
            rows: reports.map { stored in
                let report = stored.report
                let counts = report.counts
                var cells: [String?] = [
                    report.day.iso, report.school.words, names[report.school], counts?.boys.map(String.init),
                    counts?.girls.map(String.init), counts?.teachers.map(String.init),
                    report.phone?.national, Self.received(report, time),
                    report.notes.isEmpty ? nil : report.notes,
                ]
                if history { cells.insert(stored.state.rawValue, at: cells.count - 1) }
                return cells
            })
    }

    /// The time alone when it came on the day that it is about.
    private static func received(_ report: AttendanceReport, _ time: OfficeTime) -> String {
        let moment = report.receivedAt
        let clock = TimeOfDay(moment, in: time.zone).description
        let day = SchoolDay(moment, in: time.zone)
        return day == report.day ? clock : "\(day.iso.dropFirst(5)) \(clock)"
    }
}

extension AttendanceReport {
    var counts: AttendanceCounts? {
        if case .present(let counts) = content { counts } else { nil }
    }

    /// What the figures do not say, in words; empty for a plain report.
    var notes: String {
        var notes: [String] = []
        switch content {
        case .present: break
        case .noClass(let reason): notes.append("no class" + (reason.map { ": \($0)" } ?? ""))
        case .heldClass(let held): notes.append(held ? "community: class was held" : "community: no class")
        }
        if isTraining { notes.append("training") }
        if isLate { notes.append("late") }
        notes += marks.map(\.words).sorted()
        return notes.joined(separator: ", ")
    }
}

extension AttendanceReport.Mark {
    var words: String {
        switch self {
        case .offCalendar: "no reporting day"
        case .allZero: "all zero"
        case .pupilsWithoutTeacher: "pupils without a teacher"
        case .overEnrolmentConfirmed: "more than enrolled, confirmed"
        case .contradicted: "school and community differ"
        }
    }
}

extension StoredReport {
    func json(_ time: OfficeTime) -> JSON {
        let noClass: Bool
        var reason: String?
        switch report.content {
        case .present: noClass = false
        case .noClass(let why):
            noClass = true
            reason = why
        case .heldClass(let held): noClass = !held
        }
        let marks = report.marks.map(\.rawValue).sorted()
        return [
            "id": .number(Int(id)),
            "codMod": .text(report.school.codMod),
            "anexo": .number(report.school.anexo),
            "day": .text(report.day.iso),
            "stream": .text(report.stream.rawValue),
            "boys": JSON(report.counts?.boys),
            "girls": JSON(report.counts?.girls),
            "teachers": JSON(report.counts?.teachers),
            "total": JSON(report.counts?.pupils),
            "noClass": .boolean(noClass),
            "reason": JSON(reason),
            "late": .boolean(report.isLate),
            "training": .boolean(report.isTraining),
            "marks": marks.isEmpty ? .null : .text(marks.joined(separator: " ")),
            "state": .text(state.rawValue),
            "source": .text(source.rawValue),
            "phone": JSON(report.phone?.e164),
            "receivedAt": time.json(report.receivedAt),
        ]
    }
}
