import Attendance
import Foundation
import Testing

@testable import Store

@Suite("The version of what a plan is made from")
struct PlanningVersionTests {
    let store: AttendanceStore

    init() throws { store = try .seeded() }

    private func changes(_ body: () throws -> Void) throws -> Bool {
        let before = try store.planningVersion()
        try body()
        return try store.planningVersion() != before
    }

    private func asking(_ kind: OpenQuestion.Kind, at seconds: TimeInterval) -> Settlement {
        Settlement(
            reading: "report", answer: .reply("SI?"),
            question: .open(
                OpenQuestion(kind: kind, school: kimbiri, day: monday, counts: .init(boys: 41), askedAt: at(seconds))))
    }

    @Test
    func `stays with reports that come and texts that leave`() throws {
        #expect(try !changes { _ = try store.enqueue([question(), reminder()], at: at()) })
        #expect(try !changes { _ = try store.sent(7, draft("otro")) })
        #expect(try !changes { try store.withdraw(1, reason: "closed", at: at()) })
        #expect(try !changes { try store.receive("12 15 2", accepted(report()), at: at(1)) })
        #expect(try !changes { try store.receive("13 15 2", accepted(report(13)), at: at(2)) })
        #expect(try !changes { try store.receive("A 41", asking(.missingPart, at: 3), at: at(3)) })
        #expect(try !changes { try store.receive("41 15 2", asking(.overEnrolment, at: 4), at: at(4)) })
    }

    @Test
    func `goes up when a report that waited for SI waits no more`() throws {
        try store.receive("41 15 2", asking(.overEnrolment, at: 4), at: at(4))
        #expect(try changes { try store.receive("otra", asking(.whichSchool, at: 5), at: at(5)) })
        try store.receive("41 15 2", asking(.overEnrolment, at: 6), at: at(6))
        let no = Settlement(reading: "no", answer: .reply("Bien"), question: .close)
        #expect(try changes { try store.receive("NO", no, at: at(7)) })
    }

    @Test
    func `goes up with a report that is taken back, and with who comes and goes`() throws {
        let text = try #require(try store.receive("12 15 2", accepted(report()), at: at(1)))
        var takesBack = Settlement(reading: "cancel", answer: .reply("Anulado"))
        takesBack.takesBack = text.reportID
        #expect(try changes { try store.receive("ANULAR", takesBack, at: at(2)) })
        let leaves = Settlement(reading: "optOut", answer: .reply("Listo"), rosterChange: .optOut)
        #expect(try changes { try store.receive("BAJA", from: julio, leaves, at: at(3)) })
        let start = day("2026-03-16")
        let renamed = [school(name: "I.E. 502")]
        #expect(
            try changes { _ = try store.importSchools(renamed, validFrom: start, retireMissing: false, at: at()) })
        let elena = [reporter(phone("987654324"), name: "Elena Prado")]
        #expect(
            try changes { _ = try store.importReporters(elena, validFrom: start, retireMissing: false, at: at()) })
    }

    @Test
    func `goes up with the days, closures and holds that the office sets and ends`() throws {
        let by = Signature(person: "ana", at: at())
        let closure = Closure(scope: .office, first: monday, last: monday, reason: "paro")
        #expect(try changes { _ = try store.addClosure(closure, by: by) })
        #expect(try changes { try store.endClosure(1, last: monday.adding(days: -1), by: by) })
        let hold = Hold(scope: .office, first: monday, last: nil, note: "", origin: .office)
        #expect(try changes { _ = try store.addHold(hold, by: by) })
        #expect(try changes { try store.endHold(1, last: monday.adding(days: -1), by: by) })
        let override = ReportingOverride(area: .school(villa), from: monday, day: .friday)
        #expect(try changes { try store.setReportingDay(override, by: by) })
        let baseline = Baseline(area: .district("Livitaca"), first: monday, weeks: 1)
        #expect(try changes { try store.begin(baseline, by: by) })
        #expect(try changes { _ = try store.endBaselines(of: baseline.area, after: monday, by: by) })
    }
}
