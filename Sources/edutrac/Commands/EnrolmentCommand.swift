import ArgumentParser
import Attendance
import Store

struct EnrolmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrolment", abstract: "Enrolment that reporters told by MATRICULA; it counts once you accept it.",
        subcommands: [ListEnrolment.self, AcceptEnrolment.self, RefuseEnrolment.self])
}

struct ListEnrolment: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists what waits for the office, the newest first.")

    @Flag(help: "Also what was accepted, refused, or told anew.")
    var all = false

    @OptionGroup var limit: LimitOption
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let proposals = try workplace.store.proposals(all: all, limit: limit.number(json: options.json))
        if options.json { return try workplace.terminal.write(.list(proposals.map { $0.json(workplace.time) })) }
        let schools = Dictionary(
            uniqueKeysWithValues: try workplace.store.schools(on: workplace.today).map { ($0.key, $0) })
        try workplace.terminal.write(
            Table(
                [
                    .init("id", isNumber: true), .init("codMod"), .init("school", .cut), .init("told"), .init("in force"),
                    .init("phone"), .init("received"), .init("state"),
                ],
                rows: proposals.map { stored in
                    let key = stored.proposal.school
                    return [
                        String(stored.id), key.words, schools[key]?.name, stored.proposal.enrolment.words,
                        schools[key]?.enrolment.words, stored.proposal.phone.national,
                        workplace.time.brief(stored.proposal.receivedAt, now: workplace.now), stored.state.rawValue,
                    ]
                }), of: all ? "Enrolment told" : "Enrolment to decide")
        try limit.sayIfReached(proposals.count, of: "lines", workplace.terminal)
    }
}

struct AcceptEnrolment: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Makes it the school's enrolment; figures that were not told stay.")

    @Argument(help: "Its number, as \"enrolment list\" shows it.")
    var id: Int64

    @Option(help: ArgumentHelp("From which day on; today by default.", valueName: "2026-05-04"))
    var from: SchoolDay?

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let day = from ?? workplace.today
        guard day <= workplace.today else {
            throw Complaint(.badData, "\(day.iso) has not been yet. Accept it then, or import it with valid_from. Nothing was changed.")
        }
        guard let stored = try workplace.store.proposal(id) else { throw StoreError.noProposal(id) }
        let enrolment = try workplace.store.accept(
            proposal: id, validFrom: day, by: signing.signature(person, workplace))
        let key = stored.proposal.school
        if options.json {
            return try workplace.terminal.write([
                "id": .number(Int(id)), "codMod": .text(key.codMod), "anexo": .number(key.anexo), "day": .text(day.iso),
                "boys": JSON(enrolment.boys), "girls": JSON(enrolment.girls), "teachers": JSON(enrolment.teachers),
            ])
        }
        try workplace.terminal.write("\(key.words) has \(enrolment.words ?? "no figures") from \(day.iso) on.")
    }
}

struct RefuseEnrolment: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refuse", abstract: "Leaves the enrolment as it is; no text tells the reporter.")

    @Argument(help: "Its number, as \"enrolment list\" shows it.")
    var id: Int64

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let proposal = try workplace.store.refuse(proposal: id, by: signing.signature(person, workplace))
        if options.json {
            return try workplace.terminal.write(["id": .number(Int(id)), "codMod": .text(proposal.school.codMod)])
        }
        try workplace.terminal.write("The enrolment of \(proposal.school.words) stays as it is.")
    }
}

extension Enrolment {
    /// `H14 M16 D2`; nil where nothing is known.
    var words: String? {
        let figures = [(FigureField.boys, boys), (.girls, girls), (.teachers, teachers)]
        let words = figures.compactMap { field, figure in figure.map { "\(field.letter)\($0)" } }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}

extension StoredProposal {
    func json(_ time: OfficeTime) -> JSON {
        [
            "id": .number(Int(id)), "codMod": .text(proposal.school.codMod), "anexo": .number(proposal.school.anexo),
            "boys": JSON(proposal.enrolment.boys), "girls": JSON(proposal.enrolment.girls),
            "teachers": JSON(proposal.enrolment.teachers), "phone": .text(proposal.phone.e164),
            "receivedAt": time.json(proposal.receivedAt), "state": .text(state.rawValue),
            "text": JSON(message.map { Int($0) }),
        ]
    }
}
