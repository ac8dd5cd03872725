import Testing

@testable import SMSCodec

@Suite("Alphabet vectors")
struct AlphabetVectorTests {
    static let gsm7 = Vector.rows("gsm7")

    static func alphabet(_ row: Vector) -> GSM7Alphabet {
        GSM7Alphabet(
            locking: NationalLanguage.allCases.first { $0.name == row.locking },
            singleShift: NationalLanguage.allCases.first { $0.name == row.single })
    }

    @Test(arguments: gsm7.filter { ["decode", "both"].contains($0.operation) })
    func `septets become text`(_ row: Vector) throws {
        let septets: [UInt8]
        if let packed = row.packedHex {
            septets = Septets.unpack(
                try Hex.octets(of: packed), count: try #require(row.septets),
                from: row.fillBits ?? 0)
        } else {
            septets = try Hex.octets(of: try #require(row.unpackedHex))
        }
        let fields: [String: JSON] = [
            "unpacked_hex": .text(Hex.text(of: septets)),
            "text": .text(Self.alphabet(row).text(of: septets)),
        ]
        expectFields(row.expect, in: fields, row.id)
    }

    @Test(arguments: gsm7.filter { ["encode", "both"].contains($0.operation) })
    func `text becomes septets`(_ row: Vector) throws {
        let text = try #require(row.expect["text"]?.text)
        let alphabet = Self.alphabet(row)
        let septets = try #require(alphabet.septets(of: text))
        if let packed = row.packedHex {
            let octets = Septets.pack(septets, fillBits: row.fillBits ?? 0)
            #expect(Hex.text(of: octets) == packed)
            #expect(septets.count == row.septets)
        } else {
            // Tables have some characters twice: ours may be the shorter spelling.
            let unpacked = try Hex.octets(of: try #require(row.unpackedHex))
            #expect(septets == unpacked || septets.count < unpacked.count)
            #expect(alphabet.text(of: septets) == text)
        }
    }

    @Test(arguments: gsm7.filter { $0.operation == "roundtrip" })
    func `text survives packing`(_ row: Vector) throws {
        let text = try #require(row.text)
        let septets = try #require(GSM7Alphabet().septets(of: text))
        let unpacked = Septets.unpack(Septets.pack(septets), count: septets.count)
        #expect(GSM7Alphabet().text(of: unpacked) == text)
    }

    @Test(arguments: Vector.rows("ucs2"))
    func `UCS-2 is UTF-16`(_ row: Vector) throws {
        let parts = try row.dataHexParts ?? [#require(row.dataHex)]
        let octets: [UInt8] = try parts.flatMap { try Hex.octets(of: $0) }
        let decoded = UCS2.decode(octets[...])
        expectFields(row.expect, in: ["text": .text(decoded.text)], row.id)
        #expect(decoded.flaws == [])
        #expect(UCS2.octets(of: decoded.text) == octets)
    }
}
