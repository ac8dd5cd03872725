package import Foundation

/// An alarm that was raised, as the database holds it: so that a daemon that starts anew does not tell of it again.
package struct StoredAlarm: Hashable, Sendable {
    package let id: Int64
    package let key: String
    /// Nil for one that is about no modem.
    package let modem: String?
    /// When its cause was first seen.
    package let since: Date
    package let words: String
    package let remedy: String
    package let raisedAt: Date
    /// Nil while it lasts.
    package let clearedAt: Date?
}

/// One of the two texts of an alarm.
package struct AlarmTextKey: Hashable, Sendable {
    package let alarm: Int64
    /// It tells that the alarm is over.
    package let isOver: Bool

    package init(alarm: Int64, isOver: Bool) {
        self.alarm = alarm
        self.isOver = isOver
    }
}
