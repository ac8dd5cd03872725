import ArgumentParser
import Attendance
import Store

struct ExportMonth: ParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case csv
    }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes the month as tables: reports.csv, figures.csv and ugel.csv.")

    @Argument(help: ArgumentHelp("The month.", valueName: "2026-05"))
    var month: Month

    @Option(help: ArgumentHelp("The folder; it is made if it is not there.", valueName: "folder"))
    var output: String

    @Option(help: "As what the tables are written.")
    var format = Format.csv

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let folder = try OutputFolder(output, files: MonthTables.names)
        let workplace = try Workplace.open(options)
        let inputs = try workplace.store.monthInputs(of: month)
        let months = MonthReckoning(inputs, office: workplace.office, today: workplace.today).schoolMonths
        let reports = try workplace.store.allReports(from: month.first, to: month.last)
        let tables = MonthTables(months, workplace.time)
        let names = Dictionary(months.map { ($0.school.key, $0.school.name) }, uniquingKeysWith: { first, _ in first })
        try folder.write([tables.reports(reports, names: names), tables.figures, tables.ugel])
        let edition = inputs.closings.last?.edition
        if options.json {
            return try workplace.terminal.write([
                "month": .text(month.iso), "folder": .text(output), "edition": JSON(edition),
                "schools": .number(months.count), "reports": .number(reports.count),
            ])
        }
        let state = edition.map { "edition \($0)" } ?? "provisional"
        try workplace.terminal.write(
            "\(month.iso), \(state): \(reports.count) reports and \(months.count) schools in \(output).")
        for name in MonthTables.names { try workplace.terminal.write("  \(output)/\(name)") }
    }
}
