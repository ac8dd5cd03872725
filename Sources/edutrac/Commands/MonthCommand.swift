import ArgumentParser
import Attendance
import Foundation
import Store

struct MonthCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "month", abstract: "The figures of a month, closing it, and what is printed with it.",
        subcommands: [
            ShowMonth.self, CloseMonth.self, WriteContext.self, ExportMonth.self,
            PrintMonth.self])
}

struct ShowMonth: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows the figures of each school, provisional until the month is closed.")

    @Argument(help: ArgumentHelp("The month; this one when left out.", valueName: "2026-05"))
    var month: Month?

    @Option(help: ArgumentHelp("Only this school, with all that is known of it.", valueName: "codMod[/anexo]"))
    var school: SchoolKey?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let month = month ?? Month(of: workplace.today)
        let inputs = try workplace.store.monthInputs(of: month)
        let reckoning = MonthReckoning(inputs, office: workplace.office, today: workplace.today)
        var months = reckoning.schoolMonths
        if let school {
            months = months.filter { $0.school.key == school }
            guard !months.isEmpty else {
                throw Complaint(.noInput, "\(school.words) was not in the roster in \(month.iso). Check the code.")
            }
        }
        let view = MonthView(month: month, closings: inputs.closings, time: workplace.time, months: months)
        if options.json {
            return try workplace.terminal.write(
                .list(months.map { $0.json(reckoning.notes(of: $0.school.key), workplace.time) }))
        }
        try workplace.terminal.write(view.heading(since: reckoning.schoolMonths.map(\.reportsSince).reduce(0, +)))
        guard school != nil, let only = months.first else {
            return try workplace.terminal.write(view.table, of: "Schools")
        }
        for line in MonthDetail(only, reckoning.notes(of: only.school.key)).lines(workplace.terminal.width) {
            try workplace.terminal.write(line)
        }
    }
}

struct CloseMonth: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Freezes the figures of a month that is over, and thanks those who reported.")

    @Argument(help: ArgumentHelp("The month.", valueName: "2026-05"))
    var month: Month?

    @Flag(help: "Close every month that has been over for three working days and is not closed; for a timer.")
    var due = false

    @Flag(help: "A new edition of a month that is closed, with the reports that came since. Thanks nobody.")
    var edition = false

    @Flag(help: "Queue no texts.")
    var silently = false

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if due == (month != nil) { throw ValidationError("Name a month, or give --due.") }
        if due, edition { throw ValidationError("--edition makes one month anew: name it, without --due.") }
    }

    func run() async throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        try workplace.requirePlausibleClock()
        let desk = ClosingDesk(workplace, signing.signature(person, workplace), silently: silently || edition)
        let closed = try month.map { [try desk.close($0, anew: edition)] } ?? desk.closeDue()
        if closed.contains(where: { $0.thanks > 0 }) { await workplace.wakeDaemon() }
        if options.json { return try workplace.terminal.write(.list(closed.map(\.json))) }
        for month in closed { try workplace.terminal.write(month.words) }
        if closed.isEmpty { try workplace.terminal.write("No month is due to be closed.") }
    }
}

/// Closes months for a command.
struct ClosingDesk {
    private let workplace: Workplace
    private let signature: Signature
    private let silently: Bool

    init(_ workplace: Workplace, _ signature: Signature, silently: Bool) {
        self.workplace = workplace
        self.signature = signature
        self.silently = silently
    }

    func close(_ month: Month, anew: Bool) throws -> ClosedMonth {
        let today = workplace.today
        guard month.last < today else {
            throw Complaint(.badData, "\(month.iso) is not over: it ends on \(month.last.iso). Nothing was changed.")
        }
        let office = workplace.office
        // Thanks that come two months later are none.
        let areDue = !silently && month == Month(of: today).previous
        return try workplace.store.closeMonth(month, anew: anew, today: today, by: signature) {
            inputs, reporters, holds in
            let reckoning = MonthReckoning(inputs, office: office, today: today)
            let figures = reckoning.figures
            let thanks = MonthThanks(office: office, fits: office.fitsOnePart)
            return MonthFreeze(
                figures: figures,
                thanks: areDue
                    ? thanks.thanks(
                        for: figures, of: reckoning.schools, to: reporters, holds: holds, at: signature.at) : [])
        }
    }

    /// Another run at the same time may have been quicker; then there is nothing left to do.
    func closeDue() throws -> [ClosedMonth] {
        guard let first = try workplace.store.firstReportDay() else { return [] }
        let closed = Set(try workplace.store.closedMonths().keys)
        let due = workplace.office.calendar.monthsDue(from: first, closed: closed, on: workplace.today)
        return try due.compactMap { month in
            do {
                return try close(month, anew: false)
            } catch StoreError.monthClosed {
                return nil
            }
        }
    }
}

extension ClosedMonth {
    fileprivate var words: String {
        let editions = edition == 1 ? "" : ", edition \(edition)"
        let texts = thanks == 0 ? "no texts queued" : thanks == 1 ? "1 text queued" : "\(thanks) texts queued"
        return "\(month.iso) is closed\(editions): \(schools == 1 ? "1 school" : "\(schools) schools"), \(texts)."
    }

    fileprivate var json: JSON {
        [
            "month": .text(month.iso), "edition": .number(edition), "schools": .number(schools),
            "thanks": .number(thanks),
        ]
    }
}

extension Workplace {
    /// A clock that fell back after a power cut would say that nothing is over, one that was set wrong that all is.
    func requirePlausibleClock() throws {
        // Clocks are corrected by seconds all the time.
        guard let latest = try store.clockMark().latest, now < latest.addingTimeInterval(-120) else { return }
        throw Complaint(
            .tryAgain,
            "The clock stands at \(time.short(now)), but it has been \(time.short(latest)) already. "
                + "Set it right, or see `edutrac clock show`. Nothing was changed.")
    }
}

struct WriteContext: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "context", abstract: "Writes the line with which a month is to be read: \"llovió, no hubo paso\".")

    @Argument(help: ArgumentHelp("The month.", valueName: "2026-05"))
    var month: Month

    @Argument(help: "The line, 200 characters at most.")
    var text: String?

    @OptionGroup var scopeOptions: ScopeOptions

    @Flag(help: "For all schools.")
    var office = false

    @Flag(help: "Take the line away.")
    var remove = false

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if remove == (text != nil) { throw ValidationError("Give the line, or --remove.") }
        try checkLine(text, "The line")
    }

    func run() throws {
        let person = signing.person
        let asked = try scopeOptions.scope(all: office, orFlag: "--office")
        let workplace = try Workplace.open(options)
        let scope = try workplace.place(asked).scope
        let changed = try workplace.store.writeContext(
            text, of: month, for: scope, by: signing.signature(person, workplace))
        if options.json {
            return try workplace.terminal.write([
                "month": .text(month.iso), "scope": .text(scope.words), "text": JSON(text),
                "changed": .boolean(changed),
            ])
        }
        let what = text == nil ? "has no line" : "has its line"
        try workplace.terminal.write("\(month.iso) \(what) for \(scope.words)\(changed ? "" : ", as before").")
    }
}

/// What is printed must be one line.
func checkLine(_ text: String?, _ name: String) throws {
    guard let text else { return }
    if text.count > 200 || text.contains(where: \.isNewline) || !text.contains(where: { !$0.isWhitespace }) {
        throw ValidationError("\(name) is one line of 200 characters at most, and not empty.")
    }
}
