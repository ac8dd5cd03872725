package import Attendance
package import Foundation
package import Store

/// What the office wants to be done for the SIM of one `[[modem]]`.
package struct SIMCareRules: Hashable, Sendable {
    /// Days after which the carrier ends a SIM that neither sends nor is paid into.
    package var keepAliveDays: Int?
    package var balance: BalanceRule?
    /// Seconds before the question hour at which the SIM texts itself; nil for never.
    package var selfTextLead: TimeInterval?
    package var ownNumber: PhoneNumber?

    package init(
        keepAliveDays: Int? = nil, balance: BalanceRule? = nil, selfTextLead: TimeInterval? = nil,
        ownNumber: PhoneNumber? = nil
    ) {
        self.keepAliveDays = keepAliveDays
        self.balance = balance
        self.selfTextLead = selfTextLead
        self.ownNumber = ownNumber
    }
}

/// Keeps a SIM alive: says when its carrier will end it, asks what is left on it, and finds out whether it
/// still gets texts before a whole district sends them (a modem may be registered and deaf, Q-74).
///
/// Decides and keeps; the owner asks the modem and tells the operator.
package struct SIMCare: Sendable {
    package enum Alarm: Hashable, Sendable {
        /// Days since the last sign of life, and after how many the carrier ends the SIM.
        case dying(days: Int, of: Int)
        case lowBalance(Double, minimum: Double)
        /// A text to itself left and did not come back.
        case deaf(since: Date)
    }

    package struct Look: Sendable {
        package let alarms: [Alarm]
        /// The balance is to be asked for.
        package let wantsBalance: Bool
        /// A text to itself was queued now.
        package let selfText: Int64?
    }

    /// Days before the end at which it is said.
    static let warningDays = 14
    /// Seconds in which a network brings a text back that it took.
    static let returnTime: TimeInterval = 300
    /// Seconds after which a failed question about the balance is put again.
    static let askAgain: TimeInterval = 6 * 3600

    private let store: AttendanceStore
    private let office: OfficeRules

    package init(store: AttendanceStore, office: OfficeRules) {
        self.store = store
        self.office = office
    }

    /// - Parameters:
    ///   - askedAt: when the balance was last asked for, answered or not.
    ///   - stoppedAt: when sending stopped, see ``CircuitBreaker``: whether money is the reason is asked once.
    package func look(
        at modem: ModemTag, _ rules: SIMCareRules, balanceAskedAt askedAt: Date?,
        sendingStoppedAt stoppedAt: Date? = nil, at now: Date
    ) throws -> Look {
        if rules.keepAliveDays != nil { try store.noteSIM(modem.sim, at: now) }
        let signs = try store.lastSigns(of: modem.sim)
        var alarms: [Alarm] = []
        if let limit = rules.keepAliveDays, let days = days(since: signs, at: now),
            days >= limit - min(Self.warningDays, limit / 2)
        {
            alarms.append(.dying(days: days, of: limit))
        }
        var wantsBalance = false
        if let rule = rules.balance {
            if let minimum = rule.minimum, let balance = signs.balance, balance.amount < minimum {
                alarms.append(.lowBalance(balance.amount, minimum: minimum))
            }
            let answered = signs.balance.map { now.timeIntervalSince($0.askedAt) } ?? .infinity
            let asked = askedAt.map { now.timeIntervalSince($0) } ?? .infinity
            // A clock that was set back must not keep it from being asked for years.
            wantsBalance = !(0..<rule.interval).contains(answered) && !(0..<Self.askAgain).contains(asked)
            if let stoppedAt, stoppedAt > askedAt ?? .distantPast { wantsBalance = true }
        }
        let selfText = try selfText(by: modem, rules, at: now)
        if let deaf = selfText.deafSince { alarms.append(.deaf(since: deaf)) }
        return Look(alarms: alarms, wantsBalance: wantsBalance, selfText: selfText.queued)
    }

    /// What the network's computer answered, kept.
    ///
    /// - Returns: the amount, or nil when the pattern does not find one in it.
    package func keep(answer: String, _ rule: BalanceRule, of modem: ModemTag, at now: Date) throws -> Double? {
        guard let amount = rule.amount(in: answer) else { return nil }
        try store.recordBalance(sim: modem.sim, modem: modem.name, amount: amount, at: now)
        return amount
    }

    /// Since the last sign of life, or since the SIM was first seen.
    private func days(
        since signs: (firstSeenAt: Date?, sentAt: Date?, topUp: TopUp?, balance: Balance?), at now: Date
    ) -> Int? {
        let paid = signs.topUp?.paidOn.start(in: office.zone)
        guard let last = [signs.sentAt, paid].compactMap(\.self).max() ?? signs.firstSeenAt else { return nil }
        return max(0, Int(now.timeIntervalSince(last) / 86_400))
    }

    // MARK: The text to itself

    private func selfText(
        by modem: ModemTag, _ rules: SIMCareRules, at now: Date
    ) throws -> (queued: Int64?, deafSince: Date?) {
        guard let lead = rules.selfTextLead, let number = rules.ownNumber else { return (nil, nil) }
        let today = SchoolDay(now, in: office.zone)
        let question = today.moment(at: office.reporting.questionAt, in: office.zone)
        let beginning = "EDUTRAC \(modem.name) "
        let body = beginning + today.iso
        let last = try store.lastSelfText(beginning, to: number, by: modem.sim)
        var deafSince: Date?
        // Until a text comes in, on whatever day.
        if let last, let sentAt = last.sentAt, !last.cameBack, now.timeIntervalSince(sentAt) >= Self.returnTime {
            deafSince = sentAt
        }
        if last?.body == body { return (nil, deafSince) }
        guard (question.addingTimeInterval(-lead)..<question).contains(now) else { return (nil, deafSince) }
        let inputs = PlanningInputs(
            schools: try store.schools(on: today), closures: try store.closures(since: today.monday).map(\.closure))
        guard office.schoolsExpected(on: today, inputs) > 0 else { return (nil, deafSince) }
        let draft = OutboundDraft(
            recipient: number, text: body, kind: .office, dueAt: now, expiresAt: question)
        return (try store.enqueue([draft], at: now)[0], deafSince)
    }
}

