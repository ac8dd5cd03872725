import Attendance
import Foundation
import Testing

@Suite("Days on which schools are asked")
struct QuestionDaysTests {
    /// A school of Monday, with a baseline of its district from 22 June to 3 July: Monday 29 June is a holiday.
    static func inBaseline(_ school: School = Sample.one, salt: String = "") -> School {
        var school = school
        school.schedule = ReportingSettings(
            baselines: [Baseline(area: .district("Kimbiri"), first: Sample.day("2026-06-22"), weeks: 2)], salt: salt
        ).schedule(of: school)
        return school
    }

    static func rules(second: SecondDay = .off) -> ReportingRules {
        var rules = Sample.rules()
        rules.secondDay = second
        return rules
    }

    static let twoWeeks: [(String, QuestionOccasion?)] = [
        ("2026-06-15", .reportingDay), ("2026-06-19", nil), ("2026-06-21", nil), ("2026-06-22", .reportingDay),
        ("2026-06-23", .baseline), ("2026-06-26", .baseline), ("2026-06-27", nil),
        // The holiday is no class day, and T moves to Tuesday.
        ("2026-06-29", nil), ("2026-06-30", .reportingDay), ("2026-07-01", .baseline), ("2026-07-03", .baseline),
        ("2026-07-06", .reportingDay), ("2026-07-07", nil),
    ]

