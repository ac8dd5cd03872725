/// TS 27.005 §3.5: sending, writing to memory, commands; §3.4.4: acknowledging.
extension SimulatedModem {
    static let messageSendCommands: [String: CommandEntry] = [
        "+CMGS": CommandEntry(.messages) { $0.beginSending($1) },
        "+CMGW": CommandEntry(.messages) { $0.beginWriting($1) },
        "+CMSS": CommandEntry(.messages) { $0.sendFromMemory($1) },
        "+CMGC": CommandEntry(.messages) { $0.beginCommand($1) },
        "+CNMA": CommandEntry(.messages) { $0.acknowledge($1) },
    ]

    /// A TPDU has at most 164 octets.
    private static let lengths = 1...164

    // MARK: Command lines

    /// +CMGS=<length>, or in text mode +CMGS=<da>[,<toda>].
    private func beginSending(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test: .done
        case .set: settings.textMode == 1 ? textEntry(command, .send) : pduEntry(command, .send, longest: 1)
        case .execute, .read, .malformed: .error
        }
    }

    /// +CMGW=<length>[,<stat>], or in text mode +CMGW[=<oa/da>[,<tooa/toda>[,<stat>]]].
    private func beginWriting(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test:
            return .done
        case .execute where settings.textMode == 1:
            return .prompt(BodyEntry(purpose: .write(status: 2)))
        case .set where settings.textMode == 1:
            guard let status = command[2].text.map(typedText) else { return textEntry(command, .write(status: 2)) }
            guard let known = StoredMessage.Status.allCases.first(where: { $0.text == status }) else {
                return .message(305)
            }
            return textEntry(command, .write(status: known.rawValue))
        case .set:
            let status = command[1] == .missing ? 2 : command[1].number
            guard let status, StoredMessage.Status(rawValue: status) != nil else { return .message(304) }
            return pduEntry(command, .write(status: status), longest: 2)
        case .execute, .read, .malformed:
            return .error
        }
    }

    /// +CMGC=<length>; in text mode it has other parameters, which no client here uses.
    private func beginCommand(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test: .done
        case .set: settings.textMode == 1 ? .message(303) : pduEntry(command, .command, longest: 1)
        case .execute, .read, .malformed: .error
        }
    }

    private func pduEntry(_ command: ATCommand, _ purpose: BodyEntry.Purpose, longest count: Int) -> Outcome {
        guard command.parameters.count <= count, let length = command[0].number else { return .error }
        guard Self.lengths.contains(length) else { return .message(304) }
        return .prompt(BodyEntry(purpose: purpose, length: length))
    }

    private func textEntry(_ command: ATCommand, _ purpose: BodyEntry.Purpose) -> Outcome {
        guard let digits = command[0].text.map(typedText), !digits.isEmpty, command.parameters.count <= 3
        else { return .error }
        guard AddressField.semiOctets(digits) != nil else { return .message(305) }
        let type = command[1].number.flatMap { UInt8(exactly: $0) } ?? AddressField.typeOfAddress(of: digits)
        return .prompt(BodyEntry(purpose: purpose, address: digits, typeOfAddress: type))
    }

    /// +CMSS=<index>[,<da>[,<toda>]]
    private mutating func sendFromMemory(_ command: ATCommand) -> Outcome {
        if command.kind == .test { return .done }
        guard command.kind == .set, let index = command[0].number.map(typedIndex) else { return .error }
        let name = storage(settings.preferredMemories[1])
        guard var frame = memories[name]?[index]?.frame else { return .message(321) }
        if let digits = command[1].text.map(typedText) {
            let type = command[2].number.flatMap { UInt8(exactly: $0) } ?? AddressField.typeOfAddress(of: digits)
            guard let address = AddressField.destination(digits, typeOfAddress: type),
                let readdressed = SubmitOctets.replacingDestination(in: frame.tpdu, by: address)
            else { return .message(305) }
            frame = Frame(octets: frame.serviceCentre + readdressed)
        }
        let outcome = submit(frame, as: "+CMSS")
        if case .failed = outcome { return outcome }
        memories[name]?.setStatus(.storedSent, at: index)
        return outcome
    }

    /// +CNMA (§3.4.4): PDU mode takes a number, and for 1 and 2 an acknowledgement TPDU.
    private mutating func acknowledge(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test:
            return settings.textMode == 1 ? .done : .done(["+CNMA: (0-2)"])
        case .execute:
            return acknowledge(positively: true)
        case .set:
            guard settings.textMode == 0, command.parameters.count <= 2, let number = command[0].number,
                (0...2).contains(number)
            else { return .error }
            guard command[1] != .missing else { return acknowledge(positively: number < 2) }
            guard number > 0, let length = command[1].number else { return .error }
            guard pendingAcknowledgement != nil else { return .message(340) }
            var entry = BodyEntry(purpose: .acknowledge, length: length)
            entry.isPositive = number == 1
            return .prompt(entry)
        case .read, .malformed:
            return .error
        }
    }

    // MARK: Bodies

    /// CR LF > space (§3.5.1).
    mutating func open(_ entry: BodyEntry) {
        phase = .prompt(entry)
        write(promptBytes)
    }

    /// One byte of a body. Control-Z ends it, ESC gives it up; in text mode backspace rubs out and
    /// a CR brings the prompt again.
    mutating func type(_ byte: UInt8, into entry: inout BodyEntry) {
        if overruns() { return }
        if settings.echo == 1 || quirks.has(1) || quirks.has(3) { write([byte]) }
        switch byte {
        case 0x1A where !entry.isStuck:
            quirkState.gluesNextLine = quirks.has(3, "glued")
            phase = .executing
            end(entry)
            runLine()
            return
        case 0x1B:
            phase = .executing
            complete(Completion())
            runLine()
            return
        case settings.backspace where entry.length == nil:
            if !entry.body.isEmpty { entry.body.removeLast() }
        case 0x0D where entry.length == nil:
            entry.body.append(byte)
            write(Array("\r\n> ".utf8))
        default:
            if entry.body.count <= BodyEntry.longestBody { entry.body.append(byte) }
        }
        phase = .prompt(entry)
    }

    private mutating func end(_ entry: BodyEntry) {
        if running?.holds.contains(.body) == true {
            phase = .held(.body(entry))
        } else {
            act(on: entry)
        }
    }

    /// Does what the body was typed for.
    mutating func act(on entry: BodyEntry) {
        if let failure = running?.failure, failure.point == .body {
            complete(Completion(final: failure.answer))
            return
        }
        let outcome = sticksInPrompt() ? .message(304) : outcome(of: entry)
        if quirks.has(5), case .failed("+CMS ERROR: 304") = outcome {
            var entry = entry
            entry.isStuck = true
            phase = .prompt(entry)
        } else {
            apply(running.map { told(outcome, of: $0.command) } ?? outcome)
        }
    }

    private mutating func outcome(of entry: BodyEntry) -> Outcome {
        let frame: Frame
        if let length = entry.length {
            // One line of hex digits, and as many octets as announced, the SMSC field not counted.
            guard let octets = Hexadecimal.octets(entry.body) else { return .message(304) }
            frame = Frame(octets: octets)
            if entry.purpose == .acknowledge {
                return octets.count == length ? acknowledge(positively: entry.isPositive) : .message(304)
            }
            guard frame.octets.count > frame.serviceCentreLength, frame.tpduLength == length
            else { return .message(304) }
        } else {
            guard let tpdu = textSubmit(entry) else { return .message(305) }
            frame = Frame(octets: [0] + tpdu)
        }
        switch entry.purpose {
        case .send: return submit(frame, as: "+CMGS")
        case .command: return submit(frame, as: "+CMGC")
        case .acknowledge: return .error
        case .write(let status):
            let name = storage(settings.preferredMemories[1])
            let stored = StoredMessage(frame: frame, status: .init(rawValue: status) ?? .storedUnsent)
            guard let index = memories[name]?.store(stored) else { return .message(322) }
            return .done(["+CMGW: \(shownIndex(index))"])
        }
    }

    /// Gives a TPDU to the network, with a fresh message reference; the answer may take its time.
    private mutating func submit(_ frame: Frame, as name: String) -> Outcome {
        var tpdu = frame.tpdu
        guard tpdu.count > 1 else { return .message(304) }
        // TP-MTI, mobile to service centre: 01 SMS-SUBMIT, 10 SMS-COMMAND.
        let expected: UInt8 = name == "+CMGC" ? 0b10 : 0b01
        guard tpdu[0] & 0b11 == expected, name == "+CMGC" || NetworkTexts.isSubmit(tpdu) else { return .message(304) }
        guard frame.serviceCentreLength > 1 || sim.serviceCentre.count > 1 else { return .message(330) }
        guard SimulatedNetwork.carriesTexts(registration) else { return .message(331) }
        let fate = sendingFate()
        if case .notOnAir(let outcome) = fate { return outcome }
        lastReference = (lastReference + 1) % 256
        tpdu[1] = UInt8(lastReference)
        network.submits.append(
            Submission(
                id: network.submits.count + 1, reference: lastReference, typed: frame, tpdu: tpdu,
                unixSeconds: now.unixSeconds))
        noteCure("sending")
        answerAutomatically()
        if case .onAir(let outcome) = fate { return outcome }
        let completion = Completion(information: shownReference(name, lastReference))
        return submitSeconds > 0 ? .later(submitSeconds, completion) : .done(completion.information)
    }
}
