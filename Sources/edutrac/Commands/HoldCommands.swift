import ArgumentParser
import Attendance
import Store

struct HoldReminders: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Leaves schools alone: no question, no reminder, no list about them.",
        discussion:
            "For mourning, a strike and the like. Who writes is answered as ever, and the reporting day does not move.")

    @OptionGroup var scope: ScopeOptions

    @Flag(help: "All schools.")
    var all = false

    @Option(help: ArgumentHelp("The first day; today when left out.", valueName: "2026-05-04"))
    var from: SchoolDay?

    @Option(help: ArgumentHelp("The last day; until it is resumed when left out.", valueName: "2026-05-08"))
    var until: SchoolDay?

    @Option(help: ArgumentHelp("Why.", valueName: "words"))
    var note: String

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        try ClosureWords.check(note, option: "--note")
        if let from, let until, until < from {
            throw ValidationError("--until \(until.iso) lies before --from \(from.iso).")
        }
    }

    func run() throws {
        let person = Person.name
        let asked = try scope.scope(all: all, orFlag: "--all")
        let workplace = try Workplace.open(options)
        if let until, until < workplace.today {
            throw Complaint(.usage, "--until \(until.iso) lies in the past: today is \(workplace.today.iso).")
        }
        let place = try workplace.place(asked)
        let hold = Hold(
            scope: place.scope, first: from ?? workplace.today, last: until, note: note, origin: .office)
        let others = try workplace.store.holds(since: hold.first).filter {
            $0.hold.overlaps(hold, among: place.schools)
        }
        let id = try workplace.store.addHold(
            hold, by: Signature(person: person, at: workplace.now, note: note))
        if options.json { return try workplace.terminal.write(workplace.json(ofHold: id)) }
        try workplace.terminal.write("Hold \(id): \(place.words), \(hold.daysInWords): \(note).")
        for other in others {
            try workplace.terminal.write(
                "It overlaps hold \(other.id): \(other.hold.scope.words), \(other.hold.daysInWords).")
        }
        try workplace.terminal.write(
            "Texts about \(place.schools.count == 1 ? "it" : "them") that wait are withdrawn. To end it: edutrac reminders resume \(id)"
        )
    }
}

struct ResumeReminders: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Ends a hold: its schools are asked and reminded again from now on.",
        discussion: "A step that was withdrawn meanwhile is not sent any more; the next one is.")

    @Argument(help: "Its number, as \"reminders holds\" shows it.")
    var id: Int64

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let hold = try workplace.store.hold(id).hold
        guard hold.state(on: workplace.today) != .over else { throw Complaint(.badData, "Hold \(id) is over already.") }
        // Today is held no more; one that has not begun never begins.
        let last = max(hold.first, workplace.today).adding(days: -1)
        try workplace.store.endHold(id, last: last, by: signing.signature(person, workplace))
        if options.json { return try workplace.terminal.write(workplace.json(ofHold: id)) }
        try workplace.terminal.write("Hold \(id) (\(hold.scope.words)) is over.")
        let roster = try workplace.store.schools(on: workplace.today)
        let schools = roster.filter { school in hold.scope.covers(school) }
        for other in try workplace.store.holds(since: workplace.today)
        where other.hold.first <= workplace.today && schools.contains(where: other.hold.scope.covers) {
            try workplace.terminal.write(
                "Hold \(other.id) still stands: \(other.hold.scope.words), \(other.hold.daysInWords).")
        }
    }
}

struct ListHolds: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holds", abstract: "Holds that last or are to come, of the office and of promoters (PAUSA).")

    @Flag(help: "Also those that are over.")
    var all = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let holds = try workplace.store.holds(since: all ? nil : workplace.today)
        if options.json { return try workplace.terminal.write(.list(holds.map { $0.json(workplace) })) }
        try workplace.terminal.write(
            Table(
                [
                    .init("id", isNumber: true), .init("from"), .init("until"), .init("for", .cut),
                    .init("set by", .cut),
                    .init("state"), .init("note", .below),
                ],
                rows: holds.map { stored in
                    let hold = stored.hold
                    return [
                        String(stored.id), hold.first.iso, hold.isTakenBack ? nil : hold.last?.iso ?? "resumed",
                        hold.scope.words,
                        hold.promoter?.national ?? stored.enteredBy, hold.state(on: workplace.today).words,
                        hold.note.isEmpty ? nil : hold.note,
                    ]
                }), of: "Holds")
    }
}

extension Hold {
    /// Whose PAUSA it is; nil for the office's.
    var promoter: PhoneNumber? { if case .promoter(let phone) = origin { phone } else { nil } }

    /// `2026-05-04 to 2026-05-08`, `from 2026-05-04 until it is resumed`
    var daysInWords: String {
        guard let last else { return "from \(first.iso) until it is resumed" }
        return first == last ? first.iso : "\(first.iso) to \(last.iso)"
    }

    /// As closures have it; one that was ended on its first day is over.
    func state(on day: SchoolDay) -> Closure.State {
        if isTakenBack || !lasts(on: day) { return .over }
        return first <= day ? .now : .toCome
    }
}

extension StoredHold {
    func json(_ workplace: Workplace) -> JSON {
        .object(
            [
                .init(key: "id", value: .number(Int(id))), .init(key: "from", value: .text(hold.first.iso)),
                .init(key: "until", value: JSON(hold.last?.iso)),
                .init(key: "note", value: JSON(hold.note.isEmpty ? nil : hold.note)),
                .init(key: "state", value: .text(hold.state(on: workplace.today).rawValue)),
                .init(key: "phone", value: JSON(hold.promoter?.e164)), .init(key: "enteredBy", value: .text(enteredBy)),
                .init(key: "enteredAt", value: workplace.time.json(enteredAt)),
                .init(key: "endedAt", value: workplace.time.json(endedAt)),
            ] + hold.scope.json)
    }
}

extension Workplace {
    func json(ofHold id: Int64) throws -> JSON { try store.hold(id).json(self) }
}
