package import Foundation

/// When one modem stops sending, because what it was answered says that the next text would fare no
/// better: no credit, a SIM that is barred, a network that takes texts and says nothing. Receiving goes on.
///
/// States, in visiting order: closed; open until a moment; on trial after it, where the first refusal
/// opens it again for twice as long and the first text that leaves closes it.
///
/// One text that is refused again and again may be its recipient's fault, and must not hold up others: different
/// texts open it, and on trial only a text that has no part in it yet opens it again.
package struct CircuitBreaker: Hashable, Sendable {
    /// What it opens for.
    package enum Cause: String, Hashable, Sendable {
        /// Refused for a reason that concerns all texts.
        case refused = "several texts in a row were refused"
        /// 38 in a row: operators say so without credit, too.
        case outOfOrder = "the network said several times in a row that it is out of order"
        /// Texts to different people refused for good.
        case permanent = "texts to several people in a row were refused for good"
        /// Some operators let a SIM without credit wait for ever after ^Z.
        case silent = "several texts in a row were handed over, and nobody knows whether they left"
    }

    package struct Opening: Hashable, Sendable {
        package let since: Date
        package let until: Date
        package let cause: Cause
        /// What was said last.
        package let answer: String
    }

    /// The last opening; nil when a text has left since.
    package private(set) var opening: Opening?

    private var refused: Set<Int64> = []
    private var outOfOrder: Set<Int64> = []
    private var refusedForGood: Set<String> = []
    private var silent: Set<Int64> = []
    private var trips = 0
    /// Texts that were refused since the last one left.
    private var culprits: Set<Int64> = []

    static let mostOutOfOrder = 3
    static let mostRefusedForGood = 3
    static let mostSilent = 2
    /// Seconds; the first opening for a reason that brings no time of its own.
    static let firstPause = SendFailure.creditPause
    static let longestPause = SendFailure.longestWait

    package init() {}

    /// Nothing is tried now.
    package func isOpen(at now: Date) -> Bool {
        // A clock that was set back must not keep it open for years.
        opening.map { $0.since <= now && now < $0.until } ?? false
    }

    /// It was open, and no text has left since: a refusal "for good" may be the SIM's fault, and is no
    /// reason to give a text up.
    package var isOnTrial: Bool { opening != nil }

    /// - Returns: the opening, when this closes the circuit no longer.
    package mutating func note(
        _ sequel: OutboundPath.Sequel, of message: Int64, to recipient: String, at now: Date
    ) -> Opening? {
        if sequel == .sent {
            self = CircuitBreaker()
            return nil
        }
        let isNew = !culprits.contains(message)
        let mayOpenAgain = isOnTrial && isNew
        switch sequel {
        case .sent, .waits, .taken:
            return nil
        case .pause(let until, let answer):
            culprits.insert(message)
            outOfOrder = []
            refused.insert(message)
            guard isNew, refused.count > 1 || mayOpenAgain else { return nil }
            return open(.refused, answer, atLeastUntil: until, at: now)
        case .retry(_, let answer, mayBeCredit: true):
            culprits.insert(message)
            outOfOrder.insert(message)
            guard isNew, outOfOrder.count >= Self.mostOutOfOrder || mayOpenAgain else { return nil }
            return open(.outOfOrder, answer, at: now)
        case .retry:
            // The network took it in hand: it is there.
            outOfOrder = []
            return nil
        case .failed(let answer), .suspended(_, let answer):
            culprits.insert(message)
            outOfOrder = []
            refusedForGood.insert(recipient)
            guard isNew, refusedForGood.count >= Self.mostRefusedForGood || mayOpenAgain else { return nil }
            return open(.permanent, answer, at: now)
        case .unknown(let answer):
            culprits.insert(message)
            silent.insert(message)
            guard isNew, silent.count >= Self.mostSilent || mayOpenAgain else { return nil }
            return open(.silent, answer, at: now)
        }
    }

    private mutating func open(
        _ cause: Cause, _ answer: String, atLeastUntil: Date? = nil, at now: Date
    ) -> Opening {
        trips += 1
        let pause = min(Self.firstPause * Double(1 << min(trips - 1, 10)), Self.longestPause)
        let first = atLeastUntil ?? now.addingTimeInterval(pause)
        let opening = Opening(
            since: now, until: trips == 1 ? first : max(first, now.addingTimeInterval(pause)), cause: cause,
            answer: answer)
        self.opening = opening
        return opening
    }
}
