import Attendance

/// Which missing school years have been spoken of: each is one line in the log, at the start and when its time comes.
struct YearAlarm {
    private var told: Set<Int> = []

    /// A year that was there again in between is news again.
    mutating func news(on today: SchoolDay, _ calendar: SchoolCalendar) -> [Int] {
        let missing = calendar.missingYears(on: today)
        defer { told = Set(missing) }
        return missing.filter { !told.contains($0) }
    }
}
