import ATChannel
import Attendance
import Foundation
import ModemDriver
import SMSCodec
import Store
import Testing

@testable import Gateway

@Suite("Outbound path")
struct OutboundPathTests {
    static let now = SampleOffice.at("2026-05-04T11:00:00-05:00")

    let office: SampleOffice

    init() throws { office = try SampleOffice() }

    private func enqueue(
        _ text: String, _ kind: OutboundKind = .office, expiresAt: Date? = nil
    ) throws -> Int64 {
        let phone = try #require(PhoneNumber(peruvianMobile: SampleOffice.rosa))
        let ids = try office.store.enqueue(
            [OutboundDraft(recipient: phone, text: text, kind: kind, dueAt: Self.now, expiresAt: expiresAt)],
            at: Self.now)
        return try #require(ids[0])
    }

    private func next(at now: Date = now) throws -> OutboundPath.Prepared? {
        guard case .send(let text) = try office.outbound.next(unasked: true, at: now) else { return nil }
        return text
    }

    private func submit(
        _ part: OutboundPath.Part, _ outcome: SubmitOutcome, attempts: Int = 1, at now: Date = now
    ) throws -> OutboundPath.Sequel {
        _ = try office.outbound.begin(part, by: office.modem, at: now)
        return try office.outbound.finish(part, attempts: attempts, outcome, at: now)
    }

    private func state(of id: Int64) throws -> OutboundState? {
        try office.store.outbox(states: nil, limit: 100).first { $0.id == id }?.state
    }

    @Test func `the octets of a submit are those of TS 23.040`() throws {
        _ = try enqueue("hola")
        let part = try #require(try next()?.parts.first)
        // SCA of the SIM; SMS-SUBMIT with SRR and no VP; TP-MR 0; 11 digits, international;
        // PID 0; DCS 0; UDL 4; "hola" packed.
        #expect(part.submission.hex == "0021000B911589674523F1000004E8373B0C")
        #expect(part.submission.tpduLength == 17)
        #expect(part.submission.moreToFollow == false)
    }

    @Test func `a status report is asked for unless the office wants none`() throws {
        _ = try enqueue("hola")
        var rules = office.rules
        rules.requestsStatusReports = false
        guard
            case .send(let text) = try OutboundPath(store: office.store, office: rules).next(unasked: true, at: Self.now)
        else {
            Issue.record("nothing to send")
            return
        }
        // TP-SRR is bit 5 of the first octet (TS 23.040 §9.2.3.5).
        #expect(text.parts.first?.submission.hex == "0001000B911589674523F1000004E8373B0C")
    }

    @Test func `with the shift table that the office allows, accents leave as GSM 7-bit`() throws {
        _ = try enqueue("hola mamá")
        let without = try #require(try next()?.parts.first).submission.hex
        #expect(without.hasSuffix("000812" + "0068006F006C00610020006D0061006D00E1"))
        var rules = office.rules
        rules.shiftTables = ["spanish"]
        #expect(rules.languages == [.spanish])
        guard
            case .send(let text) = try OutboundPath(store: office.store, office: rules)
                .next(unasked: true, at: Self.now)
        else {
            Issue.record("nothing to send")
            return
        }
        let hex = try #require(text.parts.first).submission.hex
        // UDHI, DCS 0, 15 septets: header of 3 octets (single shift, Spanish), 8 letters, ESC a.
        #expect(hex.hasPrefix("0061"))
        #expect(hex.contains("00000F" + "03240102"))
        let long = String(repeating: "á", count: 77)
        #expect(rules.fitsOnePart(long))
        #expect(!office.rules.fitsOnePart(long))
    }

    @Test func `submitting is committed before the body may leave`() throws {
        let id = try enqueue("hola")
        let text = try #require(try next())
        _ = try office.outbound.begin(text.parts[0], by: office.modem, at: Self.now)
        #expect(try state(of: id) == .submitting)
        #expect(try next() == nil, "a text that is being submitted is not handed out again")
    }

    @Test func `what was being submitted at the death of the daemon is unknown and stays unsent`() throws {
        let id = try enqueue("hola")
        let text = try #require(try next())
        _ = try office.outbound.begin(text.parts[0], by: office.modem, at: Self.now)
        #expect(try office.outbound.markInterrupted(at: Self.now) == [id])
        #expect(try state(of: id) == .unknown)
        #expect(try next() == nil)
    }

