import Attendance
import Testing

@testable import Attendance

@Suite("Attendance by weekday")
struct WeekdayAttendanceTests {
    static let monday = Sample.day("2026-05-04")

    static func seen(_ school: Int, _ weekday: Weekday, _ present: Int, of enrolled: Int, week: Int = 0)
        -> AttendanceObservation
    {
        AttendanceObservation(
            school: SchoolKey(String(1_000_000 + school)), day: monday.adding(days: 7 * week + weekday.index),
            present: present, enrolled: enrolled)
    }

    /// So many schools report on five days of so many weeks. Schools differ from each other, and by `shift` percent
    /// points from Monday to the other days, one school more than another.
    static func term(schools: Int, weeks: Int, shift: Int, without: Set<Weekday> = []) -> [AttendanceObservation] {
        (0..<schools).flatMap { school in
            (0..<weeks).flatMap { week in
                Weekday.allCases.filter { $0 <= .friday && !without.contains($0) }.map { weekday in
                    let usual = 60 + 7 * (school % 4)
                    let more = weekday == .monday ? 0 : shift + (school + weekday.index) % 3 - 1
                    return seen(school, weekday, usual + more, of: 100, week: week)
                }
            }
        }
    }

    // Values of the tables of Fisher and Yates, to three digits.
    @Test(arguments: [
        (1, 0.95, 12.706), (2, 0.95, 4.303), (3, 0.95, 3.182), (5, 0.95, 2.571), (10, 0.95, 2.228), (30, 0.95, 2.042),
        (120, 0.95, 1.980), (1, 0.99, 63.657), (4, 0.99, 4.604), (9, 0.99, 3.250), (1_000_000, 0.95, 1.961),
    ])
    func `quantiles of Student's t are those of the tables`(degrees: Int, confidence: Double, expected: Double) {
        #expect(abs(StudentT(degrees: degrees).bound(of: confidence) - expected) < 0.0006)
    }

    /// By hand. Monday: 30 of 40, R = 0.75; residuals 0.5, -3, 2.5, squares 15.5; variance 3/2 · 15.5 ÷ 40² = 0.014531,
    /// its root 0.120545, times t(2) = 4.302653: 0.51866. Friday: 37 of 40; residuals -0.25, -0.5, 0.75. Difference 0.175;
    /// (-0.25 - 0.5)/40 = -0.01875, (-0.5 + 3)/40 = 0.0625, (0.75 - 2.5)/40 = -0.04375; 3/2 · 0.0061719 = 0.0092578, its
    /// root 0.0962175, times 4.302653: 0.41399.
    @Test
    func `rates, intervals and differences are those computed by hand`() throws {
        let figures = WeekdayAttendance(
            [
                Self.seen(1, .monday, 8, of: 10), Self.seen(2, .monday, 12, of: 20), Self.seen(3, .monday, 10, of: 10),
                Self.seen(1, .friday, 9, of: 10), Self.seen(2, .friday, 18, of: 20), Self.seen(3, .friday, 10, of: 10),
            ], unit: .school)
        #expect(figures.days.map(\.weekday) == [.monday, .friday])
        let first = figures.days[0]
        #expect((first.reports, first.units, first.present, first.enrolled) == (3, 3, 30, 40))
        #expect(first.rate.value == 0.75)
        let bounds = try #require(first.rate.bounds)
        #expect(abs(bounds.lowerBound - 0.23134) < 0.0001 && bounds.upperBound == 1)
        let difference = try #require(figures.differences.first)
        #expect((difference.weekday, difference.units, figures.differences.count) == (.friday, 3, 1))
        #expect(abs(difference.points.value - 0.175) < 0.000001)
        let apart = try #require(difference.points.bounds)
        #expect(abs(apart.lowerBound + 0.23899) < 0.0001 && abs(apart.upperBound - 0.58899) < 0.0001)
        #expect(!difference.isApart)
    }

