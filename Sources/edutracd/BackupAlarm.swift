import Attendance

/// On which day somebody was told that there is no backup: once a day is enough, and must not be forgotten.
struct BackupAlarm {
    private var toldOn: SchoolDay?

    /// Whether it has to be looked at, which is once a day.
    mutating func isDue(on today: SchoolDay) -> Bool {
        defer { toldOn = today }
        return toldOn != today
    }
}
