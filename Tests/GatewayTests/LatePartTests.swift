import Attendance
import Foundation
import ModemDriver
import SMSCodec
import Store
import Testing

@testable import Gateway

/// Long texts whose parts come in any order, late, twice, or not at all.
@Suite("Late parts")
struct LatePartTests {
    static let morning = SampleOffice.at("2026-05-04T10:30:05-05:00")
    /// After the missing part was given up.
    static let afternoon = morning.addingTimeInterval(OfficeRules.usualPartialAfter + 60)
    static let evening = afternoon.addingTimeInterval(3600)

    /// Three parts; the figures are in the last.
    static let long = "Buenos dias senorita, le informo de la escuela " + String(repeating: "muy lejana ", count: 26)
        + "que asistieron 12 varones y 15 mujeres, 2 docentes"
    static let expected = AttendanceReport.Content.present(.init(boys: 12, girls: 15, teachers: 2))

    let office: SampleOffice

    init() throws { office = try SampleOffice() }

    private func parts(
        _ text: String = long, from sender: String = SampleOffice.rosa, firstSlot: Int = 1,
        at iso: String = "2026-05-04T10:30:00-05:00", reference: UInt8 = 7, serviceCentre: String? = nil
    ) throws -> [PDULine] {
        try SampleOffice.lines(
            from: sender, text, firstSlot: firstSlot, at: iso, reference: reference, serviceCentre: serviceCentre)
    }

    /// Received, deleted from the modem, settled.
    @discardableResult
    private func take(_ lines: [PDULine], at now: Date = morning) throws -> [InboundPath.Settled] {
        let receipts = try office.inbound.receive(lines, from: office.modem, at: now)
        try office.inbound.forgotten(lines, of: receipts, at: now)
        let round = try office.inbound.settleCompleteTexts(at: now)
        #expect(round.failures.isEmpty)
        return round.settled
    }

    private func settle(at now: Date) throws -> [InboundPath.Settled] {
        try office.inbound.settleCompleteTexts(at: now).settled
    }

    private func reports() throws -> [AttendanceReport.Content] { try office.store.reports(.init()).map(\.report.content) }

    private func replies(of state: OutboundState? = nil) throws -> [OutboundMessage] {
        try office.store.outbox(states: state.map { [$0] }, limit: 100).filter { $0.kind == .reply }
    }

    /// What is queued leaves.
    private func send(at now: Date) throws {
        while let message = try office.store.nextOutbound(at: now, unasked: false) {
            try office.store.beginSubmitting(message.id, sequence: 1, of: 1, modem: "principal", sim: office.modem.sim, at: now)
            try office.store.finishSubmitting(message.id, sequence: 1, .sent(messageReference: 1), at: now)
        }
    }

    private func inbox() throws -> [InboxEntry] { try office.store.inbox(unreadOnly: false, limit: 100) }

    // MARK: Before the text is given up

    @Test func `a text is whole in whatever order its parts come`() throws {
        let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
        for order in orders {
            let walk = try LatePartTests()
            let lines = try walk.parts()
            #expect(lines.count == 3)
            var settled: [InboundPath.Settled] = []
            for index in order { settled += try walk.take([lines[index]]) }
            #expect(settled.map(\.parts) == [3])
            #expect(try walk.inbox().map(\.text) == [Self.long])
            #expect(try walk.reports() == [Self.expected])
            #expect(try walk.replies().count == 1)
        }
    }

    @Test func `a part that the phone sends twice under a new stamp is no other text, before and after`() throws {
        let lines = try parts()
        let again = try parts(firstSlot: 11, at: "2026-05-04T10:30:40-05:00")
        try take([lines[0], again[0], lines[1]])
        #expect(try take([lines[2]]).count == 1)
        #expect(try take([again[1]], at: Self.morning.addingTimeInterval(60)).isEmpty)
        #expect(try settle(at: Self.evening).isEmpty, "no text of the repeated parts alone")
        #expect(try inbox().map(\.text) == [Self.long])
        #expect(try inbox().map(\.parts.count) == [5])
        #expect(try replies().count == 1)
    }

