import Attendance
import Foundation
import Testing

@testable import Store

@Suite("Closures and local holidays")
struct ClosuresTests {
    let store: AttendanceStore

    init() throws { store = try .seeded() }

    private func by(_ person: String = "ana", _ seconds: TimeInterval = 0, _ note: String = "") -> Signature {
        Signature(person: person, at: at(seconds), note: note)
    }

    private static let last = monday.adding(days: 4)
    private static let scopes: [SchoolScope] = [.office, .district("Livitaca"), .cluster("Red 1"), .school(kimbiri)]

    @Test
    func `keeps closures, ends them early and takes them back`() throws {
        let last = Self.last
        let closures = Self.scopes.map { Closure(scope: $0, first: monday, last: last, reason: "Huelga") }
        let ids = try closures.map { try store.addClosure($0, by: by()) }
        #expect(try store.closures().map(\.closure) == closures)
        #expect(try store.closures().map(\.id) == ids)
        #expect(try store.closures(since: last).count == 4)
        #expect(try store.closures(since: last.adding(days: 1)).isEmpty)

        try store.endClosure(ids[0], last: monday, by: by("ana", 60))
        #expect(try store.closures(since: last).count == 3)
        let ended = try store.closure(ids[0])
        #expect((ended.closure.last, ended.endedAt, ended.enteredBy) == (monday, at(60), "ana"))

        try store.endClosure(ids[1], last: monday.adding(days: -1), by: by("ana", 60))
        #expect(try store.planningInputs(on: monday, at: at()).closures.count == 3)
        #expect(try store.closures().count == 4)
        #expect(throws: StoreError.noSuchClosure(99)) { try store.endClosure(99, last: monday, by: by()) }
        #expect(throws: StoreError.noSuchClosure(99)) { try store.closure(99) }
    }

    @Test
    func `a local holiday keeps the day of its feast`() throws {
        let feast = monday.adding(days: 2)
        let holidays = Self.scopes.map { Closure.localHoliday("Aniversario", of: feast, for: $0) }
        for holiday in holidays { _ = try store.addClosure(holiday, by: by()) }
        #expect(try store.closures().map(\.closure) == holidays)
        #expect(try store.closures().map(\.closure.first) == Array(repeating: monday.adding(days: 7), count: 4))
    }

    @Test
    func `every deed is in the trail, with who, when, why and which`() throws {
        let closure = try store.addClosure(
            Closure(scope: .school(kimbiri), first: monday, last: Self.last, reason: "Huayco"),
            by: by("ana", 0, "radio"))
        try store.endClosure(closure, last: monday, by: by("luz", 60))
        let holiday = try store.addClosure(
            .localHoliday("Aniversario", of: monday, for: .district("Livitaca")), by: by("ana", 90))
        try store.endClosure(holiday, last: monday.adding(days: -1), by: by("ana", 120, "otro distrito"))
        let trail = try store.audit(limit: 10)
        #expect(trail.map(\.deed) == [.removeHoliday, .addHoliday, .endClosure, .addClosure])
        #expect(trail.map(\.closure) == [holiday, holiday, closure, closure])
        #expect(trail.map(\.person) == ["ana", "ana", "luz", "ana"])
        #expect(trail.map(\.note) == ["otro distrito", "", "", "radio"])
        #expect(trail.map(\.school) == [nil, nil, kimbiri, kimbiri])
        #expect(trail.map(\.day) == [monday, monday, monday, monday])
        #expect(trail.map(\.at) == [at(120), at(90), at(60), at()])
    }

    @Test
    func `the very same is not kept twice, and nothing of a list that fails is kept`() throws {
        let closure = Closure(scope: .office, first: monday, last: Self.last, reason: "Huelga")
        let holiday = Closure.localHoliday("Aniversario", of: monday, for: .cluster("Red 1"))
        let id = try store.addClosure(closure, by: by())
        #expect(throws: StoreError.closureStands(id)) { try store.addClosure(closure, by: by()) }
        #expect(
            try store.addClosures([closure, holiday], rehearsing: true, by: by()).map { $0 == nil } == [true, false])
        #expect(try store.closures().count == 1)
        #expect(try store.addClosures([closure, holiday], by: by()).map { $0 == nil } == [true, false])
        let unknown = Closure(scope: .school(SchoolKey("1111111")), first: monday, last: monday, reason: "x")
        let other = Closure(scope: .office, first: Self.last, last: Self.last, reason: "Paro")
        #expect(throws: StoreError.self) { try store.addClosures([other, unknown], by: by()) }
        #expect(try store.closures().count == 2)
        #expect(try store.audit(limit: 10).count == 2)
    }

    @Test
    func `one that was taken back may be entered again`() throws {
        let closure = Closure(scope: .office, first: monday, last: monday, reason: "Huelga")
        let id = try store.addClosure(closure, by: by())
        try store.endClosure(id, last: monday.adding(days: -1), by: by())
        #expect(try store.addClosure(closure, by: by()) > id)
    }
}
