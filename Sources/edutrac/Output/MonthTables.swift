import Attendance
import Foundation
import Store

/// A month as tables for spreadsheets. A field without a figure is empty, never 0.
struct MonthTables {
    static let names = ["reports.csv", "figures.csv", "ugel.csv"]

    private let months: [SchoolMonth]
    private let time: OfficeTime

    init(_ months: [SchoolMonth], _ time: OfficeTime) {
        self.months = months
        self.time = time
    }

    /// Every row, also of reports that were corrected, taken back or training. Of a phone the last three digits.
    func reports(_ reports: [StoredReport], names: [SchoolKey: String]) -> String {
        var table = CSVText(header: [
            "id", "service", "cod_mod", "anexo", "school", "day", "stream", "state", "source", "boys", "girls",
            "teachers", "total", "held_class", "reason", "late", "training", "marks", "phone_end", "received_at", "sent_at",
        ])
        for stored in reports {
            let report = stored.report
            var reason: String?
            if case .noClass(let why) = report.content { reason = why }
            var row: [CSVText.Field] = [.number(Int(stored.id))] + Self.service(report.school)
            row += [
                .text(names[report.school]), .text(report.day.iso), .text(report.stream.rawValue),
                .text(stored.state.rawValue), .text(stored.source.rawValue), .number(report.counts?.boys),
                .number(report.counts?.girls), .number(report.counts?.teachers), .number(report.counts?.pupils),
            ]
            row += [
                .number(report.hadClass ? 1 : 0), .text(reason), .number(report.isLate ? 1 : 0),
                .number(report.isTraining ? 1 : 0), .text(report.marks.map(\.rawValue).sorted().joined(separator: " ")),
                .text(report.phone.map { String($0.e164.suffix(3)) }), .text(time.iso(report.receivedAt)),
                .text(time.iso(report.sentAt)),
            ]
            table.add(row)
        }
        return table.document
    }

    /// What a page is made of, a school a line, for further reckoning.
    var figures: String {
        var table = CSVText(header: [
            "month", "edition", "service", "cod_mod", "anexo", "school", "level", "district", "cluster", "received",
            "expected", "late", "after_close", "pupils_present", "pupils_enrolled", "pupils_percent", "pupils_level",
            "boys_present", "boys_enrolled", "girls_present", "girls_enrolled", "teachers_present", "teachers_enrolled",
            "class_days", "class_days_known", "staff_level", "community_held", "community_answered",
            "last_month_percent", "last_year_percent", "cluster_percent", "cluster_schools",
        ])
        for month in months {
            let (school, figures) = (month.school, month.figures)
            let comparison = figures.comparison
            var row: [CSVText.Field] = [.text(figures.month.iso), .number(month.number)] + Self.service(school.key)
            row += [.text(school.name), .text(school.level), .text(school.district), .text(school.cluster)]
            row += Self.received(figures.received) + Self.sums(figures.pupils.total)
            row += [.number(figures.pupils.total.rate?.percent), .text(figures.pupils.level.rawValue)]
            row += Self.bySex(figures.pupils.bySex) + Self.staff(figures.staff)
            row += [
                .text(figures.staff.level.rawValue), .number(figures.community?.held),
                .number(figures.community?.answered), .number(comparison.lastMonth?.pupils.total.rate?.percent),
                .number(comparison.lastYear?.pupils.total.rate?.percent), .number(comparison.cluster?.percent),
                .number(comparison.cluster?.schools),
            ]
            table.add(row)
        }
        return table.document
    }

    /// For the UGEL: Spanish, each column says what it is. What a page may not tell is not in it either.
    var ugel: String {
        var table = CSVText(header: [
            "Mes", "Edición (vacío: provisional)", "UGEL", "Distrito", "Servicio (código modular-anexo)",
            "Institución educativa", "Nivel", "Reportes recibidos", "Reportes esperados (días de reporte del mes)",
            "Reportes tardíos", "Alumnos presentes (suma de los días reportados)",
            "Alumnos matriculados (suma de los mismos días)",
            "Asistencia de alumnos en el día de reporte, % (vacío: sin dato o menos de 10 matriculados)",
            "Semáforo de alumnos", "Docentes presentes (suma)", "Docentes (suma de los mismos días)",
            "Días con clases (servicios con un docente)", "Días informados (servicios con un docente)",
        ])
        for month in months {
            let (school, figures) = (month.school, month.figures)
            let total = figures.pupils.total
            let percent = total.rate.flatMap { $0.isPrintedAsCounts ? nil : $0.percent }
            var row: [CSVText.Field] = [
                .text(figures.month.iso), .number(month.number), .text(school.ugel), .text(school.district),
                .text("\(school.key.codMod)-\(school.key.anexo)"), .text(school.name), .text(school.level),
            ]
            row += Self.received(figures.received).prefix(3) + Self.sums(total)
            row += [.number(percent), .text(figures.pupils.level.spanish)] + Self.staff(figures.staff)
            table.add(row)
        }
        return table.document
    }

    // MARK: Groups of columns

    /// The first of them keeps its leading zeros in a spreadsheet: it is no number.
    private static func service(_ key: SchoolKey) -> [CSVText.Field] {
        [.text("\(key.codMod)-\(key.anexo)"), .text(key.codMod), .number(key.anexo)]
    }

    private static func received(_ reports: ReportsReceived) -> [CSVText.Field] {
        [.number(reports.received), .number(reports.expected), .number(reports.late), .number(reports.afterClose)]
    }

    /// Present and enrolled.
    private static func sums(_ figure: AttendanceFigure) -> [CSVText.Field] {
        switch figure {
        case .noData: [.number(nil), .number(nil)]
        case .present(let sum, _): [.number(sum), .number(nil)]
        case .rate(let rate): [.number(rate.present), .number(rate.expected)]
        }
    }

    private static func bySex(_ split: PupilFigures.BySex) -> [CSVText.Field] {
        guard case .split(let boys, let girls) = split else { return sums(.noData) + sums(.noData) }
        return sums(boys) + sums(girls)
    }

    /// Teachers present and on the staff, days with class and days known.
    private static func staff(_ staff: StaffFigures) -> [CSVText.Field] {
        switch staff {
        case .teachers(let figure, _): sums(figure) + [.number(nil), .number(nil)]
        case .classDays(let days, _): sums(.noData) + [.number(days.held), .number(days.known)]
        }
    }
}

extension SchoolMonth {
    fileprivate var number: Int? {
        if case .closed(let number, _, _) = edition { number } else { nil }
    }
}

extension AttendanceLevel {
    fileprivate var spanish: String {
        switch self {
        case .good: "BIEN"
        case .fair: "REGULAR"
        case .atRisk: "EN RIESGO"
        case .missingReports: "faltan reportes"
        case .noData: "sin dato"
        }
    }
}
