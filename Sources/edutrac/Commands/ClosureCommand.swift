import ArgumentParser
import Attendance
import Foundation
import Store

struct ClosureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "closure", abstract: "Days on which schools are closed: flood, cut road, strike.",
        subcommands: [AddClosure.self, ListClosures.self, EndClosure.self])
}

struct AddClosure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Closes schools for some days: nobody is asked or reminded about these.")

    @OptionGroup var scope: ScopeOptions

    @Flag(help: "All schools.")
    var office = false

    @Option(help: ArgumentHelp("The first day without class.", valueName: "2026-05-04"))
    var from: SchoolDay

    @Option(help: ArgumentHelp("The last day without class; the first one when left out.", valueName: "2026-05-08"))
    var to: SchoolDay?

    @Option(help: ArgumentHelp("Why.", valueName: "words"))
    var reason: String

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        try ClosureWords.check(reason, option: "--reason")
        guard let to else { return }
        if to < from { throw ValidationError("--to \(to.iso) lies before --from \(from.iso).") }
        if from.days(to: to) >= ClosureWords.longest {
            throw ValidationError("From \(from.iso) to \(to.iso) is more than a year. Is a year mistyped?")
        }
    }

    func run() throws {
        let person = signing.person
        let asked = try scope.scope(all: office, orFlag: "--office")
        let workplace = try Workplace.open(options)
        let place = try workplace.place(asked)
        let closure = Closure(scope: place.scope, first: from, last: to ?? from, reason: reason)
        let others = try workplace.store.closures(since: closure.first)
        let id = try workplace.store.addClosure(closure, by: signing.signature(person, workplace))
        let notes = try ClosureNotes(closure, place, others, workplace).words
        if options.json { return try workplace.terminal.write(workplace.json(of: id)) }
        try workplace.terminal.write("Closure \(id): \(place.words), \(closure.daysInWords), \(reason).")
        for note in notes { try workplace.terminal.write(note) }
    }
}

struct ListClosures: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Closures and local holidays that last or are to come, by their first day.")

    @Flag(help: "Also those that are over or were taken back.")
    var all = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let closures = try workplace.store.closures(since: all ? nil : workplace.today)
        if options.json {
            return try workplace.terminal.write(.list(closures.map { $0.json(workplace) }))
        }
        try workplace.terminal.write(
            Table(
                [
                    .init("id", isNumber: true), .init("first"), .init("last"), .init("what"), .init("for", .cut),
                    .init("reason", .cut), .init("state"),
                ],
                rows: closures.map { stored in
                    let closure = stored.closure
                    return [
                        String(stored.id), closure.first.iso, closure.isTakenBack ? nil : closure.last.iso,
                        closure.isHoliday ? "holiday" : "closure", closure.scope.words, closure.nameInWords,
                        closure.state(on: workplace.today).words,
                    ]
                }), of: "Closures")
    }
}

struct EndClosure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "Sets the last day of a closure; one that has not begun is taken back.",
        discussion: "From the day after it the schools are asked again.")

    @Argument(help: "Its number, as \"closure list\" shows it.")
    var id: Int64

    @Option(
        help: ArgumentHelp(
            "The last day without class; today when left out. One before the first day takes the closure back.",
            valueName: "2026-05-05"))
    var last: SchoolDay?

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let closure = try workplace.store.closure(id).closure
        let day = try day(of: closure, today: workplace.today)
        try workplace.store.endClosure(id, last: day, by: signing.signature(person, workplace))
        if options.json { return try workplace.terminal.write(workplace.json(of: id)) }
        let what = "Closure \(id) (\(closure.scope.words), \(closure.reason))"
        guard day >= closure.first else {
            return try workplace.terminal.write(
                "\(what) is taken back: it closes nothing. Its line stays in closure list --all.")
        }
        try workplace.terminal.write(
            "\(what) ends on \(day.iso). From \(day.adding(days: 1).iso) on its schools are asked again.")
    }

    private func day(of closure: Closure, today: SchoolDay) throws(Complaint) -> SchoolDay {
        if closure.isHoliday {
            throw Complaint(.badData, "Number \(id) is a local holiday. Use \"edutrac calendar remove \(id)\".")
        }
        if closure.isTakenBack { throw Complaint(.badData, "Closure \(id) was taken back before. Enter a new one.") }
        let takenBack = closure.first.adding(days: -1)
        guard let last else {
            guard closure.last >= today else {
                throw Complaint(
                    .badData,
                    "Closure \(id) ended on \(closure.last.iso). --last sets another day, and one before \(closure.first.iso) takes it back."
                )
            }
            return max(takenBack, min(today, closure.last))
        }
        if last == closure.last { throw Complaint(.badData, "Closure \(id) ends on \(last.iso) as it is.") }
        if closure.first.days(to: last) >= ClosureWords.longest {
            throw Complaint(.usage, "--last \(last.iso) makes it longer than a year. Is the year mistyped?")
        }
        return max(takenBack, last)
    }
}

