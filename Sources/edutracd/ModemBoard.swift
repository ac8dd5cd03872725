import ControlSocket
import Foundation
import ModemDriver
import Store
import Synchronization

/// The last known state of each modem, for `edutrac status` and the status line of the unit.
final class ModemBoard: Sendable {
    private let reports = Mutex<[String: ModemReport]>([:])
    /// Those whose port is open.
    private let modems = Mutex<[String: Modem]>([:])
    private let recorders = Mutex<[String: TrafficRecorder]>([:])
    /// What the database says of each.
    private let recorded = Mutex<[String: ModemStatus]>([:])

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

    /// What is to be recorded of a modem; nil where that is recorded already.
    func news(of name: String, at now: Date) -> ModemStatus? {
        guard let status = report(of: name).map(ModemStatus.init) else { return nil }
        let last = recorded.withLock { $0[name] }
        return last.map { status.isNews(after: $0, at: now) } ?? true ? status : nil
    }

    func noteRecorded(_ status: ModemStatus) {
        recorded.withLock { $0[status.name] = status }
    }

    func setModem(_ modem: Modem?, of name: String) {
        modems.withLock { $0[name] = modem }
    }

    /// Nil while its port is not open.
    func modem(_ name: String) -> Modem? { modems.withLock { $0[name] } }

    func setRecorder(_ recorder: TrafficRecorder, of name: String) {
        recorders.withLock { $0[name] = recorder }
    }

    /// Nil for a name that is not configured.
    func recorder(of name: String) -> TrafficRecorder? { recorders.withLock { $0[name] } }

    /// - Returns: how many modems were asked.
    func sweepAll() -> Int {
        let all = modems.withLock { Array($0.values) }
        for modem in all { Task { await modem.sweep() } }
        return all.count
    }
}
