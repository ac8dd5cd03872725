import Attendance
import Foundation
import Testing

@testable import Store

@Suite("Holds in the store")
struct HoldsTests {
    let store: AttendanceStore

    init() throws { store = try .seeded() }

    private static let last = monday.adding(days: 4)

    private func by(_ person: String = "ana", _ seconds: TimeInterval = 0, _ note: String = "") -> Signature {
        Signature(person: person, at: at(seconds), note: note)
    }

    private func hold(_ scope: SchoolScope, from first: SchoolDay = monday, until last: SchoolDay? = HoldsTests.last)
        -> Hold
    {
        Hold(scope: scope, first: first, last: last, note: "duelo", origin: .office)
    }

    private func says(
        _ body: String, _ change: HoldChange, from phone: PhoneNumber = julio, at seconds: TimeInterval = 0
    ) throws {
        var settlement = Settlement(reading: "pause", answer: .reply("en pausa"))
        settlement.holdChange = change
        try store.receive(body, from: phone, settlement, at: at(seconds))
    }

    private func pause(_ school: SchoolKey, _ phone: PhoneNumber = julio, until last: SchoolDay? = nil) -> HoldChange {
        .begin(Hold(scope: .school(school), first: monday, last: last, note: "huayco", origin: .promoter(phone)))
    }

    @Test
    func `keeps holds of any scope, with and without an end, and hands them to the planner`() throws {
        let scopes: [SchoolScope] = [.office, .district("Livitaca"), .cluster("Red 1"), .school(kimbiri)]
        let holds = scopes.map { hold($0) } + [hold(.office, until: nil)]
        let ids = try holds.map { try store.addHold($0, by: by()) }
        #expect(try store.holds().map(\.hold) == holds)
        #expect(try store.planningInputs(on: Self.last, at: at()).holds == holds)
        // Weeks in which a school was left alone are no silence of it.
        #expect(try store.planningInputs(on: Self.last.adding(days: 70), at: at()).holds == holds)
        #expect(try store.planningInputs(on: Self.last.adding(days: 71), at: at()).holds == [holds[4]])
        try store.endHold(ids[4], last: monday.adding(days: -1), by: by("luz", 60))
        #expect(try store.holds(since: Self.last.adding(days: 1)).isEmpty)
        let ended = try store.hold(ids[4])
        #expect((ended.hold.last, ended.endedAt, ended.enteredBy) == (monday.adding(days: -1), at(60), "ana"))
        #expect(try store.holds().count == 5)
        #expect(throws: StoreError.noSuchHold(99)) { try store.endHold(99, last: monday, by: by()) }
        #expect(throws: StoreError.noSuchHold(99)) { try store.hold(99) }
    }

    @Test
    func `a sender is told of the holds of the own schools only`() throws {
        for scope in [SchoolScope.school(kimbiri), .school(villa), .cluster("Red 9")] {
            _ = try store.addHold(hold(scope), by: by())
        }
        let context = try store.settling { try $0.senderContext(of: julio, body: "", on: monday, in: lima, at: at()) }
        #expect(context.holds.map(\.scope) == [.school(villa)])
    }

    @Test
    func `the last PAUSA counts, and SEGUIR ends it and nothing else`() throws {
        let office = try store.addHold(hold(.school(villa), until: nil), by: by())
        try says("PAUSA 1", pause(villa))
        try says("PAUSA 2", pause(villa, until: Self.last), at: 60)
        try says("PAUSA 3", pause(kimbiri, rosa), from: rosa, at: 90)
        #expect(try store.holds(since: monday).map(\.hold.last) == [nil, Self.last, nil])
        try says("SEGUIR", .end(villa, on: monday), at: 120)
        let standing = try store.holds(since: monday)
        #expect(standing.map(\.hold.scope) == [.school(villa), .school(kimbiri)])
        #expect(standing.first?.id == office)
        #expect(try store.holds().count == 4)
    }

    @Test
    func `every deed is in the trail, a promoter's with the phone`() throws {
        let id = try store.addHold(hold(.district("Livitaca")), by: by("ana", 0, "duelo"))
        try store.endHold(id, last: monday, by: by("luz", 30))
        try says("PAUSA", pause(villa), at: 60)
        try says("SEGUIR", .end(villa, on: monday), at: 90)
        let trail = try store.audit(limit: 10)
        #expect(trail.map(\.deed) == [.resume, .hold, .resume, .hold])
        #expect(trail.map(\.person) == ["SMS", "SMS", "luz", "ana"])
        #expect(trail.map(\.phone) == [julio, julio, nil, nil])
        #expect(trail.map(\.hold) == [id + 1, id + 1, id, id])
        #expect(trail.map(\.note) == ["", "huayco", "", "duelo"])
        #expect(trail.map(\.school) == [villa, villa, nil, nil])
    }
}
