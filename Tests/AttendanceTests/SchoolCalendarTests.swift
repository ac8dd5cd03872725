import Attendance
import Foundation
import Testing

@Suite("School calendar")
struct SchoolCalendarTests {
    @Test
    func `finds Easter of four hundred years where others find it`() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Easter.txt")
        let known = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(known.count == 400)
        #expect((1900...2299).map { SchoolCalendar.easter(year: $0)?.iso } == known.map(String.init))
    }

    @Test
    func `knows sixteen national holidays, Holy Thursday and Good Friday among them`() {
        let days = SchoolCalendar.nationalHolidays(year: 2026).map(\.day.iso)
        #expect(
            days == [
                "2026-01-01", "2026-04-02", "2026-04-03", "2026-05-01", "2026-06-07", "2026-06-29", "2026-07-23",
                "2026-07-28", "2026-07-29", "2026-08-06", "2026-08-30", "2026-10-08", "2026-11-01", "2026-12-08",
                "2026-12-09", "2026-12-25",
            ])
    }

    @Test(arguments: [
        ("2026-03-15", DayKind.weekend), ("2026-03-13", .outsideYear), ("2026-03-16", .classDay),
        ("2026-05-15", .classDay), ("2026-05-16", .weekend), ("2026-05-18", .vacation), ("2026-05-25", .classDay),
        ("2026-06-29", .holiday(name: "San Pedro y San Pablo")), ("2026-12-18", .classDay),
        ("2026-12-21", .outsideYear), ("2027-01-04", .noSchoolYear),
        // A holiday on a Sunday keeps its name.
        ("2026-08-30", .holiday(name: "Santa Rosa de Lima")),
    ])
    func `says what a day is`(day: String, kind: DayKind) throws {
        #expect(try Sample.calendar().kind(of: Sample.day(day)) == kind)
    }

    static let moves: [(Weekday, String, String?)] = [
        (.monday, "2026-05-04", "2026-05-04"), (.monday, "2026-06-29", "2026-06-30"),
        (.wednesday, "2026-12-07", "2026-12-10"), (.friday, "2026-05-04", "2026-05-08"),
        (.friday, "2026-04-27", nil), (.thursday, "2026-03-30", nil), (.monday, "2026-05-18", nil),
        (.monday, "2027-03-15", nil), (.saturday, "2026-05-04", nil),
    ]

    @Test(arguments: moves)
    func `moves the reporting day within its week, never into the next`(
        day: Weekday, monday: String, expected: String?
    ) throws {
        var rules = Sample.rules()
        rules.day = day
        let found = try Sample.calendar().reportingDay(
            of: Sample.one, week: Sample.day(monday), rules: rules, closures: [])
        #expect(found?.iso == expected)
    }

    @Test(arguments: [
        ("2026-05-04", "2026-05-05"), ("2026-05-08", "2026-05-09"), ("2026-05-09", "2026-05-11"),
        ("2026-12-07", "2026-12-10"), ("2026-07-27", "2026-07-30"), ("2026-12-24", "2026-12-26"),
        // Thursday and Friday holidays before a Saturday.
        ("2026-04-01", "2026-04-04"),
    ])
    func `T+1 skips Sundays and holidays`(day: String, next: String) throws {
        #expect(try Sample.calendar().dayAfter(Sample.day(day))?.iso == next)
    }

    @Test
    func `T+1 is at most three days away`() throws {
        let days = (1...4).map { SchoolCalendar.Holiday(day: Sample.day("2026-05-0\(4 + $0)"), name: "x\($0)") }
        let calendar = try SchoolCalendar(years: [], holidays: days)
        #expect(calendar.dayAfter(Sample.day("2026-05-04")) == nil)
    }

    @Test(arguments: [("2026-05-29", "2026-06-01"), ("2026-06-26", "2026-06-30"), ("2026-12-07", "2026-12-10")])
    func `finds the next working day`(day: String, next: String) throws {
        #expect(try Sample.calendar().nextWorkingDay(after: Sample.day(day)).iso == next)
    }

    @Test(arguments: [
        ("2026-10-31", []), ("2026-11-01", [2027]), ("2026-12-31", [2027]), ("2027-02-01", [2027]),
        ("2027-11-01", [2027, 2028]), ("2025-11-30", [2025]),
    ])
    func `a school year is missing in its own year, and from November before it`(day: String, years: [Int]) throws {
        #expect(try Sample.calendar().missingYears(on: Sample.day(day)) == years)
    }

    @Test(arguments: [
        ("2026-03-02", DayKind.managementWeek), ("2026-05-18", .managementWeek), ("2026-05-23", .weekend),
        ("2026-05-25", .classDay), ("2026-07-28", .holiday(name: "Fiestas Patrias")), ("2026-08-03", .vacation),
    ])
    func `a management week lies outside the class blocks and has no class`(day: String, kind: DayKind) throws {
        let shipped = try Sample.calendar()
        var year = try #require(shipped.years.first)
        year.management = [
            ("2026-03-02", "2026-03-13"), ("2026-05-18", "2026-05-22"), ("2026-07-27", "2026-07-31"),
        ].map { .init(first: Sample.day($0.0), last: Sample.day($0.1)) }
        let calendar = try SchoolCalendar(years: [year], holidays: shipped.holidays)
        #expect(calendar.kind(of: Sample.day(day)) == kind)
        #expect(calendar.isClassDay(Sample.day(day), for: Sample.one, closures: []) == (kind == .classDay))
    }

    @Test
    func `refuses what contradicts itself, with the remedy`() {
        func block(_ first: String, _ last: String) -> SchoolCalendar.ClassBlock {
            .init(first: Sample.day(first), last: Sample.day(last))
        }
        func error(_ blocks: [SchoolCalendar.ClassBlock], _ holidays: [String] = []) -> CalendarError? {
            do throws(CalendarError) {
                _ = try SchoolCalendar(
                    years: [.init(year: 2026, blocks: blocks)],
                    holidays: holidays.map { .init(day: Sample.day($0), name: "x") })
                return nil
            } catch {
                return error
            }
        }
        let spring = block("2026-03-16", "2026-05-15")
        #expect(error([]) == .noBlocks(2026))
        #expect(error([block("2026-05-15", "2026-03-16")]) == .blockBackwards(block("2026-05-15", "2026-03-16")))
        #expect(error([spring, block("2026-05-15", "2026-07-24")]) == .blocksOverlap(spring, block("2026-05-15", "2026-07-24")))
        #expect(error([block("2025-12-01", "2026-05-15")]) == .blockOutsideYear(block("2025-12-01", "2026-05-15"), year: 2026))
        #expect(error([spring], ["2026-05-01", "2026-05-01"]) == .holidayTwice(Sample.day("2026-05-01")))
        #expect(CalendarError.noBlocks(2026).description.contains("remove the year"))
    }
}
