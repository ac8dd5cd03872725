import Testing

@testable import SMSCodec

@Suite("SMS-STATUS-REPORT")
struct StatusReportTests {
    @Test func `every status has a category, reserved ones that of 63`() {
        for raw in UInt8.min...UInt8.max {
            let status = DeliveryStatus(rawValue: raw)
            switch raw {
            case 0x00...0x02, 0x10...0x1F:
                #expect(status.category == .completed && !status.isReserved)
            case 0x20...0x25, 0x30...0x3F:
                #expect(status.category == .stillTrying && !status.isReserved)
            case 0x40...0x49, 0x50...0x5F:
                #expect(status.category == .permanentError && !status.isReserved)
            case 0x60...0x65, 0x70...0x7F:
                #expect(status.category == .givenUp && !status.isReserved)
            default: #expect(status.category == .givenUp && status.isReserved)
            }
        }
    }

    static let mandatory: [UInt8] = [
        0x06, 0x2A, 0x0B, 0x91, 0x15, 0x89, 0x67, 0x45, 0x23, 0xF1,
        0x62, 0x50, 0x40, 0x90, 0x55, 0x00, 0x0A, 0x62, 0x50, 0x40, 0x90, 0x55, 0x30, 0x0A, 0x00,
    ]

    static func report(_ octets: [UInt8]) throws -> StatusReport {
        guard case .statusReport(let report) = try TPDU(fromServiceCentre: octets) else {
            throw PDUError(.invalid(octets[0]), in: .firstOctet, at: 0)
        }
        return report
    }

    /// Octets behind TP-ST, whether they are cut short, and how many trail.
    static let parameters: [(octets: [UInt8], isTruncated: Bool, trailing: Int)] = [
        ([], false, 0),
        ([0x00], false, 0),
        ([0x00, 0x55], false, 1),
        ([0x01], true, 0),
        ([0x01, 0x3F], false, 0),
        ([0x03, 0x3F], true, 0),
        ([0x07, 0x3F, 0x04, 0x02, 0x41, 0x42], false, 0),
        ([0x04, 0x02, 0x48, 0x24], false, 0),
        ([0x80], true, 0),
        ([0x80, 0x00], false, 0),
        // Reserved bits: what they announce stands behind the user data.
        ([0x78, 0x11, 0x22], false, 2),
    ]

    @Test(arguments: parameters)
    func `optional parameters never cost the status`(
        _ sample: (octets: [UInt8], isTruncated: Bool, trailing: Int)
    ) throws {
        let octets = Self.mandatory + sample.octets
        let report = try Self.report(octets)
        #expect(report.recipientAddress.text == "+51987654321")
        #expect(report.messageReference == 42)
        #expect(report.status.category == .completed)
        #expect(report.isTruncated == sample.isTruncated)
        #expect(report.trailingOctets.count == sample.trailing)
        #expect(report.octets + report.trailingOctets == octets)
    }

    @Test func `a length without user data is left out`() throws {
        let report = try Self.report(Self.mandatory + [0x04, 0x02])
        #expect(report.isTruncated)
        #expect(report.userData == nil)
    }

    @Test func `user data without a coding scheme is read as GSM 7 bit`() throws {
        let report = try Self.report(Self.mandatory + [0x04, 0x02, 0x48, 0x24])
        #expect(report.dataCodingScheme == nil)
        #expect(report.userData?.text == "HH")
    }

    @Test func `is made from values`() throws {
        let report = StatusReport(
            messageReference: 42, recipientAddress: try Address(dialled: "+51987654321"),
            serviceCentreTimestamp: ServiceCentreTimestamp(
                unixSeconds: 1_777_906_500, quarterHours: -20),
            dischargeTime: ServiceCentreTimestamp(unixSeconds: 1_777_906_503, quarterHours: -20),
            status: DeliveryStatus(rawValue: 0))
        #expect(report.octets == Self.mandatory)
    }
}
