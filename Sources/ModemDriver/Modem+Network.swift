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
            accessTechnology = NetworkAnswers.accessTechnology(lines)
        }
        guard !hasEnded, !needsBringUp else { return nil }
        status.operatorName = operatorName
        tell(.network(status))
        // A modem that cannot say is believed to be registered.
        let canSend = registration.isRegistered || !isTold
        // A network that is lost may be a SIM that is gone: not every modem says so.
        simIsSuspect = simIsSuspect || (state == .ready && !canSend)
        if canSend { history.passed(.unregistered) } else { history.saw(.unregistered) }
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
        if await announces(wanted) { return tell(.announcementsRestored) }
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
                if registration.isRegistered {
                    isRegisteredOnLTE = command == .lteRegistration
                    return (registration, true)
                }
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
            if !needsBringUp { needsBringUp = await simWasChanged() }
        case .failure(let error):
            note(error)
        }
        return needsBringUp
    }

    /// Another SIM may be in it before anybody asks.
    private func simWasChanged() async -> Bool {
        guard let question = setup.iccidQuestion, let known = identity.iccid,
            case .success(let lines) = await ask(.iccid(question)), let iccid = NetworkAnswers.iccid(lines)
        else { return false }
        return iccid != known
    }

    /// An error that says the SIM is gone or locked sends the modem back to bring-up.
    func note(_ error: ATError) {
        guard error.concernsSIM else { return }
        needsBringUp = true
        wake()
    }

    /// 7 and 9 are LTE's. Where it is not told, who answered for the registration says it.
    var isOnLTE: Bool { accessTechnology.map { $0 == 7 || $0 == 9 } ?? isRegisteredOnLTE }
}
