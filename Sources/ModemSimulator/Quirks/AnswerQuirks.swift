/// What a command comes to, before it is carried out and after.
extension SimulatedModem {
    // MARK: Before

    /// What the command comes to instead of being carried out; nil when it is.
    mutating func interference(with command: ATCommand) -> Outcome? {
        if command.name == "+CPMS", command.kind == .read { quirkState.heardMemoryQuestion = true }
        noteCommand(command)
        return startInterference(command) ?? lockInterference(command) ?? silence(command) ?? memoryInterference(
            command)
            ?? indicationInterference(command) ?? plainRefusal(command)
    }

    private mutating func noteCommand(_ command: ATCommand) {
        if quirkState.strikes(15, nth: quirks.number(15)) { running?.fate = .lost }
        if quirkState.strikes(17, nth: quirks.number(17)) { running?.fate = .late(seconds: quirks.seconds(17, 1) ?? 0) }
        if command.name == "+CGSMS", command[0].number == 1 { quirkState.bearerIsRight = true }
        guard command.name == "+CFUN", command.kind == .set else { return }
        if quirks.has(2) { settings.echo = 1 }
        if quirks.has(46, "lost") { settings.textMode = 1 }
        if command[0].number == 1, command[1].number != 1 {
            if let seconds = quirks.seconds(24) { quirkState.delicateUntil = now.uptime + seconds }
            if quirkState.radioWasOff {
                quirkState.isSIMLost = false
                if quirks.has(74, "cfun") { quirkState.isDeaf = false }
            }
            quirkState.radioWasOff = false
        } else if command[0].number != 1 {
            quirkState.radioWasOff = true
            quirkState.diesAfterAnswer = quirks.has(31)
        }
    }

    private func silence(_ command: ATCommand) -> Outcome? {
        switch command.name {
        case "+CLAC" where quirks.has(79), "+CMGL" where quirks.has(41, "hang") && command.kind != .test,
            "+CLIP" where quirks.has(80, "clip"), "+CRC" where quirks.has(80, "crc"),
            "+CUSD" where quirks.has(80, "cusd") && command[0].number == 2:
            .silent
        default: nil
        }
    }

    private mutating func plainRefusal(_ command: ATCommand) -> Outcome? {
        switch command.name {
        case "+CMMS" where quirks.has(71), "+CPINR" where quirks.has(27): return .error
        case "+CSCS" where quirks.has(73) && command[0].quoted == "UCS2": return .done
        case "+CMGS":
            guard let longest = quirks.number(66), let length = command[0].number, length > longest else { return nil }
            if quirks.has(66, "reboots") {
                restart(after: 3)
            } else {
                quirkState.isDead = true
            }
            return .silent
        default: return nil
        }
    }

    /// Takes the terminal away with the power, and brings both back.
    mutating func restart(after seconds: Double) {
        hangUp(losesPower: true)
        quirkState.add(.comeBack, at: now.uptime + seconds)
    }

    // MARK: After

    /// What the terminal is told of an outcome.
    mutating func told(_ outcome: Outcome, of command: ATCommand) -> Outcome {
        switch outcome {
        case .done(let information): return slowed(.done(shown(information, of: command)), command)
        case .failed(let final):
            if quirks.has(2) { settings.echo = 1 }
            return emptyLocation(final, command) ?? outcome
        case .finished, .prompt, .later, .silent: return outcome
        }
    }

    private func slowed(_ outcome: Outcome, _ command: ATCommand) -> Outcome {
        guard case .done(let information) = outcome else { return outcome }
        let seconds: Double? =
            switch command.name {
            case "+CMGL" where quirks.has(41, "slow"): quirks.seconds(41)
            case "+CMGD" where quirks.has(47, "slow"): quirks.seconds(47)
            case "+CFUN" where command.kind == .set && command[0].number == 0: quirks.seconds(81, 1)
            case "+COPS" where command.kind == .test: quirks.seconds(81, 2)
            default: nil
            }
        return seconds.map { .later($0, Completion(information: information)) } ?? outcome
    }

