import Attendance
import Foundation
import ModemDriver
import Store
import Testing

@testable import Gateway

@Suite("Choice among modems")
struct DispatchTests {
    static let now = SampleOffice.at("2026-05-04T10:00:00-05:00")
    static let dispatch = Dispatch(
        carriers: CarrierTable(beginnings: ["claro": ["98765"], "entel": ["987654322", "9"]]))

    let office: SampleOffice

    init() throws { office = try SampleOffice() }

    static func sender(
        _ name: String, _ carriers: Set<String> = [], ready: Bool = true, busy: Bool = false, load: Int = 0,
        limit: SendAllowance.Limit? = nil, number: String? = nil, doubtful: Bool = false, abroad: Bool = false
    ) -> Sender {
        var sender = Sender(
            name: name, carriers: carriers, ownNumber: number.flatMap { PhoneNumber(peruvianMobile: $0) })
        sender.sim = "sim of \(name)"
        sender.isReady = ready
        sender.isBusy = busy
        sender.isDoubtful = doubtful
        sender.isAbroad = abroad
        sender.allowance = SendAllowance(partsLastHour: load, limit: limit)
        return sender
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let senders: [Sender]
        var to = "987654321"
        var kind = OutboundKind.reply
        /// Who takes it; nobody where nil.
        let taker: String?
    }

    static let full = SendAllowance.Limit(window: .hour, parts: 10, onlyUnasked: false, until: now)
    static let nearlyFull = SendAllowance.Limit(window: .hour, parts: 10, onlyUnasked: true, until: now)

    static let rows = [
        Row(testDescription: "one modem", senders: [sender("a")], taker: "a"),
        Row(testDescription: "one modem that is not ready", senders: [sender("a", ready: false)], taker: nil),
        Row(testDescription: "the carrier's modem", senders: [sender("a"), sender("b", ["claro"])], taker: "b"),
        Row(testDescription: "the carrier's modem, although it is busy", senders: [sender("a"), sender("b", ["claro"], busy: true)], taker: "b"),
        Row(testDescription: "the carrier's modem is gone", senders: [sender("a"), sender("b", ["claro"], ready: false)], taker: "a"),
        Row(testDescription: "the carrier's modem has reached its limit", senders: [sender("a"), sender("b", ["claro"], limit: full)], taker: "a"),
        Row(testDescription: "a longer beginning is another carrier's", senders: [sender("a", ["entel"]), sender("b", ["claro"])], to: "987654322", taker: "a"),
        Row(testDescription: "no modem for this carrier", senders: [sender("a"), sender("b", ["entel"])], taker: "a"),
        Row(testDescription: "another carrier's modem helps out", senders: [sender("a", ready: false), sender("b", ["entel"])], taker: "b"),
        Row(testDescription: "the idle one", senders: [sender("a", busy: true), sender("b", load: 50)], taker: "b"),
        Row(testDescription: "the one that has sent least", senders: [sender("a", load: 7), sender("b", load: 6)], taker: "b"),
        Row(testDescription: "not the one that let the last text wait", senders: [sender("a", doubtful: true), sender("b", busy: true, load: 9)], taker: "b"),
        Row(testDescription: "nor where it is the carrier's", senders: [sender("a"), sender("b", ["claro"], doubtful: true)], taker: "a"),
        Row(testDescription: "unless there is no other", senders: [sender("a", doubtful: true), sender("b", ready: false)], taker: "a"),
        Row(testDescription: "not the one in another carrier's network", senders: [sender("a", abroad: true), sender("b", load: 9)], taker: "b"),
        Row(testDescription: "equal ones by name", senders: [sender("b"), sender("a")], taker: "a"),
        Row(testDescription: "near its limit a modem takes replies", senders: [sender("a", limit: nearlyFull)], taker: "a"),
        Row(testDescription: "near its limit a modem takes no reminders", senders: [sender("a", limit: nearlyFull)], kind: .reminder, taker: nil),
        Row(testDescription: "a text to itself", senders: [sender("a"), sender("b", load: 9, number: "987654321")], taker: "b"),
        Row(testDescription: "a text to itself waits for it", senders: [sender("a"), sender("b", ready: false, number: "987654321")], taker: nil),
    ]

