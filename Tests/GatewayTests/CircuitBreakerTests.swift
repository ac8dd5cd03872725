import Foundation
import Testing

@testable import Gateway

@Suite("Refusals in a row")
struct RefusalStreakTests {
    static let now = SampleOffice.at("2026-05-04T10:00:00-05:00")
    static let later = now.addingTimeInterval(900)
    static let refused = OutboundPath.Sequel.pause(until: later, "rejected")
    static let outOfOrder = OutboundPath.Sequel.retry(at: now.addingTimeInterval(30), "38", mayBeCredit: true)
    static let busy = OutboundPath.Sequel.retry(at: now.addingTimeInterval(30), "42", mayBeCredit: false)

    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let sequels: [(OutboundPath.Sequel, Int64)]
        let pauses: Bool
    }

    static let rows = [
        Row(testDescription: "one text refused again and again", sequels: [(refused, 1), (refused, 1), (refused, 1)], pauses: false),
        Row(testDescription: "two texts refused", sequels: [(refused, 1), (refused, 2)], pauses: true),
        Row(testDescription: "one got through between them", sequels: [(refused, 1), (.sent, 2), (refused, 3)], pauses: false),
        Row(testDescription: "out of order twice", sequels: [(outOfOrder, 1), (outOfOrder, 2)], pauses: false),
        Row(testDescription: "out of order three times", sequels: [(outOfOrder, 1), (outOfOrder, 1), (outOfOrder, 1)], pauses: true),
        Row(testDescription: "a busy network", sequels: [(busy, 1), (busy, 2), (busy, 3), (busy, 4)], pauses: false),
        Row(testDescription: "a failure between", sequels: [(outOfOrder, 1), (outOfOrder, 2), (.failed("1"), 3), (outOfOrder, 4)], pauses: false),
        Row(testDescription: "silence is no refusal", sequels: [(.unknown("silence"), 1), (.waits("gone"), 2)], pauses: false),
    ]

    @Test(arguments: rows)
    func `sending pauses when the next text would fare no better`(_ row: Row) {
        var streak = RefusalStreak()
        let last = row.sequels.map { streak.note($0.0, of: $0.1, at: Self.now) }.last
        #expect(last == .some(row.pauses ? Self.later : nil))
    }
}
