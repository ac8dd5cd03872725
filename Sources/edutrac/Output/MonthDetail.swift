import Attendance

/// All that is known of one school and month, for the office's eyes.
struct MonthDetail {
    private let month: SchoolMonth
    private let notes: OfficeNotes?

    init(_ month: SchoolMonth, _ notes: OfficeNotes?) {
        self.month = month
        self.notes = notes
    }

    func lines(_ width: Int) -> [String] {
        let title = "\(month.school.key.words) \(month.school.name), \(month.school.level), \(month.school.district)"
        return [title.cut(to: width), ""] + days.lines(width: width) + [""] + facts(width)
    }

    private var days: Table {
        Table(
            [.init("day"), .init("weekday"), .init("class"), .init("pupils"), .init("came"), .init("notes", .below)],
            rows: month.figures.days.map { day in
                [
                    day.day.iso, day.day.weekday.rawValue, day.state.words, day.report?.pupilWords,
                    day.report?.timeliness.words, day.remark,
                ]
            })
    }

    private func facts(_ width: Int) -> [String] {
        let label = facts.map(\.0.count).max() ?? 0
        return facts.flatMap { name, words in
            words.wrapped(to: max(20, width - label - 2)).enumerated().map { index, line in
                let head = index == 0 ? name : ""
                return head + String(repeating: " ", count: label - head.count + 2) + line
            }
        }
    }

    private var facts: [(String, String)] {
        let figures = month.figures
        var facts = [
            ("reports", figures.received.long),
            ("pupils", "\(figures.pupils.total.long): \(figures.pupils.level.words)"),
            ("by sex", figures.pupils.bySex.words),
            ("teachers", "\(figures.staff.long): \(figures.staff.level.words)"),
        ]
        if case .none(let form) = figures.basis { facts.append(("measure", "none: \(form.rawValue)")) }
        if let community = figures.community {
            facts.append(("community", "class on \(community.held) of \(community.answered) days answered"))
        }
        facts += figures.answers.map { ($0.question, $0.value.map(String.init) ?? "no answer") }
        facts += comparison(figures.comparison) + office
        facts += month.context.map { ("context", $0) }
        return facts + month.agreements.map { ("agreement", "\($0.id) (\($0.state.words)): \($0.text)") }
    }

    private func comparison(_ comparison: MonthComparison) -> [(String, String)] {
        let named = [("last month", comparison.lastMonth), ("last year", comparison.lastYear)]
        let others = named.compactMap { name, other in
            other.map { other in
                (
                    name,
                    "pupils \(other.pupils.total.words)\(other.pupilsChange.words); teachers "
                        + "\(other.staff.words)\(other.staffChange.words); \(other.received.words) reports"
                )
            }
        }
        let cluster = comparison.cluster.map { ("cluster", "\($0.percent) % in \($0.schools) schools of \($0.name)") }
        return others + (cluster.map { [$0] } ?? [])
    }

    private var office: [(String, String)] {
        guard let notes else { return [] }
        var facts: [(String, String)] = []
        if !notes.contradictions.isEmpty {
            facts.append(("contradicted", notes.contradictions.map(\.iso).joined(separator: ", ")))
        }
        facts += notes.absences.map { ("absent", "\($0.day.iso): \($0.teachers) \($0.reason.words)") }
        return facts
            + notes.reports.filter { !$0.marks.isEmpty }.map {
                ("odd", "\($0.reportedDay.iso): \($0.marks.map(\.words).sorted().joined(separator: ", "))")
            }
    }
}

extension MonthDay {
    /// Why T moved, why there was no class, or another day that the report is about.
    fileprivate var remark: String? {
        var remarks: [String] = []
        if let movedFrom, let movedBecause { remarks.append("moved from \(movedFrom.iso): \(movedBecause.words)") }
        if let report, report.day != day { remarks.append("reported for \(report.day.iso)") }
        if let reason = report?.noClassReason { remarks.append(reason) }
        if case .skipped(let reason) = state { remarks.append(reason.words) }
        return remarks.isEmpty ? nil : remarks.joined(separator: ", ")
    }
}

extension MonthDay.State {
    var words: String {
        switch self {
        case .report(let report): report.heldClass ? "yes" : "no"
        case .noReport: "no report"
        case .notYet: "not yet"
        case .skipped: "no day"
        }
    }
}

extension MonthDay.DayReport {
    fileprivate var pupilWords: String? {
        guard let pupils else { return nil }
        return enrolled.map { "\(pupils) of \($0)" } ?? "\(pupils)"
    }
}

extension MonthDay.DayOff {
    var words: String {
        switch self {
        case .holiday(let name): "holiday, \(name)"
        case .closure(let reason): "closed, \(reason)"
        case .vacation: "vacation"
        case .outsideYear: "outside the school year"
        case .noSchoolYear: "no school year known"
        }
    }
}

extension ReportTimeliness {
    fileprivate var words: String {
        switch self {
        case .inTime: "in time"
        case .late: "late"
        case .afterClose: "after the close"
        }
    }
}

extension PupilFigures.BySex {
    fileprivate var words: String {
        switch self {
        case .noData: "no figure"
        case .tooFew: "not told apart: under five of a sex"
        case .split(let boys, let girls): "boys \(boys.long); girls \(girls.long)"
        }
    }
}
