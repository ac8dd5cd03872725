import Attendance
import Foundation
import GRDB
import Store

/// A fictitious office of any size: two reporters a school, every tenth teacher with two schools, promoters with
/// twenty, closures, holds, and eight weeks of reports and questions behind it.
struct SampleProvince {
    static let zone = TimeZone(identifier: "America/Lima") ?? .gmt

    let schools: [School]
    let reporters: [Reporter]

    init(schools count: Int) {
        schools = (0..<count).map { number in
            School(
                key: SchoolKey(String(9_000_001 + number)), name: "I.E. \(501 + number) Kimbiri", level: "primaria",
                district: "Distrito \(number / 100)", ugel: "UGEL \(number / 5000)", cluster: "Red \(number / 10)",
                enrolment: Enrolment(boys: 14, girls: 16, teachers: 2),
                // The roster of some names a day.
                reportingDay: number % 20 == 7 ? .tuesday : nil)
        }
        reporters = Self.reporters(of: schools)
    }

    private static func reporters(of schools: [School]) -> [Reporter] {
        var reporters: [Reporter] = []
        func add(_ role: ReporterRole, _ own: [School], ugel: String? = nil) {
            let number = String(900_000_000 + reporters.count)
            guard let phone = PhoneNumber(peruvianMobile: number) else { preconditionFailure("no mobile: \(number)") }
            let letters = own.count == 2 ? ["A", "B"] : []
            let assignments = own.enumerated().map { index, school in
                Assignment(school: school.key, letter: letters.isEmpty ? nil : letters[index])
            }
            reporters.append(
                Reporter(
                    phone: phone, name: "Persona \(reporters.count)", role: role, assignments: assignments, ugel: ugel))
        }
        for (number, school) in schools.enumerated() {
            add(.head, [school])
            add(.teacher, number % 10 == 3 && number + 1 < schools.count ? [school, schools[number + 1]] : [school])
            if number % 20 == 0 { add(.promoter, Array(schools[number..<min(number + 20, schools.count)])) }
            if number % 5000 == 0 { add(.official, [], ugel: school.ugel) }
        }
        return reporters
    }

    // MARK: Moments

    static func day(_ iso: String) throws -> SchoolDay {
        guard let day = SchoolDay(iso: iso) else { throw Complaint("no day \(iso)") }
        return day
    }

    static func moment(_ iso: String) throws -> Date { try Date(iso, strategy: .iso8601) }

    static func rules() throws -> OfficeRules {
        let times = ["10:00", "15:00", "09:00", "07:30", "19:00"].compactMap(TimeOfDay.init)
        let blocks = try [("2026-03-16", "2026-05-15"), ("2026-05-25", "2026-07-24")].map {
            SchoolCalendar.ClassBlock(first: try day($0.0), last: try day($0.1))
        }
        return OfficeRules(
            name: "Oficina de educacion de Kimbiri", phone: PhoneNumber(peruvianMobile: "987654300"), zone: zone,
            reporting: ReportingRules(
                day: .monday, questionAt: times[0], reminderAt: times[1], lastReminderAt: times[2],
                window: times[3]...times[4], zone: zone),
            calendar: try SchoolCalendar(
                years: [.init(year: 2026, blocks: blocks)], holidays: SchoolCalendar.nationalHolidays(year: 2026)))
    }

    // MARK: The database

    /// - Parameter path: where no database is yet.
    func fill(_ store: AttendanceStore, at path: String) throws {
        let (first, now) = (try Self.day("2026-03-16"), try Self.moment("2026-03-16T08:00:00-05:00"))
        _ = try store.importSchools(schools, validFrom: first, retireMissing: false, at: now)
        _ = try store.importReporters(reporters, validFrom: first, retireMissing: false, at: now)
        let signature = Signature(person: "ana", at: now)
        _ = try store.addClosures(try closures(), by: signature)
        for hold in try holds() { _ = try store.addHold(hold, by: signature) }
        // By themselves: through the store each text would be a transaction of its own.
        let queue = try DatabaseQueue(path: path)
        try queue.write { db in
            for week in 0..<8 { try past(week, from: first, db) }
        }
        try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try queue.close()
    }

    /// Of one school in a hundred, in this week and in earlier ones; a strike, and a feast of a district.
    private func closures() throws -> [Closure] {
        let own = try stride(from: 5, to: schools.count, by: 100).map { number in
            let first = try Self.day("2026-03-16").adding(days: 7 * (number / 100 % 10))
            return Closure(
                scope: .school(schools[number].key), first: first, last: first.adding(days: 4), reason: "huayco")
        }
        let strike = try Self.day("2026-04-20")
        let feasts = [
            Closure(scope: .office, first: strike, last: strike, reason: "paro"),
            Closure.localHoliday("Aniversario", of: try Self.day("2026-05-06"), for: .district("Distrito 1")),
        ]
        return own + feasts
    }

    private func holds() throws -> [Hold] {
        let first = try Self.day("2026-05-04")
        return stride(from: 9, to: schools.count, by: 200).map { number in
            Hold(
                scope: .school(schools[number].key), first: first, last: first.adding(days: 13), note: "duelo",
                origin: .office)
        }
    }

    /// Everybody was asked, four of five schools reported.
    private func past(_ week: Int, from first: SchoolDay, _ db: Database) throws {
        let day = first.adding(days: 7 * week)
        let asked = day.moment(at: .noon, in: Self.zone)
        let report = try db.makeStatement(
            sql: """
                INSERT INTO report (codMod, anexo, day, stream, state, source, boys, girls, teachers, noClass, isLate,
                    isTraining, marks, phone, receivedAt, sentAt)
                VALUES (?, 0, ?, 'school', 'current', 'sms', 12, 14, 2, 0, 0, 0, '', ?, ?, ?)
                """)
        for (number, school) in schools.enumerated() where (number + week) % 5 != 0 {
            try report.execute(arguments: [
                school.key.codMod, day.iso, reporters[0].phone.e164, asked.addingTimeInterval(600),
                asked.addingTimeInterval(600),
            ])
        }
        let question = try db.makeStatement(
            sql: """
                INSERT INTO outboundMessage (recipient, text, kind, priority, state, dueAt, expiresAt, step, stepDay,
                    schools, createdAt, sentAt, partsTotal)
                VALUES (?, 'Buenos dias', 'question', 3, 'delivered', ?, ?, 'question', ?, ?, ?, ?, 1)
                """)
        let part = try db.makeStatement(
            sql: """
                INSERT INTO outboundPart (message, sequence, state, modem, sim, recipientTail, submittedAt, sentAt)
                VALUES (?, 1, 'delivered', 'bench', '8951', ?, ?, ?)
                """)
        for reporter in reporters where reporter.role.reportsForSchool {
            let about = reporter.assignments.map(\.school.text).joined(separator: ",")
            try question.execute(arguments: [
                reporter.phone.e164, asked, asked.addingTimeInterval(3600), day.iso, about, asked, asked,
            ])
            try part.execute(arguments: [
                db.lastInsertedRowID, String(reporter.phone.e164.suffix(8)), asked, asked,
            ])
        }
    }
}
