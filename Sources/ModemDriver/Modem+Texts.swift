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
        if submission.moreToFollow, keepsLink, case .failure = await ask(.keepLink) { keepsLink = false }
        // Last, and nothing is waited for between this and the command.
        guard await isInPDUMode() else {
            agenda.submitEnded(moreToFollow: false, at: time.elapsed)
            return .notSubmitted("the modem is not in PDU mode")
        }
        var command = Command.submit(
            hex: submission.hex, tpduLength: submission.tpduLength, timeout: settings.submitTimeout)
        command.promptTimeout = settings.promptTimeout
        let completion = await exchange(command)
        let outcome = SubmitOutcome(completion)
        let goesOn = if case .sent = outcome { submission.moreToFollow } else { false }
        agenda.submitEnded(moreToFollow: goesOn, at: time.elapsed)
        if case .refused(let error) = outcome {
            note(error)
            agenda.networkChanged(at: time.elapsed)
        }
        wake()
        return outcome
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
        for text in setup.profile.acknowledgements {
            switch await ask(Command(text).optional) {
            case .success, .failure(.messageService(340)):
                // 340, "not expected", is what Novatel says to a proper acknowledgement.
                setup.profile = setup.profile.acknowledging(by: text)
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
        var ladder = setup.notificationLadder
        if case .failure = await ask(.messageService(0).optional) {
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
