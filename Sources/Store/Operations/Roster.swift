package import Attendance
package import Foundation
import GRDB

extension AttendanceStore {
    /// Adds and updates schools. Enrolment becomes a row from that day on where it differs from what
    /// is in force then; equal values add none. So does the school's own reporting day. All or nothing.
    ///
    /// - Parameters:
    ///   - daysFrom: the Monday from which another reporting day of a known school counts; nil for the first one that
    ///     is not before `validFrom`. That of a new school counts at once: nobody has asked it yet.
    ///   - retireMissing: ends the schools that the list does not name, from that day on.
    ///   - rehearsing: only tells what would change.
    package func importSchools(
        _ schools: [School], validFrom: SchoolDay, daysFrom: SchoolDay? = nil, retireMissing: Bool,
        rehearsing: Bool = false, at now: Date
    ) throws -> ImportSummary {
        let monday = daysFrom ?? validFrom.adding(days: 6).monday
        return try write(rehearsing: rehearsing) { db in
            var summary = ImportSummary()
            let ownDays = try db.reportingSettings()
            for school in schools {
                let isKnown = try db.isInRoster(school.key)
                let before = try db.school(school.key, on: validFrom)
                try db.upsert(school, validFrom: validFrom)
                if try db.school(school.key, on: validFrom)?.enrolment != school.enrolment {
                    try db.upsertEnrolment(of: school, validFrom: validFrom)
                }
                if ownDays.ownDay(of: school.key) != school.ownReportingDay {
                    let change = ReportingOverride(
                        area: .school(school.key), from: isKnown ? monday : validFrom, day: school.ownReportingDay)
                    try db.replaceReportingDay(change, at: now)
                }
                var same = before
                same?.schedule = school.schedule
                summary.count(isKnown: isKnown, isSame: same == school)
            }
            if retireMissing {
                let listed = Set(schools.map(\.key))
                for key in try db.schools(on: validFrom).map(\.key) where !listed.contains(key) {
                    try db.run(
                        "UPDATE school SET retiredOn = ? WHERE codMod = ? AND anexo = ?",
                        [validFrom.iso, key.codMod, key.anexo])
                    summary.retiredSchools.append(key)
                }
            }
            return summary
        }
    }

    /// Adds and updates reporters and their schools. All or nothing.
    ///
    /// A reporter who sent BAJA or was refused stays so and is listed in the summary; an applicant or
    /// a retired one becomes what the list says.
    ///
    /// - Parameters:
    ///   - retireMissing: retires the active reporters whom the list does not name.
    ///   - rehearsing: only tells what would change.
    /// - Throws: ``StoreError/noSuchSchool(_:phone:)``.
    package func importReporters(
        _ reporters: [Reporter], validFrom: SchoolDay, retireMissing: Bool, rehearsing: Bool = false, at now: Date
    ) throws -> ImportSummary {
        try write(rehearsing: rehearsing) { db in
            var summary = ImportSummary()
            for reporter in reporters {
                for assignment in reporter.assignments where try !db.isInRoster(assignment.school) {
                    throw StoreError.noSuchSchool(assignment.school, phone: reporter.phone)
                }
                let before = try db.reporter(reporter.phone, on: validFrom)
                try db.upsert(reporter, at: now)
                try db.replaceAssignments(of: reporter, validFrom: validFrom)
                if before == nil { try db.keepOut(reporter.phone, at: now) }
                let after = try db.reporter(reporter.phone, on: validFrom)
                summary.count(isKnown: before != nil, isSame: before == after)
                if after?.status == .optedOut || after?.status == .refused {
                    summary.keptOut.append(reporter.phone)
                }
            }
            if retireMissing {
                let listed = Set(reporters.map(\.phone))
                for row in try db.rows("SELECT phone FROM reporter WHERE status = 'active' ORDER BY phone") {
                    let phone = try row.requiredPhone("phone")
                    if listed.contains(phone) { continue }
                    try db.run(
                        "UPDATE reporter SET status = 'retired', statusSince = ? WHERE phone = ?", [now, phone.e164])
                    summary.retiredPhones.append(phone)
                }
            }
            return summary
        }
    }

    /// Schools that are not retired on that day, with the enrolment in force then.
    package func schools(on day: SchoolDay) throws -> [School] {
        try read { try $0.schools(on: day) }
    }

    /// All reporters, whatever their status, with the schools they have on that day.
    package func reporters(on day: SchoolDay) throws -> [Reporter] {
        try read { try $0.reporters(on: day) }
    }

