import ArgumentParser
import Attendance
import Store

/// What attendance by weekday is shown for, each apart.
enum Grouping: String, CaseIterable, ExpressibleByArgument {
    case office, district, cluster, school
}

struct ShowReportingDay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows on which weekday attendance is lowest, and whether the data carry it.",
        discussion: """
            Intervals are of 95 % and respect that reports of one school resemble each other. A day is proposed only \
            where it is lower than each other day by more than chance.
            """)

    @Option(help: ArgumentHelp("One picture for each: office, district, cluster or school.", valueName: "what"))
    var by: Grouping = .office

    @Option(help: ArgumentHelp("From this day on; a year back when left out.", valueName: "2026-03-16"))
    var from: SchoolDay?

    @Option(help: ArgumentHelp("Up to this day; today when left out.", valueName: "2026-07-24"))
    var to: SchoolDay?

    @OptionGroup var options: GlobalOptions

    private static let usualSpan = 364

    func validate() throws {
        if let from, let to, to < from {
            throw ValidationError("--to \(to.iso) lies before --from \(from.iso).")
        }
    }

    func run() throws {
        let workplace = try Workplace.open(options)
        let last = to ?? workplace.today
        let first = from ?? last.adding(days: -Self.usualSpan)
        let seen = try workplace.store.attendanceObservations(from: first, to: last)
        let parts = Self.parts(by, try workplace.store.schools(on: last))
        let views = parts.map { name, scope, schools in
            WeekdayView(
                title: name, scope: scope,
                figures: WeekdayAttendance(
                    seen.filter { schools.contains($0.school) }, unit: by == .school ? .week : .school))
        }
        if options.json {
            return try workplace.terminal.write([
                "from": .text(first.iso), "to": .text(last.iso), "groups": .list(views.map(\.json)),
            ])
        }
        let terminal = workplace.terminal
        try terminal.write("Attendance by weekday, \(first.iso) to \(last.iso).")
        for view in views {
            try terminal.write("")
            for line in view.lines(width: terminal.width) { try terminal.write(line) }
        }
        try terminal.write("")
        for line in WeekdayView.legend.wrapped(to: terminal.width) { try terminal.write(line) }
    }

    /// Areas of the roster in order of their names, and whose reports count for each.
    private static func parts(_ grouping: Grouping, _ roster: [School]) -> [(String, SchoolScope, Set<SchoolKey>)] {
        func areas(
            _ name: (School) -> String?, _ scope: (String) -> SchoolScope
        ) -> [(String, SchoolScope, Set<SchoolKey>)] {
            Dictionary(grouping: roster.filter { name($0) != nil }) { name($0) ?? "" }.sorted { $0.key < $1.key }
                .map { (scope($0.key).words, scope($0.key), Set($0.value.map(\.key))) }
        }
        switch grouping {
        case .office: return [("All schools", .office, Set(roster.map(\.key)))]
        case .district: return areas(\.district, SchoolScope.district)
        case .cluster: return areas(\.cluster, SchoolScope.cluster)
        case .school:
            return roster.sorted { $0.key < $1.key }.map { ("\($0.key.words) \($0.name)", .school($0.key), [$0.key]) }
        }
    }
}

/// One area's weekdays, as lines for a terminal and as JSON.
struct WeekdayView {
    let title: String
    let scope: SchoolScope
    let figures: WeekdayAttendance

    static let legend = """
        # up to the lower bound of the interval, + within it, . above it. A report counts by the enrolment of its day; \
        days without class do not count.
        """

    private var unit: String { figures.unit == .school ? "school" : "week" }

    private static func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

    // MARK: Lines

    func lines(width: Int) -> [String] {
        let reports = figures.days.map(\.reports).reduce(0, +)
        let head = "\(title): \(Self.counted(reports, "report")) of \(Self.counted(figures.schools, "school")) "
            + "in \(Self.counted(figures.weeks, "week"))"
        guard !figures.days.isEmpty else {
            return (title + ": no reports with figures and enrolment.").wrapped(to: width)
        }
        let base = Self.base(of: figures)
        let rows = figures.days.map { day in (day: day, text: text(day)) }
        let side = 4 + (rows.map(\.text.count).max() ?? 0) + 2
        let bar = max(10, min(50, width - side))
        let axis = "    " + Self.padded("\(base) %", to: bar - 5) + "100 %"
        let body = rows.map { row in
            "\(row.day.weekday.rawValue.prefix(3)) \(Self.bar(row.day.rate, from: base, width: bar)) \(row.text)"
        }
        return head.wrapped(to: width) + [axis] + body + words.wrapped(to: width)
    }

    private func text(_ day: WeekdayAttendance.Day) -> String {
        let interval = day.rate.bounds.map { "\(Self.percent($0.lowerBound))-\(Self.percent($0.upperBound))" }
        let bounds = " (\(interval ?? "?"))"
        return "\(Self.percent(day.rate.value)) %\(bounds) n \(day.reports), \(Self.counted(day.units, unit))"
    }

