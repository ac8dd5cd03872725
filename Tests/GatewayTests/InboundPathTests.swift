import Attendance
import Foundation
import ModemDriver
import SMSCodec
import TestSupport
import Testing

@testable import Gateway
@testable import Store

@Suite("Inbound path")
struct InboundPathTests {
    static let morning = SampleOffice.at("2026-05-04T10:30:05-05:00")

    let office: SampleOffice

    init() throws { office = try SampleOffice() }

    private func receive(_ lines: [PDULine], at now: Date = morning) throws -> [InboundPath.Receipt] {
        try office.inbound.receive(lines, from: office.modem, at: now)
    }

    private func queued() throws -> [OutboundMessage] {
        try office.store.outbox(states: nil, limit: 100)
    }

    @Test func `a text becomes a report and one reply`() throws {
        _ = try receive([SampleOffice.line(from: SampleOffice.rosa, "H 12 M 15 D 2")])
        let round = try office.inbound.settleCompleteTexts(at: Self.morning)
        #expect(round.settled.map(\.settlement.reading) == ["report"])
        #expect(round.failures.isEmpty)
        let reports = try office.store.reports(.init())
        #expect(reports.map(\.report.content) == [.present(.init(boys: 12, girls: 15, teachers: 2))])
        #expect(reports.map(\.report.day.iso) == ["2026-05-04"])
        let replies = try queued()
        #expect(replies.map(\.recipient.e164) == [SampleOffice.rosa])
        #expect(replies.map(\.kind) == [.reply])
        #expect(replies.allSatisfy { $0.text.contains("H12 M15 D2") && PartSplitter.measure($0.text).parts == 1 })
    }

    @Test func `settling again answers nobody again`() throws {
        _ = try receive([SampleOffice.line(from: SampleOffice.rosa, "H 12 M 15 D 2")])
        _ = try office.inbound.settleCompleteTexts(at: Self.morning)
        #expect(try office.inbound.settleCompleteTexts(at: Self.morning).settled.isEmpty)
        #expect(try queued().count == 1)
    }

    @Test func `a line that the modem has not confirmed to have deleted is the same part`() throws {
        let line = try SampleOffice.line(from: SampleOffice.rosa, "12 15 2")
        let first = try receive([line])
        let again = try receive([line])
        #expect(again.map(\.outcome) == [.seenBefore])
        #expect(again.map(\.id) == first.map(\.id))
    }

    @Test func `the same PDU in another slot is kept, flagged, and not answered`() throws {
        let first = try receive([SampleOffice.line(from: SampleOffice.rosa, "12 15 2", slot: 1)])
        let copy = try receive([SampleOffice.line(from: SampleOffice.rosa, "12 15 2", slot: 2)])
        #expect(copy.map(\.outcome) == [.copy(of: first[0].id)])
        _ = try office.inbound.settleCompleteTexts(at: Self.morning)
        #expect(try queued().count == 1)
        #expect(try office.store.reports(.init()).count == 1)
    }

    @Test func `after its deletion was confirmed, the same slot holds a new arrival`() throws {
        let line = try SampleOffice.line(from: SampleOffice.rosa, "12 15 2")
        let first = try receive([line])
        try office.inbound.forgotten([line], of: first, at: Self.morning)
        let again = try receive([line])
        #expect(again.map(\.outcome) == [.copy(of: first[0].id)])
    }

    @Test(arguments: ["", "zz", "00", "0791", "07911326040000F0", "FFFFFFFF", "0001000B911346610089F6000C"])
    func `what does not decode is kept with a reason and stops nobody`(_ hex: String) throws {
        let broken = PDULine(hex: hex, tpduLength: 20, origin: .slot(memory: "SM", index: 1))
        let good = try SampleOffice.line(from: SampleOffice.rosa, "12 15 2", slot: 2)
        let receipts = try receive([broken, good])
        guard case .undecodable(let reason) = receipts[0].outcome else {
            Issue.record("\(receipts[0].outcome)")
            return
        }
        #expect(!reason.isEmpty)
        #expect(receipts[1].outcome == .part)
        #expect(try office.inbound.settleCompleteTexts(at: Self.morning).settled.count == 1)
        let kept = try office.store.inbox(unreadOnly: false, limit: 10)
        #expect(kept.contains { $0.parts.map(\.pdu) == [hex] })
    }

