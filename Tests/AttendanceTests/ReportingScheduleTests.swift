import Attendance
import Foundation
import Testing

@Suite("Reporting schedule")
struct ReportingScheduleTests {
    static let may4 = Sample.day("2026-05-04")
    static let may11 = Sample.day("2026-05-11")
    static let school = SchoolScope.school(Sample.one.key)
    static let cluster = SchoolScope.cluster("Red 1")
    static let district = SchoolScope.district("Kimbiri")

    static func scheduled(_ overrides: [(SchoolScope, SchoolDay, Weekday?)]) -> School {
        var school = Sample.one
        school.schedule = ReportingSettings(
            overrides: overrides.map { ReportingOverride(area: $0.0, from: $0.1, day: $0.2) }
        ).schedule(of: school)
        return school
    }

    /// The office asks on Monday.
    static let precedence: [(String, [(SchoolScope, SchoolDay, Weekday?)], Weekday)] = [
        ("the office's where nothing is set", [], .monday),
        ("district over office", [(district, may4, .tuesday)], .tuesday),
        ("cluster over district", [(district, may4, .tuesday), (cluster, may4, .wednesday)], .wednesday),
        (
            "school over cluster",
            [(district, may4, .tuesday), (cluster, may4, .wednesday), (school, may4, .thursday)], .thursday
        ),
        ("school over district", [(school, may4, .thursday), (district, may4, .tuesday)], .thursday),
        ("a school's own day that is the office's beats the district", [(district, may4, .tuesday), (school, may4, .monday)], .monday),
        ("another district is nothing to it", [(.district("Masisea"), may4, .tuesday)], .monday),
        ("another school is nothing to it", [(.school(Sample.two.key), may4, .tuesday)], .monday),
        ("a lifted day gives way to the wider one", [(district, may4, .tuesday), (school, may4, nil)], .tuesday),
        ("lifted everywhere", [(district, may4, nil), (school, may4, nil)], .monday),
        ("what begins later does not count yet", [(school, may11, .friday)], .monday),
        ("the latest that has begun counts", [(school, may4.adding(days: -7), .friday), (school, may4, .thursday)], .thursday),
    ]

    @Test(arguments: precedence)
    func `the narrowest area that has a day decides`(
        name: String, overrides: [(SchoolScope, SchoolDay, Weekday?)], expected: Weekday
    ) throws {
        let school = Self.scheduled(overrides)
        for day in 0...6 {
            let found = try Sample.calendar().weekday(
                of: school, inWeekOf: Self.may4.adding(days: day), rules: Sample.rules())
            #expect(found == expected, "\(name), \(day)")
        }
    }

    @Test
    func `each week has the day that is in force on its Monday`() throws {
        let school = Self.scheduled([
            (Self.district, Self.may4, .tuesday), (Self.school, Self.may11, .friday),
            (Self.school, Sample.day("2026-05-25"), nil), (Self.district, Sample.day("2026-06-01"), .thursday),
        ])
        let mondays = ["2026-04-27", "2026-05-04", "2026-05-11", "2026-05-25", "2026-06-01"].map(Sample.day)
        let days = try mondays.map {
            try Sample.calendar().reportingDay(of: school, week: $0, rules: Sample.rules(), closures: [])?.iso
        }
        #expect(days == ["2026-04-27", "2026-05-05", "2026-05-15", "2026-05-26", "2026-06-04"])
        #expect(school.schedule.stage(inWeekOf: Self.may11).area == Self.school)
    }

    @Test(arguments: [
        // Today is Wednesday 6 May.
        (nil, "2026-05-11"), ("2026-05-11", "2026-05-11"), ("2026-05-12", "2026-05-18"), ("2026-05-08", "2026-05-11"),
        ("2026-05-06", "2026-05-11"), ("2026-05-04", nil), ("2026-05-03", nil), ("2026-03-16", nil),
    ] as [(String?, String?)])
    func `a change counts from a Monday that is still to come`(from: String?, expected: String?) {
        let week = ReportingSchedule.week(from: from.map(Sample.day), today: Sample.day("2026-05-06"))
        #expect(week?.iso == expected)
    }

    @Test(arguments: ["2026-05-04", "2026-05-10"])
    func `neither on its Monday nor on its Sunday a week changes its day`(today: String) {
        #expect(ReportingSchedule.firstOpenWeek(today: Sample.day(today)).iso == "2026-05-11")
    }

    /// Whatever is set on whatever day of a week: five weeks, and a question in each.
    @Test(arguments: [Weekday.monday, .tuesday, .wednesday, .thursday, .friday], [0, 1, 2, 3, 4, 5, 6])
    func `a change in the middle of a week asks nobody twice and leaves no week out`(new: Weekday, after: Int) throws {
        let today = Sample.day("2026-06-08").adding(days: after)
        let week = try #require(ReportingSchedule.week(from: nil, today: today))
        for old in Weekday.allCases.prefix(5) {
            let before = Self.scheduled([(Self.district, Self.may4, old)])
            let school = Self.scheduled([(Self.district, Self.may4, old), (Self.cluster, week, new)])
            let calendar = try Sample.calendar()
            let mondays = (0..<3).map { Sample.day("2026-06-01").adding(days: 7 * $0) }
            let days = mondays.map { calendar.reportingDay(of: school, week: $0, rules: Sample.rules(), closures: []) }
            #expect(days.map { $0?.monday } == mondays)
            #expect(days.map { $0?.weekday } == [old, old, new])
            // Up to the change nothing is decided otherwise than it was without it.
            #expect(before.schedule.day(inWeekOf: today) == school.schedule.day(inWeekOf: today))
        }
    }

    @Test(arguments: [
        // Friday 5 June, then Monday 8 June: each report is of the week it was sent in.
        ("2026-06-05 11:00", "lun 01/06"), ("2026-06-06 11:00", "lun 01/06"), ("2026-06-08 11:00", "lun 08/06"),
        ("2026-06-09 11:00", "lun 08/06"), ("2026-06-12 11:00", "lun 08/06"), ("2026-06-19 11:00", "vie 19/06"),
        // Between Monday 8 and Friday 19 June there is no day of the week before: the day is named as it is.
        ("2026-06-16 11:00", "mar 16/06"), ("2026-06-14 11:00", "lun 08/06"),
    ])
    func `a report without a day word finds its day across a change`(sent: String, day: String) throws {
        let school = Self.scheduled([(Self.school, Sample.day("2026-06-15"), .friday)])
        var talk = try Conversation(schools: [(school, nil)])
        let reply = talk.say("12 15 2", at: sent)
        #expect(reply.contains(" \(day):"), "\(reply)")
    }

    @Test
    func `the week of figures runs to the next reporting day, also when that is another weekday`() throws {
        let school = Self.scheduled([(Self.school, Sample.day("2026-06-15"), .friday)])
        var inputs = ReminderPlannerTests.inputs()
        inputs.schools = [school]
        // Reported on Wednesday 17 June: of the week that began on Monday 8 June, for the next day is Friday 19.
        inputs.reports = [Sample.stored(school, "2026-06-17", Sample.present(12, 15, 2))]
        #expect(try ReminderPlannerTests.due(inputs, "2026-06-09 09:00") == [])
        #expect(try ReminderPlannerTests.due(inputs, "2026-06-15 10:00") == [])
        #expect(try ReminderPlannerTests.due(inputs, "2026-06-19 10:00").count == 3)
    }
}
