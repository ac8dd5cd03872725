import ATChannel

extension Modem {
    /// Between two bring-ups; doubled each time for a modem that keeps starting anew.
    package static let reopenGap = Duration.seconds(5)
    static let mostDoublings = 4
    /// A modem that served that long is not one of those.
    static let goodService = Duration.seconds(300)

    func open(again: Bool) async {
        lastOpened = time.elapsed
        needsBringUp = false
        isOpen = false
        if !again {
            // That somebody must unplug it stays said until it has answered.
            if !history.hangs { announce(.opening) }
            await resynchronise(probing: false)
        }
        var bringUp = BringUp(again: again, knowing: knowledge)
        var outcome = BringUp.Outcome.proceed
        var askedAbout: String?
        var toldPIN = false
        defer { if toldPIN, hasEnded, !isOpen { history.vanishedAfterPIN(bringUp.identity.make) } }
        while !hasEnded {
            let step = bringUp.next(after: outcome)
            if bringUp.pinWasTaken, !toldPIN {
                toldPIN = true
                await settings.pinWasTaken(bringUp.identity)
            }
            use(bringUp.setup.quirks, of: bringUp)
            if bringUp.state != .opening { announce(bringUp.state) }
            if bringUp.identity.imei != nil, bringUp.identity.imei != askedAbout {
                askedAbout = bringUp.identity.imei
                if let why = settings.isUnwanted(bringUp.identity) { return fail(ModemFailure.unwanted(why)) }
            }
            if bringUp.hasAnswered, history.hangs {
                history.answered()
                announce(.opening)
            }
            if bringUp.hasAnswered, isSure || bringUp.identity.imei != nil, await answeredAfterSilence() { return }
            switch step {
            case .ask(let command):
                outcome = .answer(await ask(command))
            case .pause(let duration):
                identified(bringUp.identity, isComplete: false)
                noteSIM(bringUp.simAnswer)
                await pause(for: duration)
                if let decision = dueRung() {
                    await climb(decision.rung, because: decision.trouble.rawValue)
                    if needsBringUp { return }
                }
                outcome = .proceed
            case .decidePIN:
                identified(bringUp.identity, isComplete: false)
                outcome = .pin(await settings.mayEnterPIN(bringUp.identity))
            case .resynchronise:
                await resynchronise(probing: true)
                outcome = .proceed
            case .silent:
                return await nobodyAnswered()
            case .finished:
                return await opened(bringUp)
            }
        }
    }

    func reopen() async {
        announce(.opening)
        let served = time.elapsed - lastOpened
        doublings = served > Self.goodService ? 0 : doublings
        let gap = max(.zero, Self.reopenGap * (1 << doublings) - served)
        // A modem that is about to leave the bus still answers for some seconds.
        await pause(for: history.isRestarting ? max(gap, Self.restartQuiet) : gap)
        doublings = min(doublings + 1, Self.mostDoublings)
        await open(again: true)
    }

    private var knowledge: BringUp.Knowledge {
        var knowledge = BringUp.Knowledge()
        knowledge.choice = settings.quirks
        knowledge.seen = history.seen
        knowledge.bearer = settings.bearer
        knowledge.restsAfterPIN = history.restsAfterPIN
        return knowledge
    }

    /// Told and remembered as soon as it is known: a modem may hang at the very next question.
    private func use(_ quirks: QuirksInForce, of bringUp: BringUp) {
        guard bringUp.makeIsKnown, quirks != setup.quirks || bringUp.setup.profile != setup.profile else { return }
        setup.quirks = quirks
        setup.profile = bringUp.setup.profile
        identity.manufacturer = bringUp.identity.manufacturer
        identity.model = bringUp.identity.model
        identity.revision = bringUp.identity.revision
        tellTreatment()
    }

    func tellTreatment() {
        history.note(setup.quirks, of: identity.make)
        tell(.treated(profile: setup.profile.name, quirks: setup.quirks))
    }

    /// The modem behaved so: it is treated so from now on, and after the next opening of the port.
    func saw(_ quirk: ModemQuirk) {
        if setup.quirks.saw(quirk) { tellTreatment() }
    }

    private func opened(_ bringUp: BringUp) async {
        setup = bringUp.setup
        identified(bringUp.identity, isComplete: true)
        ledger.forgetAll()
        memory.forget()
        isOpen = true
        simIsSuspect = false
        simServed = true
        linkIsKept = false
        history.restartIsOver()
        simWasSeen()
        history.wait(for: .unregistered, Self.searchPatience)
        operatorName = nil
        if setup.notification == nil {
            tell(.commandRefused(command: "+CNMI=", error: .unreadable("no way to announce texts was taken")))
        }
        agenda.opened(at: time.elapsed)
        if needsBringUp { return }
        await checkNetwork()
    }

    func announce(_ new: ModemState) {
        guard new != state else { return }
        state = new
        tell(.stateChanged(new))
    }

    /// Before the SIM is open an ICCID that cannot be read is no proof of anything, so nothing is told.
    private func identified(_ new: ModemIdentity, isComplete: Bool) {
        identity = new
        guard isComplete || new.iccid != nil, toldIdentity != new else { return }
        toldIdentity = new
        tell(.identified(new))
    }
}
