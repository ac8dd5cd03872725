import Testing

@testable import SMSCodec

@Suite("SMS-DELIVER")
struct DeliverTests {
    struct Broken: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let octets: [UInt8]
        let error: PDUError
    }

    static let head: [UInt8] = [0x04, 0x04, 0x91, 0x21, 0x43, 0x00]
    static let time: [UInt8] = [0x62, 0x50, 0x40, 0x90, 0x55, 0x00, 0x0A]

    static let broken: [Broken] = [
        .init(
            testDescription: "empty", octets: [],
            error: .init(.truncated(needed: 1, left: 0), in: .firstOctet, at: 0)),
        .init(
            testDescription: "a report without its parameters", octets: [0x01],
            error: .init(.truncated(needed: 1, left: 0), in: .parameterIndicator, at: 1)),
        .init(
            testDescription: "an address longer than the message",
            octets: [0x04, 0x0B, 0x91, 0x21, 0x43],
            error: .init(.truncated(needed: 6, left: 2), in: .originatingAddress, at: 3)),
        .init(
            testDescription: "no TP-PID", octets: [0x04, 0x04, 0x91, 0x21, 0x43],
            error: .init(.truncated(needed: 1, left: 0), in: .protocolIdentifier, at: 5)),
        .init(
            testDescription: "no TP-DCS", octets: head,
            error: .init(.truncated(needed: 1, left: 0), in: .dataCodingScheme, at: 6)),
        .init(
            testDescription: "half a time stamp", octets: head + [0x00] + time.prefix(3),
            error: .init(.truncated(needed: 7, left: 3), in: .serviceCentreTimestamp, at: 7)),
        .init(
            testDescription: "no TP-UDL", octets: head + [0x00] + time,
            error: .init(.truncated(needed: 1, left: 0), in: .userDataLength, at: 14)),
        .init(
            testDescription: "a length and no user data at all",
            octets: head + [0x00] + time + [0x08],
            error: .init(.truncated(needed: 7, left: 0), in: .userData, at: 15)),
    ]

    @Test(arguments: broken)
    func `is refused, naming the field and the octet`(_ sample: Broken) {
        #expect(throws: sample.error) { try TPDU(fromServiceCentre: sample.octets) }
    }

    @Test func `an error says field, octet and lengths in words`() {
        let error = PDUError(.truncated(needed: 7, left: 3), in: .serviceCentreTimestamp, at: 7)
        #expect("\(error)" == "TP-SCTS at octet 7 needs 7 octets, 3 left")
        #expect(
            "\(PDUError(.invalid(0x0A), in: .firstOctet, at: 0))"
                == "first octet at octet 0 has invalid value 0A")
    }

    static func deliver(_ octets: [UInt8]) throws -> Deliver {
        guard case .deliver(let deliver) = try TPDU(fromServiceCentre: octets) else {
            throw PDUError(.invalid(octets[0]), in: .firstOctet, at: 0)
        }
        return deliver
    }

    @Test func `survives a clock that is not set`() throws {
        let octets = Self.head + [0x00] + [UInt8](repeating: 0, count: 7) + [0x02, 0x48, 0x24]
        let deliver = try Self.deliver(octets)
        #expect(deliver.serviceCentreTimestamp.iso8601 == nil)
        #expect(deliver.userData.text == "HH")
        #expect(deliver.octets == octets)
    }

    @Test func `a type reserved by the standard is read as a text`() throws {
        let deliver = try Self.deliver([0x07] + Self.head.dropFirst() + [0x00] + Self.time + [0x00])
        #expect(deliver.userData.text == "")
    }

    @Test func `octets behind the text are kept apart`() throws {
        let deliver = try Self.deliver(
            Self.head + [0x00] + Self.time + [0x02, 0x48, 0x24, 0xAA, 0xBB])
        #expect(deliver.userData.text == "HH")
        #expect(deliver.trailingOctets == [0xAA, 0xBB])
        #expect(deliver.octets.last == 0x24)
    }

    @Test func `flags go out as they came in`() throws {
        let userData = try #require(UserData(text: "H 12 M 15"))
        let deliver = Deliver(
            originatingAddress: try Address(dialled: "+51987654321"),
            dataCodingScheme: DataCodingScheme(rawValue: 0x10),
            serviceCentreTimestamp: ServiceCentreTimestamp(
                unixSeconds: 1_777_906_500, quarterHours: -20),
            userData: userData, moreMessagesToSend: true, loopPrevention: true,
            statusReportIndication: true, replyPath: true)
        #expect(deliver.octets.first == 0xA8)
        #expect(deliver.dataCodingScheme.messageClass == 0)
        let again = try Self.deliver(deliver.octets)
        #expect(again == deliver)
        #expect(again.originatingAddress.text == "+51987654321")
        #expect(again.serviceCentreTimestamp.iso8601 == "2026-05-04T09:55:00-05:00")
    }
}
