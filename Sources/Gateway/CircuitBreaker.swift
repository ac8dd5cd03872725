package import Foundation

/// When one modem stops sending, because what it was answered says that the next text would fare no
/// better: no credit, a SIM that is barred, a network that takes texts and says nothing. Receiving goes on.
///
/// States, in visiting order: closed; open until a moment; on trial after it, where the first refusal
/// opens it again for twice as long and the first text that leaves closes it.
///
/// One text that is refused again and again may be its recipient's fault, and must not hold up others.
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
    private var outOfOrder = 0
    private var refusedForGood: Set<String> = []
    private var silent: Set<Int64> = []
    private var trips = 0

    static let mostOutOfOrder = 3
    static let mostRefusedForGood = 3
    static let mostSilent = 2
    /// Seconds; the first opening for a reason that brings no time of its own.
    static let firstPause = SendFailure.creditPause
    static let longestPause = SendFailure.longestWait

    package init() {}

    /// Nothing is tried now.
    package func isOpen(at now: Date) -> Bool { opening.map { now < $0.until } ?? false }

    /// It was open, and no text has left since: a refusal "for good" may be the SIM's fault, and is no
    /// reason to give a text up.
    package var isOnTrial: Bool { opening != nil }

    /// - Returns: the opening, when this closes the circuit no longer.
    package mutating func note(
        _ sequel: OutboundPath.Sequel, of message: Int64, to recipient: String, at now: Date
    ) -> Opening? {
        switch sequel {
        case .sent:
            self = CircuitBreaker()
            return nil
        case .pause(let until, let answer):
            outOfOrder = 0
            refused.insert(message)
            guard refused.count > 1 || isOnTrial else { return nil }
            return open(.refused, answer, atLeastUntil: until, at: now)
        case .retry(_, let answer, mayBeCredit: true):
            outOfOrder += 1
            guard outOfOrder >= Self.mostOutOfOrder || isOnTrial else { return nil }
            return open(.outOfOrder, answer, at: now)
        case .retry:
            // The network took it in hand: it is there.
            outOfOrder = 0
            return nil
        case .failed(let answer), .suspended(_, let answer):
            outOfOrder = 0
            refusedForGood.insert(recipient)
            guard refusedForGood.count >= Self.mostRefusedForGood || isOnTrial else { return nil }
            return open(.permanent, answer, at: now)
        case .unknown(let answer):
            silent.insert(message)
            guard silent.count >= Self.mostSilent || isOnTrial else { return nil }
            return open(.silent, answer, at: now)
        case .waits, .taken:
            return nil
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