/// How a carrier tells what is left: a USSD code and where the amount stands in the answer.
package struct BalanceRule: Hashable, Sendable {
    package let code: USSDCode
    /// A regular expression whose first group is the amount.
    package let pattern: String
    package let minimum: Double?
    /// Seconds between two questions.
    package let interval: TimeInterval

    package init(code: USSDCode, pattern: String, minimum: Double?, interval: TimeInterval) {
        self.code = code
        self.pattern = pattern
        self.minimum = minimum
        self.interval = interval
    }

    /// Longer answers are advertising.
    static let longestAnswer = 500

    /// - Returns: nil when the pattern does not fit, or its group is no amount.
    package func amount(in answer: String) -> Double? {
        do {
            let text = answer.prefix(Self.longestAnswer)
            guard let match = try Regex(pattern).firstMatch(in: text), match.count > 1,
                let group = match[1].substring
            else { return nil }
            return Self.amount(group)
        } catch {
            // Checked when the configuration was read.
            return nil
        }
    }

    /// `12.50`, `12,50`, `1,234.50`, `1.234,50`: the last separator with one or two digits behind it is the
    /// decimal one.
    static func amount(_ text: Substring) -> Double? {
        var kept = text.filter { $0.isNumber || ".,-".contains($0) }
        // The end of a sentence.
        while let end = kept.last, ".,".contains(end) { kept.removeLast() }
        guard let last = kept.lastIndex(where: { ".,".contains($0) }) else { return Double(kept) }
        let decimals = kept[kept.index(after: last)...]
        let whole = kept[..<last].filter { !".,".contains($0) }
        return (1...2).contains(decimals.count) ? Double("\(whole).\(decimals)") : Double("\(whole)\(decimals)")
    }
}
