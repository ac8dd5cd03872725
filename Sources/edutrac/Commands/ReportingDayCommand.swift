import ArgumentParser
import Attendance
import Store

struct ReportingDayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reporting-day", abstract: "The weekday on which schools are asked.",
        subcommands: [
            ShowReportingDay.self, ListReportingDays.self, SetReportingDay.self, UnsetReportingDay.self,
            BaselineCommand.self,
        ])
}

struct SetReportingDay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Sets the reporting day of a school, a cluster or a district.",
        discussion: "A school's day comes before its cluster's, that before its district's, that before the office's.")

    @Argument(help: "monday, tuesday, wednesday, thursday or friday.")
    var day: Weekday

    @OptionGroup var scopeOptions: ScopeOptions
    @OptionGroup var start: StartOption
    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if day > .friday { throw ValidationError("There is no class on \(day.rawValue). Name a day from monday to friday.") }
    }

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        try workplace.setReportingDay(day, of: try workplace.place(scopeOptions.some()).scope, start, by: signing.signature(person, workplace))
    }
}

struct UnsetReportingDay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unset", abstract: "Lifts the reporting day of a school, a cluster or a district: the wider one holds again.")

    @OptionGroup var scopeOptions: ScopeOptions
    @OptionGroup var start: StartOption
    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let area = try workplace.place(scopeOptions.some()).scope
        guard try workplace.store.reportingOverrides().last(where: { $0.override.area == area })?.override.day != nil else {
            throw Complaint(.noInput, "No reporting day is set for \(area.words). \"edutrac reporting-day list\" shows what is.")
        }
        try workplace.setReportingDay(nil, of: area, start, by: signing.signature(person, workplace))
    }
}

/// The Monday from which a reporting day counts.
struct StartOption: ParsableArguments {
    @Option(help: ArgumentHelp("From the first Monday on or after this day; the coming one when left out.", valueName: "2026-05-11"))
    var from: SchoolDay?

    func monday(_ workplace: Workplace) throws(Complaint) -> SchoolDay {
        guard let monday = ReportingSchedule.week(from: from, today: workplace.today) else {
            let first = ReportingSchedule.firstOpenWeek(today: workplace.today)
            throw Complaint(
                .badData, "A week that has begun keeps its day, so that no school is asked twice or not at all: --from \(first.iso) or later. Nothing was changed.")
        }
        return monday
    }
}

extension Workplace {
    fileprivate func setReportingDay(
        _ day: Weekday?, of area: SchoolScope, _ start: StartOption, by signature: Signature
    ) throws {
        let monday = try start.monday(self)
        try store.setReportingDay(ReportingOverride(area: area, from: monday, day: day), by: signature)
        let schools = try store.schools(on: today).filter(area.covers)
        let others = schools.count { $0.schedule.stage(inWeekOf: monday).area?.isNarrower(than: area) ?? false }
        if isJSON {
            return try terminal.write(
                .object(area.json + [
                    .init(key: "day", value: JSON(day?.rawValue)), .init(key: "validFrom", value: .text(monday.iso)),
                    .init(key: "schools", value: .number(schools.count)), .init(key: "keepTheirs", value: .number(others)),
                ]))
        }
        let what = day.map { "is asked on \($0.rawValue)" } ?? "has no day of its own"
        try terminal.write("\(area.words) \(what) from Monday \(monday.iso) on.")
        if others > 0 {
            try terminal.write("\(others) of its \(schools.count) schools have a day of their own or of their cluster, and keep it.")
        }
    }
}

struct ListReportingDays: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the reporting days that are set, now and for later.")

    @Flag(help: "Also those that have ended.")
    var all = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let rows = Self.rows(try workplace.store.reportingOverrides()).filter { row in
            all || (row.until.map { $0 > workplace.today.monday } ?? (row.stored.override.day != nil))
        }
        let baselines = try workplace.store.baselines().filter { stored in
            stored.baseline.first <= stored.baseline.last && (all || workplace.today <= stored.baseline.last)
        }
        let rules = workplace.office.reporting
        if options.json {
            return try workplace.terminal.write([
                "office": .text(rules.day.rawValue), "secondDay": .text(rules.secondDay.rawValue),
                "reportingDays": .list(rows.map { $0.json(workplace.time) }),
                "baselines": .list(baselines.map { $0.json(workplace.time) }),
            ])
        }
        try workplace.terminal.write("The office asks on \(rules.day.rawValue), where nothing else is set:")
        try workplace.terminal.write(
            Table(
                [.init("for", .cut), .init("day"), .init("from"), .init("until"), .init("entered")],
                rows: rows.map { row in
                    let override = row.stored.override
                    return [
                        override.area.words, override.day?.rawValue ?? "the wider one", override.from.iso, row.until?.iso,
                        workplace.time.short(row.stored.enteredAt),
                    ]
                }), of: "Reporting days")
        if !baselines.isEmpty {
            try workplace.terminal.write("")
            try workplace.terminal.write("Asked on every class day:")
            try workplace.terminal.write(BaselineCommand.table(baselines, workplace.time), of: "Baselines")
        }
        if rules.secondDay == .random {
            try workplace.terminal.write("")
            try workplace.terminal.write("Each school is asked on a second day of the week, unannounced; \"reminders plan\" shows on which.")
        }
    }

    struct Row {
        var stored: StoredOverride
        /// The Monday on which the next of the same area begins.
        var until: SchoolDay?

        func json(_ time: OfficeTime) -> JSON {
            .object(stored.override.area.json + [
                .init(key: "day", value: JSON(stored.override.day?.rawValue)),
                .init(key: "validFrom", value: .text(stored.override.from.iso)), .init(key: "until", value: JSON(until?.iso)),
                .init(key: "enteredAt", value: time.json(stored.enteredAt)),
            ])
        }
    }

    static func rows(_ overrides: [StoredOverride]) -> [Row] {
        overrides.indices.map { index in
            let next = overrides.dropFirst(index + 1).first
            let isSame = next?.override.area == overrides[index].override.area
            return Row(stored: overrides[index], until: isSame ? next?.override.from : nil)
        }
    }
}

extension Weekday: ExpressibleByArgument {
    package init?(argument: String) { self.init(rawValue: argument.lowercased()) }
}
