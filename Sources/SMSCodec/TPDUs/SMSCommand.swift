/// SMS-COMMAND: what a mobile asks a service centre to do with a text it submitted before.
///
/// We never send one; it is read so that a capture or a modem's memory can be looked at.
///
/// - Source: 3GPP TS 23.040 §9.2.2.4.
package struct SMSCommand: Hashable, Sendable {
    /// TP-MR.
    package let messageReference: UInt8
    /// TP-SRR.
    package let requestsStatusReport: Bool
    /// TP-PID.
    package let protocolIdentifier: UInt8
    /// TP-CT: 0 enquiry, 1 cancel status report, 2 delete, 3 enable status report, E0 on the service
    /// centre's own.
    package let commandType: UInt8
    /// TP-MN: the reference of the text it is about.
    package let messageNumber: UInt8
    /// TP-DA.
    package let destinationAddress: Address
    /// TP-CD, with its header where TP-UDHI is set; shorter than TP-CDL says when truncated.
    package let data: [UInt8]
    /// TP-CDL as on the wire.
    package let dataLength: UInt8
    /// TP-UDHI.
    package let hasHeaderIndicator: Bool
    private let trailing: ArraySlice<UInt8>

    /// What came behind TP-CD. Not encoded.
    package var trailingOctets: [UInt8] { Array(trailing) }
    /// Fewer octets came than TP-CDL announces.
    package var isTruncated: Bool { data.count < Int(dataLength) }
    package var header: UserDataHeader? { hasHeaderIndicator ? UserDataHeader(leading: data[...]) : nil }

    init(firstOctet: UInt8, _ reader: inout OctetReader) throws(PDUError) {
        messageReference = try reader.octet(.messageReference)
        protocolIdentifier = try reader.octet(.protocolIdentifier)
        commandType = try reader.octet(.commandType)
        messageNumber = try reader.octet(.messageNumber)
        destinationAddress = try Address(&reader, .destinationAddress)
        dataLength = try reader.octet(.commandDataLength)
        data = Array(reader.take(Int(dataLength)))
        requestsStatusReport = firstOctet & FirstOctet.statusReportBit != 0
        hasHeaderIndicator = firstOctet & FirstOctet.userDataHeader != 0
        trailing = reader.rest()
    }

    var octets: [UInt8] {
        let firstOctet = FirstOctet.octet(
            FirstOctet.command,
            [
                (FirstOctet.statusReportBit, requestsStatusReport),
                (FirstOctet.userDataHeader, hasHeaderIndicator),
            ])
        return [firstOctet, messageReference, protocolIdentifier, commandType, messageNumber]
            + destinationAddress.octets + [dataLength] + data
    }
}
