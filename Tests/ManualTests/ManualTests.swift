import Foundation
import Testing

/// A page that lacks a command or a key is a defect: the operator has nothing else to read.
@Suite("Man pages")
struct ManualTests {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static let pages = [
        "Sources/edutracd/Manual/edutracd.8", "Sources/edutracd/Manual/edutrac.toml.5",
        "Sources/edutrac/Manual/edutrac.8", "Sources/edutrac-modemsim/Manual/edutrac-modemsim.1",
    ]

    @Test func `every key of the commented example is in edutrac.toml(5)`() throws {
        let page = try Self.text("Sources/edutracd/Manual/edutrac.toml.5")
        let example = try Self.text("Sources/OfficeConfiguration/Examples/edutrac.toml")
        var section = ""
        var keys = 0
        for line in example.split(separator: "\n") {
            if let table = line.firstMatch(of: #/^#?(\[\[?\w+\]\]?)$/#) {
                section = String(table.1)
                if !page.contains(".Ss \(section)") { Issue.record("no section \(section)") }
            } else if let key = line.firstMatch(of: #/^#(\w+) = /#) {
                keys += 1
                let isThere = page.contains(".It Ic \(key.1)")
                #expect(isThere, "\(section) \(key.1)")
            }
        }
        #expect(keys > 15, "the example was not read")
    }

    @Test(arguments: [
        "status", "doctor", "log", "metrics", "school import", "school list", "reporter import", "reporter list", "reporter approve", "reporter refuse",
        "report list", "report enter", "report correct", "report void", "audit list", "wording check",
        "inbox list", "inbox show", "inbox assign", "inbox reply", "inbox ignore", "inbox calls",
        "outbox list", "send", "calendar show", "calendar add", "calendar remove", "calendar import",
        "closure add", "closure list", "closure end", "reminders hold", "reminders resume", "reminders holds",
        "reminders plan", "clock show", "clock accept",
        "pdu decode", "pdu encode", "modem list", "modem show", "modem signal", "modem at", "modem ussd", "modem reset",
        "modem record", "modem ledger", "modem topup", "reporting-day list", "reporting-day set", "reporting-day unset",
        "reporting-day baseline", "reporting-day show", "month show", "month close", "month context", "month export",
        "month print",
        "agreement add", "agreement list", "agreement done", "agreement not-done", "agreement reopen",
        "backup", "restore", "check",
    ])
    func `every command is in edutrac(8)`(_ command: String) throws {
        let page = try Self.text("Sources/edutrac/Manual/edutrac.8")
        let isThere = page.contains(command)
        #expect(isThere, "\(command)")
    }

    @Test(arguments: pages)
    func `every page has its sections`(_ path: String) throws {
        let page = try Self.text(path)
        for section in ["NAME", "DESCRIPTION"] + (path.hasSuffix(".5") ? [] : ["EXIT STATUS"]) {
            let isThere = page.contains(".Sh \(section)")
            #expect(isThere, "\(path): \(section)")
        }
    }

    @Test func `every message of the daemon that tells of trouble is under DIAGNOSTICS`() throws {
        let page = try Self.text("Sources/edutracd/Manual/edutracd.8").replacing("\n", with: " ")
        let folder = Self.root.appending(path: "Sources/edutracd")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        for file in files where file.pathExtension == "swift" {
            let source = try String(contentsOf: file, encoding: .utf8)
            for call in source.matches(of: #/(?:error|critical|warning)\(\s*"([^"\\]+)"/#) {
                let words = call.1.split(separator: ":")[0]
                if !page.contains(words) {
                    Issue.record("edutracd(8) lacks \"\(words)\" (\(file.lastPathComponent))")
                }
            }
        }
    }
}
