package import ControlSocket
package import Foundation

/// From troubles that come and go to alarms that are raised once and cleared once.
///
/// States of a cause, in visiting order: waiting (its kind wants it to last), raised, gone for a while, forgotten. One
/// that comes back before it is forgotten goes on as if it had never gone, so that what flaps is one alarm.
package struct AlarmCourse: Sendable {
    package enum News: Hashable, Sendable {
        case raised(Alarm)
        case cleared(Alarm)

        package var alarm: Alarm {
            switch self {
            case .raised(let alarm), .cleared(let alarm): alarm
            }
        }
    }

    private struct Cause: Hashable {
        var key: String
        var modem: String?
    }

    private struct Entry {
        var alarm: Alarm
        var lastSeen: Date
        /// As it was told; nil before that. Its end is told in the same words, however its cause has changed.
        var told: Alarm?

        var isRaised: Bool { told != nil }
    }

    /// Seconds for which a cause must be gone before its alarm is over.
    package static let calm: TimeInterval = 300

    private var entries: [Cause: Entry] = [:]

    /// - Parameter open: what was raised before the daemon was restarted, and is not raised again.
    package init(open: [Alarm] = [], at now: Date) {
        for alarm in open {
            entries[Cause(key: alarm.key, modem: alarm.modem)] = Entry(alarm: alarm, lastSeen: now, told: alarm)
        }
    }

    /// What is raised, the oldest first.
    package var open: [Alarm] {
        entries.values.filter(\.isRaised).map(\.alarm).sorted { ($0.since, $0.key, $0.modem ?? "") < ($1.since, $1.key, $1.modem ?? "") }
    }

    /// - Parameter now: may be before the last look, where the clock was set back; nothing lasts longer for that.
    /// - Returns: what has changed, cleared before raised.
    package mutating func look(_ troubles: [Trouble], at now: Date) -> [News] {
        for (cause, entry) in entries where entry.lastSeen > now {
            entries[cause]?.lastSeen = now
            if !entry.isRaised { entries[cause]?.alarm.since = min(entry.alarm.since, now) }
        }
        for trouble in troubles { note(trouble, at: now) }
        var news: [News] = []
        for (cause, entry) in entries where now.timeIntervalSince(entry.lastSeen) >= Self.calm {
            entries[cause] = nil
            if let told = entry.told { news.append(.cleared(told)) }
        }
        for trouble in troubles {
            let cause = Cause(key: trouble.kind.rawValue, modem: trouble.modem)
            guard let entry = entries[cause], !entry.isRaised,
                now.timeIntervalSince(entry.alarm.since) >= trouble.kind.patience
            else { continue }
            entries[cause]?.told = entry.alarm
            news.append(.raised(entry.alarm))
        }
        return news.sorted(by: Self.isBefore)
    }

    /// Of two troubles with one cause (two memories of a modem) the first, which is the worse, speaks.
    private mutating func note(_ trouble: Trouble, at now: Date) {
        let cause = Cause(key: trouble.kind.rawValue, modem: trouble.modem)
        var entry =
            entries[cause]
            ?? Entry(
                alarm: Alarm(key: cause.key, modem: cause.modem, since: now, words: trouble.words, remedy: trouble.remedy),
                lastSeen: .distantPast)
        if entry.lastSeen != now { (entry.alarm.words, entry.alarm.remedy) = (trouble.words, trouble.remedy) }
        entry.lastSeen = now
        entries[cause] = entry
    }

    private static func isBefore(_ one: News, _ other: News) -> Bool {
        func rank(_ news: News) -> (Int, String, String) {
            let alarm = news.alarm
            if case .cleared = news { return (0, alarm.key, alarm.modem ?? "") }
            return (1, alarm.key, alarm.modem ?? "")
        }
        return rank(one) < rank(other)
    }
}
