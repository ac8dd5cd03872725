/// Bytes that come in, before they are a command line.
extension SimulatedModem {
    /// The terminal was opened, perhaps by somebody else than before.
    mutating func terminalOpened() {
        if quirks.has(85) { quirkState.isDead = false }
        quirkState.lastLineAt = now.uptime
    }

    /// Takes note of a batch of bytes before it is read; `idle` is how long nothing was typed.
    mutating func noteArrival(of bytes: [UInt8], idle: Double) {
        if let seconds = quirks.seconds(7), idle >= seconds { quirkState.isAsleep = true }
        if let seconds = quirks.seconds(85), now.uptime - quirkState.lastLineAt >= seconds { quirkState.isDead = true }
        if quirks.has(11), !bytes.isEmpty { write(Self.foreignFrames(quirks)) }
    }

    /// True when the modem does not get to see the byte.
    mutating func swallows(_ byte: UInt8) -> Bool {
        if quirkState.isDead { return true }
        if let seconds = quirks.has(30, "quectel") ? 10.0 : nil, now.uptime - quirkState.poweredAt < seconds {
            return true
        }
        if quirkState.isAsleep {
            // The line is lost with its end; the next one finds the modem awake.
            if byte == settings.terminator { quirkState.isAsleep = false }
            return true
        }
        if quirkState.linesBeforeSpeed > 0 {
            if byte == settings.terminator {
                quirkState.linesBeforeSpeed -= 1
                write([0xFF, 0xFC, 0x80, 0xE0, 0x00])
            }
            return true
        }
        return false
    }

    /// True when a byte of a body is lost because too many came at once.
    mutating func overruns() -> Bool {
        guard let limit = quirks.number(65) else { return false }
        if now.uptime - quirkState.burst.at >= 0.01 { quirkState.burst = (now.uptime, 0) }
        quirkState.burst.count += 1
        return quirkState.burst.count > limit
    }

    /// A QCDM frame ends with its checksum and 7E; DIAG ports send runs of FF ended by FE.
    private static func foreignFrames(_ quirks: QuirkSet) -> [UInt8] {
        if quirks.has(11, "diag") { return [UInt8](repeating: 0xFF, count: 63) + [0xFE] }
        if quirks.has(11, "banner") { return Array("NOZOMI diagnostic port\u{0}\u{1}\u{2}".utf8) }
        return [0x13, 0x00, 0xF0, 0xD2, 0x7E, 0x13, 0x00, 0xF0, 0xD2, 0x7E]
    }

    /// What a body is typed into that nobody opened: a text to the service centre's own number, so
    /// that control-Z would put it on the air.
    mutating func openDeadPrompt() {
        let digits = profile.serviceCentre
        phase = .prompt(
            BodyEntry(purpose: .send, address: digits, typeOfAddress: AddressField.typeOfAddress(of: digits)))
    }

    /// A line typed by another program that reads the same port.
    var foreignDialogue: [UInt8] {
        Array("ATE0+CPMS?\r\r\n+CPMS: \"SM\",0,30,\"SM\",0,30,\"SM\",0,30\r\n\r\nOK\r\n".utf8)
    }
}
