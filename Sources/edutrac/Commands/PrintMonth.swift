import ArgumentParser
import Attendance
import Foundation
import OfficeConfiguration
import PrintedReports
import Store

struct PrintMonth: AsyncParsableCommand {
    enum Format: String, CaseIterable {
        case html, pdf, csv
    }

    static let configuration = CommandConfiguration(
        commandName: "print", abstract: "Makes the pages of a month: for communities, promoters and officials.")

    @Argument(help: ArgumentHelp("The month.", valueName: "2026-05"))
    var month: Month

    @Option(help: ArgumentHelp("The folder; it is made if it is not there.", valueName: "folder"))
    var output: String

    @Option(help: ArgumentHelp("Only this school, with the others of its building.", valueName: "codMod[/anexo]"))
    var school: SchoolKey?

    @Option(help: ArgumentHelp("Only the schools of this promoter.", valueName: "name or phone"))
    var promoter: String?

    @Option(help: ArgumentHelp("Some of html, pdf and csv; html and pdf when left out.", valueName: "html,pdf,csv"))
    var format: String?

    @Option(
        help: ArgumentHelp("Some of report, strip, office, summary and cover; all when left out.", valueName: "report,strip"))
    var sheet: String?

    @Option(help: "One file for each school's building, or for each promoter.")
    var by = SheetPlan.Division.school

    @Option(help: ArgumentHelp("Templates that count before the office's own.", valueName: "folder"))
    var templateDir: String?

    @Option(help: ArgumentHelp("Hands the PDF files to this printer of CUPS.", valueName: "name"))
    var printer: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if school != nil, promoter != nil { throw ValidationError("Give --school or --promoter, not both.") }
        if try formats() == [.csv], printer != nil { throw ValidationError("--printer prints PDF: add it to --format.") }
        _ = try kinds()
        if let printer, !PrinterQueue.isName(printer) {
            throw ValidationError("--printer takes the name of a queue, as lpstat -p shows it.")
        }
    }

    func run() async throws {
        let own = try templateDir.map { (folder) throws(Complaint) in try PageFiles.named(folder) } ?? []
        let folder = try SheetFolder(output, for: options)
        let workplace = try Workplace.open(options)
        let material = try PrintMaterial(month, workplace)
        let rounds = try material.rounds(school: school, promoter: promoter)
        let plan = SheetPlan(rounds, by: by, kinds: try kinds(), isPart: school != nil || promoter != nil)
        let pages = PageOffice(workplace: workplace)
        let writer = SheetWriter(
            month, office: try pages.office(), wording: try pages.wording(), second: try pages.second(),
            templates: try pages.templates(own))
        let sheets = plan.sheets.map { sheet in
            PressSheet(name: sheet.name, pages: sheet.pages) { writer.document(sheet) }
        }
        let press = SheetPress(
            sheets: sheets, folder: folder, formats: try formats(), terminal: workplace.terminal)
        var printed = try await press.run(mustHavePDF: format != nil || printer != nil)
        if try formats().contains(.csv) { printed.files += try material.writeTables(into: folder) }
        try report(printed, material, workplace)
        if let printer { try PrinterQueue(name: printer).take(printed.pdfs.map { "\(output)/\($0)" }) }
        if let complaint = printed.complaint { throw complaint }
    }

    private func report(_ printed: PrintedSheets, _ material: PrintMaterial, _ workplace: Workplace) throws {
        let edition = material.edition
        if options.json {
            return try workplace.terminal.write([
                "month": .text(month.iso), "folder": .text(output), "edition": JSON(edition),
                "schools": .number(material.schools), "pages": JSON(printed.pages),
                "files": .list(printed.files.map { .text($0) }),
            ])
        }
        let state = edition.map { "edition \($0)" } ?? "provisional"
        let files = printed.files.count == 1 ? "1 file" : "\(printed.files.count) files"
        let pages = printed.pages.map { ", \($0 == 1 ? "1 page" : "\($0) pages")" } ?? ""
        try workplace.terminal.write("\(month.iso), \(state): \(files)\(pages) in \(output).")
        for name in printed.files.prefix(Self.mostNames) { try workplace.terminal.write("  \(output)/\(name)") }
        let more = printed.files.count - Self.mostNames
        if more > 0 { try workplace.terminal.write("  and \(more) more") }
    }

    /// Names of files that are shown.
    private static let mostNames = 30

    private func formats() throws -> Set<Format> {
        guard let format else { return [.html, .pdf] }
        return try chosenWords(format, "--format", Format.init(rawValue:), Format.allCases.map(\.rawValue))
    }

    private func kinds() throws -> Set<PlannedSheet.Kind> {
        guard let sheet else { return Set(PlannedSheet.Kind.allCases) }
        return try chosenWords(
            sheet, "--sheet", PlannedSheet.Kind.init(rawValue:), PlannedSheet.Kind.allCases.map(\.rawValue))
    }
}

extension SheetPlan.Division: ExpressibleByArgument {}
