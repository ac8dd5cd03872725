import Attendance
import Foundation
import Testing

@testable import Store

@Suite("Inbox")
struct InboxTests {
    let store: AttendanceStore

    init() throws { store = try .inMemory() }

    @Test
    func `keeps a listing in its order`() throws {
        let kept = try store.keep([arrival("a", slot: 3), arrival("b", slot: 1)], at: at())
        #expect(kept.map(\.isNew) == [true, true])
        #expect(kept.map(\.duplicateOf) == [nil, nil])
        #expect(try store.completeTexts(at: at(), partialAfter: 0).map(\.pdus) == [["PDU-a"], ["PDU-b"]])
        #expect(try store.keep([], at: at()).isEmpty)
    }

    @Test
    func `knows a part again that the modem still holds`() throws {
        let first = try store.keep([arrival()], at: at())
        let again = try store.keep([arrival(at: at(30))], at: at(30))
        #expect(again == [KeptPart(id: first[0].id, isNew: false, duplicateOf: nil)])
        #expect(try store.completeTexts(at: at(), partialAfter: 0).count == 1)
    }

    @Test(arguments: [
        arrival(slot: 2), arrival(slot: 1, memory: "ME"), arrival(slot: nil),
    ])
    func `keeps and flags a copy in another place, and makes no text of it`(copy: Arrival) throws {
        let first = try store.keep([arrival()], at: at())
        let second = try store.keep([copy], at: at(30))
        #expect(second[0].isNew)
        #expect(second[0].duplicateOf == first[0].id)
        #expect(try store.completeTexts(at: at(), partialAfter: 0).map(\.ids) == [[first[0].id]])
        // Read again before it was deleted: the same row, still a copy.
        if copy.slot != nil {
            let third = KeptPart(id: second[0].id, isNew: false, duplicateOf: first[0].id)
            #expect(try store.keep([copy], at: at(60)) == [third])
        }
    }

    @Test
    func `takes the same slot for new once the deletion is confirmed`() throws {
        let first = try store.keep([arrival()], at: at())
        try store.confirmDeleted([first[0].id], at: at(1))
        let second = try store.keep([arrival(at: at(30))], at: at(30))
        #expect(second[0].isNew)
        #expect(second[0].duplicateOf == first[0].id)
        #expect(try store.completeTexts(at: at(60), partialAfter: 0).count == 1)
    }

    @Test
    func `keeps two copies in one listing apart`() throws {
        let kept = try store.keep([arrival(slot: 1), arrival(slot: 2), arrival(slot: 3)], at: at())
        #expect(kept.map(\.duplicateOf) == [nil, kept[0].id, kept[0].id])
    }

    @Test(arguments: [("imei:490154203237518", "8951100000000000001"), ("8951100000000000001", "imei:490154203237518")])
    func `recognises a text also when the ICCID could be read only once`(_ first: String, _ second: String) throws {
        _ = try store.keep([arrival(sim: first)], at: at())
        // The modem has not confirmed that it deleted it; we were killed in between.
        let again = try store.keep([arrival(sim: second)], at: at(60))
        #expect(again.map(\.isNew) == [false])
        #expect(try store.completeTexts(at: at(60), partialAfter: 0).count == 1)
    }

    @Test
    func `takes the same octets on another SIM for another text`() throws {
        _ = try store.keep([arrival(), arrival(sim: "8951100000000000002")], at: at())
        #expect(try store.completeTexts(at: at(), partialAfter: 0).count == 2)
    }

    @Test
    func `keeps what it cannot read, once, and lists it`() throws {
        let odd = Arrival(
            pdu: "0791XX", partKey: "odd", modem: "office", sim: sim, slot: StorageSlot(memory: "SM", index: 4),
            receivedAt: at(), content: .undecodable(reason: "octet 2 is no hex"))
        _ = try store.keep([odd, arrival()], at: at())
        #expect(try store.keep([odd], at: at(30))[0].isNew == false)
        #expect(try store.completeTexts(at: at(), partialAfter: 0).count == 1)
        let entries = try store.inbox(unreadOnly: true, limit: 10)
        let entry = try #require(entries.first)
        #expect(entries.count == 1)
        #expect(entry.reading == "undecodable")
        #expect(entry.text == nil)
        #expect(entry.parts.map(\.pdu) == ["0791XX"])
        #expect(entry.parts.map(\.reason) == ["octet 2 is no hex"])
        #expect(entry.parts.map(\.slot) == [StorageSlot(memory: "SM", index: 4)])
        #expect(try store.inboxEntry(entry.id) == entry)
        #expect(try store.counts(on: monday, in: lima).undecodable == 1)
        #expect(try store.counts(on: monday, in: lima).unread == 1)
        try store.markRead(entry.id, by: Signature(person: "ana", at: at(60)))
        #expect(try store.inbox(unreadOnly: true, limit: 10).isEmpty)
        #expect(try store.inbox(unreadOnly: false, limit: 10).map(\.id) == [entry.id])
        #expect(try store.counts(on: monday, in: lima).unread == 0)
        #expect(try store.counts(on: monday, in: lima).undecodable == 1)
    }

