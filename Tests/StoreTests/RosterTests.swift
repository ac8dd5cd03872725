import Attendance
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Roster")
struct RosterTests {
    let store: AttendanceStore
    let march = day("2026-03-16")
    let may = day("2026-05-05")

    init() throws { store = try .inMemory() }

    private func importSchools(
        _ schools: [School], from day: SchoolDay, retireMissing: Bool = false
    ) throws -> ImportSummary {
        try store.importSchools(schools, validFrom: day, retireMissing: retireMissing, at: at())
    }

    private func importReporters(
        _ reporters: [Reporter], from day: SchoolDay, retireMissing: Bool = false
    ) throws -> ImportSummary {
        try store.importReporters(reporters, validFrom: day, retireMissing: retireMissing, at: at())
    }

    private func rows(of table: String) throws -> Int {
        try store.read { try $0.count("SELECT count(*) FROM \(table)") }
    }

    private func letters(on day: SchoolDay) throws -> [String: String?] {
        let assignments = try store.reporters(on: day).first?.assignments ?? []
        return Dictionary(uniqueKeysWithValues: assignments.map { ($0.school.codMod, $0.letter) })
    }

    @Test
    func `gives back what it was given`() throws {
        var bare = School(key: villa, name: "I.E. 38387", level: "Inicial", district: "Masisea", ugel: "Ucayali")
        bare.teachingForm = .unidocente
        bare.attendanceForm = .alternancia
        let summary = try importSchools([school(), bare], from: march)
        #expect(summary.added == 2)
        var back = try store.schools(on: monday)
        #expect(back.map { $0.schedule.day(inWeekOf: monday) } == [nil, .monday])
        // The schedule is resolved from its dated rows.
        for index in back.indices { back[index].schedule = [bare, school()][index].schedule }
        #expect(back == [bare, school()])

        let official = Reporter(
            phone: julio, name: "Julio", role: .official, language: "qu", ugel: "Chumbivilcas")
        #expect(try importReporters([reporter(), official], from: march).added == 2)
        #expect(try store.reporters(on: monday) == [reporter(), official])
    }

    @Test
    func `a figure of a day uses the enrolment of that day`() throws {
        _ = try importSchools([school(boys: 14)], from: march)
        _ = try importSchools([school(boys: 15)], from: may)
        func boys(_ on: String) throws -> Int? { try store.schools(on: day(on)).first?.enrolment.boys }
        #expect(try boys("2026-03-15") == nil)
        #expect(try boys("2026-03-16") == 14)
        #expect(try boys("2026-05-04") == 14)
        #expect(try boys("2026-05-05") == 15)
        #expect(try boys("2027-01-01") == 15)
    }

    @Test
    func `importing the same again changes nothing and adds no row`() throws {
        _ = try importSchools([school(), school(villa)], from: march)
        _ = try importReporters([reporter(), reporter(julio)], from: march)
        let (enrolments, assignments) = try (rows(of: "enrolment"), rows(of: "assignment"))
        for start in [march, may] {
            let schools = try importSchools([school(), school(villa)], from: start)
            let reporters = try importReporters([reporter(), reporter(julio)], from: start)
            #expect((schools.unchanged, schools.added, schools.updated) == (2, 0, 0))
            #expect((reporters.unchanged, reporters.added, reporters.updated) == (2, 0, 0))
        }
        #expect(try rows(of: "enrolment") == enrolments)
        #expect(try rows(of: "assignment") == assignments)
    }

    @Test
    func `importing a correction for the same day replaces its row`() throws {
        _ = try importSchools([school(boys: 14)], from: march)
        #expect(try importSchools([school(boys: 41)], from: march).updated == 1)
        #expect(try rows(of: "enrolment") == 1)
        #expect(try store.schools(on: monday).first?.enrolment.boys == 41)
    }

    @Test
    func `absent rows stay, unless they are to be retired`() throws {
        _ = try importSchools([school(), school(villa)], from: march)
        #expect(try importSchools([school()], from: may).retiredSchools == [])
        #expect(try store.schools(on: may).count == 2)
        #expect(try importSchools([school()], from: may, retireMissing: true).retiredSchools.count == 1)
        #expect(try store.schools(on: may).map(\.key) == [kimbiri])
        // Those who left keep their history.
        #expect(try store.schools(on: monday).map(\.key) == [villa, kimbiri])
        #expect(try importSchools([school()], from: may, retireMissing: true).retiredSchools == [])
        #expect(try importSchools([school(villa)], from: may).updated == 1)
        #expect(try store.schools(on: may).count == 2)
        #expect(try rows(of: "enrolment") == 2)
    }

