import Attendance
import Foundation
import ModemDriver
import Store
import Testing

@testable import Gateway

@Suite("Care for the SIM")
struct SIMCareTests {
    /// Monday, a reporting day; the question leaves at ten.
    static let morning = SampleOffice.at("2026-05-04T09:20:00-05:00")
    static let number = "987654399"

    let office: SampleOffice
    let care: SIMCare

    init() throws {
        office = try SampleOffice()
        care = SIMCare(store: office.store, office: office.rules)
    }

    private func look(_ rules: SIMCareRules, askedAt: Date? = nil, at now: Date = morning) throws -> SIMCare.Look {
        try care.look(at: office.modem, rules, balanceAskedAt: askedAt, at: now)
    }

    private func submit(_ id: Int64, at now: Date) throws {
        let sim = office.modem.sim
        try office.store.beginSubmitting(id, sequence: 1, of: 1, modem: office.modem.name, sim: sim, at: now)
        try office.store.finishSubmitting(id, sequence: 1, .sent(messageReference: 1), at: now)
    }

    private func sendOne(at now: Date) throws {
        let phone = try #require(PhoneNumber(peruvianMobile: "987654321"))
        let draft = OutboundDraft(recipient: phone, text: "hola", kind: .office, dueAt: now)
        try submit(try #require(try office.store.enqueue([draft], at: now)[0]), at: now)
    }

    @Test(arguments: [(45, []), (46, [.dying(days: 46, of: 60)]), (90, [.dying(days: 90, of: 60)])] as [(Int, [SIMCare.Alarm])])
    func `a SIM that rests too long is said to die, fourteen days before`(_ days: Int, _ alarms: [SIMCare.Alarm]) throws {
        let rules = SIMCareRules(keepAliveDays: 60)
        #expect(try look(rules).alarms == [], "a new SIM")
        try sendOne(at: Self.morning.addingTimeInterval(-Double(days) * 86_400 - 60))
        #expect(try look(rules).alarms == alarms)
    }

    @Test func `a SIM that only receives dies all the same, counted from when it was first seen`() throws {
        let rules = SIMCareRules(keepAliveDays: 60)
        #expect(try look(rules).alarms == [])
        #expect(try look(rules, at: Self.morning.addingTimeInterval(50 * 86_400)).alarms == [.dying(days: 50, of: 60)])
    }

    @Test func `a top-up begins the days anew`() throws {
        try sendOne(at: Self.morning.addingTimeInterval(-59 * 86_400))
        try office.store.recordTopUp(
            sim: office.modem.sim, modem: "principal", amount: 5, on: SampleOffice.day("2026-04-20"), by: Signature(person: "ana", at: Self.morning))
        #expect(try look(SIMCareRules(keepAliveDays: 60)).alarms == [])
        #expect(try look(SIMCareRules(keepAliveDays: 20)).alarms == [.dying(days: 14, of: 20)])
    }

    static func balance(_ minimum: Double? = 5) throws -> BalanceRule {
        BalanceRule(code: try USSDCode("*100#"), pattern: #"saldo S/ *([0-9.,]+)"#, minimum: minimum, interval: 86_400)
    }

    @Test func `the balance is asked for once a day, and after silence again in six hours`() throws {
        let rule = try Self.balance()
        let rules = SIMCareRules(balance: rule)
        #expect(try look(rules).wantsBalance)
        #expect(try !look(rules, askedAt: Self.morning.addingTimeInterval(-6 * 3600 + 1)).wantsBalance)
        #expect(try look(rules, askedAt: Self.morning.addingTimeInterval(-6 * 3600)).wantsBalance)
        let amount = try care.keep(answer: "Su saldo S/ 4.90 vence 30/06", rule, of: office.modem, at: Self.morning)
        #expect(amount == 4.9)
        #expect(try look(rules).alarms == [.lowBalance(4.9, minimum: 5)])
        #expect(try !look(rules, at: Self.morning.addingTimeInterval(86_399)).wantsBalance)
        #expect(try look(rules, at: Self.morning.addingTimeInterval(86_400)).wantsBalance)
        #expect(try look(rules, at: Self.morning.addingTimeInterval(-3600)).wantsBalance, "the clock was set back")
        let stopped = Self.morning.addingTimeInterval(60)
        func wants(askedAt: Date) throws -> Bool {
            try care.look(
                at: office.modem, rules, balanceAskedAt: askedAt, sendingStoppedAt: stopped,
                at: Self.morning.addingTimeInterval(90)
            ).wantsBalance
        }
        #expect(try wants(askedAt: Self.morning), "sending has stopped: is it the money?")
        #expect(try !wants(askedAt: stopped.addingTimeInterval(1)), "once for each stop")
        #expect(try care.keep(answer: "Intente luego", rule, of: office.modem, at: Self.morning) == nil)
    }

    @Test(arguments: [
        ("12.50", 12.5), ("12,50", 12.5), ("1,234.50", 1234.5), ("1.234,50", 1234.5), ("7", 7), ("1,234", 1234),
        ("12.5", 12.5), ("0.00", 0), ("-3.10", -3.1), ("12.50.", 12.5), ("12.", 12), (".", nil), ("", nil), ("..,,", nil),
    ] as [(String, Double?)])
    func `amounts are read as carriers write them`(_ text: String, _ amount: Double?) {
        #expect(BalanceRule.amount(Substring(text)) == amount)
    }

    @Test func `before the question hour of a reporting day the SIM texts itself, once`() throws {
        let phone = try #require(PhoneNumber(peruvianMobile: Self.number))
        let rules = SIMCareRules(selfTextLead: 45 * 60, ownNumber: phone)
        func at(_ time: String) -> Date { SampleOffice.at("2026-05-04T\(time):00-05:00") }
        #expect(try look(rules, at: at("09:14")).selfText == nil, "too early")
        #expect(try look(rules, at: SampleOffice.at("2026-05-05T09:20:00-05:00")).selfText == nil, "no reporting day")
        #expect(try look(SIMCareRules(ownNumber: phone), at: at("09:20")).selfText == nil, "not asked for")
        let id = try #require(try look(rules, at: at("09:15")).selfText)
        #expect(try look(rules, at: at("09:16")).selfText == nil, "never twice")
        #expect(try look(rules, at: at("09:50")).alarms == [], "it has not even left")
        try submit(id, at: at("09:20"))
        #expect(try look(rules, at: at("09:24")).alarms == [])
        #expect(try look(rules, at: at("09:25")).alarms == [.deaf(since: at("09:20"))])
        let next = SampleOffice.at("2026-05-05T08:00:00-05:00")
        #expect(try look(rules, at: next).alarms == [.deaf(since: at("09:20"))], "the night heals nothing")
        let body = try #require(try office.store.outbox(states: nil, limit: 1).first).text
        _ = try office.inbound.receive(
            [try SampleOffice.line(from: "+51" + Self.number, body, at: "2026-05-04T09:26:00-05:00")],
            from: office.modem, at: at("09:26"))
        _ = try office.inbound.settleCompleteTexts(at: at("09:26"))
        #expect(try look(rules, at: at("09:30")).alarms == [], "it came back")
    }
}
