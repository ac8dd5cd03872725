internal import Foundation

/// TS 27.007: the equipment, without its SIM.
extension SimulatedModem {
    static let equipmentCommands: [String: CommandEntry] = [
        "+CGMI": CommandEntry { $0.report($1, $0.profile.manufacturer) },
        "+CGMM": CommandEntry { $0.report($1, $0.profile.model) },
        "+CGMR": CommandEntry { $0.report($1, $0.profile.revision) },
        "+CGSN": CommandEntry { $0.serialNumber($1) },
        "+CMEE": CommandEntry { $0.parameter($1, \.equipmentErrors, 0...2) },
        "+CSCS": CommandEntry { $0.selectCharacterSet($1) },
        "+CFUN": CommandEntry { $0.functionality($1) },
        "+CPAS": CommandEntry { $0.report($1, "+CPAS: \($0.control.ringsLeft > 0 ? 3 : 0)") },
        "+CBC": CommandEntry { $0.battery($1) },
        "+CCLK": CommandEntry { $0.clock($1) },
        "+CTZU": CommandEntry { $0.inert($1, 0...1) },
        "+CTZR": CommandEntry { $0.inert($1, 0...2) },
        "+CRC": CommandEntry { $0.parameter($1, \.extendedRing, 0...1) },
        "+CR": CommandEntry { $0.inert($1, 0...1) },
        "+CLCC": CommandEntry { _, command in command.kind == .execute || command.kind == .test ? .done : .error },
        "+CHUP": CommandEntry { modem, _ in
            modem.hangUpCall()
            return .done
        },
        "+CSTA": CommandEntry { $0.inert($1, 129...145, initially: 129) },
        "+CMUT": CommandEntry { $0.inert($1, 0...1) },
        "+CVHU": CommandEntry { $0.inert($1, 0...2) },
        "+WS46": CommandEntry { modem, command in
            switch command.kind {
            case .test: .done(["+WS46: (12,22,25)"])
            case .read: .done(["+WS46: 25"])
            case .set: command[0].number.map([12, 22, 25].contains) == true ? .done : .error
            case .execute, .malformed: .error
            }
        },
    ]

    /// +CGSN[=<snt>] (TS 27.007 §5.4).
    private func serialNumber(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .execute: return .done([profile.imei])
        case .test: return .done(["+CGSN: (0,1)"])
        case .set:
            switch command[0].number {
            case 0: return .done([profile.imei])
            case 1: return .done(["+CGSN: \"\(profile.imei)\""])
            default: return .error
            }
        case .read, .malformed: return .error
        }
    }

    /// +CSCS (TS 27.007 §5.5).
    private mutating func selectCharacterSet(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test:
            let names = TECharacterSet.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
            return .done(["+CSCS: (\(names))"])
        case .read:
            return .done(["+CSCS: \"\(characterSet.rawValue)\""])
        case .set:
            guard let name = command[0].quoted,
                let set = TECharacterSet(rawValue: name) ?? TECharacterSet(rawValue: typedText(name))
            else { return .error }
            settings.characterSet = set
            return .done
        case .execute, .malformed:
            return .error
        }
    }

    /// +CFUN=<fun>[,<rst>] (TS 27.007 §8.2): a reset comes after its OK.
    private mutating func functionality(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test: return .done(["+CFUN: (0,1,4),(0,1)"])
        case .read: return .done(["+CFUN: \(functionality)"])
        case .set:
            guard let value = command[0].number, [0, 1, 4].contains(value), command.parameters.count <= 2
            else { return .error }
            switch command[1] {
            case .missing, .plain("0"): break
            case .plain("1"):
                if quirks.has(77, "mute") {
                    restart(after: quirks.seconds(77) ?? 0)
                    return .silent
                }
                restartsAfterAnswer = true
            default: return .error
            }
            functionality = value
            return .done
        case .execute, .malformed: return .error
        }
    }

    private func battery(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .execute: .done(["+CBC: 0,100"])
        case .test: .done(["+CBC: (0-3),(0-100)"])
        case .read, .set, .malformed: .error
        }
    }

    /// +CCLK, "yy/MM/dd,hh:mm:ss±zz" with zz in quarters of an hour (TS 27.007 §8.15).
    private mutating func clock(_ command: ATCommand) -> Outcome {
        switch command.kind {
        case .test:
            return .done
        case .read:
            let text = CivilTime(
                unixSeconds: Int(now.unixSeconds + clockOffset), quarterHours: profile.quarterHours
            ).modemText
            return .done(["+CCLK: \"\(text)\""])
        case .set:
            guard let text = command[0].quoted, let time = CivilTime.read(modemText: text) else {
                return equipmentError(4)
            }
            clockOffset = Double(time) - now.unixSeconds
            return .done
        case .execute, .malformed:
            return .error
        }
    }
}

/// A moment in the civil time of a zone given in quarters of an hour.
struct CivilTime {
    let year, month, day, hour, minute, second: Int
    let quarterHours: Int

    init(unixSeconds: Int, quarterHours: Int) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: quarterHours * 900) ?? .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second],
            from: Date(timeIntervalSince1970: TimeInterval(unixSeconds)))
        year = parts.year ?? 0
        month = parts.month ?? 0
        day = parts.day ?? 0
        hour = parts.hour ?? 0
        minute = parts.minute ?? 0
        second = parts.second ?? 0
        self.quarterHours = quarterHours
    }

    /// 26/05/04,09:55:00-20
    var modemText: String {
        "\(two(year % 100))/\(two(month))/\(two(day)),\(two(hour)):\(two(minute)):\(two(second))"
            + "\(quarterHours < 0 ? "-" : "+")\(two(abs(quarterHours)))"
    }

    /// 2026-05-04T09:55:00-05:00
    var iso8601: String {
        let minutes = abs(quarterHours) * 15
        return "\(year)-\(two(month))-\(two(day))T\(two(hour)):\(two(minute)):\(two(second))"
            + "\(quarterHours < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
    }

    /// Seconds since 1970 of "yy/MM/dd,hh:mm:ss±zz"; nil when it is no such time.
    static func read(modemText: String) -> Int? {
        let bytes = Array(modemText.utf8)
        guard bytes.count == 20 || bytes.count == 17 else { return nil }
        func number(_ place: Int) -> Int? {
            let digits = bytes[place...(place + 1)]
            return digits.allSatisfy { (48...57).contains($0) }
                ? Int(digits[place] - 48) * 10 + Int(digits[place + 1] - 48) : nil
        }
        guard let year = number(0), let month = number(3), let day = number(6), let hour = number(9),
            let minute = number(12), let second = number(15), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var quarters = 0
        if bytes.count == 20 {
            guard let zone = number(18) else { return nil }
            quarters = bytes[17] == UInt8(ascii: "-") ? -zone : zone
        }
        var parts = DateComponents(
            year: 2000 + year, month: month, day: day, hour: hour, minute: minute, second: second)
        parts.timeZone = .gmt
        guard let date = Calendar(identifier: .gregorian).date(from: parts) else { return nil }
        return Int(date.timeIntervalSince1970) - quarters * 900
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
