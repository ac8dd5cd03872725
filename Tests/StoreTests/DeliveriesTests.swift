import Attendance
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Deliveries")
struct DeliveriesTests {
    let store: AttendanceStore

    init() throws { store = try .inMemory() }

    private func state(of id: Int64) throws -> OutboundState? { try store.state(of: id) }

    private func unmatched() throws -> Int {
        try store.read { try $0.count("SELECT count(*) FROM deliveryReport WHERE message IS NULL") }
    }

    private func arrived(_ report: DeliveryReport, key: String = "sr", slot: Int? = nil) -> Arrival {
        Arrival(
            pdu: "SR-\(key)", partKey: key, modem: "office", sim: report.sim,
            slot: slot.map { StorageSlot(memory: "SR", index: $0) }, receivedAt: report.receivedAt,
            content: .statusReport(report))
    }

    @Test(arguments: [
        (DeliveryReport.Category.completed, OutboundState.delivered), (.stillTrying, .sent),
        (.permanentError, .failed), (.givenUp, .failed),
    ])
    func `a report says what became of a sent text`(category: DeliveryReport.Category, state: OutboundState) throws {
        let id = try store.sent(7)
        #expect(try store.applyDelivery(delivery(7, category), at: at(60)) == id)
        #expect(try self.state(of: id) == state)
        if state == .failed {
            #expect(try store.message(id)?.reason?.hasPrefix("not delivered") == true)
        }
    }

    @Test
    func `a report goes home with the listing it came in`() throws {
        let id = try store.sent(7)
        _ = try store.keep([arrived(delivery(7), slot: 3)], at: at(60))
        #expect(try state(of: id) == .delivered)
        // Listed again, routed again, applied again: nothing new.
        #expect(try store.keep([arrived(delivery(7), slot: 3)], at: at(90))[0].isNew == false)
        #expect(try store.keep([arrived(delivery(7))], at: at(95))[0].isNew)
        #expect(try store.applyDelivery(delivery(7), at: at(99)) == id)
        #expect(try store.read { try $0.count("SELECT count(*) FROM deliveryReport") } == 1)
    }

    @Test(arguments: ["51987654321", "+51987654321", "987654321", "00987654321"])
    func `the last eight digits make the number`(recipient: String) throws {
        let id = try store.sent(7)
        #expect(try store.applyDelivery(delivery(7, to: recipient), at: at(60)) == id)
    }

    @Test(arguments: [
        delivery(8), delivery(7, to: "51987654322"), delivery(7, sim: "8951100000000000002"),
        delivery(7, at: at(72 * 3600 + 1)), delivery(7, at: at(-3600)),
    ])
    func `a report about something else is kept and changes nothing`(report: DeliveryReport) throws {
        let id = try store.sent(7)
        #expect(try store.applyDelivery(report, at: at(60)) == nil)
        #expect(try state(of: id) == .sent)
        #expect(try unmatched() == 1)
    }

    @Test
    func `the newest submit with that reference is meant`() throws {
        let old = try store.sent(7, at: at(-3600))
        let new = try store.sent(7, at: at())
        #expect(try store.applyDelivery(delivery(7), at: at(60)) == new)
        #expect(try state(of: old) == .sent)
        // The next one with it is about the one that is still open.
        #expect(try store.applyDelivery(delivery(7, at: at(61)), at: at(61)) == old)
    }

    @Test
    func `a report that overtakes the answer to its submit waits for it`() throws {
        let id = try store.queue()
        try store.begin(id)
        #expect(try store.applyDelivery(delivery(7, at: at(1)), at: at(1)) == nil)
        #expect(try state(of: id) == .submitting)
        try store.finish(id, .sent(messageReference: 7), at: at(2))
        #expect(try state(of: id) == .delivered)
        #expect(try unmatched() == 0)
    }

    @Test
    func `a report that waits is not given to an older text of unknown outcome`() throws {
        let old = try store.queue()
        try store.begin(old, at: at(-60))
        try store.finish(old, .unknown(reason: "no answer"), at: at(-50))
        let new = try store.queue()
        try store.begin(new)
        _ = try store.applyDelivery(delivery(7, at: at(1)), at: at(1))
        try store.finish(new, .sent(messageReference: 7), at: at(2))
        #expect(try state(of: new) == .delivered)
        #expect(try state(of: old) == .unknown)
    }

