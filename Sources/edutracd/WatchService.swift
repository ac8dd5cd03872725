import Attendance
import ControlSocket
import Foundation
import Glibc
import OfficeConfiguration
import ServiceLifecycle
import ServiceWatch
import Store
import Synchronization

/// Looks once a minute at all that may keep the service from working: raises alarms, and writes the figures where the
/// office wants them.
struct WatchService: Service {
    let desk: Desk
    let hook: AlarmHook

    static let interval: TimeInterval = 60

    func run() async throws {
        let wakeups = Wakeups(from: Bell())
        defer { wakeups.finish() }
        var alarms = AlarmWatch(desk, hook)
        var file = MetricsFile(desk.logger)
        var last: ServiceLook?
        for await _ in wakeups.stream.cancelOnGracefulShutdown() {
            let now = desk.clock.now()
            let look = ServiceLook(desk, at: now, after: last)
            last = look
            alarms.look(look.signs, at: now)
            if let path = desk.configuration.metrics.textfile {
                file.write(look.figures(of: desk, at: now).exposition(at: now).text, to: path)
            }
            wakeups.wake(after: max(desk.clock.real(until: now.addingTimeInterval(Self.interval)), .seconds(1)))
        }
    }
}

/// One look at the service, for alarms and figures.
struct ServiceLook {
    private(set) var signs = ServiceSigns()
    private var stored: Stored?

    /// What the database says. While nobody writes it changes only with the hours: it is not asked anew each minute.
    private struct Stored {
        let version: Int
        let at: Date
        let day: SchoolDay
        let counts: StoreCounts
        let waiting: (unknown: Int, oldestDue: Date?)
        let backup: BackupState

        init(_ desk: Desk, version: Int, at now: Date) throws {
            (self.version, at, day) = (version, now, desk.today)
            counts = try desk.store.counts(on: desk.today, in: desk.rules.zone)
            waiting = try desk.store.waiting(since: now.addingTimeInterval(-ServiceLook.recent), at: now)
            backup = try desk.store.backupState()
        }

        func holds(_ version: Int, on day: SchoolDay, at now: Date) -> Bool {
            self.version == version && self.day == day && (0..<300).contains(now.timeIntervalSince(at))
        }
    }

    /// A day.
    private static let recent: TimeInterval = 86_400

    init(_ desk: Desk, at now: Date, after last: ServiceLook? = nil) {
        let configuration = desk.configuration
        let reports = desk.modemReports
        signs.modems = configuration.modems.map { modem in
            reports.first { $0.name == modem.name } ?? ModemReport(name: modem.name, state: "absent")
        }
        signs.calendarPath = configuration.calendarPath
        signs.storeFolder = URL(filePath: configuration.storePath).deletingLastPathComponent().path
        signs.freeBytes = desk.store.disk?.free
        do {
            let version = try desk.store.dataVersion()
            let kept = last?.stored.flatMap { $0.holds(version, on: desk.today, at: now) ? $0 : nil }
            add(try kept ?? Stored(desk, version: version, at: now), desk, at: now)
        } catch {
            signs.databaseError = "\(error)"
        }
        if let trouble = desk.store.trouble { signs.databaseError = "\(trouble)" }
    }

    private mutating func add(_ stored: Stored, _ desk: Desk, at now: Date) {
        self.stored = stored
        signs.isReplyCapReached = stored.counts.capped.contains { $0.cap == .officeBudget }
        (signs.unknownOfLastDay, signs.oldestDue) = stored.waiting
        signs.held = desk.heldInWords
        // By a wrong clock no year is the right one, and any backup may be an old one.
        guard signs.held == nil else { return }
        signs.missingYears = desk.rules.calendar.missingYears(on: desk.today)
        let days = desk.configuration.backup.warnAfterDays
        if stored.backup.isOverdue(at: now, after: days) { signs.daysWithoutBackup = days }
    }

    func figures(of desk: Desk, at now: Date) -> ServiceFigures {
        var figures = ServiceFigures()
        figures.startedAt = desk.startedAt
        figures.modems = signs.modems
        figures.texts = desk.textCounts.now
        figures.alarms = desk.alarms.open
        figures.freeBytes = signs.freeBytes
        figures.databaseBytes = DiskFacts.octets(ofDatabase: desk.configuration.storePath)
        figures.lastBackupAt = stored?.backup.last?.at
        figures.residentBytes = Self.residentBytes
        guard let counts = stored?.counts else { return figures }
        (figures.queued, figures.oldestDue, figures.unknown, figures.unread) =
            (counts.queued, signs.oldestDue, counts.unknown, counts.unread)
        (figures.reportsToday, figures.lastInAt, figures.lastOutAt) = (counts.reportsToday, counts.lastInAt, counts.lastOutAt)
        if let schools = desk.schoolsOfToday(at: now) { (figures.schoolsToday, figures.schoolsSilent) = schools }
        return figures
    }

    /// - Source: proc(5): the second number of statm is resident pages.
    private static var residentBytes: UInt64? {
        guard let text = FileManager.default.contents(atPath: "/proc/self/statm") else { return nil }
        let fields = String(decoding: text, as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? UInt64(fields[1]).map { $0 * UInt64(sysconf(Int32(_SC_PAGESIZE))) } : nil
    }
}

extension Desk {
    /// How many are asked about today, and how many of this week's are silent; nil when the database cannot be read.
    ///
    /// All schools are gone through, so it is done anew only after five minutes or on another day.
    func schoolsOfToday(at now: Date) -> (today: Int, silent: Int)? {
        schoolFigures.withLock { last in
            if let last, last.day == today, (0..<300).contains(now.timeIntervalSince(last.at)) { return (last.today, last.silent) }
            do {
                let inputs = try store.planningInputs(on: today, at: now)
                let figures = SchoolFigures(
                    at: now, day: today, today: rules.schoolsExpected(on: today, inputs), silent: rules.schoolsSilent(inputs, at: now))
                last = figures
                return (figures.today, figures.silent)
            } catch {
                // The alarm about the database says so.
                return nil
            }
        }
    }
}

/// What was found out of all schools, and when.
struct SchoolFigures: Sendable {
    let at: Date
    let day: SchoolDay
    let today: Int
    let silent: Int
}
