import SMSCodec
import Store

extension InboundKind {
    /// Of a text in parts: the first part that no person wrote decides, else the first part.
    init(_ delivers: [Deliver]) {
        let kinds = delivers.map { InboundKind($0) }
        self = kinds.first { !$0.isWritten } ?? kinds.first ?? .text
    }

    /// The first rule that fits. What the protocol identifier says comes before the header, which may hold
    /// anything, and the coding comes last.
    init(_ deliver: Deliver) {
        let header = deliver.userData.header
        self =
            Self.byProtocol(deliver.protocolIdentifier)
            ?? header.flatMap { Self.byPort($0, deliver.userData) }
            ?? Self.byWaiting(deliver.dataCodingScheme, header)
            ?? Self.bySender(deliver.originatingAddress)
            ?? (deliver.protocolIdentifier == 0x5F ? .returnCall : nil)
            ?? Self.byCoding(deliver.userData)
            ?? (0x41...0x47 ~= deliver.protocolIdentifier ? .replacing : .text)
    }

    /// TP-PID, TS 23.040 §9.2.3.9. Any other value is a text: it names a gateway on its way.
    private static func byProtocol(_ identifier: UInt8) -> InboundKind? {
        switch identifier {
        // Short message type 0: "shall acknowledge receipt of the short message but shall discard its contents".
        case 0x40: .silent
        // ANSI-136 R-DATA and (U)SIM data download: passed to the SIM "in its entirety".
        case 0x7C, 0x7F: .simCommand
        // ME data download and ME depersonalisation.
        case 0x7D, 0x7E: .deviceCommand
        default: nil
        }
    }

    /// TS 23.040 §9.2.3.24.3 and §9.2.3.24.4; the numbers are IANA's for WAP (WAP-259-WDP, appendix B).
    private static func byPort(_ header: UserDataHeader, _ userData: UserData) -> InboundKind? {
        // Port 0 addresses nobody.
        guard let port = header.ports?.destination, port != 0 else { return nil }
        switch port {
        case 2948, 2949, 9200...9207: return userData.isText ? .applicationData : isMMS(userData.octets) ? .mmsNotice : .wapPush
        default: return .applicationData
        }
    }

    /// Whether a WAP push says that a picture message waits: WAP-230-WSP §8.2.4, content type
    /// `application/vnd.wap.mms-message` (0x3E) as a short integer or as words, with or without a length.
    private static func isMMS(_ octets: [UInt8]) -> Bool {
        // Transaction, PDU type 6 (push), length of the headers as a number of 7-bit groups.
        guard octets.count > 3, octets[1] == 0x06 else { return false }
        var rest = octets.dropFirst(2)
        func skipNumber() { rest = rest.drop { $0 & 0x80 != 0 }.dropFirst() }
        skipNumber()
        if let first = rest.first, first < 32 {
            rest = rest.dropFirst()
            if first == 31 { skipNumber() }
        }
        return rest.first == 0xBE || rest.starts(with: "application/vnd.wap.mms-message".utf8)
    }

    /// Message waiting by coding group C0 to EF (TS 23.038 §4), by header element 01 (TS 23.040 §9.2.3.24.2) or
    /// 23, enhanced voice mail (§9.2.3.24.13).
    private static func byWaiting(_ scheme: DataCodingScheme, _ header: UserDataHeader?) -> InboundKind? {
        let indications = header?.specialIndications ?? []
        if header?.elements.contains(where: { $0.identifier == 0x23 }) ?? false { return .messageWaiting }
        guard scheme.messageWaiting != nil || !indications.isEmpty else { return nil }
        let isActive = scheme.messageWaiting?.isActive ?? false || indications.contains { $0.count > 0 }
        return isActive ? .messageWaiting : .nothingWaiting
    }

    /// Voice mail as networks told it before 23.040 had a way: the sender's two octets are 11 00 (waiting) or 10 00,
    /// the text is a space (CPHS phase 2, B.4.2.1).
    private static func bySender(_ sender: Address) -> InboundKind? {
        guard sender.typeOfNumber == .alphanumeric else { return nil }
        switch sender.text {
        case "_@": return .messageWaiting
        case "Δ@": return .nothingWaiting
        default: return nil
        }
    }

    /// TP-DCS, TS 23.038 §4.
    private static func byCoding(_ userData: UserData) -> InboundKind? {
        let scheme = userData.dataCodingScheme
        guard userData.isText else { return .data }
        switch scheme.messageClass {
        case 0: return .flash
        case 2: return .simText
        default: break
        }
        // 80 to BF, and alphabet 11 of the groups 00 to 7F: "assumed to be the GSM 7 bit default alphabet".
        let isReserved = 0x80...0xBF ~= scheme.rawValue || scheme.rawValue < 0x80 && scheme.rawValue & 0b1100 == 0b1100
        return isReserved ? .reservedCoding : nil
    }
}