    private func queued(_ kind: OutboundKind, to number: String) throws -> OutboundMessage {
        let phone = try #require(PhoneNumber(peruvianMobile: number))
        _ = try office.store.enqueue(
            [OutboundDraft(recipient: phone, text: "hola", kind: kind, dueAt: Self.now)], at: Self.now)
        return try #require(try office.store.nextOutbound(at: Self.now, unasked: true))
    }

    @Test(arguments: rows)
    func `exactly one modem takes a text, and it is the right one`(_ row: Row) throws {
        let message = try queued(row.kind, to: row.to)
        let takers = row.senders.map(\.name).filter {
            Self.dispatch.verdict(on: message, for: $0, among: row.senders, at: Self.now) == .take
        }
        #expect(takers == [row.taker].compactMap(\.self))
    }

    @Test func `the rest of a text waits for the SIM that its first parts left by`() throws {
        let phone = try #require(PhoneNumber(peruvianMobile: "987654321"))
        _ = try office.store.enqueue(
            [OutboundDraft(recipient: phone, text: String(repeating: "hola ", count: 40), kind: .office, dueAt: Self.now)],
            at: Self.now)
        guard case .send(let text) = try office.outbound.next(unasked: true, at: Self.now) else {
            Issue.record("nothing to send")
            return
        }
        let b = ModemTag(name: "b", sim: "sim of b")
        #expect(try office.outbound.begin(text.parts[0], by: b, at: Self.now))
        _ = try office.outbound.finish(text.parts[0], attempts: 1, .sent(messageReference: 1), goesOn: false, at: Self.now)
        let message = try #require(try office.store.nextOutbound(at: Self.now, unasked: true))
        #expect(message.begunBy == "sim of b")
        func takers(_ senders: [Sender]) -> [String] {
            senders.map(\.name).filter { Self.dispatch.verdict(on: message, for: $0, among: senders, at: Self.now) == .take }
        }
        #expect(takers([Self.sender("a"), Self.sender("b", load: 9)]) == ["b"])
        #expect(takers([Self.sender("a"), Self.sender("b", ready: false)]) == [])
        var moved = Self.sender("c")
        moved.sim = "sim of b"
        #expect(takers([Self.sender("a"), moved]) == ["c"], "the SIM was put into another modem")
        var nameless = Self.sender("b")
        nameless.sim = "imei:490154203237518"
        #expect(takers([Self.sender("a"), nameless]) == ["b"], "the SIM does not tell its ICCID today")
    }

    @Test func `texts of another modem do not hide one's own behind them`() throws {
        let other = try #require(PhoneNumber(peruvianMobile: "987654321"))
        let own = try #require(PhoneNumber(peruvianMobile: "912345678"))
        let many = (0..<200).map { OutboundDraft(recipient: other, text: "\($0)", kind: .office, dueAt: Self.now) }
        _ = try office.store.enqueue(
            many + [OutboundDraft(recipient: own, text: "hola", kind: .reminder, dueAt: Self.now)], at: Self.now)
        let next = try office.outbound.next(unasked: true, at: Self.now) { $0.recipient == own }
        guard case .send(let text) = next else {
            Issue.record("nothing to send")
            return
        }
        #expect(text.message.text == "hola")
    }

    @Test(arguments: [
        (0, 0, nil), (79, 0, nil), (80, 0, "hour true"), (99, 0, "hour true"), (100, 0, "hour false"),
        (0, 400, "day true"), (0, 500, "day false"), (100, 500, "day false"), (80, 500, "day false"),
        (100, 400, "hour false"),
    ] as [(Int, Int, String?)])
    func `a limit keeps its last fifth for replies, and the stricter one counts`(_ hour: Int, _ day: Int, _ expected: String?) {
        let allowance = SendLimits(perHour: 100, perDay: 500).allowance(
            hour: hour, hourOpens: Self.now, day: day, midnight: Self.now.addingTimeInterval(3600))
        #expect(allowance.limit.map { "\($0.window) \($0.onlyUnasked)" } == expected)
    }
}
