package import ATChannel

// What is done when the modem does not work: RecoveryLadder decides, here it is carried out.

extension Modem {
    /// Between radio off and on.
    package static let radioPause = Duration.seconds(2)
    /// A modem that was told to start anew is left alone for so long.
    package static let restartQuiet = Duration.seconds(10)
    /// Sweeps in a row that may fail.
    static let storePatience = 3
    /// A modem that was just brought up may search for so long without being pushed.
    static let searchPatience = Duration.seconds(120)

    /// The next rung, if one is due and may be taken: nothing is on its way out, and no text is half sent.
    func dueRung() -> RecoveryLadder.Decision? {
        guard !hasEnded, !agenda.isSubmitting(at: time.elapsed) else { return nil }
        // While the modem is brought up only the SIM can be in trouble; a locked or missing one is nobody's fault.
        let troubles: [RecoveryLadder.Trouble] =
            isOpen ? [.storeStuck, .refusals, .packetRefusals, .unregistered] : [.simFailed, .simDropped]
        guard !(isOpen && needsBringUp) else { return nil }
        if isOpen, let suspicion = dueWish() { return suspicion }
        return history.next(allowed: allowedRungs, of: troubles)
    }

    /// One rung for each wish, and none where the ladder says that it is too early.
    private func dueWish() -> RecoveryLadder.Decision? {
        guard wish != nil else { return nil }
        let decision = history.next(allowed: allowedRungs, of: [.deaf])
        if decision == nil { wish = nil }
        return decision
    }

    private var allowedRungs: Set<RecoveryLadder.Rung> {
        var rungs = Set(RecoveryLadder.Rung.allCases)
        if setup.quirks.has(.noRadioCycle) { rungs.remove(.cycleRadio) }
        if settings.bearer != nil { rungs.remove(.otherBearer) }
        if !settings.hasOtherPorts { rungs.remove(.otherPort) }
        return rungs
    }

    func climb(_ rung: RecoveryLadder.Rung, because reason: String) async {
        tell(.recovering(rung, reason: reason))
        wish = nil
        switch rung {
        case .resynchronise:
            announce(.opening)
            await resynchronise(probing: true)
            needsBringUp = true
        case .otherBearer: await tryOtherBearer()
        case .reopen: fail(ModemFailure.stuck(reason))
        case .otherPort: fail(ModemFailure.otherPortNeeded(reason))
        case .cycleRadio:
            announce(isOpen ? .searching : state ?? .opening)
            await cycleRadio()
        case .registerAnew:
            announce(.searching)
            await registerAnew()
        case .restart:
            announce(.opening)
            await restart()
        case .ownerReset: needsReset(reason)
        case .alert: break
        }
    }

    private func needsReset(_ reason: String) {
        history.resetIsNeeded()
        fail(ModemFailure.resetNeeded(reason))
    }

    private func cycleRadio() async {
        _ = await ask(.radioOff)
        await nap(for: Self.radioPause)
        // Off must not be what remains; bring-up looks again.
        if case .failure = await ask(.radioOn), !hasEnded { _ = await ask(.radioOn) }
        // Echo, PDU mode and announcements may be forgotten with it.
        await nap(for: max(Self.radioPause, setup.profile.pinSettling))
        needsBringUp = true
    }

    private func registerAnew() async {
        _ = await ask(.leaveNetwork)
        await nap(for: Self.radioPause)
        if case .failure = await ask(.joinNetwork), !hasEnded { _ = await ask(.joinNetwork) }
        agenda.networkChanged(at: time.elapsed)
    }

    /// Most leave the bus and come back; those that stay are brought up anew.
    @discardableResult
    func restart() async -> Result<[String], ATError> {
        let result = await ask(.restart)
        switch result {
        // Some vanish before their OK.
        case .success, .failure(.gone): history.restarted()
        case .failure: break
        }
        needsBringUp = true
        wake()
        return result
    }

    private func tryOtherBearer() async {
        guard case .success(let lines) = await ask(.bearerStatus), let bearer = NetworkAnswers.bearer(lines) else { return }
        // Packet, or packet first: circuit first. And the other way round.
        _ = await ask(.useBearer(bearer == 0 || bearer == 2 ? 3 : 2))
    }

    // MARK: What the owner asks for

