import ArgumentParser
import Attendance
import Foundation
import Store

struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Class days, holidays, vacations and closures; local holidays are added here.",
        subcommands: [ShowCalendar.self, AddLocalHoliday.self, RemoveLocalHoliday.self, ImportCalendar.self])
}

extension Month: ExpressibleByArgument {
    /// Reads `2026-05`.
    package init?(argument: String) { self.init(iso: argument) }
}

struct ShowCalendar: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows each day of a month and where that comes from.")

    @Option(help: ArgumentHelp("The month; this one when left out.", valueName: "2026-05"))
    var month: Month?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let days = (month ?? Month(of: workplace.today)).days
        // A reporting day moves within its week, which may begin in the month before.
        let closures = try workplace.store.closures(since: (days.first ?? workplace.today).monday)
        let entries = days.flatMap { CalendarEntry.entries(of: $0, workplace.office, closures: closures) }
        if options.json { return try workplace.terminal.write(.list(entries.map(\.json))) }
        try workplace.terminal.write(CalendarEntry.table(entries), of: "Days")
    }
}

/// One line of the calendar: what a day is for the whole office, or a closure or local holiday of some schools on it.
struct CalendarEntry: Hashable, Sendable {
    enum Source: String, Sendable {
        /// The calendar file of the configuration.
        case file
        /// Closures and local holidays that the office entered; they count before the file.
        case database
        /// Saturdays and Sundays.
        case week
    }

    var day: SchoolDay
    /// As in ``DayKind``, or closure, or localHoliday.
    var kind: String
    var name: String?
    /// For whom: office, or a district, cluster or school.
    var scope: String
    var source: Source
    /// Of a closure or local holiday.
    var id: Int64?
    /// Of a local holiday its own date.
    var feast: SchoolDay?
    var isReportingDay: Bool

    static func entries(
        of day: SchoolDay, _ office: OfficeRules, closures: [StoredClosure]
    ) -> [CalendarEntry] {
        let kind = office.calendar.kind(of: day)
        let closed = closures.filter { $0.closure.covers(day) }.map { CalendarEntry($0, on: day) }
        // What the office entered counts before the file.
        if kind == .classDay, let whole = closed.first(where: { $0.scope == SchoolScope.office.words }) {
            return [whole] + closed.filter { $0 != whole }
        }
        let reportingDay = office.calendar.reportingDay(
            week: day, rules: office.reporting, closures: closures.map(\.closure))
        let ofOffice = CalendarEntry(
            day: day, kind: kind.word, name: kind.holidayName, scope: "office",
            source: kind == .weekend ? .week : .file, isReportingDay: day == reportingDay)
        return [ofOffice] + closed
    }

    static func table(_ entries: [CalendarEntry]) -> Table {
        Table(
            [
                .init("day"), .init("weekday"), .init("what"), .init("name", .cut), .init("for", .cut),
                .init("source"),
            ],
            rows: entries.map { entry in
                // Always a class day, too.
                let what = entry.isReportingDay ? "reporting day" : entry.kindInWords
                return [
                    entry.day.iso, entry.day.weekday.rawValue, what, entry.nameInWords, entry.scope,
                    entry.sourceInWords,
                ]
            })
    }

    private var nameInWords: String? {
        guard let name, let feast, feast != day else { return name }
        return "\(name) (of \(feast.iso))"
    }

    private var sourceInWords: String { source.rawValue + (id.map { " \($0)" } ?? "") }

    private var kindInWords: String {
        switch kind {
        case "classDay": "class day"
        case "localHoliday": "local holiday"
        case "managementWeek": "management week"
        case "outsideYear": "outside the school year"
        case "noSchoolYear": "no school year known"
        default: kind
        }
    }

    var json: JSON {
        [
            "day": .text(day.iso), "weekday": .text(day.weekday.rawValue), "kind": .text(kind),
            "name": JSON(name), "scope": .text(scope), "source": .text(source.rawValue),
            "id": JSON(id.map { Int($0) }), "feast": JSON(feast?.iso), "reportingDay": .boolean(isReportingDay),
        ]
    }
}

extension CalendarEntry {
    fileprivate init(_ stored: StoredClosure, on day: SchoolDay) {
        let closure = stored.closure
        var feast: SchoolDay?
        if case .localHoliday(let date) = closure.kind { feast = date }
        self.init(
            day: day, kind: closure.isHoliday ? "localHoliday" : "closure", name: closure.reason,
            scope: closure.scope.words, source: .database, id: stored.id, feast: feast, isReportingDay: false)
    }
}

extension DayKind {
    var word: String {
        switch self {
        case .classDay: "classDay"
        case .weekend: "weekend"
        case .holiday: "holiday"
        case .vacation: "vacation"
        case .managementWeek: "managementWeek"
        case .outsideYear: "outsideYear"
        case .noSchoolYear: "noSchoolYear"
        }
    }

    /// For a sentence.
    var words: String {
        switch self {
        case .classDay: "class day"
        case .weekend: "weekend"
        case .holiday(let name): "holiday, \(name)"
        case .vacation: "vacation"
        case .managementWeek: "management week"
        case .outsideYear: "outside the school year"
        case .noSchoolYear: "no school year known"
        }
    }

    var holidayName: String? {
        if case .holiday(let name) = self { name } else { nil }
    }
}
