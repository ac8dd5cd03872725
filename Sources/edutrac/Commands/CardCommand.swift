import ArgumentParser
import Attendance
import OfficeConfiguration
import PrintedReports

struct CardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card", abstract: "Cards that say what to write, for those who report.", subcommands: [PrintCards.self])
}

struct PrintCards: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print", abstract: "Makes a card for each phone, four to a sheet, one file for each promoter.")

    @Option(help: ArgumentHelp("The folder; it is made if it is not there.", valueName: "folder"))
    var output: String

    @Option(help: ArgumentHelp("Only the card of this phone.", valueName: "number"))
    var reporter: String?

    @Option(help: ArgumentHelp("Only the cards of those who look after this school.", valueName: "codMod[/anexo]"))
    var school: SchoolKey?

    @Option(help: ArgumentHelp("Some of html and pdf; both when left out.", valueName: "html,pdf"))
    var format: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if reporter != nil, school != nil { throw ValidationError("Give --reporter or --school, not both.") }
        _ = try formats()
    }

    func run() async throws {
        let phone = try reporter.map { (number) throws(Complaint) in
            guard let phone = PhoneNumber(peruvianMobile: number) else {
                throw Complaint(.usage, "\(number) is no mobile number: write nine digits that begin with 9.")
            }
            return phone
        }
        let folder = try SheetFolder(output, for: options)
        let workplace = try Workplace.open(options)
        let material = try CardMaterial(workplace)
        let plan = try material.plan(reporter: phone, school: school)
        let pages = PageOffice(workplace: workplace)
        let writer = CardWriter(
            office: try pages.office(), wording: try pages.wording(), templates: try pages.templates())
        let sheets = plan.sheets.map { sheet in
            PressSheet(name: sheet.name, pages: sheet.pages) { writer.document(sheet) }
        }
        let press = SheetPress(sheets: sheets, folder: folder, formats: try formats(), terminal: workplace.terminal)
        let printed = try await press.run(mustHavePDF: format != nil)
        try report(printed, plan.sheets.flatMap(\.cards), workplace)
        if let complaint = printed.complaint { throw complaint }
    }

    private func report(_ printed: PrintedSheets, _ cards: [ReporterCard], _ workplace: Workplace) throws {
        let open = cards.count { $0.number == nil }
        if open > 0 {
            workplace.terminal.complain(
                "edutrac: warning: the number to write to is not known: its place is free on \(open) of \(cards.count) cards. "
                    + "Write the SIM's number into `number` of its [[modem]] in \(workplace.configuration.path), or onto the cards.")
        }
        if options.json {
            return try workplace.terminal.write([
                "folder": .text(output), "cards": .number(cards.count), "pages": JSON(printed.pages),
                "files": .list(printed.files.map { .text($0) }),
            ])
        }
        let files = printed.files.count == 1 ? "1 file" : "\(printed.files.count) files"
        let pages = printed.pages.map { ", \($0 == 1 ? "1 page" : "\($0) pages")" } ?? ""
        try workplace.terminal.write("\(cards.count == 1 ? "1 card" : "\(cards.count) cards"): \(files)\(pages) in \(output).")
        for name in printed.files { try workplace.terminal.write("  \(output)/\(name)") }
    }

    private func formats() throws -> Set<PrintMonth.Format> {
        guard let format else { return [.html, .pdf] }
        let all: [PrintMonth.Format] = [.html, .pdf]
        return try chosenWords(format, "--format", { word in all.first { $0.rawValue == word } }, all.map(\.rawValue))
    }
}
