import Attendance
import Testing

@testable import edutracd

@Suite("Caps in the log")
struct CapAlarmTests {
    @Test func `a cap is spoken of once a day and phone, the budget once a day`() throws {
        let alarm = CapAlarm()
        let (rosa, julio) = (PhoneNumber(peruvianMobile: "987654321"), PhoneNumber(peruvianMobile: "987654322"))
        let monday = try #require(SchoolDay(iso: "2026-05-04"))
        #expect(alarm.isNews(.loop, of: rosa, on: monday))
        #expect(!alarm.isNews(.loop, of: rosa, on: monday))
        #expect(alarm.isNews(.capPerHour, of: rosa, on: monday))
        #expect(alarm.isNews(.loop, of: julio, on: monday))
        #expect(alarm.isNews(.officeBudget, of: rosa, on: monday))
        #expect(!alarm.isNews(.officeBudget, of: julio, on: monday))
        #expect(alarm.isNews(.loop, of: rosa, on: monday.adding(days: 1)))
    }
}
