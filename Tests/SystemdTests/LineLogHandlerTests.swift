import Foundation
import Logging
import Synchronization
import Testing

@testable import Systemd

@Suite("Log lines")
struct LineLogHandlerTests {
    final class Written: Sendable {
        let lines = Mutex<[String]>([])
    }

    static func line(
        _ message: Logger.Message, level: Logger.Level = .warning, _ metadata: Logger.Metadata = [:],
        of logger: Logger.Metadata = [:], error: (any Error)? = nil
    ) -> String {
        let written = Written()
        var handler = LineLogHandler(
            label: "edutracd", zone: TimeZone(identifier: "America/Lima") ?? .gmt,
            now: { Date(timeIntervalSince1970: 1_777_906_801) },
            write: { line in written.lines.withLock { $0.append(line) } })
        handler.metadata = logger
        handler.log(
            event: LogEvent(
                level: level, message: message, error: error, metadata: metadata, source: "test",
                file: #fileID,
                function: #function, line: #line))
        return written.lines.withLock { $0.joined() }
    }

    @Test func `a line is time, level, message and sorted facts`() {
        #expect(
            Self.line("command refused", ["command": "+CMGS", "cms": "500"])
                == "2026-05-04T10:00:01-05:00 warning: command refused  cms=500 command=+CMGS\n")
        #expect(
            Self.line("edutracd is ready", level: .notice)
                == "2026-05-04T10:00:01-05:00 notice: edutracd is ready\n")
    }

    @Test(arguments: [
        ("+CMGS", "+CMGS"), ("two words", "\"two words\""), ("a=b", "\"a=b\""), ("", "\"\""),
        ("ñandú", "ñandú"),
        ("a\nb", "\"a\\nb\""), ("say \"no\"", "\"say \\\"no\\\"\""), ("c:\\x y", "\"c:\\\\x y\""),
        ("\u{1b}[2J", "\"\\u{1b}[2J\""), ("\u{9b}2J", "\"\\u{9b}2J\""), ("\u{7f}", "\"\\u{7f}\""),
    ])
    func `a value that could be misread is quoted`(_ value: String, _ shown: String) {
        #expect(MetadataText.quoted(value) == shown)
        #expect(Self.line("event", ["key": "\(value)"]).filter { $0 == "\n" }.count == 1)
    }

    @Test func `a message stays on one line`() {
        #expect(Self.line("one\ntwo\u{1b}") == "2026-05-04T10:00:01-05:00 warning: one\\ntwo\\u{1b}\n")
    }

    @Test func `an event's facts count before its logger's`() {
        #expect(
            Self.line("event", ["modem": "sim2"], of: ["modem": "sim1", "a": "b"]).hasSuffix(
                "event  a=b modem=sim2\n"))
    }

    @Test func `an error that comes with the event is shown`() {
        struct Broken: Error, CustomStringConvertible { let description = "it broke" }
        #expect(Self.line("event", error: Broken()).hasSuffix("event  error=\"it broke\"\n"))
        #expect(Self.line("event", ["error": "mine"], error: Broken()).hasSuffix("event  error=mine\n"))
    }

    @Test func `lists and dictionaries have a stable order`() {
        let facts: Logger.Metadata = ["of": ["b": "2", "a": "1"], "at": ["x", "y"]]
        #expect(Self.line("event", facts).hasSuffix("event  at=\"[x, y]\" of=\"[a: 1, b: 2]\"\n"))
    }
}
