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
}

extension Database {
    func reportingSettings() throws -> ReportingSettings {
        ReportingSettings(overrides: try reportingOverrides().map(\.override))
    }

    fileprivate func reportingOverrides() throws -> [StoredOverride] {
        try rows("SELECT * FROM reportingDay ORDER BY scope, area, codMod, anexo, validFrom").map { row in
            StoredOverride(
                override: ReportingOverride(
                    area: try row.reportingArea(), from: try row.day("validFrom"),
                    day: (row["day"] as String?) == nil ? nil : try row.value("day")),
                enteredAt: row["enteredAt"])
        }
    }

    func replaceReportingDay(_ override: ReportingOverride, at now: Date) throws {
        let columns = override.area.columns
        try run(
            """
            DELETE FROM reportingDay
            WHERE scope = ? AND codMod IS ? AND anexo IS ? AND area IS ? AND validFrom >= ?
            """, [columns.scope, columns.codMod, columns.anexo, columns.area, override.from.iso])
        try run(
            """
            INSERT INTO reportingDay (scope, codMod, anexo, area, validFrom, day, enteredAt)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                columns.scope, columns.codMod, columns.anexo, columns.area, override.from.iso, override.day?.rawValue,
                now,
            ])
    }

    /// A line of the trail about an area: its name, and what it got, stand in the note.
    func audit(
        _ deed: OfficeDeed, of area: ReportingArea, on day: SchoolDay, saying what: String?, by signature: Signature
    ) throws {
        var school: SchoolKey?
        var words = what.map { [$0] } ?? []
        switch area {
        case .school(let key): school = key
        case .cluster(let name): words.append("cluster \(name)")
        case .district(let name): words.append("district \(name)")
        }
        if !signature.note.isEmpty { words.append(signature.note) }
        let said = Signature(person: signature.person, at: signature.at, note: words.joined(separator: ", "))
        try audit(deed, school: school, day: day, by: said)
    }
}

extension ReportingArea {
    /// As the columns of the same names hold it.
    var columns: (scope: String, codMod: String?, anexo: Int?, area: String?) {
        switch self {
        case .school(let key): ("school", key.codMod, key.anexo, nil)
        case .cluster(let name): ("cluster", nil, nil, name)
        case .district(let name): ("district", nil, nil, name)
        }
    }
}

extension Row {
    func reportingArea() throws -> ReportingArea {
        let name: String = self["area"] ?? ""
        return switch self["scope"] as String {
        case "school": .school(SchoolKey(self["codMod"], anexo: self["anexo"]))
        case "cluster": .cluster(name)
        default: .district(name)
        }
    }
}
