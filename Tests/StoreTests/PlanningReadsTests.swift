import Attendance
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Store

/// What a plan, a text that leaves and a text that came read: as little as concerns them, however large the office.
@Suite("What is read")
struct PlanningReadsTests {
    let store: AttendanceStore

    init() throws { store = try .seeded() }

    /// The statements that ran meanwhile.
    private func statements(_ body: () throws -> Void) throws -> [String] {
        let seen = Mutex<[String]>([])
        try store.read { db in
            db.trace { event in
                if case .statement(let statement) = event { seen.withLock { $0.append(statement.expandedSQL) } }
            }
        }
        try body()
        try store.read { $0.trace(options: []) }
        let transactions = ["BEGIN", "COMMIT", "PRAGMA"]
        return seen.withLock { $0 }.filter { statement in !transactions.contains(where: statement.hasPrefix) }
    }

    /// Tables that are gone through from end to end.
    private func scanned(by statements: [String]) throws -> Set<String> {
        let steps = try store.read { db in
            try statements.filter { $0.hasPrefix("SELECT") }.flatMap { statement in
                try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + statement).map { $0["detail"] as String }
            }
        }
        return Set(steps.filter { $0.hasPrefix("SCAN ") && !$0.contains(" USING ") }.map { step in
            String(step.dropFirst("SCAN ".count).prefix { $0 != " " })
        })
    }

    private func fill(_ schools: Range<Int>) throws {
        let own = schools.map { number in school(SchoolKey(String(9_000_000 + number)), name: "I.E. \(number)") }
        _ = try store.importSchools(own, validFrom: day("2026-03-16"), retireMissing: false, at: at())
        let people = zip(schools, own).map { number, school in
            reporter(phone(String(900_000_000 + number)), assignments: [Assignment(school: school.key)])
        }
        _ = try store.importReporters(people, validFrom: day("2026-03-16"), retireMissing: false, at: at())
        _ = try store.enqueue(people.map { question(to: $0.phone) }, at: at())
    }

    @Test
    func `a plan takes as many queries for fifty schools as for two`() throws {
        func queries() throws -> Int {
            try statements { _ = try store.planningInputs(on: monday, at: at()) }.count
        }
        let few = try queries()
        try fill(0..<50)
        #expect(try store.planningInputs(on: monday, at: at()).sent.count == 50)
        #expect(try queries() == few)
        #expect(few <= 14)
    }

    @Test
    func `a text that leaves goes through no table of texts, reports or people`() throws {
        try fill(0..<50)
        let step = StepKey(phone: phone("900000007"), school: nil, day: monday, step: .question)
        let read = try statements {
            _ = try store.planningInputs(of: step, about: [SchoolKey("9000007")], on: monday, at: at(60))
            _ = try store.nextOutbound(at: at(60), unasked: true)
            _ = try store.nextOutbound(at: at(60), unasked: false)
            _ = try store.nextDue(after: at(60))
            _ = try store.expireOutbound(at: at(60))
        }
        #expect(read.count > 10)
        // The office enters holds and baselines by the dozen; the others have one row.
        #expect(try scanned(by: read).subtracting(["hold", "baseline"]) == ["drawing"])
    }

    @Test
    func `a text that came goes through no table of texts, reports or people`() throws {
        try fill(0..<50)
        let read = try statements {
            try store.settling {
                _ = try $0.senderContext(of: rosa, body: "12 15 2", on: monday, in: lima, at: at())
            }
            _ = try store.completeTexts(at: at(), partialAfter: 0)
            _ = try store.hasUnsettledParts()
        }
        #expect(read.count > 10)
        #expect(try scanned(by: read).subtracting(["hold", "baseline"]) == ["drawing"])
    }

    @Test
    func `a queue full of another modem's texts is gone through once`() throws {
        try fill(0..<200)
        var seen: [Int64] = []
        let found = try store.nextOutbound(at: at(60), unasked: true) { message in
            seen.append(message.id)
            return false
        }
        #expect(found == nil)
        #expect(seen.count == 200)
        #expect(Set(seen).count == 200)
        let last = try store.nextOutbound(at: at(60), unasked: true) { $0.id == seen.last }
        #expect(last?.id == seen.last)
    }

    @Test(arguments: [kimbiri, villa])
    func `a step's inputs are those of the whole office, as far as they concern it`(key: SchoolKey) throws {
        let signature = Signature(person: "ana", at: at())
        let scopes: [SchoolScope] = [
            .school(kimbiri), .school(villa), .district("Livitaca"), .cluster("Red 9"), .office,
        ]
        for scope in scopes {
            _ = try store.addClosure(
                Closure(scope: scope, first: monday, last: monday.adding(days: 2), reason: "paro"), by: signature)
            _ = try store.addHold(
                Hold(scope: scope, first: monday, last: nil, note: "", origin: .office), by: signature)
        }
        try store.setReportingDay(
            .init(area: .cluster("Red 1"), from: monday, day: .friday), by: signature)
        try store.begin(Baseline(area: .district("Livitaca"), first: monday, weeks: 2), by: signature)
        for (number, school) in [kimbiri, villa].enumerated() {
            try store.receive("\(number)", accepted(report(of: school)), at: at(Double(number)))
            let asked = OpenQuestion(
                kind: .overEnrolment, school: school, day: monday, counts: AttendanceCounts(boys: 41), askedAt: at(10))
            try store.receive(
                "asks \(number)", from: [rosa, julio][number],
                Settlement(reading: "report", answer: .reply("SI?"), question: .open(asked)), at: at(10))
        }
        _ = try store.enqueue([question(to: rosa), question(to: julio), reminder(to: julio, of: villa)], at: at(20))
        let step = StepKey(phone: julio, school: key, day: monday, step: .reminder1)
        let whole = try store.planningInputs(on: monday, at: at(30))
        let own = try store.planningInputs(of: step, about: [key], on: monday, at: at(30))
        let school = try #require(whole.schools.first { $0.key == key })
        #expect(own.schools == [school])
        #expect(own.reporters == whole.reporters.filter { $0.phone == julio })
        #expect(own.reports == whole.reports.filter { $0.report.school == key } && own.reports.count == 1)
        #expect(own.closures == whole.closures.filter { $0.scope.covers(school) } && own.closures.count == 3)
        #expect(own.holds == whole.holds.filter { $0.scope.covers(school) } && own.holds.count == 3)
        #expect(own.openQuestions == whole.openQuestions.filter { $0.school == key } && own.openQuestions.count == 1)
        #expect(own.sent.map(\.key) == [StepKey(phone: julio, school: nil, day: monday, step: .question)])
    }

    @Test(arguments: [
        "1970-01-01 00:00:00.000", "2026-05-04 14:55:00.123", "2028-02-29 23:59:59.999", "2000-12-31 12:00:00.500",
        "1969-12-31 23:59:59.007", "2026-05-04 14:55:00", "2026-13-04 14:55:00.000", "2026-05-04T14:55:00.000Z",
        "2026-05-04 25:00:00.000", "nothing of that kind at all",
    ])
    func `a moment is read as GRDB reads it, or left to it`(text: String) throws {
        let read = StoredMoment.date(text)
        let reference = Date.fromDatabaseValue(text.databaseValue)
        #expect(read == nil || read == reference)
    }

    @Test
    func `every moment that is stored is read without a calendar`() {
        for seconds in stride(from: -1e9, to: 4e9, by: 12_345_678.901) {
            let text = String.fromDatabaseValue(Date(timeIntervalSince1970: seconds).databaseValue) ?? ""
            #expect(StoredMoment.date(text) != nil, "\(text)")
            #expect(StoredMoment.date(text) == Date.fromDatabaseValue(text.databaseValue))
        }
    }
}
