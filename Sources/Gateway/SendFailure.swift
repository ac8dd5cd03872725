import ATChannel
import Store

/// What a refused submit means for the text.
///
/// - Source: TS 24.011 RP-causes, TS 23.040 TP-FCS, TS 27.005 §3.2.5; field reports on.
enum SendFailure: Equatable {
    /// The same text to the same number will be refused again.
    case permanent
    /// Perhaps no credit, or a plan without texts: wait long, the operator must look.
    case credit
    /// Rejected without a reason: once more, and then it is this text's fault.
    case rejected
    /// The network is busy or away: try again, waiting longer each time.
    case transient
    /// As transient; several in a row may mean that there is no credit.
    case outOfOrder
    /// The modem says that the PDU is wrong. Ours are right: some of it was lost on the line.
    case garbled
    /// Modem or SIM is not in a state to send.
    case modem
    /// It may have been sent.
    case unknown

    init(_ error: ATError) {
        guard case .messageService(let code) = error else {
            // A bare ERROR or a +CME says that the modem did not take it.
            self = .modem
            return
        }
        self =
            switch code {
            case 332, 500: .unknown
            case 1, 8, 10, 28, 30, 50, 95...99, 111, 128...175, 193, 195...199, 513...520,
                549...554:
                .permanent
            case 304, 305: .garbled
            case 29, 69: .credit
            case 21: .rejected
            case 38: .outOfOrder
            case 22, 27, 41, 42, 47, 127, 192, 194, 331, 512, 515, 521, 532, 535: .transient
            case 300, 302, 303, 310...318, 320...322, 330, 340, 604: .modem
            default: .transient
            }
    }

    /// Seconds until the next try after so many attempts; nil when there is none. What concerns modem
    /// or credit is tried until the text expires: it is not the text's fault.
    func wait(after attempts: Int) -> Double? {
        let doubling = Double(1 << min(max(attempts - 1, 0), 10))
        return switch self {
        case .permanent, .unknown: nil
        case .credit: Self.creditPause
        case .rejected: attempts < 2 ? Self.creditPause : nil
        case .garbled: attempts < Self.mostGarbled ? 30 : nil
        case .modem: min(60 * doubling, 3600)
        case .transient, .outOfOrder: attempts < Self.mostAttempts ? min(30 * doubling, Self.longestWait) : nil
        }
    }

    /// The next text would fare no better: nothing is tried until then.
    var concernsAllTexts: Bool { self == .credit || self == .modem || self == .rejected }

    /// Seconds.
    static let creditPause = 900.0

    /// A text that is said to be wrong that often is given up.
    static let mostGarbled = 3
    static let longestWait = AttendanceStore.longestWait
    /// A text that the network put off that often is given up even before it expires.
    static let mostAttempts = 30
}
