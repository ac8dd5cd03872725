import Attendance
import Foundation
import ModemDriver
import SMSCodec
import Store
import Testing

@testable import Gateway

/// The network lost our acknowledgement and sends a text again.
@Suite("Repetitions by the network")
struct RepetitionTests {
    static let morning = SampleOffice.at("2026-05-04T10:30:05-05:00")
    static let later = SampleOffice.at("2026-05-04T14:00:00-05:00")

    let office: SampleOffice

    init() throws { office = try SampleOffice() }

    private func line(
        _ text: String = "12 15 2", from sender: String = SampleOffice.rosa, slot: Int = 1,
        at iso: String = "2026-05-04T10:30:00-05:00", through centre: String? = "+51997990000"
    ) throws -> PDULine {
        try SampleOffice.lines(from: sender, text, firstSlot: slot, at: iso, serviceCentre: centre)[0]
    }

    private func take(_ lines: [PDULine], from modem: ModemTag? = nil, at now: Date = later) throws -> [InboundPath.Receipt.Outcome] {
        let receipts = try office.inbound.receive(lines, from: modem ?? office.modem, at: now)
        try office.inbound.forgotten(lines, of: receipts, at: now)
        _ = try office.inbound.settleCompleteTexts(at: now)
        return receipts.map(\.outcome)
    }

    private func isOneText() throws -> Bool {
        let texts = try office.store.inbox(unreadOnly: false, limit: 10)
        let replies = try office.store.outbox(states: nil, limit: 10)
        let reports = try office.store.reports(.init(includeHistory: true))
        return (texts.count, replies.count, reports.count) == (1, 1, 1)
    }

    @Test func `the same text again, in whatever slot and however late, is one text with one answer`() throws {
        _ = try take([line()], at: Self.morning)
        for (slot, seconds) in [(1, 10.0), (2, 20), (1, 40_000)] {
            let outcomes = try take([line(slot: slot)], at: Self.later.addingTimeInterval(seconds))
            #expect(outcomes == [.copy(of: 1)])
        }
        #expect(try isOneText())
        #expect(try office.store.inbox(unreadOnly: false, limit: 1)[0].parts.map(\.duplicateOf) == [nil, 1, 1, 1])
    }

    @Test(arguments: ["+51997990001", nil]) func `through another service centre it is the same text`(_ centre: String?) throws {
        _ = try take([line()], at: Self.morning)
        #expect(try take([line(slot: 2, through: centre)]) == [.copy(of: 1)])
        #expect(try isOneText())
    }

    @Test func `with other bits of this delivery it is the same text`() throws {
        let first = try line(through: nil)
        _ = try take([first], at: Self.morning)
        // 04 is TP-MMS, 24 also TP-SRI.
        #expect(first.hex.hasPrefix("0004"))
        for (slot, octet) in ["00", "24"].enumerated() {
            let again = PDULine(
                hex: "00" + octet + first.hex.dropFirst(4), tpduLength: first.tpduLength,
                origin: .slot(memory: "SM", index: slot + 5))
            #expect(try take([again]) == [.copy(of: 1)])
        }
        #expect(try isOneText())
    }

    @Test func `a sender's number written otherwise is the same text`() throws {
        _ = try take([line()], at: Self.morning)
        #expect(try take([line(from: "987654321", slot: 2)]) == [.copy(of: 1)])
        #expect(try isOneText())
    }

    @Test func `the SIM in another modem gets the same text`() throws {
        _ = try take([line()], at: Self.morning)
        #expect(try take([line()], from: ModemTag(name: "otro", sim: office.modem.sim)) == [.copy(of: 1)])
        #expect(try isOneText())
    }

    @Test func `parts again complete nothing twice`() throws {
        let long = String(repeating: "muy lejana ", count: 20) + "asistieron 12 varones y 15 mujeres, 2 docentes"
        func parts(_ slot: Int, _ centre: String?) throws -> [PDULine] {
            try SampleOffice.lines(from: SampleOffice.rosa, long, firstSlot: slot, serviceCentre: centre)
        }
        let first = try parts(1, nil)
        _ = try take([first[0]], at: Self.morning)
        _ = try take([try parts(11, "+51997990001")[0]], at: Self.morning)
        _ = try take([first[1]], at: Self.morning)
        #expect(try take(try parts(21, "+51997990002")) == [.copy(of: 1), .copy(of: 3)])
        #expect(try office.inbound.settleCompleteTexts(at: Self.later.addingTimeInterval(86_400)).settled.isEmpty)
        #expect(try isOneText())
    }

    @Test(arguments: [
        ("12 15 2", SampleOffice.rosa, "2026-05-04T10:30:01-05:00"), ("12 15 2", SampleOffice.rosa, "2026-05-11T10:30:00-05:00"),
        ("12 15 3", SampleOffice.rosa, "2026-05-04T10:30:00-05:00"), ("12 15 2", SampleOffice.julio, "2026-05-04T10:30:00-05:00"),
    ])
    func `another second, other words, another sender: another text`(_ text: String, _ sender: String, _ iso: String) throws {
        _ = try take([line()], at: Self.morning)
        #expect(try take([line(text, from: sender, slot: 2, at: iso)]) == [.part])
        #expect(try office.store.inbox(unreadOnly: false, limit: 10).count == 2)
    }

    @Test func `a stamp that is no date proves nothing: through another service centre it is another text`() throws {
        let first = try line()
        let dateless = first.hex.replacing("62504001", with: "62004001")
        try #require(dateless != first.hex)
        let other = try line(slot: 2, through: "+51997990001").hex.replacing("62504001", with: "62004001")
        let lines = [dateless, other].enumerated().map { index, hex in
            PDULine(hex: hex, tpduLength: first.tpduLength, origin: .slot(memory: "SM", index: index))
        }
        #expect(try take(lines) == [.part, .part])
    }
}
