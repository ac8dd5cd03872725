/// Power-up, SIM, and what is said unasked.
extension SimulatedModem {
    // MARK: Power-up

    /// Settings as they are after power-up, ATZ and AT&F.
    var freshSettings: ModemSettings {
        var settings = ModemSettings()
        settings.preferredMemories = profile.firstMemories
        if quirks.has(46, "lost") { settings.textMode = 1 }
        return settings
    }

    /// Power has come: boot lines, and whatever quirks do from here on.
    mutating func powerUp() {
        quirkState.poweredAt = now.uptime
        settings = freshSettings
        reportedRegistration = registration
        if !quirks.has(8) {
            for line in profile.bootLines { quirkState.add(.line(line.text), at: now.uptime + line.after) }
        }
        for number in quirks.settings.keys.sorted() { begin(number, atPowerUp: true) }
    }

    mutating func beginAtPowerUp(_ number: Int) {
        switch number {
        case 6: openDeadPrompt()
        case 7: quirkState.isAsleep = true
        case 29: quirkState.add(.line("SMS Ready"), at: now.uptime + (quirks.seconds(29) ?? 0))
        case 30: bootLines.forEach { quirkState.add(.line($0), at: now.uptime + 0.2) }
        default: break
        }
    }

    private var bootLines: [String] { quirks.has(30, "ublox") ? ["+AT: READY"] : ["RDY"] }

    // MARK: SIM

    private var isBusy: Bool {
        guard let seconds = quirks.seconds(23) else { return false }
        return now.uptime - quirkState.poweredAt < seconds
    }

    /// The SIM is not there yet, or no longer, or must not be asked yet.
    mutating func lockInterference(_ command: ATCommand) -> Outcome? {
        guard command.kind != .test else { return nil }
        let access = Self.commandTable[command.name]?.access ?? .always
        let asksLock = command.name == "+CPIN"
        guard access != .always || asksLock else { return nil }
        if quirkState.isSIMLost { return refusal(13, 313, access) }
        if isBusy {
            let code = quirks.number(23, 1) ?? 14
            return refusal(code, code == 14 ? 314 : code, access)
        }
        guard now.uptime < quirkState.delicateUntil, !asksLock else { return nil }
        restart(after: 2)
        return .silent
    }

    private func refusal(_ equipment: Int, _ message: Int, _ access: CommandEntry.Access) -> Outcome {
        access == .messages ? .message(message) : equipmentError(equipment)
    }

    /// Message commands fail while the message part has not started.
    mutating func startInterference(_ command: ATCommand) -> Outcome? {
        guard let seconds = quirks.seconds(29), now.uptime - quirkState.poweredAt < seconds else { return nil }
        let entry = Self.commandTable[command.name]
        guard entry?.access == .messages || command.name == "+CMGF" else { return nil }
        let code = quirks.number(29, 1) ?? 0
        return code == 0 ? .error : .message(code)
    }

    /// A right PIN.
    mutating func noteRightPIN() {
        if let seconds = quirks.seconds(24) { quirkState.delicateUntil = now.uptime + seconds }
        if let seconds = quirks.seconds(28), !quirkState.hasForgottenPIN {
            quirkState.hasForgottenPIN = true
            quirkState.add(.forgetPIN, at: now.uptime + seconds)
        }
    }

    // MARK: Said unasked

    mutating func startChatter(_ quirk: Int, every seconds: Double) {
        quirkState.add(.chatter(quirk: quirk), at: now.uptime + max(seconds, 0.1))
    }

    /// One line of a flood, and the next one later.
    mutating func chatter(_ quirk: Int) {
        guard quirks.has(quirk), hasPower, isLineUp else { return }
        let count = quirkState.lastChatter[quirk, default: 0]
        quirkState.lastChatter[quirk] = count + 1
        switch quirk {
        case 10:
            performWrite([UInt8](repeating: 0, count: 1024))
            startChatter(10, every: 0.25)
        case 15:
            sayNow(count.isMultiple(of: 2) ? "^RSSI:19" : "^NWTIME:\"26/05/04,14:55:00-20,00\"")
            startChatter(15, every: 1)
        case 19: chatterOfHuawei(count)
        case 20: chatterOfZTE()
        case 21: chatterOfOthers(count)
        case 86:
            performWrite(foreignDialogue)
            startChatter(86, every: quirks.seconds(86) ?? 5)
        case 87:
            // An LCP configure request in its frame.
            performWrite([0x7E, 0xFF, 0x7D, 0x23, 0xC0, 0x21, 0x7D, 0x21, 0x7D, 0x21, 0x7D, 0x20, 0x7D, 0x34, 0x7E])
            startChatter(87, every: quirks.seconds(87) ?? 3)
        case 89 where quirks.has(89, "nitz"):
            sayNow("+NITZ: \"26/05/04,14:55:00-20\"")
            startChatter(89, every: 5)
        default: break
        }
    }

