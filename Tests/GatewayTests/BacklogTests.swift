import Attendance
import Foundation
import ModemDriver
import SMSCodec
import Store
import Testing

@testable import Gateway

/// Days without signal or power, and then everything at once.
@Suite("Backlog")
struct BacklogTests {
    static let thursday = SampleOffice.at("2026-05-07T09:00:00-05:00")

    let office: SampleOffice

    init() throws { office = try SampleOffice() }

    private func take(_ lines: [PDULine], at now: Date = thursday) throws -> InboundPath.Round {
        _ = try office.inbound.receive(lines, from: office.modem, at: now)
        return try office.inbound.settleCompleteTexts(at: now)
    }

    @Test func `the oldest text is read first, each counts for its own day, and each sender gets one answer`() throws {
        let lines = try [
            SampleOffice.line(from: SampleOffice.rosa, "H 14 M 15 D 2", slot: 1, at: "2026-05-04T12:00:00-05:00"),
            SampleOffice.line(from: SampleOffice.rosa, "27/04 H 9 M 9 D 2", slot: 2, at: "2026-05-04T10:10:00-05:00"),
            SampleOffice.line(from: SampleOffice.julio, "AYUDA", slot: 3, at: "2026-05-05T10:10:00-05:00"),
            SampleOffice.line(from: SampleOffice.rosa, "H 12 M 15 D 2", slot: 4, at: "2026-05-04T11:00:00-05:00"),
        ]
        let round = try take(lines)
        #expect(round.settled.map(\.id) == [1, 2, 3, 4])
        #expect(round.settled.map(\.settlement.reading) == ["report", "report", "correction", "help"])
        let current = try office.store.reports(.init())
        #expect(current.map(\.report.day.iso) == ["2026-05-04", "2026-04-27"])
        #expect(current[0].report.content == .present(AttendanceCounts(boys: 14, girls: 15, teachers: 2)))

        let replies = try office.store.outbox(states: nil, limit: 10).reversed().map { "\($0.state.rawValue) \($0.text.prefix(9))" }
        #expect(replies == ["withdrawn Recibido ", "withdrawn Recibido ", "queued Corregido", "queued AYUDA: en"])
        #expect(
            try office.store.outbox(states: [.withdrawn], limit: 1)[0].reason == "a newer reply to this phone leaves instead")
    }

    @Test func `what is older than a day and unclear goes to the office, not back to the sender`() throws {
        _ = try take([SampleOffice.line(from: SampleOffice.rosa, "H 12", at: "2026-05-04T10:10:00-05:00")])
        let entry = try #require(try office.store.inbox(unreadOnly: true, limit: 10).first)
        #expect(entry.silence == "tooLateToAsk")
        #expect(try office.store.outbox(states: nil, limit: 10).isEmpty)
    }

    @Test func `what we asked in a reply that is withdrawn was not asked`() throws {
        let lines = try [
            SampleOffice.line(from: SampleOffice.rosa, "H 12", slot: 1, at: "2026-05-06T12:00:00-05:00"),
            SampleOffice.line(from: SampleOffice.rosa, "AYUDA", slot: 2, at: "2026-05-06T12:10:00-05:00"),
        ]
        _ = try take(lines)
        #expect(try office.store.outbox(states: [.queued], limit: 10).map { $0.text.prefix(5) } == ["AYUDA"])
        #expect(try office.store.planningInputs(on: SampleOffice.day("2026-05-07"), at: Self.thursday).openQuestions.isEmpty)
        _ = try take([SampleOffice.line(from: SampleOffice.rosa, "H 12", slot: 3, at: "2026-05-07T08:59:00-05:00")])
        #expect(try office.store.planningInputs(on: SampleOffice.day("2026-05-07"), at: Self.thursday).openQuestions.count == 1)
    }

    @Test func `two texts in a row are two answers`() throws {
        let now = SampleOffice.at("2026-05-04T10:31:00-05:00")
        _ = try take(
            [
                SampleOffice.line(from: SampleOffice.rosa, "H 12 M 15 D 2", slot: 1),
                SampleOffice.line(from: SampleOffice.rosa, "AYUDA", slot: 2, at: "2026-05-04T10:30:30-05:00"),
            ], at: now)
        #expect(try office.store.outbox(states: [.queued], limit: 10).count == 2)
        // Both leave as long as the first has not waited for long.
        guard case .send(let first) = try office.outbound.next(unasked: true, at: now.addingTimeInterval(590)) else {
            Issue.record("nothing to send")
            return
        }
        #expect(first.message.text.hasPrefix("Recibido"))
    }

    @Test func `after hours in which nothing could be sent only the newest reply leaves`() throws {
        let now = SampleOffice.at("2026-05-04T10:31:00-05:00")
        _ = try take(
            [
                SampleOffice.line(from: SampleOffice.rosa, "H 12 M 15 D 2", slot: 1),
                SampleOffice.line(from: SampleOffice.julio, "AYUDA", slot: 2, at: "2026-05-04T10:30:30-05:00"),
                SampleOffice.line(from: SampleOffice.rosa, "AYUDA", slot: 3, at: "2026-05-04T10:30:30-05:00"),
            ], at: now)
        let later = now.addingTimeInterval(7200)
        guard case .withdrawn(let stale, let reason) = try office.outbound.next(unasked: true, at: later) else {
            Issue.record("the stale reply was not withdrawn")
            return
        }
        #expect(stale.text.hasPrefix("Recibido"))
        #expect(reason == "a newer reply to this phone leaves instead")
        for recipient in [SampleOffice.julio, SampleOffice.rosa] {
            guard case .send(let next) = try office.outbound.next(unasked: true, at: later) else {
                Issue.record("nothing to send")
                return
            }
            #expect(next.message.recipient.e164 == recipient)
            #expect(next.message.text.hasPrefix("AYUDA"))
            try office.store.withdraw(next.message.id, reason: "sent, as far as this test goes", at: later)
        }
    }
}
