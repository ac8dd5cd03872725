import Testing

@testable import SMSCodec

@Suite("Field vectors")
struct FieldVectorTests {
    @Test(arguments: Vector.rows("dcs"))
    func `a data coding scheme`(_ row: Vector) throws {
        let scheme = DataCodingScheme(rawValue: try #require(row.dcs))
        expectFields(row.expect, in: scheme.fields, row.id)
    }

    @Test(arguments: Vector.rows("address").filter { $0.tolerant != true })
    func `an address`(_ row: Vector) throws {
        let octets = try Hex.octets(of: try #require(row.hex))
        var reader = OctetReader(octets)
        let address =
            row.smscField == true
            ? try Address.serviceCentre(&reader) : try Address(&reader, .originatingAddress)
        var expect = row.expect
        // Some of the suites keep the + apart.
        if let text = expect["text"]?.text, !text.hasPrefix("+"),
            address?.typeOfNumber == .international
        {
            #expect(address?.digits == text)
            expect["text"] = nil
        }
        var fields =
            address?.fields("text") ?? ["text": .text(""), "ton": .number(0), "npi": .number(0)]
        fields["octets"] = .number(reader.offset)
        expectFields(expect, in: fields, row.id)
        let again = row.smscField == true ? address?.serviceCentreOctets ?? [0] : address?.octets
        #expect(again == octets)
    }

    @Test(arguments: Vector.rows("timestamp"))
    func `a time stamp`(_ row: Vector) throws {
        var reader = OctetReader(try Hex.octets(of: try #require(row.hex)))
        let timestamp = try ServiceCentreTimestamp(&reader, .serviceCentreTimestamp)
        var expect = row.expect
        if let utc = expect.removeValue(forKey: "timestamp_utc")?.text {
            let moment = ServiceCentreTimestamp(
                unixSeconds: try #require(timestamp.unixSeconds), quarterHours: 0)
            #expect(moment.iso8601 == utc + "+00:00")
        }
        expectFields(expect, in: ["timestamp_iso8601": .optional(timestamp.iso8601)], row.id)
    }

    @Test(arguments: Vector.rows("validity"))
    func `a validity period`(_ row: Vector) throws {
        let octets = try Hex.octets(of: try #require(row.hex))
        var reader = OctetReader(octets)
        let validity = try ValidityPeriod.read(firstOctet: try #require(row.vpf) << 3, &reader)
        var fields: [String: JSON] = [
            "octets": .number(reader.offset),
            "validity": validity?.fields ?? .object(["format": .text("none")]),
            "seconds": .number(validity?.seconds ?? 0),
        ]
        if case .absolute(let timestamp)? = validity {
            fields["iso8601"] = .optional(timestamp.iso8601)
        }
        if case .enhanced(let enhanced)? = validity {
            fields["functionality_indicator"] = .number(Int(enhanced.functionalityIndicator))
        }
        expectFields(row.expect, in: fields, row.id)
        #expect(validity?.octets ?? [] == octets)
    }

    @Test(arguments: Vector.rows("udh"))
    func `a user data header`(_ row: Vector) throws {
        let header: UserDataHeader
        if let hex = row.hex {
            header = UserDataHeader(leading: try Hex.octets(of: hex)[...])
            #expect(UserDataHeader(elements: header.elements) == header)
        } else {
            let elements = try #require(row.udh).map {
                InformationElement(identifier: $0.iei, data: try Hex.octets(of: $0.hex))
            }
            header = try #require(UserDataHeader(elements: elements))
            #expect(UserDataHeader(leading: header.octets[...]) == header)
        }
        expectFields(row.expect, in: header.fields, row.id)
    }

    @Test(arguments: ["address", "timestamp", "validity", "udh", "invalid"].flatMap(Vector.rows))
    func `a field survives any truncation`(_ row: Vector) throws {
        let octets = try Hex.octets(of: row.hex ?? "")
        for count in 0...octets.count {
            let cut = Array(octets.prefix(count))
            _ = UserDataHeader(leading: cut[...]).fields
            _ = GSM7Alphabet().text(of: Septets.unpack(cut, count: 160, from: count % 7))
            _ = UCS2.decode(cut[...])
            for field in Field.allCases {
                do {
                    _ = try Self.read(cut, as: field)
                } catch {
                    #expect(error.offset <= count)
                }
            }
        }
    }

    private enum Field: CaseIterable {
        case address, serviceCentre, timestamp, enhancedPeriod, absolutePeriod
    }

    private static func read(
        _ octets: [UInt8], as field: Field
    ) throws(PDUError) -> String? {
        var reader = OctetReader(octets)
        switch field {
        case .address:
            return try Address(&reader, .originatingAddress).text
        case .serviceCentre:
            return try Address.serviceCentre(&reader)?.text
        case .timestamp:
            return try ServiceCentreTimestamp(&reader, .serviceCentreTimestamp).iso8601
        case .enhancedPeriod:
            return try ValidityPeriod.read(firstOctet: 0b0_1000, &reader)?.seconds.map(String.init)
        case .absolutePeriod:
            return try ValidityPeriod.read(firstOctet: 0b1_1000, &reader)?.seconds.map(String.init)
        }
    }
}
