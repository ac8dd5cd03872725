/// SMS-DELIVER: a text from a phone to us.
///
/// - Source: 3GPP TS 23.040 §9.2.2.1.
package struct Deliver: Hashable, Sendable {
    /// TP-OA.
    package var originatingAddress: Address
    /// TP-PID. Never a reason to refuse a message.
    package var protocolIdentifier: UInt8
    /// TP-SCTS.
    package var serviceCentreTimestamp: ServiceCentreTimestamp
    /// TP-UDL and TP-UD.
    package var userData: UserData
    /// TP-MMS, the other way round than on the wire.
    package var moreMessagesToSend: Bool
    /// TP-LP: nothing shall answer this message automatically.
    package var loopPrevention: Bool
    /// TP-SRI: the sender gets a status report.
    package var statusReportIndication: Bool
    /// TP-RP.
    package var replyPath: Bool
    /// What came behind TP-UD. Not encoded.
    package var trailingOctets: [UInt8] { Array(trailing) }
    private var trailing: ArraySlice<UInt8> = []

    /// TP-DCS, which the user data carries.
    package var dataCodingScheme: DataCodingScheme { userData.dataCodingScheme }

    /// - Parameter dataCodingScheme: in place of the user data's: one of the same alphabet
    ///   (a class, say); any other is ignored.
    package init(
        originatingAddress: Address,
        protocolIdentifier: UInt8 = 0,
        dataCodingScheme: DataCodingScheme? = nil,
        serviceCentreTimestamp: ServiceCentreTimestamp,
        userData: UserData,
        moreMessagesToSend: Bool = false,
        loopPrevention: Bool = false,
        statusReportIndication: Bool = false,
        replyPath: Bool = false
    ) {
        self.originatingAddress = originatingAddress
        self.protocolIdentifier = protocolIdentifier
        self.serviceCentreTimestamp = serviceCentreTimestamp
        self.userData = userData.marked(dataCodingScheme ?? userData.dataCodingScheme)
        self.moreMessagesToSend = moreMessagesToSend
        self.loopPrevention = loopPrevention
        self.statusReportIndication = statusReportIndication
        self.replyPath = replyPath
    }
}

extension Deliver {
    init(firstOctet: UInt8, _ reader: inout OctetReader) throws(PDUError) {
        originatingAddress = try Address(&reader, .originatingAddress)
        protocolIdentifier = try reader.octet(.protocolIdentifier)
        let scheme = DataCodingScheme(rawValue: try reader.octet(.dataCodingScheme))
        serviceCentreTimestamp = try ServiceCentreTimestamp(&reader, .serviceCentreTimestamp)
        userData = try UserData(
            &reader, dataCodingScheme: scheme,
            hasHeader: firstOctet & FirstOctet.userDataHeader != 0)
        moreMessagesToSend = firstOctet & FirstOctet.noMoreMessages == 0
        loopPrevention = firstOctet & FirstOctet.loopPrevention != 0
        statusReportIndication = firstOctet & FirstOctet.statusReportBit != 0
        replyPath = firstOctet & FirstOctet.replyPath != 0
        trailing = reader.rest()
    }

    var octets: [UInt8] {
        let firstOctet = FirstOctet.octet(
            0,
            [
                (FirstOctet.noMoreMessages, !moreMessagesToSend),
                (FirstOctet.loopPrevention, loopPrevention),
                (FirstOctet.statusReportBit, statusReportIndication),
                (FirstOctet.userDataHeader, userData.header != nil),
                (FirstOctet.replyPath, replyPath),
            ])
        return [firstOctet] + originatingAddress.octets
            + [protocolIdentifier, dataCodingScheme.rawValue]
            + serviceCentreTimestamp.octets + userData.wireOctets
    }
}
