import Foundation
import Glibc
import Logging
import Testing

@testable import Systemd

@Suite("Journal")
struct JournalTests {
    /// The fields of an entry in the native protocol.
    static func fields(_ bytes: [UInt8]) throws -> [(String, String)] {
        var fields: [(String, String)] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = try #require(rest.firstIndex { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "\n") })
            let key = String(decoding: rest[..<end], as: UTF8.self)
            let value: ArraySlice<UInt8>
            if rest[end] == UInt8(ascii: "=") {
                value = rest[(end + 1)...].prefix { $0 != UInt8(ascii: "\n") }
            } else {
                let length = rest[(end + 1)...].prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
                value = rest[(end + 9)...].prefix(length)
            }
            #expect(rest[value.endIndex] == UInt8(ascii: "\n"))
            rest = rest[(value.endIndex + 1)...]
            fields.append((key, String(decoding: value, as: UTF8.self)))
        }
        return fields
    }

    static func send(
        _ journal: Listener, _ message: Logger.Message, level: Logger.Level = .warning,
        _ metadata: Logger.Metadata = [:]
    ) throws -> [String: String] {
        var logger = Logger(label: "edutracd") {
            JournalLogHandler(label: $0, socket: DatagramSocket(journal.name))
        }
        logger.logLevel = .trace
        logger.log(level: level, message, metadata: metadata)
        return Dictionary(try fields(try #require(journal.take())), uniquingKeysWith: { _, last in last })
    }

    @Test func `an event is an entry with its facts as fields`() throws {
        let entry = try Self.send(
            Listener(), "text sent",
            ["modem": "sim1", "school": "9999996", "message": "4711", "dbm": "\(-71)"])
        #expect(entry["MESSAGE"] == "text sent  dbm=-71 message=4711 modem=sim1 school=9999996")
        #expect(entry["PRIORITY"] == "4")
        #expect(entry["EDUTRAC_MODEM"] == "sim1")
        #expect(entry["EDUTRAC_SCHOOL"] == "9999996")
        #expect(entry["EDUTRAC_MESSAGE"] == "4711")
        #expect(entry["EDUTRAC_DBM"] == "-71")
        #expect(entry["EDUTRAC_LOGGER"] == "edutracd")
        #expect(entry["SYSLOG_IDENTIFIER"]?.isEmpty == false)
    }

    @Test func `line feeds are framed, so that no value forges a field`() throws {
        var entry = JournalEntry(level: .info, message: "", metadata: [:], identifier: "x", label: "x")
        let before = entry.bytes.count
        entry.append("MESSAGE", "line one\nline two")
        #expect(
            Array(entry.bytes[before...])
                == Array("MESSAGE\n".utf8) + [17, 0, 0, 0, 0, 0, 0, 0] + Array("line one\nline two\n".utf8))
        let forged = try Self.send(Listener(), "event", ["error": "bad\nPRIORITY=0"])
        #expect(forged["PRIORITY"] == "4")
        #expect(forged["EDUTRAC_ERROR"] == "bad\nPRIORITY=0")
    }

    @Test(arguments: [
        (Logger.Level.critical, "2"), (.error, "3"), (.warning, "4"), (.notice, "5"), (.info, "6"),
        (.debug, "7"), (.trace, "7"),
    ])
    func `levels are syslog priorities`(_ level: Logger.Level, _ priority: String) throws {
        #expect(try Self.send(Listener(), "event", level: level)["PRIORITY"] == priority)
    }

    @Test func `the message id tells events apart, and a given one is taken`() throws {
        let journal = try Listener()
        let first = try Self.send(journal, "text sent", ["message": "1"])["MESSAGE_ID"]
        let second = try Self.send(journal, "text sent", ["message": "2"])["MESSAGE_ID"]
        let other = try Self.send(journal, "text put off")["MESSAGE_ID"]
        #expect(first == second)
        #expect(first != other)
        #expect(first?.wholeMatch(of: #/[0-9a-f]{32}/#) != nil)
        let given = "6FBD8D53A31F4C6CBBD3E5A6E0C1A7F2"
        let entry = try Self.send(journal, "text sent", ["messageID": "\(given)"])
        #expect(entry["MESSAGE_ID"] == given.lowercased())
        #expect(entry["MESSAGE"] == "text sent")
    }

    @Test(
        arguments: [
            ("modem", "EDUTRAC_MODEM"), ("last sweep-at", "EDUTRAC_LAST_SWEEP_AT"), ("día", "EDUTRAC_D_A"),
            ("ñ", nil), ("", nil),
        ] as [(String, String?)])
    func `field names are what the journal allows`(_ key: String, _ field: String?) {
        #expect(JournalEntry.fieldName(key) == field)
    }

    @Test func `what is too long is shortened and still arrives`() throws {
        let journal = try Listener()
        var facts: Logger.Metadata = [:]
        for number in 0..<40 { facts["fact\(number)"] = "\(String(repeating: "x", count: 20_000))" }
        let entry = try Self.send(journal, "event", facts)
        #expect(entry["PRIORITY"] == "4")
        #expect(entry.values.allSatisfy { $0.utf8.count <= JournalEntry.longestValue })
    }

    @Test func `a journal that reads nothing or is gone does not hold us up`() throws {
        var journal: Listener? = try Listener()
        let socket = DatagramSocket(try #require(journal).name)
        let logger = Logger(label: "edutracd") { JournalLogHandler(label: $0, socket: socket) }
        for _ in 0..<2000 { logger.warning("event") }
        journal = nil
        logger.warning("event")
    }

    @Test func `stderr is known as the journal by its device and inode`() throws {
        let folder = FileManager.default.temporaryDirectory.path
        let descriptor = open(folder, O_RDONLY)
        defer { close(descriptor) }
        var facts = stat()
        try #require(fstat(descriptor, &facts) == 0)
        let (device, inode) = (UInt64(facts.st_dev), UInt64(facts.st_ino))
        #expect(JournalLogHandler.isJournal(descriptor, ["JOURNAL_STREAM": "\(device):\(inode)"]))
        for stream in ["\(device):\(inode + 1)", "\(device + 1):\(inode)", "\(device)", "", "a:b", "1:2:3"] {
            #expect(!JournalLogHandler.isJournal(descriptor, ["JOURNAL_STREAM": stream]))
        }
        #expect(!JournalLogHandler.isJournal(descriptor, [:]))
    }
}
