@testable import SMSCodec

/// Values under the names that the vectors use.
extension TPDU {
    init(_ tpdu: [UInt8], direction: String?) throws {
        self = direction == "mo" ? try TPDU(fromMobile: tpdu) : try TPDU(fromServiceCentre: tpdu)
    }

    var fields: [String: JSON] {
        switch self {
        case .deliver(let deliver): deliver.fields
        case .submit(let submit): submit.fields
        case .statusReport(let report): report.fields
        case .command(let command): command.fields
        case .transferReport(let report): report.fields
        }
    }
}

extension SMSCommand {
    var fields: [String: JSON] {
        var fields = destinationAddress.fields("recipient")
        fields["message_reference"] = .number(Int(messageReference))
        fields["pid"] = .number(Int(protocolIdentifier))
        fields["command_type"] = .number(Int(commandType))
        fields["message_number"] = .number(Int(messageNumber))
        fields["data_hex"] = .text(Hex.text(of: data))
        return fields
    }
}

extension TransferReport {
    var fields: [String: JSON] {
        var fields: [String: JSON] = [:]
        if let serviceCentreTimestamp {
            fields["timestamp_iso8601"] = .optional(serviceCentreTimestamp.iso8601)
        }
        if let failureCause { fields["failure_cause"] = .number(Int(failureCause)) }
        if let indicator = parameterIndicators.first { fields["parameter_indicator"] = .number(Int(indicator)) }
        // Absent, both count as 0.
        fields["pid"] = .number(Int(protocolIdentifier ?? 0))
        fields.merge((dataCodingScheme ?? .gsm7).fields) { $1 }
        fields.merge(userData?.fields ?? [:]) { $1 }
        return fields
    }
}

extension Deliver {
    var fields: [String: JSON] {
        var fields = originatingAddress.fields("originator")
        fields["pid"] = .number(Int(protocolIdentifier))
        fields["timestamp_iso8601"] = .optional(serviceCentreTimestamp.iso8601)
        fields.merge(dataCodingScheme.fields) { $1 }
        fields.merge(userData.fields) { $1 }
        fields["flags"] = .object([
            "more_messages": .bool(moreMessagesToSend),
            "loop_prevention": .bool(loopPrevention),
            "status_report_indication": .bool(statusReportIndication),
            "udhi": .bool(userData.header != nil),
            "reply_path": .bool(replyPath),
        ])
        return fields
    }
}

extension Submit {
    var fields: [String: JSON] {
        var fields = destinationAddress.fields("recipient")
        fields["message_reference"] = .number(Int(messageReference))
        fields["pid"] = .number(Int(protocolIdentifier))
        fields["validity"] = validityPeriod?.fields ?? .object(["format": .text("none")])
        fields.merge(dataCodingScheme.fields) { $1 }
        fields.merge(userData.fields) { $1 }
        fields["flags"] = .object([
            "reject_duplicates": .bool(rejectDuplicates),
            "status_report_request": .bool(requestsStatusReport),
            "udhi": .bool(userData.header != nil),
            "reply_path": .bool(replyPath),
        ])
        return fields
    }
}

extension StatusReport {
    var fields: [String: JSON] {
        var fields = recipientAddress.fields("recipient")
        fields["message_reference"] = .number(Int(messageReference))
        fields["timestamp_iso8601"] = .optional(serviceCentreTimestamp.iso8601)
        fields["discharge_iso8601"] = .optional(dischargeTime.iso8601)
        fields.merge(status.fields) { $1 }
        fields["parameter_indicator"] = .optional(parameterIndicator.map(Int.init))
        fields["pid"] = .optional(protocolIdentifier.map(Int.init))
        fields.merge(dataCodingScheme?.fields ?? [:]) { $1 }
        fields.merge(userData?.fields ?? [:]) { $1 }
        fields["flags"] = .object([
            "more_messages": .bool(moreMessagesToSend),
            "loop_prevention": .bool(loopPrevention),
            "status_report_qualifier": .bool(isAboutCommand),
            "udhi": .bool(hasHeaderIndicator),
        ])
        return fields
    }
}

extension DeliveryStatus {
    var fields: [String: JSON] {
        let name =
            switch category {
            case .completed: "completed"
            case .stillTrying: "temporary-trying"
            case .permanentError: "permanent-error"
            case .givenUp: "temporary-ended"
            }
        return [
            "status": .number(Int(rawValue)), "status_category": .text(name),
            "status_reserved": .bool(isReserved),
        ]
    }
}

extension Address {
    func fields(_ name: String) -> [String: JSON] {
        [
            name: .text(text), "ton": .number(Int(typeOfNumber.rawValue)),
            "npi": .number(Int(numberingPlan)),
        ]
    }
}

extension DataCodingScheme {
    var fields: [String: JSON] {
        var fields: [String: JSON] = [
            "dcs": .number(Int(rawValue)), "alphabet": .text(alphabet.rawValue),
            "compressed": .bool(isCompressed), "message_class": .optional(messageClass),
            "auto_delete": .bool(deletesAutomatically),
        ]
        if let waiting = messageWaiting {
            fields["mwi"] = .object([
                "active": .bool(waiting.isActive), "type": .text(waiting.kind.rawValue),
                "store": .bool(waiting.isStored),
            ])
        }
        return fields
    }
}

extension UserData {
    var fields: [String: JSON] {
        var fields: [String: JSON] = [
            "udl": .number(Int(length)), "septets": .optional(septetCount),
            "text": .optional(text),
        ]
        if !dataCodingScheme.countsSeptets { fields["data_hex"] = .text(Hex.text(of: octets)) }
        guard let header else { return fields }
        fields["fill_bits"] = .optional(fillBits)
        fields.merge(header.fields) { $1 }
        return fields
    }
}

extension UserDataHeader {
    var fields: [String: JSON] {
        var fields: [String: JSON] = [
            "udhl": .optional(length), "udh_ignored": .bool(isMalformed),
            "udh": .list(
                elements.map {
                    .object([
                        "iei": .number(Int($0.identifier)), "hex": .text(Hex.text(of: $0.data)),
                    ])
                }),
        ]
        fields["concat"] = concatenation.map {
            .object([
                "ref": .number($0.reference), "total": .number($0.total),
                "seq": .number($0.sequence), "bits": .number($0.bits),
            ])
        }
        fields["ports"] = ports.map {
            .object([
                "dst": .number($0.destination), "src": .number($0.source), "bits": .number($0.bits),
            ])
        }
        fields["locking"] = .text(lockingLanguage?.name ?? "default")
        fields["single"] = .text(singleShiftLanguage?.name ?? "default")
        return fields
    }
}

extension ValidityPeriod {
    var fields: JSON {
        switch self {
        case .relative(let value):
            .object([
                "format": .text("relative"), "value": .number(Int(value)),
                "minutes": .number(Self.relativeMinutes(value)),
            ])
        case .absolute(let timestamp):
            .object(["format": .text("absolute"), "iso8601": .optional(timestamp.iso8601)])
        case .enhanced(let validity):
            .object([
                "format": .text("enhanced"), "single_shot": .bool(validity.isSingleShot),
                "enhanced": .text(validity.format.name),
                "value": .optional(validity.relativeValue.map(Int.init)),
                "minutes": .optional(validity.seconds.map { $0 / 60 }),
                "seconds": .optional(validity.seconds),
            ])
        }
    }
}

extension EnhancedValidityPeriod.Format {
    var name: String {
        switch self {
        case .none: "none"
        case .relative: "relative"
        case .seconds: "seconds"
        case .hoursMinutesSeconds: "hhmmss"
        }
    }
}
