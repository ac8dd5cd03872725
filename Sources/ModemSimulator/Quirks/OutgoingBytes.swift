/// How an answer, a prompt or an unsolicited line is written (V.250 §5.7.1, TS 27.005 §3.5.1).
extension SimulatedModem {
    /// CR LF, as S3 and S4 have it.
    var lineEnd: [UInt8] { [settings.terminator, settings.formatter] }

    private var usedLineEnd: [UInt8] {
        if quirks.has(9, "lf") { return [settings.formatter] }
        if quirks.has(9, "crcrlf") { return [settings.terminator] + lineEnd }
        return lineEnd
    }

    /// CR LF text CR LF; without verbose results only what follows the text.
    func line(_ text: String) -> [UInt8] {
        (settings.verbose == 1 ? usedLineEnd : []) + ended(text.byteValues)
    }

    private func ended(_ text: [UInt8]) -> [UInt8] {
        guard quirks.has(9) else { return text + lineEnd }
        return String(bytes: text).replacingLineEnds(by: quirks.has(9, "double") ? lineEnd + lineEnd : usedLineEnd)
            + usedLineEnd
    }

    /// What comes before the first line of an answer.
    mutating func answerStart() -> [UInt8] {
        guard quirkState.isAtAnswerStart else { return [] }
        quirkState.isAtAnswerStart = false
        var bytes: [UInt8] = []
        if quirks.has(10, "leading") { bytes += [UInt8](repeating: 0, count: quirks.number(10) ?? 0) }
        if quirks.has(13, "cssi") { bytes += lineEnd + Array("+CSSI: 0".utf8) }
        if quirks.has(14, "reply") { bytes += line("^RSSI:19") }
        return bytes
    }

    /// The line of an information response.
    mutating func informationBytes(_ text: String) -> [UInt8] {
        var text = text
        if quirks.has(14, "pdu") { text = text.interruptingPDUs(by: "\r\n^RSSI:19\r\n") }
        if quirks.has(13, "cmgl") { text = text.gluingListing }
        return glued(answerStart() + line(text))
    }

    private mutating func glued(_ bytes: [UInt8]) -> [UInt8] {
        guard quirkState.gluesNextLine, !bytes.isEmpty else { return bytes }
        quirkState.gluesNextLine = false
        return bytes.starts(with: usedLineEnd) ? Array(bytes.dropFirst(usedLineEnd.count)) : bytes
    }

    /// The line of a final result code.
    mutating func finalBytes(_ code: String) -> [UInt8] {
        let code = finalCode(code)
        guard settings.verbose == 1 else {
            return answerStart() + (Self.numericCodes[code] ?? code).byteValues + [settings.terminator]
        }
        var bytes = glued(answerStart())
        if quirks.has(9, "blank"), code == "OK" { bytes += lineEnd + lineEnd }
        bytes += glued(line(code))
        if quirks.has(9, "lf-final") {
            bytes.replaceSubrange((bytes.count - lineEnd.count)..., with: [settings.formatter])
        }
        return bytes
    }

    /// The line of an unsolicited result code.
    func unsolicitedBytes(_ text: String) -> [UInt8] {
        settings.verbose == 1 ? line(text) : (Self.numericCodes[text] ?? text).byteValues + [settings.terminator]
    }

    private static let numericCodes = [
        "OK": "0", "CONNECT": "1", "RING": "2", "NO CARRIER": "3", "ERROR": "4", "NO DIALTONE": "6", "BUSY": "7",
        "NO ANSWER": "8",
    ]

    /// The words of other makers for a refusal.
    private func finalCode(_ code: String) -> String {
        guard let form = quirks.settings[16]?.words.first else { return code }
        if code.hasPrefix("+CMS ERROR: ") {
            return form == "cms-no-space" ? code.replacing("+CMS ERROR: ", with: "+CMS ERROR:") : code
        }
        guard code == "ERROR" || (form == "cme-text" && code.hasPrefix("+CME ERROR: ")) else { return code }
        return Self.refusals[form] ?? code
    }

    private static let refusals = [
        "not-supported": "COMMAND NOT SUPPORT", "modem-error": "MODEM ERROR: 6", "na": "NA",
        "not-found": "NOT FOND ^,NOT CUSTOM AT", "cme-text": "+CME ERROR: operation not supported",
        "too-many": "TOO MANY PARAMETERS", "no-carrier": "NO CARRIER", "aborted": "ABORTED",
    ]

    /// CR LF > space; there may be other bytes where it is asked for again in text mode.
    var promptBytes: [UInt8] {
        switch quirks.settings[4]?.words.first {
        case "no-space": Array("\r\n>".utf8)
        case "short": Array(">\r\n".utf8)
        case "bare": Array("> ".utf8)
        case "after-urc": Array("\r\n^RSSI:19\r\n\r\n> ".utf8)
        default: Array("\r\n> ".utf8)
        }
    }

    // MARK: On the way out

    /// Everything the modem says goes through here, in order.
    mutating func write(_ bytes: [UInt8]) {
        switch fate {
        case .lost: return
        case .late: lateAnswer += bytes
        case .told: send(control.inserting(into: bytes))
        }
    }

    /// Cuts what is said into pieces where a control client wants that.
    private mutating func send(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        guard let cut = control.cut else {
            performWrite(bytes)
            return
        }
        for start in stride(from: 0, to: bytes.count, by: cut.size) {
            let piece = Array(bytes[start..<min(bytes.count, start + cut.size)])
            let at = max(now.uptime, control.nextPieceAt)
            control.nextPieceAt = at + cut.seconds
            if at <= now.uptime {
                performWrite(piece)
            } else {
                control.pieces.append(ControlState.Piece(at: at, bytes: piece))
            }
        }
    }

    mutating func sendPieces() {
        while let piece = control.pieces.first, piece.at <= now.uptime {
            control.pieces.removeFirst()
            performWrite(piece.bytes)
        }
    }

    /// The command line has its final result: what was kept back is sent later.
    mutating func closeAnswer() {
        if case .late(let seconds) = fate { quirkState.add(.bytes(lateAnswer), at: now.uptime + seconds) }
        fate = .told
        lateAnswer = []
        if quirkState.diesAfterAnswer { quirkState.isDead = true }
    }
}

extension String {
    /// CR LF replaced by other bytes. By bytes: CR LF is a single `Character`.
    fileprivate func replacingLineEnds(by other: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in byteValues {
            if byte == 0x0A, bytes.last == 0x0D {
                bytes.removeLast()
                bytes += other
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    /// A line between each header and its PDU.
    fileprivate func interruptingPDUs(by line: String) -> String {
        let lines = String(self).components
        return lines.map { $0.hasPrefix("+CMGL:") || $0.hasPrefix("+CMGR:") ? $0 + "\r\n" + line : $0 }.joined(
            separator: "\r\n")
    }

    /// No line end before a header that follows a PDU.
    fileprivate var gluingListing: String { replacing("\r\n+CMGL:", with: "+CMGL:") }

    private var components: [String] { split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init) }
}
