import ArgumentParser
import Attendance
import ControlSocket
import Foundation
import OfficeConfiguration
import Store

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Says whether texts come in and go out. Exits with 0 when all is well, else with 69.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let workplace: Workplace
        do {
            workplace = try Workplace.open(options)
        } catch let error as StoreError {
            // Scripts ask status whether it works: whatever keeps it from working is the answer.
            throw Complaint(.unavailable, "\(error)")
        }
        let status = try await OfficeStatus(workplace)
        if options.json {
            try workplace.terminal.write(status.json(workplace.time))
        } else {
            for line in status.lines(workplace.time, now: workplace.now, workplace.terminal) {
                try workplace.terminal.write(line)
            }
        }
        guard status.isHealthy else { throw ExitCode(Complaint.Code.unavailable.rawValue) }
    }
}

/// All that `edutrac status` says, before it is put into words.
struct OfficeStatus: Sendable {
    struct ModemLine: Sendable {
        var name: String
        var state: String
        var detail: String?
        var device: String?
        var imei: String?
        var iccid: String?
        var model: String?
        var operatorName: String?
        var registration: String?
        var signalDBm: Int?
        var lastSweepAt: Date?
        /// Why it sends nothing, or not all.
        var sending: String?
        var alarms: [String] = []
        /// Nothing is known of them while the daemon is down.
        var memories: [MemoryUse] = []
        var remedy: String?

        var isReady: Bool { state == "ready" }
        var fullMemories: [MemoryUse] { memories.filter { $0.alarm != nil } }
    }

    /// What the running daemon says of itself; nil when it does not answer.
    var daemon: (version: String, startedAt: Date)?
    /// Why it does not answer.
    var silence: String?
    /// Why it holds questions and reminders back.
    var held: String?
    /// Why it can keep nothing.
    var database: String?
    var modems: [ModemLine]
    var counts: StoreCounts
    /// Schools whose reporting day is today.
    var schoolsToday: Int
    /// What this month's texts have cost so far, where a price is configured.
    var costThisMonth: String?
    /// Schools that are sent nothing unasked today.
    var schoolsHeld = 0
    /// School years that should be in the calendar file by now.
    var missingYears: [Int] = []
    var backup = BackupSummary()

    /// Texts come in and go out: the daemon answers, every configured modem is ready, and their memories have room.
    var isHealthy: Bool {
        daemon != nil && held == nil && database == nil && !modems.isEmpty
            && modems.allSatisfy { $0.isReady && $0.sending == nil && $0.alarms.isEmpty && $0.fullMemories.isEmpty }
    }

    /// What keeps it from being healthy, for a person; empty when nothing does.
    var troubles: [String] {
        if let silence { return [silence] }
        if let database { return ["Nothing that comes can be kept: \(database)"] }
        if let held { return ["Questions and reminders are held: \(held)."] }
        if modems.isEmpty { return ["No [[modem]] is configured: nothing is received or sent."] }
        let states = modems.flatMap { modem in
            let state =
                modem.isReady
                ? modem.sending.map { "Modem \(modem.name) sends: \($0)." }
                : "Modem \(modem.name) is not ready: \(modem.state)\(modem.detail.map { ", \($0)" } ?? "").\(modem.remedy.map { " \($0)" } ?? "")"
            return [state].compactMap(\.self) + modem.alarms.map { "Modem \(modem.name): \($0)." }
        }
        let memories = modems.flatMap { modem in
            modem.fullMemories.map { use in
                "Memory \(use.memory) of modem \(modem.name) is \(use.alarm?.rawValue ?? "") (\(use.words)): \(use.alarm == .full ? "nothing more is" : "soon nothing more is") received. Ask edutrac doctor what to do."
            }
        }
        return states + memories
    }
}

