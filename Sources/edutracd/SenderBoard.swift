import Foundation
import Gateway
import OfficeConfiguration
import Synchronization

/// What each modem's sender is up to: what ``Dispatch`` chooses among. Outlives the sessions, so that a
/// modem that comes back still knows that its SIM has no credit.
final class SenderBoard: Sendable {
    private let senders: Mutex<[String: Sender]>

    init(_ modems: [ModemConfiguration]) {
        let pairs = modems.map { ($0.name, Sender(name: $0.name, carriers: $0.carriers, ownNumber: $0.number)) }
        senders = Mutex(Dictionary(pairs) { first, _ in first })
    }

    var all: [Sender] { senders.withLock { Array($0.values) } }

    /// Texts can leave by another modem than this one.
    var isAlone: Bool { senders.withLock { $0.count < 2 } }

    subscript(name: String) -> Sender {
        senders.withLock { $0[name] ?? Sender(name: name) }
    }

    /// - Returns: what the change returns.
    @discardableResult
    func update<Result>(_ name: String, _ change: (inout Sender) -> Result) -> Result {
        senders.withLock { senders in
            var sender = senders[name] ?? Sender(name: name)
            defer { senders[name] = sender }
            return change(&sender)
        }
    }
}

extension Sender {
    mutating func note(_ sequel: OutboundPath.Sequel) {
        switch sequel {
        case .sent: isDoubtful = false
        case .waits, .pause: isDoubtful = true
        default: break
        }
    }

    /// Why it sends nothing, or not all; nil while it does.
    func sendingInWords(at now: Date, _ format: Date.ISO8601FormatStyle) -> String? {
        if isAbroad { return "no: the SIM is in another carrier's network" }
        if let opening = breaker.opening {
            let why = "\(opening.cause.rawValue) (\(opening.answer))"
            return breaker.isOpen(at: now)
                ? "no, until \(opening.until.formatted(format)): \(why)"
                : "one text on trial, after \(why)"
        }
        return allowance.limit.map { "\($0.inWords), until \($0.until.formatted(format))" }
    }
}

extension SendAllowance.Limit {
    var inWords: String {
        onlyUnasked
            ? "only replies: \(parts) an \(window.rawValue) are nearly reached"
            : "no: the limit of \(parts) an \(window.rawValue) is reached"
    }
}

extension ModemConfiguration {
    var sendLimits: SendLimits { SendLimits(perHour: sim.mostPerHour, perDay: sim.mostPerDay) }
}
