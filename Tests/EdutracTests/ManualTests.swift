import ArgumentParser
import Foundation
import Testing

@testable import edutrac

@Suite("edutrac(8)")
struct ManualTests {
    static func page() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "Sources/edutrac/Manual/edutrac.8"), encoding: .utf8)
    }

    /// The lines of the page without its markup.
    static func words() throws -> Set<Substring> {
        Set(try page().split { " \n".contains($0) }.map { $0.drop { $0 == "(" } })
    }

    @Test func `every command is on the page`() throws {
        let words = try Self.words()
        for command in EdutracCommand.configuration.subcommands {
            #expect(words.contains(Substring(command._commandName)))
            for inner in command.configuration.subcommands { #expect(words.contains(Substring(inner._commandName))) }
        }
    }

    @Test(arguments: [
        ["status"], ["school", "list"], ["reporter", "list"], ["outbox", "list"], ["calendar", "show"],
        ["reminders", "plan", "--at", "10:00"], ["closure", "list"],
        ["reminders", "holds"], ["reporting-day", "list"], ["reporting-day", "show"],
        ["reporting-day", "set", "--district", "Kimbiri", "friday"],
        ["reporting-day", "baseline", "--district", "Kimbiri", "--weeks", "2"], ["month", "show", "2026-05"],
        ["backup"],
    ])
    func `every key of the JSON is on the page`(_ command: [String]) async throws {
        let office = try await TestOffice().seeded()
        _ = await office.run("send", "987654321", "x")
        _ = await office.run("closure", "add", "--office", "--from", "2026-05-04", "--reason", "x")
        _ = await office.run("reminders", "hold", "--school", "9999996", "--note", "x")
        let output = await TestOffice.run(
            ["--config", office.folder + "/edutrac.toml", "--clock", office.clock, "--json"] + command
        ).output
        let words = try Self.words()
        for key in try Self.keys(of: JSONSerialization.jsonObject(with: Data(output.utf8))) {
            #expect(words.contains(Substring(key)), "\(command): \(key)")
        }
    }

    @Test func `every exit code is on the page`() throws {
        let page = try Self.page()
        for code in [64, 65, 66, 69, 70, 73, 74, 75, 77, 78] { #expect(page.contains("\n.It \(code)\n")) }
    }

    static func keys(of value: Any) -> Set<String> {
        if let list = value as? [Any] { return list.map(keys).reduce([]) { $0.union($1) } }
        guard let object = value as? [String: Any] else { return [] }
        return object.values.map(keys).reduce(Set(object.keys)) { $0.union($1) }
    }
}
