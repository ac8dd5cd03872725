/// How arriving texts and reports are announced and acknowledged.
extension SimulatedModem {
    // MARK: +CNMI

    mutating func indicationInterference(_ command: ATCommand) -> Outcome? {
        if command.name == "+CNMA" { return acknowledgementInterference(command) }
        guard command.name == "+CNMI", command.kind == .set else { return nil }
        if quirks.has(58, "ignored") { return .done }
        if quirks.has(52, "mode"), command[0].number == quirks.number(52) { return .message(303) }
        if quirks.has(52, "ds1"), command[3].number == 1 { return .message(303) }
        if quirks.has(52, "ds2"), command[3].number == 2 { return .message(303) }
        if quirks.has(53), settings.messageService == 0, command[1].number == 2 || command[3].number == 1 {
            return .message(303)
        }
        return nil
    }

    /// The fields of +CNMI=?.
    var offeredIndications: [String] {
        quirks.has(52, "bfr") ? profile.indicationRanges.dropLast() + ["(1)"] : profile.indicationRanges
    }

    /// After +CNMI took effect.
    mutating func noteIndicationSetting() -> Outcome {
        if quirks.has(59) {
            for name in memories.keys.sorted() where name != "SR" {
                for index in memories[name]?.indexes ?? [] { indicate("+CMTI", name, index) }
            }
        }
        return quirks.has(58, "harmless") ? .message(322) : .done
    }

    /// A mode that is taken and keeps everything.
    var keepsIndications: Bool {
        settings.indications.mode == 0 || (quirks.has(52, "buffered") && settings.indications.mode == quirks.number(52))
    }

    // MARK: +CNMA

    private mutating func acknowledgementInterference(_ command: ATCommand) -> Outcome? {
        guard let form = quirks.settings[55]?.words.first, command.kind != .test else { return nil }
        switch form {
        case "none": return .error
        case "lost":
            _ = acknowledge(positively: true)
            return .message(340)
        case "plain": return command.kind == .execute ? nil : .error
        case "zero": return command[0].number == 0 ? nil : .error
        case "one": return command[0].number == 1 && command.parameters.count == 1 ? nil : .error
        default: return command[0].number == 1 && command.parameters.count == 2 ? nil : .error
        }
    }

    // MARK: Arrival

    /// Where a text for that memory is put.
    func receivingMemory(_ name: String) -> String {
        quirks.has(38, "stored") && name == "SM" && memories["ME"] != nil ? "ME" : storage(name)
    }

    /// +CMTI or +CDSI for a location, or whatever the modem makes of it.
    mutating func indicate(_ name: String, _ memory: String, _ index: Int) {
        if quirkState.strikesEvery(40, nth: quirks.number(40)) { return }
        let index = shownIndex(index)
        if name == "+CDSI" {
            indicate(quirks.has(51) ? "+CDSI: \"SM\",0" : "+CDSI: \"\(memory)\",\(index)")
            return
        }
        var named = memory
        if quirks.has(38, "named") { named = memory == "SM" ? "ME" : "SM" }
        switch quirks.settings[39]?.words.first {
        case "minus": indicate("+CMTI: \"\(named)\",-1")
        case "empty": indicate("+CMTI: ,-1")
        case "mms": indicate("+CMTI: \"\(named)\",\(index),\"MMS PUSH\",2,1")
        case "sr": indicate("+CMTI: \"SR\",\(index)")
        case "big": indicate("+CMTI: \"\(named)\",255")
        default: indicate("+CMTI: \"\(named)\",\(index)")
        }
    }

    /// The header of +CMT and +CDS.
    func routedHeader(_ name: String, length: Int) -> String {
        if name == "+CDS" { return quirks.has(56, "cds-comma") ? "+CDS: ,\(length)" : "+CDS: \(length)" }
        if quirks.has(56, "cmt-number") { return "+CMT: \(length)" }
        return quirks.has(56, "cmt-alpha") ? "+CMT: \"Quispe, Rosa\",\(length)" : "+CMT: ,\(length)"
    }

    /// There was no room for a text: said once for each that came.
    mutating func noteFullMemory(_ name: String, _ text: WaitingText) {
        guard quirkState.lastRefused < text.id else { return }
        quirkState.lastRefused = text.id
        switch quirks.settings[49]?.words.first {
        case "huawei": unsolicited.append("^SMMEMFULL:\"\(name)\"")
        case "simcom": unsolicited.append("+SMS FULL")
        case "cinterion": unsolicited.append("^SMGO: 1")
        default: break
        }
    }

    /// The modem may be talked to while a body is typed.
    var speaksWithinBody: Bool {
        guard quirks.has(62, "collision") else { return false }
        switch phase {
        case .prompt, .busy: return true
        case .command, .executing, .held: return false
        }
    }
}
