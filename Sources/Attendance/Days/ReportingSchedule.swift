extension SchoolScope {
    /// A school is narrower than a cluster, that than a district, that than the office.
    package func isNarrower(than other: SchoolScope) -> Bool { width < other.width }

    private var width: Int {
        switch self {
        case .school: 0
        case .cluster: 1
        case .district: 2
        case .office: 3
        }
    }

    /// The areas of a school in the order in which they count (ruling 50). What holds for the whole office is in the
    /// configuration.
    static func narrowestFirst(around school: School) -> [SchoolScope] {
        [.school(school.key)] + (school.cluster.map { [.cluster($0)] } ?? []) + [.district(school.district)]
    }
}

/// A reporting day that was set for an area, until the next one set for it begins.
package struct ReportingOverride: Hashable, Sendable {
    package var area: SchoolScope
    /// A Monday.
    package var from: SchoolDay
    /// Nil: from then on the wider area's day holds again.
    package var day: Weekday?

    package init(area: SchoolScope, from: SchoolDay, day: Weekday?) {
        self.area = area
        self.from = from.monday
        self.day = day
    }
}

/// On which weekday a school is asked, week by week, and when on every class day.
///
/// A week has the day that is in force on its Monday, and keeps it: a change counts from a Monday that is still to come
/// (``week(from:today:)``), so that no school is asked twice in a week, or in none.
package struct ReportingSchedule: Hashable, Sendable {
    package struct Stage: Hashable, Sendable {
        /// The Monday from which it holds; nil for one that always did.
        package var from: SchoolDay?
        /// Nil: the office's.
        package var day: Weekday?
        /// For which area it was set; nil where for none.
        package var area: SchoolScope?
    }

    /// In order; each holds until the next begins.
    private let stages: [Stage]
    private let baselines: [ClosedRange<SchoolDay>]
    /// Of the office: what its second days are drawn with.
    let salt: String

    /// The same day in all weeks.
    package init(_ day: Weekday? = nil) {
        stages = day.map { [Stage(from: nil, day: $0, area: nil)] } ?? []
        baselines = []
        salt = ""
    }

    /// In each week the narrowest area that has a day decides, also where its day is the same as that of the wider one.
    fileprivate init(
        of areas: [SchoolScope], _ overrides: [SchoolScope: [ReportingOverride]], _ baselines: [Baseline], salt: String
    ) {
        self.baselines = baselines.filter { $0.first <= $0.last && areas.contains($0.area) }.map { $0.first...$0.last }
        self.salt = salt
        let own = areas.map { overrides[$0] ?? [] }
        let mondays = Set(own.joined().map(\.from)).sorted()
        stages = mondays.map { monday in
            let inForce = own.lazy.compactMap { rows in rows.last { $0.from <= monday } }.first { $0.day != nil }
            return Stage(from: monday, day: inForce?.day, area: inForce?.area)
        }
    }

    package func stage(inWeekOf day: SchoolDay) -> Stage {
        stages.last { $0.from.map { $0 <= day.monday } ?? true } ?? Stage(from: nil, day: nil, area: nil)
    }

    /// Nil where the office's day holds.
    package func day(inWeekOf day: SchoolDay) -> Weekday? { stage(inWeekOf: day).day }

    package func isBaseline(_ day: SchoolDay) -> Bool { baselines.contains { $0.contains(day) } }

    var hasBaseline: Bool { !baselines.isEmpty }

    /// The days alone, whoever has set them: schools with equal ones are asked alike.
    struct Days: Hashable, Sendable {
        fileprivate let schedule: ReportingSchedule

        static func == (one: Days, other: Days) -> Bool {
            one.schedule.stages.elementsEqual(other.schedule.stages) { $0.from == $1.from && $0.day == $1.day }
                && one.schedule.baselines == other.schedule.baselines
        }

        func hash(into hasher: inout Hasher) {
            for stage in schedule.stages {
                hasher.combine(stage.from)
                hasher.combine(stage.day)
            }
            hasher.combine(schedule.baselines.count)
        }
    }

    var days: Days { Days(schedule: self) }

    /// The Monday from which a change counts that is to hold from a day on: the first on or after it. Without a day, the
    /// first that can be had.
    ///
    /// - Returns: nil when that week, or one before it, has begun by today.
    package static func week(from day: SchoolDay?, today: SchoolDay) -> SchoolDay? {
        let first = firstOpenWeek(today: today)
        guard let day else { return first }
        let monday = day.adding(days: (7 - day.weekday.index) % 7)
        return monday < first ? nil : monday
    }

    /// The Monday of the first week that has not begun.
    package static func firstOpenWeek(today: SchoolDay) -> SchoolDay { today.monday.adding(days: 7) }
}

/// Everything that the office has set about reporting days, as it lies in the database.
package struct ReportingSettings: Hashable, Sendable {
    /// Of each area in order of their Mondays.
    private let overrides: [SchoolScope: [ReportingOverride]]
    private let baselines: [Baseline]
    private let salt: String

    package init(overrides: [ReportingOverride] = [], baselines: [Baseline] = [], salt: String = "") {
        self.baselines = baselines
        self.salt = salt
        self.overrides = Dictionary(grouping: overrides, by: \.area).mapValues { $0.sorted { $0.from < $1.from } }
    }

    package func schedule(of school: School) -> ReportingSchedule {
        ReportingSchedule(of: SchoolScope.narrowestFirst(around: school), overrides, baselines, salt: salt)
    }

    /// The day that was last set for the school itself, also where it is still to begin.
    package func ownDay(of school: SchoolKey) -> Weekday? { overrides[.school(school)]?.last?.day }
}
