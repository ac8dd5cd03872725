/// What an alarm is about. The raw value is its key in status, hook and database, and is never renamed.
package enum AlarmKind: String, CaseIterable, Sendable {
    /// The daemon does not answer. Only a command can say so.
    case daemonDown = "daemon-down"
    case noModem = "no-modem"
    /// Not ready, for whatever reason.
    case modemMissing = "modem-missing"
    /// A message memory is filling or full.
    case memoryFull = "memory-full"
    /// The carrier will end the SIM.
    case simLife = "sim-life"
    case simBalance = "sim-balance"
    /// It may get no texts.
    case simDeaf = "sim-deaf"
    /// A modem sends nothing, or not all: a limit, a refusal, another carrier's network.
    case sendingStopped = "sending-stopped"
    /// Of texts of the last day nobody knows whether they left.
    case unknownOutcome = "unknown-outcome"
    /// Texts that are due have waited for long.
    case queueStuck = "queue-stuck"
    /// The replies of the day are used up.
    case replyCap = "reply-cap"
    /// The clock cannot be right, and questions and reminders are held.
    case clockSuspect = "clock-suspect"
    case yearMissing = "year-missing"
    /// Nobody has copied the database for days.
    case backupOverdue = "backup-overdue"
    case diskLow = "disk-low"
    case diskFull = "disk-full"
    /// The database cannot be read or written.
    case database

    /// Texts do not come in or go out while it lasts.
    package var keepsFromWorking: Bool {
        switch self {
        case .unknownOutcome, .replyCap, .yearMissing, .backupOverdue, .diskLow: false
        default: true
        }
    }

    /// Seconds for which its cause must last before anybody is alarmed: sticks come and go.
    package var patience: Double {
        switch self {
        case .modemMissing, .sendingStopped: 600
        case .memoryFull: 300
        default: 0
        }
    }
}