    @Test(arguments: [
        (.sent(messageReference: 7), .sent),
        (.unknown("silence"), .unknown),
        (.refused(.messageService(500)), .unknown),
        (.refused(.messageService(332)), .unknown),
        (.refused(.messageService(1)), .failed),
        (.refused(.messageService(28)), .failed),
        (.refused(.messageService(38)), .queued),
        (.refused(.messageService(21)), .queued),
        (.refused(.messageService(330)), .queued),
        (.refused(.messageService(9999)), .queued),
        (.refused(.error), .queued),
        (.notSubmitted("no prompt"), .queued),
    ] as [(SubmitOutcome, OutboundState)])
    func `each outcome has its state`(_ outcome: SubmitOutcome, _ expected: OutboundState) throws {
        let id = try enqueue("hola")
        let text = try #require(try next())
        _ = try submit(text.parts[0], outcome)
        #expect(try state(of: id) == expected)
    }

    @Test(arguments: [10, 21])
    func `a text that is refused for good by a suspect SIM is not given up (Q-63)`(_ code: Int) throws {
        let id = try enqueue("hola")
        let text = try #require(try next())
        _ = try office.outbound.begin(text.parts[0], by: office.modem, at: Self.now)
        let sequel = try office.outbound.finish(
            text.parts[0], attempts: 2, .refused(.messageService(code)), simIsSuspect: true, at: Self.now)
        #expect(sequel == .suspended(until: Self.now.addingTimeInterval(900), "\(ATError.messageService(code))"))
        #expect(try state(of: id) == .queued)
        #expect(try next() == nil)
        #expect(try next(at: Self.now.addingTimeInterval(900)) != nil)
    }

    @Test func `a busy network is tried again, waiting longer each time, six hours at most`() {
        let waits = (1...16).compactMap { SendFailure.transient.wait(after: $0) }
        #expect(waits.first == 30)
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(waits.last == SendFailure.longestWait)
    }

