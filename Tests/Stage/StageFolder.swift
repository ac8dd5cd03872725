internal import Foundation
internal import Glibc

/// The one folder in which a play happens: nothing is written outside it.
package struct StageFolder: Sendable {
    package let path: String

    /// Made under TMPDIR, or under /tmp when that would make the names of sockets too long.
    init() throws {
        let wanted = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        let room = UnixSocket.longestPath - "/edutrac-XXXXXX/simulator.socket".utf8.count
        let parent = wanted.utf8.count <= room ? wanted : "/tmp"
        var template = Array((parent + "/edutrac-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw StageError("mkdtemp in \(parent): \(systemMessage())") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        if !Self.isKept { Cleaner.shared.keep(folder: path) }
        for folder in [state, logs] {
            guard mkdir(folder, 0o700) == 0 else { throw StageError("mkdir \(folder): \(systemMessage())") }
        }
    }

    package var configuration: String { path + "/edutrac.toml" }
    package var calendar: String { path + "/calendar-2026.toml" }
    package var schools: String { path + "/schools.csv" }
    package var reporters: String { path + "/reporters.csv" }
    package var state: String { path + "/state" }
    package var store: String { state + "/edutrac.sqlite" }
    package var logs: String { path + "/log" }
    /// The link behind which the simulator keeps its pseudo-terminal.
    package var modem: String { path + "/modem" }
    package var simulatorSocket: String { path + "/simulator.socket" }
    /// Of a further modem, by its name.
    func modem(_ name: String) -> String { path + "/" + name }
    func simulatorSocket(_ name: String) -> String { path + "/" + name + ".socket" }
    package var daemonSocket: String { path + "/edutracd.socket" }
    package var notifySocket: String { path + "/notify.socket" }

    func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        // The configuration may hold a PIN; others must not read it.
        guard chmod(path, 0o600) == 0 else { throw StageError("chmod \(path): \(systemMessage())") }
    }

    /// EDUTRAC_KEEP_STAGE=1 leaves it lying for a look at what happened.
    private static let isKept = ProcessInfo.processInfo.environment["EDUTRAC_KEEP_STAGE"] == "1"

    func remove() throws {
        if !Self.isKept { try Cleaner.shared.remove(folder: path) }
    }
}
