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
        let lines = answer.output.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
        #expect(lines.contains { $0.first == "TP-OA" && $0.contains("+6391") && $0.last == "§9.2.3.7" })
        #expect(lines.contains { $0.first == "TP-DCS" && $0.contains("7-bit") })
        #expect(answer.output.contains("\"Hahahaha\""))
        #expect(answer.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: [
        ("040491361900005150713220052308C8303A8C0EA3C3", ["--no-smsc"]), ("06D60B911326880736F4111011719551401110117195714000", ["--no-smsc"]),
        ("0242AB893404913619096120636F6D6D616E64", ["--no-smsc", "--direction", "mo"]),
        ("0112065150713220052304067265706F7274", ["--no-smsc"]), ("0011000B911589674523F10000A7084779789C0ECF5D", ["--direction", "mo"]),
    ])
    func `every kind has its table, whose octets are the whole PDU`(_ hex: String, _ options: [String]) async {
        let answer = await TestOffice.run(["pdu", "decode", hex] + options)
        #expect(answer.code == 0, "\(answer.complaint)")
        #expect(answer.output.contains("§9.2.3.1"))
        #expect(answer.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `parts are joined line by line`() async throws {
        let office = await TestOffice.run([
            "pdu", "encode", "--to", "987654321", "--reference", "9", "--json", "--text", String(repeating: "abc ", count: 50),
        ])
        let parts = try office.list().compactMap { $0["hex"] as? String }
        let line = #"{"direction":"mo","pdus":["\#(parts[1])","\#(parts[0])"]}"#
        let half = #"{"direction":"mo","pdus":[{"pdu_hex":"\#(parts[1])"}]}"#
        let answer = await TestOffice.run(
            ["pdu", "decode", "--join", "-"], input: [line, half, "nonsense", #"{"pdus":["zz"]}"#])
        let lines = try answer.output.split(separator: "\n").map { try Self.object(String($0)) }
        let whole = try #require((lines[0]["messages"] as? [[String: Any]])?.first)
        #expect(whole["text"] as? String == String(repeating: "abc ", count: 50))
        #expect(whole["recipient"] as? String == "987654321")
        #expect(whole["total"] as? Int == 2)
        let incomplete = try #require((lines[1]["incomplete"] as? [[String: Any]])?.first)
        #expect(incomplete["missing"] as? [Int] == [1])
        #expect((lines[1]["messages"] as? [Any])?.isEmpty == true)
        #expect(lines[2]["error"] != nil)
        #expect((lines[3]["error"] as? [String: Any])?["field"] as? String == "pdus[0] hex")
        #expect(await TestOffice.run(["pdu", "decode", "--join", "00"]).code == 64)
    }

    @Test func `a USSD string is read by its own schemes`() async throws {
        let plain = await TestOffice.run(["pdu", "decode", "--ussd", "15", "EDF27C1E3E971B"])
        #expect(plain.output == "message")
        let json = try await TestOffice.run(["pdu", "decode", "--ussd", "72", "00530061006C0064006F", "--json"]).object()
        #expect(json["text"] as? String == "Saldo")
        #expect(json["alphabet"] as? String == "ucs2")
    }

    @Test func `a text can be written plainly, or with a shift table`() async throws {
        let text = "¿Cuántos niños?"
        let plain = await TestOffice.run(["pdu", "encode", "--to", "987654321", "--plain", "--text", text, "--json"])
        #expect(plain.complaint == "edutrac: Changed: á→a.")
        let hex = try #require(try plain.list().first?["hex"] as? String)
        #expect(try Self.object(PDUReading.json(PDULineInput(hex: hex, direction: .mo)).line)["text"] as? String == "¿Cuantos niños?")
        let shifted = try await TestOffice.run(
            ["pdu", "encode", "--to", "987654321", "--shift", "spanish", "--validity", "60", "--no-status-report", "--text", text, "--json"]
        ).list()
        let object = try Self.object(
            PDUReading.json(PDULineInput(hex: try #require(shifted.first?["hex"] as? String), direction: .mo)).line)
        #expect(object["text"] as? String == text)
        #expect(object["single"] as? String == "spanish")
        #expect((object["validity"] as? [String: Any])?["minutes"] as? Int == 60)
        #expect(await TestOffice.run(["pdu", "encode", "--to", "987654321", "--shift", "klingon", "--text", "x"]).code == 64)
    }

    @Test(arguments: [
        ("zz", "no hexadecimal digit"), ("04", "service centre"), ("0000", "TP-OA at octet 1"),
    ])
    func `a PDU that cannot be decoded is bad data`(_ hex: String, _ words: String) async {
        let answer = await TestOffice.run(["pdu", "decode", hex])
        #expect(answer.code == 65)
        #expect(answer.complaint.contains(words))
        #expect(answer.output.isEmpty)
    }

    @Test(arguments: [
        ("0011000B911589674523F10000A7084779789C0ECF5D", "--direction mo"),
        ("11000B911589674523F10000A7084779789C0ECF5D", "--no-smsc"),
    ])
    func `what makes no sense as it was read has a hint`(_ hex: String, _ words: String) async {
        let options = words == "--no-smsc" ? ["--direction", "mo"] : []
        let answer = await TestOffice.run(["pdu", "decode", hex] + options)
        #expect(answer.complaint.contains(words), "\(answer)")
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
