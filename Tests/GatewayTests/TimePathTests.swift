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

    private static let monday = SampleOffice.day("2026-05-04")

    /// Why the next texts were not sent, up to the first that is.
    private func withdrawals(at now: Date) throws -> [String] {
        var reasons: [String] = []
        while case .withdrawn(_, let reason) = try office.outbound.next(unasked: true, at: now) {
            reasons.append(reason)
        }
        return reasons
    }

    /// What became of two queued reminders after a closure was entered, and what is due then.
    @Test(arguments: [
        (Closure(scope: .office, first: monday, last: monday, reason: "paro"), "closed"),
        (.localHoliday("Aniversario", of: SampleOffice.day("2026-05-01"), for: .district("Kimbiri")), "holiday"),
    ])
    func `a queued reminder is withdrawn when the office closes the school that day`(
        closure: Closure, reason: String
    ) throws {
        #expect(try look("2026-05-04T15:00:00-05:00").count == 2)
        let entered = SampleOffice.at("2026-05-04T15:00:30-05:00")
        _ = try office.store.addClosure(closure, by: Signature(person: "ana", at: entered))
        #expect(try withdrawals(at: entered) == [reason, reason])
        #expect(try office.store.outbox(states: [.withdrawn], limit: 10).count == 2)
        // The day moves to the next one that has class, and its steps are new ones.
        #expect(try look("2026-05-05T10:00:00-05:00").map(\.key.step) == [.question, .question])
    }

    @Test func `PAUSA of a promoter withdraws what is queued, and SEGUIR lets the next step go`() throws {
        let elsa = "+51987654323"
        _ = try office.store.importReporters(
            [
                Reporter(
                    phone: try #require(PhoneNumber(peruvianMobile: elsa)), name: "Elsa Prado", role: .promoter,
                    assignments: [Assignment(school: SampleOffice.school)])
            ], validFrom: Self.monday, retireMissing: false, at: SampleOffice.at("2026-05-04T08:00:00-05:00"))
        func say(_ text: String, at iso: String) throws {
            let now = SampleOffice.at(iso)
            _ = try office.inbound.receive([SampleOffice.line(from: elsa, text, at: iso)], from: office.modem, at: now)
            _ = try office.inbound.settleCompleteTexts(at: now)
        }
        #expect(try look("2026-05-04T10:00:00-05:00").count == 2)
        try say("PAUSA 9999996 hasta 15/05", at: "2026-05-04T10:00:10-05:00")
        #expect(try office.store.holds().map(\.hold.last) == [SampleOffice.day("2026-05-15")])
        let now = SampleOffice.at("2026-05-04T10:00:30-05:00")
        guard case .send(let reply) = try office.outbound.next(unasked: true, at: now) else {
            Issue.record("no reply")
            return
        }
        #expect(reply.message.kind == .reply)
        _ = try office.outbound.begin(reply.parts[0], by: office.modem, at: now)
        _ = try office.outbound.finish(reply.parts[0], attempts: 1, .sent(messageReference: 1), at: now)
        #expect(try withdrawals(at: now) == ["held", "held"])
        #expect(try look("2026-05-04T15:00:00-05:00").isEmpty)
        try say("SEGUIR 9999996", at: "2026-05-04T16:00:00-05:00")
        #expect(try look("2026-05-04T16:01:00-05:00").map(\.key.step) == [.reminder1, .reminder1])
    }

    @Test func `a clock that stands before what is stored holds everything unasked`() throws {
        try report(SampleOffice.rosa, at: "2026-05-11T12:00:00-05:00")
        let look = try office.time.look(at: SampleOffice.at("2026-05-04T10:00:00-05:00"))
        #expect(look.queued.isEmpty)
        #expect(look.hold?.witness == .ours)
    }
}
