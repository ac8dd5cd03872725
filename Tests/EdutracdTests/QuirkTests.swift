import Foundation
import ModemDriver
import OfficeConfiguration
import Testing

@testable import edutracd

/// Neither module knows the other.
@Suite("Quirks in the configuration")
struct QuirkTests {
    @Test func `the configuration knows the quirks that the driver has, and no others`() {
        #expect(ModemConfiguration.knownQuirks == ModemQuirk.allCases.map(\.name))
    }

    @Test func `every quirk is in edutrac.toml(5)`() throws {
        let page = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "Sources/edutracd/Manual/edutrac.toml.5"),
            encoding: .utf8)
        let tags = page.split(separator: "\n").filter { $0.hasPrefix(".It Cm ") }.joined(separator: " ")
        for quirk in ModemQuirk.allCases { #expect(tags.split(separator: " ").contains(Substring(quirk.name)), "\(quirk.name)") }
    }

    @Test func `what the office says of a modem reaches the driver`() {
        var modem = ModemConfiguration(name: "sim1")
        modem.quirks = ["slot-scan"]
        modem.refusedQuirks = ["no-radio-cycle"]
        modem.bearer = .circuitFirst
        modem.writePacing = .init(bytes: 18, milliseconds: 10)
        var settings = ModemSettings()
        modem.treat(&settings)
        #expect(settings.quirks == QuirkChoice(wanted: [.slotScan], refused: [.noRadioCycle]))
        #expect(settings.bearer == 3)
        #expect(settings.writePacing == WritePacing(bytes: 18, pause: .milliseconds(10)))
    }
}
