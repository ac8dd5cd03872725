package import Attendance
import GRDB

extension AttendanceStore {
    /// What came of what was enrolled on each day, by the enrolment of that day: current reports of schools with boys
    /// and girls, without training; days without class, schools without enrolment and
    /// those whose enrolment is no measure of presence (alternancia, PRONOEI) left out.
    package func attendanceObservations(from first: SchoolDay, to last: SchoolDay) throws -> [AttendanceObservation] {
        try read { db in
            try db.rows(
                """
                SELECT r.codMod, r.anexo, r.day, r.boys + r.girls AS present, e.boys + e.girls AS enrolled
                FROM report r
                JOIN school s ON s.codMod = r.codMod AND s.anexo = r.anexo AND s.attendanceForm = 'regular'
                JOIN enrolment e ON e.codMod = r.codMod AND e.anexo = r.anexo AND e.validFrom =
                    (SELECT max(validFrom) FROM enrolment
                     WHERE codMod = r.codMod AND anexo = r.anexo AND validFrom <= r.day)
                WHERE r.day >= ? AND r.day <= ? AND r.state = 'current' AND r.stream = 'school' AND NOT r.isTraining
                    AND r.noClass = 0 AND r.boys IS NOT NULL AND r.girls IS NOT NULL AND e.boys + e.girls > 0
                ORDER BY r.day, r.codMod, r.anexo
                """, [first.iso, last.iso]
            ).map { row in
                AttendanceObservation(
                    school: SchoolKey(row["codMod"], anexo: row["anexo"]), day: try row.day("day"),
                    present: row["present"], enrolled: row["enrolled"])
            }
        }
    }
}
