import SMSCodec

/// A PDU for a person: its fields one below the other, with their octets, what they mean, and where the
/// standard says so.
enum PDUTable {
    static func table(_ frame: PDUFrame, _ tpdu: TPDU, hasServiceCentre: Bool) -> Table {
        var rows: [[String?]] = []
        if hasServiceCentre {
            let octets = frame.octets.dropLast(frame.tpdu.count)
            rows.append(["SMSC", hex(Array(octets)), frame.serviceCentre?.words ?? "the modem's own", "24.011 §8.2.5.1"])
        }
        for part in tpdu.wireFields {
            // As it came, with its spare bits; the field itself is written without them.
            let octets = part.field == .firstOctet ? Array(frame.tpdu.prefix(1)) : part.octets
            rows.append([part.field.rawValue, hex(octets), tpdu.meaning(of: part), "\(part.field.clause)"])
            if part.field == .userDataHeader {
                rows += (tpdu.userData?.header?.elements ?? []).map { element in
                    ["  IE " + hex([element.identifier]), hex(element.data), element.meaning, element.clause]
                }
            }
        }
        if !tpdu.trailingOctets.isEmpty {
            rows.append(["behind it", hex(tpdu.trailingOctets), "padding of a modem or service centre", nil])
        }
        return Table([.init("field"), .init("octets", .wrap), .init("meaning", .wrap), .init("clause")], rows: rows)
    }

    /// In groups of two digits: a table may break between them.
    private static func hex(_ octets: [UInt8]) -> String {
        octets.map { PDUReading.hex([$0]) }.joined(separator: " ")
    }
}

extension TPDU {
    var userData: UserData? {
        switch self {
        case .deliver(let deliver): deliver.userData
        case .submit(let submit): submit.userData
        case .statusReport(let report): report.userData
        case .command: nil
        case .transferReport(let report): report.userData
        }
    }

    fileprivate func meaning(of part: PDUField) -> String {
        let octet = part.octets.first ?? 0
        return switch part.field {
        case .firstOctet: firstOctetWords
        case .messageReference, .messageNumber, .commandDataLength: "\(octet)"
        case .originatingAddress, .destinationAddress, .recipientAddress: address?.words ?? "none"
        case .protocolIdentifier: octet == 0 ? "plain text from phone to phone" : "\(octet)"
        case .dataCodingScheme: DataCodingScheme(rawValue: octet).words
        case .serviceCentreTimestamp: serviceCentreTimestamp?.words ?? "none"
        case .dischargeTime: dischargeTime?.words ?? "none"
        case .validityPeriod: validityPeriod?.words ?? "none"
        case .status: DeliveryStatus(rawValue: octet).words
        case .parameterIndicator: "announces: " + Self.parameters(octet)
        case .userDataLength: lengthWords
        case .userDataHeader: userData?.header?.isMalformed == true ? "malformed, ignored" : "header"
        case .userData: textWords
        case .failureCause: "refused with cause \(octet)"
        case .commandType: Self.commandWords(octet)
        case .commandData: "data of the command"
        default: ""
        }
    }

    private var address: Address? {
        switch self {
        case .deliver(let deliver): deliver.originatingAddress
        case .submit(let submit): submit.destinationAddress
        case .statusReport(let report): report.recipientAddress
        case .command(let command): command.destinationAddress
        case .transferReport: nil
        }
    }

    private var serviceCentreTimestamp: ServiceCentreTimestamp? {
        switch self {
        case .deliver(let deliver): deliver.serviceCentreTimestamp
        case .statusReport(let report): report.serviceCentreTimestamp
        case .transferReport(let report): report.serviceCentreTimestamp
        case .submit, .command: nil
        }
    }

    private var dischargeTime: ServiceCentreTimestamp? {
        if case .statusReport(let report) = self { report.dischargeTime } else { nil }
    }

    private var validityPeriod: ValidityPeriod? {
        if case .submit(let submit) = self { submit.validityPeriod } else { nil }
    }

    private var firstOctetWords: String {
        var words = ["SMS-" + typeName.uppercased()]
        func add(_ isSet: Bool, _ text: String) { if isSet { words.append(text) } }
        switch self {
        case .deliver(let deliver):
            add(deliver.moreMessagesToSend, "more messages wait")
            add(deliver.loopPrevention, "must not be answered automatically")
            add(deliver.statusReportIndication, "the sender gets a status report")
            add(deliver.replyPath, "reply path")
        case .submit(let submit):
            add(submit.rejectDuplicates, "reject duplicates")
            add(submit.requestsStatusReport, "status report wanted")
            add(submit.replyPath, "reply path")
        case .statusReport(let report):
            add(report.moreMessagesToSend, "more messages wait")
            add(report.loopPrevention, "must not be answered automatically")
            add(report.isAboutCommand, "about a command")
        case .command(let command):
            add(command.requestsStatusReport, "status report wanted")
        case .transferReport: break
        }
        add(userData?.header != nil, "with header")
        return words.joined(separator: ", ")
    }

    private var lengthWords: String {
        guard let userData else { return "" }
        let unit = userData.dataCodingScheme.countsSeptets ? "septets" : "octets"
        return "\(userData.length) \(unit)" + (userData.isTruncated ? ", but fewer came" : "")
    }

    private var textWords: String {
        guard let decoded = userData?.decoded else { return "data, no text" }
        let flaws = decoded.flaws.isEmpty ? "" : " (\(decoded.flaws))"
        return "\"\(decoded.text)\"\(flaws)"
    }

