import Attendance
import Foundation
import Testing

@testable import Store

@Suite("Reporting days in the store")
struct ReportingDaysTests {
    let store: AttendanceStore
    let office = Signature(person: "ana", at: at(), note: "feria de los martes")

    init() throws { store = try .seeded() }

    private func dayOf(_ iso: String, of key: SchoolKey = kimbiri) throws -> Weekday? {
        try store.schools(on: monday).first { $0.key == key }?.schedule.day(inWeekOf: day(iso))
    }

    private func set(_ area: SchoolScope, _ iso: String, _ weekday: Weekday?) throws {
        try store.setReportingDay(ReportingOverride(area: area, from: day(iso), day: weekday), by: office)
    }

    private func importing(_ schools: [School], from iso: String, daysFrom: String? = nil) throws -> ImportSummary {
        try store.importSchools(
            schools, validFrom: day(iso), daysFrom: daysFrom.map { day($0) }, retireMissing: false, at: at())
    }

    @Test func `the roster's day is the school's own, and holds from the week of its first import on`() throws {
        #expect(try dayOf("2026-03-16") == .monday)
        #expect(try dayOf("2026-03-09") == nil)
        #expect(try store.reportingOverrides().map(\.override.area) == [.school(villa), .school(kimbiri)])
    }

    @Test func `a change is dated, leaves the past alone and is in the trail`() throws {
        try set(.school(kimbiri), "2026-05-11", .wednesday)
        #expect(try dayOf("2026-05-04") == .monday)
        #expect(try dayOf("2026-05-11") == .wednesday)
        let entry = try #require(try store.audit(limit: 1).first)
        #expect(entry.deed == .setReportingDay && entry.school == kimbiri && entry.day == day("2026-05-11"))
        #expect(entry.note == "wednesday, feria de los martes" && entry.person == "ana")
    }

    @Test func `areas are told apart, and the trail names them`() throws {
        try set(.school(kimbiri), "2026-05-11", nil)
        try set(.district("Livitaca"), "2026-05-11", .tuesday)
        try set(.cluster("Livitaca"), "2026-05-11", .friday)
        #expect(try dayOf("2026-05-11") == .tuesday)
        #expect(try dayOf("2026-05-11", of: villa) == .monday)
        #expect(try store.audit(limit: 3).map(\.note) == [
            "friday, cluster Livitaca, feria de los martes", "tuesday, district Livitaca, feria de los martes", "feria de los martes",
        ])
        #expect(try store.audit(limit: 3).map(\.deed) == [.setReportingDay, .setReportingDay, .unsetReportingDay])
    }

    @Test func `what is entered last replaces what was planned for later`() throws {
        try set(.school(kimbiri), "2026-08-10", .friday)
        try set(.school(kimbiri), "2026-06-01", .tuesday)
        #expect(try dayOf("2026-08-10") == .tuesday)
        try set(.school(kimbiri), "2026-06-01", .thursday)
        #expect(try dayOf("2026-06-01") == .thursday)
        #expect(try store.reportingOverrides().count { $0.override.area == .school(kimbiri) } == 2)
    }

    @Test func `a roster without news leaves what was set by hand`() throws {
        try set(.school(kimbiri), "2026-05-11", .wednesday)
        var kept = school()
        // As an import without the column reads it.
        kept.ownReportingDay = try store.schools(on: monday).first { $0.key == kimbiri }?.ownReportingDay
        #expect(kept.ownReportingDay == .wednesday)
        #expect(try importing([kept], from: "2026-05-05").unchanged == 1)
        #expect(try dayOf("2026-05-11") == .wednesday)
    }

    @Test func `a roster that is imported later wins, from its Monday on`() throws {
        try set(.school(kimbiri), "2026-05-11", .wednesday)
        // The day of the import is a Tuesday; the command says from which Monday on days may change.
        #expect(try importing([school()], from: "2026-05-05", daysFrom: "2026-05-11").updated == 1)
        #expect(try dayOf("2026-05-11") == .monday)
        #expect(try importing([school()], from: "2026-05-05", daysFrom: "2026-05-11").unchanged == 1)
        var bare = school()
        bare.ownReportingDay = nil
        #expect(try importing([bare], from: "2026-05-12").updated == 1)
        #expect(try dayOf("2026-05-11") == .monday && dayOf("2026-05-18") == nil)
    }

    @Test func `a sender's school and the planner's have the same day`() throws {
        try set(.school(kimbiri), "2026-05-11", .wednesday)
        let context = try store.settling { try $0.senderContext(of: rosa, body: "", on: monday, in: lima, at: at()) }
        let planned = try store.planningInputs(on: monday, at: at()).schools
        #expect(context.schools.map(\.school.schedule) == [planned[1].schedule, planned[0].schedule])
    }

    @Test func `a baseline begins, ends early and is in the trail`() throws {
        func isAsked(_ iso: String) throws -> Bool? {
            try store.schools(on: monday).first { $0.key == kimbiri }?.schedule.isBaseline(day(iso))
        }
        let district = SchoolScope.district("Livitaca")
        try store.begin(Baseline(area: district, first: day("2026-05-11"), weeks: 4), by: office)
        try store.begin(Baseline(area: .school(villa), first: day("2026-05-11"), weeks: 1), by: office)
        #expect(try isAsked("2026-05-10") == false && isAsked("2026-05-11") == true && isAsked("2026-06-07") == true)
        #expect(try isAsked("2026-06-08") == false)
        #expect(try store.endBaselines(of: district, after: day("2026-05-20"), by: office) == 1)
        #expect(try isAsked("2026-05-20") == true && isAsked("2026-05-21") == false)
        #expect(try store.endBaselines(of: district, after: day("2026-05-20"), by: office) == 0)
        #expect(try store.audit(limit: 9).map(\.deed) == [.endBaseline, .beginBaseline, .beginBaseline])
        #expect(try store.audit(limit: 9).last?.note == "until 2026-06-07, district Livitaca, feria de los martes")
    }

    @Test func `a baseline that is taken back before it begins asks nothing, and stays as history`() throws {
        let baseline = Baseline(area: .school(kimbiri), first: day("2026-05-11"), weeks: 4)
        try store.begin(baseline, by: office)
        #expect(try store.endBaselines(of: .school(kimbiri), after: monday, by: office) == 1)
        let stored = try #require(try store.baselines().first)
        #expect(stored.baseline.last < stored.baseline.first && stored.endedAt == at())
        #expect(try store.schools(on: monday).allSatisfy { !$0.schedule.isBaseline(day("2026-05-11")) })
    }

    @Test func `every office draws its second days with a salt of its own`() throws {
        let other = try AttendanceStore.seeded()
        let schedules = try [store, other].map { try $0.schools(on: monday).map(\.schedule) }
        #expect(schedules[0] != schedules[1])
        #expect(try store.schools(on: day("2026-06-01")).map(\.schedule) == schedules[0])
    }
}
