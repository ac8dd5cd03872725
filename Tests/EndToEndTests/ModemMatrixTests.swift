import Foundation
import Glibc
import Stage
import Testing

extension EndToEnd {
    /// The daemon as a black box against modems as they are in the field.
    @Suite("The same day with every modem")
    struct ModemMatrixTests {
        private static let presets = [
            "generic", "huawei-e173", "huawei-e3372", "zte-mf", "sim800", "sim7600", "quectel-ec25", "telit-le910",
            "cinterion-mc55", "cinterion-ehs",
        ]

        @Test(arguments: presets)
        func `loses nothing and doubles nothing`(preset: String) throws {
            // What a dummy is, nobody knows: it may stay where it lies.
            try ModemDay(preset: preset, strangeTexts: preset == "cinterion-mc55" ? 1 : 0).live()
        }

        @Test
        func `has all presets there are`() throws {
            let folder = NSTemporaryDirectory()
            let path = folder + "/edutrac-presets-\(getpid())"
            defer { for end in [".out", ".err"] { unlink(path + end) } }
            let listing = try ChildProcess(
                Program.simulator.path(), ["presets", "--json"], environment: [:], outputPath: path + ".out",
                errorPath: path + ".err")
            #expect(try listing.waitForEnd(within: 10) == .exited(0))
            let names = try JSONValue(parsing: listing.outputText).elements.compactMap { $0["name"].string }
            #expect(names == Self.presets)
        }

        /// EDUTRAC_QUIRKS="Q-3=glued Q-34;Q-41=slow" lives a day for each word with the quirks that
        /// its semicolons part, for a look at one of them alone.
        @Test(
            arguments: ProcessInfo.processInfo.environment["EDUTRAC_QUIRKS"]?.split(separator: " ").map(String.init)
                ?? [])
        func `as somebody asked for`(quirks: String) throws {
            try ModemDay(quirks: quirks.split(separator: ";").map(String.init)).live()
        }
    }
}
