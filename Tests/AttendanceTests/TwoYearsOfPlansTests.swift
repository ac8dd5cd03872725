import Attendance
import Foundation
import Testing

/// Two years of a small office in which nobody ever reports, so that every step comes that can come. The golden file is
/// for a person to check: week by week, with the holidays and closures that explain it.
@Suite("Two years of plans")
struct TwoYearsOfPlansTests {
    static let ana = Sample.phone("987654330")
    static let boss = Sample.phone("987654331")

    /// Blocks of 2027 are made up after those of 2026.
    static func calendar() throws -> SchoolCalendar {
        func year(_ year: Int, _ blocks: [(String, String)]) -> SchoolCalendar.SchoolYear {
            .init(year: year, blocks: blocks.map { .init(first: Sample.day($0.0), last: Sample.day($0.1)) })
        }
        return try SchoolCalendar(
            years: [
                year(
                    2026,
                    [
                        ("2026-03-16", "2026-05-15"), ("2026-05-25", "2026-07-24"), ("2026-08-10", "2026-10-09"),
                        ("2026-10-19", "2026-12-18"),
                    ]),
                year(
                    2027,
                    [
                        ("2027-03-15", "2027-05-14"), ("2027-05-24", "2027-07-23"), ("2027-08-09", "2027-10-08"),
                        ("2027-10-18", "2027-12-17"),
                    ]),
            ],
            holidays: SchoolCalendar.nationalHolidays(year: 2026) + SchoolCalendar.nationalHolidays(year: 2027))
    }

    /// Another day for one school from June on, Fridays for another, a baseline, all by the same rules as the store's.
    static func schools() -> [School] {
        let settings = ReportingSettings(
            overrides: [
                .init(area: .school(Sample.two.key), from: Sample.day("2026-06-01"), day: .tuesday),
                .init(area: .school(Sample.three.key), from: Sample.day("2026-01-05"), day: .friday),
            ],
            baselines: [.init(area: .school(Sample.one.key), first: Sample.day("2026-08-10"), weeks: 2)])
        return [Sample.one, Sample.two, Sample.three].map { school in
            var school = school
            school.schedule = settings.schedule(of: school)
            return school
        }
    }

    static let closures: [(String, Closure)] = {
        func closure(_ scope: SchoolScope, _ first: String, _ last: String, _ reason: String) -> (String, Closure) {
            (
                reason,
                Closure(scope: scope, first: Sample.day(first), last: Sample.day(last), reason: reason)
            )
        }
        return [
            closure(.school(Sample.two.key), "2026-04-27", "2026-05-01", "38387 closed: huayco"),
            closure(.district("Kimbiri"), "2026-11-16", "2026-11-17", "all closed: strike"),
            ("local holiday", Closure.localHoliday("Aniversario", of: Sample.day("2026-06-03"), for: .district("Kimbiri"))),
        ]
    }()

    static let hold = Hold(
        scope: .school(Sample.three.key), first: Sample.day("2026-09-07"), last: Sample.day("2026-09-18"), note: "duelo",
        origin: .office)

    static func inputs() -> PlanningInputs {
        var official = Sample.reporter(boss, .official, schools: [])
        official.ugel = "Pichari"
        return PlanningInputs(
            schools: schools(),
            reporters: [
                Sample.reporter(Sample.rosa, .head, schools: [(Sample.one, nil)]),
                Sample.reporter(Sample.julio, .teacher, schools: [(Sample.two, "A"), (Sample.three, "B")]),
                Sample.reporter(Sample.elder, .community, schools: [(Sample.one, nil)]),
                Sample.reporter(ana, .promoter, schools: [(Sample.one, nil), (Sample.two, nil), (Sample.three, nil)]),
                official,
            ],
            closures: closures.map(\.1), holds: [hold])
    }

    static func departures(of year: Int) throws -> [PlanPreview.Departure] {
        var office = try Sample.office()
        office.calendar = try calendar()
        let planner = ReminderPlanner(office: office, fits: Sample.fits)
        return PlanPreview(
            planner, inputs(), from: Sample.moment("\(year)-01-01 00:00"), until: Sample.moment("\(year)-12-31 23:59"),
            assuming: .silence
        ).departures
    }

