import Attendance
import Foundation
import Testing

/// Days and clocks at which a plan is easily wrong.
@Suite("Clock cases of the planner")
struct ClockCasesTests {
    typealias Planner = ReminderPlannerTests

    /// Class from `first` to `last` in each of the years, made up so that the days in question are class days.
    static func office(_ blocks: [(String, String)], holidays: [SchoolCalendar.Holiday] = []) throws -> OfficeRules {
        let blocks = blocks.map { SchoolCalendar.ClassBlock(first: Sample.day($0.0), last: Sample.day($0.1)) }
        let years = Dictionary(grouping: blocks, by: \.first.year).map {
            SchoolCalendar.SchoolYear(year: $0.key, blocks: $0.value)
        }
        var office = try Sample.office()
        office.calendar = try SchoolCalendar(years: years, holidays: holidays)
        return office
    }

    /// Rosa's school with a day of its own.
    static func inputs(_ day: Weekday? = nil, closures: [Closure] = []) -> PlanningInputs {
        var school = Sample.one
        school.schedule = ReportingSchedule(day)
        return PlanningInputs(
            schools: [school], reporters: [Sample.reporter(Sample.rosa, .head, schools: [(school, nil)])],
            closures: closures)
    }

    /// `question 2028-02-29` for each text: the step and the day that it is about.
    static func due(_ inputs: PlanningInputs, _ moment: String, _ office: OfficeRules) -> [String] {
        ReminderPlanner(office: office, fits: Sample.fits).plan(inputs, at: Sample.moment(moment)).due
            .map { "\($0.key.step.rawValue) \($0.key.day.iso)" }
    }

    @Test(arguments: [
        (nil, "2028-02-28 10:00", ["question 2028-02-28"]), (nil, "2028-02-29 09:00", ["reminder2 2028-02-28"]),
        (nil, "2028-02-29 10:00", ["reminder2 2028-02-28"]), (nil, "2028-03-01 09:00", []),
        (.tuesday, "2028-02-29 10:00", ["question 2028-02-29"]),
        (.tuesday, "2028-02-29 15:00", ["reminder1 2028-02-29"]),
        (.tuesday, "2028-03-01 09:00", ["reminder2 2028-02-29"]),
        (.wednesday, "2028-03-01 10:00", ["question 2028-03-01"]),
    ] as [(Weekday?, String, [String])])
    func `the leap day is a day like others`(day: Weekday?, moment: String, expected: [String]) throws {
        let office = try Self.office([("2028-02-21", "2028-12-15")])
        #expect(Self.due(Self.inputs(day), moment, office) == expected)
    }

    @Test
    func `there is a leap day in 2028 and in 2000, and none in 2027 and 2100`() {
        #expect(SchoolDay(iso: "2028-02-29")?.adding(days: 1).iso == "2028-03-01")
        #expect(SchoolDay(iso: "2000-02-29")?.weekday == .tuesday)
        #expect(SchoolDay(iso: "2027-02-29") == nil && SchoolDay(iso: "2100-02-29") == nil)
        #expect(Sample.day("2028-02-21").days(to: Sample.day("2028-03-06")) == 14)
    }

    @Test(arguments: [
        (.thursday, "2026-12-31 10:00", ["question 2026-12-31"]),
        // New Year is a holiday: T+1 is the Saturday, in the year after.
        (.thursday, "2027-01-01 09:00", []), (.thursday, "2027-01-02 09:00", ["reminder2 2026-12-31"]),
        // Friday is the holiday, and the week has no day left.
        (.friday, "2027-01-01 10:00", []), (nil, "2027-01-04 10:00", ["question 2027-01-04"]),
    ] as [(Weekday?, String, [String])])
    func `a step may leave in another year than its day`(day: Weekday?, moment: String, expected: [String]) throws {
        let office = try Self.office(
            [("2026-12-01", "2026-12-31"), ("2027-01-01", "2027-01-29")],
            holidays: [.init(day: Sample.day("2027-01-01"), name: "Año Nuevo")])
        #expect(Self.due(Self.inputs(day), moment, office) == expected)
    }

