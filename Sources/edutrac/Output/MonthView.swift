import Attendance
import Foundation

/// The figures of all schools of a month, a line each.
struct MonthView {
    let month: Month
    let closings: [MonthInputs.Closing]
    let time: OfficeTime
    let months: [SchoolMonth]

    /// Whether these figures can still change.
    ///
    /// - Parameter reports: that came since the close, of all schools.
    func heading(since reports: Int) -> String {
        guard let closing = closings.last else {
            return "\(month.iso) is not closed: the figures are provisional."
        }
        let closed = "\(month.iso), edition \(closing.edition), closed \(time.short(closing.at))."
        guard reports > 0 else { return closed }
        let came = reports == 1 ? "1 report has" : "\(reports) reports have"
        return closed + " \(came) come since: `edutrac month close \(month.iso) --edition` takes them in."
    }

    var table: Table {
        Table(
            [
                .init("codMod"), .init("school", .cut), .init("reports"), .init("pupils"), .init("before"),
                .init("level"), .init("teachers"),
            ],
            rows: months.map { month in
                let figures = month.figures
                let before = figures.comparison.lastMonth
                return [
                    month.school.key.words, month.school.name, figures.received.words,
                    figures.pupils.total.words, before?.pupils.total.words, figures.pupils.level.words,
                    figures.staff.words,
                ]
            })
    }
}

extension SchoolMonth {
    var reportsSince: Int {
        if case .closed(_, _, let reports) = edition { reports } else { 0 }
    }
}

extension ReportsReceived {
    var words: String { "\(received) of \(expected)" }

    /// `3 of 4, 1 of them late, 1 after the close`
    var long: String {
        words + (late > 0 ? ", \(late) of them late" : "") + (afterClose > 0 ? ", \(afterClose) after the close" : "")
    }
}

extension AttendanceFigure {
    /// As a page prints it.
    var words: String {
        switch self {
        case .noData: "no figure"
        case .present(let sum, let reports): "\(sum) in \(reports)"
        case .rate(let rate) where rate.isPrintedAsCounts: rate.counts
        case .rate(let rate): "\(rate.percent) %"
        }
    }

    /// With what stands behind it.
    var long: String {
        switch self {
        case .noData: words
        case .rate(let rate) where rate.isPrintedAsCounts: words
        case .present(let sum, let reports): "\(sum) present in \(reports == 1 ? "1 report" : "\(reports) reports")"
        case .rate(let rate): "\(rate.percent) %, \(rate.counts)"
        }
    }
}

extension AttendanceRate {
    fileprivate var counts: String { "\(present) of \(expected)" }
}

extension StaffFigures {
    var words: String {
        switch self {
        case .teachers(let figure, _): figure.words
        case .classDays(let days, _): "\(days.held) of \(days.known) days"
        }
    }

    var long: String {
        switch self {
        case .teachers(let figure, _): figure.long
        case .classDays(let days, _): "class on \(days.held) of \(days.known) days reported"
        }
    }
}

extension AttendanceLevel {
    var words: String {
        switch self {
        case .good: "good"
        case .fair: "fair"
        case .atRisk: "at risk"
        case .missingReports: "few reports"
        case .noData: "no figure"
        }
    }
}

extension AttendanceChange {
    /// Nothing where there is nothing to compare.
    var words: String {
        switch self {
        case .up: ", up since"
        case .same: ", the same now"
        case .down: ", down since"
        case .unknown: ""
        }
    }
}
