import Attendance

/// Closures and local holidays as TOML, for the import into the database. It is read once and forgotten; the calendar
/// file that is in force is another, see ``CalendarFile``.
///
/// - Shape: `[[closure]]` and `[[local_holiday]]` with the keys `first`, `last`, `name`, `scope`, `area`, and
///   `on_the_day` for a holiday: the columns of ``ClosureImport``.
package enum ClosureFile {
    /// The same as rows of a table, with the line on which each begins.
    ///
    /// - Throws: ``ConfigurationError`` with every key that is not known or of the wrong kind.
    package static func rows(
        of text: String, named name: String
    ) throws(ConfigurationError) -> (header: [String], rows: [(line: Int, fields: [String])]) {
        let file = try TOMLFile(text: text, named: name)
        let findings = TableReader.Findings(file)
        let root = TableReader(file.values, path: "", findings)
        var rows: [(line: Int, fields: [String])] = []
        for kind in ["closure", "local_holiday"] {
            for table in root.tables(kind) {
                let values = [
                    "kind": kind, "first": table.day("first")?.iso, "last": table.day("last")?.iso,
                    "name": table.text("name"),
                    "scope": table.text("scope"), "area": table.text("area"),
                    "on_the_day": kind == "local_holiday" ? table.flag("on_the_day").map { $0 ? "yes" : "no" } : nil,
                ]
                table.finish()
                rows.append((file.lines[table.path] ?? 1, ClosureImport.columns.map { (values[$0] ?? nil) ?? "" }))
            }
        }
        root.finish()
        try findings.throwAny()
        return (ClosureImport.columns, rows.sorted { $0.line < $1.line })
    }
}
