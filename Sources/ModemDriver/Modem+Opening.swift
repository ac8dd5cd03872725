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
            announce(.opening)
            await resynchronise(probing: false)
        }
        var bringUp = BringUp(again: again)
        var outcome = BringUp.Outcome.proceed
        while !hasEnded {
            let step = bringUp.next(after: outcome)
            if bringUp.state != .opening { announce(bringUp.state) }
            switch step {
            case .ask(let command):
                outcome = .answer(await ask(command))
            case .pause(let duration):
                identified(bringUp.identity, isComplete: false)
                await pause(for: duration)
                outcome = .proceed
            case .decidePIN:
                identified(bringUp.identity, isComplete: false)
                outcome = .pin(await settings.mayEnterPIN(bringUp.identity))
            case .resynchronise:
                await resynchronise(probing: true)
                outcome = .proceed
            case .silent:
                return fail(ModemFailure.silent)
            case .finished:
                return await opened(bringUp)
            }
        }
    }

    func reopen() async {
        announce(.opening)
        let served = time.elapsed - lastOpened
        doublings = served > Self.goodService ? 0 : doublings
        await pause(for: max(.zero, Self.reopenGap * (1 << doublings) - served))
        doublings = min(doublings + 1, Self.mostDoublings)
        await open(again: true)
    }

    private func opened(_ bringUp: BringUp) async {
        setup = bringUp.setup
        identified(bringUp.identity, isComplete: true)
        ledger.forgetAll()
        memory.forget()
        isOpen = true
        simIsSuspect = false
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
