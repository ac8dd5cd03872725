import Foundation
import Stage

/// Sixty schools in six clusters and three districts, and who reports for them. All of it is nobody's.
struct TermOffice {
    struct School {
        let number: Int
        let boys: Int
        let girls: Int
        let teachers: Int

        /// Of ten schools each; the last two clusters report on Thursdays.
        var cluster: Int { number / 10 }
        var weekday: Int { cluster >= 4 ? 3 : 0 }
        var codMod: String { String(9_900_001 + number) }
        var name: String { "I.E. \(501 + number) \(Self.places[number % Self.places.count])" }

        private static let places = [
            "Kimbiri", "Pampa Alta", "Quebrada", "Sancayhuay", "Lobo Tahuantinsuyo", "Villa El Salvador"
        ]
    }

    enum Role: String { case head, teacher, community, promoter, official }

    struct Person {
        let number: Int
        let role: Role
        let schools: [Int]
        let habit: Habit

        /// The last three digits, which logs show, tell all of them apart.
        var phone: String { String(900_000_100 + number) }
        var e164: String { "+51" + phone }
    }

    /// Schools that the office closes, and from when on it is known.
    struct Closure {
        let schools: Range<Int>
        let first: TermDay
        let last: TermDay
        let entered: Date

        func closes(_ school: Int, on day: TermDay, knownAt moment: Date) -> Bool {
            schools.contains(school) && first <= day && day <= last && entered <= moment
        }
    }

    let schools: [School]
    let people: [Person]
    let closures: [Closure]

    static let headsOfTwo = 6
    static let teachers = 46
    static let communities = 50

    init(_ random: inout EndToEnd.Random) {
        schools = (0..<60).map {
            School(number: $0, boys: 8 + random.below(20), girls: 8 + random.below(20), teachers: 1 + random.below(4))
        }
        var habits: [Habit] = []
        while habits.count < 60 - Self.headsOfTwo { habits += random.shuffled(Habit.allCases) }
        // The last two schools of each cluster share a head.
        let shared = (0..<Self.headsOfTwo).map { [10 * $0 + 8, 10 * $0 + 9] }
        let alone = (0..<60).filter { $0 % 10 < 8 }.map { [$0] }
        var people: [Person] = []
        func add(_ role: Role, _ schools: [Int], _ habit: Habit = .exact) {
            people.append(Person(number: people.count, role: role, schools: schools, habit: habit))
        }
        for (schools, habit) in zip(alone, habits) { add(.head, schools, habit) }
        for schools in shared { add(.head, schools) }
        for school in random.shuffled(Array(0..<60)).prefix(Self.teachers) { add(.teacher, [school]) }
        for school in random.shuffled(Array(0..<60)).prefix(Self.communities) { add(.community, [school]) }
        for cluster in 0..<6 { add(.promoter, Array(10 * cluster..<10 * cluster + 10)) }
        add(.official, [])
        self.people = people
        closures = [
            // The reporting day moves within its week, the last steps fall away on Tuesday, and a week is skipped
            // after its question has been asked.
            Closure(schools: 20..<30, first: TermDay(42), last: TermDay(43), entered: TermDay(0).at(7, 0)),
            Closure(schools: 10..<20, first: TermDay(36), last: TermDay(36), entered: TermDay(28).at(12, 0)),
            Closure(schools: 10..<13, first: TermDay(49), last: TermDay(53), entered: TermDay(49).at(12, 0))
        ]
    }

    // MARK: Reporting days

    /// A school's reporting day of a week, as far as closures are known at that moment.
    func reportingDay(_ school: Int, week: Int, knownAt moment: Date) -> TermDay? {
        (schools[school].weekday...4).map { TermDay(week: week, weekday: $0) }.first { day in
            day.isClassDay && !closures.contains { $0.closes(school, on: day, knownAt: moment) }
        }
    }

    /// Whether a report of that day is of the week that begins with this reporting day.
    func covers(_ reportingDay: TermDay, _ day: TermDay, _ school: Int, knownAt moment: Date) -> Bool {
        let later = (reportingDay.week...reportingDay.week + 9).compactMap {
            self.reportingDay(school, week: $0, knownAt: moment)
        }
        return reportingDay <= day && (later.first { $0 > reportingDay }.map { day < $0 } ?? true)
    }

    // MARK: For the programs

    var stage: Office {
        var office = Office(
            schools: schools.map { school in
                var row = Office.School(
                    school.codMod, school.name, boys: school.boys, girls: school.girls, teachers: school.teachers,
                    reportingDay: school.weekday == 3 ? "thursday" : "")
                row.cluster = Self.cluster(school.cluster)
                row.district = ["Kimbiri", "Pichari", "Echarati"][school.cluster / 2]
                return row
            }, reporters: people.flatMap(rows))
        office.moreTables = ["[sending]\nstatus_reports = false"]
        return office
    }

    static func cluster(_ number: Int) -> String { "Red \(number + 1)" }

    private func rows(_ person: Person) -> [Office.Reporter] {
        let name = "Persona \(["Uno", "Dos", "Tres"][person.number % 3]) Numero \(person.number)"
        guard person.role != .official else {
            var row = Office.Reporter(person.phone, name, "official", "")
            row.ugel = "UGEL Pichari"
            return [row]
        }
        return person.schools.enumerated().map { place, school in
            var row = Office.Reporter(person.phone, name, person.role.rawValue, schools[school].codMod)
            if person.role == .head, person.schools.count > 1 { row.letter = Self.letter(place) }
            return row
        }
    }

    static func letter(_ place: Int) -> String { ["A", "B"][place] }
}

extension EndToEnd.Random {
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for place in elements.indices.reversed() { elements.swapAt(place, below(place + 1)) }
        return elements
    }
}
