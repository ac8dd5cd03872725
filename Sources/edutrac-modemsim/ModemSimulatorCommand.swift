internal import ArgumentParser
internal import Foundation
internal import ModemSimulator

@main
struct ModemSimulatorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edutrac-modemsim",
        abstract: "A simulated GSM modem on a pseudo-terminal, with its SIM and network.",
        discussion: "The control protocol is described in edutrac-modemsim(1).",
        subcommands: [RunCommand.self, AskCommand.self, QuirksCommand.self, PresetsCommand.self],
        defaultSubcommand: RunCommand.self)
}

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a modem until SIGTERM, SIGINT or the request to quit (the default).")

    @Option(help: ArgumentHelp("Where the modem appears: a symbolic link to its terminal.", valueName: "path"))
    var link: String

    @Option(help: ArgumentHelp("Unix socket for control requests.", valueName: "socket"))
    var control: String?

    @Option(help: ArgumentHelp("Limits the line to so many bits per second, ten to a byte.", valueName: "rate"))
    var baud = 0

    @Option(help: ArgumentHelp("How long the network takes to answer a submitted text.", valueName: "seconds"))
    var networkSeconds = 0.0

    @Option(
        help: ArgumentHelp(
            "Start and speed of the wall clock, as 2026-05-04T09:55:00-05:00,x60.", valueName: "time[,xN]"))
    var clock: String?

    @Option(
        help: ArgumentHelp("Capacity of a memory (SM, ME or SR), as SM:30. May be repeated.", valueName: "name:size"))
    var memory: [String] = []

    @Option(help: ArgumentHelp("A modem from the list of presets; generic if not given.", valueName: "name"))
    var preset: String?

    @Option(help: ArgumentHelp("A quirk from the list, as Q-34 or Q-52=ds1. May be repeated.", valueName: "quirk"))
    var quirk: [String] = []

    @Option(help: ArgumentHelp("The PIN the SIM asks for at power-up.", valueName: "digits"))
    var pin: String?

    @Option(help: ArgumentHelp("The number of the SIM, for +CNUM.", valueName: "number"))
    var number: String?

    @Option(help: ArgumentHelp("The modem's IMEI.", valueName: "digits"))
    var imei: String?

    @Option(help: ArgumentHelp("The SIM's number; empty for no SIM.", valueName: "digits"))
    var iccid: String?

    @Option(help: ArgumentHelp("The subscriber's identity.", valueName: "digits"))
    var imsi: String?

    @Option(help: ArgumentHelp("The service centre's number; empty for a SIM that lost it.", valueName: "number"))
    var serviceCentre: String?

    @Option(help: ArgumentHelp("The +CREG state of the network at the start.", valueName: "stat"))
    var registration = 1

    func run() throws {
        let profile = try profile()
        let clock = try simulatedClock()
        let simulator = try orExit(73) {
            try Simulator(profile, link: link, control: control, bitsPerSecond: baud, clock: clock)
        }
        let socket = control.map { ", control at \($0)" } ?? ""
        FileHandle.standardOutput.write(Data("modem at \(link)\(socket)\n".utf8))
        try orExit(71) { try simulator.run() }
    }

    private func simulatedClock() throws -> SimulatedClock {
        guard let argument = clock else { return SimulatedClock() }
        guard let clock = SimulatedClock(argument: argument) else {
            throw ValidationError(
                "--clock wants a time such as 2026-05-04T09:55:00-05:00, and may add a speed such as ,x60.")
        }
        return clock
    }

    private func profile() throws -> ModemProfile {
        var profile = ModemProfile()
        if let preset { try orExit(64) { try ModemPreset.named(preset).apply(to: &profile) } }
        for text in quirk { try orExit(64) { try profile.add(quirk: text) } }
        profile.networkSeconds = networkSeconds
        profile.pin = pin
        profile.registration = registration
        profile.number = number ?? profile.number
        profile.imei = imei ?? profile.imei
        profile.iccid = iccid ?? profile.iccid
        profile.imsi = imsi ?? profile.imsi
        profile.serviceCentre = serviceCentre ?? profile.serviceCentre
        for argument in memory {
            let parts = argument.split(separator: ":")
            guard parts.count == 2, profile.capacities[String(parts[0])] != nil, let size = Int(parts[1]),
                (0...9999).contains(size)
            else { throw ValidationError("--memory wants SM, ME or SR with a size up to 9999, such as SM:30.") }
            profile.capacities[String(parts[0])] = size
        }
        return profile
    }
}

/// Says what went wrong and ends with an exit code of sysexits(3).
func orExit<Value>(_ code: Int32, _ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let error as SimulatorError {
        FileHandle.standardError.write(Data("edutrac-modemsim: \(error)\n".utf8))
        throw ExitCode(code)
    }
}
