import Attendance
import ControlSocket
import Foundation
import OfficeConfiguration
import ServiceWatch
import Store

/// All that `edutrac status` says, before it is put into words.
struct OfficeStatus: Sendable {
    /// What the running daemon says of itself; nil when it does not answer.
    var daemon: (version: String, startedAt: Date)?
    /// Why it holds questions and reminders back.
    var held: String?
    var modems: [ModemLine]
    var counts: StoreCounts
    /// Schools whose reporting day is today.
    var schoolsToday: Int
    /// Schools that were asked this week and have not reported.
    var schoolsSilent: Int
    /// What this month's texts have cost so far, where a price is configured.
    var costThisMonth: String?
    /// Schools that are sent nothing unasked today.
    var schoolsHeld = 0
    /// School years that should be in the calendar file by now.
    var missingYears: [Int] = []
    /// When the oldest text that should have left became due.
    var oldestDue: Date?
    /// Octets, with its log.
    var databaseBytes: UInt64?
    /// Octets on the disk of the database.
    var freeBytes: UInt64?
    /// Why nothing that comes can be kept.
    var database: String?
    var backup = BackupSummary()
    /// What is wrong, the worst first.
    var alarms: [CurrentAlarm]

    /// Something wrong, and since when: nil where the daemon has not raised it, or not yet.
    struct CurrentAlarm: Sendable {
        var trouble: Trouble
        var since: Date?
    }

    /// Texts come in and go out, and nothing keeps them from it.
    var isHealthy: Bool { daemon != nil && !alarms.contains { $0.trouble.kind.keepsFromWorking } }
}

extension OfficeStatus {
    init(_ workplace: Workplace) async throws {
        let (store, now, today) = (workplace.store, workplace.now, workplace.today)
        let configured = workplace.configuration.modems
        let (live, silence) = await Self.ask(workplace.configuration.socketPath)
        daemon = live.map { ($0.version, $0.startedAt) }
        held = live?.held
        database = live?.database
        backup = try BackupSummary(workplace)
        let ledger = try Ledger(workplace)
        costThisMonth = ledger.costThisMonth
        let lines = try live.map { $0.modems.map { ModemLine($0) } } ?? store.modemStatuses().map { ModemLine($0) }
        // A modem that is configured but was never seen must not be missing from the list.
        modems = configured.map { modem in
            var line = lines.first { $0.name == modem.name } ?? ModemLine(name: modem.name, state: "absent")
            line.sim = ledger.rows.first { $0.entry.sim == line.iccid }
            return line
        }
        counts = try store.counts(on: today, in: workplace.time.zone)
        missingYears = workplace.office.calendar.missingYears(on: today)
        let inputs = try store.planningInputs(on: today, at: now)
        schoolsToday = workplace.office.schoolsExpected(on: today, inputs)
        schoolsSilent = workplace.office.schoolsSilent(inputs, at: now)
        schoolsHeld = inputs.schoolsHeld(on: today)
        let waiting = try store.waiting(since: now.addingTimeInterval(-86_400), at: now)
        oldestDue = waiting.oldestDue
        let path = workplace.configuration.storePath
        let folder = URL(filePath: path).deletingLastPathComponent().path
        (databaseBytes, freeBytes) = (DiskFacts.octets(ofDatabase: path), DiskFacts(folder)?.free)

        var signs = ServiceSigns()
        (signs.silence, signs.held, signs.missingYears) = (silence, held, missingYears)
        signs.modems = configured.map { modem in
            live?.modems.first { $0.name == modem.name } ?? ModemReport(name: modem.name, state: "absent")
        }
        (signs.unknownOfLastDay, signs.oldestDue) = waiting
        signs.databaseError = database
        if backup.isOverdue { signs.daysWithoutBackup = backup.days }
        signs.isReplyCapReached = counts.capped.contains { $0.cap == .officeBudget }
        (signs.calendarPath, signs.storeFolder, signs.freeBytes) = (workplace.configuration.calendarPath, folder, freeBytes)
        alarms = signs.troubles(at: now).map { trouble in
            let raised = live?.alarms?.first { $0.key == trouble.kind.rawValue && $0.modem == trouble.modem }
            return CurrentAlarm(trouble: trouble, since: raised?.since)
        }
    }

    /// - Returns: what the daemon says of itself, or why it says nothing.
    private static func ask(_ socket: String) async -> (DaemonStatus?, String?) {
        do {
            switch try await ControlClient.ask(.status, at: socket) {
            case .status(let live): return (live, nil)
            case .failure(let words): return (nil, "edutracd refused: \(words)")
            case .done, .lines:
                return (nil, "edutracd gave an answer that is no status. Are edutrac and edutracd of the same version?")
            }
        } catch {
            return (nil, "\(error)")
        }
    }
}
