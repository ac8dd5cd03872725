import ArgumentParser
import Attendance
import Store

struct BaselineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Asks schools on every class day for some weeks, to learn on which day attendance is lowest.",
        discussion: "Only the question is sent on those days; reminders keep to the reporting day.")

    private static let mostWeeks = 20

    @OptionGroup var scopeOptions: ScopeOptions

    @Option(help: ArgumentHelp("For how many weeks.", valueName: "number"))
    var weeks: Int?

    @Option(help: ArgumentHelp("From this day on; from the coming Monday when left out.", valueName: "2026-05-11"))
    var from: SchoolDay?

    @Flag(help: "End it with today, or take it back where it has not begun.")
    var end = false

    @OptionGroup var signing: SignatureOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
        guard end || weeks != nil else { throw ValidationError("Give --weeks, or --end.") }
        if end, weeks != nil || from != nil { throw ValidationError("--end goes without --weeks and --from.") }
        if let weeks, !(1...Self.mostWeeks).contains(weeks) {
            throw ValidationError("--weeks is a number from 1 to \(Self.mostWeeks).")
        }
    }

    func run() throws {
        let person = signing.person
        let workplace = try Workplace.open(options)
        let area = try workplace.place(scopeOptions.some()).scope
        let signature = signing.signature(person, workplace)
        guard let weeks else { return try finish(area, workplace, signature) }
        try begin(area, weeks, workplace, signature)
    }

    private func begin(_ area: SchoolScope, _ weeks: Int, _ workplace: Workplace, _ signature: Signature) throws {
        let first = from ?? ReportingSchedule.firstOpenWeek(today: workplace.today)
        guard workplace.today <= first else {
            throw Complaint(.badData, "\(first.iso) is over: nobody can be asked then. Nothing was changed.")
        }
        let running = try workplace.store.baselines().first { stored in
            stored.baseline.area == area && workplace.today <= stored.baseline.last
                && stored.baseline.first <= stored.baseline.last
        }
        if let running {
            throw Complaint(
                .badData, "\(area.words) has a baseline from \(running.baseline.first.iso) to \(running.baseline.last.iso): end that one first, with --end. Nothing was changed.")
        }
        let baseline = Baseline(area: area, first: first, weeks: weeks)
        let days = (0..<7 * weeks).map(first.adding(days:)).count { workplace.office.calendar.kind(of: $0) == .classDay }
        guard days > 0 else {
            throw Complaint(
                .badData, "There is no class from \(baseline.first.iso) to \(baseline.last.iso): see \"edutrac calendar show\". Nothing was changed.")
        }
        try workplace.store.begin(baseline, by: signature)
        let schools = try workplace.store.schools(on: workplace.today).count(where: area.covers)
        if options.json {
            return try workplace.terminal.write(
                .object(baseline.members + [
                    .init(key: "classDays", value: .number(days)), .init(key: "schools", value: .number(schools)),
                ]))
        }
        try workplace.terminal.write(
            "\(area.words) is asked on every class day from \(baseline.first.iso) to \(baseline.last.iso): \(days) class \(days == 1 ? "day" : "days"), \(schools) \(schools == 1 ? "school" : "schools").")
    }

    private func finish(_ area: SchoolScope, _ workplace: Workplace, _ signature: Signature) throws {
        // Today's question may have been answered, so today is still asked about.
        guard try workplace.store.endBaselines(of: area, after: workplace.today, by: signature) > 0 else {
            throw Complaint(.noInput, "\(area.words) has no baseline that could end. \"edutrac reporting-day list\" shows them.")
        }
        if options.json {
            return try workplace.terminal.write(
                .object(area.json + [.init(key: "last", value: .text(workplace.today.iso))]))
        }
        try workplace.terminal.write("The baseline of \(area.words) ends with \(workplace.today.iso).")
    }

    static func table(_ baselines: [StoredBaseline], _ time: OfficeTime) -> Table {
        Table(
            [.init("for", .cut), .init("from"), .init("to"), .init("entered")],
            rows: baselines.map { stored in
                let baseline = stored.baseline
                return [baseline.area.words, baseline.first.iso, baseline.last.iso, time.short(stored.enteredAt)]
            })
    }
}

extension Baseline {
    fileprivate var members: [JSON.Member] {
        area.json + [.init(key: "first", value: .text(first.iso)), .init(key: "last", value: .text(last.iso))]
    }
}

extension StoredBaseline {
    func json(_ time: OfficeTime) -> JSON {
        .object(baseline.members + [
            .init(key: "enteredAt", value: time.json(enteredAt)), .init(key: "endedAt", value: time.json(endedAt)),
        ])
    }
}
