import Attendance
import Foundation

/// April 2026 of a fictitious office: Mondays 6, 13, 20 and 27 are reporting days of everybody.
struct SampleMonth {
    static let april: Month = month("2026-04")
    static let mondays = ["2026-04-06", "2026-04-13", "2026-04-20", "2026-04-27"]

    static func month(_ iso: String) -> Month {
        guard let month = Month(iso: iso) else { preconditionFailure("no month: \(iso)") }
        return month
    }

    /// In the roster since the year began; with other figures from a day on.
    static func record(_ school: School, since: [String: Enrolment] = [:]) -> MonthInputs.RosterSchool {
        let later = since.sorted { $0.key < $1.key }.map {
            MonthInputs.DatedEnrolment(validFrom: Sample.day($0.key), enrolment: $0.value)
        }
        return MonthInputs.RosterSchool(
            school: school,
            enrolments: [.init(validFrom: Sample.day("2026-03-16"), enrolment: school.enrolment)] + later,
            joinedOn: Sample.day("2026-03-16"))
    }

    static func report(
        _ school: School, _ day: String, _ content: AttendanceReport.Content, stream: ReportStream = .school,
        late: Bool = false, at: String? = nil, state: StoredReport.State = .current, training: Bool = false,
        marks: Set<AttendanceReport.Mark> = []
    ) -> StoredReport {
        let report = AttendanceReport(
            school: school.key, day: Sample.day(day), stream: stream, content: content, isLate: late,
            isTraining: training, marks: marks, phone: Sample.rosa, receivedAt: Sample.moment(at ?? "\(day) 11:00"))
        return StoredReport(id: 1, report: report, state: state, source: .sms)
    }

    /// Boys, girls and teachers of the first weeks of April; nil is silence.
    static func reports(_ school: School, _ counts: [(Int, Int, Int)?]) -> [StoredReport] {
        zip(mondays, counts).compactMap { day, counts in
            counts.map { report(school, day, Sample.present($0.0, $0.1, $0.2)) }
        }
    }

    var month: Month = april
    var schools = [record(Sample.one)]
    var reports: [StoredReport] = []
    var closures: [Closure] = []
    var frozen: [Month: [SchoolKey: MonthFigures]] = [:]
    var closings: [MonthInputs.Closing] = []
    var answers: [ExtraAnswer] = []
    var today = "2026-08-01"
    var questions: [ExtraQuestion] = []

    var inputs: MonthInputs {
        MonthInputs(
            month: month, schools: schools, reports: reports, closures: closures, answers: answers, frozen: frozen,
            closings: closings)
    }

    func reckoning(_ change: (inout MonthInputs) -> Void = { _ in }) throws -> MonthReckoning {
        var inputs = inputs
        change(&inputs)
        var office = try Sample.office()
        office.questions = questions
        return MonthReckoning(inputs, office: office, today: Sample.day(today))
    }

    func figures(of school: School = Sample.one) throws -> MonthFigures {
        guard let figures = try reckoning().figures(of: school.key) else { throw MissingSchool() }
        return figures
    }

    struct MissingSchool: Error {}
}

extension AttendanceFigure {
    /// `51/60 in 2`, `24 in 2` or `sin dato`.
    var words: String {
        switch self {
        case .noData: "sin dato"
        case .present(let sum, let reports): "\(sum) in \(reports)"
        case .rate(let rate): "\(rate.present)/\(rate.expected) in \(rate.reports)"
        }
    }
}

extension PupilFigures.BySex {
    var words: String {
        switch self {
        case .noData: "sin dato"
        case .tooFew: "too few"
        case .split(let boys, let girls): "\(boys.words), \(girls.words)"
        }
    }
}

extension StaffFigures {
    var words: String {
        switch self {
        case .teachers(let figure, _): figure.words
        case .classDays(let days, _): "days \(days.held)/\(days.known)"
        }
    }
}

extension ReportsReceived {
    var words: String { "\(received) of \(expected)" }
}

extension MonthDay {
    /// `2026-04-06 class`
    var words: String {
        let moved = movedFrom.map { " from \($0.iso.suffix(5))" } ?? ""
        let what =
            switch state {
            case .report(let report): report.heldClass ? "class" : "no class"
            case .noReport: "none"
            case .notYet: "not yet"
            case .skipped(let reason): "skipped (\(reason))"
            }
        return "\(day.iso.suffix(5))\(moved) \(what)"
    }
}
