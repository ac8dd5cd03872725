/// The pupils who came to a school on a day, of those enrolled then. Only days with class and with both figures.
package struct AttendanceObservation: Hashable, Sendable {
    package let school: SchoolKey
    package let day: SchoolDay
    package let present: Int
    /// Above 0.
    package let enrolled: Int

    package init(school: SchoolKey, day: SchoolDay, present: Int, enrolled: Int) {
        self.school = school
        self.day = day
        self.present = present
        self.enrolled = enrolled
    }
}

/// A figure and the interval in which it lies with 95 % confidence, as shares of 1.
package struct IntervalEstimate: Hashable, Sendable {
    package let value: Double
    /// Nil where fewer than two units stand behind it.
    package let bounds: ClosedRange<Double>?
}

/// Attendance by weekday, and whether the figures carry the choice of a reporting day.
///
/// Reports of one school resemble each other, so that many reports of few schools tell less than their number promises.
/// The unit is therefore the school, whatever number of reports it has sent; of a single school it is the week.
///
/// - Source: Cochran, Sampling Techniques, 3rd ed. (1977), §6.3 (variance of a ratio), applied to clusters of unequal
///   size as in §9A.1: R = Σp ÷ Σe over units, variance m/(m−1) · Σ(pᵢ − R·eᵢ)² ÷ (Σe)², Student's t with m − 1 degrees
///   of freedom. Two weekdays are compared within the units that have both, because a school differs more from another
///   school than from itself; with several weekdays to be compared, each comparison is held to a share of the 5 %
///   (Bonferroni).
package struct WeekdayAttendance: Hashable, Sendable {
    package enum Unit: Sendable { case school, week }

    package struct Day: Hashable, Sendable {
        package let weekday: Weekday
        package let reports: Int
        /// Schools, or weeks of a single school.
        package let units: Int
        package let present: Int
        package let enrolled: Int
        package let rate: IntervalEstimate
    }

    /// How much higher another weekday is than the lowest, within the units that have both.
    package struct Difference: Hashable, Sendable {
        package let weekday: Weekday
        package let units: Int
        package let points: IntervalEstimate

        /// The other day is higher, and chance does not explain it.
        package var isApart: Bool { points.bounds.map { $0.lowerBound > 0 } ?? false }
    }

    package enum Verdict: Hashable, Sendable {
        case lowest(Weekday)
        /// These may be as low as the lowest.
        case notApart(Weekday, from: [Weekday])
        /// Too few units have reports of these weekdays.
        case fewUnits([Weekday])
        case fewWeeks(Int)
        case noData
    }

    package let unit: Unit
    package let schools: Int
    package let weeks: Int
    /// Those that have reports, in order.
    package let days: [Day]
    /// Of all other days that have reports, in order.
    package let differences: [Difference]
    package let verdict: Verdict

    /// Fewer schools (or weeks of a school) are a few stories, not figures.
    package static let fewestUnits = 10
    package static let fewestWeeks = 4
    private static let confidence = 0.95

    package init(_ observations: [AttendanceObservation], unit: Unit) {
        let usable = observations.filter { $0.day.weekday <= .friday && $0.enrolled > 0 && $0.present >= 0 }
        self.unit = unit
        schools = Set(usable.map(\.school)).count
        weeks = Set(usable.map(\.day.monday)).count
        let sums = Dictionary(grouping: usable, by: \.day.weekday).mapValues { Self.sums($0, unit) }
        let days = sums.sorted { $0.key < $1.key }.map { weekday, units in
            Day(
                weekday: weekday, reports: units.values.map(\.reports).reduce(0, +), units: units.count,
                present: units.values.map(\.present).reduce(0, +), enrolled: units.values.map(\.enrolled).reduce(0, +),
                rate: Self.rate(Array(units.values)))
        }
        // Of equal rates the earlier day, so that the order of the reports decides nothing.
        let lowest = days.min { ($0.rate.value, $0.weekday) < ($1.rate.value, $1.weekday) }?.weekday
        let differences = days.map(\.weekday).filter { $0 != lowest }.map { weekday in
            Self.difference(
                weekday, sums[weekday] ?? [:], above: lowest.flatMap { sums[$0] } ?? [:],
                comparisons: max(1, days.count - 1))
        }
        verdict = Self.verdict(lowest, days, differences, weeks)
        self.days = days
        self.differences = differences
    }

    /// What one unit reported of one weekday.
    private struct Sum: Hashable {
        var reports = 0
        var present = 0
        var enrolled = 0
    }

    private enum UnitKey: Hashable { case school(SchoolKey), week(SchoolDay) }

    private static func sums(_ observations: [AttendanceObservation], _ unit: Unit) -> [UnitKey: Sum] {
        observations.reduce(into: [:]) { sums, seen in
            let key: UnitKey = unit == .school ? .school(seen.school) : .week(seen.day.monday)
            sums[key, default: Sum()].reports += 1
            sums[key, default: Sum()].present += seen.present
            sums[key, default: Sum()].enrolled += seen.enrolled
        }
    }

    private static func ratio(_ sums: [Sum]) -> Double {
        Double(sums.map(\.present).reduce(0, +)) / Double(sums.map(\.enrolled).reduce(0, +))
    }

    /// What each unit pulls the ratio up or down by.
    private static func pull(_ sum: Sum, _ ratio: Double, _ enrolled: Int) -> Double {
        (Double(sum.present) - ratio * Double(sum.enrolled)) / Double(enrolled)
    }

    private static func rate(_ sums: [Sum]) -> IntervalEstimate {
        let ratio = ratio(sums)
        let enrolled = sums.map(\.enrolled).reduce(0, +)
        let error = deviation(sums.map { pull($0, ratio, enrolled) }, confidence)
        return IntervalEstimate(value: ratio, bounds: error.map { max(0, ratio - $0)...min(max(1, ratio), ratio + $0) })
    }

    private static func difference(
        _ weekday: Weekday, _ sums: [UnitKey: Sum], above lowest: [UnitKey: Sum], comparisons: Int
    ) -> Difference {
        let pairs = sums.compactMap { key, sum in lowest[key].map { (high: sum, low: $0) } }
        guard !pairs.isEmpty else {
            return Difference(weekday: weekday, units: 0, points: IntervalEstimate(value: 0, bounds: nil))
        }
        let (high, low) = (ratio(pairs.map(\.high)), ratio(pairs.map(\.low)))
        let enrolledHigh = pairs.map(\.high.enrolled).reduce(0, +)
        let enrolledLow = pairs.map(\.low.enrolled).reduce(0, +)
        let pulls = pairs.map { pull($0.high, high, enrolledHigh) - pull($0.low, low, enrolledLow) }
        let error = deviation(pulls, 1 - (1 - confidence) / Double(comparisons))
        return Difference(
            weekday: weekday, units: pairs.count,
            points: IntervalEstimate(value: high - low, bounds: error.map { high - low - $0...high - low + $0 }))
    }

    /// Half the width of the interval; nil for a single unit, which says nothing about others.
    private static func deviation(_ pulls: [Double], _ confidence: Double) -> Double? {
        guard pulls.count > 1 else { return nil }
        let count = Double(pulls.count)
        // Sorted: a sum of rounded numbers must not depend on the order in which reports came.
        let squares = pulls.map { $0 * $0 }.sorted().reduce(0, +)
        return StudentT(degrees: pulls.count - 1).bound(of: confidence) * (count / (count - 1) * squares).squareRoot()
    }

    private static func verdict(
        _ lowest: Weekday?, _ days: [Day], _ differences: [Difference], _ weeks: Int
    ) -> Verdict {
        guard let lowest else { return .noData }
        guard weeks >= fewestWeeks else { return .fewWeeks(weeks) }
        let few = Weekday.allCases.filter { weekday in
            weekday <= .friday && (days.first { $0.weekday == weekday }?.units ?? 0) < fewestUnits
        }
        guard few.isEmpty else { return .fewUnits(few) }
        let pairless = differences.filter { $0.units < fewestUnits }.map(\.weekday)
        guard pairless.isEmpty else { return .fewUnits(pairless) }
        let near = differences.filter { !$0.isApart }.map(\.weekday)
        return near.isEmpty ? .lowest(lowest) : .notApart(lowest, from: near)
    }
}
