import Attendance
import Foundation
import Testing

@testable import Store

@Suite("Unknown outcomes")
struct UnknownOutcomesTests {
    let store: AttendanceStore

    init() throws { store = try .seeded() }

    /// A reply whose answer never came.
    private func unknownReply(_ body: String = "AYUDA", at now: Date = at()) throws -> Int64 {
        let id = try #require(try store.receive(body, at: now)?.replyID)
        try store.begin(id, at: now)
        try store.finish(id, .unknown(reason: "no answer"), at: now + 5)
        return id
    }

    private func resend(at now: Date) throws -> [Int64] {
        try store.resendUnknownReplies(submittedBefore: now - 900, at: now)
    }

    @Test
    func `a late answer is about the newest part of that modem that is unknown`() throws {
        let old = try unknownReply("1", at: at())
        let new = try unknownReply("2", at: at(100))
        #expect(try store.resolveUnknown(modem: "other", messageReference: 7, submittedSince: at(), at: at(200)) == nil)
        #expect(try store.resolveUnknown(modem: "office", messageReference: 7, submittedSince: at(101), at: at(200)) == nil)
        #expect(try store.resolveUnknown(modem: "office", messageReference: 7, submittedSince: at(50), at: at(200)) == new)
        #expect(try store.state(of: new) == .sent)
        #expect(try store.message(new)?.messageReference == 7)
        #expect(try store.resolveUnknown(modem: "office", messageReference: 8, submittedSince: at(50), at: at(201)) == nil)
        #expect(try store.state(of: old) == .unknown)
    }

    @Test
    func `an unknown reply is repeated once, marked, and its repetition never`() throws {
        let id = try unknownReply()
        #expect(try resend(at: at(899)).isEmpty)
        let again = try #require(try resend(at: at(900)).first)
        #expect(try resend(at: at(901)).isEmpty)
        let message = try #require(try store.message(again))
        #expect(message.resendOf == id)
        #expect(message.inReplyTo == nil)
        #expect(message.recipient == rosa)
        #expect(message.text == "AYUDA")
        #expect(message.expiresAt == at(86_400))
        #expect(try store.nextOutbound(at: at(900), unasked: false)?.id == again)
        try store.begin(again, at: at(900))
        try store.finish(again, .unknown(reason: "no answer"), at: at(905))
        #expect(try resend(at: at(10_000)).isEmpty)
    }

    @Test
    func `only replies are repeated, and only before they expire`() throws {
        _ = try unknownReply()
        for draft in [question(), reminder(), draft()] {
            let id = try store.queue(draft)
            try store.begin(id)
            try store.finish(id, .unknown(reason: "no answer"))
        }
        #expect(try resend(at: at(86_400)).isEmpty)
        #expect(try resend(at: at(86_399)).count == 1)
    }

    @Test
    func `a repetition is taken back when the first one turns out to have left`() throws {
        let id = try unknownReply()
        let again = try #require(try resend(at: at(900)).first)
        #expect(try store.applyDelivery(delivery(7, at: at(950)), at: at(950)) == id)
        #expect(try store.state(of: id) == .delivered)
        #expect(try store.state(of: again) == .withdrawn)
        #expect(try store.nextOutbound(at: at(1000), unasked: false) == nil)
    }
}