    @Test
    func `waits for all parts, in whatever order they come`() throws {
        _ = try store.keep([arrival("c", position: part(3, of: 3))], at: at())
        _ = try store.keep([arrival("a", position: part(1, of: 3), at: at(5))], at: at(5))
        #expect(try store.completeTexts(at: at(6), partialAfter: 3600).isEmpty)
        _ = try store.keep([arrival("b", position: part(2, of: 3), at: at(9))], at: at(9))
        let sets = try store.completeTexts(at: at(9), partialAfter: 3600)
        #expect(sets.map(\.pdus) == [["PDU-a", "PDU-b", "PDU-c"]])
        #expect(sets.map(\.missing) == [[]])
        #expect(sets.map(\.receivedAt) == [at()])
    }

    @Test
    func `gives up waiting for parts after the time it was told`() throws {
        _ = try store.keep([arrival("b", position: part(2, of: 3))], at: at())
        #expect(try store.completeTexts(at: at(3599), partialAfter: 3600).isEmpty)
        let sets = try store.completeTexts(at: at(3600), partialAfter: 3600)
        #expect(sets.map(\.pdus) == [["PDU-b"]])
        #expect(sets.map(\.missing) == [[1, 3]])
    }

    @Test
    func `lists whole texts oldest first`() throws {
        _ = try store.keep([arrival("late", at: at(20)), arrival("early", at: at(10))], at: at(20))
        #expect(try store.completeTexts(at: at(20), partialAfter: 0).map(\.pdus) == [["PDU-early"], ["PDU-late"]])
    }
}

@Suite("Part collector")
struct PartCollectorTests {
    let store: AttendanceStore

    init() throws { store = try .inMemory() }

    private func collect(_ arrivals: [Arrival]) throws -> [[String]] {
        _ = try store.keep(arrivals.enumerated().map { index, part in
            Arrival(
                pdu: part.pdu, partKey: part.partKey, modem: part.modem, sim: part.sim,
                slot: StorageSlot(memory: "SM", index: index), receivedAt: part.receivedAt, content: part.content)
        }, at: at())
        return try store.completeTexts(at: at(90_000), partialAfter: 0).map(\.pdus)
    }

    @Test
    func `keeps senders, SIMs, references, widths and totals apart`() throws {
        let sets = try collect([
            arrival("1", position: part(1, of: 2)),
            arrival("other sender", from: julio, position: part(2, of: 2)),
            arrival("other SIM", sim: "8951100000000000002", position: part(2, of: 2)),
            arrival("other reference", position: part(2, of: 2, reference: 8)),
            arrival("other width", position: part(2, of: 2, bits: 16)),
            arrival("other total", position: part(2, of: 3)),
            arrival("2", position: part(2, of: 2)),
        ])
        #expect(sets.first == ["PDU-1", "PDU-2"])
        #expect(sets.count == 6)
    }

    @Test
    func `tells texts apart that use a reference again, by the time of the service centre`() throws {
        let sets = try collect([
            arrival("a1", position: part(1, of: 2), sentAt: at(0)),
            arrival("b1", position: part(1, of: 2), sentAt: at(600)),
            arrival("b2", position: part(2, of: 2), sentAt: at(603)),
            arrival("a2", position: part(2, of: 2), sentAt: at(2)),
        ])
        #expect(sets == [["PDU-a1", "PDU-a2"], ["PDU-b1", "PDU-b2"]])
    }

    @Test
    func `does not put parts together that are days apart`() throws {
        let sets = try collect([
            arrival("a1", position: part(1, of: 2), sentAt: at(-3 * 86_400)),
            arrival("b2", position: part(2, of: 2), sentAt: at()),
        ])
        #expect(sets == [["PDU-a1"], ["PDU-b2"]])
    }

    @Test(arguments: [part(0, of: 2), part(3, of: 2), part(1, of: 0), part(1, of: 300)])
    func `takes a part with an impossible place for a text of its own`(position: PartPosition) throws {
        _ = try store.keep([arrival("x", position: position)], at: at())
        let sets = try store.completeTexts(at: at(), partialAfter: 3600)
        #expect(sets.map(\.pdus) == [["PDU-x"]])
        #expect(sets.map(\.missing) == [[]])
    }

    @Test
    func `finds the same texts in whatever order the parts came`() throws {
        let parts = [
            arrival("a1", position: part(1, of: 3)), arrival("a2", position: part(2, of: 3)),
            arrival("a3", position: part(3, of: 3)),
        ]
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let store = try AttendanceStore.inMemory()
            for index in order { _ = try store.keep([parts[index]], at: at()) }
            #expect(try store.completeTexts(at: at(), partialAfter: 3600).map(\.pdus) == [["PDU-a1", "PDU-a2", "PDU-a3"]])
        }
    }
}