    @Test func `a text in parts waits for the last one, in whatever order they come`() throws {
        let long = "Buenos dias senorita, le informo de la escuela " + String(repeating: "muy lejana ", count: 12)
            + "que asistieron 12 varones y 15 mujeres, 2 docentes"
        let parts = try SampleOffice.lines(from: SampleOffice.rosa, long)
        #expect(parts.count == 2)
        _ = try receive([parts[1]])
        #expect(try office.inbound.settleCompleteTexts(at: Self.morning).settled.isEmpty)
        _ = try receive([parts[0]])
        let settled = try office.inbound.settleCompleteTexts(at: Self.morning).settled
        #expect(settled.map(\.parts) == [2])
        #expect(try office.store.inbox(unreadOnly: false, limit: 10).map(\.text) == [long])
        #expect(try queued().count == 1)
    }

    @Test func `missing parts are waited for six hours, then the text goes on with its gap`() throws {
        let long = String(repeating: "asistieron muchos hoy dia ", count: 8)
        _ = try receive([try SampleOffice.lines(from: SampleOffice.rosa, long)[0]])
        let before = Self.morning.addingTimeInterval(OfficeRules.usualPartialAfter - 1)
        let waiting = try office.inbound.settleCompleteTexts(at: before)
        #expect(waiting.settled.isEmpty && waiting.leavesParts)
        let after = Self.morning.addingTimeInterval(OfficeRules.usualPartialAfter)
        let late = try office.inbound.settleCompleteTexts(at: after)
        #expect(late.settled.map(\.missing) == [[2]] && !late.leavesParts)
    }

    @Test(arguments: ["TELEANDES", "5555", "+14155550123", "014445555"])
    func `a sender that is no mobile is kept and never answered`(_ sender: String) throws {
        _ = try receive([SampleOffice.line(from: sender, "Recargue hoy y gane 12 15 2")])
        let settled = try office.inbound.settleCompleteTexts(at: Self.morning).settled
        #expect(settled.map(\.settlement.answer) == [.silence(.notAMobile)])
        #expect(try queued().isEmpty)
        #expect(try office.store.inbox(unreadOnly: false, limit: 10).map(\.sender) == [sender])
    }

    @Test func `a text that forbids automatic answers is stored and not answered`() throws {
        _ = try receive([SampleOffice.line(from: SampleOffice.rosa, "12 15 2", loopPrevention: true)])
        let settled = try office.inbound.settleCompleteTexts(at: Self.morning).settled
        #expect(settled.map(\.settlement.answer) == [.silence(.forbidden)])
        #expect(try office.store.reports(.init()).count == 1)
    }

    @Test func `an unknown phone is told once a day how to join`() throws {
        let stranger = "+51912345678"
        for (slot, iso) in ["2026-05-04T10:00:00-05:00", "2026-05-04T17:00:00-05:00", "2026-05-05T17:00:00-05:00"]
            .enumerated()
        {
            let now = SampleOffice.at(iso)
            _ = try receive([SampleOffice.line(from: stranger, "Quiero reportar \(slot)", slot: slot, at: iso)], at: now)
            _ = try office.inbound.settleCompleteTexts(at: now)
        }
        #expect(try queued().count == 2)
        #expect(try queued().allSatisfy { $0.text.contains("ALTA ROSA QUISPE 9999996") })
    }

    @Test func `a whole listing is one transaction and one receipt a line, in order`() throws {
        let lines = try (1...30).map { slot in
            try SampleOffice.line(from: SampleOffice.rosa, "PRUEBA H \(slot) M 1 D 1", slot: slot)
        }
        let receipts = try receive(lines)
        #expect(receipts.map(\.line) == lines)
        #expect(Set(receipts.map(\.id)).count == 30)
    }

    @Test func `a service centre that lives in another year does not cost the teacher the school`() throws {
        _ = try receive([
            SampleOffice.line(from: SampleOffice.rosa, "12 15 2", at: "2000-01-01T00:00:00-05:00")
        ])
        let settled = try office.inbound.settleCompleteTexts(at: Self.morning).settled
        #expect(settled.map(\.settlement.reading) == ["report"])
        #expect(try office.store.reports(.init()).map(\.report.day.iso) == ["2026-05-04"])
    }

