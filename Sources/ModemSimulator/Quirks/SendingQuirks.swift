/// What the network makes of what was submitted.
extension SimulatedModem {
    /// What becomes of a TPDU.
    enum SendingFate {
        case asUsual
        /// Nothing leaves.
        case notOnAir(Outcome)
        /// It leaves, and the terminal is told something else.
        case onAir(Outcome)
    }

    /// Strikes the quirks of sending, the most drastic first.
    mutating func sendingFate() -> SendingFate {
        if quirkState.strikes(22, nth: quirks.number(22)) {
            restart(after: quirks.seconds(22, 1) ?? 3)
            return .notOnAir(.silent)
        }
        if quirkState.strikes(63, nth: quirks.number(63)) {
            quirkState.isDead = quirks.has(63, "dead")
            return .notOnAir(.silent)
        }
        if quirks.has(49), memories[receivingMemory(settings.preferredMemories[2])]?.isFull == true {
            return .notOnAir(.message(322))
        }
        if quirks.has(72), !quirkState.bearerIsRight { return .notOnAir(.failed("+CMS ERROR: Unknown error")) }
        if quirks.has(62, "codes"), let codes = quirks.settings[62]?.numbers {
            let time = quirkState.times(62)
            if time <= codes.count { return .notOnAir(.message(codes[time - 1])) }
        }
        if let seconds = quirks.seconds(64) {
            defer { quirkState.lastSubmitAt = now.uptime }
            if now.uptime - quirkState.lastSubmitAt < seconds {
                let code = quirks.number(64, 1) ?? 0
                return .notOnAir(code == 0 ? .error : .message(code))
            }
        }
        guard quirkState.strikes(60, nth: quirks.number(60)) else { return .asUsual }
        if quirks.has(60, "late") {
            running?.fate = .late(seconds: 40)
            return .asUsual
        }
        return .onAir(quirks.has(60, "error") ? .error : .message(quirks.number(60, 1) ?? 500))
    }

    /// +CMGS: <mr>
    func shownReference(_ name: String, _ reference: Int) -> [String] {
        if quirks.has(68, "zero") { return ["\(name): 0"] }
        return quirks.has(68, "absent") ? [] : ["\(name): \(reference)"]
    }

    var submitSeconds: Double { quirks.seconds(81) ?? profile.networkSeconds }

    /// A body that is taken for malformed although it is not.
    mutating func sticksInPrompt() -> Bool {
        guard let nth = quirks.number(5), nth > 0 else { return false }
        return quirkState.strikes(5, nth: nth)
    }

    // MARK: Reports

    /// Status reports as this network gives them, in order.
    func reports(for submit: Submission, status: Int) -> [Frame] {
        let statuses = (quirks.number(70).map { [$0] } ?? []) + [status]
        return statuses.compactMap { statusReport(for: submit, status: $0) }
    }

    /// TP-RA: as submitted, or in national form.
    func reportedAddress(_ address: [UInt8]) -> [UInt8] {
        guard quirks.has(69, "national"), address.count > 2, address[1] == AddressField.international else {
            return address
        }
        let digits = AddressField.digits(ofServiceCentre: [0] + address.dropFirst())
        // The country code of the simulated numbers has two digits, after the +.
        return AddressField.destination(String(digits.dropFirst(3)), typeOfAddress: AddressField.unknown) ?? address
    }

    var reportingCentre: [UInt8] {
        guard quirks.has(69, "centre") else { return networkServiceCentre }
        return AddressField.serviceCentre("+51900000099", typeOfAddress: AddressField.international) ?? [0]
    }

    /// A part so long after the one before it that nobody will see the text.
    func comesTooLate(_ submit: Submission) -> Bool {
        guard let seconds = quirks.seconds(67), let part = NetworkTexts.reading(ofSubmit: submit.tpdu).part else {
            return false
        }
        let others = network.submits.filter { other in
            other.id < submit.id && other.destination == submit.destination
                && NetworkTexts.reading(ofSubmit: other.tpdu).part?.reference == part.reference
        }
        return others.last.map { submit.unixSeconds - $0.unixSeconds > seconds } ?? false
    }

    // MARK: Deaf

    /// An incoming call was hung up, by ATH or +CHUP.
    mutating func hangUpCall() {
        control.ringsLeft = 0
        noteCure("call")
    }

    /// Registered, and nothing comes.
    mutating func noteCure(_ cure: String) {
        if quirks.has(74, cure) { quirkState.isDeaf = false }
    }
}