    /// Something only the owner can suspect: no text for too long although all seems well. Turns the radio off
    /// and on, or where the modem does not bear that, registers anew; the next time without a text in between one rung
    /// more, and never sooner than the ladder allows.
    ///
    /// - Returns: whether something will be done; not while a text is on its way out or the modem is not up.
    package func cycleRadio(reason: String) -> Bool {
        guard isOpen, !hasEnded, !needsBringUp, !agenda.isSubmitting(at: time.elapsed) else { return false }
        history.saw(.deaf)
        wish = reason
        wake()
        return true
    }

    /// The modem's clock, which most networks set.
    ///
    /// - Returns: nil where it is not set, or when the modem is not up.
    package func networkTime() async -> NetworkTime? {
        guard isOpen, !hasEnded, case .success(let lines) = await ask(.clock) else { return nil }
        return NetworkTime(lines)
    }

    // MARK: What was seen

    /// A modem draws most when it sends: one whose supply is weak leaves the bus then.
    static let sendingTime = Duration.seconds(10)

    /// The port is gone. - Returns: whether it goes when texts are sent, as far as anybody can tell.
    var vanishedSending: Bool {
        guard let lastSubmitBegin, time.elapsed - lastSubmitBegin < Self.sendingTime else { return false }
        return history.vanishedSending()
    }

    func fellSilent(_ failure: ModemFailure) {
        if isSure, !history.isRestarting { history.fellSilent() }
        fail(failure)
    }

    /// The session before ended in silence. One that answers each time the port is opened and then falls silent would
    /// never be helped if nobody asked now.
    ///
    /// - Returns: whether bring-up is over with that.
    func answeredAfterSilence() async -> Bool {
        guard history.takesSilence(), let decision = history.next(allowed: allowedRungs, of: [.silent]) else { return false }
        if decision.rung == .reopen {
            // Done a moment ago.
            tell(.recovering(.reopen, reason: decision.trouble.rawValue))
            return false
        }
        await climb(decision.rung, because: decision.trouble.rawValue)
        return hasEnded || decision.rung == .restart
    }

    /// Nobody has answered since the port was opened.
    func nobodyAnswered() async {
        guard isSure, !hasEnded, !history.isRestarting else { return fail(ModemFailure.silent) }
        _ = history.takesSilence()
        history.saw(.silent)
        guard let decision = history.next(allowed: allowedRungs, of: [.silent]) else {
            return fail(ModemFailure.silent)
        }
        tell(.recovering(decision.rung, reason: decision.trouble.rawValue))
        switch decision.rung {
        case .otherPort: return fail(ModemFailure.otherPortNeeded(decision.trouble.rawValue))
        case .ownerReset: return needsReset(decision.trouble.rawValue)
        // Blind: one that hears and does not speak may take it.
        case .restart: await restart()
        default: break
        }
        fail(ModemFailure.silent)
    }

    /// A tty that never spoke may be anything.
    var isSure: Bool { settings.portIsSure || identity.imei != nil }

    /// A SIM that is locked is seen and works. A busy one, or an answer without a word, proves nothing.
    ///
    /// - Parameter answer: to `+CPIN?`, nil before it was asked.
    func noteSIM(_ answer: Result<[String], ATError>?) {
        switch answer {
        case .failure(.equipment(13)), .failure(.messageService(313)): history.saw(.simFailed)
        case .failure(.equipment(10)), .failure(.messageService(310)): if simServed { history.saw(.simDropped) }
        case .failure(.equipment(11)), .failure(.equipment(12)), .failure(.equipment(15)), .failure(.messageService(311)),
            .failure(.messageService(315)), .failure(.messageService(316)):
            simWasSeen()
        case .success(let lines): if NetworkAnswers.simState(lines)?.isEmpty == false { simWasSeen() }
        default: break
        }
    }

    func simWasSeen() {
        history.passed(.simFailed)
        history.passed(.simDropped)
    }

    /// A sweep of the receiving memory is over.
    func noteStore(isRead: Bool) {
        guard !hasEnded, !needsBringUp else { return }
        storeFailures = isRead ? 0 : storeFailures + 1
        if isRead {
            history.passed(.storeStuck)
            history.passed(.silent)
        } else if storeFailures >= Self.storePatience {
            history.saw(.storeStuck)
        }
    }

    /// A submit is over.
    func noteSubmit(_ result: Result<[String], ATError>) {
        gap.note(result)
        if case .success = result {
            history.passed(.refusals)
            history.passed(.packetRefusals)
        }
        if let trouble = refusals.note(result, isOnLTE: isOnLTE) { history.saw(trouble) }
    }
}
