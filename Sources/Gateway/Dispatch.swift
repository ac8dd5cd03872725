package import Attendance
package import Foundation
package import Store

/// One modem as the choice among several sees it.
package struct Sender: Hashable, Sendable {
    package let name: String
    /// Carriers whose subscribers it is to serve, see ``CarrierTable``.
    package var carriers: Set<String>
    /// The SIM's own number: a text to it proves that this modem sends and receives.
    package var ownNumber: PhoneNumber?
    /// ICCID or what stands for it; nil until it is known.
    package var sim: String?
    package var isReady = false
    /// In another carrier's network, where the office wants nothing sent.
    package var isAbroad = false
    /// What it was given last did not leave, for a reason of its own: others are asked first, until something
    /// leaves by it or it is brought up anew.
    package var isDoubtful = false
    /// A text is on its way through it.
    package var isBusy = false
    package var breaker = CircuitBreaker()
    package var allowance = SendAllowance.free

    package init(name: String, carriers: Set<String> = [], ownNumber: PhoneNumber? = nil) {
        self.name = name
        self.carriers = carriers
        self.ownNumber = ownNumber
    }

    /// It would take a text of this kind now or when the one in its hands has left.
    package func serves(_ kind: OutboundKind, at now: Date) -> Bool {
        isReady && !isAbroad && sim != nil && !breaker.isOpen(at: now) && allowance.allows(kind)
    }
}

/// Which modem a text leaves by. Texts are not given to modems: each modem takes what is its own from the
/// one queue, so that a modem that dies leaves nothing behind.
package struct Dispatch: Sendable {
    package enum Verdict: Hashable, Sendable {
        case take
        /// Another modem's.
        case leave
    }

    let carriers: CarrierTable

    package init(carriers: CarrierTable) { self.carriers = carriers }

    /// In this order: the rest of a text goes by the SIM that its first parts went by, or phones cannot join
    /// them; a text to a modem's own number by that modem; a text to a subscriber of a carrier by a modem
    /// for that carrier while one serves; every other by the one that is idle and has sent least.
    package func verdict(
        on message: OutboundMessage, for name: String, among senders: [Sender], at now: Date
    ) -> Verdict {
        let serving = senders.filter { $0.serves(message.kind, at: now) }
        guard serving.contains(where: { $0.name == name }) else { return .leave }
        if let sim = message.begunBy {
            let holder =
                serving.first { $0.sim == sim }
                // A SIM that tells its ICCID at one start and not at another goes by two names.
                ?? serving.first { $0.name == message.begunByModem && ($0.hasNamelessSIM || sim.hasPrefix("imei:")) }
            return holder?.name == name ? .take : .leave
        }
        if let owner = senders.first(where: { $0.ownNumber == message.recipient }) {
            return owner.name == name ? .take : .leave
        }
        let carrier = carriers.carrier(of: message.recipient)
        let trusted = serving.filter { !$0.isDoubtful }
        let able = trusted.isEmpty ? serving : trusted
        let preferred = able.filter { sender in carrier.map(sender.carriers.contains) ?? false }
        // A modem kept for one carrier helps out where no other serves.
        let general = able.filter(\.carriers.isEmpty)
        let pool = preferred.isEmpty ? (general.isEmpty ? able : general) : preferred
        let best = pool.min { ($0.rank, $0.name) < ($1.rank, $1.name) }
        return best?.name == name ? .take : .leave
    }
}

extension Sender {
    fileprivate var hasNamelessSIM: Bool { sim?.hasPrefix("imei:") ?? false }

    /// Small is better.
    fileprivate var rank: Int { (isBusy ? 1 << 32 : 0) + allowance.partsLastHour }
}

/// How much one SIM may still send. A carrier blocks a SIM that sends like a machine, and credit is money.
package struct SendAllowance: Hashable, Sendable {
    package static let free = SendAllowance(partsLastHour: 0)

    package let partsLastHour: Int
    /// Why nothing, or nothing unasked, is sent; nil while all is.
    package let limit: Limit?

    package struct Limit: Hashable, Sendable {
        package enum Window: String, Hashable, Sendable {
            case hour, day
        }

        package let window: Window
        package let parts: Int
        /// Replies and the office's own texts still leave.
        package let onlyUnasked: Bool
        package let until: Date
    }

    init(partsLastHour: Int, limit: Limit? = nil) {
        self.partsLastHour = partsLastHour
        self.limit = limit
    }

    func allows(_ kind: OutboundKind) -> Bool {
        guard let limit else { return true }
        return limit.onlyUnasked && !kind.isUnasked
    }
}

/// `limits` of a `[[modem]]`, in parts.
package struct SendLimits: Hashable, Sendable {
    package var perHour: Int?
    package var perDay: Int?
    /// Questions and reminders leave this much of a limit to those who are waiting for an answer.
    static let keptForReplies = 5

    package init(perHour: Int? = nil, perDay: Int? = nil) {
        self.perHour = perHour
        self.perDay = perDay
    }

    /// - Parameters:
    ///   - hour: what left within the last hour.
    ///   - hourOpens: when the oldest of them is an hour old.
    ///   - day: what left since midnight in the office.
    ///   - midnight: the next one.
    package func allowance(hour: Int, hourOpens: Date, day: Int, midnight: Date) -> SendAllowance {
        let limits = [
            Self.limit(.day, day, perDay, until: midnight), Self.limit(.hour, hour, perHour, until: hourOpens),
        ].compactMap(\.self)
        // What forbids more comes first, and of two equal ones the longer.
        return SendAllowance(
            partsLastHour: hour, limit: limits.first { !$0.onlyUnasked } ?? limits.first)
    }

    private static func limit(
        _ window: SendAllowance.Limit.Window, _ used: Int, _ most: Int?, until: Date
    ) -> SendAllowance.Limit? {
        guard let most, used >= most - most / keptForReplies else { return nil }
        return .init(window: window, parts: most, onlyUnasked: used < most, until: until)
    }
}
