import Foundation

/// `journalctl`, asked for the entries of edutracd's unit. It runs beside us, with a list of arguments and no shell.
struct Journalctl {
    private let program: String
    private let arguments: [String]
    private let follows: Bool

    static let unit = "edutracd.service"

    /// Octets of an entry: each value has some kilobytes at most, see the journal handler.
    private static let longestLine = 1 << 20

    static let missing =
        "journalctl is not installed: this computer keeps no journal of systemd. edutracd logs to its standard error then: "
        + "read the file into which whoever starts it leads that. An export of another computer is read with --file."

    /// - Parameter lines: how many of the last; nil for all.
    init(_ filter: JournalFilter, lines: Int?, follows: Bool) throws(Complaint) {
        guard let program = ProgramFinder.path(of: "journalctl") else { throw Complaint(.unavailable, Self.missing) }
        self.program = program
        self.follows = follows
        arguments = Self.arguments(filter, lines: lines, follows: follows)
    }

    static func arguments(_ filter: JournalFilter, lines: Int?, follows: Bool) -> [String] {
        var arguments = ["--unit=\(unit)", "--output=json", "--no-pager"]
        if let since = filter.since { arguments.append("--since=@\(Int(since.timeIntervalSince1970.rounded(.down)))") }
        if let until = filter.until { arguments.append("--until=@\(Int(until.timeIntervalSince1970.rounded(.up)))") }
        if filter.onlyTrouble { arguments.append("--priority=warning") }
        // What is filtered here is counted here.
        if let lines, filter.school == nil { arguments.append("--lines=\(lines)") } else if follows { arguments.append("--lines=all") }
        if follows { arguments.append("--follow") }
        if let modem = filter.modem { arguments.append("EDUTRAC_MODEM=\(modem)") }
        return arguments
    }

    /// - Throws: a complaint with what journalctl said where it failed, and whatever the body throws.
    func forEach(_ body: (JournalRecord) throws -> Void) throws {
        var environment = ["LC_ALL": "C.UTF-8", "SYSTEMD_COLORS": "0", "SYSTEMD_PAGER": ""]
        environment["PATH"] = ProcessInfo.processInfo.environment["PATH"]
        let journal = try LineProgram(program, arguments, environment: environment, longestLine: Self.longestLine)
        var said: [String] = []
        var isReading = true
        while isReading {
            switch journal.next(within: .seconds(60)) {
            case .text(let line):
                if let record = JournalRecord(line) { try body(record) } else if !Self.isNothing(line) { said.append(line) }
                if follows { tell(&said) }
            case .silence: continue
            case .end: isReading = false
            }
        }
        let code = journal.wait()
        guard code == 0 else {
            let words = said.suffix(5).map(\.withoutControls).joined(separator: " ")
            throw Complaint(.unavailable, "journalctl ended with \(code): \(words.isEmpty ? "it said nothing" : words)")
        }
        tell(&said)
    }

    /// Such as the hint that one is not in the group that may read the journal.
    private func tell(_ said: inout [String]) {
        for line in said { Terminal.current.complain("journalctl: \(line.withoutControls)") }
        said = []
    }

    private static func isNothing(_ line: String) -> Bool { line.isEmpty || line.hasPrefix("-- ") }
}
