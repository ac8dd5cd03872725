import ArgumentParser
import Foundation
import OfficeConfiguration

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Shows what edutracd has logged, in plain words and with what to do.")

    @Option(
        help: ArgumentHelp(
            "From then on: 2026-05-04, 2026-05-04T10:00, 10:00, today, yesterday, or so long ago: 30min, 2h, 3d.",
            valueName: "moment"))
    var since: String?

    @Option(help: ArgumentHelp("Up to then; as --since.", valueName: "moment"))
    var until: String?

    @Flag(help: "Go on showing what is logged from now on, until Ctrl-C.")
    var follow = false

    @Option(help: ArgumentHelp("The last of them only; 50 without --since.", valueName: "n"))
    var lines: Int?

    @Flag(help: "Only what tells of trouble: warnings and errors.")
    var errors = false

    @Option(help: ArgumentHelp("Only what is about this modem.", valueName: "name"))
    var modem: String?

    @Option(help: ArgumentHelp("Only what is about this school.", valueName: "codMod"))
    var school: String?

    @Option(help: ArgumentHelp("Read an export of journalctl -o json instead; - is standard input.", valueName: "file"))
    var file: String?

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if follow, file != nil { throw ValidationError("--follow goes on with the journal; a file has an end: leave one of the two out") }
        if follow, until != nil { throw ValidationError("--follow goes on for ever: leave --until out") }
        if let lines, lines < 1 { throw ValidationError("--lines is a number from 1 on") }
    }

    func run() throws {
        let terminal = Terminal.current
        let time = OfficeTime(zone: zone(terminal))
        let now = try options.wallClock().now()
        let filter = JournalFilter(
            since: try since.map { try moment($0, "--since", time, now) },
            until: try until.map { try moment($0, "--until", time, now) }, onlyTrouble: errors, modem: modem, school: school)
        if follow {
            let journal = try Journalctl(filter, lines: lines ?? Self.usualLines, follows: true)
            var view = LogView(time, terminal)
            try journal.forEach { record in
                guard filter.wants(record) else { return }
                try show(record, &view, time, terminal)
            }
            return
        }
        var wanted = LastRecords(lines ?? (since == nil ? Self.usualLines : nil))
        if let file {
            try Self.read(file, filter, into: &wanted)
        } else {
            try Journalctl(filter, lines: wanted.limit, follows: false).forEach { record in
                if filter.wants(record) { wanted.add(record) }
            }
        }
        wanted.cut()
        if options.json { return try terminal.write(.list(wanted.all.map { LogView.json($0, time) })) }
        guard !wanted.all.isEmpty else { return try terminal.write("Log: none.") }
        var view = LogView(time, terminal)
        for record in wanted.all { try show(record, &view, time, terminal) }
    }

    /// Enough to see what has happened last, and not more than can be read.
    static let usualLines = 50

    private func show(_ record: JournalRecord, _ view: inout LogView, _ time: OfficeTime, _ terminal: Terminal) throws {
        if options.json { return try terminal.write(LogView.json(record, time).line) }
        for line in view.lines(record) { try terminal.write(line) }
    }

    private static func read(_ file: String, _ filter: JournalFilter, into wanted: inout LastRecords) throws {
        let lines = try FileLines(file)
        var (records, others) = (0, 0)
        while let line = try lines.next() {
            guard let record = JournalRecord(line) else {
                if !line.isEmpty { others += 1 }
                continue
            }
            records += 1
            if filter.wants(record) { wanted.add(record) }
        }
        if records == 0, others > 0 {
            throw Complaint(
                .badData,
                "\(lines.name) is no export of the journal: none of its lines is an entry. Make one with journalctl -u edutracd -o json > FILE.")
        }
    }

    /// A log is read where something is wrong, perhaps the configuration.
    private func zone(_ terminal: Terminal) -> TimeZone {
        do {
            return try OfficeConfiguration.load(options.config).office.timeZone
        } catch {
            terminal.complain("edutrac: warning: the configuration cannot be read, so times are this computer's: edutracd --check says what is wrong.")
            return .current
        }
    }

    private func moment(_ text: String, _ option: String, _ time: OfficeTime, _ now: Date) throws -> Date {
        if let moment = LogMoment.read(text, time, now: now) { return moment }
        throw ValidationError(
            "\(option) \(text) is no moment: write 2026-05-04, 2026-05-04T10:00, 10:00, today, yesterday, 30min, 2h or 3d")
    }
}

/// Moments as one says them before a log.
enum LogMoment {
    static func read(_ text: String, _ time: OfficeTime, now: Date) -> Date? {
        if text == "now" { return now }
        if text == "today" { return time.read("00:00", now: now) }
        if text == "yesterday" { return time.read("00:00", now: now.addingTimeInterval(-86_400)) }
        if let match = text.wholeMatch(of: #/(\d{1,6})(min|h|d)/#), let count = Double(match.1) {
            let unit: Double = match.2 == "min" ? 60 : match.2 == "h" ? 3600 : 86_400
            return now.addingTimeInterval(-count * unit)
        }
        return time.read(text, now: now)
    }
}

/// The last so many, or all.
struct LastRecords {
    let limit: Int?
    private(set) var all: [JournalRecord] = []

    init(_ limit: Int?) { self.limit = limit }

    mutating func add(_ record: JournalRecord) {
        all.append(record)
        // Not with each: moving all of them costs.
        if let limit, all.count >= 2 * limit + 100 { all.removeFirst(all.count - limit) }
    }

    mutating func cut() {
        if let limit, all.count > limit { all.removeFirst(all.count - limit) }
    }
}
