import ArgumentParser
import Store

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Looks whether the database is whole, and whether what edutrac relies on holds. Exits with 0 when it does, else with 65.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let terminal = Terminal.current
        let flaws = try flaws()
        if options.json {
            try terminal.write(.list(flaws.map(\.json)))
        } else if flaws.isEmpty {
            try terminal.write("The database is whole, and all in it fits together.")
        } else {
            for line in lines(flaws, terminal) { try terminal.write(line) }
        }
        if !flaws.isEmpty { throw ExitCode(Complaint.Code.badData.rawValue) }
    }

    /// One that cannot even be opened has a flaw as well.
    private func flaws() throws -> [DatabaseFlaw] {
        do {
            return try Workplace.open(options).store.flaws()
        } catch let error as StoreError {
            guard let flaw = DatabaseFlaw(error) else { throw error }
            return [flaw]
        }
    }

    /// One line for each, and what to do once for all of which it is the same.
    private func lines(_ flaws: [DatabaseFlaw], _ terminal: Terminal) -> [String] {
        var lines: [String] = []
        var told: Set<String> = []
        for flaw in flaws where told.insert(flaw.remedy).inserted {
            lines += flaws.filter { $0.remedy == flaw.remedy }.map { "\($0.words.withoutControls) (\($0.rule))" }
            lines += flaw.remedy.wrapped(to: max(20, terminal.width - 4)).map { "    \($0)" }
        }
        return lines
    }
}

extension DatabaseFlaw {
    fileprivate var json: JSON {
        [
            "rule": .text(rule), "table": JSON(table), "id": JSON(id.map { Int($0) }), "words": .text(words),
            "remedy": .text(remedy),
        ]
    }
}
