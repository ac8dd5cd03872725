import Foundation
import Testing

@testable import edutrac

@Suite("edutrac pdu")
struct PDUReadingTests {
    /// One row of `Vectors/pdus.jsonl`: a sample of all keys; each row names its source and licence.
    struct Row: Sendable, CustomTestStringConvertible {
        var id: String
        var line: String
        var hex: String
        var direction: PDULineInput.Direction
        var hasServiceCentre: Bool

        var testDescription: String { id }

        var input: PDULineInput {
            PDULineInput(hex: hex, direction: direction, hasServiceCentre: hasServiceCentre)
        }
    }

    static let rows: [Row] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors/pdus.jsonl")
        do {
            return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
                let row = try object(String(line))
                return Row(
                    id: try #require(row["id"] as? String), line: String(line),
                    hex: try #require(row["pdu_hex"] as? String),
                    direction: row["direction"] as? String == "mo" ? .mo : .mt,
                    hasServiceCentre: row["smsc"] as? Bool ?? true)
            }
        } catch {
            Issue.record(error)
            return []
        }
    }()

    static func object(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test(arguments: rows)
    func `the JSON has every field that the vectors expect`(_ row: Row) throws {
        let expected = try #require(try Self.object(row.line)["expect"] as? [String: Any])
        let json = try Self.object(PDUReading.json(row.input).line)
        for (key, value) in expected where !key.hasSuffix("_alternatives") {
            let base = key == "originator" || key == "recipient" ? "address" : key.split(separator: "_")[0]
            let others = expected["\(base)_alternatives"] as? [Any] ?? []
            let isGood = ([value] + others).contains { same($0, json[key]) }
            #expect(isGood, "\(key): \(value), got \(json[key] ?? "nothing")")
        }
    }

    private func same(_ expected: Any, _ got: Any?) -> Bool {
        guard let got = got as? NSObject, let expected = expected as? NSObject else { return false }
        return expected == got
    }

    @Test(arguments: rows)
    func `every truncation is an answer`(_ row: Row) {
        for length in 0..<row.hex.count {
            var input = row.input
            input.hex = String(row.hex.prefix(length))
            let answer = PDUReading.answer(to: .success(input))
            #expect(answer["error"] != nil || answer["type"] != nil)
        }
    }

    @Test func `a stream is answered line by line in its order`() async throws {
        let answer = await TestOffice.run(
            ["pdu", "decode", "-"],
            input: [
                "zz", "", "{\"pdu_hex\":\"040491361900005150713220052308C8303A8C0EA3C3\",\"smsc\":false}", "{}",
                "{\"pdu_hex\":\"0404913619\",\"smsc\":false,\"direction\":\"mt\"}",
                "{\"pdu_hex\":\"00\",\"direction\":\"sideways\"}",
            ])
        #expect(answer.code == 0)
        let lines = answer.output.split(separator: "\n").map(String.init)
        let fields = try lines.map { (try Self.object($0)["error"] as? [String: Any])?["field"] as? String }
        #expect(fields == ["hex", nil, "line", "TP-PID", "line"])
        let offsets = try lines.map { (try Self.object($0)["error"] as? [String: Any])?["offset"] as? Int }
        #expect(offsets == [0, nil, nil, 5, nil])
        #expect(try Self.object(lines[1])["text"] as? String == "Hahahaha")
    }

    @Test func `a person gets a line for each field`() async {
        let answer = await TestOffice.run(
            ["pdu", "decode", "--no-smsc", "040491361900005150713220052308C8303A8C0EA3C3"])
        #expect(answer.output.contains("originator         +6391\n"))
        #expect(answer.output.contains("message_class      none\n"))
        #expect(answer.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: [
        ("zz", "no hexadecimal digit"), ("0001000B", "--direction mo"), ("04", "service centre"),
    ])
    func `a PDU that cannot be decoded is bad data`(_ hex: String, _ words: String) async {
        let answer = await TestOffice.run(["pdu", "decode", hex])
        #expect(answer.code == 65)
        #expect(answer.complaint.contains(words))
        #expect(answer.output.isEmpty)
    }

    @Test(arguments: [("H 12 M 15 D 2", 1, "gsm7"), (String(repeating: "ó", count: 100), 2, "ucs2")])
    func `what is encoded decodes to the same text`(_ text: String, _ parts: Int, _ alphabet: String) async throws {
        let answer = await TestOffice.run(["pdu", "encode", "--to", "+51987654321", "--text", text, "--json"])
        let list = try answer.list()
        #expect(list.count == parts)
        var joined = ""
        for part in list {
            let hex = try #require(part["hex"] as? String)
            #expect(part["tpduLength"] as? Int == hex.count / 2 - 1)
            let json = try Self.object(PDUReading.json(PDULineInput(hex: hex, direction: .mo)).line)
            #expect(json["recipient"] as? String == "+51987654321")
            #expect(json["alphabet"] as? String == alphabet)
            joined += try #require(json["text"] as? String)
        }
        #expect(joined == text)
    }

    @Test(arguments: [["--to", "Claro", "--text", "x"], ["--to", "987654321"], ["--text", "x"]])
    func `what cannot be encoded is a wrong command line`(_ arguments: [String]) async {
        #expect(await TestOffice.run(["pdu", "encode"] + arguments).code == 64)
    }
}
