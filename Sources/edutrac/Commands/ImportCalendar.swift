import ArgumentParser
import Attendance
import Store

struct ImportCalendar: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Adds closures and local holidays from a table, all rows or none.",
        discussion: """
            CSV with the columns \(ClosureImport.columns.joined(separator: ", ")), or TOML with [[closure]] and \
            [[local_holiday]]. School years and national holidays stay in the calendar file.
            """)

    @Argument(help: ArgumentHelp("CSV or TOML. \"-\" is standard input.", valueName: "file"))
    var file: String

    @Flag(help: "Only check the file; change nothing.")
    var check = false

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let input = try NamedInput(file)
        let person = signing.person
        let workplace = try Workplace.open(options)
        let table = try ClosureTable(input)
        let read = try table.closures(workplace.store.schools(on: workplace.today))
        for warning in read.warnings {
            workplace.terminal.complain("edutrac: warning: \(table.name), \(warning.words)")
        }
        let ids = try workplace.store.addClosures(
            read.closures, rehearsing: check, by: signing.signature(person, workplace))
        let added = ids.count { $0 != nil }
        if options.json {
            return try workplace.terminal.write([
                "file": .text(table.name), "encoding": .text(table.encoding.rawValue), "rows": .number(ids.count),
                "changesMade": .boolean(!check), "added": .number(added), "unchanged": .number(ids.count - added),
            ])
        }
        let name = "\(table.name) (\(table.encoding.rawValue))"
        let counts = "\(ids.count) entries, \(added) new, \(ids.count - added) as before"
        try workplace.terminal.write(
            check ? "\(name) is in order. It would give: \(counts). Nothing was changed." : "\(name): \(counts).")
    }
}
