import Attendance

/// A district or a UGEL on one page: how much of it is known, how it goes, and where somebody should go.
///
/// Built for officials who have two minutes. Names no person, and no school but those that need a visit; not a ranking:
/// these stand in the order of what is wrong, and of their names.
struct OfficialSummary {
    /// What it is of, `UGEL Pichari` or `Kimbiri`.
    let area: PrintedArea
    let schools: [PrintedSchool]
    let month: Month
    let office: PrintedOffice
    let speech: PageSpeech

    static let mostGroups = 6
    static let mostVisits = 6

    var slots: Slots {
        let visits = VisitList(schools).visits
        let more = visits.count - Self.mostVisits
        return [
            "title": speech(.summaryTitle, [.month: speech.nameAndYear(of: month)]),
            "area": area.isDistrict ? speech(.district, [.name: area.name]) : area.name, "office": office.name,
            "numbers": [coverage, pupils, teachers], "levelsTitle": speech(.levelsOfSchools), "levels": levels,
            "legend": LegendBlock(office: office, speech: speech).slots,
            "trendTitle": speech(.trend), "trend": trend ?? false, "noTrend": speech(.noTrend),
            "groupsTitle": speech(area.isDistrict ? .byCluster : .byDistrict), "groups": groups,
            "columns": [
                "school": speech(.schools), "reports": speech(.reports), "pupils": speech(.pupilsPresent),
                "levels": speech(.level),
            ] as Slots,
            "visitsTitle": speech(.visits), "visits": visits.prefix(Self.mostVisits).map(row),
            "noVisits": visits.isEmpty ? speech(.noVisits) as Any : false,
            "more": more > 0 ? speech(.moreVisits, [.number: "\(more)"]) as Any : false,
            "whatToDo": visits.isEmpty ? false : speech(.whatToDo) as Any,
            "foot": speech(.summaryFoot),
        ]
    }

    // MARK: The large numbers

    private var coverage: Slots {
        let (received, expected) = Self.reports(schools)
        let reporting = schools.count { $0.figures.received.received > 0 }
        let asked = schools.count { $0.figures.received.expected > 0 }
        return [
            "name": speech(.coverage),
            "figure": expected == 0 ? speech(.noData) : speech.percent(AttendanceRate.share(received, of: expected)),
            "words": speech(.coverageOf, [.part: "\(received)", .whole: "\(expected)"]),
            "more": speech(.schoolsReporting, [.part: "\(reporting)", .whole: "\(asked)"]), "sign": false,
        ]
    }

    private var pupils: Slots {
        number(
            .pupilsPresent, schools.compactMap(\.figures.pupils.total.rate),
            before: schools.compactMap { $0.figures.comparison.lastMonth?.pupils.total.rate })
    }

    private var teachers: Slots {
        func rate(_ staff: StaffFigures?) -> AttendanceRate? {
            if case .teachers(let figure, _)? = staff { figure.rate } else { nil }
        }
        return number(
            .teachersPresent, schools.compactMap { rate($0.figures.staff) },
            before: schools.compactMap { rate($0.figures.comparison.lastMonth?.staff) })
    }

    private func number(_ name: PageWord, _ rates: [AttendanceRate], before: [AttendanceRate]) -> Slots {
        let (now, then) = (AttendanceRate.sum(rates), AttendanceRate.sum(before))
        let figure = speech.figure(now.map { .rate($0) } ?? .noData)
        let change: AttendanceChange =
            if let now, let then {
                now.percent == then.percent ? .same : now.percent > then.percent ? .up : .down
            } else {
                .unknown
            }
        let words = speech.change(
            change, from: speech.figure(then.map { .rate($0) } ?? .noData), to: figure, since: month.previous)
        return [
            "name": speech(name), "figure": figure,
            "words": now.map { speech.part($0.present, of: $0.expected) } ?? "", "more": words,
            "sign": ChangeSign(change: change).picture(label: words),
        ]
    }

    private var levels: String {
        let parts = AttendanceLevel.allCases.map { level in
            (level, speech.letter(level), schools.count { $0.figures.pupils.level == level })
        }
        return LevelBar(parts: parts).picture(label: speech(.levelsOfSchools))
    }

    private var trend: String? {
        let months = PrintedSchool.trendMonths(to: month)
        let rates = months.map { month in
            AttendanceRate.sum(schools.compactMap { $0.pupils(in: month)?.total.rate })
        }
        guard rates.dropLast().contains(where: { $0 != nil }) else { return nil }
        let columns = zip(months, rates).map { month, rate in
            let isPercent = rate.map { !$0.isPrintedAsCounts } ?? false
            return TrendChart.Column(
                name: speech.shortName(of: month), height: rate?.percent,
                figure: isPercent ? rate.map { "\($0.percent)" } : nil)
        }
        return TrendChart(columns, width: 640, height: 100).picture(label: speech(.trend))
    }

    // MARK: Groups

    private var groups: [Slots] {
        let named = Dictionary(grouping: schools) { school in
            area.isDistrict ? school.school.cluster ?? speech(.noCluster) : school.school.district
        }.sorted { $0.key < $1.key }
        guard named.count > Self.mostGroups else { return named.map { row($0.key, $0.value) } }
        let rest = named.dropFirst(Self.mostGroups - 1)
        return named.prefix(Self.mostGroups - 1).map { row($0.key, $0.value) }
            + [row(speech(.others, [.number: "\(rest.count)"]), rest.flatMap(\.value))]
    }

