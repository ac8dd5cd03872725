import ATChannel

// What each answer means for bring-up.

extension BringUp {
    mutating func take(_ result: Result<[String], ATError>) {
        let lines = if case .success(let lines) = result { lines } else { [String]() }
        switch phase {
        case .wake(let attempt): wake(attempt, result)
        case .echo: go(.dtr)
        case .dtr: go(.errors)
        case .errors: go(.radio)
        case .radio: takeRadio(lines)
        case .radioOn:
            go(.manufacturer)
            pause = Self.radioSettling
        case .manufacturer:
            identity.manufacturer = NetworkAnswers.name(lines)
            go(.model)
        case .model:
            identity.model = NetworkAnswers.name(lines)
            go(.revision)
        case .revision:
            identity.revision = NetworkAnswers.name(lines)
            setup.profile = .matching(manufacturer: identity.manufacturer, model: identity.model)
            setup.quirks = QuirksInForce(
                setup.profile, seen: knowledge.seen[identity.make] ?? [], choice: knowledge.choice)
            makeIsKnown = true
            goToExtra(0)
        case .extra(let position): goToExtra(position + 1)
        case .imei:
            identity.imei = NetworkAnswers.imei(lines) ?? identity.imei
            go(.iccid(0))
        case .iccid(let position): takeICCID(result, position)
        case .sim, .settlePIN: takeSIM(result)
        case .pinTries(let position): takePINTries(result, lines, position)
        case .enterPIN: takePINAnswer(result)
        case .imsi: takeIMSI(result)
        case .lateICCID(let position): takeLateICCID(result, position)
        case .pduMode, .service, .storage, .storageChoices: takeStore(result, lines)
        case .notificationChoices, .notify, .verifyNotification: takeNotification(result, lines)
        case .announceRegistration: go(setup.quirks.has(.noCallers) ? .serviceCentre : .callers)
        case .callers, .serviceCentre, .link, .bearer: takeExtras(result, lines)
        case .resynchronise, .decidePIN, .finished, .silent: break
        }
    }

    // MARK: Somebody there?

    private mutating func wake(_ attempt: Int, _ result: Result<[String], ATError>) {
        switch result {
        case .failure(.gone):
            go(.silent)
        case .failure(.timedOut):
            wasSilentAtFirst = true
            go(attempt < Self.wakeAttempts ? .wake(attempt: attempt + 1) : .silent)
        case .success, .failure:
            // A late OK of the first AT would answer the next question.
            go(wasSilentAtFirst ? .resynchronise : .echo)
        }
    }

    private mutating func goToExtra(_ position: Int) {
        go(extras.indices.contains(position) ? .extra(position) : .imei)
    }

    /// A program that died between off and on leaves a modem that never finds a network.
    private mutating func takeRadio(_ lines: [String]) {
        let isOff = [0, 4].contains(NetworkAnswers.functionality(lines))
        go(isOff ? .radioOn : .manufacturer)
    }

    private mutating func takeICCID(_ result: Result<[String], ATError>, _ position: Int) {
        if noteICCID(result, position) { return go(.sim) }
        // Locked or absent: every other way to ask would be refused too.
        if case .failure(let error) = result, error.concernsSIM || error == .gone { return go(.sim) }
        go(position + 1 < setup.profile.iccid.count ? .iccid(position + 1) : .sim)
    }

    /// - Returns: whether the question was the right one.
    private mutating func noteICCID(_ result: Result<[String], ATError>, _ position: Int) -> Bool {
        guard case .success(let lines) = result, let iccid = NetworkAnswers.iccid(lines) else { return false }
        identity.iccid = iccid
        setup.iccidQuestion = setup.profile.iccid[position]
        return true
    }

    // MARK: SIM

