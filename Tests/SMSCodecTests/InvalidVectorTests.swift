import Testing

@testable import SMSCodec

/// Rows that no decoder should take for whole: an error, or a value that says it is damaged.
@Suite("Invalid vectors")
struct InvalidVectorTests {
    /// Rows of strict suites that we read without complaint, and why.
    static let accepted: Set<String> = [
        // Zone A0: zones are computed from whatever the nibbles hold (Q-90), here +02:30.
        "warthog618-timestamp-test-145-invalid-signed-digit"
    ]

    static let rows = Vector.rows("invalid")

    @Test(arguments: rows)
    func `is refused or flagged`(_ row: Vector) throws {
        let isWhole: Bool
        do {
            isWhole = try Self.isWhole(row)
        } catch is PDUError {
            return
        }
        if row.tolerant != true, !Self.accepted.contains(row.id) {
            #expect(!isWhole, "\(row.id) \(row.expect)")
        }
    }

    private static func isWhole(_ row: Vector) throws -> Bool {
        if let hex = row.pduHex { return try isWholeTPDU(hex, row) }
        if let parts = row.dataHexParts ?? row.dataHex.map({ [$0] }) {
            return UCS2.decode(try parts.flatMap { try Hex.octets(of: $0) }[...]).flaws.isEmpty
        }
        let octets = try Hex.octets(of: try #require(row.hex))
        var reader = OctetReader(octets)
        switch row.subject {
        case "smsc-address":
            return try Address.serviceCentre(&reader).map { !$0.isMalformed } ?? true
        case "address":
            return try !Address(&reader, .originatingAddress).isMalformed && reader.left == 0
        case "timestamp":
            let timestamp = try ServiceCentreTimestamp(&reader, .serviceCentreTimestamp)
            return timestamp.isDate && !timestamp.isZoneUnknown
        case "udh":
            return !UserDataHeader(leading: octets[...]).isMalformed
        case "validity":
            let bits = try #require(row.vpf)
            guard bits <= 3 else { return false }
            _ = try ValidityPeriod.read(firstOctet: bits << 3, &reader)
            return true
        default:
            Issue.record("no reader for \(row.subject ?? "nothing")")
            return true
        }
    }

    private static func isWholeTPDU(_ hex: String, _ row: Vector) throws -> Bool {
        let octets = row.smsc == true ? try PDUFrame(hex: hex).tpdu : try Hex.octets(of: hex)
        switch try TPDU(octets, direction: row.direction) {
        case .deliver(let deliver):
            if let lenient = row.expect["text_if_lenient"]?.text, let text = deliver.userData.text {
                #expect(lenient.hasPrefix(text))
            }
            return !deliver.userData.isTruncated
        case .submit(let submit):
            return !submit.userData.isTruncated
        case .statusReport(let report):
            return !report.isTruncated
        case .command(let command):
            return !command.isTruncated
        case .transferReport(let report):
            // A negative answer to a submit cannot be told from rubbish but by its date.
            return !report.isTruncated && report.serviceCentreTimestamp?.isDate != false
        }
    }
}
