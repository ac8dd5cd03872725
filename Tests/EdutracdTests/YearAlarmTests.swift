import Attendance
import Testing

@testable import edutracd

@Suite("Missing school years")
struct YearAlarmTests {
    private static func calendar(_ years: Int...) throws -> SchoolCalendar {
        let years = years.compactMap { year in
            SchoolDay(year: year, month: 3, day: 16).map {
                SchoolCalendar.SchoolYear(year: year, blocks: [.init(first: $0, last: $0.adding(days: 200))])
            }
        }
        return try SchoolCalendar(years: years, holidays: [])
    }

    private static func day(_ iso: String) throws -> SchoolDay { try #require(SchoolDay(iso: iso)) }

    @Test func `each year is told of once, when its time comes, and anew after it was there again`() throws {
        let calendar = try Self.calendar(2026)
        var alarm = YearAlarm()
        #expect(try alarm.news(on: Self.day("2026-10-31"), calendar) == [])
        #expect(try alarm.news(on: Self.day("2026-11-01"), calendar) == [2027])
        #expect(try alarm.news(on: Self.day("2026-12-01"), calendar) == [])
        #expect(try alarm.news(on: Self.day("2027-01-01"), calendar) == [])
        #expect(try alarm.news(on: Self.day("2027-11-01"), calendar) == [2028])
        #expect(try alarm.news(on: Self.day("2027-11-02"), Self.calendar(2027, 2028)) == [])
        #expect(try alarm.news(on: Self.day("2027-11-03"), calendar) == [2027, 2028])
    }

    @Test func `a start in a year that nobody has entered tells of it`() throws {
        var alarm = YearAlarm()
        #expect(try alarm.news(on: Self.day("2027-05-03"), Self.calendar(2026)) == [2027])
    }
}
