/// A modem as it is found in the field: what it says about itself, its memories, what it says
/// unasked, and its quirks. Data only; who it is comes from public listings, how it behaves from the
/// quirks it names. Waits are shorter than real ones, so that a demonstration goes on.
package struct ModemPreset: Sendable {
    package let name: String
    package let title: String
    let manufacturer: String
    let model: String
    let revision: String
    let capacities: [String: Int]
    let memoryLists: [[String]]
    let aliases: [String: String]
    let firstMemories: [String]
    let indicationRanges: [String]
    let cardCommands: [String: String]
    let bootLines: [(text: String, after: Double)]
    package let quirks: [String]

    init(
        _ name: String, _ title: String, manufacturer: String, model: String, revision: String,
        capacities: [String: Int], memoryLists: [[String]], aliases: [String: String] = [:],
        firstMemories: [String], indicationRanges: [String], cardCommands: [String: String],
        bootLines: [(text: String, after: Double)] = [], quirks: [String]
    ) {
        self.name = name
        self.title = title
        self.manufacturer = manufacturer
        self.model = model
        self.revision = revision
        self.capacities = capacities
        self.memoryLists = memoryLists
        self.aliases = aliases
        self.firstMemories = firstMemories
        self.indicationRanges = indicationRanges
        self.cardCommands = cardCommands
        self.bootLines = bootLines
        self.quirks = quirks
    }

    /// - Throws: ``SimulatorError`` that names the nearest preset.
    package static func named(_ name: String) throws(SimulatorError) -> ModemPreset {
        if let preset = all.first(where: { $0.name == name }) { return preset }
        let nearest = Nearest.name(to: name, among: all.map(\.name)) ?? ""
        throw SimulatorError("there is no preset \"\(name)\"; did you mean \(nearest)?")
    }

    /// The SIM, the network and their numbers stay those of the simulation.
    package func apply(to profile: inout ModemProfile) throws(SimulatorError) {
        profile.manufacturer = manufacturer
        profile.model = model
        profile.revision = revision
        profile.capacities = capacities
        profile.memoryLists = memoryLists
        profile.aliases = aliases
        profile.firstMemories = firstMemories
        profile.indicationRanges = indicationRanges
        profile.cardCommands = cardCommands
        profile.bootLines = bootLines.map { ModemProfile.BootLine(text: $0.text, after: $0.after) }
        for quirk in quirks { try profile.add(quirk: quirk) }
    }
}
