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

extension ModemConfiguration {
    var sendLimits: SendLimits { SendLimits(perHour: sim.mostPerHour, perDay: sim.mostPerDay) }
}
