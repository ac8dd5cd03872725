import Attendance
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Months")
struct MonthsTests {
    let store: AttendanceStore
    let may = Months.may

    init() throws { store = try .seeded() }

    enum Months {
        static let may = month("2026-05")

        static func month(_ iso: String) -> Month {
            guard let month = Month(iso: iso) else { preconditionFailure("no month: \(iso)") }
            return month
        }
    }

    private let signature = Signature(person: "nora", at: at(40 * 86_400), note: "acta")

    private func keep(_ reports: AttendanceReport...) throws {
        for report in reports {
            _ = try store.write { try $0.insertCurrent(report, source: .office, message: nil) }
        }
    }

    private func office() throws -> OfficeRules {
        let block = SchoolCalendar.ClassBlock(first: day("2026-03-16"), last: day("2026-07-24"))
        let calendar = try SchoolCalendar(years: [.init(year: 2026, blocks: [block])], holidays: [])
        func time(_ hour: Int) -> TimeOfDay { TimeOfDay(hour: hour, minute: 0) ?? .noon }
        return OfficeRules(
            name: "Oficina", phone: nil, zone: lima,
            reporting: ReportingRules(
                day: .monday, questionAt: time(10), reminderAt: time(15), lastReminderAt: time(9),
                window: time(8)...time(19), zone: lima),
            calendar: calendar)
    }

    private func close(anew: Bool = false, at seconds: TimeInterval = 40 * 86_400) throws -> ClosedMonth {
        let office = try office()
        return try store.closeMonth(
            may, anew: anew, today: day("2026-06-13"), by: Signature(person: "nora", at: at(seconds))
        ) { inputs, reporters, _ in
            let reckoning = MonthReckoning(inputs, office: office, today: day("2026-06-13"))
            let thanks = MonthThanks(office: office, fits: { $0.count <= 160 }).thanks(
                for: reckoning.figures, of: reckoning.schools, to: reporters, at: at(seconds))
            return MonthFreeze(figures: reckoning.figures, thanks: thanks)
        }
    }

    @Test func `gives the roster of the month with its dated enrolment`() throws {
        _ = try store.importSchools([school(boys: 20)], validFrom: day("2026-05-12"), retireMissing: true, at: at())
        let inputs = try store.monthInputs(of: may)
        #expect(inputs.schools.map(\.school.key) == [villa, kimbiri])
        #expect(inputs.schools.map(\.retiredOn) == [day("2026-05-12"), nil])
        #expect(inputs.schools.map(\.joinedOn) == [day("2026-03-16"), day("2026-03-16")])
        #expect(inputs.schools[1].enrolments.map(\.validFrom) == [day("2026-03-16"), day("2026-05-12")])
        #expect(inputs.schools[1].enrolments.map(\.enrolment.boys) == [14, 20])
        #expect(inputs.schools[1].school.enrolment.boys == 20)
        #expect(try store.monthInputs(of: Months.month("2026-06")).schools.map(\.school.key) == [kimbiri])
        #expect(try store.monthInputs(of: Months.month("2026-02")).schools.isEmpty)
    }

    @Test func `pupils of closed months are read without the rest, by their last edition`() throws {
        try keep(report(on: day("2026-05-04")))
        #expect(try store.pupilFigures(of: [may]) == [:])
        _ = try close()
        let frozen = try #require(try store.monthInputs(of: may).frozen[may])
        #expect(try store.pupilFigures(of: [may, Months.month("2026-04")]) == [may: frozen.mapValues(\.pupils)])
        try keep(report(on: day("2026-05-11")))
        _ = try close(anew: true, at: 41 * 86_400)
        let anew = try #require(try store.monthInputs(of: may).frozen[may])
        #expect(anew != frozen)
        #expect(try store.pupilFigures(of: [may]) == [may: anew.mapValues(\.pupils)])
    }

    @Test func `a school that is imported again for an earlier day joined on that`() throws {
        _ = try store.importSchools([school()], validFrom: day("2026-06-01"), retireMissing: false, at: at())
        #expect(try store.monthInputs(of: may).schools[1].joinedOn == day("2026-03-16"))
        _ = try store.importSchools([school()], validFrom: day("2026-03-02"), retireMissing: false, at: at())
        #expect(try store.monthInputs(of: may).schools[1].joinedOn == day("2026-03-02"))
    }