    // MARK: The file

    private static let names = [Sample.one.key: "501", Sample.two.key: "38387", Sample.three.key: "503"]

    private static func line(_ departure: PlanPreview.Departure) -> String {
        let text = departure.text
        let day = SchoolDay(departure.at, in: Sample.lima)
        let what = text.occasion == .baseline ? "baseline" : text.key.step.rawValue
        let schools = text.schools.map { names[$0] ?? "?" }.joined(separator: " ")
        let about = text.key.day == day ? "" : " of \(text.key.day.iso)"
        return "  \(day.weekday.rawValue.prefix(3)) \(day.iso) \(TimeOfDay(departure.at, in: Sample.lima)) "
            + "…\(text.key.phone.e164.suffix(3)) \(what)\(about): \(schools)"
    }

    static func page(_ year: Int) throws -> [String] {
        let calendar = try calendar()
        let departures = Dictionary(grouping: try departures(of: year)) { SchoolDay($0.at, in: Sample.lima).monday }
        let first = Sample.day("\(year)-01-01").monday
        return (0...52).map { first.adding(days: 7 * $0) }.flatMap { monday -> [String] in
            let days = (0...6).map(monday.adding(days:))
            let notes =
                days.compactMap { day -> String? in
                    guard case .holiday(let name) = calendar.kind(of: day) else { return nil }
                    return "\(day.weekday.rawValue.prefix(3)) \(name)"
                }
                + closures.filter { $0.1.first <= days[6] && monday <= $0.1.last }.map {
                    "\($0.0) \($0.1.first.iso) to \($0.1.last.iso)"
                } + (hold.first <= days[6] && hold.lasts(on: monday) ? ["503 held"] : [])
            let hasClass = days.contains { calendar.kind(of: $0) == .classDay }
            let head = "Week of \(monday.iso)" + (hasClass ? "" : ", no class") + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))")
            return [head] + (departures[monday] ?? []).map(line)
        }
    }

    @Test
    func `are those that a person has checked`() throws {
        let lines = try ["# Who is sent what, when nobody ever reports. …321 head of 501, …323 teacher of 38387 and 503 (Fridays), …325 community of 501,",
            "# …330 promoter of the three, …331 official. 38387 is asked on Tuesdays from June 2026 on. Written by UPDATE_GOLDEN=1."]
            + Self.page(2026) + Self.page(2027)
        let text = lines.joined(separator: "\n") + "\n"
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/plans-2026-2027.txt")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: path)
        }
        #expect(text == (try String(contentsOf: path, encoding: .utf8)))
    }

    @Test(arguments: [2026, 2027])
    func `keep to the rules that hold for every text`(year: Int) throws {
        let calendar = try Self.calendar()
        let rules = Sample.rules()
        let departures = try Self.departures(of: year)
        #expect(Set(departures.map(\.text.key)).count == departures.count, "a step is planned twice")
        var reminders: [[String]: Int] = [:]
        for departure in departures {
            let day = SchoolDay(departure.at, in: Sample.lima)
            let time = TimeOfDay(departure.at, in: Sample.lima)
            #expect(day.weekday != .sunday && !calendar.isHoliday(day), "\(day.iso)")
            #expect(rules.window.contains(time), "\(day.iso) \(time)")
            #expect(departure.at == departure.text.at && departure.at < departure.text.expiresAt)
            let key = departure.text.key
            if key.step == .reminder1 || key.step == .reminder2 {
                for school in departure.text.schools {
                    reminders[[school.codMod, key.phone.e164, key.day.monday.iso], default: 0] += 1
                }
            }
            if key.step == .question {
                let schools = Self.schools().filter { departure.text.schools.contains($0.key) }
                let closures = Self.closures.map(\.1)
                #expect(schools.allSatisfy { calendar.isClassDay(day, for: $0, closures: closures) })
            }
        }
        #expect(reminders.values.allSatisfy { $0 <= 2 })
    }
}
