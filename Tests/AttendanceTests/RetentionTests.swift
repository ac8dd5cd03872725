import Attendance
import Testing

@Suite("Retention")
struct RetentionTests {
    @Test(arguments: [
        ("2026-05-15", 13, "2025-04-15"), ("2026-03-31", 13, "2025-02-28"), ("2025-03-31", 13, "2024-02-29"),
        ("2026-01-01", 1, "2025-12-01"), ("2026-05-31", 12, "2025-05-31"),
    ])
    func `months count by the calendar`(today: String, months: Int, first: String) {
        #expect(RetentionRules(textMonths: months).textsSince(Sample.day(today)).iso == first)
    }

    @Test func `days count as days`() {
        #expect(RetentionRules().peopleSince(Sample.day("2026-05-15")).iso == "2026-02-14")
    }
}