    @Test
    func `a report that waited for a submit with another reference goes to the unknown one after all`() throws {
        let old = try store.queue()
        try store.begin(old, at: at(-60))
        try store.finish(old, .unknown(reason: "no answer"), at: at(-50))
        let new = try store.queue()
        try store.begin(new)
        _ = try store.applyDelivery(delivery(6, at: at(1)), at: at(1))
        try store.finish(new, .sent(messageReference: 7), at: at(2))
        #expect(try state(of: new) == .sent)
        #expect(try state(of: old) == .delivered)
    }

    @Test(arguments: [
        (DeliveryReport.Category.completed, OutboundState.delivered), (.stillTrying, .sent), (.permanentError, .failed),
    ])
    func `a report resolves an unknown`(category: DeliveryReport.Category, state: OutboundState) throws {
        let id = try store.queue()
        try store.begin(id)
        #expect(try store.markInterrupted(at: at(30)) == [id])
        #expect(try store.applyDelivery(delivery(200, category), at: at(60)) == id)
        #expect(try self.state(of: id) == state)
        #expect(try store.message(id)?.messageReference == 200)
    }

    @Test
    func `a report that came while we were down resolves what was interrupted`() throws {
        let id = try store.queue()
        try store.begin(id)
        _ = try store.applyDelivery(delivery(7, at: at(1)), at: at(1))
        #expect(try store.markInterrupted(at: at(30)) == [id])
        #expect(try state(of: id) == .delivered)
    }

    @Test
    func `a modem that tells no reference is matched by number and time`() throws {
        let id = try store.sent(nil)
        #expect(try store.applyDelivery(delivery(7), at: at(60)) == id)
        #expect(try state(of: id) == .delivered)
    }

    @Test
    func `a report that is repeated makes no other text delivered`() throws {
        let first = try store.sent(7)
        _ = try store.applyDelivery(delivery(7, at: at(60)), at: at(60))
        let second = try store.queue()
        try store.begin(second, at: at(70))
        try store.finish(second, .unknown(reason: "line dropped"), at: at(71))
        #expect(try store.applyDelivery(delivery(7, at: at(80)), at: at(80)) == first)
        #expect(try state(of: second) == .unknown)
    }

    @Test
    func `what was delivered stays so`() throws {
        let id = try store.sent(7)
        _ = try store.applyDelivery(delivery(7), at: at(60))
        _ = try store.applyDelivery(delivery(7, .givenUp, at: at(70)), at: at(70))
        _ = try store.applyDelivery(delivery(7, .stillTrying, at: at(80)), at: at(80))
        #expect(try state(of: id) == .delivered)
    }

    @Test
    func `a text is delivered when all its parts are`() throws {
        let id = try store.queue()
        try store.begin(id, of: 2)
        try store.finish(id, .sent(messageReference: 1))
        _ = try store.applyDelivery(delivery(1), at: at(60))
        #expect(try state(of: id) == .submitting)
        try store.begin(id, part: 2, of: 2)
        try store.finish(id, part: 2, .sent(messageReference: 2))
        #expect(try state(of: id) == .sent)
        _ = try store.applyDelivery(delivery(2), at: at(61))
        #expect(try state(of: id) == .delivered)
    }

    @Test
    func `one part that fails fails the text, while the others are still finished`() throws {
        let id = try store.queue()
        try store.begin(id, of: 2)
        try store.finish(id, .sent(messageReference: 1))
        try store.begin(id, part: 2, of: 2)
        _ = try store.applyDelivery(delivery(1, .permanentError, at: at(1)), at: at(1))
        try store.finish(id, part: 2, .sent(messageReference: 2))
        #expect(try state(of: id) == .failed)
        _ = try store.applyDelivery(delivery(2), at: at(61))
        #expect(try state(of: id) == .failed)
    }

    @Test
    func `the rest of a text leaves when its unknown part turns out to have arrived`() throws {
        let id = try store.queue()
        try store.begin(id, of: 2)
        try store.finish(id, .unknown(reason: "no answer"))
        #expect(try store.nextOutbound(at: at(60), unasked: true) == nil)
        _ = try store.applyDelivery(delivery(1), at: at(60))
        #expect(try store.nextOutbound(at: at(60), unasked: true)?.partsSent == 1)
    }

    @Test
    func `a text that was given up stays given up`() throws {
        let id = try store.queue(draft(expiresAt: at(50)))
        try store.begin(id, of: 2)
        try store.finish(id, .sent(messageReference: 1))
        try store.begin(id, part: 2, of: 2)
        try store.finish(id, part: 2, .retry(at: at(40), reason: "38"))
        #expect(try store.expireOutbound(at: at(50)) == 1)
        _ = try store.applyDelivery(delivery(1), at: at(60))
        #expect(try state(of: id) == .expired)
    }
}
