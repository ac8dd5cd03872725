import Attendance
import ControlSocket
import Foundation
import ServiceWatch
import Store

extension OfficeStatus {
    func lines(_ time: OfficeTime, now: Date, _ terminal: Terminal) -> [String] {
        let rows = serviceRows(time, now: now, terminal) + officeRows(time, now: now, terminal)
        let label = rows.map(\.0.displayWidth).max() ?? 0
        let lines = rows.flatMap { name, value in
            value.wrapped(to: max(20, terminal.width - label - 2)).enumerated().map { index, line in
                (index == 0 ? name : "").padded(to: label + 2) + line
            }
        }
        return lines + alarms.flatMap { $0.sentence(time, now: now).wrapped(to: terminal.width) }
    }

    private typealias Row = (String, String)

    /// Daemon, modems, SIMs, texts.
    private func serviceRows(_ time: OfficeTime, now: Date, _ terminal: Terminal) -> [Row] {
        var rows: [Row] = []
        if let daemon {
            rows.append(
                ("edutracd", terminal.good("running") + " since \(time.short(daemon.startedAt)), version \(daemon.version)"))
        } else {
            rows.append(("edutracd", terminal.bad("no answer") + "; what follows is the last that is known"))
        }
        for modem in modems {
            let state = modem.isReady && daemon != nil ? terminal.good(modem.state) : terminal.bad(modem.state)
            rows.append(("modem \(modem.name)", ([state] + modem.facts(time, now: now)).joined(separator: ", ")))
            if let sim = modem.simFacts(time, now: now) { rows.append(("SIM of \(modem.name)", sim)) }
        }
        if modems.isEmpty { rows.append(("modems", "none")) }
        rows.append(("last text in", counts.lastInAt.map { time.brief($0, now: now) } ?? "none"))
        rows.append(("last text out", counts.lastOutAt.map { time.brief($0, now: now) } ?? "none"))
        rows.append(("today", "\(counts.receivedToday) texts in, \(counts.sentPartsToday) SMS out"))
        rows.append(
            ("this month", "\(counts.sentPartsThisMonth) SMS out\(costThisMonth.map { ", \($0)" } ?? "")"))
        let waits = oldestDue.map { ", the oldest since \(time.brief($0, now: now))" } ?? ""
        rows.append(("queue", counts.queued == 0 ? "empty" : "\(counts.queued) waiting\(waits)"))
        if let databaseBytes, let freeBytes {
            rows.append(("storage", "database \(Int(clamping: databaseBytes).octetsInWords), \(Int(clamping: freeBytes).octetsInWords) free on its disk"))
        }
        rows.append(("backup", backup.line(time, now: now, terminal)))
        return rows
    }

    /// Schools, and what waits for a person.
    private func officeRows(_ time: OfficeTime, now: Date, _ terminal: Terminal) -> [Row] {
        var rows: [Row] = [
            (
                "reports today",
                schoolsToday == 0
                    ? "\(counts.reportsToday) (no school has its reporting day today)"
                    : "\(counts.reportsToday) of \(schoolsToday)"
            ),
            ("silent", schoolsSilent == 0 ? "no school" : schoolsSilent == 1 ? "1 school" : "\(schoolsSilent) schools"),
        ]
        if schoolsHeld > 0 {
            let schools = schoolsHeld == 1 ? "1 school" : "\(schoolsHeld) schools"
            rows.append(("left alone", "\(schools): edutrac reminders holds"))
        }
        for year in missingYears {
            rows.append(("calendar", terminal.bad("no school year \(year)") + ": add it to the calendar file"))
        }
        if counts.unknown > 0 {
            rows.append(("unknown", terminal.bad("\(counts.unknown)") + " sent or not: edutrac outbox list --state unknown"))
        }
        if counts.unread > 0 { rows.append(("unread", "\(counts.unread): edutrac inbox list --unread")) }
        if counts.enrolmentsToDecide > 0 {
            rows.append(("enrolment", "\(counts.enrolmentsToDecide) to decide: edutrac enrolment list"))
        }
        for capped in counts.capped { rows.append(("no reply", terminal.bad(capped.words))) }
        if counts.undecodable > 0 { rows.append(("undecodable", "\(counts.undecodable) kept as they came")) }
        return rows
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
            "oldestDueAt": time.json(oldestDue),
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
            "schoolsSilent": .number(schoolsSilent),
            "schoolsHeld": .number(schoolsHeld),
            "missingSchoolYears": .list(missingYears.map(JSON.number)),
            "databaseBytes": JSON(databaseBytes.map { Int($0) }),
            "freeBytes": JSON(freeBytes.map { Int(clamping: $0) }),
            "backup": backup.json(time),
            "alarms": .list(alarms.map { $0.json(time) }),
        ]
    }
}

extension OfficeStatus.CurrentAlarm {
    /// What is wrong, since when, and what to do.
    func sentence(_ time: OfficeTime, now: Date) -> String {
        let begin = since.map { "Since \(time.brief($0, now: now)): " } ?? ""
        return (begin + trouble.words + (trouble.wordsSayRemedy ? "" : " " + trouble.remedy)).withoutControls
    }

    func json(_ time: OfficeTime) -> JSON {
        [
            "key": .text(trouble.kind.rawValue), "modem": JSON(trouble.modem), "since": time.json(since),
            "words": .text(trouble.words), "remedy": .text(trouble.remedy),
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
