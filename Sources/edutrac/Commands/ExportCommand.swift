import ArgumentParser
import Attendance
import Store

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes all data as tables (CSV), with a table of what each column means.")

    @Option(help: ArgumentHelp("The folder; it is made if it is not there.", valueName: "folder"))
    var output: String

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let folder = try OutputFolder(output, files: DataTables.files(of: ExportTable.all))
        let workplace = try Workplace.open(options)
        let counts = try DataTables(ExportTable.all, workplace.time).write(from: workplace.store, to: folder)
        try workplace.tell(counts, in: output)
    }
}

extension Workplace {
    /// What was written, table by table.
    func tell(_ counts: [(table: String, rows: Int)], in folder: String) throws {
        if isJSON {
            return try terminal.write([
                "folder": .text(folder), "dictionary": .text(DataTables.dictionary),
                "tables": .list(counts.map { ["file": .text($0.table), "rows": .number($0.rows)] }),
            ])
        }
        for count in counts { try terminal.write("\(folder)/\(count.table): \(count.rows)") }
        try terminal.write("\(folder)/\(DataTables.dictionary) says what each column means.")
    }
}
