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
            // Each bit, and the extremes; `make fuzz` tries all values.
            for value in [0x00, 0x7F, 0xFF] + (0..<8).map({ octet ^ 1 << $0 }) {
                var changed = octets
                changed[index] = value
                try look(at: changed, hasServiceCentre: row.smsc == true)
            }
        }
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
        for direction in ["mt", "mo"] {
            let decoded: TPDU
            do {
                decoded = try TPDU(tpdu, direction: direction)
            } catch let error as PDUError {
                if error.offset > tpdu.count { Issue.record("\(error)") }
                continue
            }
            _ = decoded.fields
            let octets = decoded.octets
            let again = try TPDU(octets, direction: direction)
            if again.octets != octets { Issue.record("\(Hex.text(of: tpdu)) changes") }
            // What differs are spare bits of the first octet, which a receiver ignores (§9.2.2.1).
            let whole = octets + decoded.trailingOctets
            let isSame = whole.dropFirst().elementsEqual(tpdu.dropFirst())
                && (whole[0] ^ tpdu[0]) & decoded.usedBits == 0
            if !isSame { Issue.record("\(Hex.text(of: tpdu)) is written as \(Hex.text(of: whole))") }
            if decoded.wireFields.flatMap(\.octets) != octets { Issue.record("\(Hex.text(of: tpdu)): fields") }
            if case .deliver(let deliver) = decoded { _ = PartJoiner.text(of: [deliver]) }
        }
    }
}

extension TPDU {
    /// Bits of the first octet that mean something. MTI 11 is read as DELIVER and written so.
    fileprivate var usedBits: UInt8 {
        switch self {
        case .deliver: 0b1110_1100
        case .submit: 0b1111_1111
        case .statusReport: 0b0110_1111
        case .command: 0b0110_0011
        case .transferReport: 0b0100_0011
        }
    }
}

/// Noise that is the same in each run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
