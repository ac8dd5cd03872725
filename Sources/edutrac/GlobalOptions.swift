import ArgumentParser
import Foundation
import OfficeConfiguration

/// Options of every command; they may stand before or after its name.
struct GlobalOptions: ParsableArguments {
    static let usualConfiguration = "/etc/edutrac/edutrac.toml"

    @Option(help: ArgumentHelp("Configuration file.", valueName: "file"))
    var config = usualConfiguration

    @Option(
        help: ArgumentHelp(
            "For tests and demonstrations: the moment that counts as now, optionally N times as fast.",
            valueName: "2026-05-04T09:55:00-05:00[,xN]"))
    var clock: String?

    @Flag(help: "Print JSON, as described in edutrac(8).")
    var json = false

    /// - Throws: a usage error for a clock that is no moment.
    func wallClock() throws -> WallClock {
        guard let clock else { return WallClock() }
        guard let simulated = WallClock(argument: clock) else {
            throw ValidationError(
                "--clock \(clock) is no moment: write it as 2026-05-04T09:55:00-05:00 or 2026-05-04T09:55:00-05:00,x60")
        }
        return simulated
    }
}
