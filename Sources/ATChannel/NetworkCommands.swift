// The commands of TS 27.007 and V.250 this daemon needs.

extension Command {
    /// Whether anybody listens. Asleep or finding the speed, a modem misses the first ones.
    package static let attention: Command = {
        var command = Command("", timeout: .milliseconds(500))
        command.isProbe = true
        return command
    }()

    package static let echoOff = Command("E0").optional
    /// A dropped DTR neither hangs up nor resets.
    package static let ignoreDTR = Command("&D0").optional
    package static let numericErrors = Command("+CMEE=1").optional
    package static let announceRegistration = Command("+CREG=1").optional

    package static let manufacturer = Command(bare: "+CGMI").optional
    package static let model = Command(bare: "+CGMM").optional
    package static let revision = Command(bare: "+CGMR").optional
    package static let imei = Command(bare: "+CGSN").optional
    package static let imsi = Command(bare: "+CIMI", timeout: .seconds(20)).optional

    /// - Parameter text: `+CCID`, `+QCCID`, `^ICCID?` … or the file itself by `+CRSM`.
    package static func iccid(_ text: String) -> Command {
        Command(
            text,
            answer: .prefixed(["+CCID", "+QCCID", "+ICCID", "^ICCID", "#CCID", "^SCID", "+CRSM:", "89", "98"])
        )
        .optional
    }

    package static let simState: Command = {
        var command = Command("+CPIN?", answer: .prefixed(["+CPIN:"])).optional
        // Wavecom and others end here without OK.
        command.quietEnd = .seconds(1)
        return command
    }()

    /// - Returns: nil unless the PIN is four to eight digits: nothing else may be typed.
    package static func enterPIN(_ pin: String) -> Command? {
        guard 4...8 ~= pin.utf8.count, pin.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return Command("+CPIN=\"\(pin)\"", timeout: .seconds(30)).optional
    }

    /// How often a PIN may still be typed.
    ///
    /// - Parameter text: `+CPINR` (TS 27.007 §8.65), or a maker's own: `+QPINC?`, `+SPIC`, `^CPIN?` …
    package static func pinTries(_ text: String) -> Command {
        let name = text.prefix { $0 != "?" && $0 != "=" }
        return Command(text, answer: .prefixed(["\(name):"]), timeout: .seconds(5)).optional
    }

    package static let registration = Command("+CREG?", answer: .registration("+CREG:")).optional
    package static let packetRegistration = Command("+CGREG?", answer: .registration("+CGREG:")).optional
    package static let lteRegistration = Command("+CEREG?", answer: .registration("+CEREG:")).optional
    package static let signal = Command("+CSQ", answer: .prefixed(["+CSQ:"])).optional
    package static let networkOperator = Command(
        "+COPS?", answer: .prefixed(["+COPS:"]), timeout: .seconds(20)
    ).optional
    /// Full functionality, after a restart.
    package static let restart = Command("+CFUN=1,1", timeout: .seconds(15)).optional
    package static let radioStatus = Command("+CFUN?", answer: .prefixed(["+CFUN:"])).optional
    /// Deaf and mute, the SIM stays: some modems stop talking as well.
    package static let radioOff = Command("+CFUN=4", timeout: .seconds(30)).optional
    package static let radioOn = Command("+CFUN=1", timeout: .seconds(30)).optional
    package static let leaveNetwork = Command("+COPS=2", timeout: .seconds(60)).optional
    /// Searches all that may be used; minutes, where there is nothing.
    package static let joinNetwork = Command("+COPS=0", timeout: .seconds(180)).optional
    package static let clock = Command("+CCLK?", answer: .prefixed(["+CCLK:"])).optional

    /// Two ways to end a call; some modems know only one.
    package static let hangUp = Command("H").optional
    package static let hangUpCalls = Command("+CHUP").optional
    /// The number comes behind RING. Hangs some modems, so it is not waited for long.
    package static let showCallers = Command("+CLIP=1", timeout: .seconds(3)).optional

    /// How texts travel, TS 27.007 §10.1.21: 0 packet, 1 circuit, 2 packet first, 3 circuit first.
    package static let bearerStatus = Command("+CGSMS?", answer: .prefixed(["+CGSMS:"])).optional
    package static func useBearer(_ bearer: Int) -> Command { Command("+CGSMS=\(bearer)") }
}

