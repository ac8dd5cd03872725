import Attendance
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Submitting")
struct SubmittingTests {
    let store: AttendanceStore

    init() throws { store = try .inMemory() }

    private func message(_ id: Int64) throws -> OutboundMessage { try #require(try store.message(id)) }

    @Test
    func `a text goes from queued over submitting to sent`() throws {
        let id = try store.queue()
        try store.begin(id)
        #expect(try message(id).state == .submitting)
        #expect(try message(id).attempts == 1)
        #expect(try store.nextOutbound(at: at(), unasked: true) == nil)
        try store.finish(id, .sent(messageReference: 42))
        #expect(try message(id).state == .sent)
        #expect(try message(id).messageReference == 42)
        #expect(try message(id).sentAt == at(2))
        #expect(try message(id).partsSent == 1)
        #expect(try store.nextOutbound(at: at(), unasked: true) == nil)
    }

    @Test
    func `a text that is refused for good has failed`() throws {
        let id = try store.queue()
        try store.begin(id)
        try store.finish(id, .failed(reason: "+CMS ERROR: 21"))
        #expect(try message(id).state == .failed)
        #expect(try message(id).reason == "+CMS ERROR: 21")
    }

    @Test
    func `a text that is refused for now waits, and each attempt counts`() throws {
        let id = try store.queue()
        for attempt in 1...3 {
            let now = at(Double(attempt) * 100)
            try store.begin(id, at: now)
            try store.finish(id, .retry(at: now + 60, reason: "+CMS ERROR: 38"), at: now)
            #expect(try message(id).state == .queued)
            #expect(try message(id).reason == "+CMS ERROR: 38")
            #expect(try message(id).attempts == attempt)
            #expect(try store.nextOutbound(at: now + 59, unasked: true) == nil)
            #expect(try store.nextOutbound(at: now + 60, unasked: true)?.id == id)
        }
        try store.begin(id, at: at(500))
        try store.finish(id, .sent(messageReference: 1), at: at(502))
        #expect(try message(id).state == .sent)
        #expect(try message(id).reason == nil)
    }

    @Test
    func `silence after the body is unknown, and never sent again by itself`() throws {
        let id = try store.queue()
        try store.begin(id)
        try store.finish(id, .unknown(reason: "no answer"))
        #expect(try message(id).state == .unknown)
        #expect(try store.nextOutbound(at: at(1e6), unasked: true) == nil)
        #expect(try store.expireOutbound(at: at(1e6)) == 0)
    }

    @Test
    func `a late answer resolves an unknown`() throws {
        let id = try store.queue()
        try store.begin(id)
        try store.finish(id, .unknown(reason: "no answer"))
        try store.finish(id, .sent(messageReference: 9), at: at(90))
        #expect(try message(id).state == .sent)
        #expect(try message(id).reason == nil)
    }

    @Test
    func `a text is sent when all its parts are`() throws {
        let id = try store.queue()
        for sequence in 1...3 {
            try store.begin(id, part: sequence, of: 3)
            #expect(try message(id).state == .submitting)
            try store.finish(id, part: sequence, .sent(messageReference: 40 + sequence))
            #expect(try message(id).state == (sequence < 3 ? .submitting : .sent))
            #expect(try message(id).partsSent == sequence)
        }
        #expect(try message(id).attempts == 1)
        #expect(try message(id).partsTotal == 3)
        #expect(try message(id).messageReference == 41)
    }

    @Test
    func `a refusal in the middle sends back for the rest only`() throws {
        let id = try store.queue()
        try store.begin(id, of: 2)
        try store.finish(id, .sent(messageReference: 1))
        try store.begin(id, part: 2, of: 2)
        try store.finish(id, part: 2, .retry(at: at(60), reason: "38"))
        let waiting = try #require(try store.nextOutbound(at: at(60), unasked: true))
        #expect(waiting.partsSent == 1)
        #expect(throws: StoreError.self) { try store.begin(id, part: 1, of: 2) }
        try store.begin(id, part: 2, of: 2)
        try store.finish(id, part: 2, .sent(messageReference: 2))
        #expect(try message(id).state == .sent)
        #expect(try message(id).attempts == 2)
    }

    @Test
    func `what was being submitted when we died is unknown`() throws {
        let ids = try [store.queue(), store.queue(), store.queue()]
        try store.begin(ids[0])
        try store.begin(ids[1])
        try store.finish(ids[1], .sent(messageReference: 1))
        #expect(try store.markInterrupted(at: at(60)) == [ids[0]])
        #expect(try ids.map { try store.state(of: $0) } == [.unknown, .sent, .queued])
        #expect(try message(ids[0]).reason == "interrupted")
        #expect(try store.markInterrupted(at: at(61)).isEmpty)
    }

    @Test
    func `a text that was between two parts when we died goes on with the next`() throws {
        let id = try store.queue()
        try store.begin(id, of: 2)
        try store.finish(id, .sent(messageReference: 1))
        #expect(try store.markInterrupted(at: at(60)).isEmpty)
        #expect(try store.nextOutbound(at: at(60), unasked: true)?.partsSent == 1)
    }

    @Test
    func `two who took the same text from the queue do not both send it`() throws {
        let id = try store.queue()
        try store.begin(id)
        #expect(throws: StoreError.wrongPart(message: id, sequence: 1, state: "submitting", wanted: "new or refused")) {
            try store.begin(id)
        }
    }