extension OfficeStatus {
    init(_ workplace: Workplace) async throws {
        let configured = workplace.configuration.modems.map(\.name)
        var liveModems: [ModemLine]?
        do {
            switch try await ControlClient.ask(.status, at: workplace.configuration.socketPath) {
            case .status(let live):
                daemon = (live.version, live.startedAt)
                held = live.held
                database = live.database
                liveModems = live.modems.map(ModemLine.init)
            case .failure(let words):
                silence = "edutracd refused: \(words)"
            case .done, .lines:
                silence = "edutracd gave an answer that is no status. Are edutrac and edutracd of the same version?"
            }
        } catch let error as ControlError {
            silence = "\(error)"
        }
        modems = Self.complete(
            try liveModems ?? workplace.store.modemStatuses().map(ModemLine.init), configured)
        counts = try workplace.store.counts(on: workplace.today, in: workplace.time.zone)
        costThisMonth = try Ledger(workplace).costThisMonth
        missingYears = workplace.office.calendar.missingYears(on: workplace.today)
        backup = try BackupSummary(workplace)
        let today = workplace.today
        let inputs = PlanningInputs(
            schools: try workplace.store.schools(on: today),
            closures: try workplace.store.closures(since: today.monday).map(\.closure),
            holds: try workplace.store.holds(since: today).map(\.hold))
        schoolsToday = workplace.office.schoolsExpected(on: today, inputs)
        schoolsHeld = inputs.schoolsHeld(on: today)
    }

    /// A modem that is configured but was never seen must not be missing from the list.
    private static func complete(_ modems: [ModemLine], _ configured: [String]) -> [ModemLine] {
        configured.map { name in modems.first { $0.name == name } ?? ModemLine(name: name, state: "absent") }
    }

    func lines(_ time: OfficeTime, now: Date, _ terminal: Terminal) -> [String] {
        var rows: [(String, String)] = []
        if let daemon {
            rows.append(
                ("edutracd", terminal.good("running") + " since \(time.short(daemon.startedAt)), version \(daemon.version)"))
        } else {
            rows.append(("edutracd", terminal.bad("no answer") + "; what follows is the last that is known"))
        }
        for modem in modems {
            let state = modem.isReady && daemon != nil ? terminal.good(modem.state) : terminal.bad(modem.state)
            rows.append(("modem \(modem.name)", ([state] + modem.facts(time, now: now)).joined(separator: ", ")))
        }
        if modems.isEmpty { rows.append(("modems", "none")) }
        rows.append(("last text in", counts.lastInAt.map { time.brief($0, now: now) } ?? "none"))
        rows.append(("last text out", counts.lastOutAt.map { time.brief($0, now: now) } ?? "none"))
        rows.append(("today", "\(counts.receivedToday) texts in, \(counts.sentPartsToday) SMS out"))
        rows.append(
            ("this month", "\(counts.sentPartsThisMonth) SMS out\(costThisMonth.map { ", \($0)" } ?? "")"))
        rows.append(
            (
                "reports today",
                schoolsToday == 0
                    ? "\(counts.reportsToday) (no school has its reporting day today)"
                    : "\(counts.reportsToday) of \(schoolsToday)"
            ))
        if schoolsHeld > 0 {
            let schools = schoolsHeld == 1 ? "1 school" : "\(schoolsHeld) schools"
            rows.append(("left alone", "\(schools): edutrac reminders holds"))
        }
        for year in missingYears {
            rows.append(("calendar", terminal.bad("no school year \(year)") + ": add it to the calendar file"))
        }
        rows.append(("queue", counts.queued == 0 ? "empty" : "\(counts.queued) waiting"))
        if counts.unknown > 0 {
            rows.append(("unknown", terminal.bad("\(counts.unknown)") + " sent or not: edutrac outbox list --state unknown"))
        }
        if counts.unread > 0 { rows.append(("unread", "\(counts.unread): edutrac inbox list --unread")) }
        if counts.enrolmentsToDecide > 0 {
            rows.append(("enrolment", "\(counts.enrolmentsToDecide) to decide: edutrac enrolment list"))
        }
        for capped in counts.capped { rows.append(("no reply", terminal.bad(capped.words))) }
        if counts.undecodable > 0 { rows.append(("undecodable", "\(counts.undecodable) kept as they came")) }
        rows.append(("backup", backup.line(time, now: now, terminal)))
        let label = rows.map(\.0.displayWidth).max() ?? 0
        let lines = rows.flatMap { name, value in
            value.wrapped(to: max(20, terminal.width - label - 2)).enumerated().map { index, line in
                (index == 0 ? name : "").padded(to: label + 2) + line
            }
        }
        return lines + troubles.flatMap { $0.wrapped(to: terminal.width) }
    }

