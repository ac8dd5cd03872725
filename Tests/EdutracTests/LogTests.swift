import Foundation
import ServiceWatch
import Testing

@testable import edutrac

@Suite("edutrac log")
struct LogTests {
    /// `MESSAGE_ID` of an event.
    static func id(_ message: String) throws -> String { try #require(JournalEvent.of(message: message)).id }

    /// A line as journalctl -o json writes it; microseconds from 2026-05-04 10:00 in Lima.
    static func entry(
        _ message: String, minute: Int = 0, priority: Int = 6, id: String? = nil, _ fields: [String: Any] = [:]
    ) throws -> String {
        var object: [String: Any] = [
            "__REALTIME_TIMESTAMP": "\(1_777_906_800_000_000 + minute * 60_000_000)", "PRIORITY": "\(priority)",
            "SYSLOG_IDENTIFIER": "edutracd", "MESSAGE": message, "EDUTRAC_LOGGER": "edutracd", "_PID": "812",
        ]
        if let id { object["MESSAGE_ID"] = id }
        object.merge(fields) { _, new in new }
        return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }

    static func morning() throws -> [String] {
        let gone = try id("modem gone")
        return [
            try entry("edutracd is ready  clock=system", priority: 5),
            try entry(
                "modem gone  device=/dev/ttyUSB0 modem=sim1 reason=\"hang-up\"", minute: 1, priority: 4, id: gone,
                ["EDUTRAC_MODEM": "sim1", "EDUTRAC_DEVICE": "/dev/ttyUSB0", "EDUTRAC_REASON": "hang-up"]),
            try entry("modem gone  modem=sim2", minute: 2, priority: 4, id: gone, ["EDUTRAC_MODEM": "sim2"]),
            try entry("text sent  school=9999996,9999988", minute: 3, ["EDUTRAC_SCHOOL": "9999996,9999988", "EDUTRAC_MODEM": "sim1"]),
            try entry("modem gone  modem=sim1", minute: 70, priority: 4, id: gone, ["EDUTRAC_MODEM": "sim1"]),
        ]
    }

    static func log(_ lines: [String], _ arguments: String...) async throws -> TestOffice.Answer {
        let office = try TestOffice()
        let file = try office.write(lines.joined(separator: "\n") + "\n", to: "export.json")
        return await office.run(["log", "--file", file] + arguments)
    }

    @Test func `an export is shown on the office's clock, with facts, and with what to do once an hour`() async throws {
        let answer = try await Self.log(Self.morning())
        #expect(answer.code == 0, "\(answer.complaint)")
        let lines = answer.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first == "2026-05-04 10:00:00  notice    edutracd is ready")
        #expect(lines.contains("2026-05-04 10:01:00  warning   modem sim1: modem gone"))
        #expect(answer.output.contains("device: /dev/ttyUSB0; reason: hang-up"))
        #expect(answer.output.components(separatedBy: "What to do: Nothing where it comes back.").count == 3)
        #expect(lines.contains("2026-05-04 10:03:00            modem sim1: text sent"))
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test func `an alarm speaks for itself, with its own remedy each time, and its end asks for nothing`() async throws {
        func alarm(_ message: String, _ minute: Int, _ remedy: String?) throws -> String {
            var facts: [String: Any] = ["EDUTRAC_MODEM": "sim1", "EDUTRAC_ALARM": "modem-missing", "EDUTRAC_WORDS": "Modem sim1 is away."]
            facts["EDUTRAC_REMEDY"] = remedy
            return try Self.entry(message, minute: minute, priority: 3, id: Self.id(message), facts)
        }
        let answer = try await Self.log([
            alarm("alarm raised", 0, "Plug it in."), alarm("alarm over", 1, nil), alarm("alarm raised", 2, "Put a SIM in."),
        ])
        #expect(
            answer.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) } == [
                "2026-05-04 10:00:00  error     modem sim1: alarm raised", "Modem sim1 is away.", "alarm: modem-missing",
                "What to do: Plug it in.",
                "2026-05-04 10:01:00  error     modem sim1: alarm over", "Modem sim1 is away.", "alarm: modem-missing",
                "2026-05-04 10:02:00  error     modem sim1: alarm raised", "Modem sim1 is away.", "alarm: modem-missing",
                "What to do: Put a SIM in.",
            ])
    }

    @Test(arguments: [
        (["--errors"], 3), (["--modem", "sim1"], 3), (["--school", "9999988"], 1), (["--school", "999998"], 0),
        (["--lines", "2"], 2), (["--since", "10:02"], 3), (["--until", "10:01"], 2),
        (["--since", "2026-05-04T10:01", "--until", "2026-05-04T10:03:00-05:00"], 3), (["--errors", "--lines", "1"], 1),
        (["--since", "yesterday"], 5), (["--since", "2h"], 5),
    ] as [([String], Int)])
    func `options choose entries`(_ options: [String], _ count: Int) async throws {
        let office = try TestOffice(clock: "2026-05-04T11:59:00-05:00")
        let file = try office.write(try Self.morning().joined(separator: "\n"), to: "export.json")
        let answer = await office.run(["log", "--file", file, "--json"] + options)
        #expect(try answer.list().count == count, "\(options)")
    }

    @Test func `the JSON has meaning and remedy of the event`() async throws {
        let entries = try await Self.log(Self.morning(), "--json").list()
        let event = try #require(JournalEvent.of(message: "modem gone"))
        #expect(entries[1]["at"] as? String == "2026-05-04T10:01:00-05:00")
        #expect(entries[1]["level"] as? String == "warning")
        #expect(entries[1]["message"] as? String == "modem gone")
        #expect(entries[1]["modem"] as? String == "sim1")
        #expect((entries[1]["facts"] as? [String: String])?["reason"] == "hang-up")
        #expect(entries[1]["messageID"] as? String == event.id)
        #expect(entries[1]["remedy"] as? String == event.remedy)
        #expect(entries[0]["remedy"] is NSNull)
        let words = try ManualTests.words()
        for key in entries[0].keys where key != "facts" { #expect(words.contains(Substring(key)), "\(key)") }
    }

    /// Whoever may write to the journal chooses what is in it.
    @Test(arguments: [
        #"{"MESSAGE": "bad\u001b[2J\u0007\nMESSAGE"}"#, #"{"MESSAGE": [98, 97, 100, 255, 27, 91, 50, 74]}"#,
        #"{"MESSAGE": ["one", "bad\u009b2J"]}"#, #"{"EDUTRAC_REASON": "bad\u202e\r\u001b]0;title\u0007"}"#,
        #"{"EDUTRAC_\u001b[2J": "x"}"#, #"{"SYSLOG_IDENTIFIER": "\u001bc"}"#, #"{"PRIORITY": "9999999999999999999"}"#,
        #"{"PRIORITY": null}"#, #"{"__REALTIME_TIMESTAMP": "1e300"}"#, #"{"__REALTIME_TIMESTAMP": "-5"}"#,
        #"{"__REALTIME_TIMESTAMP": [1, 2]}"#, #"{"EDUTRAC_MODEM": null}"#, #"{"EDUTRAC_MODEM": [[["x"]]]}"#,
        #"{"MESSAGE_ID": "../../etc/passwd"}"#,
    ])
    func `hostile fields do no harm`(_ fields: String) async throws {
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(fields.utf8)) as? [String: Any])
        let answer = try await Self.log([try Self.entry("event", fields)])
        #expect(answer.code == 0)
        for scalar in (answer.output + answer.complaint).unicodeScalars where scalar != "\n" {
            let isHarmless = scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar != "\u{202E}"
            #expect(isHarmless, "U+\(String(scalar.value, radix: 16))")
        }
    }

    @Test func `lines that are no entries are passed over, and a file without any is refused`() async throws {
        let answer = try await Self.log(["-- Journal begins", try Self.entry("edutracd stops"), "{\"MESSAGE\":", "[1]", ""])
        #expect(answer.output.contains("edutracd stops"))
        let refused = try await Self.log(["May 04 10:00 edutracd: modem gone"])
        #expect(refused.code == 65)
        #expect(refused.complaint.contains("journalctl -u edutracd -o json"))
        #expect(try await Self.log([]).output == "Log: none.")
        #expect(try await TestOffice().run("log", "--file", "/nonexistent").code == 66)
    }

    @Test func `with a wrong configuration it still shows, and says so`() async throws {
        let office = try TestOffice()
        try office.write("[office]\nnmae = 1\n", to: "edutrac.toml")
        let file = try office.write(try Self.entry("edutracd stops"), to: "export.json")
        let answer = await office.run("log", "--file", file)
        #expect(answer.code == 0)
        #expect(answer.output.contains("edutracd stops"))
        #expect(answer.complaint.contains("edutracd --check"))
    }

    @Test(arguments: [
        ["--since", "sometime"], ["--until", "25:00"], ["--lines", "0"], ["--follow", "--file", "x"], ["--follow", "--until", "10:00"],
    ])
    func `what makes no sense is a usage error`(_ arguments: [String]) async throws {
        #expect(try await TestOffice().run(["log"] + arguments).code == 64)
    }

    // MARK: journalctl

    /// Runs with a program of that name that says the lines, and writes down its arguments.
    static func withJournal(
        _ lines: [String], exit code: Int = 0, _ arguments: String...
    ) async throws -> (answer: TestOffice.Answer, asked: [String]) {
        let office = try TestOffice()
        let lines = try office.write(lines.joined(separator: "\n") + "\n", to: "journal.json")
        let script = "#!/bin/sh\nprintf '%s\\n' \"$@\" > '\(office.folder)/asked'\ncat '\(lines)'\nexit \(code)\n"
        let program = try office.write(script, to: "journalctl")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        let answer = await ProgramFinder.$folders.withValue([office.folder, "/usr/bin", "/bin"]) {
            await office.run(["log"] + arguments)
        }
        let asked = try String(contentsOfFile: office.folder + "/asked", encoding: .utf8)
        return (answer, asked.split(separator: "\n").map(String.init))
    }

    @Test func `the journal is asked for the unit by a list of arguments`() async throws {
        let (answer, asked) = try await Self.withJournal(
            try Self.morning(), "--since", "2026-05-04T10:00", "--errors", "--modem", "sim1 --version; rm")
        #expect(answer.code == 0, "\(answer.complaint)")
        #expect(
            asked == [
                "--unit=edutracd.service", "--output=json", "--no-pager", "--since=@1777906800", "--priority=warning",
                "EDUTRAC_MODEM=sim1 --version; rm",
            ])
        #expect(answer.output == "Log: none.")
    }

    @Test func `without options the last fifty are shown`() async throws {
        let (answer, asked) = try await Self.withJournal(try Self.morning())
        #expect(asked.contains("--lines=50"))
        #expect(answer.output.contains("modem sim1: modem gone"))
    }

    @Test func `following shows entry by entry and ends with the journal`() async throws {
        let (answer, asked) = try await Self.withJournal(["Hint: you see no messages of others."] + Self.morning(), "--follow", "--json")
        #expect(asked.contains("--follow"))
        #expect(answer.output.split(separator: "\n").count == 5)
        #expect(answer.complaint.contains("Hint: you see no messages"))
    }

    @Test func `a journalctl that fails is quoted, and one that is missing is explained`() async throws {
        let (answer, _) = try await Self.withJournal(["Failed to open \u{1B}journal."], exit: 1)
        #expect(answer.code == 69)
        #expect(answer.complaint == "edutrac: journalctl ended with 1: Failed to open ?journal.")
        let office = try TestOffice()
        let missing = await ProgramFinder.$folders.withValue([office.folder]) { await office.run("log") }
        #expect(missing.code == 69)
        #expect(missing.complaint.contains("--file"))
    }
}