    @Test(arguments: twoWeeks)
    func `a baseline across a holiday asks every class day`(day: String, expected: QuestionOccasion?) throws {
        let occasion = try Sample.calendar().occasion(
            of: Self.inBaseline(), on: Sample.day(day), rules: Self.rules(), closures: [])
        #expect(occasion == expected)
        #expect(
            try Sample.calendar().occasion(
                of: Sample.one, on: Sample.day(day), rules: Self.rules(), closures: []) == (expected == .baseline ? nil : expected))
    }

    @Test
    func `a closed day of a baseline is not asked, one that was taken back asks nothing`() throws {
        let wednesday = Sample.day("2026-06-24")
        let closure = Closure(scope: .school(Sample.one.key), first: wednesday, last: wednesday, reason: "lluvia")
        let calendar = try Sample.calendar()
        #expect(calendar.occasion(of: Self.inBaseline(), on: wednesday, rules: Self.rules(), closures: [closure]) == nil)
        var school = Sample.one
        school.schedule = ReportingSettings(
            baselines: [Baseline(area: .school(school.key), first: wednesday, last: wednesday.adding(days: -1))]
        ).schedule(of: school)
        #expect(calendar.occasion(of: school, on: wednesday, rules: Self.rules(), closures: []) == nil)
    }

    // MARK: Second days

    static func secondDay(
        _ monday: String, day: Weekday = .monday, salt: String = "s", school: School = Sample.one, closures: [Closure] = []
    ) throws -> SchoolDay? {
        var school = school
        school.schedule = ReportingSettings(
            overrides: [ReportingOverride(area: .school(school.key), from: Sample.day("2026-03-02"), day: day)], salt: salt
        ).schedule(of: school)
        return try Sample.calendar().secondDay(
            of: school, week: Sample.day(monday), rules: rules(second: .random), closures: closures)
    }

    /// All that may be drawn in a week, over many salts.
    static func drawn(_ monday: String, day: Weekday = .monday) throws -> [String] {
        Set(try (0..<200).compactMap { try secondDay(monday, day: day, salt: "\($0)")?.iso }).sorted()
    }

    static let weeks: [(String, Weekday, [String])] = [
        ("2026-06-08", .monday, ["2026-06-09", "2026-06-10", "2026-06-11", "2026-06-12"]),
        ("2026-06-08", .wednesday, ["2026-06-08", "2026-06-09", "2026-06-11", "2026-06-12"]),
        // Monday 29 June is a holiday: T is Tuesday, which is beside it, and so is the Friday before.
        ("2026-06-29", .monday, ["2026-07-01", "2026-07-02", "2026-07-03"]),
        ("2026-06-22", .monday, ["2026-06-23", "2026-06-24", "2026-06-25"]),
        // Thursday 8 October is a holiday and Friday the last day of the block.
        ("2026-10-05", .monday, ["2026-10-06"]),
        // Thursday 23 July is a holiday: Tuesday is T, Monday is free of it.
        ("2026-07-20", .tuesday, ["2026-07-20"]),
        // The first week of a block: Monday is beside the vacation.
        ("2026-05-25", .friday, ["2026-05-26", "2026-05-27", "2026-05-28"]),
        // 8 and 9 December, Tuesday and Wednesday: Monday and Thursday are beside them, Friday is T.
        ("2026-12-07", .friday, []),
        ("2026-05-18", .monday, []),
    ]

    @Test(arguments: weeks)
    func `a second day is a class day that is not T and not beside a day without class`(
        monday: String, day: Weekday, expected: [String]
    ) throws {
        #expect(try Self.drawn(monday, day: day) == expected)
    }

    @Test
    func `it is the same whenever it is asked for, and evenly spread over schools and weeks`() throws {
        var count: [Weekday: Int] = [:]
        for number in 0..<100 {
            let school = Sample.school(String(format: "%07d", number), "x", boys: 1, girls: 1, teachers: 1)
            for week in 0..<4 {
                let monday = Sample.day("2026-06-01").adding(days: 7 * week)
                let day = try #require(try Self.secondDay(monday.iso, school: school))
                #expect(try Self.secondDay(day.iso, school: school) == day)
                count[day.weekday, default: 0] += 1
            }
        }
        // 25 June falls out in the last week; 100 of 400 are expected elsewhere.
        #expect(count[.monday] == nil && count.values.reduce(0, +) == 400)
        #expect([.tuesday, .wednesday, .thursday].allSatisfy { (80...150).contains(count[$0] ?? 0) }, "\(count)")
    }

    @Test
    func `a closure that comes in between takes it away and draws no other`() throws {
        let day = try #require(try Self.secondDay("2026-06-08"))
        for offset in -7...7 {
            let closed = day.adding(days: offset)
            let closure = Closure(scope: .office, first: closed, last: closed, reason: "paro")
            let found = try Self.secondDay("2026-06-08", closures: [closure])
            #expect(found == day || found == nil)
            if abs(offset) <= 1 { #expect(found == nil) }
        }
    }

    @Test
    func `it is off unless the office wants it`() throws {
        let day = try #require(try Self.secondDay("2026-06-08", salt: ""))
        let calendar = try Sample.calendar()
        #expect(calendar.occasion(of: Sample.one, on: day, rules: Self.rules(), closures: []) == nil)
        #expect(calendar.occasion(of: Sample.one, on: day, rules: Self.rules(second: .random), closures: []) == .secondDay)
    }

    // MARK: Reports

    @Test(arguments: [
        ("2026-06-22 11:00", "lun 22/06"), ("2026-06-24 11:00", "mie 24/06"), ("2026-06-28 11:00", "vie 26/06"),
        ("2026-06-29 11:00", "vie 26/06"), ("2026-07-02 18:00", "jue 02/07"), ("2026-07-05 11:00", "vie 03/07"),
        ("2026-07-08 11:00", "lun 06/07"),
    ])
    func `a text of a baseline without a day word counts for its own day`(sent: String, day: String) throws {
        var talk = try Conversation(schools: [(Self.inBaseline(), nil)])
        let reply = talk.say("12 15 2", at: sent)
        #expect(reply.contains(" \(day)"), "\(reply)")
        #expect(talk.last?.report?.marks.contains(.offCalendar) == false)
    }

    @Test(arguments: [("2026-06-24 20:00", false), ("2026-06-25 11:59", false), ("2026-06-25 12:01", true)])
    func `a report about a day of a baseline has that day's own limit`(sent: String, isLate: Bool) throws {
        var talk = try Conversation(schools: [(Self.inBaseline(), nil)])
        talk.say("24/06 12 15 2", at: sent)
        #expect(talk.last?.report?.isLate == isLate)
        #expect(talk.last?.report?.day == Sample.day("2026-06-24"))
    }

    @Test
    func `ESTADO keeps to the reporting day`() throws {
        var talk = try Conversation(schools: [(Self.inBaseline(), nil)])
        #expect(talk.say("ESTADO", at: "2026-06-24 11:00").contains("lun 22/06"))
        talk.say("LUN 12 15 2", at: "2026-06-24 11:01")
        #expect(talk.say("ESTADO", at: "2026-06-24 11:02").contains("H12 M15 D2"))
    }

    @Test(arguments: [(0, "viernes 14/08"), (1, "lunes 10/08")])
    func `a holiday's reply names the next day, also where that is one of a baseline`(weeks: Int, next: String) throws {
        // Thursday 6 August is a holiday within the vacation.
        var school = Sample.one
        school.schedule = ReportingSettings(
            overrides: [ReportingOverride(area: .school(school.key), from: Sample.day("2026-03-02"), day: .friday)],
            baselines: [Baseline(area: .school(school.key), first: Sample.day("2026-08-10"), weeks: weeks)]
        ).schedule(of: school)
        var talk = try Conversation(schools: [(school, nil)])
        let reply = talk.say("SIN CLASES", at: "2026-08-06 11:00")
        #expect(reply.contains(next), "\(reply)")
    }
}