    /// The axis begins at a multiple of ten below all of the figures.
    private static func base(of figures: WeekdayAttendance) -> Int {
        let lows = figures.days.map { $0.rate.bounds?.lowerBound ?? $0.rate.value }
        return min(90, max(0, Int((lows.min() ?? 0) * 10) * 10))
    }

    private static func bar(_ rate: IntervalEstimate, from base: Int, width: Int) -> String {
        func column(_ share: Double) -> Int {
            let place = (share * 100 - Double(base)) / Double(100 - base)
            return min(width, max(0, Int((place * Double(width)).rounded())))
        }
        let low = column(rate.bounds?.lowerBound ?? rate.value)
        let high = max(low, column(rate.bounds?.upperBound ?? rate.value))
        return String(repeating: "#", count: low) + String(repeating: "+", count: high - low)
            + String(repeating: ".", count: width - high)
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// With one decimal, half up.
    private static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1_000).rounded(.toNearestOrAwayFromZero))
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    private var words: String {
        let more = "\"edutrac reporting-day baseline\" asks on every class day for some weeks."
        return switch figures.verdict {
        case .noData: "No reports with figures and enrolment."
        case .lowest(let day):
            "Proposed: \(day.rawValue). \(apart) \"edutrac reporting-day set\" sets it."
        case .notApart(let day, let others):
            "Lowest is \(day.rawValue), but the data do not carry a proposal: "
                + others.map { far($0) }.joined(separator: ", ") + "."
        case .fewUnits(let days):
            "The data do not carry a proposal: under \(WeekdayAttendance.fewestUnits) \(unit)s to compare on "
                + days.map(\.rawValue).joined(separator: ", ") + ". " + more
        case .fewWeeks(let weeks):
            "The data do not carry a proposal: \(weeks) of at least \(WeekdayAttendance.fewestWeeks) weeks. " + more
        }
    }

    private var apart: String {
        guard let least = figures.differences.min(by: { $0.points.value < $1.points.value }), let bounds = least.points.bounds
        else { return "" }
        let interval = "\(Self.percent(bounds.lowerBound)) to \(Self.percent(bounds.upperBound))"
        return "The nearest, \(least.weekday.rawValue), is \(Self.percent(least.points.value)) points higher in the same "
            + "\(unit)s (\(interval))."
    }

    private func far(_ weekday: Weekday) -> String {
        guard let difference = figures.differences.first(where: { $0.weekday == weekday }) else {
            return weekday.rawValue
        }
        let bounds = difference.points.bounds.map {
            " (\(Self.percent($0.lowerBound)) to \(Self.percent($0.upperBound)))"
        }
        return "\(weekday.rawValue) is \(Self.percent(difference.points.value)) points higher" + (bounds ?? "")
    }

    // MARK: JSON

    /// Shares in thousandths, because figures with more digits would promise more than there is.
    var json: JSON {
        let (proposal, verdict): (Weekday?, String) =
            switch figures.verdict {
            case .lowest(let day): (day, "lowest")
            case .notApart: (nil, "notApart")
            case .fewUnits: (nil, "fewUnits")
            case .fewWeeks: (nil, "fewWeeks")
            case .noData: (nil, "noData")
            }
        let days = figures.days.map { day -> JSON in
            .object([
                .init(key: "weekday", value: .text(day.weekday.rawValue)),
                .init(key: "reports", value: .number(day.reports)),
                .init(key: "units", value: .number(day.units)), .init(key: "present", value: .number(day.present)),
                .init(key: "enrolled", value: .number(day.enrolled)),
            ] + Self.members("rate", day.rate))
        }
        let differences = figures.differences.map { difference -> JSON in
            .object([
                .init(key: "weekday", value: .text(difference.weekday.rawValue)),
                .init(key: "units", value: .number(difference.units)),
            ] + Self.members("higher", difference.points))
        }
        return .object(scope.json + [
            .init(key: "unit", value: .text(figures.unit == .school ? "school" : "week")),
            .init(key: "schools", value: .number(figures.schools)), .init(key: "weeks", value: .number(figures.weeks)),
            .init(key: "proposal", value: JSON(proposal?.rawValue)), .init(key: "verdict", value: .text(verdict)),
            .init(key: "days", value: .list(days)), .init(key: "differences", value: .list(differences)),
        ])
    }

    private static func members(_ name: String, _ estimate: IntervalEstimate) -> [JSON.Member] {
        func thousandths(_ value: Double?) -> JSON {
            JSON(value.map { Int(($0 * 1_000).rounded(.toNearestOrAwayFromZero)) })
        }
        return [
            .init(key: name, value: thousandths(estimate.value)),
            .init(key: "low", value: thousandths(estimate.bounds?.lowerBound)),
            .init(key: "high", value: thousandths(estimate.bounds?.upperBound)),
        ]
    }
}