    @Test(arguments: [
        ("12 schools, Monday lower", term(schools: 12, weeks: 4, shift: 6), .lowest(.monday)),
        ("10 schools are enough", term(schools: 10, weeks: 4, shift: 6), .lowest(.monday)),
        ("9 schools are not", term(schools: 9, weeks: 20, shift: 6), .fewUnits([.monday, .tuesday, .wednesday, .thursday, .friday])),
        ("3 weeks are not", term(schools: 60, weeks: 3, shift: 6), .fewWeeks(3)),
        ("nobody reports on Fridays", term(schools: 12, weeks: 4, shift: 6, without: [.friday]), .fewUnits([.friday])),
        (
            "all days alike", term(schools: 12, weeks: 4, shift: 0),
            .notApart(.monday, from: [.tuesday, .wednesday, .thursday, .friday])
        ),
        ("nothing came", [], .noData),
    ] as [(String, [AttendanceObservation], WeekdayAttendance.Verdict)])
    func `a day is proposed only where the data carry it`(
        name: String, seen: [AttendanceObservation], expected: WeekdayAttendance.Verdict
    ) {
        #expect(WeekdayAttendance(seen, unit: .school).verdict == expected, "\(name)")
    }

    @Test
    func `days are compared within schools, and schools that have only one of them do not count for it`() {
        // Other schools report on Mondays than on the other days: rates differ, but nothing can be compared.
        let mondays = (0..<12).flatMap { school in (0..<4).map { Self.seen(school, .monday, 50, of: 100, week: $0) } }
        let others = Self.term(schools: 12, weeks: 4, shift: 6, without: [.monday]).map {
            AttendanceObservation(
                school: SchoolKey("2" + $0.school.codMod.dropFirst()), day: $0.day, present: $0.present, enrolled: 100)
        }
        let figures = WeekdayAttendance(mondays + others, unit: .school)
        #expect(figures.verdict == .fewUnits([.tuesday, .wednesday, .thursday, .friday]))
        #expect(figures.differences.allSatisfy { $0.units == 0 && $0.points.bounds == nil })
    }

    @Test
    func `more reports of the same schools make no interval narrower`() {
        let short = WeekdayAttendance(Self.term(schools: 12, weeks: 4, shift: 6), unit: .school)
        let long = WeekdayAttendance(Self.term(schools: 12, weeks: 16, shift: 6), unit: .school)
        for (one, other) in zip(short.days, long.days) {
            #expect(other.reports == 4 * one.reports)
            #expect(abs((one.rate.bounds?.lowerBound ?? 0) - (other.rate.bounds?.lowerBound ?? 1)) < 1e-12)
        }
    }

    @Test
    func `the unit of a single school is the week, and one week says nothing about others`() {
        let weeks = (0..<12).flatMap { week in
            Weekday.allCases.filter { $0 <= .friday }.map { weekday in
                Self.seen(1, weekday, (weekday == .friday ? 60 : 80) + week % 3, of: 100, week: week)
            }
        }
        let figures = WeekdayAttendance(weeks, unit: .week)
        #expect((figures.schools, figures.weeks, figures.days[0].units) == (1, 12, 12))
        #expect(figures.verdict == .lowest(.friday))
        let one = WeekdayAttendance(Array(weeks.prefix(5)), unit: .week)
        #expect(one.days.allSatisfy { $0.rate.bounds == nil } && one.verdict == .fewWeeks(1))
    }

    @Test
    func `order and size do not matter, weekends and schools without pupils are left out`() {
        let term = Self.term(schools: 12, weeks: 4, shift: 3)
        let figures = WeekdayAttendance(term, unit: .school)
        #expect(WeekdayAttendance(term.reversed(), unit: .school) == figures)
        let odd = [
            Self.seen(1, .saturday, 1, of: 100), Self.seen(1, .sunday, 1, of: 100), Self.seen(1, .monday, 0, of: 0),
        ]
        #expect(WeekdayAttendance(term + odd, unit: .school) == figures)
        let tripled = WeekdayAttendance(
            term.map {
                AttendanceObservation(school: $0.school, day: $0.day, present: 3 * $0.present, enrolled: 3 * $0.enrolled)
            }, unit: .school)
        for (one, other) in zip(figures.days, tripled.days) {
            #expect(one.rate.value == other.rate.value)
            #expect(abs((one.rate.bounds?.upperBound ?? 0) - (other.rate.bounds?.upperBound ?? 1)) < 1e-12)
        }
    }
}