    @Test func `two long texts at once from one sender stay two, also under one reference`() throws {
        let other = Self.long.replacing("12 varones", with: "13 varones")
        for reference: UInt8 in [7, 8] {
            let walk = try LatePartTests()
            let one = try walk.parts()
            let two = try walk.parts(other, firstSlot: 11, at: "2026-05-04T10:31:00-05:00", reference: reference)
            try walk.take([two[2], one[0], two[0], one[1], two[1], one[2]])
            #expect(Set(try walk.inbox().map(\.text)) == [Self.long, other])
        }
    }

    // MARK: After it was given up

    @Test(arguments: [0, 1, 2]) func `a late part completes its text, which is read anew and answered`(_ late: Int) throws {
        var lines = try parts()
        let last = lines.remove(at: late)
        try take(lines)
        #expect(try settle(at: Self.afternoon).map(\.missing) == [[late + 1]])
        try send(at: Self.afternoon)
        #expect(try reports().isEmpty)
        #expect(try inbox()[0].text?.contains("[...]") == true)
        #expect(try inbox()[0].missing == [late + 1])

        let settled = try take([last], at: Self.evening)
        #expect(settled.map(\.isCompleted) == [true])
        #expect(settled.map(\.settlement.reading) == ["report"])
        let entry = try #require(try inbox().first)
        #expect(try inbox().count == 1)
        #expect(entry.text == Self.long)
        #expect(entry.missing.isEmpty)
        #expect(entry.completedAt == Self.evening)
        #expect(!entry.isUnread, "nobody has to look at it any more")
        #expect(try reports() == [Self.expected])
        let replies = try replies()
        #expect(replies.map(\.state) == [.queued, .sent])
        #expect(Set(replies.map(\.text)).count == 2)
        #expect(entry.reply == replies[0].text)
        #expect(replies[0].expiresAt == Self.evening.addingTimeInterval(office.rules.caps.replyLifetime))
        // The day and the lateness are those of its sending.
        let report = try #require(try office.store.reports(.init()).first?.report)
        #expect(report.day.iso == "2026-05-04")
        #expect(!report.isLate)
    }

    @Test func `a reply that still waits is withdrawn for the better one`() throws {
        let lines = try parts()
        try take(Array(lines[..<2]))
        _ = try settle(at: Self.afternoon)
        try take([lines[2]], at: Self.evening)
        #expect(try replies().map(\.state) == [.queued, .withdrawn])
    }

    @Test func `a late part that comes twice is one`() throws {
        let lines = try parts()
        try take(Array(lines[..<2]))
        _ = try settle(at: Self.afternoon)
        try take([lines[2]], at: Self.evening)
        #expect(try take([lines[2]], at: Self.evening.addingTimeInterval(60)).isEmpty)
        let restamped = try parts(at: "2026-05-04T10:30:30-05:00")
        #expect(try take([restamped[2]], at: Self.evening.addingTimeInterval(120)).isEmpty)
        #expect(try replies().count == 2)
        #expect(try reports().count == 1)
        #expect(try settle(at: Self.evening.addingTimeInterval(10 * 3600)).isEmpty)
    }

    @Test func `a text that still has a gap is shown with more, and not answered again`() throws {
        let lines = try parts()
        try take([lines[0]])
        _ = try settle(at: Self.afternoon)
        let first = try take([lines[2]], at: Self.evening)
        #expect(first.map(\.missing) == [[2]])
        #expect(first.map(\.settlement.answer) == [.silence(.answeredBefore)])
        #expect(try inbox()[0].text?.hasSuffix("2 docentes") == true)
        #expect(try reports().isEmpty)
        let second = try take([lines[1]], at: Self.evening.addingTimeInterval(60))
        #expect(second.map(\.missing) == [[]])
        #expect(try inbox().map(\.text) == [Self.long])
        #expect(try reports() == [Self.expected])
        #expect(try replies().count == 2)
    }

    @Test func `what was reported since stands, and nobody is told twice`() throws {
        let lines = try parts()
        try take(Array(lines[..<2]))
        _ = try settle(at: Self.afternoon)
        try send(at: Self.afternoon)
        let again = try SampleOffice.line(from: SampleOffice.rosa, "14 16 2", slot: 9, at: "2026-05-04T16:40:00-05:00")
        try take([again], at: Self.afternoon.addingTimeInterval(600))
        let settled = try take([lines[2]], at: Self.evening)
        #expect(settled.map(\.settlement.answer) == [.silence(.overtaken)])
        #expect(try reports() == [.present(.init(boys: 14, girls: 16, teachers: 2))])
        #expect(try office.store.reports(.init(includeHistory: true)).count == 1)
        #expect(try replies().count == 2)
        #expect(try inbox().contains { $0.text == Self.long && $0.silence == "overtaken" })
    }