    /// Who sent ALTA and waits for the office, the longest first.
    ///
    /// - Parameter refused: also those whom the office has refused.
    package func applicants(withRefused refused: Bool = false) throws -> [Applicant] {
        try read { db in
            try db.rows(
                """
                SELECT * FROM reporter WHERE (status = 'pending' OR (? AND status = 'refused'))
                    AND appliedFor IS NOT NULL ORDER BY statusSince, phone
                """, [refused]
            ).map { row in
                Applicant(
                    phone: try row.requiredPhone("phone"), name: row["name"], codMod: row["appliedFor"],
                    appliedAt: row["statusSince"])
            }
        }
    }
}

extension ImportSummary {
    fileprivate mutating func count(isKnown: Bool, isSame: Bool) {
        switch (isKnown, isSame) {
        case (false, _): added += 1
        case (true, false): updated += 1
        case (true, true): unchanged += 1
        }
    }
}

extension Database {
    /// Retired ones too.
    fileprivate func isInRoster(_ key: SchoolKey) throws -> Bool {
        try count("SELECT count(*) FROM school WHERE codMod = ? AND anexo = ?", [key.codMod, key.anexo]) > 0
    }

    func schools(on day: SchoolDay) throws -> [School] {
        let settings = try reportingSettings()
        return try values(
            Self.schoolQuery + " WHERE s.retiredOn IS NULL OR s.retiredOn > ?1 ORDER BY s.codMod, s.anexo", [day.iso]
        ) { try School($0, settings) }
    }

    /// Nil when it is retired on that day.
    func school(_ key: SchoolKey, on day: SchoolDay) throws -> School? {
        let query = " WHERE s.codMod = ?2 AND s.anexo = ?3 AND (s.retiredOn IS NULL OR s.retiredOn > ?1)"
        let arguments: StatementArguments = [day.iso, key.codMod, key.anexo]
        return try values(Self.schoolQuery + query, arguments) { row in
            try School(row, try reportingSettings(around: key, cluster: row["cluster"], district: row["district"]))
        }.first
    }

    /// With the enrolment in force on day ?1: the latest row that began by then.
    static let schoolQuery = """
        SELECT \(School.columns), s.joinedOn, s.retiredOn FROM school s
        LEFT JOIN enrolment e ON e.codMod = s.codMod AND e.anexo = s.anexo AND e.validFrom =
            (SELECT max(validFrom) FROM enrolment
             WHERE codMod = s.codMod AND anexo = s.anexo AND validFrom <= ?1)
        """

    /// - Parameter validFrom: from when a school that is new is in the roster; never later than it was.
    fileprivate func upsert(_ school: School, validFrom: SchoolDay) throws {
        try run(
            """
            INSERT INTO school (codMod, anexo, codLocal, name, level, district, ugel, community, cluster,
                teachingForm, attendanceForm, joinedOn)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (codMod, anexo) DO UPDATE SET codLocal = excluded.codLocal,
                name = excluded.name, level = excluded.level, district = excluded.district,
                ugel = excluded.ugel, community = excluded.community, cluster = excluded.cluster,
                teachingForm = excluded.teachingForm, attendanceForm = excluded.attendanceForm,
                joinedOn = min(joinedOn, excluded.joinedOn), retiredOn = NULL
            """,
            [
                school.key.codMod, school.key.anexo, school.codLocal, school.name, school.level,
                school.district, school.ugel, school.community, school.cluster,
                school.teachingForm.rawValue, school.attendanceForm.rawValue, validFrom.iso,
            ])
    }

    fileprivate func upsertEnrolment(of school: School, validFrom: SchoolDay) throws {
        try run(
            """
            INSERT OR REPLACE INTO enrolment (codMod, anexo, validFrom, boys, girls, teachers)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                school.key.codMod, school.key.anexo, validFrom.iso, school.enrolment.boys,
                school.enrolment.girls, school.enrolment.teachers,
            ])
    }
}

extension School {
    /// In the order in which ``init(_:_:)`` reads them.
    fileprivate static let columns = """
        s.codMod, s.anexo, s.codLocal, s.name, s.level, s.district, s.ugel, s.community, s.cluster, s.teachingForm,
        s.attendanceForm, e.boys, e.girls, e.teachers
        """

    init(_ row: Row, _ settings: ReportingSettings) throws {
        self.init(
            key: SchoolKey(row[0], anexo: row[1]), codLocal: row[2], name: row[3], level: row[4], district: row[5],
            ugel: row[6], community: row[7], cluster: row[8], teachingForm: try row.value(at: 9),
            attendanceForm: try row.value(at: 10), enrolment: Enrolment(boys: row[11], girls: row[12], teachers: row[13]))
        ownReportingDay = settings.ownDay(of: key)
        schedule = settings.schedule(of: self)
    }
}