    @Test
    func `the summary of the last week of a year leaves in the next`() throws {
        let office = try Self.office([("2026-12-01", "2026-12-31"), ("2027-01-01", "2027-01-29")])
        var inputs = Self.inputs()
        inputs.reporters.append(Sample.reporter(Sample.julio, .official, schools: []))
        #expect(Self.due(inputs, "2027-01-01 08:30", office) == [])
        #expect(Self.due(inputs, "2027-01-04 08:30", office) == ["weeklySummary 2026-12-28"])
    }

    @Test(arguments: [
        // A computer that was suspended, or off: whatever stands between is left out.
        ("2026-05-04 09:59", "2026-05-04 14:59", ["question 2026-05-04"]),
        ("2026-05-04 09:59", "2026-05-04 15:00", ["reminder1 2026-05-04"]),
        ("2026-05-04 09:59", "2026-05-05 09:30", ["reminder2 2026-05-04"]),
        ("2026-05-04 09:59", "2026-05-05 12:00", []), ("2026-05-04 09:59", "2026-05-11 10:00", ["question 2026-05-11"]),
        ("2026-05-04 09:59", "2026-12-31 10:00", []),
    ])
    func `after hours in one go the step of the hour is due, and no earlier one`(
        before: String, after: String, expected: [String]
    ) throws {
        let office = try Sample.office()
        let plan = ReminderPlanner(office: office, fits: Sample.fits).plan(Self.inputs(), at: Sample.moment(before))
        #expect(plan.due.isEmpty && plan.nextLook <= Sample.moment(after))
        #expect(Self.due(Self.inputs(), after, office) == expected)
    }

    @Test(arguments: [
        "1969-12-31 19:00", "1970-01-01 00:00", "1980-01-06 10:00", "2000-01-03 10:00", "2089-05-02 10:00",
    ])
    func `a computer without a clock asks nobody in its year, and looks again`(moment: String) throws {
        let now = Sample.moment(moment)
        let plan = ReminderPlanner(office: try Sample.office(), fits: Sample.fits).plan(Self.inputs(), at: now)
        #expect(plan.due.isEmpty)
        #expect(plan.leftOut.map(\.reason) == [.noSchoolYear])
        #expect(plan.nextLook > now && plan.nextLook <= now.addingTimeInterval(86_400))
    }

    @Test
    func `other time zone data move the hours and send nothing twice`() throws {
        var office = try Sample.office()
        let later = TimeZone(secondsFromGMT: -4 * 3600)
        let now = Sample.moment("2026-05-04 10:00")
        let before = ReminderPlanner(office: office, fits: Sample.fits).plan(Self.inputs(), at: now)
        #expect(before.due.map(\.key.step) == [.question])
        var inputs = Self.inputs()
        inputs.sent = before.due.map { .init(key: $0.key, leftAt: now) }
        // Peru puts its clocks forward, and the computer learns of it: it is eleven o'clock.
        office.reporting.zone = try #require(later)
        let planner = ReminderPlanner(office: office, fits: Sample.fits)
        #expect(planner.plan(inputs, at: now).due.isEmpty)
        #expect(Sample.clock(planner.plan(inputs, at: now).nextLook) == "2026-05-04 14:00")
        #expect(planner.plan(inputs, at: Sample.moment("2026-05-04 14:00")).due.map(\.key.step) == [.reminder1])
    }

    @Test
    func `a zone with summer time shows each hour of the week on its day`() throws {
        // Clocks go back on 4 April and forward on 5 September 2026, at midnight.
        let zone = try #require(TimeZone(identifier: "America/Santiago"))
        let hours = ["00:00", "07:30", "10:00", "15:00", "19:00"].map(Sample.time)
        for day in (0..<366).map(Sample.day("2026-01-01").adding(days:)) {
            for hour in hours {
                let moment = day.moment(at: hour, in: zone)
                #expect(SchoolDay(moment, in: zone) == day, "\(day.iso) \(hour)")
                let isSkipped = day.iso == "2026-09-06" && hour == .midnight
                #expect(TimeOfDay(moment, in: zone) == (isSkipped ? Sample.time("01:00") : hour), "\(day.iso)")
            }
        }
    }

