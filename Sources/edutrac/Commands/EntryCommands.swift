import ArgumentParser
import Attendance
import Foundation
import Store

/// Figures as they are typed.
struct FigureOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Boys present.", valueName: "number"))
    var boys: Int?

    @Option(help: ArgumentHelp("Girls present.", valueName: "number"))
    var girls: Int?

    @Option(help: ArgumentHelp("Teachers present.", valueName: "number"))
    var teachers: Int?

    @Flag(help: "There was no class.")
    var noClass = false

    @Option(help: ArgumentHelp("Why there was no class.", valueName: "words"))
    var reason: String?

    @Flag(help: "Also when more were present than are enrolled.")
    var evenSo = false

    func validate() throws {
        for (name, figure) in [("boys", boys), ("girls", girls), ("teachers", teachers)] {
            if let figure, figure < 0 { throw ValidationError("--\(name) cannot be below zero.") }
        }
        if noClass, boys != nil || girls != nil || teachers != nil {
            throw ValidationError("Either --no-class or figures.")
        }
        if reason != nil, !noClass { throw ValidationError("--reason belongs to --no-class.") }
        if let reason, reason.count > 60 || reason.contains(where: \.isNewline) {
            throw ValidationError("--reason is one line of 60 characters at most.")
        }
        if !noClass, boys == nil, girls == nil, teachers == nil {
            throw ValidationError("Give figures (--boys, --girls, --teachers), or --no-class.")
        }
    }

    /// - Parameter base: what stood there; figures that are not typed stay.
    func content(over base: AttendanceCounts = AttendanceCounts()) -> AttendanceReport.Content {
        if noClass { return .noClass(reason: reason) }
        return .present(
            AttendanceCounts(
                boys: boys ?? base.boys, girls: girls ?? base.girls, teachers: teachers ?? base.teachers))
    }
}

struct EnterReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enter", abstract: "Enters a report that came by phone, on paper or in an unreadable text.")

    @Option(help: ArgumentHelp("The school.", valueName: "codMod[/anexo]"))
    var school: SchoolKey

    @Option(help: ArgumentHelp("The day it is about.", valueName: "2026-05-04"))
    var day: SchoolDay

    @OptionGroup var figures: FigureOptions
    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let desk = try EntryDesk(workplace, school, on: day)
        if let standing = try desk.standing() {
            throw Complaint(
                .badData, "\(school.words) has a report for \(day.iso) already, number \(standing.id). Use \"edutrac report correct \(standing.id)\".")
        }
        let report = try desk.report(figures.content(), evenSo: figures.evenSo)
        let id = try workplace.store.enter(report, correcting: nil, by: signing.signature(person, workplace))
        try desk.say("Entered as report \(id)", id, report, asJSON: options.json)
    }
}

struct CorrectReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "Corrects a report; figures that are not given stay, the old one stays as history.")

    @Argument(help: "Its number, as \"report list --json\" shows it.")
    var id: Int64

    @OptionGroup var figures: FigureOptions
    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        guard let old = try workplace.store.report(id) else { throw StoreError.noSuchReport(id) }
        guard old.state == .current, old.report.stream == .school, !old.report.isTraining else {
            throw StoreError.notCurrent(report: id)
        }
        let desk = try EntryDesk(workplace, old.report.school, on: old.report.day)
        let content = figures.content(over: old.report.counts ?? AttendanceCounts())
        let report = try desk.report(content, phone: old.report.phone, evenSo: figures.evenSo)
        let new = try workplace.store.enter(report, correcting: id, by: signing.signature(person, workplace))
        try desk.say("Report \(id) is corrected, now report \(new)", new, report, asJSON: options.json)
    }
}

struct VoidReport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "void", abstract: "Takes a report back: it counts nowhere and stays as history.")

    @Argument(help: "Its number, as \"report list --json\" shows it.")
    var id: Int64

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let stored = try workplace.store.voidReport(id, by: signing.signature(person, workplace))
        if options.json {
            return try workplace.terminal.write([
                "id": .number(Int(id)), "codMod": .text(stored.report.school.codMod), "day": .text(stored.report.day.iso),
            ])
        }
        try workplace.terminal.write(
            "Report \(id) of \(stored.report.school.words) for \(stored.report.day.iso) is taken back.")
    }
}

/// The school and the day of one entry, and what stands against it.
struct EntryDesk {
    let workplace: Workplace
    let school: School
    let day: SchoolDay
    private let entry: OfficeEntry

    init(_ workplace: Workplace, _ key: SchoolKey, on day: SchoolDay) throws {
        self.workplace = workplace
        self.day = day
        guard let school = try workplace.store.schools(on: day).first(where: { $0.key == key }) else {
            throw Complaint.notInRoster(key, on: day)
        }
        self.school = school
        entry = OfficeEntry(office: workplace.office, closures: try workplace.store.closures().map(\.closure))
    }

    /// - Throws: ``Complaint`` with all that stands against it.
    func report(
        _ content: AttendanceReport.Content, phone: PhoneNumber? = nil, sentAt: Date? = nil, evenSo: Bool
    ) throws -> AttendanceReport {
        let objections = entry.objections(to: content, of: school, on: day, today: workplace.today)
            .filter { !(evenSo && $0.canBeOverruled) }
        guard objections.isEmpty else {
            throw Complaint(.badData, objections.map(\.words).joined(separator: " ") + " Nothing was changed.")
        }
        return entry.report(content, of: school, on: day, phone: phone, sentAt: sentAt, at: workplace.now)
    }

    /// The report that counts for the school and the day.
    func standing() throws -> StoredReport? {
        let filter = ReportFilter(from: day, to: day, school: school.key, includeHistory: false, limit: 10)
        return try workplace.store.reports(filter).first { $0.report.stream == .school && !$0.report.isTraining }
    }

    func say(_ what: String, _ id: Int64, _ report: AttendanceReport, asJSON: Bool) throws {
        let stored = StoredReport(id: id, report: report, state: .current, source: .office)
        if asJSON { return try workplace.terminal.write(stored.json(workplace.time)) }
        try workplace.terminal.write("\(what): \(school.name), \(day.iso)\(report.notes.isEmpty ? "" : ", \(report.notes)").")
    }
}

extension Complaint {
    static func notInRoster(_ key: SchoolKey, on day: SchoolDay) -> Complaint {
        Complaint(.badData, "The school \(key.words) is not in the roster on \(day.iso). \"edutrac school list\" shows them.")
    }
}

extension OfficeEntry.Objection {
    var words: String {
        switch self {
        case .futureDay(let day): "\(day.iso) has not been yet."
        case .missing(let fields): "This school reports \(fields.map(\.option).joined(separator: " and ")) too."
        case .tooLarge(let field, let count): "\(field.option) \(count) is more than \(OfficeEntry.most)."
        case .overEnrolment(let field, let count, let enrolled):
            "\(field.option) \(count) is more than the \(enrolled) enrolled: add --even-so if it is right."
        }
    }
}

extension FigureField {
    fileprivate var option: String {
        switch self {
        case .boys: "--boys"
        case .girls: "--girls"
        case .teachers: "--teachers"
        }
    }
}
