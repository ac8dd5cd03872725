/// A routed text the terminal has to acknowledge (service 1 of +CSMS).
struct PendingAcknowledgement: Sendable {
    let text: WaitingText
    let deadline: Double
}

/// How texts of the network reach memory or terminal (TS 27.005 §3.4.1, §3.4.4).
extension SimulatedModem {
    /// The modem hears the network: power, SIM, registration.
    var canReceive: Bool {
        hasPower && SimulatedNetwork.carriesTexts(registration) && !quirkState.isDeaf && !waitsForMemories
    }

    /// Offers what the network has, oldest first. A text that finds no room stays with the
    /// network, and so does what would go the same way after it.
    mutating func deliverWaitingTexts() {
        guard canReceive else { return }
        var blocked: Set<String> = []
        var place = 0
        while place < network.waiting.count {
            let text = network.waiting[place]
            let way = way(of: text)
            if text.notBefore <= now.uptime, !blocked.contains(way.name), deliver(text, by: way) {
                network.waiting.remove(at: place)
            } else {
                blocked.insert(way.name)
                place += 1
            }
        }
    }

    private enum Way {
        /// +CMTI or +CDSI, when there is an indication.
        case memory(String, indication: String?)
        /// +CMT or +CDS.
        case terminal(String)
        /// Status reports nobody wants (<ds> 0): the equipment acknowledges them all the same.
        case dropped

        var name: String {
            switch self {
            case .memory(let name, _): name
            case .terminal: "terminal"
            case .dropped: "dropped"
            }
        }
    }

    private func way(of text: WaitingText) -> Way {
        let indications = settings.indications
        // With mode 0 everything is kept in the equipment, so nothing can be handed through.
        let routes = indications.mode > 0
        if text.isStatusReport {
            switch indications.statusReport {
            case 1 where routes: return .terminal("+CDS")
            case 1, 2: return .memory("SR", indication: "+CDSI")
            default: return .dropped
            }
        }
        let receiving = receivingMemory(text.messageClass == 2 ? "SM" : settings.preferredMemories[2])
        switch indications.deliver {
        case 0:
            return .memory(receiving, indication: nil)
        case 2 where routes && text.messageClass != 2 && !text.isStoredIndication,
            3 where routes && text.messageClass == 3:
            return .terminal("+CMT")
        default:
            return .memory(receiving, indication: "+CMTI")
        }
    }

    private mutating func deliver(_ text: WaitingText, by way: Way) -> Bool {
        switch way {
        case .dropped:
            return true
        case .memory(let name, let indication):
            let message = StoredMessage(frame: text.frame, status: .receivedUnread)
            guard let index = memories[name]?.store(message) else {
                noteFullMemory(name, text)
                return false
            }
            quirkState.lastArrival = now.uptime
            if let indication { indicate(indication, name, index) }
            if quirks.has(50), name != "SR", let copy = memories[name]?.store(message), let indication {
                indicate(indication, name, copy)
            }
            return true
        case .terminal(let name):
            // One at a time while an acknowledgement is due, and not into the middle of a command.
            guard pendingAcknowledgement == nil, case .command = phase else { return false }
            unsolicited.append(routed(text, as: name))
            if settings.messageService == 1 {
                pendingAcknowledgement = PendingAcknowledgement(
                    text: text, deadline: now.uptime + (quirks.seconds(54) ?? profile.acknowledgementSeconds))
            }
            return true
        }
    }

    private func routed(_ text: WaitingText, as name: String) -> String {
        if settings.textMode == 1 { return textRouting(text, as: name) }
        // +CMT: [<alpha>],<length> but +CDS: <length>
        return "\(routedHeader(name, length: text.frame.tpduLength))\r\n\(text.frame.hex)"
    }

    private static let indicationBuffer = 32

    /// Mode 0 buffers, and when the buffer is full forgets the oldest.
    mutating func indicate(_ line: String) {
        guard keepsIndications else {
            unsolicited.append(line)
            return
        }
        bufferedIndications.append(line)
        bufferedIndications.removeFirst(max(0, bufferedIndications.count - Self.indicationBuffer))
    }

    /// +CNMA. A refused text is offered again later.
    mutating func acknowledge(positively: Bool) -> Outcome {
        guard let pending = pendingAcknowledgement else { return .message(340) }
        pendingAcknowledgement = nil
        if !positively { network.putBack(pending.text, notBefore: now.uptime + profile.redeliverySeconds) }
        return .done
    }

    /// Without an acknowledgement in time routing ends by itself: <mt> and <ds> of +CNMI become 0
    /// (TS 27.005 §3.4.4; Telit LE910 and Siemens MC55 manuals, Q-54).
    mutating func expireAcknowledgement() {
        guard let pending = pendingAcknowledgement, pending.deadline <= now.uptime else { return }
        pendingAcknowledgement = nil
        settings.indications.deliver = 0
        settings.indications.statusReport = 0
        network.putBack(pending.text, notBefore: now.uptime + profile.redeliverySeconds)
    }

    /// Status reports for every submit that asks for one, when a control client wants that.
    mutating func answerAutomatically() {
        guard let status = network.automaticStatus, let submit = network.submits.last, submit.wantsReport,
            !comesTooLate(submit)
        else { return }
        for report in reports(for: submit, status: status) { network.enqueue(report) }
    }

    /// SMS-STATUS-REPORT for a submit: TP-MR, TP-RA, TP-SCTS, TP-DT, TP-ST (TS 23.040 §9.2.2.3).
    func statusReport(for submit: Submission, status: Int) -> Frame? {
        guard let address = submit.destination.map(reportedAddress), let status = UInt8(exactly: status) else {
            return nil
        }
        let sent = timestamp(submit.unixSeconds)
        // TP-MTI 10, TP-MMS 1: no more messages are waiting.
        let tpdu = [0b110, UInt8(submit.reference)] + address + sent + timestamp(now.unixSeconds) + [status]
        return Frame(octets: reportingCentre + tpdu)
    }

    /// The service centre texts come from.
    var networkServiceCentre: [UInt8] {
        let digits = profile.serviceCentre
        return AddressField.serviceCentre(digits, typeOfAddress: AddressField.typeOfAddress(of: digits)) ?? [0]
    }

    /// TP-SCTS: seven octets of swapped digits; the sign of the zone is bit 3 of its octet (§9.2.3.11).
    func timestamp(_ unixSeconds: Double) -> [UInt8] {
        let zone = profile.quarterHours
        let time = CivilTime(unixSeconds: Int(unixSeconds), quarterHours: zone)
        let fields = [time.year % 100, time.month, time.day, time.hour, time.minute, time.second, abs(zone)]
        var octets = fields.map { UInt8(($0 % 10) << 4 | $0 / 10 % 10) }
        if zone < 0 { octets[6] |= 0b1000 }
        return octets
    }
}

extension Submission {
    /// TP-SRR (§9.2.3.5).
    var wantsReport: Bool { tpdu.first.map { $0 & 0b10_0000 != 0 } ?? false }

    /// TP-DA as it is in the TPDU.
    var destination: [UInt8]? { SubmitOctets.destination(in: tpdu).map { Array(tpdu[$0]) } }
}
