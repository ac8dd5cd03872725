import SMSCodec

/// A decoded PDU as JSON, with the field names that SMS test suites share.
enum PDUReading {
    /// - Throws: ``PDUError`` naming the first field that does not fit.
    static func json(_ input: PDULineInput) throws(PDUError) -> JSON {
        let (frame, tpdu) = try decode(input)
        var members: [JSON.Member] = []
        func add(_ key: String, _ value: JSON) { members.append(JSON.Member(key: key, value: value)) }
        add("type", .text(tpdu.typeName))
        if input.hasServiceCentre { add("smsc", JSON(frame.serviceCentre?.text)) }
        switch tpdu {
        case .deliver(let deliver): members += deliver.members
        case .submit(let submit): members += submit.members
        case .statusReport(let report): members += report.members
        case .command(let command): members += command.members
        case .transferReport(let report): members += report.members
        }
        if !tpdu.trailingOctets.isEmpty { add("trailing_hex", .text(hex(tpdu.trailingOctets))) }
        return .object(members)
    }

    static func decode(_ input: PDULineInput) throws(PDUError) -> (frame: PDUFrame, tpdu: TPDU) {
        let frame = try frame(input)
        return switch input.direction {
        case .mt: (frame, try TPDU(fromServiceCentre: frame.tpdu))
        case .mo: (frame, try TPDU(fromMobile: frame.tpdu))
        }
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

    static func error(field: String, offset: Int?, _ message: String) -> JSON {
        ["error": ["field": .text(field), "offset": JSON(offset), "message": .text(message)]]
    }

    private static func frame(_ input: PDULineInput) throws(PDUError) -> PDUFrame {
        input.hasServiceCentre ? try PDUFrame(hex: input.hex) : PDUFrame(tpdu: try octets(input.hex))
    }

    /// - Throws: ``PDUError`` when this is no hex.
    static func octets(_ hex: String) throws(PDUError) -> [UInt8] {
        do {
            return try PDUFrame(hex: "00" + hex).tpdu
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

extension TPDU {
    var typeName: String {
        switch self {
        case .deliver: "deliver"
        case .submit: "submit"
        case .statusReport: "status-report"
        case .command: "command"
        case .transferReport(let report): report.subject == .deliver ? "deliver-report" : "submit-report"
        }
    }
}

extension Deliver {
    fileprivate var members: [JSON.Member] {
        originatingAddress.members("originator")
            + [
                member("pid", .number(Int(protocolIdentifier))),
                member("timestamp_iso8601", JSON(serviceCentreTimestamp.iso8601)),
            ] + serviceCentreTimestamp.doubts("zone_unknown") + dataCodingScheme.members + userData.members
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

extension ServiceCentreTimestamp {
    /// A member that is there only when the offset is not known, and the time local.
    fileprivate func doubts(_ key: String) -> [JSON.Member] { isZoneUnknown ? [member(key, .boolean(true))] : [] }
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
        members += serviceCentreTimestamp.doubts("zone_unknown") + dischargeTime.doubts("discharge_zone_unknown")
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

extension SMSCommand {
    fileprivate var members: [JSON.Member] {
        [
            member("message_reference", .number(Int(messageReference))),
            member("pid", .number(Int(protocolIdentifier))), member("command_type", .number(Int(commandType))),
            member("message_number", .number(Int(messageNumber))),
        ] + destinationAddress.members("recipient") + (header?.members ?? [])
            + [member("data_hex", .text(PDUReading.hex(Array(data.dropFirst(header?.octets.count ?? 0)))))]
            + (isTruncated ? [member("truncated", .boolean(true))] : [])
            + [
                member(
                    "flags",
                    ["status_report_request": .boolean(requestsStatusReport), "udhi": .boolean(hasHeaderIndicator)])
            ]
    }
}

extension TransferReport {
    fileprivate var members: [JSON.Member] {
        var members: [JSON.Member] = []
        if let failureCause { members.append(member("failure_cause", .number(Int(failureCause)))) }
        if let indicator = parameterIndicators.first {
            members.append(member("parameter_indicator", .number(Int(indicator))))
        }
        if let serviceCentreTimestamp {
            members.append(member("timestamp_iso8601", JSON(serviceCentreTimestamp.iso8601)))
            members += serviceCentreTimestamp.doubts("zone_unknown")
        }
        // Absent, both count as 0.
        members.append(member("pid", .number(Int(protocolIdentifier ?? 0))))
        members += (dataCodingScheme ?? .gsm7).members
        members += userData?.members ?? []
        if isTruncated, userData?.isTruncated != true { members.append(member("truncated", .boolean(true))) }
        members.append(member("flags", ["udhi": .boolean(hasHeaderIndicator)]))
        return members
    }
}
