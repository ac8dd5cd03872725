import Attendance
import Foundation
import Store
import Testing

@testable import Gateway

/// One look after the other, as the daemon makes them: each is given the one before.
@Suite("Looks of the time path")
struct TimePathMemoryTests {
    let office: SampleOffice

    init() throws { office = try SampleOffice() }

    /// What each look found: `plan` where one was made, and what it queued.
    private func looks(_ moments: [String], between: (Int) throws -> Void = { _ in }) throws -> [[String]] {
        var last: TimePath.Look?
        return try moments.enumerated().map { index, iso in
            try between(index)
            let look = try office.time.look(at: SampleOffice.at(iso), after: last)
            last = look
            let steps = Set(look.queued.map(\.key.step.rawValue)).sorted()
            return (look.hold == nil ? [] : ["held"]) + (look.isPlanned ? ["plan"] : []) + steps
        }
    }

    @Test func `a minute in which nothing changes makes no plan`() throws {
        let found = try looks([
            "2026-05-04T09:58:00-05:00", "2026-05-04T09:59:00-05:00", "2026-05-04T10:00:00-05:00",
            "2026-05-04T10:01:00-05:00", "2026-05-04T14:59:00-05:00", "2026-05-04T15:00:00-05:00",
        ])
        #expect(found == [["plan"], [], ["plan", "question"], [], [], ["plan", "reminder1"]])
    }

    @Test func `a new day makes a new one, for the roster may be another`() throws {
        let found = try looks(["2026-05-06T23:59:00-05:00", "2026-05-07T00:00:00-05:00", "2026-05-07T00:01:00-05:00"])
        #expect(found == [["plan"], ["plan"], []])
    }

    @Test func `what the office changes is planned at once, a report changes nothing`() throws {
        let moments = (0...4).map { "2026-05-04T10:0\($0):00-05:00" }
        let found = try looks(moments) { index in
            let now = SampleOffice.at(moments[index])
            switch index {
            case 2:
                _ = try office.inbound.receive(
                    [SampleOffice.line(from: SampleOffice.rosa, "12 15 2", at: moments[index])], from: office.modem,
                    at: now)
                #expect(try office.inbound.settleCompleteTexts(at: now).settled.count == 1)
            case 3:
                let elsa = Reporter(
                    phone: try #require(PhoneNumber(peruvianMobile: "987654324")), name: "Elsa Prado", role: .community,
                    assignments: [Assignment(school: SampleOffice.school)])
                _ = try office.store.importReporters(
                    [elsa], validFrom: SampleOffice.day("2026-03-16"), retireMissing: false, at: now)
            default: break
            }
        }
        #expect(found == [["plan", "question"], [], [], ["plan", "question"], []])
    }

    @Test(arguments: [
        // Suspended, switched off: one look finds hours or days gone.
        (["2026-05-04T09:00:00-05:00", "2026-05-04T16:00:00-05:00"], [["plan"], ["plan", "reminder1"]]),
        (["2026-05-04T09:00:00-05:00", "2026-05-11T10:00:00-05:00"], [["plan"], ["plan", "question"]]),
        (["2026-05-04T09:00:00-05:00", "2026-06-11T10:00:00-05:00"], [["plan"], ["plan"]]),
        // Without a clock of its own the computer starts in another age, and is set when there is a network.
        (["1970-01-01T00:00:10Z", "2026-05-04T10:05:00-05:00"], [["plan"], ["plan", "question"]]),
        (
            ["2000-01-01T00:00:10Z", "2000-01-01T00:01:10Z", "2026-05-04T15:05:00-05:00"],
            [["plan"], [], ["plan", "reminder1"]]
        ),
        // Set back: before anything has left by the later clock the hours come again, and are planned again.
        (
            ["2026-05-06T10:00:00-05:00", "2026-05-04T09:59:00-05:00", "2026-05-04T10:00:00-05:00"],
            [["plan"], ["plan"], ["plan", "question"]]
        ),
        (
            ["2026-05-06T10:00:00-05:00", "2026-05-06T09:00:00-05:00", "2026-05-06T09:01:00-05:00"],
            [["plan"], ["plan"], []]
        ),
        // Set back behind what has been queued: held, until the moment comes again; and nothing is queued twice.
        (
            ["2026-05-04T10:00:00-05:00", "2026-05-04T09:00:00-05:00", "2026-05-04T10:01:00-05:00"],
            [["plan", "question"], ["held"], ["plan"]]
        ),
        (
            ["2026-05-04T10:00:00-05:00", "1970-01-01T00:00:10Z", "2026-05-04T10:01:00-05:00"],
            [["plan", "question"], ["held"], ["plan"]]
        ),
    ])
    func `the clock jumps`(moments: [String], expected: [[String]]) throws {
        #expect(try looks(moments) == expected)
    }

    @Test func `the operator's word lets the hours come again, and no text twice`() throws {
        let moments = [
            "2026-05-04T10:00:00-05:00", "2026-05-04T09:00:00-05:00", "2026-05-04T09:01:00-05:00",
            "2026-05-04T10:00:00-05:00",
        ]
        let found = try looks(moments) { index in
            if index == 2 { try office.store.overruleClock(at: SampleOffice.at(moments[index])) }
        }
        #expect(found == [["plan", "question"], ["held"], ["plan"], ["plan"]])
        #expect(try office.store.outbox(states: nil, limit: 10).count == 2)
    }

    @Test func `a morning of more texts than a transaction holds is queued whole, and once`() throws {
        let phones = (0..<1200).compactMap { PhoneNumber(peruvianMobile: String(900_000_000 + $0)) }
        let people = phones.map {
            Reporter(phone: $0, name: "Ana", role: .teacher, assignments: [Assignment(school: SampleOffice.school)])
        }
        let now = SampleOffice.at("2026-05-04T10:00:00-05:00")
        _ = try office.store.importReporters(
            people, validFrom: SampleOffice.day("2026-03-16"), retireMissing: false, at: now)
        let look = try office.time.look(at: now)
        #expect(look.queued.count == 1202)
        #expect(Set(look.queued.map(\.key.phone)).isSuperset(of: phones))
        #expect(try office.time.look(at: now).queued.isEmpty)
        #expect(try office.store.outbox(states: [.queued], limit: 2000).count == 1202)
    }

    @Test func `a restart in the middle of a step sends the rest of it`() throws {
        let now = SampleOffice.at("2026-05-04T10:00:00-05:00")
        #expect(try office.time.look(at: now).queued.count == 2)
        guard case .send(let text) = try office.outbound.next(unasked: true, at: now) else {
            Issue.record("nothing is sent")
            return
        }
        #expect(try office.outbound.begin(text.parts[0], by: office.modem, at: now))
        // The daemon is killed here, and another one starts.
        let later = SampleOffice.at("2026-05-04T10:02:00-05:00")
        #expect(try office.outbound.markInterrupted(at: later) == [text.message.id])
        #expect(try office.time.look(at: later).queued.isEmpty)
        guard case .send(let other) = try office.outbound.next(unasked: true, at: later) else {
            Issue.record("the rest is not sent")
            return
        }
        #expect(other.message.id != text.message.id && other.message.step?.step == .question)
    }
}
