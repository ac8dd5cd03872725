import SMSCodec

// The fields that several TPDUs have, as members of a JSON object.

func member(_ key: String, _ value: JSON) -> JSON.Member { JSON.Member(key: key, value: value) }

extension DeliveryStatus.Category {
    var words: String {
        switch self {
        case .completed: "completed"
        case .stillTrying: "temporary-trying"
        case .permanentError: "permanent-error"
        case .givenUp: "temporary-ended"
        }
    }
}

extension Address {
    func members(_ name: String) -> [JSON.Member] {
        [
            member(name, .text(text)), member("ton", .number(Int(typeOfNumber.rawValue))),
            member("npi", .number(Int(numberingPlan))),
        ]
    }
}

extension DataCodingScheme {
    var members: [JSON.Member] {
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
    var members: [JSON.Member] {
        var members = [member("udl", .number(Int(length)))]
        if let header { members += header.members }
        if let septetCount { members.append(member("septets", .number(septetCount))) }
        if let fillBits { members.append(member("fill_bits", .number(fillBits))) }
        if let language = header?.lockingLanguage { members.append(member("locking", .text(language.name))) }
        if let language = header?.singleShiftLanguage { members.append(member("single", .text(language.name))) }
        if let decoded {
            members.append(member("text", .text(decoded.text)))
            if !decoded.flaws.isEmpty { members.append(member("text_flaws", .text("\(decoded.flaws)"))) }
        }
        if septetCount == nil { members.append(member("data_hex", .text(PDUReading.hex(octets)))) }
        if isTruncated { members.append(member("truncated", .boolean(true))) }
        return members
    }
}

extension UserDataHeader {
    var members: [JSON.Member] {
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
        if !specialIndications.isEmpty {
            members.append(
                member(
                    "special_indications",
                    .list(
                        specialIndications.map {
                            [
                                "type": .text($0.kind.rawValue), "count": .number(Int($0.count)),
                                "store": .boolean($0.isStored),
                            ]
                        })))
        }
        if let replyAddress { members.append(member("reply_address", .text(replyAddress.text))) }
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
    var json: JSON {
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
    var json: JSON {
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