    @Test func `of texts that are settled together each sees what the ones before led to`() throws {
        let stranger = "+51912345678"
        _ = try receive([
            SampleOffice.line(from: SampleOffice.rosa, "H 12 M 15 D 2", slot: 1),
            SampleOffice.line(from: stranger, "Quiero reportar", slot: 2),
            SampleOffice.line(from: stranger, "Hola", slot: 3),
            SampleOffice.line(from: SampleOffice.rosa, "H 13 M 15 D 2", slot: 4),
        ])
        let round = try office.inbound.settleCompleteTexts(at: Self.morning)
        #expect(round.settled.count == 4)
        #expect(try office.store.reports(.init()).map(\.report.content) == [.present(.init(boys: 13, girls: 15, teachers: 2))])
        #expect(try office.store.reports(.init(includeHistory: true)).count == 2)
        // The stranger is told once how to join.
        #expect(try queued().count == 3)
    }

    @Test func `more texts than one transaction takes are all settled, in their order`() throws {
        let count = InboundPath.textsPerTransaction * 2 + 7
        _ = try receive(
            (1...count).map { try SampleOffice.line(from: "+519800\(10_000 + $0)", "12 15 \($0)", slot: $0) })
        let round = try office.inbound.settleCompleteTexts(at: Self.morning)
        #expect(round.settled.map(\.id) == Array(1...Int64(count)))
        #expect(try office.store.completeTexts(at: Self.morning, partialAfter: 0).isEmpty)
    }

    @Test func `a text that cannot be read back keeps none of the others waiting`() throws {
        _ = try receive([SampleOffice.line(from: SampleOffice.rosa, "H 12 M 15 D 2", slot: 1)])
        _ = try office.store.keep([Self.damaged], at: Self.morning)
        _ = try receive([SampleOffice.line(from: SampleOffice.julio, "H 13 M 15 D 2", slot: 3)])
        let round = try office.inbound.settleCompleteTexts(at: Self.morning)
        #expect(round.settled.map(\.sender?.e164) == [SampleOffice.rosa, SampleOffice.julio])
        #expect(round.failures.map(\.parts) == [[2]])
    }

    private static let damaged = Arrival(
        pdu: "ZZ", partKey: "damaged", modem: "principal", sim: "8951000000000000001", slot: nil,
        receivedAt: morning,
        content: .part(
            PartContent(
                sender: SampleOffice.rosa, phone: PhoneNumber(peruvianMobile: SampleOffice.rosa),
                serviceCentreTime: morning, forbidsAutomaticReply: false, position: nil)))

    /// SQLite may end a transaction on its own, where memory gives out.
    @Test func `where all cannot be committed together, each is settled on its own`() throws {
        try office.store.write {
            try $0.run(
                """
                CREATE TEMP TRIGGER gone AFTER INSERT ON main.inboundMessage WHEN NEW.body LIKE '%13%'
                BEGIN SELECT RAISE(ROLLBACK, 'out of memory'); END
                """)
        }
        _ = try receive(
            (11...15).map { try SampleOffice.line(from: "+5198000\(1000 + $0)", "\($0) 15 2", slot: $0) })
        let round = try office.inbound.settleCompleteTexts(at: Self.morning)
        #expect(round.settled.count == 4)
        #expect(round.failures.map(\.parts) == [[3]])
        #expect(try office.store.inbox(unreadOnly: false, limit: 10).count == 4)
        #expect(try office.store.completeTexts(at: Self.morning, partialAfter: 0).map(\.ids) == [[3]])
    }

    @Test func `a database that another program holds ends the round, and the next settles all`() throws {
        let folder = try ScratchFolder()
        let path = folder.file("held.db")
        let office = try SampleOffice(in: AttendanceStore(path: path, busyTimeout: 0))
        _ = try office.inbound.receive(
            [
                SampleOffice.line(from: SampleOffice.rosa, "H 12 M 15 D 2", slot: 1),
                SampleOffice.line(from: SampleOffice.julio, "H 13 M 15 D 2", slot: 2),
            ], from: office.modem, at: Self.morning)
        let held = try AttendanceStore(path: path).settling { _ in
            try office.inbound.settleCompleteTexts(at: Self.morning)
        }
        #expect(held.settled.isEmpty)
        #expect(held.failures.map(\.parts) == [[1]])
        #expect(try office.inbound.settleCompleteTexts(at: Self.morning).settled.count == 2)
    }
}
