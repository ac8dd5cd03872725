import Attendance
import Foundation
import OfficeConfiguration

/// A file of closures and local holidays, CSV or TOML, as rows of one table.
struct ClosureTable {
    let name: String
    let encoding: OfficeText.Encoding
    private let header: [String]
    private let rows: [(line: Int, fields: [String])]
    private let problems: [ImportProblem]

    init(_ input: NamedInput) throws(Complaint) {
        name = input.name == "standard input" ? input.name : URL(fileURLWithPath: input.name).lastPathComponent
        let text = try OfficeText(input.bytes, named: name)
        encoding = text.encoding
        guard Self.isTOML(text.text, named: name) else {
            let table = try CSVTable(text.text, named: name)
            (header, rows, problems) = (table.header, table.rows, table.problems)
            return
        }
        do {
            let table = try ClosureFile.rows(of: text.text, named: name)
            (header, rows, problems) = (table.header, table.rows, [])
        } catch {
            let found = error.problems.map {
                ImportProblem(line: $0.line ?? 1, column: $0.key ?? "", message: $0.message, remedy: $0.remedy)
            }
            throw Complaint(found, in: name) ?? Complaint(.badData, "\(error)")
        }
    }

    /// By its name, or by its first table: the heading of a CSV begins with no bracket.
    private static func isTOML(_ text: String, named name: String) -> Bool {
        if name.lowercased().hasSuffix(".toml") { return true }
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmingSpaces }
        return lines.first { !$0.isEmpty && !$0.hasPrefix("#") }?.hasPrefix("[[") ?? false
    }

    /// - Throws: ``Complaint`` that names line, column and remedy of each error.
    func closures(_ roster: [School]) throws(Complaint) -> (closures: [Closure], warnings: [ImportProblem]) {
        let read = ClosureImport.closures(header: header, rows: rows, roster: roster)
        if let complaint = Complaint(problems + read.problems, in: name) { throw complaint }
        guard !read.closures.isEmpty else {
            throw Complaint(.badData, "\(name) holds no closure and no local holiday. Nothing was changed.")
        }
        return (read.closures, read.warnings)
    }
}