    private mutating func takeSIM(_ result: Result<[String], ATError>) {
        simAnswer = result
        switch result {
        case .success(let lines):
            simWasTold = simWasTold || !lines.isEmpty
            switch NetworkAnswers.simState(lines) {
            case "READY"?, "SIM PIN2"?, "SIM PUK2"?: go(.imsi)  // The latter two lie.
            case "SIM PIN"?: needPIN()
            case "SIM PUK"?: locked(.pukNeeded)
            case let other? where !other.isEmpty: locked(.refused("the modem asks for \(other.prefix(32))"))
            default: go(.imsi)  // Some answer OK only.
            }
        case .failure(.equipment(11)), .failure(.messageService(311)): needPIN()
        case .failure(.equipment(12)), .failure(.messageService(316)): locked(.pukNeeded)
        case .failure(.equipment(15)), .failure(.messageService(315)):
            locked(.refused("the SIM is of a wrong kind"))
        case .failure(.equipment(10)), .failure(.messageService(310)):
            awaitSIM(.simMissing, "no SIM seen yet")
        case .failure(.equipment(13)), .failure(.messageService(313)):
            awaitSIM(.refused("SIM failure: take the SIM out, clean it and put it back"), "SIM failure")
        case .failure(.equipment(4)), .failure(.equipment(3)), .failure(.error): go(.imsi)
        case .failure(let error) where error.meansNotYet: awaitSIM(nil, "SIM busy")
        case .failure(let error): awaitSIM(nil, "\(error)")
        }
    }

    /// Soon at first, and at leisure when it does not pass.
    private mutating func awaitSIM(_ verdict: ModemState?, _ why: String) {
        let isPatient = waited < Self.simPatience
        state = isPatient ? .waitingForSIM(why) : verdict ?? .waitingForSIM(why)
        again(after: isPatient ? Self.shortPause : Self.longPause)
    }

    private mutating func locked(_ verdict: ModemState) {
        state = verdict
        again(after: Self.lockedPause)
    }

    private mutating func needPIN() {
        if phase == .settlePIN, waited < .seconds(5) {
            // Accepted, and not effective yet.
            return again(after: Self.shortPause)
        }
        if pinWasTyped {
            // A second entry in one run is never worth the risk.
            return locked(.pinNeeded("the PIN was typed once and the SIM still asks for it"))
        }
        go(.pinTries(0))
    }

    /// Two wrong ones may have been typed by somebody else; the third locks the SIM. A modem that does not
    /// say is trusted for the one attempt that the owner records.
    private mutating func takePINTries(_ result: Result<[String], ATError>, _ lines: [String], _ position: Int) {
        if let tries = NetworkAnswers.pinTries(lines) {
            guard tries >= Self.fewestTries else {
                go(.sim)
                return locked(
                    .pinNeeded(
                        "the SIM bears only \(tries) wrong PIN more and is left alone: type the right one in a phone, that gives it three again"))
            }
            return go(.decidePIN)
        }
        let isOver = position + 1 >= setup.profile.pinTries.count || result == .failure(.gone)
        go(isOver ? .decidePIN : .pinTries(position + 1))
    }

    static let fewestTries = 2

    mutating func take(_ decision: PINDecision) {
        switch decision {
        case .refuse(let why):
            // Option says that its PIN is asked for although nobody set one.
            if !lockWasDoubted {
                (lockWasDoubted, doubtedLock) = (true, why)
                return go(.imsi)
            }
            go(.sim)
            locked(.pinNeeded(why))
        case .enter(let pin):
            guard let command = Command.enterPIN(pin) else {
                go(.sim)
                return locked(.pinNeeded("the PIN has not four to eight digits"))
            }
            pinWasTyped = true
            state = .waitingForSIM("PIN typed")
            go(.enterPIN(command))
        }
    }

    private mutating func takePINAnswer(_ result: Result<[String], ATError>) {
        if case .failure(.equipment(16)) = result {
            go(.sim)
            return locked(.pinNeeded("the SIM refused the PIN"))
        }
        if case .success = result { pinWasTaken = true }
        // Whatever else it says, +CPIN? tells how it stands.
        go(.settlePIN)
        let isSlow = knowledge.restsAfterPIN.contains(identity.make)
        pause = max(setup.profile.pinSettling, isSlow ? Self.longPause : .zero)
    }

    private mutating func takeIMSI(_ result: Result<[String], ATError>) {
        if let why = doubtedLock {
            doubtedLock = nil
            guard case .success(let lines) = result, NetworkAnswers.imsi(lines) != nil else {
                go(.sim)
                return locked(.pinNeeded(why))
            }
        }
        switch result {
        case .success(let lines):
            identity.imsi = NetworkAnswers.imsi(lines)
        case .failure(.equipment(11)), .failure(.equipment(12)):
            go(.sim)
            return again(after: Self.shortPause)
        case .failure(let error) where error.concernsSIM || error.meansNotYet:
            return awaitSIM(.simMissing, "SIM busy")
        case .failure:
            break
        }
        go(identity.iccid == nil ? .lateICCID(0) : .pduMode)
    }

