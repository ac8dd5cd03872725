import Attendance
import Foundation
import Store

/// Tables of the database as CSV files, and beside them `columns.csv`: what each column means.
struct DataTables {
    let tables: [ExportTable]
    private let time: OfficeTime

    init(_ tables: [ExportTable], _ time: OfficeTime) {
        self.tables = tables
        self.time = time
    }

    static let dictionary = "columns.csv"

    static func files(of tables: [ExportTable]) -> [String] { tables.map(\.file) + [dictionary] }

    /// - Returns: rows of each table that has any.
    func write(from store: AttendanceStore, of phone: PhoneNumber? = nil, to folder: OutputFolder) throws -> [(table: String, rows: Int)] {
        var counts: [String: Int] = [:]
        var waiting: (file: String, lines: String)?
        for table in tables {
            try folder.begin(table.file, with: CSVText.begin(table.columns.map { .text($0.name.snakeCase) }))
        }
        try store.export(tables, of: phone) { table, values in
            counts[table.name, default: 0] += 1
            if let full = waiting, full.file != table.file || full.lines.utf8.count > Self.chunk {
                try folder.append(full.lines, to: full.file)
                waiting = nil
            }
            let fields = zip(table.columns, values).map { field($1, $0.kind) }
            waiting = (table.file, (waiting?.lines ?? "") + CSVText.next(fields))
        }
        if let waiting { try folder.append(waiting.lines, to: waiting.file) }
        try folder.begin(Self.dictionary, with: meanings)
        try folder.finish()
        return tables.compactMap { table in counts[table.name].map { (table.file, $0) } }
    }

    private static let chunk = 1 << 18

    private var meanings: String {
        var text = CSVText.begin(["table", "column", "kind", "meaning"].map { .text($0) })
        for table in tables {
            text += CSVText.next([.text(table.name.snakeCase), .text(nil), .text("table"), .text(table.meaning)])
            for column in table.columns {
                text += CSVText.next(
                    [
                        .text(table.name.snakeCase), .text(column.name.snakeCase), .text(column.kind.rawValue),
                        .text(column.meaning),
                    ])
            }
        }
        return text
    }

    private func field(_ value: ExportTable.Value, _ kind: ExportTable.Column.Kind) -> CSVText.Field {
        switch value {
        case .nothing: .text(nil)
        case .moment(let moment): .text(time.iso(moment))
        // A spreadsheet takes +51 for a sum.
        case .text(let text): kind == .phone ? .text(PhoneNumber(peruvianMobile: text)?.national ?? text) : .text(text)
        case .number(let number):
            number == number.rounded() && abs(number) < 1e15
                ? .number(Int(number)) : .text("\(number)".replacing(".", with: ","))
        }
    }
}

extension ExportTable {
    var file: String { name.snakeCase + ".csv" }
}

extension String {
    /// `codMod` as `cod_mod`, `signalDBm` as `signal_dbm`.
    var snakeCase: String {
        var text = ""
        var wasUpper = true
        for character in self {
            if character.isUppercase, !wasUpper { text += "_" }
            wasUpper = character.isUppercase
            text += character.lowercased()
        }
        return text
    }
}
