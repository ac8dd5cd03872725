import Attendance
import Gateway
import ServiceWatch
import Store
import Synchronization

extension Settlement.Answer {
    fileprivate var isReply: Bool { if case .reply = self { true } else { false } }
}

/// Counts what happens to texts, for the figures.
final class TextCounts: Sendable {
    private let counts = Mutex(TextTally())

    var now: TextTally { counts.withLock { $0 } }

    func note(_ settled: InboundPath.Settled) {
        // One that a late part completed was counted when it was settled without it.
        if settled.isCompleted { return }
        counts.withLock { counts in
            counts.received += 1
            // What no person wrote is neither.
            if settled.kind.isWritten {
                if settled.settlement.needsPerson { counts.unread += 1 } else { counts.read += 1 }
            }
            if settled.settlement.answer.isReply { counts.replied += 1 }
        }
    }

    func note(_ receipt: InboundPath.Receipt) {
        if case .undecodable = receipt.outcome { counts.withLock { $0.undecodable += 1 } }
    }

    /// Of one part.
    func note(_ sequel: OutboundPath.Sequel, of message: OutboundMessage) {
        counts.withLock { counts in
            switch sequel {
            case .sent: counts.sent[message.kind.rawValue, default: 0] += 1
            case .failed: counts.failed += 1
            case .unknown: counts.unknown += 1
            case .suspended, .retry, .pause, .waits, .taken: break
            }
        }
    }
}