    @Test(arguments: ["2026-05-04", "2026-04-27"])
    func `what the office made of it stands, is shown again, and its answer leaves`(_ day: String) throws {
        let lines = try parts()
        try take(Array(lines[..<2]))
        _ = try settle(at: Self.afternoon)
        let id = try #require(try inbox().first?.id)
        let rosa = try #require(PhoneNumber(peruvianMobile: SampleOffice.rosa))
        let draft = OutboundDraft(
            recipient: rosa, text: "Recibido por la oficina", kind: .office, dueAt: Self.afternoon, officeReplyTo: id)
        let report = AttendanceReport(
            school: SampleOffice.school, day: SampleOffice.day(day),
            content: .present(.init(boys: 11, girls: 15, teachers: 2)), phone: rosa,
            receivedAt: Self.afternoon.addingTimeInterval(300))
        let signature = Signature(person: "ana", at: Self.afternoon.addingTimeInterval(300))
        let assigned = try office.store.assign(id, to: report, replacing: nil, telling: draft, by: signature)
        #expect(try inbox().map(\.isUnread) == [false])
        let settled = try take([lines[2]], at: Self.evening)
        #expect(settled.map(\.settlement.answer) == [.silence(.overtaken)])
        #expect(try reports() == [report.content])
        #expect(try inbox().map(\.text) == [Self.long])
        #expect(try inbox().map(\.isUnread) == [true], "it was assigned by half of it")
        #expect(try inbox().map(\.handling) == [[.assigned, .replied]])
        let history = try office.store.history(of: id)
        #expect(history.reports.map(\.id) == [assigned.report])
        #expect(history.officeReplies.map(\.state) == [.queued])
        #expect(history.deeds.map(\.deed) == [.assignText])
    }

    @Test func `what was reported before is corrected`() throws {
        try take([try SampleOffice.line(from: SampleOffice.julio, "10 10 1", slot: 9, at: "2026-05-04T08:00:00-05:00")],
            at: SampleOffice.at("2026-05-04T08:00:05-05:00"))
        let lines = try parts()
        try take(Array(lines[..<2]))
        _ = try settle(at: Self.afternoon)
        try take([lines[2]], at: Self.evening)
        #expect(try reports() == [Self.expected])
        #expect(try office.store.reports(.init(includeHistory: true)).map(\.state) == [.current, .superseded])
    }

    @Test func `BAJA in a text with a gap is not obeyed a second time`() throws {
        let text = "BAJA " + String(repeating: " ", count: 200) + "."
        let lines = try parts(text)
        try #require(lines.count == 2)
        try take([lines[0]])
        _ = try settle(at: Self.afternoon)
        try take([try SampleOffice.line(from: SampleOffice.rosa, "ALTA", slot: 9, at: "2026-05-04T16:40:00-05:00")],
            at: Self.afternoon.addingTimeInterval(600))
        let count = try replies().count
        try take([lines[1]], at: Self.evening)
        let rosa = try office.store.reporters(on: SampleOffice.day("2026-05-04")).first { $0.phone.e164 == SampleOffice.rosa }
        #expect(rosa?.status == .active)
        #expect(try replies().count == count)
    }

    @Test(arguments: [(nil, ReporterStatus.optedOut), ("ALTA", .active), ("gracias", .optedOut)])
    func `BAJA that is only read when the text is whole counts unless ALTA came since`(
        _ between: String?, _ status: ReporterStatus
    ) throws {
        let lines = try parts("BAJA " + String(repeating: " ", count: 200) + ".")
        try #require(lines.count == 2)
        try take([lines[1]])
        _ = try settle(at: Self.afternoon)
        try send(at: Self.afternoon)
        if let between {
            try take([try SampleOffice.line(from: SampleOffice.rosa, between, slot: 9, at: "2026-05-04T16:40:00-05:00")],
                at: Self.afternoon.addingTimeInterval(600))
        }
        try take([lines[0]], at: Self.evening)
        let rosa = try office.store.reporters(on: SampleOffice.day("2026-05-04")).first { $0.phone.e164 == SampleOffice.rosa }
        #expect(rosa?.status == status)
        #expect(try replies().count == 1, "to the one command that is obeyed")
    }

