internal import ArgumentParser
internal import ModemSimulator

struct QuirksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quirks", abstract: "List the quirks a simulated modem may have, by number.")

    @Flag(help: "As one JSON array.")
    var json = false

    func run() { print(Listings.quirks(json: json)) }
}

struct PresetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "presets", abstract: "List the modems there are presets of.")

    @Flag(help: "As one JSON array.")
    var json = false

    func run() { print(Listings.presets(json: json)) }
}
