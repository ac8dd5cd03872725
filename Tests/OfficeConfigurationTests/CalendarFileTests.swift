import Attendance
import Foundation
import Testing

@testable import OfficeConfiguration

@Suite("Calendar file")
struct CalendarFileTests {
    static func day(_ iso: String) throws -> SchoolDay { try #require(SchoolDay(iso: iso)) }

    static func shipped() throws -> SchoolCalendar {
        try CalendarFile.load(ConfigurationFolder.examples + "/calendar-2026.toml")
    }

    @Test(arguments: 2025...2027)
    func `the shipped file holds the sixteen national holidays`(of year: Int) throws {
        let holidays = try Self.shipped().holidays.filter { $0.day.year == year }
        #expect(holidays == SchoolCalendar.nationalHolidays(year: year))
        #expect(holidays.count == 16)
    }

    @Test(arguments: [
        ("2026-03-13", DayKind.outsideYear), ("2026-03-16", .classDay), ("2026-05-15", .classDay),
        ("2026-05-18", .vacation), ("2026-05-22", .vacation), ("2026-05-25", .classDay),
        ("2026-07-24", .classDay),
        ("2026-07-27", .vacation), ("2026-08-07", .vacation), ("2026-08-10", .classDay),
        ("2026-10-09", .classDay),
        ("2026-10-12", .vacation), ("2026-10-19", .classDay), ("2026-12-18", .classDay),
        ("2026-12-21", .outsideYear),
        ("2026-04-02", .holiday(name: "Jueves Santo")), ("2026-04-03", .holiday(name: "Viernes Santo")),
        ("2026-05-01", .holiday(name: "Día del Trabajo")), ("2026-05-02", .weekend),
        ("2027-05-03", .noSchoolYear),
        ("2027-03-25", .holiday(name: "Jueves Santo")), ("2027-01-01", .holiday(name: "Año Nuevo")),
    ])
    func `the shipped file says what each day is`(_ iso: String, _ kind: DayKind) throws {
        #expect(try Self.shipped().kind(of: Self.day(iso)) == kind)
    }

    static let year = "[[year]]\nyear = 2026\nblocks = [{ first = 2026-03-16, last = 2026-05-15 }]\n"

    @Test(
        arguments: [
            ("", ["It has no school year. Add [[year]] with `year` and the class `blocks`."]),
            ("[[year]]\nblocks = []", ["1: year[0].year: It is missing or wrong. Write year = 2026."]),
            ("[[year]]\nyear = 2026\n", ["1: year[0]: The school year 2026 has no class block."]),
            (
                "[[year]]\nyear = 2026\nblocks = [\n{ first = 2026-03-16 },\n{ first = \"16/03\", last = 2026-05-15 },\n]",
                [
                    "4: year[0].blocks[0].last: The day is missing.",
                    "5: year[0].blocks[1].first: \"16/03\" is no day.",
                ]
            ),
            (
                "[[year]]\nyear = 2026\nblocks = [\n{ first = 2026-03-16, last = 2026-05-15 },\n{ first = 2026-05-15, last = 2026-07-24 },\n]",
                ["5: year[0].blocks[1]: The class block from 2026-05-15 begins before"]
            ),
            (
                "[[year]]\nyear = 2026\nblocks = [\n{ first = 2026-05-15, last = 2026-03-16 },\n]",
                ["4: year[0].blocks[0]: A class block ends on 2026-03-16, before it begins"]
            ),
            (
                "[[year]]\nyear = 2027\nblocks = [\n{ first = 2026-03-16, last = 2026-05-15 },\n]",
                ["4: year[0].blocks[0]: The class block 2026-03-16 to 2026-05-15 does not lie in 2027."]
            ),
            (
                year + "management = [\n{ first = 2026-05-18, last = 2026-05-22 },\n{ first = 2026-05-14, last = 2026-05-18 },\n]",
                ["6: year[0].management[1]: The management weeks from 2026-05-14 lie in the class block 2026-03-16 to"]
            ),
            (
                year + "management = [\n{ first = 2026-05-22, last = 2026-05-18 },\n]",
                ["5: year[0].management[0]: Management weeks end on 2026-05-18, before they begin"]
            ),
            (
                year + "management = [\n{ first = 2025-05-18, last = 2025-05-22 },\n]",
                ["5: year[0].management[0]: The management weeks 2025-05-18 to 2025-05-22 do not lie in 2026."]
            ),
            (
                year + "management = [\n{ first = 2026-05-18, last = 2026-05-22 },\n{ first = 2026-05-22, last = 2026-05-23 },\n]",
                ["6: year[0].management[1]: The management weeks from 2026-05-22 begin before"]
            ),
            (year + "management = [{ first = 2026-05-18 }]", ["4: year[0].management[0].last: The day is missing."]),
            (year + year, ["4: year[1]: The school year 2026 stands there twice."]),
            (year + "[[holiday]]\ndate = \"05-01\"\n", ["4: holiday[0].name: The name is missing."]),
            (year + "[[holiday]]\nname = \"x\"\n", ["4: holiday[0].date: The day is missing."]),
            (
                year + "[[holiday]]\nname = \"x\"\ndate = \"02-30\"\n",
                ["6: holiday[0].date: \"02-30\" is no day of every year."]
            ),
            (
                year + "[[holiday]]\nname = \"x\"\ndate = \"1-1\"\n",
                ["6: holiday[0].date: \"1-1\" is no day of every year."]
            ),
            (
                year + "[[holiday]]\nname = \"x\"\ndate = \"may\"\n",
                ["6: holiday[0].date: \"may\" is no day."]
            ),
            (
                year + "[[holiday]]\nname = \"x\"\ndate = \"05-01\"\neaster = 3\n",
                ["6: holiday[0].date: Both `date` and `easter`"]
            ),
            (
                year + "[[holiday]]\nname = \"x\"\neaster = 300\n",
                ["6: holiday[0].easter: 300 is out of range."]
            ),
            (
                year + "[[holiday]]\nname = \"x\"\ndate = \"04-05\"\n[[holiday]]\nname = \"y\"\neaster = 0\n",
                ["7: holiday[1]: 2026-04-05 is a holiday already (x)."]
            ),
            (
                year + "[[holidays]]\nname = \"x\"\n",
                ["4: holidays: There is no such key. Did you mean `holiday`?"]
            ),
        ] as [(String, [String])])
    func `what is wrong is told with line, key and remedy`(_ text: String, _ beginnings: [String]) throws {
        let folder = try ConfigurationFolder(withCalendar: false)
        let file = try folder.write(text, to: "calendar.toml")
        let error = #expect(throws: ConfigurationError.self) { _ = try CalendarFile.load(file) }
        let problems = try #require(error).problems.map { $0.description.replacing(file + ":", with: "") }
        #expect(problems.count == beginnings.count, "\(problems)")
        for (problem, beginning) in zip(problems, beginnings) {
            #expect(problem.drop { $0 == " " }.hasPrefix(beginning), "\(problem)")
        }
    }

    @Test func `a holiday of one day only is a holiday on that day only`() throws {
        let folder = try ConfigurationFolder(withCalendar: false)
        let file = try folder.write(
            Self.year
                + "[[holiday]]\nname = \"Elecciones\"\ndate = 2026-04-13\n[[holiday]]\nname = \"Bisiesto\"\ndate = \"02-29\"\n",
            to: "calendar.toml")
        let calendar = try CalendarFile.load(file)
        #expect(calendar.holidays.map(\.day.iso) == ["2026-04-13"])
    }

    @Test func `the newest calendar of the nearest folder counts`() throws {
        let folder = try ConfigurationFolder(withCalendar: false)
        #expect(
            try folder.problems("[calendar]\n")[0].hasPrefix(
                "edutrac.toml:1: calendar.file: There is no calendar"))
        let text = try ConfigurationFolder.example("calendar-2026.toml")
        try folder.write(text, to: "share/calendar-2030.toml")
        #expect(try folder.load("").calendarPath == folder.path + "/share/calendar-2030.toml")
        for name in ["calendar-2026.toml", "calendar-2027.toml", "calendar-old.toml", "calendar-2028.toml~"] {
            try folder.write(text, to: name)
        }
        #expect(try folder.load("").calendarPath == folder.path + "/calendar-2027.toml")
    }
}
