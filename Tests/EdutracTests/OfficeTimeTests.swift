import Attendance
import Foundation
import Testing

@testable import edutrac

@Suite("Office time")
struct OfficeTimeTests {
    static func time(_ zone: String = "America/Lima") throws -> OfficeTime {
        OfficeTime(zone: try #require(TimeZone(identifier: zone)))
    }

    /// 2026-05-04T15:05:07Z.
    static let moment = Date(timeIntervalSince1970: 1_777_907_107)

    @Test(arguments: [
        ("America/Lima", "2026-05-04T10:05:07-05:00"), ("UTC", "2026-05-04T15:05:07+00:00"),
        ("Asia/Kathmandu", "2026-05-04T20:50:07+05:45"), ("America/St_Johns", "2026-05-04T12:35:07-02:30"),
    ])
    func `a moment is written with the offset of the office`(_ zone: String, _ expected: String) throws {
        #expect(try Self.time(zone).iso(Self.moment) == expected)
        #expect(try Self.time(zone).iso(Self.moment.addingTimeInterval(0.9)) == expected)
    }

    @Test(arguments: [
        ("10:05", "2026-05-04T10:05:00-05:00"), ("2026-05-05", "2026-05-05T00:00:00-05:00"),
        ("2026-05-05T09:00", "2026-05-05T09:00:00-05:00"), ("2026-05-05 09:00", "2026-05-05T09:00:00-05:00"),
        ("2026-05-05T09:00:30", "2026-05-05T09:00:30-05:00"),
        ("2026-05-05T09:00:00-05:00", "2026-05-05T09:00:00-05:00"),
        ("2026-05-05T14:00:00Z", "2026-05-05T09:00:00-05:00"),
        ("2026-05-05T19:45+05:45", "2026-05-05T09:00:00-05:00"),
    ])
    func `an operator's moment is read in every usual form`(_ text: String, _ expected: String) throws {
        let time = try Self.time()
        let read = try #require(time.read(text, now: Self.moment))
        #expect(time.iso(read) == expected)
    }

    @Test(arguments: [
        "", "10", "25:00", "2026-02-30", "2026-05-05T", "2026-05-05T9:00", "2026-05-05T09:00:61", "tomorrow",
        "2026-05-05T09:00:00-5", "2026-05-05T09:00:00-05:00x", "2026-05-05T09:00:00+99:00",
    ])
    func `everything else is no moment`(_ text: String) throws {
        #expect(try Self.time().read(text, now: Self.moment) == nil)
    }
}
