import Testing

@testable import SMSCodec

@Suite("Part vectors")
struct PartVectorTests {
    @Test(arguments: Vector.rows("split").filter { $0.block != nil })
    func `a buffer is cut into blocks`(_ row: Vector) throws {
        let values = try Hex.octets(of: try #require(row.unpackedHex))
        let size = try #require(row.block)
        let blocks =
            switch row.alphabet {
            case "gsm7": PartSplitter.blocks(ofSeptets: values, size: size)
            case "ucs2": PartSplitter.blocks(ofUCS2: values, size: size)
            default: PartSplitter.blocks(of: values, size: size)
            }
        #expect(row.expect["parts"] == .number(blocks.count))
        #expect(row.expect["part_hex"] == .list(blocks.map { .text(Hex.text(of: $0)) }))
    }

    @Test(arguments: Vector.rows("split").filter { $0.block == nil })
    func `a text is cut into parts`(_ row: Vector) throws {
        let text = try #require(row.text)
        let parts =
            row.concatBits == 16
            ? PartSplitter.parts(of: text, wideReference: 0x1234)
            : PartSplitter.parts(of: text, reference: 0x12)
        #expect(row.expect["parts"] == .number(parts.count))
        #expect(PartSplitter.measure(text).alphabet.rawValue == row.alphabet)
        if let octets = row.expect["part_octets"] {
            #expect(octets == .list(parts.map { .number($0.userData.octets.count) }))
        }
        #expect(PartJoiner.text(of: parts.map(\.userData)).text == text)
    }

    @Test(arguments: Vector.rows("concat-set"))
    func `parts are joined`(_ row: Vector) throws {
        var parts: [PartGroups.Arrival] = []
        for pdu in try #require(row.pdus) {
            let frame = try PDUFrame(hex: pdu.pduHex)
            let tpdu = try TPDU(frame.tpdu, direction: row.direction)
            var fields = tpdu.fields
            fields["smsc"] = .optional(frame.serviceCentre?.text)
            expectFields(pdu.expect, in: fields, row.id)
            #expect(tpdu.octets == frame.tpdu)
            parts.append(try #require(Self.addressed(tpdu)))
        }
        let groups = PartGroups.groups(of: parts)
        // The order of arrival does not matter, nor does a repetition.
        for others in [parts.reversed(), parts + parts] {
            #expect(Set(PartGroups.groups(of: others).map(\.joined)) == Set(groups.map(\.joined)))
        }
        let messages = groups.filter { $0.joined.missing.isEmpty }.map { group -> [String: JSON] in
            let joined = group.joined
            return [
                "ref": .optional(group.concatenation?.reference), "total": .optional(group.concatenation?.total),
                "bits": .optional(group.concatenation?.bits),
                "alphabet": .text(group.parts[0].dataCodingScheme.alphabet.rawValue),
                "text": joined.isBinary ? .null : .text(joined.text),
                "data_hex": joined.isBinary ? .text(Hex.text(of: joined.octets)) : .null,
                row.direction == "mo" ? "recipient" : "originator": .text(group.address.text),
            ]
        }
        let expected = row.expect["messages"]?.list ?? []
        #expect(messages.count == expected.count)
        for (message, expected) in zip(messages, expected) {
            expectFields(expected.object, in: message, row.id)
        }
        #expect(row.expect["incomplete"]?.list.count == groups.count - messages.count)
    }

    private static func addressed(_ tpdu: TPDU) -> PartGroups.Arrival? {
        switch tpdu {
        case .deliver(let deliver):
            .init(
                address: deliver.originatingAddress, userData: deliver.userData,
                unixSeconds: deliver.serviceCentreTimestamp.unixSeconds)
        case .submit(let submit): .init(address: submit.destinationAddress, userData: submit.userData)
        case .statusReport, .command, .transferReport: nil
        }
    }
}
