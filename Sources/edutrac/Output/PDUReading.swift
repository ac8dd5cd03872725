import SMSCodec

/// A decoded PDU as JSON, with the field names that SMS test suites share.
enum PDUReading {
    /// - Throws: ``PDUError`` naming the first field that does not fit.
    static func json(_ input: PDULineInput) throws(PDUError) -> JSON {
        let frame = try frame(input)
        let tpdu =
            switch input.direction {
            case .mt: try TPDU(fromServiceCentre: frame.tpdu)
            case .mo: try TPDU(fromMobile: frame.tpdu)
            }
        var members: [JSON.Member] = []
        func add(_ key: String, _ value: JSON) { members.append(JSON.Member(key: key, value: value)) }
        add("type", .text(tpdu.typeName))
        if input.hasServiceCentre { add("smsc", JSON(frame.serviceCentre?.text)) }
        switch tpdu {
        case .deliver(let deliver): members += deliver.members
        case .submit(let submit): members += submit.members
        case .statusReport(let report): members += report.members
        }
        if !tpdu.trailingOctets.isEmpty { add("trailing_hex", .text(hex(tpdu.trailingOctets))) }
        return .object(members)
    }

    /// The answer to one line of a stream: what was decoded, or an object `error`.
    static func answer(to input: Result<PDULineInput, PDULineInput.Malformed>) -> JSON {
        switch input {
        case .failure(let malformed):
            return error(field: "line", offset: nil, malformed.message)
        case .success(let input):
            do {
                return try json(input)
            } catch {
                return Self.error(field: error.field.rawValue, offset: error.offset, "\(error)")
            }
        }
    }

    private static func error(field: String, offset: Int?, _ message: String) -> JSON {
        ["error": ["field": .text(field), "offset": JSON(offset), "message": .text(message)]]
    }

    private static func frame(_ input: PDULineInput) throws(PDUError) -> PDUFrame {
        guard !input.hasServiceCentre else { return try PDUFrame(hex: input.hex) }
        do {
            return try PDUFrame(hex: "00" + input.hex)
        } catch {
            // The octet in front is ours.
            throw PDUError(error.problem, in: error.field, at: error.offset - 1)
        }
    }

    static func hex(_ octets: [UInt8]) -> String {
        // A frame of nothing but these octets, without the 00 of the missing service centre.
        String(PDUFrame(tpdu: octets).hex.dropFirst(2))
    }
}

private func member(_ key: String, _ value: JSON) -> JSON.Member { JSON.Member(key: key, value: value) }

extension TPDU {
    fileprivate var typeName: String {
        switch self {
        case .deliver: "deliver"
        case .submit: "submit"
        case .statusReport: "status-report"
        }
    }
}

extension Deliver {
    fileprivate var members: [JSON.Member] {
        originatingAddress.members("originator")
            + [
                member("pid", .number(Int(protocolIdentifier))),
                member("timestamp_iso8601", JSON(serviceCentreTimestamp.iso8601)),
            ] + dataCodingScheme.members + userData.members
            + [
                member(
                    "flags",
                    [
                        "more_messages": .boolean(moreMessagesToSend),
                        "loop_prevention": .boolean(loopPrevention),
                        "status_report_indication": .boolean(statusReportIndication),
                        "udhi": .boolean(userData.header != nil), "reply_path": .boolean(replyPath),
                    ])
            ]
    }
}

extension Submit {
    fileprivate var members: [JSON.Member] {
        [member("message_reference", .number(Int(messageReference)))]
            + destinationAddress.members("recipient")
            + [
                member("pid", .number(Int(protocolIdentifier))),
                member("validity", validityPeriod?.json ?? ["format": .text("none")]),
            ] + dataCodingScheme.members + userData.members
            + [
                member(
                    "flags",
                    [
                        "reject_duplicates": .boolean(rejectDuplicates),
                        "status_report_request": .boolean(requestsStatusReport),
                        "udhi": .boolean(userData.header != nil), "reply_path": .boolean(replyPath),
                    ])
            ]
    }
}

