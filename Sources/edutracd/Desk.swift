import Attendance
import Foundation
import Gateway
import Logging
import OfficeConfiguration
import Store
import Synchronization

/// What the services share: the store, the rules in force, the clock, and the bell that wakes
/// those who look at the database.
final class Desk: Sendable {
    let store: AttendanceStore
    let clock: WallClock
    let logger: Logger
    /// Something in the database changed: a text was settled, queued, or written by a command.
    let changed = Bell()
    let board = ModemBoard()
    let startedAt: Date

    /// Reading the context of a sender, deciding and writing is one step, also with two modems.
    let settling = Mutex(())
    fileprivate let clockIsProven = Mutex(false)
    private let configurationPath: String
    private let rulesInForce: Mutex<OfficeConfiguration>

    init(
        configuration: OfficeConfiguration, at path: String, store: AttendanceStore, clock: WallClock,
        logger: Logger
    ) {
        self.store = store
        self.clock = clock
        self.logger = logger
        configurationPath = path
        rulesInForce = Mutex(configuration)
        startedAt = clock.now()
    }

    var configuration: OfficeConfiguration { rulesInForce.withLock { $0 } }
    var rules: OfficeRules { configuration.rules }

    /// Moments in log lines, as the office's clocks show them.
    var localTime: Date.ISO8601FormatStyle {
        Date.ISO8601FormatStyle(timeZone: rules.zone).year().month().day()
            .dateTimeSeparator(.standard).time(includingFractionalSeconds: false).timeZone(separator: .colon)
    }

    /// Why nothing unasked is sent, for `edutrac status`.
    var heldInWords: String? {
        do {
            guard let hold = try time.hold(at: clock.now()) else { return nil }
            return "the clock stands before \(hold.lastStored.formatted(localTime)), which is stored: set the clock"
        } catch {
            return "\(error)"
        }
    }

    var inbound: InboundPath { InboundPath(store: store, office: rules) }
    var outbound: OutboundPath { OutboundPath(store: store, office: rules) }
    var time: TimePath {
        TimePath(store: store, office: rules, clockIsProven: clockIsProven.withLock { $0 })
    }
    var pin: PINPath { PINPath(store: store) }

    /// Reads calendar, wording and rules again. Keeps what is in force when the files are wrong.
    ///
    /// - Returns: what went wrong, in words, or nil.
    func reload() -> String? {
        do {
            let fresh = try OfficeConfiguration.measured(configurationPath)
            let needsRestart = rulesInForce.withLock { current in
                let differs = fresh.needsRestart(from: current)
                current = fresh.keeping(current)
                return differs
            }
            logger.notice("configuration reloaded", metadata: ["file": "\(configurationPath)"])
            if needsRestart {
                logger.warning(
                    "store, socket and modem settings are read at start only: restart edutracd for them")
            }
            changed.ring()
            return nil
        } catch {
            logger.error(
                "configuration not reloaded, the one in force stays", metadata: ["error": "\(error)"])
            return "\(error)"
        }
    }
}

extension Desk {
    /// A text whose service centre agrees with the wall clock proves the clock right for this run.
    func compareClock(with receipts: [InboundPath.Receipt]) {
        let now = clock.now()
        let agrees = receipts.compactMap(\.serviceCentreTime)
            .contains { abs($0.timeIntervalSince(now)) <= TimePath.agreement }
        guard agrees, !clockIsProven.withLock({ $0 }) else { return }
        clockIsProven.withLock { $0 = true }
        changed.ring()
    }
}

extension OfficeConfiguration {
    /// With the store, the socket and the modems that are running.
    func keeping(_ running: OfficeConfiguration) -> OfficeConfiguration {
        var merged = self
        merged.storePath = running.storePath
        merged.socketPath = running.socketPath
        merged.modems = running.modems
        return merged
    }

    func needsRestart(from other: OfficeConfiguration) -> Bool {
        storePath != other.storePath || socketPath != other.socketPath || modems != other.modems
    }
}
