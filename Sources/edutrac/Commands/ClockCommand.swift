import ArgumentParser
import Attendance
import Foundation
import Store

struct ClockCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "Whether the computer's clock can be right.",
        subcommands: [ShowClock.self, AcceptClock.self])
}

struct ShowClock: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows the clock and the latest moment that is known to have been.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        let mark = try workplace.store.clockMark()
        let time = workplace.time
        if options.json {
            return try workplace.terminal.write([
                "now": time.json(workplace.now), "stored": time.json(mark.ours),
                "witnessed": time.json(mark.witnessed), "ignoredLeadSeconds": .number(Int(mark.ignoredLead)),
            ])
        }
        try workplace.terminal.write("The clock stands at \(time.short(workplace.now)).")
        try workplace.terminal.write("Latest moment stored: \(mark.ours.map(time.short) ?? "none").")
        try workplace.terminal.write(
            "Latest moment that texts bear witness to: \(mark.witnessed.map(time.short) ?? "none").")
    }
}

struct AcceptClock: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Says that the clock is right as it stands: questions and reminders are held no longer.")

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let workplace = try Workplace.open(options)
        try workplace.store.overruleClock(at: workplace.now)
        if options.json { return try workplace.terminal.write(["now": workplace.time.json(workplace.now)]) }
        try workplace.terminal.write(
            "The clock counts as right at \(workplace.time.short(workplace.now)). Nothing is held for its sake.")
    }
}
