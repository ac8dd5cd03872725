import ATChannel

extension Modem {
    /// Registration, signal and operator, and from them whether texts can be sent.
    ///
    /// - Returns: nil when the modem has to be brought up first.
    @discardableResult
    func checkNetwork() async -> NetworkStatus? {
        if simIsSuspect, await simWasLost() { return nil }
        let (registration, isTold) = await askRegistration()
        guard !hasEnded else { return nil }
        var status = NetworkStatus(registration: registration)
        if case .success(let lines) = await ask(.signal) { status.rssi = NetworkAnswers.signal(lines) }
        if !registration.isRegistered {
            operatorName = nil
        } else if operatorName == nil, case .success(let lines) = await ask(.networkOperator) {
            operatorName = NetworkAnswers.networkOperator(lines)
        }
        guard !hasEnded, !needsBringUp else { return nil }
        status.operatorName = operatorName
        tell(.network(status))
        // A modem that cannot say is believed to be registered.
        let canSend = registration.isRegistered || !isTold
        announce(canSend ? .ready : .searching)
        agenda.foundNetwork(registered: canSend, at: time.elapsed)
        return status
    }

    /// Also every few minutes: a missed acknowledgement, or a reset nobody saw, turns announcements
    /// off.
    func checkHealth() async {
        operatorName = nil
        await checkNetwork()
        guard !hasEnded, !needsBringUp, let wanted = setup.notification else { return }
        if await isAnnouncing(wanted) { return }
        if await announces(wanted) { return }
        tell(.commandRefused(command: "+CNMI=", error: .unreadable("announcements were off and stay off")))
        needsBringUp = true
    }

    /// Sets the mode and reads it back.
    func announces(_ mode: NotificationMode) async -> Bool {
        guard case .success = await ask(.notify(mode)) else { return false }
        return await isAnnouncing(mode)
    }

    /// A modem that cannot say is believed.
    private func isAnnouncing(_ mode: NotificationMode) async -> Bool {
        guard case .success(let lines) = await ask(.notificationStatus) else { return true }
        return NotificationMode(lines)?.announcesLike(mode) ?? true
    }

    /// The best of the three registrations, and whether any was told.
    private func askRegistration() async -> (NetworkStatus.Registration, Bool) {
        var first: NetworkStatus.Registration?
        for command in [Command.registration, .lteRegistration, .packetRegistration] {
            switch await ask(command) {
            case .success(let lines):
                guard let value = NetworkAnswers.registration(lines) else { continue }
                let registration = NetworkStatus.Registration(value)
                if registration.isRegistered { return (registration, true) }
                first = first ?? registration
            case .failure(let error):
                note(error)
            }
            if hasEnded { break }
        }
        return (first ?? .unknown, first != nil)
    }

    private func simWasLost() async -> Bool {
        simIsSuspect = false
        switch await ask(.simState) {
        case .success(let lines):
            let told = NetworkAnswers.simState(lines) ?? "READY"
            needsBringUp = needsBringUp || !["READY", "SIM PIN2", "SIM PUK2", ""].contains(told)
        case .failure(let error):
            note(error)
        }
        return needsBringUp
    }

    /// An error that says the SIM is gone or locked sends the modem back to bring-up.
    func note(_ error: ATError) {
        guard error.concernsSIM else { return }
        needsBringUp = true
        wake()
    }
}
