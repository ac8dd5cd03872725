import Foundation

/// What was told → the figures of a month. The only place where they are made: commands, pages and tables show these.
///
/// Pure: the same inputs give the same figures, in whatever order the reports stand. Of a closed month it gives back
/// what was frozen; ``figures(of:)`` is always what the reports say now.
package struct MonthReckoning: Sendable {
    private let inputs: MonthInputs
    private let office: OfficeRules
    private let weeks: SchoolWeeks
    private let today: SchoolDay
    private let reportsOfSchool: [SchoolKey: [AttendanceReport]]
    private let tallies: [SchoolKey: MonthTally]
    private let clusters: [String: ClusterAverage]

    /// - Parameter today: days from it on have not been yet.
    package init(_ inputs: MonthInputs, office: OfficeRules, today: SchoolDay) {
        self.inputs = inputs
        self.office = office
        self.today = today
        weeks = SchoolWeeks(calendar: office.calendar, rules: office.reporting, closures: inputs.closures)
        reportsOfSchool = Dictionary(
            grouping: inputs.reports.filter { $0.state == .current && !$0.report.isTraining }.map(\.report),
            by: \.school)
        var tallies: [SchoolKey: MonthTally] = [:]
        for record in inputs.schools where record.isInRoster(in: inputs.month) {
            tallies[record.school.key] = MonthTally(
                of: record, in: inputs.month, weeks, reports: reportsOfSchool[record.school.key] ?? [],
                closing: inputs.closings.first, today: today)
        }
        self.tallies = tallies
        clusters = Self.averages(of: tallies, office.month)
    }

    /// Schools that were in the roster on a day of the month, in the order of their codes.
    package var schools: [School] { tallies.values.map(\.record.school).sorted { $0.key < $1.key } }

    /// As the reports have it now; nil for a school that was not in the roster.
    package func figures(of key: SchoolKey) -> MonthFigures? {
        guard let tally = tallies[key] else { return nil }
        let (pupils, staff) = (tally.pupils(office.month), tally.staff(office.month))
        return MonthFigures(
            school: key, month: inputs.month, weekdays: tally.weekdays, days: tally.days, received: tally.received,
            basis: tally.basis, pupils: pupils, staff: staff, community: tally.community, answers: answers(of: key),
            comparison: MonthComparison(
                lastMonth: other(inputs.month.previous, tally, pupils, staff),
                lastYear: other(inputs.month.yearBefore, tally, pupils, staff),
                cluster: tally.record.school.cluster.flatMap { clusters[$0] }))
    }

    /// What the reports say now, of all schools.
    package var figures: [MonthFigures] { schools.compactMap { figures(of: $0.key) } }

    /// What a page shows: the frozen figures of a closed month, else provisional ones.
    package var schoolMonths: [SchoolMonth] { schools.compactMap { month(of: $0) } }

    package func notes(of key: SchoolKey) -> OfficeNotes? {
        tallies[key].map { tally in
            OfficeNotes(
                reports: tally.notes, contradictions: tally.contradictions, absences: inputs.absences[key] ?? [],
                teachers: tally.teachers)
        }
    }

    private func month(of school: School) -> SchoolMonth? {
        guard let tally = tallies[school.key], let live = figures(of: school.key) else { return nil }
        let frozen = inputs.frozen[inputs.month]?[school.key]
        var edition = SchoolMonth.Edition.provisional
        if frozen != nil, let closing = inputs.closings.last {
            let since = tally.arrivals.count { $0.receivedAt > closing.at }
            edition = .closed(number: closing.edition, at: closing.at, reportsSince: since)
        }
        let lines = inputs.context.filter { $0.scope.covers(school) }
        return SchoolMonth(
            school: school, figures: frozen ?? live, edition: edition,
            context: lines.sorted { $1.scope.isNarrower(than: $0.scope) }.map(\.text),
            agreements: inputs.agreements.filter { $0.concerns(school) && $0.isOnPage(of: inputs.month) })
    }

    // MARK: Questions

    private func answers(of key: SchoolKey) -> [MonthAnswer] {
        office.questions.filter { $0.rhythm == .monthly }.map { question in
            let given = inputs.answers.filter {
                $0.school == key && $0.question == question.key && $0.period == inputs.month.first && !$0.isTraining
            }
            // Whom the office asks counts before who answers all the same.
            let asked: ReportStream = question.roles.contains(.community) ? .community : .school
            return MonthAnswer(
                question: question.key, value: (given.first { $0.stream == asked } ?? given.first)?.value)
        }
    }

    // MARK: Comparison

    private func other(
        _ month: Month, _ tally: MonthTally, _ pupils: PupilFigures, _ staff: StaffFigures
    ) -> MonthComparison.Other? {
        let key = tally.record.school.key
        let then: (received: ReportsReceived, pupils: PupilFigures, staff: StaffFigures)
        if let frozen = inputs.frozen[month]?[key] {
            then = (frozen.received, frozen.pupils, frozen.staff)
        } else {
            let reckoned = MonthTally(
                of: tally.record, in: month, weeks, reports: reportsOfSchool[key] ?? [], closing: nil, today: today)
            then = (reckoned.received, reckoned.pupils(office.month), reckoned.staff(office.month))
        }
        guard then.received.expected > 0 else { return nil }
        return MonthComparison.Other(
            month: month, received: then.received, pupils: then.pupils, staff: then.staff,
            pupilsChange: .from(then.pupils.judged, to: pupils.judged),
            staffChange: staff.isSameKind(as: then.staff) ? .from(then.staff.judged, to: staff.judged) : .unknown)
    }

    private static func averages(of tallies: [SchoolKey: MonthTally], _ rules: MonthRules) -> [String: ClusterAverage] {
        var rates: [String: [AttendanceRate]] = [:]
        for tally in tallies.values {
            guard let name = tally.record.school.cluster, let rate = tally.pupils(rules).total.rate else { continue }
            rates[name, default: []].append(rate)
        }
        return rates.filter { $0.value.count >= MonthComparison.fewestSchools }.reduce(into: [:]) { averages, cluster in
            let (name, rates) = cluster
            let percent = AttendanceRate.percent(
                rates.map(\.present).reduce(0, +), of: rates.map(\.expected).reduce(0, +))
            averages[name] = ClusterAverage(name: name, percent: percent, schools: rates.count)
        }
    }
}

extension PupilFigures {
    /// The per cent that an arrow may go by; nil where the semáforo is grey.
    fileprivate var judged: Int? { level == .missingReports ? nil : total.rate?.percent }
}

extension StaffFigures {
    fileprivate var judged: Int? {
        guard level != .missingReports else { return nil }
        return switch self {
        case .teachers(let figure, _): figure.rate?.percent
        case .classDays(let days, _): days.known == 0 ? nil : AttendanceRate.percent(days.held, of: days.known)
        }
    }

    fileprivate func isSameKind(as other: StaffFigures) -> Bool {
        switch (self, other) {
        case (.teachers, .teachers), (.classDays, .classDays): true
        default: false
        }
    }
}

extension AttendanceChange {
    static func from(_ then: Int?, to now: Int?) -> AttendanceChange {
        guard let then, let now else { return .unknown }
        if now == then { return .same }
        return now > then ? .up : .down
    }
}
