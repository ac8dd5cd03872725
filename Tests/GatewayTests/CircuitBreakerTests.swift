import Foundation
import Testing

@testable import Gateway

@Suite("Circuit breaker")
struct CircuitBreakerTests {
    static let now = SampleOffice.at("2026-05-04T10:00:00-05:00")
    static let later = now.addingTimeInterval(900)
    static let refused = OutboundPath.Sequel.pause(until: later, "rejected")
    static let outOfOrder = OutboundPath.Sequel.retry(at: now.addingTimeInterval(30), "38", mayBeCredit: true)
    static let busy = OutboundPath.Sequel.retry(at: now.addingTimeInterval(30), "42", mayBeCredit: false)
    static let gone = OutboundPath.Sequel.failed("1")
    static let silent = OutboundPath.Sequel.unknown("silence")

    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// Each with its text; a recipient is called like the text.
        let sequels: [(OutboundPath.Sequel, Int64)]
        let opens: CircuitBreaker.Cause?
    }

    static let rows = [
        Row(testDescription: "one text refused again and again", sequels: [(refused, 1), (refused, 1), (refused, 1)], opens: nil),
        Row(testDescription: "two texts refused", sequels: [(refused, 1), (refused, 2)], opens: .refused),
        Row(testDescription: "one got through between them", sequels: [(refused, 1), (.sent, 2), (refused, 3)], opens: nil),
        Row(testDescription: "out of order twice", sequels: [(outOfOrder, 1), (outOfOrder, 2)], opens: nil),
        Row(testDescription: "three texts out of order", sequels: [(outOfOrder, 1), (outOfOrder, 2), (outOfOrder, 3)], opens: .outOfOrder),
        Row(testDescription: "one text out of order, again and again", sequels: [(outOfOrder, 1), (outOfOrder, 1), (outOfOrder, 1), (outOfOrder, 1)], opens: nil),
        Row(testDescription: "a busy network", sequels: [(busy, 1), (busy, 2), (busy, 3), (busy, 4)], opens: nil),
        Row(testDescription: "a failure between", sequels: [(outOfOrder, 1), (outOfOrder, 2), (gone, 3), (outOfOrder, 4)], opens: nil),
        Row(testDescription: "a modem that was unplugged", sequels: [(.waits("gone"), 1), (.waits("gone"), 2), (.taken, 3)], opens: nil),
        Row(testDescription: "two people refused for good", sequels: [(gone, 1), (gone, 2)], opens: nil),
        Row(testDescription: "three people refused for good", sequels: [(gone, 1), (gone, 2), (gone, 3)], opens: .permanent),
        Row(testDescription: "one person refused for good three times", sequels: [(gone, 1), (gone, 1), (gone, 1)], opens: nil),
        Row(testDescription: "one silence after ^Z", sequels: [(silent, 1), (.waits("gone"), 2)], opens: nil),
        Row(testDescription: "two silences after ^Z (Q-63)", sequels: [(silent, 1), (silent, 2)], opens: .silent),
        Row(testDescription: "a text left between two silences", sequels: [(silent, 1), (.sent, 2), (silent, 3)], opens: nil),
    ]

    @Test(arguments: rows)
    func `sending stops when the next text would fare no better`(_ row: Row) {
        var breaker = CircuitBreaker()
        var openings: [CircuitBreaker.Opening] = []
        for (sequel, text) in row.sequels {
            if let opening = breaker.note(sequel, of: text, to: "\(text)", at: Self.now) { openings.append(opening) }
        }
        #expect(openings.map(\.cause) == [row.opens].compactMap(\.self))
        #expect(breaker.isOpen(at: Self.now) == (row.opens != nil))
        #expect(!breaker.isOpen(at: Self.later), "the first opening ends after a quarter of an hour")
        #expect(breaker.isOnTrial == (row.opens != nil))
    }

    @Test func `on trial the texts that opened it prove nothing, another one opens it again`() {
        var breaker = CircuitBreaker()
        _ = breaker.note(Self.refused, of: 1, to: "1", at: Self.now)
        let first = breaker.note(Self.refused, of: 2, to: "2", at: Self.now)
        #expect(first != nil)
        #expect(breaker.note(Self.refused, of: 1, to: "1", at: Self.later) == nil)
        #expect(breaker.note(Self.gone, of: 2, to: "2", at: Self.later) == nil)
        #expect(!breaker.isOpen(at: Self.later), "the next text gets its turn")
        #expect(breaker.note(Self.gone, of: 3, to: "3", at: Self.later)?.until == Self.later.addingTimeInterval(1800))
        _ = breaker.note(.sent, of: 4, to: "4", at: Self.later.addingTimeInterval(1800))
        #expect(!breaker.isOnTrial)
    }

    @Test func `a clock that is set back does not keep it open`() {
        var breaker = CircuitBreaker()
        _ = breaker.note(Self.refused, of: 1, to: "1", at: Self.now)
        _ = breaker.note(Self.refused, of: 2, to: "2", at: Self.now)
        #expect(breaker.isOpen(at: Self.now))
        #expect(!breaker.isOpen(at: Self.now.addingTimeInterval(-86_400)))
    }

    @Test func `each refusal on trial opens it for twice as long, six hours at most, and a sent text closes it`() {
        var breaker = CircuitBreaker()
        _ = breaker.note(Self.refused, of: 1, to: "1", at: Self.now)
        var now = Self.now
        var pauses: [Double] = []
        for text in Int64(2)...8 {
            let opening = breaker.note(Self.refused, of: text, to: "\(text)", at: now)
            pauses.append((opening?.until ?? now).timeIntervalSince(now))
            now = opening?.until ?? now
        }
        #expect(pauses.first == 900)
        #expect(pauses.dropFirst() == [1800, 3600, 7200, 14_400, 21_600, 21_600])
        _ = breaker.note(.sent, of: 9, to: "9", at: now)
        #expect(!breaker.isOnTrial)
        #expect(breaker.note(Self.refused, of: 10, to: "10", at: now) == nil, "it begins anew")
    }
}
