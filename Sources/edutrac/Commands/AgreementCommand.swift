import ArgumentParser
import Attendance
import Store

struct AgreementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement", abstract: "What meetings agreed on; printed next month with done or not done.",
        subcommands: [
            AddAgreement.self, ListAgreements.self, AgreementDone.self, AgreementNotDone.self, ReopenAgreement.self,
        ])
}

struct AddAgreement: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Notes an agreement.")

    @Option(help: ArgumentHelp("The school whose meeting it was.", valueName: "codMod[/anexo]"))
    var school: SchoolKey?

    @Option(help: ArgumentHelp("The building whose schools met together: its código de local.", valueName: "codLocal"))
    var local: String?

    @Option(
        help: ArgumentHelp("The month whose page was on the table; the last one when left out.", valueName: "2026-05"))
    var month: Month?

    @Option(help: ArgumentHelp("What will be done.", valueName: "words"))
    var text: String

    @Option(help: ArgumentHelp("By whom.", valueName: "words"))
    var who: String?

    @Option(help: ArgumentHelp("Until when.", valueName: "2026-06-30"))
    var until: SchoolDay?

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if (school == nil) == (local == nil) { throw ValidationError("Give --school or --local.") }
        try checkLine(text, "--text")
        try checkLine(who, "--who")
    }

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let month = month ?? Month(of: workplace.today).previous
        guard month <= Month(of: workplace.today) else {
            throw Complaint(
                .badData, "\(month.iso) has not been yet: no page of it was on a table. Nothing was changed.")
        }
        let place = try place(among: try workplace.store.schools(on: workplace.today))
        let id = try workplace.store.addAgreement(
            at: place, of: month, text: text, who: who, until: until, by: signing.signature(person, workplace))
        let agreement = Agreement(id: id, place: place, month: month, text: text, who: who, until: until)
        if options.json { return try workplace.terminal.write(agreement.json) }
        try workplace.terminal.write(
            "Agreement \(id) of \(place.words) is noted; it is printed from \(month.next.iso) on, until it is done.")
    }

    private func place(among schools: [School]) throws(Complaint) -> Agreement.Place {
        if let school, schools.contains(where: { $0.key == school }) { return .school(school) }
        if let local, schools.contains(where: { $0.codLocal == local }) { return .local(local) }
        throw Complaint(
            .noInput,
            local.map { "No school is in a building \($0)." } ?? "There is no school \(school?.words ?? "").")
    }
}

struct ListAgreements: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists agreements that are open, the newest first.")

    @Option(help: ArgumentHelp("Only those of this school and its building.", valueName: "codMod[/anexo]"))
    var school: SchoolKey?

    @Flag(help: "Also those that are done, or were not.")
    var all = false

    @OptionGroup var limit: LimitOption
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let agreements = try workplace.store.agreements(
            school: school, all: all, limit: limit.number(json: options.json))
        if options.json { return try workplace.terminal.write(.list(agreements.map(\.json))) }
        try workplace.terminal.write(
            Table(
                [
                    .init("id", isNumber: true), .init("month"), .init("of"), .init("until"), .init("state"),
                    .init("who", .cut), .init("what", .below),
                ],
                rows: agreements.map { agreement in
                    [
                        String(agreement.id), agreement.month.iso, agreement.place.words, agreement.until?.iso,
                        agreement.state.words, agreement.who, agreement.text,
                    ]
                }), of: "Agreements")
        try limit.sayIfReached(agreements.count, of: "agreements", workplace.terminal)
    }
}

/// What all commands that tell what became of an agreement take.
struct SettlingOptions: ParsableArguments {
    @Argument(help: "Its number, as \"agreement list\" shows it.")
    var id: Int64

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func settle(as state: Agreement.State) throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let agreement = try workplace.store.settleAgreement(
            id, state, on: workplace.today, by: signing.signature(person, workplace))
        if options.json { return try workplace.terminal.write(agreement.json) }
        try workplace.terminal.write("Agreement \(id) of \(agreement.place.words) is \(state.words).")
    }
}

struct AgreementDone: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "done", abstract: "It was done.")
    @OptionGroup var settling: SettlingOptions
    func run() throws { try settling.settle(as: .done) }
}

struct AgreementNotDone: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "not-done", abstract: "It was not done, and is over.")
    @OptionGroup var settling: SettlingOptions
    func run() throws { try settling.settle(as: .notDone) }
}

struct ReopenAgreement: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Takes back that it was done or not: it is printed again.")
    @OptionGroup var settling: SettlingOptions
    func run() throws { try settling.settle(as: .open) }
}

extension Agreement.State {
    var words: String { self == .notDone ? "not done" : rawValue }
}

extension Agreement.Place {
    var words: String {
        switch self {
        case .school(let key): key.words
        case .local(let code): "local \(code)"
        }
    }
}

extension Agreement {
    var json: JSON {
        var (school, local): (SchoolKey?, String?) = (nil, nil)
        switch place {
        case .school(let key): school = key
        case .local(let code): local = code
        }
        return [
            "id": .number(Int(id)), "codMod": JSON(school?.codMod), "anexo": JSON(school?.anexo),
            "codLocal": JSON(local), "month": .text(month.iso), "text": .text(text), "who": JSON(who),
            "until": JSON(until?.iso), "state": .text(state.rawValue), "settledOn": JSON(settledOn?.iso),
        ]
    }
}
