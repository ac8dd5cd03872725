/// A message between mobile and service centre, by the direction it travels in.
///
/// How it works: an ``OctetReader`` walks over the octets and each field reads itself, throwing
/// where it does not fit. What the standard lets a receiver tolerate is kept and flagged instead:
/// user data that is cut short, a malformed header, a time stamp that is no date, octets behind
/// the end. Values are structs that keep their octets, so decoding and encoding again gives the
/// same message, spare bits of the first octet (of the reserved MTI 11 too) and trailing octets aside.
/// It does not do: compressed text (TS 23.042, which nobody sends), cell broadcast pages, and making up
/// what only phones and networks send: SMS-COMMAND, reports of a transfer, parameters of a status report.
///
/// Source: 3GPP TS 23.040 §9.2.2.
package enum TPDU: Hashable, Sendable {
    case deliver(Deliver)
    case submit(Submit)
    case statusReport(StatusReport)
    case command(SMSCommand)
    /// SMS-DELIVER-REPORT or SMS-SUBMIT-REPORT.
    case transferReport(TransferReport)

    /// Decodes a TPDU sent towards the mobile: SMS-DELIVER, SMS-SUBMIT-REPORT or SMS-STATUS-REPORT.
    ///
    /// - Parameter octets: the TPDU alone, without the SMSC address that PDU mode puts before it.
    /// - Throws: ``PDUError`` naming the first field that does not fit.
    package init(fromServiceCentre octets: [UInt8]) throws(PDUError) {
        var reader = OctetReader(octets)
        let firstOctet = try reader.octet(.firstOctet)
        switch firstOctet & 0b11 {
        case 0b01: self = .transferReport(try TransferReport(.submit, firstOctet: firstOctet, &reader))
        case 0b10: self = .statusReport(try StatusReport(firstOctet: firstOctet, &reader))
        // 0b11 is reserved: a receiver treats it as SMS-DELIVER (§9.2.3.1).
        default: self = .deliver(try Deliver(firstOctet: firstOctet, &reader))
        }
    }

    /// Decodes a TPDU sent by the mobile: SMS-DELIVER-REPORT, SMS-SUBMIT or SMS-COMMAND.
    ///
    /// - Parameter octets: the TPDU alone, without the SMSC address that PDU mode puts before it.
    /// - Throws: ``PDUError`` naming the first field that does not fit.
    package init(fromMobile octets: [UInt8]) throws(PDUError) {
        var reader = OctetReader(octets)
        let firstOctet = try reader.octet(.firstOctet)
        switch firstOctet & 0b11 {
        case 0b00: self = .transferReport(try TransferReport(.deliver, firstOctet: firstOctet, &reader))
        case 0b01: self = .submit(try Submit(firstOctet: firstOctet, &reader))
        case 0b10: self = .command(try SMSCommand(firstOctet: firstOctet, &reader))
        default: throw PDUError(.invalid(firstOctet), in: .firstOctet, at: 0)
        }
    }

    /// Without ``trailingOctets``.
    package var octets: [UInt8] {
        switch self {
        case .deliver(let deliver): deliver.octets
        case .submit(let submit): submit.octets
        case .statusReport(let report): report.octets
        case .command(let command): command.octets
        case .transferReport(let report): report.octets
        }
    }

    /// Octets behind the last field of what was decoded. Some modems and centres pad.
    package var trailingOctets: [UInt8] {
        switch self {
        case .deliver(let deliver): deliver.trailingOctets
        case .submit(let submit): submit.trailingOctets
        case .statusReport(let report): report.trailingOctets
        case .command(let command): command.trailingOctets
        case .transferReport(let report): report.trailingOctets
        }
    }
}

/// Bits of the first octet. Source: 3GPP TS 23.040 §9.2.3.
enum FirstOctet {
    static let submit: UInt8 = 0b01
    static let statusReport: UInt8 = 0b10
    static let command: UInt8 = 0b10
    /// TP-RD, of SMS-SUBMIT.
    static let rejectDuplicates: UInt8 = 1 << 2
    /// TP-MMS: 1 says that there are no more messages.
    static let noMoreMessages: UInt8 = 1 << 2
    /// TP-LP.
    static let loopPrevention: UInt8 = 1 << 3
    /// TP-SRI, TP-SRR or TP-SRQ.
    static let statusReportBit: UInt8 = 1 << 5
    /// TP-UDHI.
    static let userDataHeader: UInt8 = 1 << 6
    /// TP-RP.
    static let replyPath: UInt8 = 1 << 7

    static func octet(_ type: UInt8, _ flags: [(bit: UInt8, isSet: Bool)]) -> UInt8 {
        flags.reduce(type) { $1.isSet ? $0 | $1.bit : $0 }
    }
}
