import Foundation
import Stage
import Testing

extension EndToEnd {
    /// PDUs from real networks and from other projects' suites; each row of the files names its source
    /// and licence.
    @Suite("PDUs from real networks")
    struct RealPDUTests {
        @Test
        func `every one is kept raw, read as its source says, and leaves the SIM`() throws {
            let rows = try Self.rows("deliver")
            #expect(rows.count == 56)
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.seed()
                try play.startSimulator(["--memory", "SM:\(rows.count + 4)"])
                let simulator = try play.simulator
                for row in rows { try simulator.pdu(row.hex, smsc: row.hasServiceCentre) }
                try play.startDaemonAndModem()
                try simulator.awaitMemory(0, within: 60)
                try Self.waitForHalves(play)

                let entries = try Self.entries(play)
                for row in rows {
                    let kept = entries.filter { $0.holds(row) }
                    #expect(!kept.isEmpty, "\(row.id) is not in the store")
                    for entry in kept { entry.compare(with: row) }
                }
                let unasked = try simulator.submits().filter { $0.to != play.rosa.e164 }
                #expect(unasked.isEmpty, "none of the senders is a mobile of the country: \(unasked)")
            }
        }

        @Test
        func `octets that are no text are kept with a reason and block nobody`() throws {
            let broken = try Self.rows("invalid")
            let reports = try Self.rows("status-report")
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.seed()
                try play.startSimulator(["--memory", "SM:\(broken.count + 1)"])
                let simulator = try play.simulator
                for row in broken where !row.isStatusReport {
                    try simulator.pdu(row.hex, smsc: row.hasServiceCentre)
                }
                try simulator.pdu(Raw.rosaReports, smsc: true)
                try play.startDaemonAndModem()
                // A modem drops status reports that no client has asked for. Nobody sent the texts that
                // the readable ones are about.
                for row in broken.filter(\.isStatusReport) + reports {
                    try simulator.pdu(row.hex, smsc: row.hasServiceCentre)
                }
                _ = try simulator.awaitSubmit { $0.to == play.rosa.e164 }
                try simulator.awaitMemory(0, within: 60)
                try simulator.awaitIdle()
                #expect(try simulator.submits().count == 1)
                try Self.waitForHalves(play)

                let entries = try Self.entries(play)
                for row in broken where !row.isTolerant {
                    let entry = try #require(
                        entries.first { $0.holds(row) }, "\(row.id) is not in the store")
                    // What a lenient reader makes of it is as good as a reason.
                    #expect(!row.mustFail || !entry.reasons.isEmpty, "\(row.id): \(entry.value)")
                }
                #expect(try play.reports().count == 1, "the readable one is a report")
            }
        }

        /// Half a text is settled when its other half has not come within six hours.
        private static func waitForHalves(_ play: Play) throws {
            play.killDaemon()
            play.clock = try StageClock("2026-05-06T18:00:00-05:00")
            try play.startDaemonAndModem()
            try play.passBarrier(as: play.rosa)
        }

        // MARK: What is compared

        /// The rows of `Vectors/KIND.jsonl`.
        private static func rows(_ kind: String) throws -> [Row] {
            let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("Vectors/\(kind).jsonl")
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            return try lines.map { try Row(JSONValue(parsing: String($0))) }
        }

        /// Everything in the inbox, with the raw parts of each text.
        private static func entries(_ play: Play) throws -> [Entry] {
            try play.inbox().map { entry in
                let id = try #require(entry["id"].int)
                return Entry(value: try play.list("inbox", "show", "\(id)"))
            }
        }
    }
}

/// A row of the vectors; ``JSONValue`` members are those of their README.
private struct Row {
    let id: String
    let hex: String
    let hasServiceCentre: Bool
    let isTolerant: Bool
    let expected: JSONValue

    init(_ value: JSONValue) throws {
        id = try #require(value["id"].string)
        hex = try #require(value["pdu_hex"].string)
        hasServiceCentre = value["smsc"].bool == true
        isTolerant = value["tolerant"].bool == true
        expected = value["expect"]
    }

    /// TP-MTI 10 from the service centre (TS 23.040 §9.2.3.1); rows with a centre are deliveries here.
    var isStatusReport: Bool { !hasServiceCentre && (Int(hex.prefix(2), radix: 16) ?? 0) & 0b11 == 0b10 }

    var originators: [String?] { [expected["originator"].string] + expected["address_alternatives"].strings }
    var moments: [Date?] {
        ([expected["timestamp_iso8601"].string] + expected["timestamp_alternatives"].strings)
            .map { $0.flatMap(StageClock.moment) }
    }
    /// Nil for 8-bit and compressed data.
    var text: String? { expected["text"].string }
    var mustFail: Bool { expected["outcome"].string?.hasPrefix("error") == true }
}

extension JSONValue {
    fileprivate var strings: [String?] { elements.map(\.string) }
}

private struct Entry {
    let value: JSONValue

    var parts: [String] { value["parts"].elements.compactMap { $0["pdu"].string?.uppercased() } }

    /// Why parts could not be read.
    var reasons: [String] { value["parts"].elements.compactMap { $0["reason"].string } }

    /// Octet for octet; the simulated network puts its service centre in front where a row has none.
    func holds(_ row: Row) -> Bool {
        parts.contains { part in
            let octetsOfCentre = Int(part.prefix(2), radix: 16) ?? 0
            let kept = row.hasServiceCentre ? part[...] : part.dropFirst(2 * (1 + octetsOfCentre))
            return kept == row.hex.uppercased()
        }
    }

    func compare(with row: Row) {
        if row.isTolerant { return }
        #expect(row.originators.contains(value["sender"].string), "\(row.id): sender")
        let isWhole = parts.count == 1
        if isWhole {
            let moment = value["serviceCentreTime"].string.flatMap(StageClock.moment)
            #expect(row.moments.contains(moment), "\(row.id): \(value["serviceCentreTime"])")
        }
        guard let text = row.text else { return }
        let found = value["text"].string ?? ""
        if isWhole && row.expected["concat"].isNull {
            #expect(found == text, "\(row.id)")
        } else {
            #expect(found.contains(text), "\(row.id)")
        }
    }
}
