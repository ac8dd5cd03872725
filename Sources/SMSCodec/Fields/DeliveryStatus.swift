/// TP-ST: what became of a message that was submitted.
///
/// - Source: 3GPP TS 23.040 §9.2.3.15.
package struct DeliveryStatus: RawRepresentable, Hashable, Sendable {
    package enum Category: Sendable {
        /// The service centre has done its work: the message arrived, was handed on (01) or replaced (02).
        case completed
        /// A temporary error; the service centre goes on trying.
        case stillTrying
        /// A permanent error; the service centre has stopped.
        case permanentError
        /// A temporary error, but the service centre has stopped.
        case givenUp
    }

    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Reserved values count as 63, "service rejected", as the standard asks.
    package var category: Category {
        guard !isReserved else { return .givenUp }
        return switch rawValue {
        case 0x00...0x1F: .completed
        case 0x20...0x3F: .stillTrying
        case 0x40...0x5F: .permanentError
        default: .givenUp
        }
    }

    /// The upper half of each range is the service centre's own and not reserved.
    package var isReserved: Bool {
        switch rawValue {
        case 0x03...0x0F, 0x26...0x2F, 0x4A...0x4F, 0x66...0x6F, 0x80...0xFF: true
        default: false
        }
    }
}