    /// At once, whatever the modem is doing; not into the middle of a line it is writing.
    private mutating func sayNow(_ text: String) {
        guard settings.quiet == 0, !silencesUnsolicited else { return }
        performWrite(line(text))
    }

    /// +QURCCFG and ^PORTSEL say which port hears unsolicited lines.
    var silencesUnsolicited: Bool { quirks.has(57) && !quirkState.routesHere }

    private mutating func chatterOfHuawei(_ count: Int) {
        let always = ["^BOOT:20001,0,0,0,6", "^RSSI:19"]
        let more = [
            "^HCSQ:\"WCDMA\",38,33,46", "^MODE:5,4", "^SRVST:2", "^SIMST:1", "^CSNR:-81,-7", "^DSFLOWRPT:0,0,0,0,0,0,0",
            "^NWTIME:\"26/05/04,14:55:00-20,00\"", "^LWURC: 0", "^EONS:2,\"\",\"\"", "^RSSILVL:60", "^STIN:0,0,0",
        ]
        let lines = quirkState.silencesChatter || quirks.has(19, "dead") ? always : more + always
        sayNow(lines[count % lines.count])
        startChatter(19, every: quirks.seconds(19) ?? 2)
    }

    private mutating func chatterOfZTE() {
        guard !quirkState.heardMemoryQuestion else { return }
        sayNow("+ZUSIMR:2")
        let limit = quirks.number(20) ?? 0
        if limit > 0, quirkState.lastChatter[20, default: 0].isMultiple(of: limit) {
            restart(after: 3)
        } else {
            startChatter(20, every: 1)
        }
    }

    private mutating func chatterOfOthers(_ count: Int) {
        let lines = (quirks.settings[21]?.words ?? []).flatMap { Self.floods[$0] ?? [] }
        if !lines.isEmpty { sayNow(lines[count % lines.count]) }
        startChatter(21, every: quirks.seconds(21) ?? 2)
    }

    /// Lines of makers other than Huawei and ZTE.
    private static let floods = [
        "telit": ["#STN: 254", "#STN: 33"],
        "option": ["_OSIGQ: 19,0", "_OBS: 2,1", "_OSSYSI: 2", "_OUWCTI: 1", "+PACSP0"],
        "sony-ericsson": ["*EBCA: 4,100", "*EMRDY: 1"],
        "motorola": ["+MBAN: Copyright 2000-2004 Motorola, Inc."],
        "dlink": ["+SPNWNAME: \"EDUTRAC TEST\"", "+PSBEARER: 4,1"],
        "icera": ["%NWSTATE: 3,71610,2G-GPRS,-,19", "%IPDPACT: 1,0"],
        "fibocom": ["+SIM READY", "+SIM DROP"],
        "ublox": ["+PBREADY", "+UUSIMSTAT: 6"],
        "cinterion": ["^SCKS: 1", "+CIEV: signal,3", "+CIEV: service,1"],
        "simcom": [
            "+CNSMOD: 0,7", "*PSUTTZ: 2026, 5, 4, 14, 55, 0, \"-20\", 0", "DST: 0",
            "*PSNWID: \"001\", \"01\", \"TEST\", 0",
            "+NITZ: 26/5/4,14:55:0", "MISSED_CALL: 09:55AM 987654321", "UNDER-VOLTAGE WARNNING",
        ],
        "quectel": ["+QIND: \"csq\",19,99", "+QLWURC: \"ping\"", "+QGPSURC: \"geofence\",0,3"],
        "stk": ["+CUSATP: \"D00B8103012500820281820F01\"", "+CUSATEND"],
    ]
}
