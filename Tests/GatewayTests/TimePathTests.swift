import Attendance
import Foundation
import ModemDriver
import Store
import Testing

@testable import Gateway

@Suite("Time path")
struct TimePathTests {
    let office: SampleOffice

    init() throws { office = try SampleOffice() }

    private func look(_ iso: String) throws -> [PlannedText] {
        try office.time.look(at: SampleOffice.at(iso)).queued
    }

    private func report(_ sender: String, at iso: String) throws {
        let now = SampleOffice.at(iso)
        _ = try office.inbound.receive(
            [SampleOffice.line(from: sender, "12 15 2", at: iso)], from: office.modem, at: now)
        _ = try office.inbound.settleCompleteTexts(at: now)
    }

    @Test func `the question is queued at its hour, once, however often one looks`() throws {
        #expect(try look("2026-05-04T09:59:59-05:00").isEmpty)
        #expect(try look("2026-05-04T10:00:00-05:00").map(\.key.step) == [.question, .question])
        #expect(try look("2026-05-04T10:00:01-05:00").isEmpty)
        #expect(try look("2026-05-04T11:00:00-05:00").isEmpty)
    }

    @Test func `the ladder of a silent school has three rungs`() throws {
        #expect(try look("2026-05-04T10:00:00-05:00").count == 2)
        #expect(try look("2026-05-04T15:00:00-05:00").map(\.key.step) == [.reminder1, .reminder1])
        #expect(try look("2026-05-05T09:00:00-05:00").map(\.key.step) == [.reminder2, .reminder2])
        #expect(try look("2026-05-05T12:00:00-05:00").isEmpty)
    }

    @Test func `a school that has reported is not reminded, nor any of its reporters`() throws {
        _ = try look("2026-05-04T10:00:00-05:00")
        try report(SampleOffice.rosa, at: "2026-05-04T12:00:00-05:00")
        #expect(try look("2026-05-04T15:00:00-05:00").isEmpty)
        #expect(try look("2026-05-05T09:00:00-05:00").isEmpty)
    }

    @Test func `a queued reminder is taken back when the report comes before it leaves`() throws {
        _ = try look("2026-05-04T15:00:00-05:00")
        try report(SampleOffice.rosa, at: "2026-05-04T15:00:30-05:00")
        var withdrawn = 0
        loop: while true {
            switch try office.outbound.next(unasked: true, at: SampleOffice.at("2026-05-04T15:01:00-05:00")) {
            case .withdrawn: withdrawn += 1
            case .send(let text):
                #expect(text.message.kind == .reply)
                _ = try office.outbound.begin(text.parts[0], by: office.modem, at: SampleOffice.at("2026-05-04T15:01:00-05:00"))
                _ = try office.outbound.finish(
                    text.parts[0], attempts: 1, .sent(messageReference: 1),
                    at: SampleOffice.at("2026-05-04T15:01:00-05:00"))
            case .nothing: break loop
            }
        }
        #expect(withdrawn > 0)
    }

    /// What became of two queued reminders after a closure was entered, and what is due then.
    @Test(arguments: [
        (Closure(scope: .office, first: SampleOffice.day("2026-05-04"), last: SampleOffice.day("2026-05-04"), reason: "paro"), "closed"),
        (.localHoliday("Aniversario", of: SampleOffice.day("2026-05-01"), for: .district("Kimbiri")), "holiday"),
    ])
    func `a queued reminder is withdrawn when the office closes the school that day`(closure: Closure, reason: String) throws {
        #expect(try look("2026-05-04T15:00:00-05:00").count == 2)
        let entered = SampleOffice.at("2026-05-04T15:00:30-05:00")
        _ = try office.store.addClosure(closure, by: Signature(person: "ana", at: entered))
        var reasons: [String] = []
        while case .withdrawn(_, let reason) = try office.outbound.next(unasked: true, at: entered) { reasons.append(reason) }
        #expect(reasons == [reason, reason])
        #expect(try office.store.outbox(states: [.withdrawn], limit: 10).count == 2)
        // The day moves to the next one that has class, and its steps are new ones.
        #expect(try look("2026-05-05T10:00:00-05:00").map(\.key.step) == [.question, .question])
    }

    @Test func `a clock that stands before what is stored holds everything unasked`() throws {
        try report(SampleOffice.rosa, at: "2026-05-11T12:00:00-05:00")
        let look = try office.time.look(at: SampleOffice.at("2026-05-04T10:00:00-05:00"))
        #expect(look.queued.isEmpty)
        #expect(look.hold?.witness == .ours)
    }
}
