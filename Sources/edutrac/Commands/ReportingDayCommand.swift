import ArgumentParser
import Attendance
import Store

struct ReportingDayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reporting-day", abstract: "The weekday on which schools are asked.",
        subcommands: [ListReportingDays.self, SetReportingDay.self, UnsetReportingDay.self])
}

/// Which schools are meant.
struct AreaOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The school.", valueName: "codMod[/anexo]"))
    var school: SchoolKey?

    @Option(help: ArgumentHelp("All schools of a cluster (red).", valueName: "name"))
    var cluster: String?

    @Option(help: ArgumentHelp("All schools of a district.", valueName: "name"))
    var district: String?

    func validate() throws {
        guard [school != nil, cluster != nil, district != nil].count(where: { $0 }) == 1 else {
            throw ValidationError("Name one of --school, --cluster and --district.")
        }
    }

    /// - Throws: ``Complaint`` for one that no school of the roster is in: a typing error would change nothing, and
    ///   nobody would notice.
    func area(_ workplace: Workplace) throws -> ReportingArea {
        let schools = try workplace.store.schools(on: workplace.today)
        if let school {
            guard schools.contains(where: { $0.key == school }) else {
                throw Complaint(
                    .badData, "The school \(school.words) is not in the roster. \"edutrac school list\" shows them. Nothing was changed.")
            }
            return .school(school)
        }
        if let cluster { return .cluster(try Self.name(cluster, among: schools.compactMap(\.cluster), "cluster")) }
        return .district(try Self.name(district ?? "", among: schools.map(\.district), "district"))
    }

    private static func name(_ typed: String, among names: [String], _ what: String) throws(Complaint) -> String {
        guard let name = names.first(where: { $0.lowercased() == typed.lowercased() }) else {
            let known = Set(names).sorted()
            let list = known.isEmpty ? "there is none" : "there are " + known.joined(separator: ", ")
            throw Complaint(.badData, "No school of the roster is in a \(what) \(typed): \(list). Nothing was changed.")
        }
        return name
    }
}

struct SetReportingDay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Sets the reporting day of a school, a cluster or a district.",
        discussion: "A school's day comes before its cluster's, that before its district's, that before the office's.")

    @Argument(help: "monday, tuesday, wednesday, thursday or friday.")
    var day: Weekday

    @OptionGroup var areaOptions: AreaOptions
    @OptionGroup var start: StartOption
    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if day > .friday { throw ValidationError("There is no class on \(day.rawValue). Name a day from monday to friday.") }
    }

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        try workplace.setReportingDay(day, of: try areaOptions.area(workplace), start, by: signing.signature(person, workplace))
    }
}

struct UnsetReportingDay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unset", abstract: "Lifts the reporting day of a school, a cluster or a district: the wider one holds again.")

    @OptionGroup var areaOptions: AreaOptions
    @OptionGroup var start: StartOption
    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let area = try areaOptions.area(workplace)
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
        _ day: Weekday?, of area: ReportingArea, _ start: StartOption, by signature: Signature
    ) throws {
        let monday = try start.monday(self)
        try store.setReportingDay(ReportingOverride(area: area, from: monday, day: day), by: signature)
        let schools = try store.schools(on: today).filter(area.contains)
        let others = schools.count { $0.schedule.stage(inWeekOf: monday).area?.isNarrower(than: area) ?? false }
        if isJSON {
            return try terminal.write(
                .object(area.members + [
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
        if options.json { return try workplace.terminal.write(.list(rows.map { $0.json(workplace.time) })) }
        try workplace.terminal.write("The office asks on \(workplace.office.reporting.day.rawValue), where nothing else is set:")
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
    }

    struct Row {
        var stored: StoredOverride
        /// The Monday on which the next of the same area begins.
        var until: SchoolDay?

        func json(_ time: OfficeTime) -> JSON {
            .object(stored.override.area.members + [
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

extension ReportingArea {
    var words: String {
        switch self {
        case .school(let key): "school \(key.words)"
        case .cluster(let name): "cluster \(name)"
        case .district(let name): "district \(name)"
        }
    }

    /// `scope`, `codMod`, `anexo` and `area`.
    var members: [JSON.Member] {
        let (scope, key, name): (String, SchoolKey?, String?) =
            switch self {
            case .school(let key): ("school", key, nil)
            case .cluster(let name): ("cluster", nil, name)
            case .district(let name): ("district", nil, name)
            }
        return [
            .init(key: "scope", value: .text(scope)), .init(key: "codMod", value: JSON(key?.codMod)),
            .init(key: "anexo", value: JSON(key?.anexo)), .init(key: "area", value: JSON(name)),
        ]
    }
}