    @Test
    func `parts leave in their order`() throws {
        let id = try store.queue()
        #expect(throws: StoreError.self) { try store.begin(id, part: 2, of: 2) }
        try store.begin(id, of: 3)
        #expect(throws: StoreError.self) { try store.begin(id, part: 2, of: 3) }
        try store.finish(id, .sent(messageReference: 1))
        #expect(throws: StoreError.self) { try store.begin(id, part: 3, of: 3) }
        #expect(try message(id).state == .submitting)
    }

    @Test(arguments: [
        OutboundState.held, .sent, .delivered, .failed, .unknown, .expired, .withdrawn,
    ])
    func `nothing is submitted from another state`(state: OutboundState) throws {
        let id = try store.queue()
        try store.write { try $0.run("UPDATE outboundMessage SET state = ? WHERE id = ?", [state.rawValue, id]) }
        #expect(throws: StoreError.wrongState(message: id, state: state.rawValue, wanted: "queued or submitting")) {
            try store.begin(id)
        }
        #expect(try store.state(of: id) == state)
    }

    @Test(arguments: [
        OutboundState.submitting, .sent, .delivered, .failed, .unknown, .expired, .withdrawn,
    ])
    func `nothing is withdrawn from another state`(state: OutboundState) throws {
        let id = try store.queue()
        try store.write { try $0.run("UPDATE outboundMessage SET state = ? WHERE id = ?", [state.rawValue, id]) }
        #expect(throws: StoreError.wrongState(message: id, state: state.rawValue, wanted: "queued or held")) {
            try store.withdraw(id, reason: "hasReported", at: at())
        }
    }

    @Test(arguments: [
        SubmitResult.sent(messageReference: 1), .failed(reason: "x"), .retry(at: at(), reason: "x"), .unknown(reason: "x"),
    ])
    func `nothing is finished that was not begun, or is finished`(result: SubmitResult) throws {
        let id = try store.queue()
        #expect(throws: StoreError.self) { try store.finish(id, result) }
        try store.begin(id)
        try store.finish(id, .sent(messageReference: 1))
        #expect(throws: StoreError.self) { try store.finish(id, result) }
        #expect(try message(id).state == .sent)
    }

    @Test(arguments: [SubmitResult.failed(reason: "x"), .retry(at: at(), reason: "x"), .unknown(reason: "x")])
    func `an unknown is resolved by evidence only`(result: SubmitResult) throws {
        let id = try store.queue()
        try store.begin(id)
        try store.finish(id, .unknown(reason: "no answer"))
        #expect(throws: StoreError.self) { try store.finish(id, result) }
        #expect(try message(id).state == .unknown)
    }

    @Test
    func `there is no message that was never queued`() throws {
        #expect(throws: StoreError.noSuchMessage(7)) { try store.begin(7) }
        #expect(throws: StoreError.noSuchMessage(7)) { try store.withdraw(7, reason: "x", at: at()) }
        #expect(throws: StoreError.self) { try store.finish(7, .failed(reason: "x")) }
    }
}
