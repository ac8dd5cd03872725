import ArgumentParser
import Attendance
import Foundation
import Store

/// Options of both imports.
struct ImportOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The table: CSV with , or ; between the fields. \"-\" is standard input.", valueName: "file"))
    var file: String

    @Flag(help: "Retire everything that is not in the file. Its history stays.")
    var retireMissing = false

    @Flag(help: "Only check the file; change nothing.")
    var check = false
}

/// A roster table on its way into the database: all of it or nothing.
struct RosterFile {
    let name: String
    let encoding: OfficeText.Encoding
    private(set) var table: CSVTable
    /// Column `valid_from`, which all rows share.
    private(set) var validFrom: SchoolDay?
    private var problems: [ImportProblem]

    init(_ input: NamedInput) throws(Complaint) {
        name = input.name == "standard input" ? input.name : URL(fileURLWithPath: input.name).lastPathComponent
        let text = try OfficeText(input.bytes, named: name)
        encoding = text.encoding
        table = try CSVTable(text.text, named: name)
        problems = table.problems
        readValidFrom()
    }

    /// Figures that hold from different days need an import each: one import is one day.
    private mutating func readValidFrom() {
        for (line, value) in table.take(column: "valid_from") ?? [] where !value.isEmpty {
            guard let day = SchoolDay(iso: value) else {
                problems.append(
                    ImportProblem(
                        line: line, column: "valid_from", message: "\"\(value)\" is no day",
                        remedy: "Write it as 2026-03-16, or leave it empty."))
                continue
            }
            if let validFrom, validFrom != day {
                problems.append(
                    ImportProblem(
                        line: line, column: "valid_from",
                        message: "\(day.iso) differs from \(validFrom.iso) in a line above",
                        remedy: "Import the rows of each day in a file of their own."))
                continue
            }
            validFrom = day
        }
    }

    /// Gives the values when neither the shape nor a row is wrong.
    ///
    /// - Throws: ``Complaint`` that names line, column and remedy of each error.
    func values<Value>(
        _ values: [Value], problems others: [ImportProblem], called things: String
    ) throws(Complaint) -> [Value] {
        if let complaint = Complaint(problems + others, in: name) { throw complaint }
        guard !values.isEmpty else {
            throw Complaint(.badData, "\(name) has a heading but no \(things). Nothing was changed.")
        }
        return values
    }

    /// `schools.csv (Windows-1252)`: what was read, so that wrong accents have an explanation.
    var words: String { "\(name) (\(encoding.rawValue))" }
}

extension Complaint {
    private static let mostShown = 50

    /// Names line, column and remedy of each problem; nil where there is none.
    init?(_ problems: [ImportProblem], in name: String) {
        guard !problems.isEmpty else { return nil }
        let all = problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        let count = all.count == 1 ? "1 error" : "\(all.count) errors"
        let lines = all.prefix(Self.mostShown).map { "  " + $0.words }
        let more = all.count > Self.mostShown ? ["  … and \(all.count - Self.mostShown) more."] : []
        self.init(.badData, (["\(name): \(count). Nothing was changed."] + lines + more).joined(separator: "\n"))
    }
}

extension ImportProblem {
    /// `line 3, cod_mod: "123" is not seven digits. Write …`
    var words: String {
        let place = column.isEmpty ? "line \(line)" : "line \(line), \(column)"
        let sentence = message.hasSuffix(".") ? message : message + "."
        return "\(place): \(sentence)\(remedy.isEmpty ? "" : " " + remedy)".withoutControls
    }
}

extension Workplace {
    /// From when imported figures hold: the column, else the start of the school year at the first
    /// import, else today.
    func validFrom(_ file: RosterFile, isFirst: Bool) -> SchoolDay {
        if let day = file.validFrom { return day }
        guard isFirst, let start = office.calendar.start(ofYear: today.year) else { return today }
        // Imported before the year begins, they must show today, too.
        return min(start, today)
    }

    /// From which Monday on another reporting day of an imported school counts: no week that has begun changes its day.
    func reportingDaysFrom(_ validFrom: SchoolDay) -> SchoolDay {
        max(validFrom.adding(days: 6).monday, ReportingSchedule.firstOpenWeek(today: today))
    }
}

extension Workplace {
    /// Warnings stop nothing; they go where errors go.
    func warn(_ warnings: [ImportProblem], _ file: RosterFile) {
        for warning in warnings { terminal.complain("edutrac: warning: \(file.name), \(warning.words)") }
    }

    /// - Parameter rehearsed: nothing was changed; the summary is what would be.
    func say(
        _ summary: ImportSummary, of file: RosterFile, _ rows: Int, _ things: String, validFrom: SchoolDay,
        rehearsed: Bool
    ) throws {
        let retired = summary.retiredSchools.map(\.words) + summary.retiredPhones.map(\.national)
        if isJSON {
            let phones = summary.keptOut.map(\.e164).joined(separator: " ")
            return try terminal.write([
                "file": .text(file.name), "encoding": .text(file.encoding.rawValue), "rows": .number(rows),
                "changesMade": .boolean(!rehearsed),
                "added": .number(summary.added), "changed": .number(summary.updated),
                "unchanged": .number(summary.unchanged), "retired": .number(retired.count),
                "retiredNames": retired.isEmpty ? .null : .text(retired.joined(separator: ", ")),
                "keptOut": phones.isEmpty ? .null : .text(phones), "validFrom": .text(validFrom.iso),
            ])
        }
        let counts =
            "\(rows) \(things), \(summary.added) new, \(summary.updated) changed, \(summary.unchanged) as before, \(retired.count) retired"
        try terminal.write(
            rehearsed
                ? "\(file.words) is in order. It would give: \(counts); in force from \(validFrom.iso). Nothing was changed."
                : "\(file.words): \(counts); in force from \(validFrom.iso).")
        if !retired.isEmpty {
            try terminal.write((rehearsed ? "Would be retired: " : "Retired: ") + Self.list(retired) + ".")
        }
        if !summary.keptOut.isEmpty {
            try terminal.write(
                "Stay out because they left with BAJA or were refused: \(Self.list(summary.keptOut.map(\.national))).")
        }
    }

    private static func list(_ words: [String]) -> String {
        let most = 50
        let more = words.count > most ? " and \(words.count - most) more" : ""
        return words.prefix(most).joined(separator: ", ") + more
    }
}