extension StatusReport {
    fileprivate var members: [JSON.Member] {
        var members =
            [member("message_reference", .number(Int(messageReference)))]
            + recipientAddress.members("recipient")
            + [
                member("timestamp_iso8601", JSON(serviceCentreTimestamp.iso8601)),
                member("discharge_iso8601", JSON(dischargeTime.iso8601)),
                member("status", .number(Int(status.rawValue))),
                member("status_category", .text(status.category.words)),
                member("status_reserved", .boolean(status.isReserved)),
            ]
        if let parameterIndicator { members.append(member("parameter_indicator", .number(Int(parameterIndicator)))) }
        if let protocolIdentifier { members.append(member("pid", .number(Int(protocolIdentifier)))) }
        members += dataCodingScheme?.members ?? []
        members += userData?.members ?? []
        if isTruncated, userData?.isTruncated != true { members.append(member("truncated", .boolean(true))) }
        members.append(
            member(
                "flags",
                [
                    "more_messages": .boolean(moreMessagesToSend), "loop_prevention": .boolean(loopPrevention),
                    "status_report_qualifier": .boolean(isAboutCommand), "udhi": .boolean(hasHeaderIndicator),
                ]))
        return members
    }
}

extension DeliveryStatus.Category {
    fileprivate var words: String {
        switch self {
        case .completed: "completed"
        case .stillTrying: "temporary-trying"
        case .permanentError: "permanent-error"
        case .givenUp: "temporary-ended"
        }
    }
}

extension Address {
    fileprivate func members(_ name: String) -> [JSON.Member] {
        [
            member(name, .text(text)), member("ton", .number(Int(typeOfNumber.rawValue))),
            member("npi", .number(Int(numberingPlan))),
        ]
    }
}

extension DataCodingScheme {
    fileprivate var members: [JSON.Member] {
        var members = [
            member("dcs", .number(Int(rawValue))), member("alphabet", .text(alphabet.rawValue)),
            member("compressed", .boolean(isCompressed)), member("message_class", JSON(messageClass)),
        ]
        if let waiting = messageWaiting {
            members.append(
                member(
                    "mwi",
                    [
                        "active": .boolean(waiting.isActive), "type": .text(waiting.kind.rawValue),
                        "store": .boolean(waiting.isStored),
                    ]))
        }
        if deletesAutomatically { members.append(member("auto_delete", .boolean(true))) }
        return members
    }
}

extension UserData {
    fileprivate var members: [JSON.Member] {
        var members = [member("udl", .number(Int(length)))]
        if let header { members += header.members }
        if let septetCount { members.append(member("septets", .number(septetCount))) }
        if let fillBits { members.append(member("fill_bits", .number(fillBits))) }
        if let language = header?.lockingLanguage { members.append(member("locking", .text(language.name))) }
        if let language = header?.singleShiftLanguage { members.append(member("single", .text(language.name))) }
        if let text { members.append(member("text", .text(text))) }
        if septetCount == nil { members.append(member("data_hex", .text(PDUReading.hex(octets)))) }
        if isTruncated { members.append(member("truncated", .boolean(true))) }
        return members
    }
}

extension UserDataHeader {
    fileprivate var members: [JSON.Member] {
        var members: [JSON.Member] = []
        if let length { members.append(member("udhl", .number(length))) }
        guard !isMalformed else { return members + [member("udh_ignored", .boolean(true))] }
        members.append(
            member(
                "udh",
                .list(
                    elements.map {
                        ["iei": .number(Int($0.identifier)), "hex": .text(PDUReading.hex($0.data))]
                    })))
        if let concatenation {
            members.append(
                member(
                    "concat",
                    [
                        "ref": .number(concatenation.reference), "total": .number(concatenation.total),
                        "seq": .number(concatenation.sequence), "bits": .number(concatenation.bits),
                    ]))
        }
        if let ports {
            members.append(
                member(
                    "ports",
                    [
                        "dst": .number(ports.destination), "src": .number(ports.source),
                        "bits": .number(ports.bits),
                    ]))
        }
        return members
    }
}

extension ValidityPeriod {
    fileprivate var json: JSON {
        switch self {
        case .relative(let value):
            [
                "format": .text("relative"), "value": .number(Int(value)),
                "minutes": .number(Self.relativeMinutes(value)),
            ]
        case .absolute(let timestamp):
            ["format": .text("absolute"), "iso8601": JSON(timestamp.iso8601)]
        case .enhanced(let validity):
            validity.json
        }
    }
}

extension EnhancedValidityPeriod {
    fileprivate var json: JSON {
        var members = [
            member("format", .text("enhanced")), member("single_shot", .boolean(isSingleShot)),
            member("enhanced", .text(name)),
        ]
        if let relativeValue {
            members.append(member("value", .number(Int(relativeValue))))
            members.append(member("minutes", .number(ValidityPeriod.relativeMinutes(relativeValue))))
        } else if let seconds {
            members.append(member("seconds", .number(seconds)))
        }
        return .object(members)
    }

    private var name: String {
        switch format {
        case .none: "none"
        case .relative: "relative"
        case .seconds: "seconds"
        case .hoursMinutesSeconds: "hhmmss"
        }
    }
}
