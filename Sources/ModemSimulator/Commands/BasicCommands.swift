/// V.250 §6: the terminal adaptor itself.
extension SimulatedModem {
    static let basicCommands: [String: CommandEntry] = [
        "E": CommandEntry { $0.basic($1, \.echo, 0...1) },
        "V": CommandEntry { $0.basic($1, \.verbose, 0...1) },
        "Q": CommandEntry { $0.basic($1, \.quiet, 0...1) },
        "X": CommandEntry { $0.basic($1, \.resultSelection, 0...4) },
        "&C": CommandEntry { $0.basic($1, \.dataCarrierDetect, 0...1) },
        "&D": CommandEntry { $0.basic($1, \.dataTerminalReady, 0...2) },
        "L": CommandEntry { $0.ignored($1, 0...3) },
        "M": CommandEntry { $0.ignored($1, 0...2) },
        "T": CommandEntry { $0.ignored($1, 0...0) },
        "P": CommandEntry { $0.ignored($1, 0...0) },
        "&K": CommandEntry { $0.ignored($1, 0...6) },
        "&S": CommandEntry { $0.ignored($1, 0...1) },
        "&W": CommandEntry { $0.ignored($1, 0...0) },
        "I": CommandEntry { $0.identification($1) },
        "Z": CommandEntry { $0.reset($1, dropsLine: true) },
        "&F": CommandEntry { $0.reset($1, dropsLine: false) },
        "&V": CommandEntry { modem, _ in .done([modem.profileView]) },
        "D": CommandEntry { _, _ in .failed("NO CARRIER") },
        "A": CommandEntry { _, _ in .failed("NO CARRIER") },
        "O": CommandEntry { _, _ in .failed("NO CARRIER") },
        "H": CommandEntry { modem, command in
            modem.hangUpCall()
            return modem.ignored(command, 0...0)
        },
        "+GMI": CommandEntry { $0.report($1, $0.profile.manufacturer) },
        "+GMM": CommandEntry { $0.report($1, $0.profile.model) },
        "+GMR": CommandEntry { $0.report($1, $0.profile.revision) },
        "+GSN": CommandEntry { $0.report($1, $0.profile.imei) },
        "+GOI": CommandEntry { $0.report($1, "EDUTRAC") },
        "+GCAP": CommandEntry { $0.report($1, "+GCAP: +CGSM") },
        "+IPR": CommandEntry { $0.rate($1) },
        "+IFC": CommandEntry { $0.inertPair($1, test: "(0-2),(0-2)", initially: "2,2") },
        "+ICF": CommandEntry { $0.inertPair($1, test: "(3),(0-3)", initially: "3,3") },
        "+CLAC": CommandEntry { modem, command in
            modem.report(command, SimulatedModem.commandTable.keys.sorted().joined(separator: "\r\n"))
        },
    ]

    private func ignored(_ command: ATCommand, _ allowed: ClosedRange<Int>) -> Outcome {
        let value = command.kind == .execute ? 0 : command[0].number
        return value.map(allowed.contains) == true ? .done : .error
    }

    /// I0 to I9 (V.250 §6.1.3): the texts are the maker's business.
    private func identification(_ command: ATCommand) -> Outcome {
        switch command.kind == .execute ? 0 : command[0].number ?? -1 {
        case 0: .done(["\(profile.manufacturer)\r\n\(profile.model)\r\nRevision: \(profile.revision)"])
        case 1...9: .done
        default: .error
        }
    }

    /// Z drops what follows it in the line (V.250 §6.1.1), &F goes on. Both set everything back,
    /// echo and +CNMI too, as real modems do.
    private mutating func reset(_ command: ATCommand, dropsLine: Bool) -> Outcome {
        guard command.kind == .execute || command[0].number == 0 else { return .error }
        settings = freshSettings
        bufferedIndications = []
        return dropsLine ? .finished : .done
    }

    private var profileView: String {
        let registers = settings.registers.keys.sorted().map { number in
            let value = String(settings.registers[number] ?? 0)
            return "S\(number):" + String(repeating: "0", count: max(0, 3 - value.utf8.count)) + value
        }
        return "E\(settings.echo) V\(settings.verbose) Q\(settings.quiet) X\(settings.resultSelection) "
            + "&C\(settings.dataCarrierDetect) &D\(settings.dataTerminalReady)\r\n" + registers.joined(separator: " ")
    }

    /// S registers (V.250 §5.3.2): three digits when read. S3 to S5 are characters of IRA.
    mutating func register(_ number: Int, _ command: ATCommand) -> Outcome {
        guard let value = settings.registers[number] else { return .error }
        if command.kind == .read {
            let digits = String(value)
            return .done([String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits])
        }
        let limit = (3...5).contains(number) ? 127 : 255
        guard let new = command[0] == .plain("") ? 0 : command[0].number, new <= limit else { return .error }
        settings.registers[number] = new
        return .done
    }

    /// +IPR (V.250 §6.2.10). The pseudo-terminal has no rate; the value is kept.
    private mutating func rate(_ command: ATCommand) -> Outcome {
        let rates = [0, 300, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115_200, 230_400, 460_800]
        switch command.kind {
        case .test: return .done(["+IPR: (\(rates.map(String.init).joined(separator: ","))),()"])
        case .read: return .done(["+IPR: \(settings.rate)"])
        case .set:
            guard let value = command[0].number, rates.contains(value) else { return .error }
            settings.rate = value
            return .done
        case .execute, .malformed: return .error
        }
    }

    private mutating func inertPair(_ command: ATCommand, test: String, initially: String) -> Outcome {
        switch command.kind {
        case .test: return .done(["\(command.name): \(test)"])
        case .read: return .done(["\(command.name): \(settings.plainTexts[command.name] ?? initially)"])
        case .set:
            guard command.parameters.count <= 2, command.parameters.allSatisfy({ $0 == .missing || $0.number != nil })
            else { return .error }
            settings.plainTexts[command.name] = command.parameters.compactMap(\.text).joined(separator: ",")
            return .done
        case .execute, .malformed: return .error
        }
    }
}