    @Test
    func `a rehearsal tells what an import would do and changes nothing`() throws {
        _ = try importSchools([school(), school(villa)], from: march)
        let summary = try store.importSchools(
            [school(boys: 41)], validFrom: may, retireMissing: true, rehearsing: true, at: at())
        #expect(summary.updated == 1)
        #expect(summary.retiredSchools == [villa])
        #expect(try store.schools(on: may).map(\.key) == [villa, kimbiri])
        #expect(try store.schools(on: may).map(\.enrolment.boys) == [14, 14])
    }

    @Test
    func `an import never lifts BAJA or a refusal, and lists them`() throws {
        _ = try importSchools([school()], from: march)
        _ = try importReporters([reporter(), reporter(julio)], from: march)
        try store.write { db in
            try db.run("UPDATE reporter SET status = 'optedOut', statusBefore = 'active' WHERE phone = ?", [rosa.e164])
            try db.run("UPDATE reporter SET status = 'refused' WHERE phone = ?", [julio.e164])
        }
        let summary = try importReporters([reporter(name: "Rosa Q."), reporter(julio)], from: may)
        #expect(summary.keptOut == [rosa, julio])
        #expect(try store.reporters(on: may).map(\.status) == [.optedOut, .refused])
        #expect(try store.reporters(on: may).map(\.name) == ["Rosa Q.", "Rosa Quispe"])
        #expect(try importReporters([], from: may, retireMissing: true).retiredPhones == [])
    }

    @Test
    func `an import accepts applicants and takes the retired back`() throws {
        _ = try importSchools([school()], from: march)
        _ = try importReporters([reporter(), reporter(julio)], from: march)
        #expect(try importReporters([reporter()], from: may, retireMissing: true).retiredPhones.count == 1)
        #expect(try store.reporters(on: may).map(\.status) == [.active, .retired])
        try store.receive(
            "ALTA", from: julio,
            Settlement(reading: "apply", answer: .reply("ok"), rosterChange: .apply(name: "J", codMod: "9999996")))
        #expect(try store.reporters(on: may).map(\.status) == [.active, .pending])
        #expect(try importReporters([reporter(julio)], from: may).updated == 1)
        #expect(try store.reporters(on: may).map(\.status) == [.active, .active])
        #expect(try store.applicants().isEmpty)
    }

    @Test
    func `assignments begin and end on their days`() throws {
        _ = try importSchools([school(), school(villa)], from: march)
        let (a, b) = (Assignment(school: kimbiri, letter: "A"), Assignment(school: villa, letter: "B"))
        _ = try importReporters([reporter(assignments: [a])], from: march)
        _ = try importReporters([reporter(assignments: [a, b])], from: may)
        _ = try importReporters([reporter(assignments: [b])], from: day("2026-06-01"))
        #expect(try letters(on: day("2026-03-15")) == [:])
        #expect(try letters(on: monday) == ["9999996": "A"])
        #expect(try letters(on: may) == ["9999996": "A", "0000018": "B"])
        #expect(try letters(on: day("2026-06-01")) == ["0000018": "B"])
    }

    @Test
    func `a new letter counts from its day on, and a correction of the same day at once`() throws {
        _ = try importSchools([school()], from: march)
        func give(_ letter: String, from day: SchoolDay) throws {
            _ = try importReporters([reporter(assignments: [Assignment(school: kimbiri, letter: letter)])], from: day)
        }
        try give("A", from: march)
        try give("B", from: may)
        try give("C", from: may)
        #expect(try letters(on: monday) == ["9999996": "A"])
        #expect(try letters(on: may) == ["9999996": "C"])
        #expect(try rows(of: "assignment") == 2)
    }

    @Test
    func `a school that is left and taken again has a gap`() throws {
        _ = try importSchools([school()], from: march)
        _ = try importReporters([reporter()], from: march)
        _ = try importReporters([reporter(assignments: [])], from: may)
        _ = try importReporters([reporter()], from: day("2026-06-01"))
        #expect(try letters(on: monday).count == 1)
        #expect(try letters(on: may).isEmpty)
        #expect(try letters(on: day("2026-06-01")).count == 1)
    }

    @Test
    func `an import for an earlier day leaves what begins later`() throws {
        _ = try importSchools([school()], from: march)
        _ = try importReporters([reporter()], from: may)
        _ = try importReporters([reporter()], from: march)
        for day in [march, monday, may] { #expect(try letters(on: day).count == 1) }
    }

    @Test
    func `an import is all or nothing`() throws {
        _ = try importSchools([school()], from: march)
        let stranger = reporter(julio, assignments: [Assignment(school: villa)])
        #expect(throws: StoreError.noSuchSchool(villa, phone: julio)) {
            try importReporters([reporter(), stranger], from: march)
        }
        #expect(try store.reporters(on: monday).isEmpty)
        #expect(throws: StoreError.self) { try importSchools([school(villa), school(boys: -1)], from: may) }
        #expect(try store.schools(on: may).map(\.key) == [kimbiri])
    }
}
