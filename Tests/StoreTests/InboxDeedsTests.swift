import Attendance
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite("What the office does about texts")
struct InboxDeedsTests {
    let store: AttendanceStore

    init() throws { store = try .seeded() }

    private static let ana = Signature(person: "ana", at: at(600), note: "por telefono")
    private static let luis = Signature(person: "luis", at: at(700))

    /// A text that only a person can read.
    private func unclear(_ body: String = "vinieron casi todos", at now: Date = at()) throws -> Int64 {
        try #require(
            try store.receive(body, Settlement(reading: "officeText", answer: .reply("Lo leera una persona")), at: now)).id
    }

    private func undecodable(_ key: String = "odd", slot: Int = 4) throws -> Int64 {
        let odd = Arrival(
            pdu: "0791XX", partKey: key, modem: "office", sim: sim, slot: StorageSlot(memory: "SM", index: slot),
            receivedAt: at(), content: .undecodable(reason: "octet 2 is no hex"))
        return -(try store.keep([odd], at: at())[0].id)
    }

    private func answer(_ text: Int64, _ words: String = "Gracias, profesora") -> OutboundDraft {
        var draft = draft(words)
        draft.officeReplyTo = text
        return draft
    }

    private func entry(_ id: Int64) throws -> InboxEntry { try #require(try store.inboxEntry(id)) }

    private func all() throws -> [StoredReport] { try store.reports(ReportFilter(includeHistory: true)) }

    @Test func `a text becomes the source of a report, and its sender is told, in one go`() throws {
        let id = try unclear()
        let assigned = try store.assign(id, to: report(), replacing: nil, telling: answer(id), by: Self.ana)
        let history = try store.history(of: id)
        #expect(history.reports == [StoredReport(id: assigned.report, report: report(), state: .current, source: .office)])
        #expect(history.officeReplies.map(\.id) == [assigned.message])
        #expect(history.officeReplies.map(\.officeReplyTo) == [id])
        let deed = try #require(history.deeds.first)
        #expect(history.deeds.count == 1)
        #expect(try store.audit(limit: 10) == history.deeds)
        #expect(deed.deed == .assignText)
        #expect((deed.person, deed.at, deed.note) == ("ana", at(600), "por telefono"))
        #expect((deed.phone, deed.school, deed.day) == (rosa, kimbiri, monday))
        #expect((deed.text, deed.report, deed.message) == (id, assigned.report, assigned.message))
        #expect(try !entry(id).isUnread)
        #expect(try entry(id).handling == [.assigned, .replied])
        #expect(try entry(id).reply == "Lo leera una persona", "the automatic answer")
    }

    @Test func `the second who assigns a text is told, and nothing is doubled`() throws {
        let id = try unclear()
        let first = try store.assign(id, to: report(), replacing: nil, by: Self.ana)
        let before = try store.dataVersion()
        for (other, standing) in [(report(13), first.report), (report(13, of: villa), nil)] {
            #expect(throws: StoreError.hasReport(text: id, report: first.report)) {
                try store.assign(id, to: other, replacing: standing, telling: answer(id), by: Self.luis)
            }
        }
        #expect(try store.dataVersion() == before)
        #expect(try all().count == 1)
    }

    @Test func `of two who assign a text at the same moment one is told`() throws {
        let folder = try ScratchFolder()
        let store = try AttendanceStore(path: folder.file("two.db"))
        try store.seed()
        let text = try #require(try store.receive("vinieron casi todos"))
        let other = try AttendanceStore(path: folder.file("two.db"))
        let outcomes = Mutex<[Result<AssignedText, any Error>]>([])
        DispatchQueue.concurrentPerform(iterations: 2) { index in
            let outcome = Result {
                try [store, other][index].assign(
                    text.id, to: report(12 + index, of: [kimbiri, villa][index]), replacing: nil, by: Self.ana)
            }
            outcomes.withLock { $0.append(outcome) }
        }
        let all = outcomes.withLock { $0 }
        let won = all.compactMap { if case .success(let assigned) = $0 { assigned } else { nil } }
        #expect(won.count == 1)
        let lost = all.compactMap { if case .failure(let error) = $0 { error as? StoreError } else { nil } }
        #expect(lost == won.map { .hasReport(text: text.id, report: $0.report) })
        #expect(try store.reports(ReportFilter(includeHistory: true)).count == 1)
        #expect(try store.audit(limit: 10).count == 1)
    }

    @Test func `a text that is a report by itself is none of the office's, until that is taken back`() throws {
        let settled = try #require(try store.receive("H 12 M 15 D 2", accepted(report())))
        let own = try #require(settled.reportID)
        #expect(throws: StoreError.hasReport(text: settled.id, report: own)) {
            try store.assign(settled.id, to: report(13), replacing: own, by: Self.ana)
        }
        _ = try store.voidReport(own, by: Self.ana)
        let assigned = try store.assign(settled.id, to: report(13), replacing: nil, by: Self.ana)
        _ = try store.voidReport(assigned.report, by: Self.ana)
        #expect(try entry(settled.id).handling.isEmpty)
        let again = try store.assign(settled.id, to: report(14), replacing: nil, by: Self.luis)
        #expect(try store.history(of: settled.id).reports.map(\.state) == [.void, .void, .current])
        #expect(try store.history(of: settled.id).reports.last?.id == again.report)
    }

    @Test func `training stands in nobody's way`() throws {
        let settled = try #require(try store.receive("PRUEBA 12 15 2", accepted(report(isTraining: true))))
        _ = try store.assign(settled.id, to: report(), replacing: nil, by: Self.ana)
        #expect(try all().filter { $0.state == .current }.count == 2)
    }

    @Test func `what came in between is not replaced unseen`() throws {
        let id = try unclear()
        let seen = try #require(try store.receive("H 11 M 15 D 2", accepted(report(11)), at: at(10))?.reportID)
        let newer = try #require(try store.receive("H 12 M 15 D 2", accepted(report(12)), at: at(20))?.reportID)
        for standing in [nil, seen] {
            #expect(throws: StoreError.notCurrent(report: newer)) {
                try store.assign(id, to: report(13), replacing: standing, telling: answer(id), by: Self.ana)
            }
        }
        #expect(try entry(id).isUnread)
        #expect(try store.history(of: id) == TextHistory(reports: [], officeReplies: [], deeds: []))
        _ = try store.assign(id, to: report(13), replacing: newer, by: Self.ana)
        #expect(try all().map(\.state) == [.current, .superseded, .superseded])
    }

    @Test func `a failure leaves nothing, not even a text that counts as read`() throws {
        let id = try unclear()
        #expect(throws: StoreError.self) {
            try store.assign(id, to: report(of: SchoolKey("7777777")), replacing: nil, telling: answer(id), by: Self.ana)
        }
        var nowhere = answer(4711)
        nowhere.recipient = julio
        #expect(throws: StoreError.self) { try store.assign(id, to: report(), replacing: nil, telling: nowhere, by: Self.ana) }
        #expect(throws: StoreError.self) { try store.reply(to: id, with: nowhere, by: Self.ana) }
        #expect(try entry(id).isUnread)
        #expect(try all().isEmpty)
        #expect(try store.audit(limit: 10).isEmpty)
    }

    @Test func `what could not be decoded may be assigned once, by whichever copy`() throws {
        let id = try undecodable()
        let copy = try undecodable(slot: 5)
        #expect(copy != id)
        var anonymous = report()
        anonymous.phone = nil
        let assigned = try store.assign(copy, to: anonymous, replacing: nil, by: Self.ana)
        #expect(try store.history(of: id).reports.map(\.id) == [assigned.report])
        #expect(try store.history(of: id).deeds.map(\.text) == [id])
        #expect(try !entry(id).isUnread)
        #expect(try entry(id).handling == [.assigned])
        #expect(throws: StoreError.hasReport(text: id, report: assigned.report)) {
            try store.assign(id, to: report(of: villa), replacing: nil, by: Self.luis)
        }
    }

    @Test(arguments: [0, 4711, -4711, Int64.min, Int64.max])
    func `an id that is not in the inbox is told`(_ id: Int64) throws {
        #expect(throws: StoreError.noSuchText(id)) { try store.assign(id, to: report(), replacing: nil, by: Self.ana) }
        #expect(throws: StoreError.noSuchText(id)) { try store.reply(to: id, with: draft(), by: Self.ana) }
        #expect(throws: StoreError.noSuchText(id)) { try store.ignore([id], by: Self.ana) }
        #expect(throws: StoreError.noSuchText(id)) { try store.markRead(id, by: Self.ana) }
        #expect(try store.history(of: id).deeds.isEmpty)
    }

    @Test func `the office answers as often as it likes beside the automatic reply`() throws {
        let id = try unclear()
        let messages = try ["uno", "dos"].map { try store.reply(to: id, with: answer(id, $0), by: Self.ana) }
        let history = try store.history(of: id)
        #expect(history.officeReplies.map(\.id) == messages)
        #expect(history.officeReplies.map(\.kind) == [.office, .office])
        #expect(history.deeds.map(\.deed) == [.replyText, .replyText])
        #expect(history.deeds.map(\.message) == messages)
        #expect(try store.outbox(states: nil, limit: 10).map(\.inReplyTo) == [nil, nil, id])
        #expect(try entry(id).handling == [.replied])
        #expect(try entry(id).reply == "Lo leera una persona")
    }

    @Test func `several are ignored together or not at all`() throws {
        let ids = [try unclear("hola", at: at(1)), try unclear("que tal", at: at(2)), try undecodable()]
        #expect(throws: StoreError.noSuchText(4711)) { try store.ignore(ids + [4711], by: Self.ana) }
        #expect(try store.inbox(unreadOnly: true, limit: 10).count == 3)
        try store.ignore(ids, by: Self.ana)
        #expect(try store.inbox(unreadOnly: true, limit: 10).isEmpty)
        #expect(try ids.map { try entry($0).handling } == [[.ignored], [.ignored], [.ignored]])
        #expect(try store.audit(limit: 10).map(\.text) == ids.reversed())
    }

    @Test func `who read a text first is known`() throws {
        let id = try unclear()
        try store.markRead(id, by: Self.ana)
        try store.markRead(id, by: Self.luis)
        let deeds = try store.history(of: id).deeds
        #expect(deeds.map(\.person) == ["ana"])
        #expect(deeds.map(\.deed) == [.readText])
    }

    @Test func `when the person writes again the new report counts and nothing is lost`() throws {
        let id = try unclear()
        let assigned = try store.assign(id, to: report(), replacing: nil, by: Self.ana)
        try store.receive("H 13 M 15 D 2", accepted(report(13)), at: at(900))
        let history = try store.history(of: id)
        #expect(history.reports.map(\.state) == [.superseded])
        #expect(history.reports.map(\.source) == [.office])
        #expect(try store.reports(ReportFilter()).map(\.report.content) == [report(13).content])
        #expect(throws: StoreError.hasReport(text: id, report: assigned.report)) {
            try store.assign(id, to: report(14), replacing: nil, by: Self.luis)
        }
    }
}
