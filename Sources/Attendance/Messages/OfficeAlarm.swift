package import Foundation

/// What a person of the office is texted about. The raw value is the key of the alarm.
package enum OfficeAlarm: String, CaseIterable, Sendable {
    case noModem = "no-modem"
    case modemMissing = "modem-missing"
    case memoryFull = "memory-full"
    case simLife = "sim-life"
    case simBalance = "sim-balance"
    case simDeaf = "sim-deaf"
    case sendingStopped = "sending-stopped"
    case unknownOutcome = "unknown-outcome"
    case queueStuck = "queue-stuck"
    case replyCap = "reply-cap"
    case clockSuspect = "clock-suspect"
    case yearMissing = "year-missing"
    case backupOverdue = "backup-overdue"
    case diskLow = "disk-low"
    case diskFull = "disk-full"
    case database

    var wording: WordingKey {
        switch self {
        case .noModem: .alarmNoModem
        case .modemMissing: .alarmModemMissing
        case .memoryFull: .alarmMemoryFull
        case .simLife: .alarmSIMLife
        case .simBalance: .alarmSIMBalance
        case .simDeaf: .alarmSIMDeaf
        case .sendingStopped: .alarmSendingStopped
        case .unknownOutcome: .alarmUnknownOutcome
        case .queueStuck: .alarmQueueStuck
        case .replyCap: .alarmReplyCap
        case .clockSuspect: .alarmClockSuspect
        case .yearMissing: .alarmYearMissing
        case .backupOverdue: .alarmBackupOverdue
        case .diskLow: .alarmDiskLow
        case .diskFull: .alarmDiskFull
        case .database: .alarmDatabase
        }
    }
}

extension OfficeRules {
    /// One SMS about an alarm, in the office's language.
    ///
    /// - Parameters:
    ///   - modem: its name; cut where the text would not fit.
    ///   - fits: whether a text is one SMS.
    package func alarmText(
        _ alarm: OfficeAlarm, modem: String?, since: Date, isOver: Bool, fits: (String) -> Bool
    ) -> String {
        let wording = wording(for: nil)
        let day = SchoolDay(since, in: zone)
        let name = String((modem ?? "").prefix(Self.longestModemName))
        return wording.text(
            isOver ? .alarmOver : .alarmRaised,
            [
                .date: .whole(String(format: "%02d/%02d", day.day, day.month)),
                .limit: .whole(TimeOfDay(since, in: zone).description),
                .what: .whole(wording.word(alarm.wording, [.name: name])),
            ], fits: fits)
    }

    /// Letters.
    private static let longestModemName = 20
}
