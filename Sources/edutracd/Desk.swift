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
    let senders: SenderBoard
    let careMemory = CareMemory()
    let unsaved = Unsaved()
    let capAlarm = CapAlarm()
    let alarms = AlarmBoard()
    let threads = ThreadPulses()
    let textCounts = TextCounts()
    /// What ``schoolsOfToday(at:)`` found last.
    let schoolFigures = Mutex<SchoolFigures?>(nil)
    let startedAt: Date

    /// Reading the context of a sender, deciding and writing is one step, also with two modems.
    let settling = Mutex(())
    /// Whether the last settling has left parts behind; nobody else puts any there.
    let leavesParts = Mutex(true)
    private let clockDoubt = Mutex(ClockPath.Doubt())
    private let configurationPath: String
    private let rulesInForce: Mutex<OfficeConfiguration>
    private let reloadCount = Mutex(0)

    init(
        configuration: OfficeConfiguration, at path: String, store: AttendanceStore, clock: WallClock,
        logger: Logger
    ) {
        self.store = store
        self.clock = clock
        self.logger = logger
        senders = SenderBoard(configuration.modems)
        configurationPath = path
        rulesInForce = Mutex(configuration)
        startedAt = clock.now()
    }

    var configuration: OfficeConfiguration { rulesInForce.withLock { $0 } }
    var rules: OfficeRules { configuration.rules }
    /// How often the rules have been read again: another number, other rules.
    var reloads: Int { reloadCount.withLock { $0 } }
    var today: SchoolDay { SchoolDay(clock.now(), in: rules.zone) }

    /// Moments in log lines, as the office's clocks show them.
    var localTime: Date.ISO8601FormatStyle {
        Date.ISO8601FormatStyle(timeZone: rules.zone).year().month().day()
            .dateTimeSeparator(.standard).time(includingFractionalSeconds: false).timeZone(separator: .colon)
    }

    /// Why nothing unasked is sent, for `edutrac status`.
    var heldInWords: String? {
        do {
            guard let hold = try clockPath.hold(at: clock.now()) else { return nil }
            let why = hold.witness == .ours ? "which is stored" : "which texts bear witness to"
            return "the clock stands at \(hold.now.formatted(localTime)), before \(hold.latest.formatted(localTime)), \(why): set the clock (timedatectl set-time), or, if it is right, say so with \"edutrac clock accept\""
        } catch {
            return "\(error)"
        }
    }

    var inbound: InboundPath { InboundPath(store: store, office: rules) }
    var outbound: OutboundPath { OutboundPath(store: store, office: rules) }
    var time: TimePath { TimePath(store: store, office: rules) }
    var clockPath: ClockPath { ClockPath(store: store) }
    var pin: PINPath { PINPath(store: store) }
    var alarmPath: AlarmPath { AlarmPath(store: store, office: rules) }

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
            reloadCount.withLock { $0 += 1 }
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
    /// Compares the wall clock with the service centres' times of texts that came now.
    func compareClock(with receipts: [InboundPath.Receipt]) {
        do {
            let times = receipts.compactMap(\.serviceCentreTime)
            switch try clockDoubt.withLock({ try clockPath.hear(times, &$0, at: clock.now()) }) {
            case .nothing: return
            case .late(let seconds):
                logger.critical(
                    "texts say that the clock is late: their days come from the service centre, questions and reminders are held; set the clock (timedatectl set-time)",
                    metadata: ["minutes": "\(Int(seconds / 60))"])
            case .right:
                logger.notice("texts say that the clock is right, although later moments are stored")
            }
            changed.ring()
        } catch {
            logger.error("the clock cannot be compared", metadata: ["error": "\(error)"])
        }
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