    @Test(arguments: [
        ("2026-05-04 10:30", ["question 2026-05-04"]), ("2026-05-04 16:00", ["reminder1 2026-05-04"]),
        ("2026-05-05 10:00", ["reminder2 2026-05-04"]), ("2026-05-06 10:00", []),
    ])
    func `the first look of a new office sends the step of the hour`(moment: String, expected: [String]) throws {
        #expect(Self.due(Self.inputs(), moment, try Sample.office()) == expected)
    }

    @Test(arguments: [
        (Sample.moment("2026-06-08 10:00"), LeftOut.Reason.holiday), (Sample.moment("2026-06-12 10:00"), .holiday),
    ])
    func `a week of holidays is skipped, and counts as no silence`(now: Date, reason: LeftOut.Reason) throws {
        let holidays = (0...4).map { offset in
            SchoolCalendar.Holiday(day: Sample.day("2026-06-08").adding(days: offset), name: "feriado \(offset)")
        }
        let office = try Self.office([("2026-05-25", "2026-07-24")], holidays: holidays)
        var inputs = Self.inputs()
        inputs.reporters.append(Sample.reporter(Sample.julio, .promoter, schools: [(Sample.one, nil)]))
        let planner = ReminderPlanner(office: office, fits: Sample.fits)
        let plan = planner.plan(inputs, at: now)
        #expect(plan.due.isEmpty && plan.leftOut.map(\.reason) == [reason])
        inputs.lastReportDays = [Sample.one.key: Sample.day("2026-06-01")]
        let list = planner.plan(inputs, at: Sample.moment("2026-06-16 12:00")).due.first
        #expect(list?.text.contains("1 semana") == true, "\(list?.text ?? "no list")")
    }

    @Test(arguments: [
        (nil, "2026-05-11 10:00", ["question 2026-05-11"]), (nil, "2026-05-12 09:00", ["reminder2 2026-05-11"]),
        (.friday, "2026-05-15 10:00", ["question 2026-05-15"]),
        // The block has ended; the Saturday counts all the same.
        (.friday, "2026-05-16 09:00", ["reminder2 2026-05-15"]), (.friday, "2026-05-18 09:00", []),
        (nil, "2026-05-18 10:00", []), (nil, "2026-05-25 10:00", ["question 2026-05-25"]),
    ] as [(Weekday?, String, [String])])
    func `the last week before a vacation is whole`(day: Weekday?, moment: String, expected: [String]) throws {
        #expect(Self.due(Self.inputs(day), moment, try Sample.office()) == expected)
    }

    @Test(arguments: [
        // It begins today, ends today, ended yesterday, begins tomorrow.
        ("2026-05-04", "2026-05-08", "2026-05-04 10:00", []), ("2026-04-29", "2026-05-04", "2026-05-04 10:00", []),
        ("2026-04-29", "2026-05-04", "2026-05-05 10:00", ["question 2026-05-05"]),
        ("2026-04-29", "2026-05-03", "2026-05-04 10:00", ["question 2026-05-04"]),
        ("2026-05-05", "2026-05-08", "2026-05-04 15:00", ["reminder1 2026-05-04"]),
        ("2026-05-05", "2026-05-08", "2026-05-05 09:00", []),
    ])
    func `a closure holds from its first day to its last`(
        first: String, last: String, moment: String, expected: [String]
    ) throws {
        let closure = Closure(
            scope: .school(Sample.one.key), first: Sample.day(first), last: Sample.day(last), reason: "huayco")
        #expect(Self.due(Self.inputs(closures: [closure]), moment, try Sample.office()) == expected)
    }

    @Test
    func `a school whose own day is the office's is planned as one without, until the office changes`() throws {
        var office = try Sample.office()
        let moments = [
            "2026-05-04 10:00", "2026-05-04 15:00", "2026-05-05 09:00", "2026-06-29 10:00", "2026-06-30 10:00",
        ]
        for moment in moments.map(Sample.moment) {
            let planner = ReminderPlanner(office: office, fits: Sample.fits)
            #expect(planner.plan(Self.inputs(.monday), at: moment) == planner.plan(Self.inputs(), at: moment))
        }
        office.reporting.day = .tuesday
        #expect(Self.due(Self.inputs(.monday), "2026-05-04 10:00", office) == ["question 2026-05-04"])
        #expect(Self.due(Self.inputs(), "2026-05-04 10:00", office) == [])
    }
}
