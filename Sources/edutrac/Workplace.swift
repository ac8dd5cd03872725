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
    static func open(_ options: GlobalOptions) throws -> Workplace {
        let clock = try options.wallClock()
        let configuration = try OfficeConfiguration.load(options.config)
        let terminal = Terminal.current
        for warning in configuration.warnings { terminal.complain("edutrac: warning: \(warning)") }
        let folder = URL(fileURLWithPath: configuration.storePath).deletingLastPathComponent().path
        try Privileges.dropToOwner(ofFolder: folder)
        let store = try AttendanceStore(path: configuration.storePath)
        return Workplace(
            configuration: configuration, store: store, time: OfficeTime(zone: configuration.rules.zone),
            now: clock.now(), terminal: terminal, isJSON: options.json)
    }
}
