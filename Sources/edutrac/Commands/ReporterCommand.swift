import ArgumentParser
import Attendance
import OfficeConfiguration
import Store

struct ReporterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reporter", abstract: "The people who report, and those who get lists.",
        subcommands: [ImportReporters.self, ListReporters.self, ApproveReporter.self, RefuseReporter.self])
}

struct ImportReporters: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Adds and updates people from a table, all rows or none.",
        discussion: """
            Columns: phone, name, role, cod_mod, anexo, letter, language; optional: ugel, valid_from. \
            Roles: \(ReporterRole.allCases.map(\.rawValue).joined(separator: ", ")). One row per school.
            """)

    @OptionGroup var source: ImportOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let input = try NamedInput(source.file)
        let workplace = try Workplace.open(options, creating: true)
        let file = try RosterFile(input)
        let known = Set(try workplace.store.schools(on: workplace.today).map(\.key))
        let current = try workplace.store.reporters(on: workplace.today)
        let read = RosterImport.reporters(
            header: file.table.header, rows: file.table.rows, knownSchools: known, current: current)
        let reporters = try file.values(read.reporters, problems: read.problems, called: "people")
        workplace.warn(read.warnings, file)
        // Spanish is built in.
        for code in Set(reporters.map(\.language)).subtracting(["es"]).sorted()
        where workplace.office.wordings[code] == nil {
            let why =
                workplace.configuration.unreadWordings[code] == nil
                ? "there is no catalogue \(code).toml" : "no speaker has read \(code).toml yet"
            workplace.terminal.complain(
                "edutrac: warning: \(file.name): \(why); those people are written to in \(workplace.office.language).")
        }
        let day = workplace.validFrom(file, isFirst: current.isEmpty)
        let summary = try workplace.store.importReporters(
            reporters, validFrom: day, retireMissing: source.retireMissing, rehearsing: source.check,
            at: workplace.now)
        try workplace.say(
            summary, of: file, reporters.count, "people", validFrom: day, rehearsed: source.check)
    }
}

struct ListReporters: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the people, one line per school.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        // Who applied has no school yet; the one that was named says where the office should look.
        let named = Dictionary(
            try workplace.store.applicants().map { ($0.phone, SchoolKey($0.codMod)) },
            uniquingKeysWith: { first, _ in first })
        let reporters = try workplace.store.reporters(on: workplace.today).sorted { $0.phone < $1.phone }
            .map { reporter in
                guard reporter.assignments.isEmpty, let school = named[reporter.phone] else { return reporter }
                var shown = reporter
                shown.assignments = [Assignment(school: school)]
                return shown
            }
        if options.json {
            return try workplace.terminal.write(.list(reporters.flatMap(\.json)))
        }
        try workplace.terminal.write(
            Self.table(reporters, names: workplace.schoolNames()), of: "Reporters")
    }

    static func table(_ reporters: [Reporter], names: [SchoolKey: String]) -> Table {
        Table(
            [
                .init("phone"), .init("name", .cut), .init("role"), .init("status"), .init("letter"),
                .init("codMod"), .init("school", .cut),
            ],
            rows: reporters.flatMap { reporter in
                reporter.placesOrNone.map { place in
                    [
                        reporter.phone.national, reporter.name, reporter.role.rawValue,
                        reporter.status.words, place?.letter, place?.school.words,
                        place.flatMap { names[$0.school] } ?? reporter.ugel,
                    ]
                }
            })
    }
}

extension Reporter {
    /// A person without a school is one line all the same.
    fileprivate var placesOrNone: [Assignment?] { assignments.isEmpty ? [nil] : assignments }

    /// One flat object per school, as in the table that is imported.
    var json: [JSON] {
        placesOrNone.map { place in
            [
                "phone": .text(phone.e164),
                "name": .text(name),
                "role": .text(role.rawValue),
                "status": .text(status.rawValue),
                "codMod": JSON(place?.school.codMod),
                "anexo": JSON(place?.school.anexo),
                "letter": JSON(place?.letter),
                "language": .text(language),
                "ugel": JSON(ugel),
            ]
        }
    }
}

extension ReporterStatus {
    var words: String {
        switch self {
        case .active: "active"
        case .pending: "waits for you"
        case .refused: "refused"
        case .optedOut: "left (BAJA)"
        case .retired: "retired"
        }
    }
}
