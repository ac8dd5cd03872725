import Foundation
import Testing

/// The script of a term and its reckoning, without a program.
@Suite("The script of a term")
struct TermScriptTests {
    private static let scenario = TermScenario(seed: 2026)

    @Test func `a seed makes one term, another seed another`() {
        let words = Self.scenario.texts.map { "\($0.planned) \($0.sender) \($0.body)" }
        #expect(TermScenario(seed: 2026).texts.map { "\($0.planned) \($0.sender) \($0.body)" } == words)
        #expect(TermScenario(seed: 7).texts.map { "\($0.planned) \($0.sender) \($0.body)" } != words)
    }

    @Test func `everybody is there and every habit`() {
        let people = Self.scenario.office.people
        let reporters = people.filter { [.head, .teacher, .community].contains($0.role) }
        #expect(Self.scenario.office.schools.count == 60)
        #expect(reporters.count == 150)
        #expect(Set(people.filter { $0.role == .head }.map(\.habit)) == Set(Habit.allCases))
        #expect(Set(people.map { $0.phone.suffix(3) }).count == people.count)
        let bodies = Self.scenario.texts.map(\.body)
        for word in ["CORREGIR", "ANULAR", "BAJA", "PRUEBA", "AYER", "A H"] {
            #expect(bodies.contains { $0.hasPrefix(word) }, "nobody writes \(word)")
        }
        #expect(Self.scenario.texts.contains { $0.copies == 2 })
        #expect(Self.scenario.texts.contains { $0.meaning?.content == .noClass })
    }

    /// By hand, from a calendar of 2026.
    @Test(arguments: [
        (0, 0, "2026-04-27"), (40, 0, "2026-04-30"), (0, 3, nil), (0, 9, "2026-06-30"), (25, 6, "2026-06-10"),
        (11, 7, nil), (13, 7, "2026-06-15")
    ])
    func `a school's reporting day is the one of the calendar`(school: Int, week: Int, day: String?) {
        #expect(Self.scenario.office.reportingDay(school, week: week, knownAt: .distantFuture)?.iso == day)
    }

    @Test(arguments: [("2026-04-30", "2026-05-02"), ("2026-05-04", "2026-05-05"), ("2026-06-30", "2026-07-01")])
    func `the day after a reporting day is no Sunday and no holiday`(day: String, next: String) {
        let days = (0..<84).map(TermDay.init)
        #expect(days.first { $0.iso == day }?.dayAfter?.iso == next)
    }

    @Test func `who is silent is reminded twice a week`() throws {
        // A head without a teacher who reports in their place, and of no school that is ever closed.
        func silent(_ office: TermOffice) -> TermOffice.Person? {
            let taught = Set(office.people.filter { $0.role == .teacher }.flatMap(\.schools))
            return office.people.first {
                $0.habit == .silent && $0.role == .head && !taught.contains($0.schools[0])
                    && !(10..<30).contains($0.schools[0])
            }
        }
        let scenarios = (1...20).lazy.map { TermScenario(seed: $0) }
        let scenario = try #require(scenarios.first { silent($0.office) != nil })
        let person = try #require(silent(scenario.office))
        let reckoner = TermReckoner(scenario)
        let reports = reckoner.reports.keys.count { $0.school == person.schools[0] && $0.stream == .school }
        let steps = reckoner.unasked.filter { $0.phone == person.e164 }.map(\.step)
        let weeks = steps.count { $0 == .question }
        #expect(weeks == 11, "one week of twelve is vacation")
        #expect(steps.count == weeks + 2 * (weeks - reports), "\(reports) reports, \(steps)")
    }

    @Test func `the last report counts`() throws {
        let reckoner = TermReckoner(Self.scenario)
        let corrections = Self.scenario.texts.filter { $0.body.hasPrefix("CORREGIR") }
        #expect(!corrections.isEmpty)
        for correction in corrections {
            let meaning = try #require(correction.meaning)
            let rivals = Self.scenario.texts.filter {
                $0.meaning?.school == meaning.school && $0.meaning?.day == meaning.day && $0.meaning?.stream == .school
            }
            let last = try #require(rivals.max { $0.planned < $1.planned }?.meaning)
            let key = TermReckoner.Key(school: meaning.school, day: meaning.day, stream: .school)
            #expect(rivals.count > 1)
            #expect(reckoner.reports[key] == last.content)
        }
    }
}
