import ATChannel

// What the modem says on its own account: hints, and nothing is ever done by their values.

/// Somebody rings. Told once, with the number if it comes in time.
struct IncomingCall {
    var lastRing: Duration
    var isTold = false
}

extension Modem {
    /// How long the number of a caller is waited for.
    package static let callerPatience = Duration.seconds(2)
    /// Rings closer together than this are one call's.
    static let ringGap = Duration.seconds(10)

    func refillUnsolicited() { unsolicitedLeft = Self.unsolicitedLimit }

    func heard(_ line: String) {
        if heardUSSD(line) { return }
        // A line that is no URC is somebody's late or broken answer, or somebody else's question.
        guard let kind = Unsolicited(line) else { return lookForOthers(line) }
        let now = time.elapsed
        switch kind {
        case .textStored:
            wasHinted = true
            // Whatever slot it names; another memory than the usual one is worth a look at all.
            let names = line.split(separator: "\"", omittingEmptySubsequences: false)
            let isUsual = names.count > 1 && names[1] == setup.receivingMemory
            agenda.sweepSoon(at: now, all: !isUsual)
        case .messageStore:
            wasHinted = true
            agenda.sweepSoon(at: now)
        case .reportStored:
            wasHinted = true
            // Whatever memory it names and however reports were asked for, it is in SR.
            setup.reportsWereStored = true
            agenda.sweepSoon(at: now)
        case .registration: agenda.networkChanged(at: now)
        case .restarted:
            needsBringUp = true
            interrupt()
        case .simChanged:
            simIsSuspect = true
            agenda.networkChanged(at: now)
            interrupt()
        case .ring: rang(at: now)
        case .caller: rang(at: now, number: NetworkAnswers.caller(line))
        case .other: break
        }
        if kind != .other { wake() }
        guard unsolicitedLeft > 0 else { return }
        unsolicitedLeft -= 1
        if line.hasPrefix("+CMGS:") {
            return tell(.lateSubmitAnswer(messageReference: SubmitAnswers.messageReference([line])))
        }
        if kind == .caller { return }
        tell(.unsolicited(String(line.prefix(Self.unsolicitedLength))))
    }

    /// `ATE0+CPMS?` is ModemManager's.
    private func lookForOthers(_ line: String) {
        let isQuestion = line.hasPrefix("AT+") || line.hasPrefix("ATE") || line.hasPrefix("AT^")
        let isOurs = typed.contains(line) || line == "AT\(Dialogue.identityQuestion)"
        guard isQuestion, !isOurs, !toldForeign else { return }
        toldForeign = true
        tell(.foreignQuestion)
    }

    /// What waits for its turn relies on a state that is gone. An own bring-up goes on.
    private func interrupt() {
        forgetSettings()
        guard isOpen else { return }
        carryOut(dialogue.handle(.dropQueue))
    }

    // MARK: Calls

    /// RING, or a number behind it.
    private func rang(at now: Duration, number: String? = nil) {
        if var going = call, now - going.lastRing < Self.ringGap {
            // It rings on: the first hanging up may have been too early.
            let isDue = now - going.lastRing >= .seconds(1)
            going.lastRing = now
            call = going
            if isDue { agenda.callCame() }
        } else {
            call = IncomingCall(lastRing: now)
            agenda.callCame()
            Task(executorPreference: settings.executor) { [time] in
                guard (try? await time.sleep(for: Self.callerPatience)) != nil else { return }
                await self.tellCall(number: nil)
            }
        }
        if let number { tellCall(number: number) }
    }

    private func tellCall(number: String?) {
        guard var going = call, !going.isTold, !hasEnded else { return }
        going.isTold = true
        call = going
        tell(.incomingCall(number: number))
    }

    /// A modem that believes it is busy gets no texts.
    func hangUpCall() async {
        _ = await ask(.hangUp)
        _ = await ask(.hangUpCalls)
    }

    // MARK: Passed on unstored

    func passedOn(_ header: String, _ pdu: String) {
        guard unreleasedRouted < Self.routedLimit else { return }
        unreleasedRouted += 1
        history.passed(.deaf)
        let hex = pdu.utf8.count.isMultiple(of: 2) ? pdu : String(pdu.dropLast())
        let colon = header.firstIndex(of: ":") ?? header.startIndex
        // "+CDS: 25", "+CDS: ,25" (ZTE), "+CMT: "alpha",23".
        let told = ParameterReader(header[colon...].dropFirst(), after: "").fields.last?.number ?? 0
        let own = TextListing.tpduLength(hex)
        tell(.listing([PDULine(hex: hex, tpduLength: 1...own ~= told ? told : own, origin: .routed)]))
    }
}
