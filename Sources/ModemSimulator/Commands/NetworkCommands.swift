/// TS 27.007: registration, operator, calls, USSD.
extension SimulatedModem {
    static let networkCommands: [String: CommandEntry] = [
        "+CSQ": CommandEntry { $0.signalQuality($1) },
        "+CREG": CommandEntry(.equipment) { $0.registration($1) },
        "+CGREG": CommandEntry(.equipment) { $0.registration($1) },
        "+CEREG": CommandEntry(.equipment) { $0.registration($1) },
        "+CGATT": CommandEntry(.equipment) { $0.inert($1, 0...1, initially: 1) },
        "+COPS": CommandEntry(.equipment) { $0.operatorSelection($1) },
        "+CLIP": CommandEntry(.equipment) { modem, command in
            command.kind == .read
                ? .done(["+CLIP: \(modem.settings.callerIdentity),1"])
                : modem.parameter(command, \.callerIdentity, 0...1)
        },
        "+COLP": CommandEntry(.equipment) { $0.inert($1, 0...1) },
        "+CUSD": CommandEntry(.equipment) { $0.ussd($1) },
    ]

    /// <stat> of +CREG as the modem sees it now.
    var registration: Int {
        functionality == 1 && sim.state == .ready && !isDeregistered ? network.registration : 0
    }

    private func signalQuality(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .execute: .done(["+CSQ: \(functionality == 1 ? network.signal : 99),99"])
        case .test: .done(["+CSQ: (0-31,99),(0-7,99)"])
        case .read, .set, .malformed: .error
        }
    }

    /// +CREG, +CGREG, +CEREG (TS 27.007 §7.2, §10.1.20, §10.1.22): cell and technology with n=2.
    private mutating func registration(_ command: ATCommand) -> Outcome {
        let reports = settings.registrationReports[command.name] ?? 0
        switch command.kind {
        case .test:
            return .done(["\(command.name): (0-2)"])
        case .read:
            return .done(["\(command.name): \(reports),\(registrationText(command.name, reports: reports))"])
        case .set:
            guard let value = command[0].number, (0...2).contains(value), command.parameters.count == 1
            else { return .error }
            settings.registrationReports[command.name] = value
            return .done
        case .execute, .malformed:
            return .error
        }
    }

    private func registrationText(_ name: String, reports: Int) -> String {
        let told = toldRegistration(name)
        let known = [1, 5, 6, 7].contains(told)
        return "\(told)" + (reports == 2 && known ? ",\"00C3\",\"0001A2B3\",7" : "")
    }

    /// Tells the terminal when the registration has changed and it asked for that.
    mutating func reportRegistration() {
        guard registration != reportedRegistration else { return }
        reportedRegistration = registration
        for name in ["+CREG", "+CGREG", "+CEREG"] {
            let reports = settings.registrationReports[name] ?? 0
            if reports > 0 { unsolicited.append("\(name): \(registrationText(name, reports: reports))") }
        }
    }

    /// +COPS (TS 27.007 §7.3).
    private mutating func operatorSelection(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test:
            let name = characterSet.shown(network.operatorName)
            return .done(["+COPS: (2,\"\(name)\",\"\(name)\",\"\(profile.operatorCode)\",7),,(0-4),(0-2)"])
        case .read:
            let mode = isDeregistered ? 2 : 0
            guard SimulatedNetwork.carriesTexts(registration) else { return .done(["+COPS: \(mode)"]) }
            let name =
                settings.operatorFormat == 2 ? profile.operatorCode : characterSet.shown(network.operatorName)
            return .done(["+COPS: \(mode),\(settings.operatorFormat),\"\(name)\",7"])
        case .set:
            return selectOperator(command)
        case .execute, .malformed:
            return .error
        }
    }

    private mutating func selectOperator(_ command: ATCommand) -> Outcome {
        if let format = command[1].number {
            guard (0...2).contains(format) else { return .error }
            settings.operatorFormat = format
        }
        switch command[0].number {
        case 0, 4:
            isDeregistered = false
        case 1:
            guard let wanted = command[2].text.map(typedText),
                [network.operatorName, profile.operatorCode].contains(wanted)
            else { return equipmentError(30) }
            isDeregistered = false
        case 2:
            isDeregistered = true
        case 3:
            guard command[1].number != nil else { return .error }
        default:
            return .error
        }
        return .done
    }

    /// +CUSD=[<n>[,<str>[,<dcs>]]] (TS 27.007 §7.15): the network's answer comes after OK.
    private mutating func ussd(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test: return .done(["+CUSD: (0-2)"])
        case .read: return .done(["+CUSD: \(settings.ussdReports)"])
        case .set: break
        case .execute, .malformed: return .error
        }
        let reports = command[0] == .missing ? settings.ussdReports : command[0].number
        guard let reports, (0...2).contains(reports) else { return .error }
        // 2 cancels a session and is not kept.
        if reports < 2 { settings.ussdReports = reports }
        guard let typed = command[1].text else { return .done }
        guard SimulatedNetwork.carriesTexts(registration) else { return equipmentError(30) }
        if settings.ussdReports == 1 { answerUSSD(typed) }
        return .done
    }

    private static let ringSeconds = 3.0

    /// RING, or +CRING with +CRC=1, and +CLIP where it was asked for (TS 27.007 §6.11, §7.6).
    mutating func ring() {
        guard control.ringsLeft > 0, control.nextRing <= now.uptime else { return }
        control.ringsLeft -= 1
        control.nextRing = now.uptime + Self.ringSeconds
        unsolicited.append(settings.extendedRing == 1 ? "+CRING: VOICE" : "RING")
        guard settings.callerIdentity == 1 else { return }
        let caller = control.caller
        unsolicited.append("+CLIP: \"\(caller)\",\(AddressField.typeOfAddress(of: caller))")
    }
}
