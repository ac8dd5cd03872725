import ATChannel
import Foundation
import Testing

/// Conversations in files. After header lines (`# Modem:` …): `C` a command and the name of its
/// kind, `<` bytes from the modem (escapes \r \n \0 \z), `=` an information line of the answer,
/// `!` a URC, `~` a routed PDU, `.` the final result (`OK` or an error).
struct Transcript: CustomTestStringConvertible, Sendable {
    struct Exchange: Sendable {
        var command: Command
        var bytes: [UInt8] = []
        var lines: [String] = []
        var others: [String] = []
        var result = "OK"
    }

    let testDescription: String
    var headers: Set<String> = []
    var exchanges: [Exchange] = []

    init(file: URL) throws {
        testDescription = file.lastPathComponent
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let value = String(line.dropFirst(2))
            switch line.first {
            case "#": headers.insert(String(value.prefix { $0 != ":" }))
            case "C": exchanges.append(Exchange(command: try Self.command(value)))
            case "<": exchanges[exchanges.count - 1].bytes += Self.unescape(value)
            case "=": exchanges[exchanges.count - 1].lines.append(value)
            case "!", "~": exchanges[exchanges.count - 1].others.append("\(line)")
            case ".": exchanges[exchanges.count - 1].result = value
            default: throw Unknown(line: "\(line)")
            }
        }
    }

    struct Unknown: Error { let line: String }

    static let commands: [Command] = [
        .attention, .echoOff, .manufacturer, .imei, .simState, .imsi, .registration, .lteRegistration,
        .signal, .networkOperator, .listTexts, .storageStatus, .storageChoices, .notificationStatus,
        .readText(1), .deleteText(1), .serviceCentre, .iccid("+CCID"), .selectStorage(["SM"]),
    ]

    static func command(_ text: String) throws -> Command {
        guard let command = commands.first(where: { "AT\($0.text)" == text }) else {
            throw Unknown(line: text)
        }
        return command
    }

    static func unescape(_ text: String) -> [UInt8] {
        let plain = text.replacingOccurrences(of: "\\r", with: "\r").replacingOccurrences(
            of: "\\n", with: "\n"
        )
        .replacingOccurrences(of: "\\0", with: "\0").replacingOccurrences(of: "\\z", with: "\u{1A}")
        return Array(plain.utf8)
    }

    static let all: [Transcript] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Transcripts")
        do {
            let files = try FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: nil)
            return try files.filter { $0.pathExtension == "at" }.sorted { $0.path < $1.path }.map(
                Transcript.init)
        } catch {
            Issue.record("\(error)")
            return []
        }
    }()
}

@Suite("Transcripts")
struct TranscriptTests {
    @Test func `there are some, and each says where it comes from`() {
        #expect(Transcript.all.count >= 6)
        for transcript in Transcript.all {
            #expect(
                transcript.headers.isSuperset(of: ["Modem", "Firmware", "Source", "Date"]), "\(transcript)")
        }
    }

    @Test(arguments: Transcript.all)
    func `are understood however the bytes are cut`(_ transcript: Transcript) {
        let longest = transcript.exchanges.map(\.bytes.count).max() ?? 1
        for size in 1...max(1, longest) {
            var dialogue = Dialogue()
            for (number, exchange) in transcript.exchanges.enumerated() {
                _ = dialogue.handle(.command(.init(number), exchange.command))
                let actions = stride(from: 0, to: exchange.bytes.count, by: size).flatMap { start in
                    dialogue.handle(.received(Array(exchange.bytes[start...].prefix(size))))
                }
                #expect(
                    Self.told(actions) == Self.expected(exchange),
                    "AT\(exchange.command.text) in pieces of \(size)")
            }
        }
    }

    static func expected(_ exchange: Transcript.Exchange) -> [String] {
        let end = exchange.result == "OK" ? exchange.lines.map { "= \($0)" } : []
        return exchange.others + end + [". \(exchange.result)"]
    }

    static func told(_ actions: [Dialogue.Action]) -> [String] {
        actions.flatMap { action -> [String] in
            switch action {
            case .unsolicited(let line): ["! \(line)"]
            case .routed(let header, let pdu): ["~ \(header) \(pdu)"]
            case .finish(_, let completion):
                switch completion.result {
                case .success(let lines): lines.map { "= \($0)" } + [". OK"]
                case .failure(let error): [". \(error)"]
                }
            default: []
            }
        }
    }
}