/// What is asked of the words that a closure or a hold is given.
enum ClosureWords {
    /// Days.
    static let longest = 366
    private static let longestReason = 60

    static func check(_ words: String, option: String) throws {
        if words.allSatisfy(\.isWhitespace) { throw ValidationError("\(option) says something.") }
        if words.count > longestReason || words.contains(where: \.isNewline) {
            throw ValidationError("\(option) is one line of \(longestReason) characters at most.")
        }
    }
}

/// What an operator should know of a closure or a local holiday that was just entered.
struct ClosureNotes {
    let words: [String]

    init(_ closure: Closure, _ place: Place, _ others: [StoredClosure], _ workplace: Workplace) throws {
        var words = others.filter { $0.closure.overlaps(closure, among: place.schools) }.map { other in
            "It overlaps number \(other.id): \(other.closure.scope.words), \(other.closure.daysInWords), \(other.closure.nameInWords)."
        }
        let calendar = workplace.office.calendar
        let days = (0...closure.first.days(to: closure.last)).map(closure.first.adding(days:))
        if !days.contains(where: { calendar.kind(of: $0) == .classDay }) {
            words.append(
                "No class day lies in it, by the calendar: \(calendar.kind(of: closure.first).words). It changes nothing."
            )
        }
        let reports = try Self.reports(closure, place, workplace)
        if closure.last < workplace.today { words.append("It lies in the past: nothing that was sent is called back.") }
        if reports > 0 {
            words.append(
                reports == 1
                    ? "1 report of these days stays as it is." : "\(reports) reports of these days stay as they are.")
        }
        self.words = words
    }

    private static func reports(_ closure: Closure, _ place: Place, _ workplace: Workplace) throws -> Int {
        guard closure.first <= workplace.today else { return 0 }
        let filter = ReportFilter(from: closure.first, to: closure.last, limit: Int(Int32.max))
        let keys = Set(place.schools.map(\.key))
        return try workplace.store.reports(filter).count { !$0.report.isTraining && keys.contains($0.report.school) }
    }
}

extension Closure {
    /// `2026-05-04 to 2026-05-08`
    var daysInWords: String { first == last ? first.iso : "\(first.iso) to \(last.iso)" }

    /// The reason; of a holiday observed on another day also which one.
    var nameInWords: String {
        guard case .localHoliday(let feast) = kind, feast != first else { return reason }
        return "\(reason) (of \(feast.iso))"
    }

    enum State: String {
        case now, toCome, over, takenBack

        var words: String {
            switch self {
            case .now: "now"
            case .toCome: "to come"
            case .over: "over"
            case .takenBack: "taken back"
            }
        }
    }

    func state(on day: SchoolDay) -> State {
        if isTakenBack { return .takenBack }
        if last < day { return .over }
        return first <= day ? .now : .toCome
    }
}

extension StoredClosure {
    func json(_ workplace: Workplace) -> JSON {
        var feast: SchoolDay?
        if case .localHoliday(let day) = closure.kind { feast = day }
        return .object(
            [
                .init(key: "id", value: .number(Int(id))),
                .init(key: "kind", value: .text(closure.isHoliday ? "localHoliday" : "closure")),
                .init(key: "first", value: .text(closure.first.iso)),
                .init(key: "last", value: .text(closure.last.iso)),
                .init(key: "reason", value: .text(closure.reason)), .init(key: "feast", value: JSON(feast?.iso)),
                .init(key: "state", value: .text(closure.state(on: workplace.today).rawValue)),
                .init(key: "enteredBy", value: .text(enteredBy)),
                .init(key: "enteredAt", value: workplace.time.json(enteredAt)),
                .init(key: "endedAt", value: workplace.time.json(endedAt)),
            ] + closure.scope.json)
    }
}

extension Workplace {
    func json(of closure: Int64) throws -> JSON { try store.closure(closure).json(self) }
}