/// The answers to them. Nothing is believed that does not look right.
package enum NetworkAnswers {
    package static let nameLimit = 64

    /// Tries left for the SIM's PIN, 0…10; nil where the answer does not say.
    ///
    /// `+CPINR: SIM PIN,3,3`, `+QPINC: "SC",3,10`, `+SPIC: 3,10,3,10`, `#PCT: 3`, `^SPIC: 3`, and Huawei's
    /// `^CPIN: SIM PIN,3,10,3,10,3`, whose fourth value is the PIN's and whose second the present code's.
    package static func pinTries(_ lines: [String]) -> Int? {
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = line[..<colon]
            let fields = ParameterReader(line[colon...].dropFirst(), after: "").fields
            let position: Int
            switch name {
            case "+CPINR" where fields.first?.text == "SIM PIN", "+QPINC" where fields.first?.text == "SC": position = 1
            case "^CPIN": position = fields.count > 3 ? 3 : 1
            case "+SPIC", "^SPIC", "#PCT": position = 0
            default: continue
            }
            guard fields.indices.contains(position), let tries = fields[position].number, 0...10 ~= tries else { continue }
            return tries
        }
        return nil
    }

    /// Fourteen to sixteen digits, with or without a prefix and quotes.
    package static func imei(_ lines: [String]) -> String? { digits(lines, 14...16) }

    /// A line that is an IMEI and nothing else: a PDU too has runs of so many digits.
    static func isIMEI(_ line: String) -> Bool {
        let value = line.hasPrefix("+CGSN:") ? line.dropFirst("+CGSN:".count) : line[...]
        let digits = value.trimmed.filter { $0 != "\"" }
        return 14...16 ~= digits.utf8.count && digits.utf8.allSatisfy { 0x30...0x39 ~= $0 }
    }

    package static func imsi(_ lines: [String]) -> String? { digits(lines, 14...15) }

    /// Eighteen to twenty digits from 89; a swapped file content or a trailing F is put right (§3.7).
    package static func iccid(_ lines: [String]) -> String? {
        for line in lines {
            let words: [Substring] = line.split(whereSeparator: { !($0.isASCII && $0.isHexDigit) })
            for word in words where 18...20 ~= word.count {
                let upper = word.uppercased()
                let plain = upper.hasPrefix("98") ? swapped(upper) : upper
                let digits = plain.prefix { $0 != "F" }
                if 18...20 ~= digits.count, digits.hasPrefix("89"), digits.allSatisfy(\.isNumber) {
                    return String(digits)
                }
            }
        }
        return nil
    }

    /// A manufacturer, a model or a revision: printable, without its prefix, cut at ``nameLimit``.
    package static func name(_ lines: [String]) -> String? {
        guard let line = lines.first else { return nil }
        var rest = line[...]
        if rest.hasPrefix("+"), let colon = rest.firstIndex(of: ":") {
            rest = rest[rest.index(after: colon)...]
        }
        let text = rest.filter { $0 != "\"" && $0.isASCII }.trimmed.prefix(nameLimit)
        return text.isEmpty ? nil : String(text)
    }

    /// `READY`, `SIM PIN`, …: `+CPIN:READY` and `+CPIN: "READY"` occur.
    package static func simState(_ lines: [String]) -> String? {
        lines.last.map { ParameterReader($0, after: "+CPIN:")[0]?.text.uppercased() ?? "" }
    }

    /// The state of `+CREG: <n>,<stat>[,…]`, TS 27.007 §7.2.
    package static func registration(_ lines: [String]) -> Int? {
        guard let line = lines.last, let colon = line.firstIndex(of: ":") else { return nil }
        return ParameterReader(line[line.index(after: colon)...], after: "")[1]?.number
    }

    /// RSSI 0…31; nil for 99, not known (also while registered on LTE, Q-76).
    package static func signal(_ lines: [String]) -> Int? {
        let rssi = lines.last.flatMap { ParameterReader($0, after: "+CSQ:")[0]?.number }
        return rssi.flatMap { 0...31 ~= $0 ? $0 : nil }
    }

    package static func networkOperator(_ lines: [String]) -> String? {
        guard let name = lines.last.flatMap({ ParameterReader($0, after: "+COPS:")[2]?.text }) else {
            return nil
        }
        let text = name.filter { $0.isLetter || $0.isNumber || " .-+&/'".contains($0) }.prefix(nameLimit)
        return text.isEmpty ? nil : String(text)
    }

    /// The access technology of `+COPS: 0,0,"Claro",7`, TS 27.007 §7.3.
    package static func accessTechnology(_ lines: [String]) -> Int? {
        lines.last.flatMap { ParameterReader($0, after: "+COPS:")[3]?.number }
    }

    /// `+CFUN: 1,0`: 0 off, 1 full, 4 radio off, others are the vendor's.
    package static func functionality(_ lines: [String]) -> Int? {
        lines.last.flatMap { ParameterReader($0, after: "+CFUN:")[0]?.number }
    }

    package static func bearer(_ lines: [String]) -> Int? {
        let value = lines.last.flatMap { ParameterReader($0, after: "+CGSMS:")[0]?.number }
        return value.flatMap { 0...3 ~= $0 ? $0 : nil }
    }

    package static let callerLimit = 20

    /// The number of `+CLIP: "+51987654321",145,…`: digits and a plus sign; nil where it is withheld.
    package static func caller(_ line: String) -> String? {
        guard let text = ParameterReader(line, after: "+CLIP:")[0]?.text else { return nil }
        let number = text.hasPrefix("+") ? text.dropFirst() : text[...]
        guard 1...callerLimit ~= text.utf8.count, !number.isEmpty,
            number.utf8.allSatisfy({ 0x30...0x39 ~= $0 })
        else { return nil }
        return text
    }

    /// Digits and a plus sign; nil where it is empty or in UCS-2.
    package static func serviceCentre(_ lines: [String]) -> String? {
        guard let text = lines.last.flatMap({ ParameterReader($0, after: "+CSCA:")[0]?.text }) else {
            return nil
        }
        let digits = text.drop { $0 == "+" }
        guard 3...20 ~= digits.count, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return text
    }

    private static func digits(_ lines: [String], _ length: ClosedRange<Int>) -> String? {
        for line in lines {
            for run in line.split(whereSeparator: { !($0.isASCII && $0.isNumber) })
            where length ~= run.count {
                return String(run)
            }
        }
        return nil
    }

    private static func swapped(_ digits: String) -> String {
        var result = ""
        var pair: Character?
        for digit in digits {
            if let first = pair {
                result += "\(digit)\(first)"
                pair = nil
            } else {
                pair = digit
            }
        }
        return result
    }
}