    private func row(_ name: String, _ schools: [PrintedSchool]) -> Slots {
        let (received, expected) = Self.reports(schools)
        let rate = AttendanceRate.sum(schools.compactMap(\.figures.pupils.total.rate))
        let counts = AttendanceLevel.allCases.map { level in
            (level, schools.count { $0.figures.pupils.level == level })
        }
        return [
            "name": name.cut(to: 34), "schools": "\(schools.count)", "reports": speech.part(received, of: expected),
            "pupils": speech.figure(rate.map { .rate($0) } ?? .noData),
            "levels": counts.filter { $0.1 > 0 }.map { "\(speech.letter($0.0)) \($0.1)" }.joined(separator: " · "),
        ]
    }

    // MARK: Visits

    private func row(_ visit: VisitList.Visit) -> Slots {
        let figures = visit.school.figures
        let words = visit.reasons.prefix(2).map { reason -> String in
            switch reason {
            case .silent: speech(.visitSilent)
            case .teachers: speech(Self.word(of: figures.staff), [.now: speech.figure(figures.staff)])
            case .pupils: speech(.visitPupils, [.now: speech.figure(figures.pupils.total)])
            case .falling(let from, let to):
                speech(.visitFalling, [.before: speech.percent(from), .now: speech.percent(to)])
            case .fewReports:
                speech(
                    .visitFew, [.part: "\(figures.received.received)", .whole: "\(figures.received.expected)"])
            }
        }
        let school = visit.school.school
        return [
            "name": "\(school.name.cut(to: 44)), \(school.level.cut(to: 20))",
            "place": (school.community ?? school.district).cut(to: 30),
            "words": words.joined(separator: "; "),
        ]
    }

    /// "Teachers at risk" would name a person where there is one.
    private static func word(of staff: StaffFigures) -> PageWord {
        if case .classDays = staff { .visitClassDays } else { .visitTeachers }
    }

    private static func reports(_ schools: [PrintedSchool]) -> (received: Int, expected: Int) {
        schools.reduce(into: (0, 0)) { sum, school in
            sum.0 += school.figures.received.received
            sum.1 += school.figures.received.expected
        }
    }
}

/// A UGEL or a district.
package struct PrintedArea: Hashable, Sendable {
    package let name: String
    package let isDistrict: Bool

    func covers(_ school: School) -> Bool { name == (isDistrict ? school.district : school.ugel) }
}

/// Which schools somebody should go to first, and why.
struct VisitList {
    enum Reason: Hashable {
        /// Not one report of those expected.
        case silent
        /// Teachers, or days with class, are EN RIESGO.
        case teachers
        case pupils
        /// Ten points or more below last month.
        case falling(from: Int, to: Int)
        case fewReports

        fileprivate var rank: Int {
            switch self {
            case .silent: 0
            case .teachers: 1
            case .pupils: 2
            case .falling: 3
            case .fewReports: 4
            }
        }
    }

    struct Visit {
        let school: PrintedSchool
        /// The gravest first, at least one.
        let reasons: [Reason]
    }

    static let pointsThatAreAFall = 10

    /// By the gravest reason, then by name.
    let visits: [Visit]

    init(_ schools: [PrintedSchool]) {
        let found = schools.compactMap { school -> Visit? in
            let reasons = Self.reasons(school.figures)
            return reasons.isEmpty ? nil : Visit(school: school, reasons: reasons)
        }
        visits = found.sorted { one, other in
            (one.reasons[0].rank, one.school.school.name, one.school.school.key.text)
                < (other.reasons[0].rank, other.school.school.name, other.school.school.key.text)
        }
    }

    private static func reasons(_ figures: MonthFigures) -> [Reason] {
        guard figures.received.expected > 0 else { return [] }
        guard figures.received.received > 0 else { return [.silent] }
        guard !figures.received.isUnderHalf else { return [.fewReports] }
        var reasons: [Reason] = []
        if figures.staff.level == .atRisk { reasons.append(.teachers) }
        if figures.pupils.level == .atRisk { reasons.append(.pupils) }
        if let before = figures.comparison.lastMonth, before.pupilsChange == .down,
            let from = before.pupils.total.rate, let to = figures.pupils.total.rate,
            !from.isPrintedAsCounts, !to.isPrintedAsCounts, from.percent - to.percent >= pointsThatAreAFall
        {
            reasons.append(.falling(from: from.percent, to: to.percent))
        }
        return reasons
    }
}

extension AttendanceRate {
    /// Σ present ÷ Σ expected of several schools; nil of none.
    static func sum(_ rates: [AttendanceRate]) -> AttendanceRate? {
        guard !rates.isEmpty else { return nil }
        return AttendanceRate(
            present: rates.map(\.present).reduce(0, +), expected: rates.map(\.expected).reduce(0, +),
            reports: rates.map(\.reports).reduce(0, +), smallestGroup: rates.map(\.smallestGroup).reduce(0, +))
    }

    /// Whole per cent, rounded as all figures are.
    static func share(_ part: Int, of whole: Int) -> Int {
        AttendanceRate(present: part, expected: whole, reports: 1, smallestGroup: whole).percent
    }
}