    private mutating func shown(_ information: [String], of command: ATCommand) -> [String] {
        guard let text = information.first else { return information }
        switch (command.name, command.kind) {
        case ("+CPIN", .read): return shownLock(text)
        case ("+CREG", .read), ("+CGREG", .read), ("+CEREG", .read): return [shownRegistration(text)]
        case ("+CSQ", .execute) where quirks.has(76): return ["+CSQ: 99,99"]
        case ("+CSCA", .read): return [shownServiceCentre(text)]
        case ("+CPMS", _): return shownMemories(text, command)
        case ("+CCLK", .read): return [shownClock(text)]
        case ("+CNUM", .execute) where quirks.has(13, "cnum"): return ["ERROR" + text]
        default: return information
        }
    }

    /// +CPIN? in other words, without OK, or OK alone.
    private mutating func shownLock(_ text: String) -> [String] {
        var text = text
        if text == "+CPIN: READY" {
            if quirks.has(26, "pin2") { text = "+CPIN: SIM PIN2" }
            if quirks.has(26, "puk2") { text = "+CPIN: SIM PUK2" }
            if quirks.has(26, "pin") { text = "+CPIN: SIM PIN" }
        }
        if quirks.has(18, "cpin") { text = text.replacing(": ", with: ":") }
        if quirks.has(18, "cpin-quoted") { text = text.replacing(": ", with: ": \"") + "\"" }
        if quirks.has(25, "only-ok") { return [] }
        if quirks.has(25) {
            // The line is written here, so that losing the rest loses only OK.
            write(informationBytes(text))
            fate = .lost
            return []
        }
        return [text]
    }

    /// <stat> as a command tells it.
    func toldRegistration(_ name: String) -> Int {
        guard quirks.has(75), registration == 1 || registration == 5 else { return registration }
        if quirks.has(75, "sms-only") { return registration + (registration == 1 ? 5 : 2) }
        if quirks.has(75, "lte"), name != "+CEREG" { return 2 }
        if quirks.has(75, "late"), now.uptime - quirkState.poweredAt < quirks.seconds(75) ?? 0 { return 2 }
        return registration
    }

    private func shownRegistration(_ text: String) -> String {
        let fields = text.dropFirst(text.prefix { $0 != " " }.count + 1).split(separator: ",").map(String.init)
        let name = text.prefix { $0 != ":" }
        guard fields.count > 1 else { return text }
        switch quirks.settings[18]?.words.first {
        case "creg-zeros": return "\(name): " + fields.prefix(2).map { "00" + $0 }.joined(separator: ",")
        case "creg-quotes": return "\(name): \(fields[0]),\(fields[1]),\"00C3,0001A2B3\",7"
        case "creg-empty": return "\(name): \(fields[0]),\(fields[1]),\"\",\"\""
        case "creg-more": return "\(name): \(fields[0]),\(fields[1]),\"00C3\",\"0001A2B3\",7,\"01\",0,0"
        default: return text
        }
    }

    private func shownServiceCentre(_ text: String) -> String {
        if quirks.has(33, "no-type") { return text.split(separator: ",").first.map(String.init) ?? text }
        guard quirks.has(33, "ucs2") else { return text }
        let digits = AddressField.digits(ofServiceCentre: sim.serviceCentre)
        return "+CSCA: \"\(TECharacterSet.ucs2.shown(digits))\",\(AddressField.typeOfAddress(of: digits))"
    }

    /// Quarters of an hour are the last three characters before the quote.
    private func shownClock(_ text: String) -> String {
        if quirks.has(89, "four-digits") { return text.replacing("+CCLK: \"", with: "+CCLK: \"20") }
        return quirks.has(89, "no-zone") ? String(text.dropLast(4)) + "\"" : text
    }
}
