import Attendance
import Foundation
import Gateway
import ModemDriver
import Store
import Testing

@Suite("Alarms by SMS")
struct AlarmPathTests {
    let office: SampleOffice
    let phone: PhoneNumber

    init() throws {
        office = try SampleOffice()
        phone = try #require(PhoneNumber(peruvianMobile: "987654399"))
    }

    static let morning = SampleOffice.at("2026-05-04T09:00:00-05:00")

    static func notice(_ alarm: OfficeAlarm = .modemMissing, modem: String? = "sim1") -> AlarmPath.Notice {
        .init(alarm, modem: modem, since: morning.addingTimeInterval(-600), words: "Modem sim1 is not ready.", remedy: "Plug it in.")
    }

    func rules(perDay: Int = 5, hours: Double = 6, tellsEnd: Bool = false) -> AlarmTextRules {
        AlarmTextRules(phone: phone, perDay: perDay, repeatAfter: hours * 3600, tellsEnd: tellsEnd)
    }

    var path: AlarmPath { AlarmPath(store: office.store, office: office.rules) }

    static func at(_ hours: Double) -> Date { morning.addingTimeInterval(hours * 3600) }

    func outbox(_ states: Set<OutboundState>? = nil) throws -> [OutboundMessage] { try office.store.outbox(states: states, limit: 100) }

    @Test func `an alarm is kept and one text is queued, which dies when it is late`() throws {
        let telling = try path.raise(Self.notice(), rules(), at: Self.morning)
        let text = try #require(try outbox().first)
        #expect(telling == .queued(text.id))
        #expect(text.kind == .alarm)
        #expect(text.recipient == phone)
        #expect(text.text == "Alarma de EDUTRAC desde 04/05 08:50: el modem sim1 no funciona: mire cable, luz y antena. En la computadora: edutrac status")
        #expect(text.expiresAt == Self.at(12))
        #expect(try path.open().map(\.key) == ["modem-missing"])
    }

    @Test func `it leaves after replies and before what nobody asked for, also by a clock that is doubted`() throws {
        _ = try path.raise(Self.notice(), rules(), at: Self.morning)
        let store = office.store
        _ = try store.enqueue(
            [OutboundKind.question, .reminder, .office, .reply].map {
                OutboundDraft(recipient: phone, text: $0.rawValue, kind: $0, dueAt: Self.morning)
            }, at: Self.morning)
        var kinds: [OutboundKind] = []
        while let next = try store.nextOutbound(at: Self.morning, unasked: false) {
            kinds.append(next.kind)
            try store.withdraw(next.id, reason: "seen", at: Self.morning)
        }
        #expect(kinds == [.reply, .office, .alarm])
    }

    @Test func `a daemon that was restarted does not send again`() throws {
        _ = try path.raise(Self.notice(), rules(), at: Self.morning)
        #expect(try path.raise(Self.notice(), rules(), at: Self.at(24)) == .none)
        #expect(try outbox().count == 1)
    }

    @Test func `within some hours the same is not told again, of another modem it is`() throws {
        _ = try path.raise(Self.notice(), rules(), at: Self.morning)
        try leave(try outbox()[0].id, at: Self.morning)
        _ = try path.clear(Self.notice(), rules(), at: Self.at(1))
        #expect(try path.raise(Self.notice(), rules(), at: Self.at(2)) == .toldBefore)
        #expect(try path.open().count == 1)
        guard case .queued = try path.raise(Self.notice(modem: "sim2"), rules(), at: Self.at(2)) else { Issue.record("sim2"); return }
        _ = try path.clear(Self.notice(), rules(), at: Self.at(3))
        guard case .queued = try path.raise(Self.notice(), rules(), at: Self.at(7)) else { Issue.record("later"); return }
    }

    @Test func `no more than so many a day`() throws {
        let kinds: [OfficeAlarm] = [.diskFull, .database, .noModem]
        let told = try kinds.map { try path.raise(Self.notice($0, modem: nil), rules(perDay: 2), at: Self.morning) }
        #expect(told.last == .budgetUsed)
        #expect(try outbox().count == 2)
        #expect(try path.open().count == 3)
        guard case .queued = try path.raise(Self.notice(), rules(perDay: 2), at: Self.at(15.1)) else { Issue.record("next day"); return }
    }

    @Test func `what has not left is taken back when the alarm is over, and its end is not told`() throws {
        _ = try path.raise(Self.notice(), rules(tellsEnd: true), at: Self.morning)
        #expect(try path.clear(Self.notice(), rules(tellsEnd: true), at: Self.at(0.5)) == .none)
        #expect(try outbox().map(\.state) == [.withdrawn])
        #expect(try path.open().isEmpty)
        // Nobody has heard of it, so it may be told at once.
        guard case .queued = try path.raise(Self.notice(), rules(), at: Self.at(0.6)) else { Issue.record("again"); return }
    }

    @Test(arguments: [true, false])
    func `the end is told where its beginning was, and where the office wants it`(_ wants: Bool) throws {
        _ = try path.raise(Self.notice(), rules(tellsEnd: wants), at: Self.morning)
        try leave(try outbox()[0].id, at: Self.morning)
        _ = try path.clear(Self.notice(), rules(tellsEnd: wants), at: Self.at(1))
        #expect(try outbox([.queued]).map(\.text) == (wants ? ["EDUTRAC: termino la alarma de 04/05 08:50: el modem sim1 no funciona: mire cable, luz y antena."] : []))
        #expect(try path.clear(Self.notice(), rules(tellsEnd: wants), at: Self.at(2)) == .none)
    }

    @Test func `without a phone it is kept and nobody is texted`() throws {
        #expect(try path.raise(Self.notice(), nil, at: Self.morning) == .none)
        #expect(try path.open().count == 1)
        #expect(try outbox().isEmpty)
    }

    @Test(arguments: OfficeAlarm.allCases)
    func `every alarm is one SMS in plain letters, whatever the modem is called`(_ alarm: OfficeAlarm) throws {
        for isOver in [false, true] {
            let text = office.rules.alarmText(
                alarm, modem: String(repeating: "W", count: 32), since: Self.morning, isOver: isOver, fits: office.rules.fitsOnePart)
            #expect(office.rules.fitsOnePart(text), "\(text)")
            let isPlain = text.allSatisfy { $0.isASCII }
            #expect(isPlain, "\(text)")
            #expect(text.hasSuffix(isOver ? "." : "edutrac status"), "\(text)")
        }
    }

    /// As a modem would have it.
    private func leave(_ id: Int64, at now: Date) throws {
        guard case .send(let text) = try office.outbound.next(unasked: true, at: now), text.message.id == id else {
            Issue.record("\(id) is not next")
            return
        }
        for part in text.parts {
            _ = try office.outbound.begin(part, by: office.modem, at: now)
            _ = try office.outbound.finish(part, attempts: 1, .sent(messageReference: 1), at: now)
        }
    }
}
