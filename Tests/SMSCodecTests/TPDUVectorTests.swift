import Testing

@testable import SMSCodec

@Suite("TPDU vectors")
struct TPDUVectorTests {
    static let rows = ["deliver", "submit", "status-report", "command", "deliver-report", "submit-report"].flatMap(Vector.rows)

    @Test(arguments: rows)
    func `is decoded as the standard says`(_ row: Vector) throws {
        let octets = try Hex.octets(of: try #require(row.pduHex))
        var fields: [String: JSON] = [:]
        var tpduOctets = octets
        if row.smsc == true {
            let frame = try PDUFrame(hex: try #require(row.pduHex))
            fields["smsc"] = .optional(frame.serviceCentre?.text)
            tpduOctets = frame.tpdu
            #expect(frame.octets == octets)
            if let length = row.tpduLength { #expect(frame.tpduLength == length) }
        }
        let tpdu = try TPDU(tpduOctets, direction: row.direction)
        fields.merge(tpdu.fields) { $1 }
        expectFields(row.expect, in: fields, row.id)
        #expect(tpdu.trailingOctets.count == row.trailingOctets ?? 0)
    }

    @Test(arguments: rows)
    func `is encoded to the octets it was decoded from`(_ row: Vector) throws {
        var octets = try Hex.octets(of: try #require(row.pduHex))
        if row.smsc == true { octets = try PDUFrame(octets: octets).tpdu }
        let tpdu = try TPDU(octets, direction: row.direction)
        #expect(tpdu.octets + tpdu.trailingOctets == octets)
        // Field by field it is the same, without gap or overlap.
        #expect(tpdu.wireFields.flatMap(\.octets) == tpdu.octets)
        #expect(tpdu.wireFields.map(\.offset) == tpdu.wireFields.indices.map { index in
            tpdu.wireFields[..<index].reduce(0) { $0 + $1.octets.count }
        })
    }

    /// Every truncation and every octet changed: an error or a value, never a crash. A value must
    /// be read again from what it encodes to.
    @Test(arguments: rows + Vector.rows("invalid") + Vector.rows("concat-set"))
    func `survives any truncation and any changed octet`(_ row: Vector) throws {
        for hex in [row.pduHex].compactMap({ $0 }) + (row.pdus ?? []).map(\.pduHex) {
            // A row that ends with half an octet is cut there.
            try Self.damage(Hex.octets(of: hex.prefix(hex.utf8.count / 2 * 2)), row)
        }
    }

    private static func damage(_ octets: [UInt8], _ row: Vector) throws {
        for count in 0...octets.count {
            try look(at: Array(octets.prefix(count)), hasServiceCentre: row.smsc == true)
        }
        for index in octets.indices {
            let octet = octets[index]
            // Each bit, and the extremes; Tests/Fuzz/sweep tries all values, in an optimised build.
            for value in [0x00, 0x7F, 0xFF] + (0..<8).map({ octet ^ 1 << $0 }) {
                var changed = octets
                changed[index] = value
                try look(at: changed, hasServiceCentre: row.smsc == true)
            }
        }
    }

    /// One line for each TPDU that is hard to read: what `make fuzz` finds is added here.
    static let findings = [
        "", "00", "01", "02", "03", "40", "FF",
        // UDHI, and a user data length of 0.
        "44" + "0B911589674523F1" + "0000" + "62504001353202" + "00",
        // UDHL 6 in user data of 3 octets; UDHL 255.
        "44" + "0B911589674523F1" + "0004" + "62504001353202" + "03" + "060000",
        "44" + "0B911589674523F1" + "0000" + "62504001353202" + "05" + "FF00000000",
        // TP-PI whose extension bit never ends.
        "06" + "2A" + "0B911589674523F1" + "62504001353202" + "62504001353202" + "00" + "FFFFFFFFFF",
        // An address of 255 semi-octets; one of none.
        "00" + "FF91" + "1111", "00" + "0080" + "0000" + "62504001353202" + "00",
        // Enhanced validity period whose indicator never ends.
        "09" + "00" + "0B911589674523F1" + "0000" + "FFFFFFFFFFFFFF" + "00",
    ]

    @Test(arguments: findings)
    func `what was found hard is a value or an error`(_ hex: String) throws {
        try CodecProperties.check(tpdu: hex.isEmpty ? [] : Hex.octets(of: hex))
    }

    @Test func `survives noise`() throws {
        var generator = SplitMix(state: 2026)
        for _ in 0..<5_000 {
            let count = Int.random(in: 0...60, using: &generator)
            let octets = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            try Self.look(at: octets, hasServiceCentre: false)
        }
    }

    private static func look(at octets: [UInt8], hasServiceCentre: Bool) throws {
        var tpdu = octets
        if hasServiceCentre {
            do {
                tpdu = try PDUFrame(octets: octets).tpdu
            } catch {
                #expect(error.offset <= octets.count)
                return
            }
        }
        try CodecProperties.check(tpdu: tpdu)
    }
}
