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

    package static let registration = Command("+CREG?", answer: .registration("+CREG:")).optional
    package static let packetRegistration = Command("+CGREG?", answer: .registration("+CGREG:")).optional
    package static let lteRegistration = Command("+CEREG?", answer: .registration("+CEREG:")).optional
    package static let signal = Command("+CSQ", answer: .prefixed(["+CSQ:"])).optional
    package static let networkOperator = Command(
        "+COPS?", answer: .prefixed(["+COPS:"]), timeout: .seconds(30)
    ).optional
    /// Full functionality, after a restart.
    package static let restart = Command("+CFUN=1,1", timeout: .seconds(15)).optional
    package static let hangUpCalls = Command("+CHUP").optional
}

/// The answers to them. Nothing is believed that does not look right.
package enum NetworkAnswers {
    package static let nameLimit = 64

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
