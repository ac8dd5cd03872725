import ATChannel

// Submitting, and confirming what was passed on unstored.

extension Modem {
    /// Hands one part to the network. Waits for its turn among the driver's own commands: one, or two.
    ///
    /// - Returns: `.notSubmitted` unless the state is ``ModemState/ready``.
    package func submit(_ submission: Submission) async -> SubmitOutcome {
        guard state == .ready, !hasEnded else { return .notSubmitted("the modem is not ready") }
        if let flaw = submission.flaw { return .notSubmitted(flaw) }
        agenda.submitBegan(at: time.elapsed)
        await leaveGap()
        await keepLink(for: submission)
        // Last, and nothing is waited for between this and the command.
        let isInPDUMode = await isInPDUMode()
        // It may have started anew meanwhile.
        guard state == .ready, isInPDUMode else {
            agenda.submitEnded(moreToFollow: false, at: time.elapsed)
            return .notSubmitted(isInPDUMode ? "the modem is not ready" : "the modem is not in PDU mode")
        }
        var command = Command.submit(
            hex: submission.hex, tpduLength: submission.tpduLength, timeout: settings.submitTimeout)
        command.promptTimeout = settings.promptTimeout
        lastSubmitBegin = time.elapsed
        let isInOrder = timesForgotten
        let completion = await exchange(command)
        let outcome = SubmitOutcome(completion)
        lastSubmitEnd = time.elapsed
        noteSubmit(completion.result)
        if dialogue.echoesBody { saw(.echoesPDU) }
        // It has not been reset since: it was in PDU mode, and has answered.
        if case .sent = outcome, timesForgotten == isInOrder { pduModeSince = time.elapsed }
        let goesOn = if case .sent = outcome { submission.moreToFollow } else { false }
        // 1 lasts until there was no text for some seconds.
        if !goesOn, setup.linkMode == 1 { linkIsKept = false }
        agenda.submitEnded(moreToFollow: goesOn, at: time.elapsed)
        if case .refused(let error) = outcome {
            note(error)
            agenda.networkChanged(at: time.elapsed)
        }
        // A full SIM takes no text to send either: what it holds is read, and deleted by the owner.
        if [.failure(.messageService(322)), .failure(.equipment(20))].contains(completion.result) {
            agenda.sweepSoon(at: time.elapsed)
        }
        wake()
        return outcome
    }

    /// Some modems need a pause after a text, and show it by failing.
    private func leaveGap() async {
        guard let lastSubmitEnd else { return }
        let rest = lastSubmitEnd + gap.length - time.elapsed
        if rest > .zero { await nap(for: rest) }
    }

    /// Before the first of several parts the link to the service centre is told to stay.
    private func keepLink(for submission: Submission) async {
        guard submission.moreToFollow, let mode = setup.linkMode, !linkIsKept else { return }
        let result = await ask(.keepLink(mode))
        if case .success = result { linkIsKept = true }
        if result.refused {
            setup.linkMode = nil
            saw(.noLink)
        }
    }

    /// A modem that was reset without a word is in text mode, and would send the digits of the PDU as a
    /// text.
    private func isInPDUMode() async -> Bool {
        if let since = pduModeSince, time.elapsed - since < Self.pduModeLifetime { return true }
        return await setPDUMode()
    }

    static let pduModeLifetime = Duration.seconds(5)

    /// The owner could not keep these: what was passed on unstored is lost to us, and the network
    /// repeats it, because nothing acknowledges it. What is stored stays where it is.
    package func abandon(_ lines: [PDULine]) {
        let routed = lines.count { $0.origin == .routed }
        unreleasedRouted = max(0, unreleasedRouted - routed)
    }

    /// Tells the modem that a routed PDU is kept. - Returns: whether it takes that, or awaits nothing.
    func acknowledge() async -> Bool {
        unreleasedRouted = max(0, unreleasedRouted - 1)
        guard setup.acknowledges else { return true }
        var refusal = ATError.error
        for text in setup.acknowledgements {
            switch await ask(Command(text).optional) {
            case .success, .failure(.messageService(340)):
                // 340, "not expected", is what Novatel says to a proper acknowledgement.
                setup.acknowledged(by: text)
                ModemQuirk.allCases.filter { $0.acknowledgement == text }.forEach { saw($0) }
                return true
            case .failure(.timedOut), .failure(.gone):
                return false
            case .failure(let error):
                refusal = error
            }
        }
        tell(.commandRefused(command: "+CNMA", error: refusal))
        await stopAcknowledging()
        return false
    }

    /// A modem that takes no acknowledgement must not wait for one: phase 2, or reports stored or
    /// not at all. It has turned announcements off by now, so they are set again.
    private func stopAcknowledging() async {
        setup.acknowledges = false
        saw(.noAcknowledgement)
        var ladder = setup.notificationLadder
        if await ask(.messageService(0).optional).refused {
            // It goes on waiting for what it does not take.
            saw(.storedReports)
            ladder.removeAll { $0.reports == 1 }
        }
        setup.notification = nil
        for mode in ladder where setup.notification == nil {
            if await announces(mode) { setup.notification = mode }
        }
    }
}

extension SubmitOutcome {
    init(_ completion: Dialogue.Completion) {
        switch (completion.result, completion.bodyWritten) {
        case (.success(let lines), true):
            self = .sent(messageReference: SubmitAnswers.messageReference(lines))
        case (.success, false):
            self = .notSubmitted("the modem said OK before it had the text")
        case (.failure(let error), true) where error.leavesSubmitOpen:
            self = .unknown("after the text was handed over: \(error)")
        case (.failure(.timedOut), _):
            self = .notSubmitted("the modem did not ask for the text")
        case (.failure(.gone), _):
            self = .notSubmitted("the modem is gone")
        case (.failure(.interrupted), _):
            self = .notSubmitted("the modem was not in step")
        case (.failure(let error), _):
            self = .refused(error)
        }
    }
}

extension ATError {
    /// Said after ^Z, it does not exclude that the text went out.
    fileprivate var leavesSubmitOpen: Bool {
        switch self {
        case .timedOut, .gone, .interrupted, .messageService(332), .messageService(500), .error, .textual: true
        // A network's time-out in CME dress; a SIM that is locked or gone has sent nothing.
        case .equipment: !concernsSIM
        default: false
        }
    }
}
