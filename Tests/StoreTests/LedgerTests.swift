import Attendance
import Foundation
import Testing

@testable import Store

@Suite("Ledger of the SIMs")
struct LedgerTests {
    let store: AttendanceStore

    init() throws { store = try .seeded() }

    /// One part that left, or not, by a SIM.
    private func send(_ result: SubmitResult = .sent(messageReference: 1), by sim: String = sim, at now: Date) throws {
        let draft = OutboundDraft(recipient: rosa, text: "hola", kind: .office, dueAt: now)
        let id = try #require(try store.enqueue([draft], at: now)[0])
        try store.beginSubmitting(id, sequence: 1, of: 1, modem: "office", sim: sim, at: now)
        try store.finishSubmitting(id, sequence: 1, result, at: now)
    }

    @Test
    func `parts are counted for each SIM by day, month and last month of the office`() throws {
        // at() is Monday 2026-05-04, 10:00 in Lima; 1 May began 295,200 seconds before.
        for moment in [at(), at(-60), at(-86_400), at(-295_200), at(-295_201), at(-295_200 - 86_400 * 29)] {
            try send(at: moment)
        }
        try send(at: at(-295_201 - 86_400 * 30))
        try send(.unknown(reason: "silence"), at: at())
        try send(.failed(reason: "1"), at: at())
        try send(by: "other", at: at())
        let ledger = try store.ledger(on: monday, in: lima)
        #expect(Set(ledger.map(\.sim)) == Set([sim, "other"]))
        let entry = try #require(ledger.first { $0.sim == sim })
        #expect(entry.partsToday == 2)
        #expect(entry.partsThisMonth == 4)
        #expect(entry.partsLastMonth == 2)
        #expect(entry.unknownThisMonth == 1)
        #expect(entry.lastSentAt == at())
        #expect(entry.modem == "office")
    }

    @Test
    func `what may have left counts against a limit, what was refused does not`() throws {
        try send(at: at(-3601))
        try send(at: at(-3600))
        try send(.unknown(reason: "silence"), at: at(-60))
        try send(.failed(reason: "1"), at: at(-50))
        try send(.retry(at: at(60), reason: "38"), at: at(-40))
        try send(by: "other", at: at(-30))
        let use = try store.use(of: sim, since: monday.start(in: lima), at: at())
        #expect(use == SIMUse(partsLastHour: 2, oldestInHour: at(-3600), partsToday: 3))
        try send(at: at(86_400 * 400))
        #expect(try store.use(of: sim, since: monday.start(in: lima), at: at()) == use, "sent while the clock was ahead")
        #expect(try store.use(of: "none", since: monday.start(in: lima), at: at()) == SIMUse(partsLastHour: 0, partsToday: 0))
    }

    @Test
    func `the latest top-up and balance of a SIM are known, whenever they were entered`() throws {
        try store.recordTopUp(sim: sim, modem: "office", amount: 10, on: day("2026-05-02"), by: Signature(person: "ana", at: at()))
        try store.recordTopUp(sim: sim, modem: "office", amount: nil, on: day("2026-04-01"), by: Signature(person: "ana", at: at(1)))
        try store.recordBalance(sim: sim, modem: "office", amount: 12.5, at: at(2))
        try store.recordBalance(sim: sim, modem: "office", amount: 11, at: at(3))
        let entry = try #require(try store.ledger(on: monday, in: lima).first)
        #expect(entry.lastTopUp == TopUp(paidOn: day("2026-05-02"), amount: 10))
        #expect(entry.balance == Balance(amount: 11, askedAt: at(3)))
        #expect(try store.lastSigns(of: sim).sentAt == nil)
    }
}
