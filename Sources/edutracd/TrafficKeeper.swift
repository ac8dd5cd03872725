import Foundation
import Logging
import ModemDriver
import OfficeConfiguration
import Synchronization

/// Writes what the flight recorder has to the disk when a modem was lost, for whoever looks into it later.
final class TrafficKeeper: Sendable {
    /// A modem with a loose plug must not wear out the disk.
    static let gap: TimeInterval = 600

    let recorder: TrafficRecorder
    private let modem: String
    private let desk: Desk
    private let logger: Logger
    private let lastKept = Mutex<Date?>(nil)

    init(recorder: TrafficRecorder, modem: String, desk: Desk, logger: Logger) {
        self.recorder = recorder
        self.modem = modem
        self.desk = desk
        self.logger = logger
    }

    /// Beside the database; the names of modems are letters, digits, `-`, `_` and `.` only.
    var path: String {
        URL(filePath: desk.configuration.storePath).deletingLastPathComponent()
            .appending(path: "traffic-\(modem).log").path
    }

    func keep(because reason: String) {
        recorder.note(reason)
        let now = desk.clock.now()
        let isDue = lastKept.withLock { last in
            // A clock that was set back must not silence the recorder.
            if let last, 0..<Self.gap ~= now.timeIntervalSince(last) { return false }
            last = now
            return true
        }
        guard isDue else { return }
        do {
            let text = recorder.lines.joined(separator: "\n") + "\n"
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
            logger.notice("the modem's last traffic is kept", metadata: ["file": "\(path)"])
        } catch {
            logger.warning("the modem's last traffic could not be kept", metadata: ["file": "\(path)", "error": "\(error)"])
        }
    }
}
