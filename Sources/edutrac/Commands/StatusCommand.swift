import ArgumentParser
import Foundation
import OfficeConfiguration
import Store

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Says whether texts come in and go out. Exits with 0 when all is well, else with 69.")

    @Flag(help: "Look again and again, until Ctrl-C.")
    var watch = false

    @Argument(help: ArgumentHelp("With --watch: seconds between two looks; 5 by default.", valueName: "seconds"))
    var seconds: Int?

    @OptionGroup var options: GlobalOptions

    static let usualSeconds = 5

    func validate() throws {
        if let seconds {
            guard watch else { throw ValidationError("\(seconds) belongs to --watch: edutrac status --watch \(seconds)") }
            guard (1...3600).contains(seconds) else { throw ValidationError("--watch takes 1 to 3600 seconds") }
        }
    }

    func run() async throws {
        let isHealthy = watch ? try await look(every: seconds ?? Self.usualSeconds) : try await look(isWatched: false)
        guard isHealthy else { throw ExitCode(Complaint.Code.unavailable.rawValue) }
    }

    /// Until Ctrl-C, which leaves what was seen last on the terminal.
    ///
    /// - Returns: whether it was healthy then.
    private func look(every seconds: Int) async throws -> Bool {
        let interrupt = try Interrupt()
        var isHealthy = false
        repeat { isHealthy = try await look(isWatched: true) } while !interrupt.comes(within: .seconds(seconds))
        return isHealthy
    }

    /// - Returns: whether it is healthy.
    private func look(isWatched: Bool) async throws -> Bool {
        let workplace: Workplace
        do {
            workplace = try Workplace.open(options)
        } catch let error as StoreError {
            // Scripts ask status whether it works: whatever keeps it from working is the answer.
            throw Complaint(.unavailable, "\(error)")
        }
        let status = try await OfficeStatus(workplace)
        let terminal = workplace.terminal
        if options.json {
            let json = status.json(workplace.time)
            try isWatched ? terminal.write(json.line) : terminal.write(json)
            return status.isHealthy
        }
        let lines = status.lines(workplace.time, now: workplace.now, terminal)
        // Only now, so that the old lines stand while it looks.
        if isWatched { terminal.clear?() }
        for line in (isWatched ? [terminal.bold(workplace.time.short(workplace.now))] : []) + lines { try terminal.write(line) }
        return status.isHealthy
    }
}
