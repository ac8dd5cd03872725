import Testing

@testable import SMSCodec

@Suite("SMS-SUBMIT")
struct SubmitTests {
    /// Octets written out by hand, so that a mistake made both ways shows.
    @Test func `a text is these octets`() throws {
        let submit = Submit(
            destinationAddress: try Address(dialled: "+51987654321"),
            validityPeriod: .relative(covering: 24 * 3600),
            userData: try #require(UserData(text: "Gracias.")), requestsStatusReport: true)
        let frame = PDUFrame(tpdu: TPDU.submit(submit).octets)
        #expect(frame.hex == "0031000B911589674523F10000A7084779789C0ECF5D")
        #expect(frame.tpduLength == 21)
        #expect(try TPDU(fromMobile: frame.tpdu) == .submit(submit))
    }

    @Test func `the reserved type from a mobile is refused`() {
        #expect(throws: PDUError(.invalid(0x03), in: .firstOctet, at: 0)) {
            try TPDU(fromMobile: [0x03, 0, 0, 0])
        }
    }

    @Test func `every relative validity period is longer than the one before`() {
        for value in 1...UInt8.max {
            #expect(
                ValidityPeriod.relativeMinutes(value) > ValidityPeriod.relativeMinutes(value - 1))
        }
    }

    @Test(
        arguments: [
            (-1, 0), (0, 0), (300, 0), (301, 1), (12 * 3600, 143), (12 * 3600 + 1, 144),
            (24 * 3600, 167), (30 * 86_400, 196), (1e12, 255), (.infinity, 255), (.nan, 0),
        ] as [(Double, UInt8)])
    func `the shortest relative period that covers the time is taken`(
        _ seconds: Double, _ value: UInt8
    ) {
        #expect(ValidityPeriod.relative(covering: seconds) == .relative(value))
    }

    static let badPeriods: [(UInt8, String, Int)] = [
        (0b1_1000, "62134290550000", 1),  // month 31
        (0b0_1000, "07010000000000", 0),
        (0b0_1000, "03302D54000000", 2),
        (0b0_1000, "00010000000000", 1),
        (0b0_1000, "FFFFFFFFFFFFFF", 0),
    ]

    @Test(arguments: badPeriods)
    func `a validity period without meaning is refused`(
        _ format: UInt8, _ hex: String, _ offset: Int
    ) throws {
        var reader = OctetReader(try Hex.octets(of: hex))
        do {
            _ = try ValidityPeriod.read(firstOctet: format, &reader)
            Issue.record("\(hex) was read")
        } catch {
            #expect(error.field == .validityPeriod)
            #expect(error.offset == offset)
        }
    }
}