    private mutating func takeLateICCID(_ result: Result<[String], ATError>, _ position: Int) {
        let isDone = noteICCID(result, position) || position + 1 >= setup.profile.iccid.count
        go(isDone ? .pduMode : .lateICCID(position + 1))
    }

    // MARK: Store

    private mutating func takeStore(_ result: Result<[String], ATError>, _ lines: [String]) {
        switch (phase, result) {
        case (.pduMode, .failure(let error)):
            // The store opens later than the SIM; a bare ERROR says so as well (SIM800).
            if case .opening = state { state = .waitingForSIM("the message store is not ready") }
            let isPatient = waited < Self.storePatience
            if !isPatient { state = .refused("the modem refuses PDU mode: \(error)") }
            again(after: isPatient ? Self.shortPause : Self.longPause)
        case (.pduMode, .success):
            go(.service)
        case (.service, _):
            // "+CSMS: 0,…" takes the setting and receives nothing by it.
            let receives = lines.first.flatMap { ParameterReader($0, after: "+CSMS:")[0]?.number } != 0
            if case .success = result { setup.acknowledges = receives && !setup.quirks.has(.noAcknowledgement) }
            go(.storage)
        case (.storage, .failure(let error))
        where (error.meansNotYet || error.concernsSIM) && waited < Self.storePatience:
            state = .waitingForSIM("the message store is not ready")
            again(after: Self.shortPause)
        case (.storage, _):
            storage = StorageAnswers.status(lines)
            guard isPlausible else {
                go(.manufacturer)
                return locked(.refused("the port says OK to everything: it is not the modem's AT port"))
            }
            go(.storageChoices)
        default:
            setup.useStorage(storage, choices: StorageAnswers.choices(lines))
            go(.notificationChoices)
        }
    }

    /// Some ports of a modem answer OK whatever they are asked.
    private var isPlausible: Bool {
        simWasTold || !storage.isEmpty || identity.imei != nil || identity.imsi != nil
    }

    // MARK: Announcing

    private mutating func takeNotification(_ result: Result<[String], ATError>, _ lines: [String]) {
        switch phase {
        case .notificationChoices:
            setup.notificationLadder = ladder(lines)
            climb(to: 0)
        case .notify(let rung):
            switch result {
            // 322 is what Iridium says and does it all the same: reading it back tells.
            case .success, .failure(.messageService(322)): go(.verifyNotification(rung))
            case .failure: climb(to: rung + 1)
            }
        case .verifyNotification(let rung):
            let wanted = setup.notificationLadder[rung]
            // Advertised, accepted and not done occurs; a modem that cannot say is believed.
            if let set = NotificationMode(lines), !set.announcesLike(wanted) { return climb(to: rung + 1) }
            setup.notification = wanted
            go(.announceRegistration)
        default: break
        }
    }

    private func ladder(_ lines: [String]) -> [NotificationMode] {
        var reports = [1, 2, 0]
        if setup.quirks.has(.storedReports) { reports = [2, 0] }
        if setup.quirks.has(.noReports) { reports = [0] }
        return NotificationMode.ladder(
            lines, modes: setup.quirks.has(.plainModeFirst) ? [1, 2] : [2, 1], reports: reports)
    }

    /// Past the last rung the sweeps alone find the texts.
    private mutating func climb(to rung: Int) {
        go(setup.notificationLadder.indices.contains(rung) ? .notify(rung) : .announceRegistration)
    }

    // MARK: What is nice to have

    private mutating func takeExtras(_ result: Result<[String], ATError>, _ lines: [String]) {
        switch phase {
        case .callers:
            if case .failure(.timedOut) = result { _ = setup.quirks.saw(.noCallers) }
            go(.serviceCentre)
        case .serviceCentre:
            identity.serviceCentre = NetworkAnswers.serviceCentre(lines)
            goToLink()
        case .link:
            if case .success = result {
                setup.linkMode = LinkAnswers.best(lines)
            } else if result.refused {
                // Refused once is refused for ever.
                _ = setup.quirks.saw(.noLink)
            }
            goToBearer()
        default:
            go(.finished)
        }
    }

    private mutating func goToLink() {
        if setup.quirks.has(.noLink) { goToBearer() } else { go(.link) }
    }

    private mutating func goToBearer() { go(knowledge.bearer == nil ? .finished : .bearer) }
}

extension Result<[String], ATError> {
    /// The modem said no, for whatever reason of its own.
    var refused: Bool {
        switch self {
        case .failure(.timedOut), .failure(.interrupted), .failure(.gone), .success: false
        case .failure: true
        }
    }
}
