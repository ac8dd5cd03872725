import ControlSocket
import Foundation
import ModemDriver
import Synchronization

/// The last known state of each modem, for `edutrac status` and the status line of the unit.
final class ModemBoard: Sendable {
    private let reports = Mutex<[String: ModemReport]>([:])
    private let sweepers = Mutex<[String: @Sendable () -> Void]>([:])

    func update(_ name: String, _ change: (inout ModemReport) -> Void) {
        reports.withLock { reports in
            var report = reports[name] ?? ModemReport(name: name, state: "absent")
            change(&report)
            reports[name] = report
        }
    }

    /// In the order of the names.
    var all: [ModemReport] {
        reports.withLock { $0.values.sorted { $0.name < $1.name } }
    }

    func report(of name: String) -> ModemReport? {
        reports.withLock { $0[name] }
    }

    func setSweeper(_ sweep: (@Sendable () -> Void)?, of name: String) {
        sweepers.withLock { $0[name] = sweep }
    }

    /// - Returns: how many modems were asked.
    func sweepAll() -> Int {
        let all = sweepers.withLock { Array($0.values) }
        for sweep in all { sweep() }
        return all.count
    }
}
