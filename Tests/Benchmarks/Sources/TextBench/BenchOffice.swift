import Attendance
import Foundation
import Store

/// A fictitious office as large as a province's.
enum BenchOffice {
    private static let zone = TimeZone(identifier: "America/Lima") ?? .gmt

    static func moment(_ iso: String) throws -> Date { try Date(iso, strategy: .iso8601) }

    static func rules() throws -> OfficeRules {
        let times = ["10:00", "15:00", "09:00", "07:30", "19:00"].compactMap(TimeOfDay.init)
        let block = SchoolCalendar.ClassBlock(first: try day("2026-03-16"), last: try day("2026-05-15"))
        return OfficeRules(
            name: "Oficina de educacion de Kimbiri", phone: PhoneNumber(peruvianMobile: "987654300"), zone: zone,
            reporting: ReportingRules(
                day: .monday, questionAt: times[0], reminderAt: times[1], lastReminderAt: times[2],
                window: times[3]...times[4],
                zone: zone),
            calendar: try SchoolCalendar(
                years: [.init(year: 2026, blocks: [block])], holidays: SchoolCalendar.nationalHolidays(year: 2026)),
            caps: ReplyCaps(perHour: 1000, perDay: 1000, officePerDay: 10_000, identicalPerHour: 1000))
    }

    static func fill(_ store: AttendanceStore, _ phones: [PhoneNumber]) throws {
        let (first, now) = (try day("2026-03-16"), try moment("2026-03-16T08:00:00-05:00"))
        let schools = (0..<60).map { number in
            School(
                key: SchoolKey(String(9_900_001 + number)), name: "I.E. \(501 + number) Kimbiri", level: "primaria",
                district: "Kimbiri", ugel: "UGEL Ejemplo", enrolment: Enrolment(boys: 14, girls: 16, teachers: 2))
        }
        _ = try store.importSchools(schools, validFrom: first, retireMissing: false, at: now)
        let people = phones.enumerated().map { number, phone in
            Reporter(
                phone: phone, name: "Persona \(number)", role: .teacher,
                assignments: [Assignment(school: schools[number % schools.count].key)])
        }
        _ = try store.importReporters(people, validFrom: first, retireMissing: false, at: now)
    }

    private static func day(_ iso: String) throws -> SchoolDay {
        guard let day = SchoolDay(iso: iso) else { throw Complaint("no day \(iso)") }
        return day
    }
}
