package import ControlSocket
package import Foundation

/// The cause of an alarm, as it is now.
package struct Trouble: Hashable, Sendable {
    package let kind: AlarmKind
    package let modem: String?
    /// What is wrong, in a sentence.
    package let words: String
    /// What to do now, in a sentence.
    package let remedy: String

    /// The words are the daemon's or the client's own, which name the remedy.
    package var wordsSayRemedy: Bool { kind == .clockSuspect }

    package init(_ kind: AlarmKind, of modem: String? = nil, _ words: String, do remedy: String) {
        self.kind = kind
        self.modem = modem
        self.words = words
        self.remedy = remedy
    }
}

/// Octets that must be free beside the database.
package enum DiskRoom {
    /// Below that it counts as full: SQLite needs some to go on at all.
    package static let least: UInt64 = 50 << 20
    package static let low: UInt64 = 200 << 20
    package static let comfortable: UInt64 = 500 << 20
}

/// What is seen of the service at one moment; what is not known is nil, and no trouble.
package struct ServiceSigns: Sendable {
    /// Why the daemon does not answer; nil for the daemon itself.
    package var silence: String?
    /// Why questions and reminders are held.
    package var held: String?
    /// Of every configured modem, one.
    package var modems: [ModemReport] = []
    /// Texts of the last day of which nobody knows whether they left.
    package var unknownOfLastDay = 0
    /// When the oldest text that should have left became due.
    package var oldestDue: Date?
    /// Whether replies were left out today because the office's are used up.
    package var isReplyCapReached = false
    package var missingYears: [Int] = []
    package var calendarPath = ""
    package var storeFolder = ""
    /// Octets that are free there for others than root.
    package var freeBytes: UInt64?
    /// Why the database could not be read or written.
    package var databaseError: String?
    /// Days for which there has been no backup, where those are too many.
    package var daysWithoutBackup: Int?

    package init() {}

    /// Seconds for which a text that is due may wait.
    static let queuePatience: TimeInterval = 3600

    /// The worst first.
    package func troubles(at now: Date) -> [Trouble] {
        // What a daemon that does not answer was last known to have is history.
        if let silence {
            return [Trouble(.daemonDown, silence, do: "edutrac log --errors shows what it said last.")] + disk
        }
        return database + clock + modemTroubles + disk + texts(at: now) + calendar + backup
    }

    private var database: [Trouble] {
        guard let databaseError else { return [] }
        return [
            Trouble(
                .database, "Nothing that comes can be kept: \(databaseError).".withOneStop,
                do: "Mend what it says; sudo edutrac doctor looks at disk and database.")
        ]
    }

    private var clock: [Trouble] {
        guard let held else { return [] }
        return [
            Trouble(
                .clockSuspect, "Questions and reminders are held: \(held).",
                do: "Set the clock: timedatectl set-time. If it is right, say so: edutrac clock accept.")
        ]
    }

    private var modemTroubles: [Trouble] {
        guard !modems.isEmpty else {
            return [
                Trouble(
                    .noModem, "No [[modem]] is configured: nothing is received or sent.",
                    do: "Add one to /etc/edutrac/edutrac.toml, see edutrac.toml(5), and restart edutracd.")
            ]
        }
        return modems.flatMap { $0.troubles } + modems.flatMap { $0.memoryTroubles }
    }

    private var disk: [Trouble] {
        guard let freeBytes, freeBytes < DiskRoom.low else { return [] }
        let isFull = freeBytes < DiskRoom.least
        return [
            Trouble(
                isFull ? .diskFull : .diskLow, "Only \(freeBytes >> 20) MB are free in \(storeFolder).",
                do: isFull
                    ? "Make room on that disk at once: texts that cannot be stored stay in the modem until it is full."
                    : "Make room on that disk before it is full.")
        ]
    }

    private func texts(at now: Date) -> [Trouble] {
        var troubles: [Trouble] = []
        if let oldestDue, now.timeIntervalSince(oldestDue) > Self.queuePatience {
            let hours = Int(now.timeIntervalSince(oldestDue) / 3600)
            troubles.append(
                Trouble(
                    .queueStuck, "Texts have been waiting to leave for \(hours == 1 ? "an hour" : "\(hours) hours").",
                    do: "Look at why no modem sends: edutrac modem list, and edutrac outbox list --state queued."))
        }
        if isReplyCapReached {
            troubles.append(
                Trouble(
                    .replyCap, "The replies of today are used up: texts are read and kept, and not answered.",
                    do: "If so many are right, raise [sending.caps] office_per_day and reload; else look for a loop: edutrac inbox list."))
        }
        if unknownOfLastDay > 0 {
            let what = unknownOfLastDay == 1 ? "a text" : "\(unknownOfLastDay) texts"
            troubles.append(
                Trouble(
                    .unknownOutcome, "Of \(what) of the last day nobody knows whether \(unknownOfLastDay == 1 ? "it" : "they") left.",
                    do: "Look at edutrac outbox list --state unknown, and call who matters."))
        }
        return troubles
    }

    private var calendar: [Trouble] {
        guard let year = missingYears.first else { return [] }
        return [
            Trouble(
                .yearMissing, "The calendar has no school year \(year): nobody is asked in it.",
                do: "Add it to \(calendarPath) and reload: systemctl reload edutracd.")
        ]
    }
}

extension ServiceSigns {
    fileprivate var backup: [Trouble] {
        guard let daysWithoutBackup else { return [] }
        return [
            Trouble(
                .backupOverdue, "The database was not backed up for more than \(daysWithoutBackup) days.",
                do: "Run sudo edutrac backup, and look why edutrac-backup.timer does not: sudo edutrac doctor.")
        ]
    }
}

extension ModemReport {
    fileprivate var troubles: [Trouble] {
        var troubles: [Trouble] = []
        if state != "ready" {
            let why = detail.map { ", \($0)" } ?? ""
            troubles.append(Trouble(.modemMissing, of: name, "Modem \(name) is not ready: \(state)\(why).".withOneStop, do: whatToDo))
        } else if let sending {
            troubles.append(
                Trouble(
                    .sendingStopped, of: name, "Modem \(name) sends: \(sending).".withOneStop,
                    do: "Look at credit, limits and SIM: edutrac modem ledger, edutrac log --modem \(name)."))
        }
        return troubles
            + (simAlarms ?? []).compactMap { alarm in
                guard let kind = AlarmKind(rawValue: alarm.key) else { return nil }
                return Trouble(kind, of: name, "Modem \(name): \(alarm.words).".withOneStop, do: kind.simRemedy(name))
            }
    }

    fileprivate var memoryTroubles: [Trouble] {
        memories.compactMap { use in
            guard let alarm = use.alarm else { return nil }
            return Trouble(
                .memoryFull, of: name,
                "Memory \(use.memory) of modem \(name) is \(alarm.rawValue) (\(use.words)): \(alarm == .full ? "nothing more is" : "soon nothing more is") received.",
                do: "Ask edutrac doctor what to do.")
        }
    }
}

extension AlarmKind {
    fileprivate func simRemedy(_ modem: String) -> String {
        switch self {
        case .simDeaf: "Text its SIM from a phone; if it does not arrive, unplug the modem and plug it in again."
        case .simLife: "Top its SIM up, and say so: edutrac modem topup --modem \(modem)."
        default: "Top its SIM up: edutrac modem topup --modem \(modem) keeps it in the ledger."
        }
    }
}

extension String {
    /// Of sentences that end with somebody else's words, which may end with a stop of their own.
    fileprivate var withOneStop: String {
        guard let before = dropLast().last, ".?!".contains(before) else { return self }
        return String(dropLast())
    }
}
