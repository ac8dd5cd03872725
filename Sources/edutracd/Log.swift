import Foundation
import Logging
import OfficeConfiguration
import ServiceWatch
import Systemd

/// Where log lines go: under systemd straight to the journal with fields, otherwise to stderr.
enum Log {
    static func bootstrap(clock: WallClock, zone: TimeZone) {
        LoggingSystem.bootstrap { label in
            if JournalLogHandler.isStandardErrorTheJournal() {
                return JournalLogHandler(label: label, idOf: { JournalEvent.of(message: $0)?.id })
            }
            return LineLogHandler(label: label, zone: zone, now: { clock.now() })
        }
    }

    /// For the service group, whose own lines would only repeat ours.
    static let quiet: Logger = {
        var logger = Logger(label: "services")
        logger.logLevel = .error
        return logger
    }()
}