    @Test func `a phone that only gets the office's word gets it once`() throws {
        let text = "Estimados " + String(repeating: "les cuento de la obra ", count: 12) + "fin"
        let lines = try parts(text)
        try take([lines[0]])
        _ = try settle(at: Self.afternoon)
        try send(at: Self.afternoon)
        try take([lines[1]], at: Self.evening)
        #expect(Set(try replies().map(\.text)).count == (try replies().count), "never two that say the same")
        #expect(try inbox()[0].text == text)
        #expect(try inbox()[0].isUnread)
    }

    @Test func `the same reference hours later is another text`() throws {
        let lines = try parts()
        try take(Array(lines[..<2]))
        _ = try settle(at: Self.afternoon)
        let other = try parts(firstSlot: 11, at: "2026-05-04T16:45:00-05:00")
        // Its last part comes first, and would fit.
        #expect(try take([other[2]], at: Self.evening).isEmpty)
        #expect(try take([other[0], other[1]], at: Self.evening).map(\.isCompleted) == [false])
        #expect(Set(try inbox().map(\.missing)) == [[], [3]])
    }

    @Test func `parts without a date are late by arrival`() throws {
        let lines = try parts(at: "2026-05-04T10:30:00-05:00").map { line in
            // Month 00.
            PDULine(hex: line.hex.replacing("62504001", with: "62004001"), tpduLength: line.tpduLength, origin: line.origin)
        }
        try #require(lines[0].hex.contains("62004001"))
        try take(Array(lines[..<2]))
        _ = try settle(at: Self.afternoon)
        #expect(try take([lines[2]], at: Self.evening).map(\.isCompleted) == [true])
        #expect(try reports() == [Self.expected])
    }

    @Test func `the office says how long parts are waited for`() throws {
        var rules = office.rules
        rules.partialAfter = 3600
        let inbound = InboundPath(store: office.store, office: rules)
        _ = try inbound.receive([try parts()[0]], from: office.modem, at: Self.morning)
        #expect(try inbound.settleCompleteTexts(at: Self.morning.addingTimeInterval(3599)).settled.isEmpty)
        #expect(try inbound.settleCompleteTexts(at: Self.morning.addingTimeInterval(3600)).settled.count == 1)
    }

    @Test func `killed between keeping and settling, the late part completes at the next start`() throws {
        let lines = try parts()
        try take(Array(lines[..<2]))
        _ = try settle(at: Self.afternoon)
        _ = try office.inbound.receive([lines[2]], from: office.modem, at: Self.evening)
        let restarted = try InboundPath(store: office.store, office: SampleOffice.makeRules())
        #expect(try restarted.settleCompleteTexts(at: Self.evening).settled.map(\.isCompleted) == [true])
        #expect(try restarted.settleCompleteTexts(at: Self.evening).settled.isEmpty)
        #expect(try reports() == [Self.expected])
    }

    @Test func `a late ANULAR that a later report has overtaken takes nothing back, and a person reads it`() throws {
        try take([SampleOffice.line(from: SampleOffice.rosa, "H 12 M 15 D 2", slot: 9, at: "2026-05-04T10:29:00-05:00")])
        let cancel = try parts("ANULAR" + String(repeating: " por favor", count: 25))
        #expect(cancel.count == 2)
        try take([cancel[0]])
        _ = try settle(at: Self.afternoon)
        try take(
            [SampleOffice.line(from: SampleOffice.rosa, "27/04 H 9 M 9 D 2", slot: 10, at: "2026-05-04T17:00:00-05:00")], at: Self.evening)
        try take([cancel[1]], at: Self.evening.addingTimeInterval(60))
        #expect(try reports().count == 2)
        let entry = try #require(try office.store.inbox(unreadOnly: true, limit: 5).first { $0.text?.hasPrefix("ANULAR") == true })
        #expect(entry.silence == "overtaken")
    }
}
