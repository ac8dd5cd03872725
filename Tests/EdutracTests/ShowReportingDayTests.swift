import Attendance
import Foundation
import Testing

@testable import edutrac

@Suite("edutrac reporting-day show")
struct ShowReportingDayTests {
    /// Twelve schools of 100 pupils on five days of four weeks; Monday is lower.
    static func figures() throws -> WeekdayAttendance {
        let monday = try #require(SchoolDay(iso: "2026-05-04"))
        var seen: [AttendanceObservation] = []
        for school in 0..<12 {
            let key = SchoolKey(String(1_000_000 + school))
            for index in 0..<20 {
                let day = monday.adding(days: 7 * (index / 5) + index % 5)
                let more = index % 5 == 0 ? 0 : 10 + (school + index) % 3
                seen.append(AttendanceObservation(school: key, day: day, present: 70 + school % 5 + more, enrolled: 100))
            }
        }
        return WeekdayAttendance(seen, unit: .school)
    }

    @Test
    func `the picture fits a terminal and names what it proposes`() throws {
        let lines = WeekdayView(title: "All schools", scope: .office, figures: try Self.figures()).lines(width: 80)
        #expect(
            lines == [
                "All schools: 240 reports of 12 schools in 4 weeks",
                "    70 %                              100 %",
                "mon #+++................................... 71.8 % (70.8-72.7) n 48, 12 schools",
                "tue ###############+++..................... 82.8 % (81.8-83.7) n 48, 12 schools",
                "wed ###############+++..................... 82.8 % (81.8-83.7) n 48, 12 schools",
                "thu ###############+++..................... 82.8 % (81.8-83.7) n 48, 12 schools",
                "fri ###############+++..................... 82.8 % (81.8-83.7) n 48, 12 schools",
                "Proposed: monday. The nearest, tuesday, is 11.0 points higher in the same",
                "schools (10.8 to 11.2). \"edutrac reporting-day set\" sets it.",
            ])
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test
    func `reports that are entered are counted, and too few carry nothing`() async throws {
        let office = try await TestOffice(clock: "2026-05-08T12:00:00-05:00").seeded()
        for (school, day, boys, girls) in [("9999996", "2026-05-04", 7, 8), ("9999988", "2026-05-05", 9, 10)] {
            let entered = await office.run(
                "report", "enter", "--school", school, "--day", day, "--boys", "\(boys)", "--girls", "\(girls)",
                "--teachers", "1")
            #expect(entered.code == 0, "\(entered.complaint)")
        }
        let closed = await office.run(
            "report", "enter", "--school", "9999996", "--day", "2026-05-05", "--no-class", "--reason", "lluvia")
        #expect(closed.code == 0, "\(closed.complaint)")
        let shown = await office.run("reporting-day", "show")
        #expect(shown.code == 0)
        #expect(shown.output.contains("All schools: 2 reports of 2 schools in 1 week"))
        #expect(shown.output.contains("50.0 % (?) n 1, 1 school"))
        #expect(shown.output.contains("1 of at least 4 weeks"))
        let groups = try #require(
            try await office.run("--json", "reporting-day", "show", "--by", "school").object()["groups"] as? [[String: Any]])
        #expect(groups.map { $0["codMod"] as? String } == ["9999988", "9999996"])
        let days = try #require(groups[1]["days"] as? [[String: Any]])
        #expect(days.map { $0["rate"] as? Int } == [500] && days.map { $0["enrolled"] as? Int } == [30])
        #expect(groups[0]["verdict"] as? String == "fewWeeks" && groups[0]["proposal"] is NSNull)
        let none = await office.run("reporting-day", "show", "--from", "2026-06-01", "--to", "2026-06-05")
        #expect(none.output.contains("no reports with figures and enrolment"))
        #expect(await office.run("reporting-day", "show", "--from", "2026-06-02", "--to", "2026-06-01").code == 64)
    }
}
