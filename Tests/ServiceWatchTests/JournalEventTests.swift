import Foundation
import TestSupport
import Testing

@testable import ServiceWatch

/// Table, catalogue, man page and the log lines in the code belong together: an id that nobody can look up helps nobody.
@Suite("Journal events")
struct JournalEventTests {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    @Test func `every event has an id of its own that is 32 hex digits, and a beginning of its own`() {
        let ids = JournalEvent.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        for event in JournalEvent.all where event.id.wholeMatch(of: #/[0-9a-f]{32}/#) == nil {
            Issue.record("\(event.message): \(event.id)")
        }
        let messages = JournalEvent.all.map(\.message)
        #expect(Set(messages).count == messages.count)
    }

    /// Ids that have left this machine once: whoever changes one of these breaks what was logged before.
    @Test(arguments: [
        ("modem absent", "72adf4d98e0947969d3806fa3ce38240"),
        ("modem gone", "e95059d8fe2d4e0cba18915f0db365f3"),
        ("outcome of a text unknown: held", "f5f555c61b164f78990cb440e81a9d91"),
        ("the main loop stands still", "713da52545414e0f8e70ff2574bcd6fc"),
    ])
    func `an id does not change`(_ message: String, _ id: String) {
        #expect(JournalEvent.all.first { $0.message == message }?.id == id)
    }

    @Test func `meaning and remedy are sentences`() {
        for event in JournalEvent.all {
            for text in [event.meaning, event.remedy] {
                #expect(text.hasSuffix("."), "\(event.message)")
                #expect(text.first?.isUppercase == true || text.hasPrefix("\""), "\(event.message)")
            }
        }
    }

    @Test func `a line is found by its beginning, the longest first, and by its id`() throws {
        let held = try #require(JournalEvent.of(message: "outcome of a text unknown: held, not sent again"))
        let ended = try #require(
            JournalEvent.of(message: "outcome of a text unknown: edutracd ended while it was submitted; held, not sent again"))
        #expect(held != ended)
        #expect(JournalEvent.of(id: held.id) == held)
        #expect(JournalEvent.of(message: "text sent") == nil)
        #expect(JournalEvent.of(id: "") == nil)
    }

    /// `UPDATE_GOLDEN=1` writes it anew.
    @Test func `the catalogue of the journal is made from the table`() throws {
        let file = Self.root.appending(path: "systemd/edutrac.catalog")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(EventCatalogue.text.utf8).write(to: file)
        }
        let isMade = try String(contentsOf: file, encoding: .utf8) == EventCatalogue.text
        #expect(isMade, "run UPDATE_GOLDEN=1 with --filter JournalEventTests")
    }

    @Test func `every event is under DIAGNOSTICS of edutracd(8)`() throws {
        let page = try Self.text("Sources/edutracd/Manual/edutracd.8")
        let section = try #require(page.split(separator: "\n.Sh ").first { $0.hasPrefix("DIAGNOSTICS") })
        let items = section.split(separator: "\n").filter { $0.hasPrefix(".It ") }
        for event in JournalEvent.all where !items.contains(where: { $0.contains(event.message) }) {
            Issue.record("edutracd(8) lacks \"\(event.message)\"")
        }
    }

    @Test func `every line of the daemon that tells of trouble is an event, and every event is a line of the daemon`() throws {
        let folder = Self.root.appending(path: "Sources/edutracd")
        var lines: [String] = []
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.pathExtension == "swift" {
            let source = try String(contentsOf: file, encoding: .utf8)
            for call in source.matches(of: #/(?:error|critical|warning)\(\s*"((?:[^"\\]|\\.)+)"/#) {
                lines.append(String(call.1))
            }
            // Of two messages one is chosen where they are logged, and notices may be events as well.
            for words in source.matches(of: #/(?:\?|: |notice\()\s*"((?:[^"\\]|\\.)+)"/#) where JournalEvent.of(message: String(words.1)) != nil {
                lines.append(String(words.1))
            }
        }
        #expect(lines.count > 50, "the sources were not read")
        for line in lines where JournalEvent.of(message: line) == nil { Issue.record("no event for \"\(line)\"") }
        let met = Set(lines.compactMap { JournalEvent.of(message: $0)?.message })
        for event in JournalEvent.all where !met.contains(event.message) {
            Issue.record("edutracd never logs \"\(event.message)\"")
        }
    }
}

@Suite("Catalogue of the journal", .enabled(if: Journalctl.isThere, "journalctl is not installed"))
struct JournalctlTests {
    @Test func `journalctl takes it, and finds every event in it`() throws {
        let root = try ScratchFolder()
        let folder = root.file("usr/lib/systemd/catalog")
        for path in [folder, root.file("var/lib/systemd/catalog")] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        try Data(EventCatalogue.text.utf8).write(to: URL(filePath: folder + "/edutrac.catalog"))
        let (code, said) = try Journalctl.run(["--root", root.path, "--update-catalog"])
        #expect(code == 0, "\(said)")
        let listed = try Journalctl.run(["--root", root.path, "--no-pager", "--dump-catalog"]).output
        for event in JournalEvent.all {
            let isFound = listed.contains("-- \(event.id)\nSubject: \(event.message)\n")
            #expect(isFound, "\(event.message)")
        }
    }
}

enum Journalctl {
    private static let program = "/usr/bin/journalctl"

    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: program) }

    static func run(_ arguments: [String]) throws -> (code: Int32, output: String) {
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
