import Attendance
import Foundation
import Store
import Testing

@testable import edutrac

@Suite("edutrac calendar")
struct CalendarCommandTests {
    @Test(
        arguments: [
            ("2026-10-31T09:55:00-05:00", "", []), ("2026-11-02T09:55:00-05:00", "no school year 2027", [2027]),
            ("2027-03-15T09:55:00-05:00", "no school year 2027", [2027]),
        ] as [(String, String, [Int])])
    func `a school year that the file lacks is in status and doctor`(_ clock: String, _ words: String, _ years: [Int])
        async throws
    {
        let office = try await TestOffice(clock: clock).seeded()
        let status = await office.run("status").output
        #expect(status.contains("no school year") == !words.isEmpty, "\(status)")
        #expect(status.contains(words) || words.isEmpty)
        #expect(try await office.run("status", "--json").object()["missingSchoolYears"] as? [Int] == years)
        let finding = try #require(
            try await office.run("doctor", "--json").list().first { $0["subject"] as? String == "calendar" })
        let verdict = years.isEmpty ? "good" : clock.hasPrefix("2026") ? "doubtful" : "wrong"
        #expect(finding["verdict"] as? String == verdict)
        #expect((finding["words"] as? String)?.contains(words) == true || words.isEmpty)
    }

    @Test func `a management week is called so`() async throws {
        let office = try TestOffice()
        let shipped = try String(contentsOfFile: office.folder + "/calendar.toml", encoding: .utf8)
        try office.write(shipped.replacing("#management", with: "management"), to: "calendar.toml")
        let days = try await office.run("calendar", "show", "--month", "2026-05", "--json").list()
        #expect(days[17]["kind"] as? String == "managementWeek")
        #expect(await office.run("calendar", "show", "--month", "2026-05").output.contains("management week"))
    }
}
