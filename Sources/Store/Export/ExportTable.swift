package import Attendance
package import Foundation
import GRDB

/// A table of the database as `edutrac export` writes it, with what each column means.
package struct ExportTable: Sendable {
    package struct Column: Hashable, Sendable {
        package enum Kind: String, CaseIterable, Sendable {
            case text, number
            /// 1 or 0.
            case yesNo = "yes-no"
            /// YYYY-MM-DD.
            case day
            /// With the office's offset from UTC.
            case moment
            /// +51 and nine digits.
            case phone
        }

        package let name: String
        package let kind: Kind
        package let meaning: String
    }

    package enum Value: Hashable, Sendable {
        case number(Double)
        case text(String)
        case moment(Date)
        case nothing
    }

    /// As in the schema.
    package let name: String
    package let meaning: String
    package let columns: [Column]
    /// Rows of one person, as a condition with their phone as `?1`; nil where nothing in it is of a person.
    let person: String?

    /// - Parameter columns: a line each: name, kind, meaning.
    init(_ name: String, _ meaning: String, person: String? = nil, _ columns: String) {
        self.name = name
        self.meaning = meaning
        self.person = person
        self.columns = columns.split(separator: "\n").map { line in
            let fields = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true).map(String.init)
            guard fields.count == 3, let kind = Column.Kind(rawValue: fields[1]) else {
                preconditionFailure("The catalogue of \(name) has the line \"\(line)\".")
            }
            return Column(name: fields[0], kind: kind, meaning: fields[2])
        }
    }

    /// Every table of the schema that holds data of the office.
    package static let all = roster + conversation + sending + months + service
    /// Those that hold something about a person.
    package static let ofPeople = all.filter { $0.person != nil }
}

extension AttendanceStore {
    /// Goes through the tables in one snapshot, in the order in which rows were made.
    ///
    /// - Parameters:
    ///   - phone: only what is kept about this phone.
    ///   - row: called with each row; its values are in the order of the columns.
    package func export(
        _ tables: [ExportTable], of phone: PhoneNumber? = nil, row: (ExportTable, [ExportTable.Value]) throws -> Void
    ) throws {
        try read { db in
            for table in tables {
                let columns = table.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
                let condition = phone == nil ? "" : " WHERE \(table.person ?? "0")"
                let cursor = try Row.fetchCursor(
                    db, sql: "SELECT \(columns) FROM \(table.name)\(condition) ORDER BY rowid",
                    arguments: phone.map { [$0.e164] } ?? [])
                while let next = try cursor.next() {
                    try row(table, table.columns.indices.map { Self.value(next, $0, table.columns[$0].kind) })
                }
            }
        }
    }

    private static func value(_ row: Row, _ index: Int, _ kind: ExportTable.Column.Kind) -> ExportTable.Value {
        if row.hasNull(atIndex: index) { return .nothing }
        switch kind {
        case .number, .yesNo: return .number(row[index])
        case .moment:
            // The mark of a clock that has never run is no moment.
            let text: String = row[index]
            return (StoredMoment.date(text) ?? row[index]).map(ExportTable.Value.moment) ?? .text(text)
        case .text, .day, .phone: return .text(row[index])
        }
    }
}
