package import Attendance
package import Foundation
package import Store

/// `[alarm]`: who is texted, and how often at most.
package struct AlarmTextRules: Hashable, Sendable {
    package var phone: PhoneNumber
    package var perDay: Int
    /// Seconds in which an alarm of the same kind, of the same modem, is not told again.
    package var repeatAfter: TimeInterval
    /// Whether it is told that an alarm is over.
    package var tellsEnd: Bool

    package init(phone: PhoneNumber, perDay: Int, repeatAfter: TimeInterval, tellsEnd: Bool) {
        self.phone = phone
        self.perDay = perDay
        self.repeatAfter = repeatAfter
        self.tellsEnd = tellsEnd
    }
}

/// Alarms on their way into the database and, by one SMS each, to a person of the office.
///
/// The text is kept with the alarm in one transaction, leaves by whatever modem can send, and is dropped when it is late:
/// nobody is told in the evening of what was wrong in the morning. It asks nothing, so no answer is waited for; what the
/// phone sends back is a text like any other.
package struct AlarmPath: Sendable {
    /// One alarm, in its values.
    package struct Notice: Hashable, Sendable {
        package var alarm: OfficeAlarm
        package var modem: String?
        package var since: Date
        package var words: String
        package var remedy: String

        package init(_ alarm: OfficeAlarm, modem: String?, since: Date, words: String, remedy: String) {
            self.alarm = alarm
            self.modem = modem
            self.since = since
            self.words = words
            self.remedy = remedy
        }
    }

    package enum Telling: Hashable, Sendable {
        case queued(Int64)
        /// As many as a day may have were sent.
        case budgetUsed
        /// It was told a short time ago.
        case toldBefore
        /// Nobody is to be texted, or knows of it already.
        case none
    }

    /// Seconds for which a text of an alarm is worth sending.
    static let lifetime: TimeInterval = 12 * 3600

    private let store: AttendanceStore
    private let office: OfficeRules

    package init(store: AttendanceStore, office: OfficeRules) {
        self.store = store
        self.office = office
    }

    package func open() throws -> [StoredAlarm] { try store.openAlarms() }

    package func raise(_ notice: Notice, _ rules: AlarmTextRules?, at now: Date) throws -> Telling {
        var refusal = Telling.none
        var draft: OutboundDraft?
        if let rules {
            refusal = try objection(to: notice, rules, at: now)
            if refusal == .none { draft = text(notice, isOver: false, to: rules.phone, at: now) }
        }
        let id = try store.raiseAlarm(
            notice.alarm.rawValue, modem: notice.modem, since: notice.since, words: notice.words, remedy: notice.remedy,
            text: draft, at: now)
        return id.map(Telling.queued) ?? refusal
    }

    package func clear(_ notice: Notice, _ rules: AlarmTextRules?, at now: Date) throws -> Telling {
        var draft: OutboundDraft?
        var refusal = Telling.none
        if let rules, rules.tellsEnd {
            if try isBudgetUsed(rules, at: now) {
                refusal = .budgetUsed
            } else {
                draft = text(notice, isOver: true, to: rules.phone, at: now)
            }
        }
        let id = try store.clearAlarm(notice.alarm.rawValue, modem: notice.modem, text: draft, at: now)
        return id.map(Telling.queued) ?? refusal
    }

    /// Ends an alarm of a kind that is not known here.
    package func forget(_ key: String, modem: String?, at now: Date) throws {
        _ = try store.clearAlarm(key, modem: modem, text: nil, at: now)
    }

    private func objection(to notice: Notice, _ rules: AlarmTextRules, at now: Date) throws -> Telling {
        if try isBudgetUsed(rules, at: now) { return .budgetUsed }
        // A clock that was set back must not silence an alarm for years.
        if let last = try store.lastAlarmText(notice.alarm.rawValue, modem: notice.modem),
            (0..<rules.repeatAfter).contains(now.timeIntervalSince(last))
        {
            return .toldBefore
        }
        return .none
    }

    private func isBudgetUsed(_ rules: AlarmTextRules, at now: Date) throws -> Bool {
        let midnight = SchoolDay(now, in: office.zone).start(in: office.zone)
        return try store.alarmTexts(since: midnight) >= rules.perDay
    }

    private func text(_ notice: Notice, isOver: Bool, to phone: PhoneNumber, at now: Date) -> OutboundDraft {
        let words = office.alarmText(
            notice.alarm, modem: notice.modem, since: notice.since, isOver: isOver, fits: office.fitsOnePart)
        return OutboundDraft(
            recipient: phone, text: words, kind: .alarm, dueAt: now, expiresAt: now.addingTimeInterval(Self.lifetime))
    }
}
