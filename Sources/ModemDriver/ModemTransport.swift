/// What the driver needs from a tty, a pty or a test double.
package protocol ModemTransport: Sendable {
    /// What the modem says, in pieces of any size; ends or throws when the port is gone. Read once.
    var received: AsyncThrowingStream<[UInt8], any Error> { get }
    /// Queues the bytes; throws when the port is gone.
    func write(_ bytes: [UInt8]) throws
    /// May be called more than once.
    func close()
}

/// One PDU as the modem gave it, readable or not.
package struct PDULine: Hashable, Sendable {
    package enum Origin: Hashable, Sendable {
        /// Stored: it stays until ``Modem/release(_:)``.
        case slot(memory: String, index: Int)
        /// Passed on unstored (`+CDS`, `+CMT`): the modem awaits `+CNMA`.
        case routed
    }

    /// SMSC address and TPDU: an even number of hex digits.
    package let hex: String
    /// Octets without the SMSC address, as the modem's header says.
    package let tpduLength: Int
    package let origin: Origin

    package init(hex: String, tpduLength: Int, origin: Origin) {
        self.hex = hex
        self.tpduLength = tpduLength
        self.origin = origin
    }
}

/// One part of a text on its way out.
package struct Submission: Hashable, Sendable {
    /// SMSC address (`00`: the SIM's) and SMS-SUBMIT, as hex.
    package let hex: String
    /// Octets without the SMSC address.
    package let tpduLength: Int
    /// Another part of the same text follows at once: no sweep comes between.
    package let moreToFollow: Bool

    package init(hex: String, tpduLength: Int, moreToFollow: Bool) {
        self.hex = hex
        self.tpduLength = tpduLength
        self.moreToFollow = moreToFollow
    }

    /// SMSC address 12 octets, TPDU 164 (TS 23.040 §9.2): a longer one makes some modems hang.
    package static let octetLimit = 176

    /// Why this cannot be typed at the prompt, or nil.
    var flaw: String? {
        let digits = Array(hex.utf8)
        guard !digits.isEmpty, digits.count.isMultiple(of: 2), let length = Int(hex.prefix(2), radix: 16),
            hex.allSatisfy({ $0.isASCII && $0.isHexDigit })
        else { return "the PDU is not hex" }
        let octets = digits.count / 2
        guard octets <= Self.octetLimit else {
            return "the PDU has \(octets) octets, over \(Self.octetLimit)"
        }
        guard octets - 1 - length == tpduLength, tpduLength > 0 else {
            return "the PDU has not the \(tpduLength) octets it is said to have"
        }
        return nil
    }
}
