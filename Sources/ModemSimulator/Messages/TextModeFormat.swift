/// Text mode (+CMGF=1): the lines of +CMGL, +CMGR, +CMT and +CDS (TS 27.005 §3.4), and the
/// TPDU of a typed text.
extension SimulatedModem {
    /// +CMGL: <index>,<stat>,<oa/da>,[<alpha>],[<scts>][,<tooa/toda>,<length>] CR LF <data>
    func textListing(_ index: Int, _ message: StoredMessage) -> String {
        let head = "+CMGL: \(index),\"\(message.status.text)\","
        guard let fields = MessageFields(message) else {
            return head + "\"\",,\r\n" + message.frame.hex
        }
        if fields.kind == .statusReport { return head + report(fields) }
        let time = fields.kind == .deliver ? quoted(MessageFields.time(fields.timestamp)) : ""
        let shown =
            settings.showTextParameters == 1
            ? ",\(fields.address.typeOfAddress),\(fields.userDataLength)" : ""
        return head + "\(address(fields)),,\(time)\(shown)\r\n" + fields.data(characterSet)
    }

    /// +CMGR: the same fields, and with +CSDH=1 those of the TPDU.
    func textReading(_ message: StoredMessage) -> String {
        let head = "+CMGR: \"\(message.status.text)\","
        guard let fields = MessageFields(message) else {
            return head + "\"\",,\"\"\r\n" + message.frame.hex
        }
        if fields.kind == .statusReport { return head + report(fields) }
        return head + parameters(fields, message.frame) + "\r\n" + fields.data(characterSet)
    }

    /// +CMT or +CDS.
    func textRouting(_ text: WaitingText, as name: String) -> String {
        guard let fields = MessageFields(tpdu: text.frame.tpdu, fromMobile: false) else {
            return "\(name): \"\",,\"\"\r\n" + text.frame.hex
        }
        if fields.kind == .statusReport { return "\(name): " + report(fields) }
        return "\(name): " + parameters(fields, text.frame) + "\r\n" + fields.data(characterSet)
    }

    /// <oa>,[<alpha>],<scts>[,<tooa>,<fo>,<pid>,<dcs>,<sca>,<tosca>,<length>], or for a SUBMIT
    /// <da>,[<alpha>][,<toda>,<fo>,<pid>,<dcs>,[<vp>],<sca>,<tosca>,<length>]
    private func parameters(_ fields: MessageFields, _ frame: Frame) -> String {
        let isDeliver = fields.kind == .deliver
        var list = [address(fields), ""]
        if isDeliver { list.append(quoted(MessageFields.time(fields.timestamp))) }
        guard settings.showTextParameters == 1 else { return list.joined(separator: ",") }
        list += [fields.address.typeOfAddress, fields.firstOctet, fields.protocolIdentifier, fields.dataCodingScheme]
            .map { String($0) }
        if !isDeliver { list.append(validityPeriod(fields)) }
        let centre = frame.serviceCentreLength > 1 ? frame.serviceCentre : sim.serviceCentre
        list.append(quoted(characterSet.shown(AddressField.digits(ofServiceCentre: centre))))
        list.append(String(centre.count > 1 ? centre[1] : AddressField.unknown))
        list.append(String(fields.userDataLength))
        return list.joined(separator: ",")
    }

    /// <fo>,<mr>,[<ra>],[<tora>],<scts>,<dt>,<st>
    private func report(_ fields: MessageFields) -> String {
        [
            String(fields.firstOctet), String(fields.messageReference), address(fields),
            String(fields.address.typeOfAddress), quoted(MessageFields.time(fields.timestamp)),
            quoted(MessageFields.time(fields.dischargeTime)), String(fields.status),
        ].joined(separator: ",")
    }

    private func validityPeriod(_ fields: MessageFields) -> String {
        switch fields.validityPeriod.count {
        case 0: ""
        case 1: String(fields.validityPeriod[0])
        default: quoted(MessageFields.time(fields.validityPeriod))
        }
    }

    private func address(_ fields: MessageFields) -> String { quoted(characterSet.shown(fields.address.text)) }

    private func quoted(_ text: String) -> String { "\"\(text)\"" }

    /// The SMS-SUBMIT of a typed text with the parameters of +CSMP; nil when it does not fit. The
    /// terminal ends its lines with CR, which stays in the text.
    func textSubmit(_ entry: BodyEntry) -> [UInt8]? {
        let digits = entry.address ?? ""
        let type = entry.typeOfAddress ?? AddressField.typeOfAddress(of: digits)
        let parameters = settings.textParameters
        guard let data = UserDataOctets(typed: String(bytes: entry.body), parameters, characterSet) else { return nil }
        // A text written to memory without an address has an empty one.
        let address = AddressField.destination(digits, typeOfAddress: type) ?? [0, type]
        return SubmitOctets.submit(parameters, address: address, userData: data)
    }
}
