import Foundation
import TestSupport
import Testing

/// systemd's own judgement on the units, without a running systemd.
@Suite("Units of systemd", .enabled(if: SystemdAnalyze.isThere, "systemd-analyze is not installed"))
struct UnitTests {
    static let services = [
        "edutracd.service", "edutrac-month.service", "edutrac-purge.service", "edutrac-backup.service", "edutrac-usb-reset.service",
    ]

    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test func `systemd finds nothing wrong with them`() throws {
        var units: [String] = []
        for name in try Repository.files("systemd") where [".service", ".timer", ".path", ".mount", ".automount"].contains(where: name.hasSuffix) {
            // It looks for the programs, which need not be installed here.
            let unit = try Repository.text("systemd/\(name)")
                .replacing(#/\nExecStart=\S+/#, with: "\nExecStart=/bin/true")
            try Data(unit.utf8).write(to: URL(filePath: folder.file(name)))
            units.append(folder.file(name))
        }
        #expect(units.count == 11)
        let (code, said) = try SystemdAnalyze.analyze(["verify", "--man=no"] + units)
        #expect(code == 0, "\(said)")
        // Of a key that it does not know it only complains.
        let complaints = said.split(separator: "\n").filter { $0.contains("edutrac") }
        #expect(complaints.isEmpty, "\(said)")
    }

    @Test func `a key that systemd does not know would be seen`() throws {
        let unit = folder.file("edutrac-open.service")
        try Data("[Service]\nExecStart=/bin/true\nProtectEverything=yes\n".utf8).write(to: URL(filePath: unit))
        let (_, said) = try SystemdAnalyze.analyze(["verify", "--man=no", unit])
        let isSeen = said.contains("ProtectEverything")
        #expect(isSeen, "\(said)")
    }

    /// The threshold is in tenths: 1.5 of 10.
    @Test(arguments: services)
    func `what a service could do to the computer is little`(_ service: String) throws {
        let unit = Repository.root.appending(path: "systemd/\(service)").path
        let (code, said) = try SystemdAnalyze.analyze(["security", "--offline=true", "--no-pager", "--threshold=15", unit])
        #expect(code == 0, "\(said)")
    }

    @Test func `a service without a sandbox would be told`() throws {
        let unit = folder.file("edutrac-open.service")
        try Data("[Service]\nExecStart=/bin/true\n".utf8).write(to: URL(filePath: unit))
        let (code, _) = try SystemdAnalyze.analyze(["security", "--offline=true", "--no-pager", "--threshold=15", unit])
        #expect(code != 0)
    }
}

enum SystemdAnalyze {
    private static let program = "/usr/bin/systemd-analyze"

    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: program) }

    static func analyze(_ arguments: [String]) throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, said)
    }
}
