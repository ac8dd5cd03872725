/// What the reports of one school say of a month, week by week.
///
/// The report of a week is the one of T; where T has none, the first of a later day before the next T (ruling 42). It
/// is the last that came of (school, day, stream); superseded ones, void ones and training count nowhere.
struct MonthTally: Sendable {
    /// A report with figures.
    struct Counted: Sendable {
        let counts: AttendanceCounts
        let enrolment: Enrolment
    }

    let record: MonthInputs.RosterSchool
    let month: Month
    let weekdays: [Weekday]
    let days: [MonthDay]
    let counted: [Counted]
    let community: CommunityAnswers?
    let notes: [OfficeNotes.DayFigures]
    let contradictions: [SchoolDay]
    /// When the reports came that count, in the order of their weeks.
    let arrivals: [AttendanceReport]

    init(
        of record: MonthInputs.RosterSchool, in month: Month, _ weeks: SchoolWeeks, reports: [AttendanceReport],
        closing: MonthInputs.Closing?, today: SchoolDay
    ) {
        self.record = record
        self.month = month
        let school = record.school
        let own = weeks.weeks(of: school, in: month).filter { record.isInRoster(on: $0.day) }
        weekdays = own.map(\.usual.weekday).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        var (days, counted): ([MonthDay], [Counted]) = ([], [])
        var (notes, arrivals): ([OfficeNotes.DayFigures], [AttendanceReport]) = ([], [])
        for week in own {
            let report = Self.report(of: week, .school, reports)
            days.append(Self.day(week, report, record, weeks, closing, today: today))
            guard let report else { continue }
            arrivals.append(report)
            let enrolment = record.enrolment(on: report.day)
            var present: AttendanceCounts?
            if case .present(let counts) = report.content {
                present = counts
                counted.append(Counted(counts: counts, enrolment: enrolment))
            }
            notes.append(
                OfficeNotes.DayFigures(
                    day: week.day, reportedDay: report.day, present: present, enrolled: enrolment,
                    timeliness: Self.timeliness(report, closing), marks: report.marks))
        }
        (self.days, self.counted, self.notes, self.arrivals) = (days, counted, notes, arrivals)
        let answers = own.compactMap { Self.report(of: $0, .community, reports) }
        community =
            answers.isEmpty
            ? nil : CommunityAnswers(held: answers.count(where: \.hadClass), answered: answers.count)
        contradictions = Self.contradictions(own, reports)
    }

    var received: ReportsReceived {
        let reports = days.compactMap(\.report)
        return ReportsReceived(
            received: reports.count, expected: reports.count + days.count { $0.state == .noReport },
            late: reports.count { $0.timeliness != .inTime },
            afterClose: reports.count { $0.timeliness == .afterClose })
    }

    private static func report(
        of week: SchoolWeeks.Week, _ stream: ReportStream, _ reports: [AttendanceReport]
    ) -> AttendanceReport? {
        guard let day = week.reporting else { return nil }
        return reports.filter { $0.stream == stream && day <= $0.day && $0.day < week.end }.min { $0.day < $1.day }
    }

    private static func timeliness(
        _ report: AttendanceReport, _ closing: MonthInputs.Closing?
    ) -> ReportTimeliness {
        if let closing, report.receivedAt > closing.at { return .afterClose }
        return report.isLate ? .late : .inTime
    }

    private static func day(
        _ week: SchoolWeeks.Week, _ report: AttendanceReport?, _ record: MonthInputs.RosterSchool,
        _ weeks: SchoolWeeks, _ closing: MonthInputs.Closing?, today: SchoolDay
    ) -> MonthDay {
        let off = weeks.reasonOff(week.usual, for: record.school)
        guard let day = week.reporting else {
            // Nothing of Monday to Friday is a class day, so the usual day is none.
            return MonthDay(day: week.usual, state: .skipped(off ?? .outsideYear))
        }
        let isMoved = day != week.usual
        let state: MonthDay.State =
            if let report {
                .report(summary(of: report, record, closing))
            } else {
                day < today ? .noReport : .notYet
            }
        return MonthDay(
            day: day, movedFrom: isMoved ? week.usual : nil, movedBecause: isMoved ? off : nil, state: state)
    }

    private static func summary(
        of report: AttendanceReport, _ record: MonthInputs.RosterSchool, _ closing: MonthInputs.Closing?
    ) -> MonthDay.DayReport {
        var (pupils, reason): (Int?, String?) = (nil, nil)
        switch report.content {
        case .present(let counts): pupils = counts.pupils
        case .noClass(let why): reason = why
        case .heldClass: break
        }
        let enrolled = record.school.attendanceForm == .regular ? record.enrolment(on: report.day).pupils : nil
        return MonthDay.DayReport(
            day: report.day, heldClass: report.hadClass, pupils: pupils, enrolled: pupils == nil ? nil : enrolled,
            noClassReason: reason, timeliness: timeliness(report, closing))
    }

    private static func contradictions(_ weeks: [SchoolWeeks.Week], _ reports: [AttendanceReport]) -> [SchoolDay] {
        let said = reports.filter { report in
            weeks.contains { ($0.reporting ?? $0.end) <= report.day && report.day < $0.end }
        }
        let days = said.filter { report in report.stream == .school && said.contains(where: report.contradicts) }
        return Set(days.map(\.day)).sorted()
    }
}
