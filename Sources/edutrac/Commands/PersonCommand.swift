import ArgumentParser
import Attendance
import Store

struct PersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "What is kept about one phone: a copy for its owner, and erasing it.",
        subcommands: [ExportPerson.self, ErasePerson.self])
}

/// A phone as a person types it.
struct PhoneArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The mobile number.", valueName: "phone"))
    var number: String

    func validate() throws {
        if PhoneNumber(peruvianMobile: number) == nil {
            throw ValidationError("\"\(number)\" is no Peruvian mobile number: write nine digits that begin with 9.")
        }
    }

    func phone() throws -> PhoneNumber {
        guard let phone = PhoneNumber(peruvianMobile: number) else { throw ValidationError("\"\(number)\" is no number.") }
        return phone
    }
}

struct ExportPerson: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes all that is kept about a phone as tables (CSV).")

    @OptionGroup var who: PhoneArgument

    @Option(help: ArgumentHelp("The folder; it is made if it is not there.", valueName: "folder"))
    var output: String

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let (person, phone) = (signing.person, try who.phone())
        let folder = try OutputFolder(output, files: DataTables.files(of: ExportTable.ofPeople))
        let workplace = try Workplace.open(options)
        guard try workplace.store.isKnown(phone) else { throw Complaint.nothingKept(of: phone) }
        let tables = DataTables(ExportTable.ofPeople, workplace.time)
        let counts = try tables.write(from: workplace.store, of: phone, to: folder)
        try workplace.store.noteExport(of: phone, by: signing.signature(person, workplace))
        try workplace.tell(counts, in: output)
    }
}

struct ErasePerson: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Erases who had a phone; what was counted stays, without name, number and words.")

    @OptionGroup var who: PhoneArgument

    @Flag(help: "Does it; without this it only says what would go.")
    var yes = false

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let (person, phone) = (signing.person, try who.phone())
        let workplace = try Workplace.open(options)
        var counts: [String: Int] = [:]
        try workplace.store.export(ExportTable.ofPeople, of: phone) { table, _ in counts[table.name.snakeCase, default: 0] += 1 }
        guard !counts.isEmpty else { throw Complaint.nothingKept(of: phone) }
        if yes { _ = try workplace.store.erase(phone, by: signing.signature(person, workplace)) }
        if options.json {
            return try workplace.terminal.write([
                "phone": .text(phone.e164), "erased": .boolean(yes),
                "rows": .list(counts.sorted { $0.key < $1.key }.map { ["table": .text($0.key), "rows": .number($0.value)] }),
            ])
        }
        let rows = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        try workplace.terminal.write(
            yes
                ? "Erased what told of \(phone.national): \(rows). Reports stay and count. Backups hold it until they are replaced."
                : "Kept of \(phone.national): \(rows). Nothing was changed; repeat with --yes to erase it.")
    }
}

extension Complaint {
    static func nothingKept(of phone: PhoneNumber) -> Complaint {
        Complaint(.noInput, "Nothing is kept of \(phone.national). \"edutrac reporter list\" shows who is known.")
    }
}
