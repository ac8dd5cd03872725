import Foundation
import OfficeConfiguration
import Store

/// What `status` and `doctor` say of backups.
struct BackupSummary: Sendable {
    var state = BackupState()
    var isOverdue = false
    /// Days that may pass without one.
    var days = 0

    init() {}

    init(_ workplace: Workplace) throws {
        state = try workplace.store.backupState()
        days = workplace.configuration.backup.warnAfterDays
        isOverdue = state.isOverdue(at: workplace.now, after: days)
    }

    /// Why the latest try on the stick gave no copy.
    private var stickFailure: String? { state.stick?.failure }

    func line(_ time: OfficeTime, now: Date, _ terminal: Terminal) -> String {
        var words: [String] = []
        if let last = state.last {
            let moment = time.brief(last.at, now: now)
            words.append(isOverdue ? terminal.bad("\(moment), over \(days) days ago") : moment)
            words.append("\((last.octets ?? 0).octetsInWords) in \(last.path)")
        } else {
            words.append(isOverdue ? terminal.bad("none yet") : "none yet")
        }
        if let failure = state.failure { words.append(terminal.bad("failed \(time.brief(failure.at, now: now))")) }
        if let stick = state.stick {
            let moment = time.brief(stick.at, now: now)
            words.append(stick.failure == nil ? "on the stick \(moment)" : terminal.bad("not on the stick \(moment)"))
        }
        return words.joined(separator: ", ") + (needsLook ? ": edutrac doctor" : "")
    }

    private var needsLook: Bool { isOverdue || state.failure != nil || stickFailure != nil }

    func json(_ time: OfficeTime) -> JSON {
        [
            "at": time.json(state.last?.at), "path": JSON(state.last?.path), "octets": JSON(state.last?.octets),
            "overdue": .boolean(isOverdue), "failedAt": time.json(state.failure?.at), "failure": JSON(state.failure?.failure),
            "stickAt": time.json(state.stick?.at), "stickFailure": JSON(stickFailure),
        ]
    }

    func findings(_ time: OfficeTime) -> [Finding] {
        let timer = "systemctl enable --now edutrac-backup.timer makes one every night."
        var findings: [Finding] = []
        if let failure = state.failure {
            findings.append(
                Finding(
                    "backup", .wrong, "the one of \(time.short(failure.at)) failed: \(failure.failure ?? "")",
                    "Mend what kept the backup from being made, then run sudo edutrac backup: \(failure.failure ?? "")"))
        }
        if let last = state.last {
            let words = "\(time.short(last.at)), \((last.octets ?? 0).octetsInWords) in \(last.path)"
            findings.append(
                isOverdue
                    ? Finding("backup", .wrong, "the last is over \(days) days old: \(words)", "Run sudo edutrac backup, and look why the timer does not: systemctl list-timers edutrac-backup.timer. \(timer)")
                    : Finding("backup", .good, words))
        } else if state.failure == nil {
            findings.append(
                Finding("backup", isOverdue ? .wrong : .doubtful, "there is none yet", "Run sudo edutrac backup. \(timer)"))
        }
        if let stick = state.stick, let failure = stick.failure {
            findings.append(
                Finding(
                    "backup", .doubtful, "no copy on the stick on \(time.short(stick.at)): \(failure)",
                    "Make room on the stick, or take another one: FAT, with the label of [backup] stick."))
        }
        return findings
    }
}
