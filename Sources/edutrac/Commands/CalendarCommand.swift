import ArgumentParser
import Attendance
import Foundation
import Store

struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Class days, holidays, vacations and closures.",
        subcommands: [ShowCalendar.self])
}

/// A month of a year, as `2026-05`.
struct Month: Hashable, Sendable, ExpressibleByArgument {
    let first: SchoolDay

    init?(argument: String) {
        guard argument.count == 7, let day = SchoolDay(iso: argument + "-01") else { return nil }
        first = day
    }

    init(of day: SchoolDay) { first = day.adding(days: 1 - day.day) }

    var days: [SchoolDay] {
        (0..<31).map(first.adding(days:)).filter { $0.month == first.month }
    }
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
        let closures = try workplace.store.closures(since: (days.first ?? workplace.today).monday).map(\.closure)
        let entries = days.flatMap { CalendarEntry.entries(of: $0, workplace.office, closures: closures) }
        if options.json { return try workplace.terminal.write(.list(entries.map(\.json))) }
        try workplace.terminal.write(CalendarEntry.table(entries), of: "Days")
    }
}

/// One line of the calendar: what a day is for the whole office, or a closure of some schools on it.
struct CalendarEntry: Hashable, Sendable {
    enum Source: String, Sendable {
        /// The calendar file of the configuration.
        case file
        /// Closures that the office entered; they count before the file.
        case database
        /// Saturdays and Sundays.
        case week
    }

    var day: SchoolDay
    /// As in ``DayKind``, or closure.
    var kind: String
    var name: String?
    /// For whom: office, or a district, cluster or school.
    var scope: String
    var source: Source
    var isReportingDay: Bool

    static func entries(
        of day: SchoolDay, _ office: OfficeRules, closures: [Closure]
    ) -> [CalendarEntry] {
        let kind = office.calendar.kind(of: day)
        let closed = closures.filter { $0.first <= day && day <= $0.last }.map { closure in
            CalendarEntry(
                day: day, kind: "closure", name: closure.reason, scope: closure.scope.words,
                source: .database, isReportingDay: false)
        }
        // What the office entered counts before the file.
        if kind == .classDay, let whole = closed.first(where: { $0.scope == Closure.Scope.office.words }) {
            return [whole] + closed.filter { $0 != whole }
        }
        let reportingDay = office.calendar.reportingDay(week: day, rules: office.reporting, closures: closures)
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
                let what = entry.isReportingDay ? entry.kindInWords + ", reporting day" : entry.kindInWords
                return [
                    entry.day.iso, entry.day.weekday.rawValue, what, entry.name, entry.scope,
                    entry.source.rawValue,
                ]
            })
    }

    private var kindInWords: String {
        switch kind {
        case "classDay": "class day"
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
            "reportingDay": .boolean(isReportingDay),
        ]
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

    var holidayName: String? {
        if case .holiday(let name) = self { name } else { nil }
    }
}

extension Closure.Scope {
    var words: String {
        switch self {
        case .school(let key): "school \(key.words)"
        case .cluster(let name): "cluster \(name)"
        case .district(let name): "district \(name)"
        case .office: "office"
        }
    }
}
