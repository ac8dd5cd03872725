import Attendance
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Outbox")
struct OutboxTests {
    let store: AttendanceStore

    init() throws { store = try .seeded() }

    @Test
    func `enqueuing the same twice is enqueuing it once`() throws {
        let settled = try #require(try store.receive("hola"))
        let drafts = [
            question(), question(to: julio), question(on: monday.adding(days: 7)),
            reminder(), reminder(.reminder2), reminder(of: villa), reminder(to: julio),
            draft("otra vez", kind: .reply, inReplyTo: settled.id),
        ]
        // Every pair of subsets of one list of drafts, by a small fixed walk.
        for seed in 1...40 {
            let store = try AttendanceStore.seeded()
            try store.receive("hola")
            let first = drafts.indices.filter { (seed >> ($0 % 5)) & 1 == 1 }.map { drafts[$0] }
            let second = drafts.indices.filter { (seed * 7 >> ($0 % 6)) & 1 == 1 }.map { drafts[$0] }
            let one = try store.enqueue(first, at: at())
            let two = try store.enqueue(second, at: at(60))
            let three = try store.enqueue(first + second, at: at(120))
            #expect(three.allSatisfy { $0 == nil })
            let steps = Set((first + second).compactMap(\.step))
            #expect((one + two).compactMap { $0 }.count == steps.count)
            #expect(try store.outbox(states: nil, limit: .max).compactMap(\.step).count == steps.count)
        }
    }

    @Test
    func `a step that was withdrawn, expired, failed or sent is not queued again`() throws {
        for end in ["withdrawn", "expired", "failed", "sent", "delivered", "unknown"] {
            let store = try AttendanceStore.seeded()
            let id = try store.queue(question())
            try store.write { try $0.run("UPDATE outboundMessage SET state = ? WHERE id = ?", [end, id]) }
            #expect(try store.enqueue([question()], at: at(60)) == [nil], "\(end)")
        }
    }

    @Test
    func `asks a phone with two schools once, and reminds it of each`() throws {
        var both = question()
        both.schools = [kimbiri, villa]
        #expect(try store.enqueue([both, question()], at: at()).map { $0 != nil } == [true, false])
        let ids = try store.enqueue([reminder(of: kimbiri), reminder(of: villa), reminder(.reminder2, of: villa)], at: at())
        #expect(ids.allSatisfy { $0 != nil })
        #expect(try store.outbox(states: nil, limit: 10).last?.schools == [kimbiri, villa])
    }

    @Test
    func `texts of the office may say the same twice`() throws {
        #expect(try store.enqueue([draft(), draft()], at: at()).compactMap { $0 }.count == 2)
    }

    @Test
    func `queues all or nothing`() throws {
        let wrong = draft("a nadie", kind: .reply, inReplyTo: 4711)
        #expect(throws: StoreError.self) { try store.enqueue([draft(), wrong], at: at()) }
        #expect(try store.outbox(states: nil, limit: 10).isEmpty)
        #expect(try store.enqueue([], at: at()).isEmpty)
    }

    @Test
    func `lets replies leave before the office, questions and reminders`() throws {
        let settled = try #require(
            try store.receive("gracias", Settlement(reading: "polite", answer: .silence(.polite))))
        _ = try store.enqueue(
            [
                reminder(dueAt: at(-400)), question(dueAt: at(-300)), draft("oficina", dueAt: at(-200)),
                draft("respuesta", kind: .reply, dueAt: at(-100), inReplyTo: settled.id),
                draft("oficina antes", dueAt: at(-250)),
            ], at: at(-500))
        var order: [String] = []
        while let next = try store.nextOutbound(at: at(), unasked: true) {
            order.append(next.text)
            try store.withdraw(next.id, reason: "leído", at: at())
        }
        #expect(order == ["respuesta", "oficina antes", "oficina", "Cuantos asistieron?", "Recordatorio"])
    }

    @Test
    func `holds back what is not due, expired, or unasked when it is told to`() throws {
        _ = try store.enqueue([draft("luego", dueAt: at(10)), question()], at: at())
        #expect(try store.nextOutbound(at: at(), unasked: false) == nil)
        #expect(try store.nextOutbound(at: at(), unasked: true)?.kind == .question)
        #expect(try store.nextOutbound(at: at(10), unasked: false)?.text == "luego")

        let store = try AttendanceStore.inMemory()
        let id = try store.queue(draft(expiresAt: at(20)))
        #expect(try store.nextOutbound(at: at(19), unasked: true)?.id == id)
        #expect(try store.nextOutbound(at: at(20), unasked: true) == nil)
    }

    @Test
    func `gives up what waited too long, once`() throws {
        let id = try store.queue(draft(expiresAt: at(20)))
        _ = try store.queue(draft())
        #expect(try store.expireOutbound(at: at(19)) == 0)
        let before = try store.dataVersion()
        #expect(try store.expireOutbound(at: at(19)) == 0)
        #expect(try store.dataVersion() == before)
        #expect(try store.expireOutbound(at: at(20)) == 1)
        #expect(try store.state(of: id) == .expired)
        #expect(try store.expireOutbound(at: at(30)) == 0)
    }

    @Test
    func `does not give up what may be on the air`() throws {
        let id = try store.queue(draft(expiresAt: at(20)))
        try store.begin(id)
        #expect(try store.expireOutbound(at: at(30)) == 0)
        #expect(try store.state(of: id) == .submitting)
    }

    @Test
    func `shows a text as it was queued`() throws {
        let id = try store.queue(reminder())
        let message = try #require(try store.message(id))
        #expect(message.recipient == rosa)
        #expect(message.kind == .reminder)
        #expect(message.state == .queued)
        #expect(message.step == StepKey(phone: rosa, school: kimbiri, day: monday, step: .reminder1))
        #expect(message.schools == [kimbiri])
        #expect(message.createdAt == at())
        #expect(message.attempts == 0)
        #expect(message.partsTotal == 0)
        #expect(message.partsSent == 0)
        #expect(try store.outbox(states: [.sent, .failed], limit: 10).isEmpty)
        #expect(try store.outbox(states: [.queued], limit: 10).map(\.id) == [id])
    }
}
