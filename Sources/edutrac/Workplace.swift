import Attendance
import Foundation
import OfficeConfiguration
import Store

/// What a command works with: the configuration, the database, and the clock.
struct Workplace: Sendable {
    let configuration: OfficeConfiguration
    let store: AttendanceStore
    let time: OfficeTime
    let now: Date
    let terminal: Terminal
    let isJSON: Bool

    var office: OfficeRules { configuration.rules }
    var today: SchoolDay { SchoolDay(now, in: time.zone) }

    /// Reads the configuration, becomes the owner of the database's folder when it is run by root, and
    /// opens the database. Files that the operator named must be read before this.
    ///
    /// - Parameter creating: makes the database when there is none; only for what begins an office.
    static func open(_ options: GlobalOptions, creating: Bool = false) throws -> Workplace {
        let clock = try options.wallClock()
        let configuration = try OfficeConfiguration.load(options.config)
        let terminal = Terminal.current
        for warning in configuration.warnings { terminal.complain("edutrac: warning: \(warning)") }
        try DatabaseOwner.become(ofDatabase: configuration.storePath)
        let store = try AttendanceStore(path: configuration.storePath, creating: creating)
        return Workplace(
            configuration: configuration, store: store, time: OfficeTime(zone: configuration.rules.zone),
            now: clock.now(), terminal: terminal, isJSON: options.json)
    }
}
