package import Foundation

/// When refusals say that the next text would fare no better: no credit, a SIM that cannot send.
///
/// One text that is refused again and again may be its recipient's fault, and must not hold up others.
package struct RefusalStreak: Sendable {
    /// Texts that were refused in a row for a reason that concerns all.
    private var refused: Set<Int64> = []
    /// "Network out of order" in a row: operators say so without credit, too.
    private var outOfOrder = 0

    static let mostOutOfOrder = 3

    package init() {}

    /// - Returns: until when nothing should be tried.
    package mutating func note(_ sequel: OutboundPath.Sequel, of message: Int64, at now: Date) -> Date? {
        switch sequel {
        case .sent:
            self = RefusalStreak()
            return nil
        case .pause(let until, _):
            outOfOrder = 0
            refused.insert(message)
            return refused.count > 1 ? until : nil
        case .retry(_, _, mayBeCredit: true):
            outOfOrder += 1
            return outOfOrder >= Self.mostOutOfOrder ? now.addingTimeInterval(SendFailure.creditPause) : nil
        case .retry, .failed:
            // The network took it in hand: it is there.
            outOfOrder = 0
            return nil
        case .unknown, .waits, .taken:
            return nil
        }
    }
}
