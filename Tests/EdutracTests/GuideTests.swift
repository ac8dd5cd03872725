import ArgumentParser
import Foundation
import Testing

@testable import edutrac

/// The operator's guide is typed line by line by somebody who cannot know what is wrong with it.
@Suite("docs/guia.md")
struct GuideTests {
    private static let guide: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        do {
            return try String(contentsOf: root.appending(path: "docs/guia.md"), encoding: .utf8)
        } catch {
            Issue.record(error)
            return ""
        }
    }()

    /// Command lines of `edutrac`, in blocks and within sentences, without `sudo`.
    static let commands: [String] = {
        var isBlock = false
        return guide.split(separator: "\n").flatMap { line -> [Substring] in
            if line.hasPrefix("```") {
                isBlock.toggle()
                return []
            }
            return isBlock ? [line] : line.matches(of: #/`([^`]+)`/#).map(\.1)
        }.map { $0.hasPrefix("sudo ") ? $0.dropFirst(5) : $0 }.filter { $0.hasPrefix("edutrac ") }.map(String.init)
    }()

    /// As a shell has them: quotation marks hold together, what goes into a file is not the command's.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            if index % 2 == 1 { words.append(String(part)) } else { words += part.split(separator: " ").map(String.init) }
        }
        return Array(words.prefix { $0 != ">" }.dropFirst())
    }

    @Test func `the guide has commands`() {
        #expect(Self.commands.count > 60)
    }

    /// Backup, restore, check, person and purge are read as soon as they are there.
    @Test(arguments: commands)
    func `every command of the guide is one, with options that it takes`(_ line: String) throws {
        let words = Self.words(line)
        let known = EdutracCommand.configuration.subcommands.map { $0._commandName }
        let others = ["backup", "restore", "check", "person", "purge"]
        if let first = words.first, others.contains(first), !known.contains(first) { return }
        let trouble = Self.trouble(words)
        #expect(trouble == nil, "\(line)")
    }

    /// What stands against a command line; --help and --version are errors that are none.
    private static func trouble(_ words: [String]) -> String? {
        do {
            let command = try EdutracCommand.parseAsRoot(words)
            return command is EdutracCommand ? "a command is missing" : nil
        } catch {
            let isAnswer = EdutracCommand.exitCode(for: error) == .success
            return isAnswer ? nil : EdutracCommand.fullMessage(for: error)
        }
    }

    @Test func `its tables are those that imports want`() async throws {
        let blocks = Self.guide.components(separatedBy: "```\n").filter { $0.hasPrefix("cod_mod;") || $0.hasPrefix("phone;") }
        try #require(blocks.count == 2)
        let office = try TestOffice()
        for (kind, table) in zip(["school", "reporter"], blocks) {
            let answer = await office.run(kind, "import", try office.write(table, to: "\(kind).csv"))
            #expect(answer.code == 0 && answer.complaint.isEmpty, "\(answer.complaint)")
        }
    }

    @Test func `its least configuration is in order`() async throws {
        let block = try #require(Self.guide.components(separatedBy: "```toml\n").last?.components(separatedBy: "```").first)
        let office = try TestOffice()
        let extra = "\n[store]\npath = \"\(office.folder)/edutrac.sqlite\"\n[calendar]\nfile = \"\(office.folder)/calendar.toml\"\n"
        try office.write(block + extra, to: "edutrac.toml")
        let answer = await office.run("school", "list")
        #expect(answer.code == 0 && answer.complaint.isEmpty, "\(answer.complaint)")
    }

    @Test func `what it lets people write is what the grammar of the README has`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let rows = Self.guide.split(separator: "\n").drop { $0 != "| SMS | Para qué |" }.prefix { $0.hasPrefix("|") }
        let texts = rows.compactMap { $0.firstMatch(of: #/^\| `([^`]+)`/#)?.1 }
        #expect(texts.count > 8)
        for text in texts { #expect(readme.contains("`\(text)"), "\(text)") }
    }
}
