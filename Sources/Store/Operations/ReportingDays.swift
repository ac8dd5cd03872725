package import Attendance
import Foundation
import GRDB

extension AttendanceStore {
    /// Sets the reporting day of an area from a Monday on, or lifts it where it has none. What was entered last counts:
    /// it also replaces what had been planned for later.
    package func setReportingDay(_ override: ReportingOverride, by signature: Signature) throws {
        try write { db in
            try db.replaceReportingDay(override, at: signature.at)
            try db.audit(
                override.day == nil ? .unsetReportingDay : .setReportingDay, of: override.area, on: override.from,
                saying: override.day?.rawValue, by: signature)
        }
    }

    /// All that were ever in force or will be, areas in order of their names, each in order of its Mondays.
    package func reportingOverrides() throws -> [StoredOverride] {
        try read { try $0.reportingOverrides() }
    }

    package func begin(_ baseline: Baseline, by signature: Signature) throws {
        let area = baseline.area
        try write { db in
            try db.run(
                """
                INSERT INTO baseline (scope, codMod, anexo, area, first, last, enteredAt) VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    area.word, area.school?.codMod, area.school?.anexo, area.area, baseline.first.iso, baseline.last.iso,
                    signature.at,
                ])
            try db.audit(
                .beginBaseline, of: baseline.area, on: baseline.first, saying: "until \(baseline.last.iso)", by: signature)
        }
    }

    /// Makes a day the last of an area's baselines; those that begin later are taken back.
    ///
    /// - Returns: how many that were.
    package func endBaselines(of area: SchoolScope, after day: SchoolDay, by signature: Signature) throws -> Int {
        return try write { db in
            try db.run(
                """
                UPDATE baseline SET last = ?1, endedAt = ?2
                WHERE scope = ?3 AND codMod IS ?4 AND anexo IS ?5 AND area IS ?6 AND last > ?1
                """, [day.iso, signature.at, area.word, area.school?.codMod, area.school?.anexo, area.area])
            let count = db.changesCount
            if count > 0 { try db.audit(.endBaseline, of: area, on: day, saying: nil, by: signature) }
            return count
        }
    }

    /// In order of their first days; those that were taken back, too.
    package func baselines() throws -> [StoredBaseline] {
        try read { try $0.baselines() }
    }
}

extension Database {
    func reportingSettings() throws -> ReportingSettings {
        ReportingSettings(
            overrides: try reportingOverrides().map(\.override), baselines: try baselines().map(\.baseline),
            salt: try salt())
    }

    /// As far as they concern one school.
    func reportingSettings(around school: SchoolKey, cluster: String?, district: String) throws -> ReportingSettings {
        let arguments: StatementArguments = [school.codMod, school.anexo, cluster, district]
        return ReportingSettings(
            overrides: try reportingOverrides(
                """
                SELECT * FROM reportingDay WHERE scope = 'school' AND codMod = ?1 AND anexo = ?2
                UNION ALL SELECT * FROM reportingDay WHERE scope <> 'school' AND scope = 'cluster' AND area = ?3
                UNION ALL SELECT * FROM reportingDay WHERE scope <> 'school' AND scope = 'district' AND area = ?4
                """, arguments
            ).map(\.override),
            baselines: try baselines(
                """
                SELECT * FROM baseline WHERE (scope = 'school' AND codMod = ?1 AND anexo = ?2)
                    OR (scope = 'cluster' AND area = ?3) OR (scope = 'district' AND area = ?4) ORDER BY first, id
                """, arguments
            ).map(\.baseline), salt: try salt())
    }

    private func salt() throws -> String {
        guard let salt: String = try row("SELECT salt FROM drawing")?["salt"] else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "drawing has lost its row")
        }
        return salt
    }

    fileprivate func baselines(
        _ query: String = "SELECT * FROM baseline ORDER BY first, id", _ arguments: StatementArguments = []
    ) throws -> [StoredBaseline] {
        try values(query, arguments) { row in
            StoredBaseline(
                baseline: Baseline(area: try SchoolScope(row), first: try row.day("first"), last: try row.day("last")),
                enteredAt: row["enteredAt"], endedAt: row["endedAt"])
        }
    }

    fileprivate func reportingOverrides(
        _ query: String = "SELECT * FROM reportingDay ORDER BY scope, area, codMod, anexo, validFrom",
        _ arguments: StatementArguments = []
    ) throws -> [StoredOverride] {
        try values(query, arguments) { row in
            StoredOverride(
                override: ReportingOverride(
                    area: try SchoolScope(row), from: try row.day("validFrom"),
                    day: (row["day"] as String?) == nil ? nil : try row.value("day")),
                enteredAt: row["enteredAt"])
        }
    }

    func replaceReportingDay(_ override: ReportingOverride, at now: Date) throws {
        let area = override.area
        try run(
            """
            DELETE FROM reportingDay
            WHERE scope = ? AND codMod IS ? AND anexo IS ? AND area IS ? AND validFrom >= ?
            """, [area.word, area.school?.codMod, area.school?.anexo, area.area, override.from.iso])
        try run(
            """
            INSERT INTO reportingDay (scope, codMod, anexo, area, validFrom, day, enteredAt)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                area.word, area.school?.codMod, area.school?.anexo, area.area, override.from.iso, override.day?.rawValue,
                now,
            ])
    }

    /// A line of the trail about an area: its name, and what it got, stand in the note.
    func audit(
        _ deed: OfficeDeed, of area: SchoolScope, on day: SchoolDay, saying what: String?, by signature: Signature
    ) throws {
        var school: SchoolKey?
        var words = what.map { [$0] } ?? []
        switch area {
        case .school(let key): school = key
        case .cluster(let name): words.append("cluster \(name)")
        case .district(let name): words.append("district \(name)")
        case .office: words.append("office")
        }
        if !signature.note.isEmpty { words.append(signature.note) }
        let said = Signature(person: signature.person, at: signature.at, note: words.joined(separator: ", "))
        try audit(deed, school: school, day: day, by: said)
    }
}
