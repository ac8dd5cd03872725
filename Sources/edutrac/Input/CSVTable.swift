import Attendance
import SwiftCSV

/// A table of text with the line that each row stands on.
///
/// - Shape: the first row names the columns; `,` or `;` separates, whichever the heading has more of.
/// - Limit: ``mostRows``; an office has hundreds.
struct CSVTable {
    static let mostRows = 100_000

    var header: [String]
    var rows: [(line: Int, fields: [String])]
    var separator: Character
    /// What is wrong with the shape: quotation marks, too many fields.
    var problems: [ImportProblem] = []

    /// - Throws: ``Complaint`` when it is no such table.
    init(_ text: String, named name: String) throws(Complaint) {
        let (text, told) = Self.withoutSeparatorLine(text)
        let heading = text.prefix { !$0.isNewline }
        guard !heading.isEmpty else {
            throw Complaint(.badData, "\(name) has no heading in its first line: it must name the columns, see edutrac(8).")
        }
        separator = told ?? (heading.count { $0 == ";" } > heading.count { $0 == "," } ? ";" : ",")
        if !heading.contains(separator), heading.contains("\t") {
            throw Complaint(
                .badData, "\(name) is separated by tabs. Save it as CSV, separated by commas or semicolons.")
        }
        let all = try Self.rows(of: text, separator, named: name, firstLine: told == nil ? 1 : 2)
        header = (all.first?.fields ?? []).map { $0.lowercased() }
        // Spreadsheets write the empty columns that somebody once touched.
        while header.last == "" { header.removeLast() }
        rows = []
        for row in all.dropFirst() where row.fields.contains(where: { !$0.isEmpty }) {
            add(row)
        }
        if rows.count > Self.mostRows {
            throw Complaint(.badData, "\(name) has \(rows.count) rows; at most \(Self.mostRows) are imported at once.")
        }
    }

    /// Removes a column and gives its values by line.
    mutating func take(column name: String) -> [(line: Int, value: String)]? {
        guard let index = header.firstIndex(of: name) else { return nil }
        header.remove(at: index)
        return rows.indices.map { row in
            (rows[row].line, rows[row].fields.remove(at: index))
        }
    }

    private mutating func add(_ row: (line: Int, fields: [String])) {
        var fields = row.fields
        // An unclosed quotation mark swallows the lines below it.
        if let broken = fields.firstIndex(where: { $0.contains(where: \.isNewline) }) {
            problems.append(
                ImportProblem(
                    line: row.line, column: broken < header.count ? header[broken] : "field \(broken + 1)",
                    message: "the field goes over several lines",
                    remedy: "Close the quotation mark, or take the line end out of the field."))
            return
        }
        while fields.count > header.count, fields.last == "" { fields.removeLast() }
        guard fields.count <= header.count else {
            problems.append(
                ImportProblem(
                    line: row.line, column: header.last ?? "",
                    message: "\(fields.count) fields, but the heading names \(header.count) columns",
                    remedy: "Put a field that holds \"\(separator)\" into quotation marks."))
            return
        }
        fields += Array(repeating: "", count: header.count - fields.count)
        rows.append((row.line, fields))
    }

    /// Excel writes `sep=;` before the heading for itself.
    private static func withoutSeparatorLine(_ text: String) -> (text: String, separator: Character?) {
        let line = text.prefix { !$0.isNewline }
        guard line.count == 5, line.lowercased().hasPrefix("sep="), let separator = line.last,
            separator == ";" || separator == ","
        else { return (text, nil) }
        return (String(text[line.endIndex...].dropFirst()), separator)
    }

    private static func rows(
        of text: String, _ separator: Character, named name: String, firstLine: Int
    ) throws(Complaint) -> [(line: Int, fields: [String])] {
        // The parser calls back row by row and names no line: each row is as many lines as its fields
        // hold line ends, and one more.
        let collector = Collector(firstLine: firstLine)
        do {
            // Without its own line end, a last row that ends in an empty field would lose it.
            let table = try EnumeratedCSV(
                string: text + "\n", delimiter: .character(separator), loadColumns: false, rowLimit: 0)
            try table.enumerateAsArray(startAt: 0, rowLimit: nil) { fields in collector.add(fields) }
        } catch {
            throw Complaint(
                .badData, "\(name), line \(collector.line): a quotation mark stands inside a field. Write it twice (\"\") and put the whole field into quotation marks, or take it out.")
        }
        return collector.rows
    }

    private final class Collector {
        var rows: [(line: Int, fields: [String])] = []
        var line: Int

        init(firstLine: Int) { line = firstLine }

        func add(_ fields: [String]) {
            rows.append((line, fields.map { String($0.trimmingSpaces) }))
            line += 1 + fields.reduce(0) { $0 + $1.count(where: \.isNewline) }
        }
    }
}

extension String {
    /// Without spaces at both ends; the ones that word processors do not break at, too.
    var trimmingSpaces: Substring {
        let isSpace = { (character: Character) in character.isWhitespace && !character.isNewline }
        var text = drop(while: isSpace)
        while let last = text.last, isSpace(last) { text.removeLast() }
        return text
    }
}
