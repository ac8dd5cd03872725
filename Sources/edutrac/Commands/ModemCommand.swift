import ArgumentParser
import ControlSocket
import OfficeConfiguration

struct ModemCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "modem", abstract: "Modems, through the running edutracd, and what their SIMs have sent.",
        subcommands: [
            ListModems.self, ShowModem.self, ModemSignal.self, ModemAT.self, ModemUSSD.self, ResetModem.self,
            RecordModem.self, ModemLedger.self, TopUpModem.self,
        ])
}

/// Which modem, and how the daemon is asked about it.
struct ModemOptions: ParsableArguments {
    @Option(name: .customLong("modem"), help: ArgumentHelp("Its name in the configuration; needed when there are several.", valueName: "name"))
    var name: String?

    @OptionGroup var options: GlobalOptions

    /// - Parameter seconds: how long the slowest answer may take.
    func ask(_ request: ModemRequest, within seconds: Int = 30) async throws -> ControlAnswer {
        let configuration = try OfficeConfiguration.load(options.config)
        let name = try name ?? Self.chosen(nil, of: configuration)
        return try await Self.ask(.modem(name, request), configuration, within: seconds)
    }

    /// The modem of that name, or the only one.
    static func chosen(_ name: String?, of configuration: OfficeConfiguration) throws(Complaint) -> String {
        let names = configuration.modems.map(\.name)
        if let name, !names.isEmpty {
            guard names.contains(name) else {
                throw Complaint(.usage, "There is no modem \(name). Configured are: \(names.joined(separator: ", ")).")
            }
            return name
        }
        guard let name = names.first else { throw Complaint(.configuration, "No [[modem]] is configured.") }
        guard names.count == 1 else {
            throw Complaint(.usage, "There are several modems: add --modem with one of \(names.joined(separator: ", ")).")
        }
        return name
    }

    static func ask(
        _ request: ControlRequest, _ configuration: OfficeConfiguration, within seconds: Int = 10
    ) async throws -> ControlAnswer {
        do {
            let answer = try await ControlClient.ask(request, at: configuration.socketPath, within: seconds)
            if case .failure(let words) = answer { throw Complaint(.unavailable, words) }
            return answer
        } catch let error as ControlError {
            throw Complaint(.unavailable, "\(error)")
        }
    }

    /// What the daemon says line by line, as lines or as an array.
    func write(_ answer: ControlAnswer) throws {
        let lines: [String] =
            switch answer {
            case .lines(let lines): lines
            case .done(let words): [words]
            case .status, .failure: []
            }
        let terminal = Terminal.current
        if options.json { return try terminal.write(.list(lines.map(JSON.text))) }
        for line in lines { try terminal.write(line.withoutControls) }
    }

    /// The modems as the running daemon sees them.
    static func reports(_ options: GlobalOptions) async throws -> [ModemReport] {
        let configuration = try OfficeConfiguration.load(options.config)
        guard case .status(let status) = try await ask(.status, configuration) else { return [] }
        return configuration.modems.map(\.name).map { name in
            status.modems.first { $0.name == name } ?? ModemReport(name: name, state: "absent")
        }
    }
}

struct ListModems: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All modems and how they are.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let reports = try await ModemOptions.reports(options)
        let terminal = Terminal.current
        if options.json { return try terminal.write(.list(reports.map(\.json))) }
        try terminal.write(
            Table(
                [.init("name"), .init("state"), .init("device"), .init("model"), .init("operator"), .init("signal")],
                rows: reports.map { report in
                    [
                        report.name, report.state, report.device, report.model, report.operatorName,
                        report.dBm.map { "\($0) dBm" },
                    ]
                }), of: "Modems")
        for report in reports where report.state != "ready" {
            guard let why = report.detail else { continue }
            let words = "\(report.name): \(why)\(report.remedy.map { ". \($0)" } ?? "")"
            for line in words.withoutControls.wrapped(to: terminal.width) { try terminal.write(line) }
        }
    }
}

struct ShowModem: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "All that is known of a modem.")

    @OptionGroup var modem: ModemOptions

    func run() async throws {
        let reports = try await ModemOptions.reports(modem.options)
        let chosen = modem.name.map { name in reports.filter { $0.name == name } } ?? reports
        guard !chosen.isEmpty else {
            throw Complaint(
                .usage,
                modem.name.map { "There is no modem \($0). Configured are: \(reports.map(\.name).joined(separator: ", "))." }
                    ?? "No [[modem]] is configured.")
        }
        let terminal = Terminal.current
        if modem.options.json { return try terminal.write(.list(chosen.map(\.json))) }
        for (index, report) in chosen.enumerated() {
            if index > 0 { try terminal.write("") }
            for (label, value) in report.facts { try terminal.write(label.padded(to: 14) + value.withoutControls) }
        }
    }
}

struct ModemSignal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signal", abstract: "Asks the modem for registration, operator and signal now.")

    @OptionGroup var modem: ModemOptions

    func run() async throws { try modem.write(try await modem.ask(.signal, within: 60)) }
}

struct ModemAT: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "at", abstract: "Sends one AT command and shows the answer.",
        discussion: "What could lose or send a text or lock the SIM is refused.")

    @Argument(help: "With or without the AT in front, such as +CSQ.")
    var command: String

    @OptionGroup var modem: ModemOptions

    func run() async throws { try modem.write(try await modem.ask(.at(command), within: 150)) }
}

struct ModemUSSD: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ussd", abstract: "Asks the network by a USSD code, such as the balance by *100#.")

    @Argument(help: "Digits, * and #.")
    var code: String

    @OptionGroup var modem: ModemOptions

    func run() async throws { try modem.write(try await modem.ask(.ussd(code), within: 150)) }
}

struct ResetModem: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Restarts the modem; edutracd brings it up again.")

    @OptionGroup var modem: ModemOptions

    func run() async throws { try modem.write(try await modem.ask(.reset, within: 60)) }
}

struct RecordModem: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Prints the last traffic with the modem, without PINs and texts.")

    @OptionGroup var modem: ModemOptions

    func run() async throws { try modem.write(try await modem.ask(.record)) }
}

extension ModemReport {
    var facts: [(String, String)] {
        let known: [(String, String?)] = [
            ("modem", name), ("state", state), ("why", detail), ("to do", remedy), ("device", device), ("model", model), ("IMEI", imei),
            ("ICCID", iccid), ("SMSC", serviceCentre), ("operator", operatorName), ("registration", registration),
            ("signal", rssi.map { "\($0) of 31\(dBm.map { ", \($0) dBm" } ?? "")" }),
            ("memory", storage.isEmpty ? nil : storage.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")),
            ("treated as", profile),
            ("quirks", quirks.map { $0.isEmpty ? "none" : $0.joined(separator: ", ") }),
            ("sending", sending),
        ] + alarms.map { ("alarm", $0) }
        return known.compactMap { label, value in value.map { (label, $0) } }
    }

    var json: JSON {
        [
            "name": .text(name), "state": .text(state), "detail": JSON(detail), "remedy": JSON(remedy),
            "device": JSON(device), "model": JSON(model), "imei": JSON(imei), "iccid": JSON(iccid), "serviceCentre": JSON(serviceCentre), "operatorName": JSON(operatorName),
            "registration": JSON(registration), "rssi": JSON(rssi), "signalDBm": JSON(dBm),
            "storage": .text(storage.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")),
            "profile": JSON(profile), "quirks": .list((quirks ?? []).map(JSON.text)),
            "sending": JSON(sending), "alarms": .list(alarms.map(JSON.text)),
        ]
    }
}