    func json(_ time: OfficeTime) -> JSON {
        [
            "healthy": .boolean(isHealthy),
            "running": .boolean(daemon != nil),
            "version": JSON(daemon?.version),
            "startedAt": time.json(daemon?.startedAt),
            "held": JSON(held),
            "database": JSON(database),
            "modems": .list(modems.map { $0.json(time) }),
            "lastTextInAt": time.json(counts.lastInAt),
            "lastTextOutAt": time.json(counts.lastOutAt),
            "receivedToday": .number(counts.receivedToday),
            "sentPartsToday": .number(counts.sentPartsToday),
            "sentPartsThisMonth": .number(counts.sentPartsThisMonth),
            "costThisMonth": JSON(costThisMonth),
            "queued": .number(counts.queued),
            "unknown": .number(counts.unknown),
            "unread": .number(counts.unread),
            "undecodable": .number(counts.undecodable),
            "enrolmentsToDecide": .number(counts.enrolmentsToDecide),
            "capped": .list(
                counts.capped.map {
                    ["cap": .text($0.cap.rawValue), "texts": .number($0.texts), "phones": .number($0.phones)]
                }),
            "reportsToday": .number(counts.reportsToday),
            "schoolsToday": .number(schoolsToday),
            "schoolsHeld": .number(schoolsHeld),
            "missingSchoolYears": .list(missingYears.map(JSON.number)),
            "backup": backup.json(time),
        ]
    }
}

extension StoreCounts.Capped {
    /// What was stopped, and what to do.
    var words: String {
        let what = "\(texts) \(texts == 1 ? "text" : "texts") of \(phones) \(phones == 1 ? "phone" : "phones") today"
        return switch cap {
        case .loop: "\(what): the same again and again, a loop; see edutrac inbox list"
        case .officeBudget: "\(what): the office's replies of a day are used up ([sending.caps] office_per_day)"
        case .capPerHour: "\(what): more than [sending.caps] per_hour"
        default: "\(what): more than [sending.caps] per_day"
        }
    }
}

extension OfficeStatus.ModemLine {
    init(_ report: ModemReport) {
        self.init(
            name: report.name, state: report.state, detail: report.detail, device: report.device,
            imei: report.imei, iccid: report.iccid, model: report.model, operatorName: report.operatorName,
            registration: report.registration, signalDBm: report.dBm, lastSweepAt: report.lastSweepAt,
            sending: report.sending, alarms: report.alarms, memories: report.memories, remedy: report.remedy)
    }

    /// What was known when the daemon last ran. The signal of then says nothing about now.
    init(_ status: ModemStatus) {
        self.init(
            name: status.name, state: status.state, detail: status.detail, device: status.device,
            imei: status.imei, iccid: status.iccid, model: status.model, operatorName: status.operatorName,
            registration: status.registration, lastSweepAt: status.lastSweepAt)
    }

    func facts(_ time: OfficeTime, now: Date) -> [String] {
        var facts: [String] = []
        if let detail { facts.append(detail) }
        if let operatorName { facts.append(operatorName) }
        if let registration { facts.append("network: \(registration)") }
        if let signalDBm { facts.append("signal \(signalDBm) dBm (\(Self.quality(signalDBm)))") }
        facts += fullMemories.map { "memory \($0.memory) \($0.alarm?.rawValue ?? ""): \($0.words)" }
        if let device { facts.append(device) }
        if let lastSweepAt { facts.append("last looked for texts \(time.brief(lastSweepAt, now: now))") }
        return facts
    }

    /// - Source: TS 27.007 §8.5 gives the figures; the words are field use for 2G.
    private static func quality(_ dBm: Int) -> String {
        switch dBm {
        case (-75)...: "good"
        case (-90)...: "fair"
        case (-105)...: "weak"
        default: "hardly any"
        }
    }

    func json(_ time: OfficeTime) -> JSON {
        [
            "name": .text(name), "state": .text(state), "detail": JSON(detail), "device": JSON(device),
            "imei": JSON(imei), "iccid": JSON(iccid), "model": JSON(model),
            "operatorName": JSON(operatorName), "registration": JSON(registration),
            "signalDBm": JSON(signalDBm), "lastSweepAt": time.json(lastSweepAt), "sending": JSON(sending),
            "alarms": .list(alarms.map(JSON.text)), "memories": .list(memories.map(\.json)), "remedy": JSON(remedy),
        ]
    }
}

extension MemoryUse {
    var json: JSON {
        [
            "memory": .text(memory), "used": .number(used), "total": .number(total),
            "alarm": JSON(alarm?.rawValue),
        ]
    }
}
