import Store
import Testing

@testable import edutracd

@Suite("Disk under the database, in the log")
struct DiskAlarmTests {
    private static func disk(_ megabytes: UInt64, readOnly: Bool = false) -> DiskFacts {
        DiskFacts(free: megabytes << 20, isReadOnly: readOnly)
    }

    @Test func `each state is told of once, and when it is over`() {
        var alarm = DiskAlarm()
        let looks: [(DiskFacts?, DiskAlarm.State?)] = [
            (Self.disk(900), nil), (Self.disk(49), .little), (nil, nil), (Self.disk(55), nil), (Self.disk(40), nil),
            (Self.disk(40, readOnly: true), .readOnly), (Self.disk(40, readOnly: true), nil), (Self.disk(55), .good),
            (Self.disk(30), .little), (Self.disk(900), .good), (Self.disk(900), nil),
        ]
        for (index, (facts, news)) in looks.enumerated() { #expect(alarm.news(facts) == news, "look \(index)") }
    }

    @Test func `a start on a disk that is read-only tells of it`() {
        var alarm = DiskAlarm()
        #expect(alarm.news(Self.disk(900, readOnly: true)) == .readOnly)
    }
}
