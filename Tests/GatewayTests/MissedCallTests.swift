import Attendance
import Foundation
import Store
import Testing

@testable import Gateway

@Suite("Missed calls")
struct MissedCallTests {
    static let morning = SampleOffice.at("2026-05-04T10:30:05-05:00")

    let office: SampleOffice

    init() throws { office = try SampleOffice() }

    private func ring(_ number: String?, after seconds: TimeInterval = 0) throws -> (call: MissedCall, isNew: Bool) {
        try office.inbound.missedCall(
            number: number, from: office.modem, at: Self.morning.addingTimeInterval(seconds))
    }

    @Test(arguments: [
        ("987654321", "987654321", SampleOffice.rosa, "Rosa Quispe"), ("+51987654321", "+51987654321", SampleOffice.rosa, "Rosa Quispe"),
        ("912345678", "912345678", "+51912345678", nil), ("014445555", "014445555", nil, nil),
        ("", nil, nil, nil), (nil, nil, nil, nil), ("\u{1B}[2J;rm", "2", nil, nil),
    ] as [(String?, String?, String?, String?)])
    func `a call is kept with who rang, as far as the network and the roster tell`(
        _ told: String?, _ number: String?, _ phone: String?, _ name: String?
    ) throws {
        let (call, isNew) = try ring(told)
        #expect(isNew)
        #expect(call.number == number)
        #expect(call.phone?.e164 == phone)
        #expect(call.reporter == name)
        #expect(call.modem == "principal")
        #expect(try office.store.missedCalls(limit: 10) == [call])
        #expect(try office.store.outbox(states: nil, limit: 10).count == (name == nil ? 0 : 1), "strangers get nothing")
    }

    @Test func `rings within a minute are one call, others are calls of their own`() throws {
        let first = try ring("987654321")
        let second = try ring("987654321", after: 40)
        #expect(!second.isNew)
        #expect(second.call.id == first.call.id)
        #expect(second.call.rings == 2)
        #expect(try ring("987654321", after: 99).call.rings == 3)
        #expect(try ring("987654322", after: 100).isNew)
        #expect(try ring(nil, after: 100).isNew)
        #expect(try !ring(nil, after: 101).isNew)
        #expect(try ring("987654321", after: 500).isNew)
        #expect(try office.store.missedCalls(limit: 10).count == 4)
        #expect(try office.store.missedCalls(limit: 2).count == 2)
    }

    @Test func `a reporter who rings is sent the question, once an hour`() throws {
        let first = try ring("987654321")
        let texts = try office.store.outbox(states: nil, limit: 10)
        #expect(texts.map(\.text) == [
            "Buenos dias. Para reportar 501 Kimbiri lun 04/05 responda asi: H 12 M 15 D 2 (H hombres, M mujeres, D docentes). Gracias."
        ])
        #expect(texts.map(\.kind) == [.reply])
        #expect(first.call.answer == texts.first?.id)
        #expect(try ring("987654321", after: 30).call.answer == first.call.answer, "the same call")
        #expect(try ring("987654321", after: 3599).call.answer == nil)
        #expect(try ring("987654321", after: 3700).call.answer != nil)
    }

    @Test func `who sent BAJA is not answered, nor is one who has had his replies of the hour`() throws {
        _ = try office.inbound.receive([SampleOffice.line(from: SampleOffice.rosa, "BAJA")], from: office.modem, at: Self.morning)
        _ = try office.inbound.settleCompleteTexts(at: Self.morning)
        #expect(try ring("987654321", after: 5).call.answer == nil)
        for number in 1...6 {
            _ = try office.inbound.receive(
                [SampleOffice.line(from: SampleOffice.julio, "AYUDA \(number)", slot: number + 1)], from: office.modem,
                at: Self.morning)
        }
        _ = try office.inbound.settleCompleteTexts(at: Self.morning)
        #expect(try ring("987654322", after: 6).call.answer == nil)
    }

    @Test func `a number without end is cut`() throws {
        #expect(try ring(String(repeating: "9", count: 5000)).call.number?.count == 24)
    }
}