    @Test func `reads the days of the month, the one before and the year before, and what counts of them`() throws {
        for iso in [
            "2025-04-30", "2025-05-01", "2025-06-14", "2025-06-15", "2026-03-31", "2026-04-01", "2026-05-04",
            "2026-06-14", "2026-06-15",
        ] { try keep(report(on: day(iso))) }
        try keep(report(1, on: day("2026-05-11")), report(2, on: day("2026-05-11")))
        try keep(report(3, on: monday, isTraining: true))
        let reports = try store.monthInputs(of: may).reports
        #expect(reports.map(\.report.day.iso) == [
            "2025-05-01", "2025-06-14", "2026-04-01", "2026-05-04", "2026-05-11", "2026-06-14",
        ])
        #expect(reports.map(\.report.content)[4] == .present(AttendanceCounts(boys: 2, girls: 15, teachers: 2)))
        let states = try store.allReports(from: may.first, to: may.last).map(\.state)
        #expect(states == [.current, .current, .superseded, .current])
        #expect(try store.firstReportDay() == day("2025-04-30"))
    }

    @Test func `never scans all reports for the figures of a month`() throws {
        for year in 2016..<2026 {
            try keep(report(on: day("\(year)-05-04")), report(of: villa, on: day("\(year)-05-05")))
        }
        let plan = try store.write { db in
            try db.execute(sql: "ANALYZE")
            return try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + Database.currentReportsInSpan, arguments: ["2026-05-01", "2026-05-31"]
            ).map { $0["detail"] as String }
        }
        #expect(plan.contains { $0.contains("USING INDEX reportByDay (day>? AND day<?)") }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN report") }, "\(plan)")
        #expect(try store.monthInputs(of: may).reports.count == 2, "a year back and no further")
    }

    @Test func `closing freezes what is there; what comes later changes nothing until a new edition`() throws {
        try keep(report(), report(on: day("2026-05-11")), report(of: villa))
        #expect(try store.monthInputs(of: may).frozen == [may: [:], may.previous: [:], may.yearBefore: [:]])
        let first = try close()
        #expect(first == ClosedMonth(month: may, edition: 1, schools: 2, thanks: 3))
        let frozen = try #require(try store.monthInputs(of: may).frozen[may])
        #expect(frozen[kimbiri]?.received == ReportsReceived(received: 2, expected: 4))
        try keep(
            AttendanceReport(
                school: kimbiri, day: day("2026-05-18"), content: .noClass(reason: nil), isLate: true,
                receivedAt: at(50 * 86_400)))
        var inputs = try store.monthInputs(of: may)
        #expect(inputs.frozen[may] == frozen)
        let reckoning = MonthReckoning(inputs, office: try office(), today: day("2026-06-30"))
        let page = try #require(reckoning.schoolMonths.first { $0.school.key == kimbiri })
        #expect(page.edition == .closed(number: 1, at: at(40 * 86_400), reportsSince: 1))
        #expect(throws: StoreError.monthClosed(may)) { try close() }
        #expect(try close(anew: true, at: 60 * 86_400) == ClosedMonth(month: may, edition: 2, schools: 2, thanks: 0))
        inputs = try store.monthInputs(of: may)
        let received = ReportsReceived(received: 3, expected: 4, late: 1, afterClose: 1)
        #expect(inputs.frozen[may]?[kimbiri]?.received == received)
        #expect(try store.closedMonths() == [may: inputs.closings])
        #expect(try store.audit(limit: 9).filter { $0.deed == .closeMonth }.map(\.day) == [may.first, may.first])
        #expect(throws: StoreError.monthNotClosed(may.next)) {
            try store.closeMonth(may.next, anew: true, today: monday, by: signature) { _, _, _ in
                MonthFreeze(figures: [], thanks: [])
            }
        }
    }

    @Test func `thanks are texts of the office, inside the window, one per phone and school`() throws {
        try keep(report(), report(on: day("2026-05-11")))
        _ = try close(at: 40 * 86_400 + 12 * 3600)
        let texts = try store.outbox(states: nil, limit: 9).reversed()
        // Rosa has two schools, Julio one.
        #expect(texts.map(\.recipient) == [rosa, julio, rosa])
        let words = "Gracias. En mayo I.E. 501 envio 2 de 4 reportes. Sus datos ayudan a la escuela y a la comunidad."
        #expect(texts.map(\.text)[2] == words)
        // Saturday night at ten: Monday at eight.
        #expect(texts.allSatisfy { $0.kind == .office && $0.dueAt == at(41.0 * 86_400 + 22 * 3600) })
        #expect(texts.map(\.schools) == [[villa], [villa], [kimbiri]])
    }

    /// Frozen rows outlive programs: what was version 1 must be read for ever.
    @Test func `frozen figures keep their shape`() throws {
        try keep(report(), report(on: day("2026-05-11")))
        try keep(
            AttendanceReport(
                school: kimbiri, day: day("2026-05-25"), content: .noClass(reason: "LLUVIA"), isLate: true,
                receivedAt: at(22 * 86_400)))
        _ = try close()
        let stored = try store.read { db in
            try db.row("SELECT version, figures FROM monthFigures WHERE codMod = '9999996'")
        }
        let row = try #require(stored)
        #expect(row["version"] == 1)
        let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/month-figures-1.json")
        let text: String = row["figures"]
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data((text + "\n").utf8).write(to: golden)
        }
        #expect(try String(contentsOf: golden, encoding: .utf8) == text + "\n", "Another shape needs another version.")
        try store.write { try $0.run("UPDATE monthFigures SET version = 2") }
        #expect(throws: StoreError.self) { try store.monthInputs(of: may) }
    }
}
