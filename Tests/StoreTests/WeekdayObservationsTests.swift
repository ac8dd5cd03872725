import Attendance
import Foundation
import Testing

@testable import Store

@Suite("Observations of attendance")
struct WeekdayObservationsTests {
    let store: AttendanceStore
    let ana = Signature(person: "ana", at: at(), note: "por radio")

    init() throws { store = try .seeded() }

    @discardableResult
    private func enter(
        _ school: SchoolKey, _ iso: String, _ content: AttendanceReport.Content, stream: ReportStream = .school,
        correcting old: Int64? = nil, isTraining: Bool = false
    ) throws -> Int64 {
        let report = AttendanceReport(
            school: school, day: day(iso), stream: stream, content: content, isTraining: isTraining, receivedAt: at())
        return try store.enter(report, correcting: old, by: ana)
    }

    private func present(_ boys: Int?, _ girls: Int?) -> AttendanceReport.Content {
        .present(AttendanceCounts(boys: boys, girls: girls, teachers: 1))
    }

    @Test
    func `only what counts as attendance of pupils is one, by the enrolment of its day`() throws {
        let roster = try store.schools(on: day("2026-05-04"))
        var school = try #require(roster.first { $0.key == kimbiri })
        let before = try #require(school.enrolment.pupils)
        school.enrolment = Enrolment(boys: 20, girls: 21, teachers: 2)
        _ = try store.importSchools(
            [school], validFrom: day("2026-05-11"), daysFrom: nil, retireMissing: false, at: at())

        let first = try enter(kimbiri, "2026-05-04", present(1, 1))
        try enter(kimbiri, "2026-05-04", present(5, 6), correcting: first)
        try enter(kimbiri, "2026-05-05", .noClass(reason: "lluvia"))
        try enter(kimbiri, "2026-05-06", present(5, nil))
        try enter(kimbiri, "2026-05-07", present(9, 9), isTraining: true)
        try enter(kimbiri, "2026-05-08", .heldClass(true), stream: .community)
        try enter(kimbiri, "2026-05-11", present(7, 8))
        let seen = try store.attendanceObservations(from: day("2026-05-04"), to: day("2026-05-11"))
        #expect(
            seen == [
                AttendanceObservation(school: kimbiri, day: day("2026-05-04"), present: 11, enrolled: before),
                AttendanceObservation(school: kimbiri, day: day("2026-05-11"), present: 15, enrolled: 41),
            ])
        #expect(try store.attendanceObservations(from: day("2026-05-05"), to: day("2026-05-10")).isEmpty)
    }
}
