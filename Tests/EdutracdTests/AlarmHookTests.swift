import Foundation
import Glibc
import TestSupport
import Testing

@testable import edutracd

@Suite("The office's command for alarms")
struct AlarmHookTests {
    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// A shell script, made by the test; the daemon runs it as any program.
    private func script(_ lines: String) throws -> String {
        let path = folder.file("hook")
        try Data("#!/bin/sh\n\(lines)\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    /// Why it failed; nil when it did not.
    private func run(
        _ command: [String], _ environment: [String: String] = [:], for limit: Duration = .seconds(60), isStopped: Bool = false
    ) -> String? {
        do throws(HookProcess.Failure) {
            try HookProcess(command, environment: environment).wait(for: limit) { isStopped }
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `it is told by its environment, and its arguments are not read by a shell`() throws {
        let path = try script("printf '%s|' \"$@\" > '\(folder.file("said"))'; env >> '\(folder.file("said"))'")
        let words = "x; touch \(folder.file("touched")) $(id) `id`"
        #expect(run([path, "a b", words], ["EDUTRAC_ALARM": "disk-full", "EDUTRAC_ALARM_TEXT": words]) == nil)
        let said = try String(contentsOfFile: folder.file("said"), encoding: .utf8)
        #expect(said.hasPrefix("a b|\(words)|"))
        #expect(said.contains("\nEDUTRAC_ALARM_TEXT=\(words)\n") || said.contains("|EDUTRAC_ALARM_TEXT=\(words)\n"))
        #expect(!said.contains("\nHOME="))
        #expect(!FileManager.default.fileExists(atPath: folder.file("touched")))
    }

    @Test func `one that is missing, fails or is killed is told of with its own words`() throws {
        #expect(run([folder.file("nothing")]) == "it cannot be started: No such file or directory")
        #expect(run([try script("echo out; echo 'no route' >&2; exit 3")]) == "it ended with 3: no route")
        #expect(run([try script("exit 1")]) == "it ended with 1")
        #expect(run([try script("kill -9 $$")]) == "it was ended by signal 9")
    }

    @Test func `one that hangs is ended, with all that it has started`() throws {
        let path = try script("sleep 600 & echo $! > '\(folder.file("child"))'; wait")
        #expect(run([path], for: .milliseconds(1500)) == "it did not end within 1 s and was stopped")
        let child = try #require(Int32(try String(contentsOfFile: folder.file("child"), encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)))
        // It was killed; on a busy computer it dies when its turn comes. Gone, or a zombie that nobody has waited for yet.
        func isGone() -> Bool {
            let state = FileManager.default.contents(atPath: "/proc/\(child)/stat").map { String(decoding: $0, as: UTF8.self) }
            return state?.contains(") Z ") ?? true
        }
        while !isGone() { sched_yield() }
    }

    @Test func `one that ignores signals, says a lot or holds our ends open does not hold us up`() throws {
        #expect(run([try script("trap '' TERM INT; sleep 600")], for: .milliseconds(200))?.hasPrefix("it did not end") == true)
        #expect(run([try script("head -c 1000000 /dev/zero >&2; head -c 1000000 /dev/zero; exit 0")]) == nil)
        #expect(run([try script("sleep 600 >&2 & exit 0")]) == nil)
    }

    @Test func `it has nothing of the daemon's open`() throws {
        let descriptor = open(folder.path, O_RDONLY)
        defer { close(descriptor) }
        let path = try script("ls /proc/self/fd > '\(folder.file("open"))'")
        #expect(run([path]) == nil)
        let names = try String(contentsOfFile: folder.file("open"), encoding: .utf8).split(separator: "\n").compactMap { Int($0) }
        // 3 is the folder that ls reads.
        #expect(names.allSatisfy { $0 <= 3 }, "\(names)")
    }

    @Test func `when the daemon stops it is not waited for`() throws {
        #expect(run([try script("sleep 600")], isStopped: true) == "edutracd stops, and it was stopped too")
    }
}

@Suite("File of figures")
struct MetricsFileTests {
    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test func `is whole, may be read by others, and leaves nothing beside it`() throws {
        let path = folder.file("edutrac.prom")
        for text in ["# EOF\n", String(repeating: "edutrac_up 1\n", count: 10_000)] {
            try MetricsFile.replace(path, with: text)
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o644)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["edutrac.prom"])
    }

    @Test func `a link that somebody has put there is not followed`() throws {
        let victim = folder.file("victim")
        try Data("x".utf8).write(to: URL(filePath: victim))
        for name in ["edutrac.prom", "edutrac.prom.tmp"] {
            try FileManager.default.createSymbolicLink(atPath: folder.file(name), withDestinationPath: victim)
        }
        try MetricsFile.replace(folder.file("edutrac.prom"), with: "# EOF\n")
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "x")
    }

    @Test func `a folder that is not there or is no folder is said in words`() throws {
        try Data().write(to: URL(filePath: folder.file("plain")))
        for (path, words) in [("missing/edutrac.prom", "No such file or directory"), ("plain/edutrac.prom", "Not a directory")] {
            do throws(MetricsFile.Failure) {
                try MetricsFile.replace(folder.file(path), with: "x")
                Issue.record("\(path) was written")
            } catch {
                #expect(error.description == words)
            }
        }
        try FileManager.default.createDirectory(atPath: folder.file("edutrac.prom"), withIntermediateDirectories: false)
        #expect(throws: MetricsFile.Failure.self) { try MetricsFile.replace(folder.file("edutrac.prom"), with: "x") }
        #expect(!FileManager.default.fileExists(atPath: folder.file("edutrac.prom.tmp")))
    }
}
