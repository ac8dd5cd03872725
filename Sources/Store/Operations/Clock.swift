package import Foundation
import GRDB

/// How far the wall clock has come, by two kinds of witnesses.
package struct ClockMark: Hashable, Sendable {
    /// The latest moment that we wrote, since a clock was last taken for right; nil before the first.
    package var ours: Date?
    /// The latest moment that two texts bear witness to by their service centre's time.
    package var witnessed: Date?
    /// Seconds by which a service centre may stamp ahead of us without meaning anything.
    package var ignoredLead: TimeInterval

    /// The clock cannot rightly stand before this.
    package var latest: Date? { [ours, witnessed].compactMap(\.self).max() }
}

extension AttendanceStore {
    /// Seconds for which a text that was put off may wait at most. What is due later was put off under a
    /// clock that stood ahead.
    package static let longestWait: TimeInterval = 6 * 3600

    package func clockMark() throws -> ClockMark {
        try read { db in
            let row = try db.row(
                "SELECT nullif(ours, '') AS ours, nullif(witnessed, '') AS witnessed, ignoredLead FROM clockMark")
            return ClockMark(
                ours: row?["ours"], witnessed: row?["witnessed"], ignoredLead: row?["ignoredLead"] ?? 0)
        }
    }

    /// It is that late at least, whatever our clock says.
    package func witnessClock(_ moment: Date) throws {
        try write { try $0.run("UPDATE clockMark SET witnessed = max(witnessed, ?)", [moment]) }
    }

    /// The clock is right: what was written under one that stood ahead holds nothing any more, and what
    /// was put off by it is due.
    package func trustClock(at now: Date) throws {
        try write { db in
            try db.run("UPDATE clockMark SET ours = ?", [now])
            try db.run(
                "UPDATE outboundMessage SET dueAt = ? WHERE state = 'queued' AND dueAt > ?",
                [now, now.addingTimeInterval(Self.longestWait)])
        }
    }

    /// As ``trustClock(at:)``, by word of the operator: a service centre that stamps ahead
    /// of it is wrong, and is not listened to again.
    package func overruleClock(at now: Date) throws {
        let lead = try clockMark().witnessed.map { max(0, $0.timeIntervalSince(now)) } ?? 0
        try write { db in
            try db.run(
                "UPDATE clockMark SET witnessed = min(witnessed, ?), ignoredLead = max(ignoredLead, ?)", [now, lead])
        }
        try trustClock(at: now)
    }
}