    @Test func `a text put off is not due before its time`() throws {
        _ = try enqueue("hola")
        let text = try #require(try next())
        let sequel = try submit(text.parts[0], .refused(.messageService(38)))
        #expect(
            sequel == .retry(at: Self.now.addingTimeInterval(30), "\(ATError.messageService(38))", mayBeCredit: true))
        #expect(try office.outbound.nextDue(after: Self.now) == Self.now.addingTimeInterval(30))
        #expect(try next(at: Self.now.addingTimeInterval(29)) == nil)
        #expect(try next(at: Self.now.addingTimeInterval(30)) != nil)
    }

    @Test func `a text that is rejected without a reason is tried once more, and then it is its own fault`() throws {
        let id = try enqueue("hola")
        guard case .pause(let until, _) = try submit(try #require(try next()).parts[0], .refused(.messageService(21)))
        else {
            Issue.record("not tried again")
            return
        }
        let again = try #require(try next(at: until))
        #expect(again.message.attempts == 1)
        _ = try office.outbound.begin(again.parts[0], by: office.modem, at: until)
        _ = try office.outbound.finish(again.parts[0], attempts: 2, .refused(.messageService(21)), at: until)
        #expect(try state(of: id) == .failed)
    }

    @Test(arguments: [(1, OutboundState.failed), (2, .sent)])
    func `"duplicate" means sent when it was tried before`(_ attempts: Int, _ expected: OutboundState) throws {
        let id = try enqueue("hola")
        let text = try #require(try next())
        _ = try office.outbound.begin(text.parts[0], by: office.modem, at: Self.now)
        _ = try office.outbound.finish(text.parts[0], attempts: attempts, .refused(.messageService(197)), at: Self.now)
        #expect(try state(of: id) == expected)
    }

    @Test func `a text whose next part could not be begun goes on with it later`() throws {
        let id = try enqueue(String(repeating: "a", count: 200))
        let text = try #require(try next())
        _ = try submit(text.parts[0], .sent(messageReference: 1))
        #expect(try next() == nil)
        try office.outbound.requeueRest(of: id, at: Self.now)
        #expect(try #require(try next()).parts.map(\.sequence) == [2])
        // And an outcome that is written late does the same.
        _ = try office.outbound.begin(text.parts[1], by: office.modem, at: Self.now)
        _ = try office.outbound.finish(text.parts[1], attempts: 1, .sent(messageReference: 2), goesOn: false, at: Self.now)
        #expect(try state(of: id) == .sent)
    }

    @Test func `a step whose hour was moved after it was queued waits for it`() throws {
        let queued = SampleOffice.at("2026-05-04T09:30:00-05:00")
        let phone = try #require(PhoneNumber(peruvianMobile: SampleOffice.rosa))
        let draft = OutboundDraft(
            recipient: phone, text: "question", kind: .question, dueAt: queued, expiresAt: nil,
            step: StepKey(phone: phone, school: nil, day: SampleOffice.day("2026-05-04"), step: .question),
            schools: [SampleOffice.school])
        let id = try #require(try office.store.enqueue([draft], at: queued).first.flatMap { $0 })
        #expect(try next(at: queued) == nil)
        #expect(try state(of: id) == .queued)
        #expect(try next(at: SampleOffice.at("2026-05-04T10:00:30-05:00"))?.message.id == id)
    }

    @Test func `a long text leaves in parts, and a retry continues where it stopped`() throws {
        let id = try enqueue(String(repeating: "a", count: 400))
        let text = try #require(try next())
        #expect(text.parts.map(\.sequence) == [1, 2, 3])
        #expect(text.parts.map(\.submission.moreToFollow) == [true, true, false])
        _ = try submit(text.parts[0], .sent(messageReference: 1))
        #expect(try state(of: id) == .submitting)
        _ = try submit(text.parts[1], .refused(.messageService(38)))
        let again = try #require(try next(at: Self.now.addingTimeInterval(60)))
        #expect(again.parts.map(\.sequence) == [2, 3])
        #expect(again.parts.map(\.submission) == Array(text.parts.map(\.submission).dropFirst()))
        for part in again.parts { _ = try submit(part, .sent(messageReference: 2)) }
        #expect(try state(of: id) == .sent)
    }

    @Test(arguments: [
        (ReminderStep.question, "2026-05-04T10:30:00-05:00"), (.reminder1, "2026-05-04T15:30:00-05:00"),
    ])
    func `replies leave first, then the office's texts, then what nobody asked for`(
        _ step: ReminderStep, _ iso: String
    ) throws {
        let now = SampleOffice.at(iso)
        let phone = try #require(PhoneNumber(peruvianMobile: SampleOffice.rosa))
        let unasked = OutboundDraft(
            recipient: phone, text: "unasked", kind: step == .question ? .question : .reminder,
            dueAt: SampleOffice.at("2026-05-04T10:00:00-05:00"), expiresAt: nil,
            step: StepKey(
                phone: phone, school: step == .question ? nil : SampleOffice.school,
                day: SampleOffice.day("2026-05-04"), step: step),
            schools: [SampleOffice.school])
        let drafts = [unasked] + [("office", OutboundKind.office), ("reply", .reply)].map { text, kind in
            OutboundDraft(recipient: phone, text: text, kind: kind, dueAt: now, expiresAt: nil)
        }
        _ = try office.store.enqueue(drafts, at: now)
        var order: [String] = []
        while let text = try next(at: now) {
            order.append(text.message.text)
            _ = try submit(text.parts[0], .sent(messageReference: 1), at: now)
        }
        #expect(order == ["reply", "office", "unasked"])
    }

    @Test func `a status report takes a sent text to delivered`() throws {
        let id = try enqueue("hola")
        let text = try #require(try next())
        _ = try submit(text.parts[0], .sent(messageReference: 200))
        let report = try SampleOffice.statusReport(
            of: 200, to: SampleOffice.rosa, status: 0, at: "2026-05-04T11:00:09-05:00")
        let receipts = try office.inbound.receive(
            [report], from: office.modem, at: Self.now.addingTimeInterval(10))
        #expect(receipts.map(\.outcome) == [.statusReport])
        #expect(try state(of: id) == .delivered)
    }

    @Test func `a status report that overtakes its answer is taken home when the answer comes`() throws {
        let id = try enqueue("hola")
        let text = try #require(try next())
        _ = try office.outbound.begin(text.parts[0], by: office.modem, at: Self.now)
        let report = try SampleOffice.statusReport(
            of: 9, to: SampleOffice.rosa, status: 0, at: "2026-05-04T11:00:09-05:00")
        _ = try office.inbound.receive([report], from: office.modem, at: Self.now.addingTimeInterval(1))
        _ = try office.outbound.finish(
            text.parts[0], attempts: 1, .sent(messageReference: 9), at: Self.now.addingTimeInterval(2))
        #expect(try state(of: id) == .delivered)
    }

    @Test func `a status report settles an unknown outcome`() throws {
        let id = try enqueue("hola")
        let text = try #require(try next())
        _ = try submit(text.parts[0], .unknown("silence"))
        let report = try SampleOffice.statusReport(
            of: 77, to: SampleOffice.rosa, status: 0, at: "2026-05-04T11:00:09-05:00")
        _ = try office.inbound.receive([report], from: office.modem, at: Self.now.addingTimeInterval(10))
        #expect(try state(of: id) == .delivered)
    }

    @Test func `a text whose time is over is not sent`() throws {
        let id = try enqueue("hola", expiresAt: Self.now.addingTimeInterval(60))
        #expect(try next(at: Self.now.addingTimeInterval(61)) == nil)
        #expect(try office.outbound.expire(at: Self.now.addingTimeInterval(61)) == 1)
        #expect(try state(of: id) == .expired)
    }

    @Test func `an answer after its deadline settles an unknown outcome`() throws {
        let id = try enqueue("hola")
        let text = try #require(try next())
        _ = try submit(text.parts[0], .unknown("silence"))
        let late = Self.now.addingTimeInterval(120)
        #expect(try office.outbound.lateAnswer(messageReference: 5, from: office.modem, at: late) == id)
        #expect(try state(of: id) == .sent)
        #expect(try office.outbound.lateAnswer(messageReference: 6, from: office.modem, at: late) == nil)
    }

    @Test func `an answer hours later is nobody's`() throws {
        let id = try enqueue("hola")
        let text = try #require(try next())
        _ = try submit(text.parts[0], .unknown("silence"))
        let late = Self.now.addingTimeInterval(OutboundPath.lateAnswerWindow + 1)
        #expect(try office.outbound.lateAnswer(messageReference: 5, from: office.modem, at: late) == nil)
        #expect(try state(of: id) == .unknown)
    }

    @Test func `where the office wants it, a reply of unknown outcome leaves once more and never again`() throws {
        let reply = try enqueue("reply", .reply)
        _ = try submit(try #require(try next()).parts[0], .unknown("silence"))
        _ = try enqueue("office", .office)
        _ = try submit(try #require(try next()).parts[0], .unknown("silence"))
        let early = Self.now.addingTimeInterval(OutboundPath.evidenceWindow - 1)
        #expect(try office.outbound.resendUnknownReplies(at: early).isEmpty)
        let later = Self.now.addingTimeInterval(OutboundPath.evidenceWindow)
        let again = try office.outbound.resendUnknownReplies(at: later)
        #expect(again.count == 1)
        #expect(try office.store.outbox(states: nil, limit: 10).first { $0.id == again[0] }?.resendOf == reply)
        _ = try submit(try #require(try next(at: later)).parts[0], .unknown("silence"), at: later)
        let muchLater = later.addingTimeInterval(3600)
        #expect(try office.outbound.resendUnknownReplies(at: muchLater).isEmpty)
    }

    @Test func `of two modems that reach for the same text one gets it`() throws {
        _ = try enqueue("hola")
        let (one, other) = (try #require(try next()), try #require(try next()))
        #expect(try office.outbound.begin(one.parts[0], by: office.modem, at: Self.now))
        let second = ModemTag(name: "second", sim: "8951000000000000002")
        #expect(try office.outbound.begin(other.parts[0], by: second, at: Self.now) == false)
    }

    @Test(arguments: [320, 330, 69]) func `trouble of the modem or without credit fails no text`(_ code: Int) throws {
        let id = try enqueue("hola")
        var now = Self.now
        for attempt in 1...40 {
            let text = try #require(try next(at: now))
            let sequel = try submit(text.parts[0], .refused(.messageService(code)), attempts: attempt, at: now)
            guard case .pause(let until, _) = sequel else {
                Issue.record("\(sequel)")
                return
            }
            now = until
        }
        #expect(try state(of: id) == .queued)
    }

    @Test func `a modem that never asked for the body has cost no attempt and no place`() throws {
        let id = try enqueue("first")
        _ = try enqueue("second")
        let later = Self.now.addingTimeInterval(5)
        for _ in 1...3 {
            let text = try #require(try next(at: later))
            #expect(text.message.id == id)
            _ = try submit(text.parts[0], .notSubmitted("no prompt"), at: later)
        }
        #expect(try next(at: later)?.message.attempts == 0)
    }

    @Test func `a text that another loop has withdrawn does not stop this one`() throws {
        let phone = try #require(PhoneNumber(peruvianMobile: SampleOffice.rosa))
        let stale = OutboundDraft(
            recipient: phone, text: "stale", kind: .question, dueAt: Self.now, expiresAt: nil,
            step: StepKey(phone: phone, school: nil, day: SampleOffice.day("2026-04-20"), step: .question),
            schools: [SampleOffice.school])
        _ = try office.store.enqueue([stale], at: Self.now)
        guard case .withdrawn(let message, _) = try office.outbound.next(unasked: true, at: Self.now) else {
            Issue.record("the stale question was not withdrawn")
            return
        }
        #expect(message.text == "stale")
        #expect(try next() == nil)
    }
}