    private static func parameters(_ octet: UInt8) -> String {
        let names = [(1, "TP-PID"), (2, "TP-DCS"), (4, "TP-UD")] as [(UInt8, String)]
        let announced = names.filter { octet & $0.0 != 0 }.map(\.1)
        return announced.isEmpty ? "nothing" : announced.joined(separator: ", ")
    }

    private static func commandWords(_ octet: UInt8) -> String {
        switch octet {
        case 0: "enquiry"
        case 1: "cancel the status report"
        case 2: "delete the text"
        case 3: "enable the status report"
        default: "\(octet)"
        }
    }
}

extension Address {
    fileprivate var words: String {
        let kind =
            switch typeOfNumber {
            case .international: "international"
            case .national: "national"
            case .alphanumeric: "a name"
            case .networkSpecific, .subscriber, .abbreviated, .reserved: "type \(typeOfNumber.rawValue)"
            case .unknown: "type unknown"
            }
        return "\(text.isEmpty ? "empty" : text) (\(kind)\(isMalformed ? ", malformed" : ""))"
    }
}

extension DataCodingScheme {
    fileprivate var words: String {
        var words =
            switch alphabet {
            case .gsm7: ["GSM 7-bit"]
            case .eightBit: ["8-bit data"]
            case .ucs2: ["UCS-2"]
            }
        if isCompressed { words.append("compressed") }
        if let messageClass { words.append("class \(messageClass)") }
        if deletesAutomatically { words.append("deleted when read") }
        if let waiting = messageWaiting {
            words.append("\(waiting.kind.rawValue) \(waiting.isActive ? "waits" : "waits no more")")
        }
        return words.joined(separator: ", ")
    }
}

extension ServiceCentreTimestamp {
    fileprivate var words: String {
        guard let iso8601 else { return "no date" }
        return isZoneUnknown ? iso8601 + ", zone unknown" : iso8601
    }
}

extension ValidityPeriod {
    fileprivate var words: String {
        switch self {
        case .relative(let value): "\(Self.relativeMinutes(value)) minutes"
        case .absolute(let moment): "until \(moment.words)"
        case .enhanced: seconds.map { "\($0) seconds" } ?? "enhanced, no period"
        }
    }
}

extension DeliveryStatus {
    fileprivate var words: String {
        let fate: String =
            switch category {
            case .completed: rawValue == 0 ? "delivered" : "completed"
            case .stillTrying: "not yet, the service centre goes on trying"
            case .permanentError: "failed for good"
            case .givenUp: "given up"
            }
        if isReserved { return fate + " (reserved value)" }
        return Self.causes[rawValue].map { "\(fate): \($0)" } ?? fate
    }

    /// §9.2.3.15. The same causes come with a temporary error that is tried again (20) and one that is not (60).
    private static let causes: [UInt8: String] = {
        var causes: [UInt8: String] = [
            0x01: "handed on, whether it arrived is not known", 0x02: "replaced by a later one",
            0x40: "remote procedure error", 0x41: "incompatible destination", 0x42: "connection rejected by the phone",
            0x43: "not obtainable", 0x44: "quality of service not available", 0x45: "no interworking available",
            0x46: "validity period expired", 0x47: "deleted by the sender", 0x48: "deleted by the service centre",
            0x49: "the message does not exist",
        ]
        let temporary = [
            "congestion", "phone busy", "no response from the phone", "service rejected",
            "quality of service not available", "error in the phone",
        ]
        for (index, cause) in temporary.enumerated() {
            causes[0x20 + UInt8(index)] = cause
            causes[0x60 + UInt8(index)] = cause
        }
        return causes
    }()
}

extension InformationElement {
    fileprivate var meaning: String {
        guard let header = UserDataHeader(elements: [self]) else { return "" }
        if let part = header.concatenation {
            return "part \(part.sequence) of \(part.total), reference \(part.reference)"
        }
        if let ports = header.ports { return "to port \(ports.destination), from \(ports.source)" }
        if let language = header.lockingLanguage { return "\(language.name) locking shift" }
        if let language = header.singleShiftLanguage { return "\(language.name) single shift" }
        if let indication = header.specialIndications.first { return "\(indication.count) \(indication.kind.rawValue)" }
        if let address = header.replyAddress { return "answers to \(address.words)" }
        return "not interpreted"
    }

    fileprivate var clause: String {
        switch identifier {
        case 0x00: "23.040 §9.2.3.24.1"
        case 0x01: "23.040 §9.2.3.24.2"
        case 0x04: "23.040 §9.2.3.24.3"
        case 0x05: "23.040 §9.2.3.24.4"
        case 0x08: "23.040 §9.2.3.24.8"
        case 0x22: "23.040 §9.2.3.24.12"
        case 0x24: "23.040 §9.2.3.24.15"
        case 0x25: "23.040 §9.2.3.24.16"
        default: "23.040 §9.2.3.24"
        }
    }
}

extension PDUError.Field {
    /// Where 3GPP TS 23.040 describes it.
    fileprivate var clause: String {
        let number =
            switch self {
            case .firstOctet: "1"
            case .messageReference: "6"
            case .originatingAddress: "7"
            case .destinationAddress: "8"
            case .protocolIdentifier: "9"
            case .dataCodingScheme: "10"
            case .serviceCentreTimestamp: "11"
            case .validityPeriod: "12"
            case .dischargeTime: "13"
            case .recipientAddress: "14"
            case .status: "15"
            case .userDataLength: "16"
            case .messageNumber: "18"
            case .commandType: "19"
            case .commandDataLength: "20"
            case .commandData: "21"
            case .failureCause: "22"
            case .parameterIndicator: "27"
            default: "24"
            }
        return "23.040 §9.2.3.\(number)"
    }
}
