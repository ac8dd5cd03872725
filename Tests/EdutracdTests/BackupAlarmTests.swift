import Attendance
import Testing

@testable import edutracd

@Suite("Backups that are not made")
struct BackupAlarmTests {
    @Test func `are looked for at the start and once a day`() throws {
        let monday = try #require(SchoolDay(iso: "2026-05-04"))
        var alarm = BackupAlarm()
        #expect([0, 0, 1, 1, 3].map { alarm.isDue(on: monday.adding(days: $0)) } == [true, false, true, false, true])
    }
}
