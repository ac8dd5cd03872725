/// SMS-STATUS-REPORT: what became of a text that we submitted.
///
/// The parameters behind TP-ST are optional. When TP-PI announces one that did not come, what is
/// mandatory still counts and ``isTruncated`` is set.
///
/// - Source: 3GPP TS 23.040 §9.2.2.3.
package struct StatusReport: Hashable, Sendable {
    /// TP-MR of the SMS-SUBMIT.
    package var messageReference: UInt8
    /// TP-RA.
    package var recipientAddress: Address
    /// TP-SCTS of the SMS-SUBMIT.
    package var serviceCentreTimestamp: ServiceCentreTimestamp
    /// TP-DT: when the state was reached.
    package var dischargeTime: ServiceCentreTimestamp
    /// TP-ST.
    package var status: DeliveryStatus
    /// TP-MMS, the other way round than on the wire.
    package var moreMessagesToSend: Bool
    /// TP-LP.
    package var loopPrevention: Bool
    /// TP-SRQ: the report is about an SMS-COMMAND.
    package var isAboutCommand: Bool
    private var parameters = ReportParameters()

    /// TP-PI with its extension octets; empty when absent.
    package var parameterIndicators: [UInt8] { parameters.indicators }
    /// TP-PID.
    package var protocolIdentifier: UInt8? { parameters.protocolIdentifier }
    /// TP-DCS. When there is user data without it, 00 counts.
    package var dataCodingScheme: DataCodingScheme? { parameters.dataCodingScheme }
    /// TP-UDL and TP-UD.
    package var userData: UserData? { parameters.userData }
    /// TP-PI announces more than came.
    package var isTruncated: Bool { parameters.isTruncated }
    /// TP-UDHI as received, which says nothing when there is no user data.
    package private(set) var hasHeaderIndicator = false
    /// What came behind the last parameter. Not encoded.
    package var trailingOctets: [UInt8] { Array(trailing) }
    private var trailing: ArraySlice<UInt8> = []

    /// TP-PI's first octet.
    package var parameterIndicator: UInt8? { parameterIndicators.first }

    package init(
        messageReference: UInt8,
        recipientAddress: Address,
        serviceCentreTimestamp: ServiceCentreTimestamp,
        dischargeTime: ServiceCentreTimestamp,
        status: DeliveryStatus,
        moreMessagesToSend: Bool = false,
        loopPrevention: Bool = false,
        isAboutCommand: Bool = false
    ) {
        self.messageReference = messageReference
        self.recipientAddress = recipientAddress
        self.serviceCentreTimestamp = serviceCentreTimestamp
        self.dischargeTime = dischargeTime
        self.status = status
        self.moreMessagesToSend = moreMessagesToSend
        self.loopPrevention = loopPrevention
        self.isAboutCommand = isAboutCommand
    }
}

extension StatusReport {
    init(firstOctet: UInt8, _ reader: inout OctetReader) throws(PDUError) {
        messageReference = try reader.octet(.messageReference)
        recipientAddress = try Address(&reader, .recipientAddress)
        serviceCentreTimestamp = try ServiceCentreTimestamp(&reader, .serviceCentreTimestamp)
        dischargeTime = try ServiceCentreTimestamp(&reader, .dischargeTime)
        status = DeliveryStatus(rawValue: try reader.octet(.status))
        moreMessagesToSend = firstOctet & FirstOctet.noMoreMessages == 0
        loopPrevention = firstOctet & FirstOctet.loopPrevention != 0
        isAboutCommand = firstOctet & FirstOctet.statusReportBit != 0
        hasHeaderIndicator = firstOctet & FirstOctet.userDataHeader != 0
        parameters.read(&reader, hasHeader: hasHeaderIndicator)
        trailing = reader.rest()
    }

    var octets: [UInt8] {
        let firstOctet = FirstOctet.octet(
            FirstOctet.statusReport,
            [
                (FirstOctet.noMoreMessages, !moreMessagesToSend),
                (FirstOctet.loopPrevention, loopPrevention),
                (FirstOctet.statusReportBit, isAboutCommand),
                (FirstOctet.userDataHeader, hasHeaderIndicator),
            ])
        let mandatory =
            [firstOctet, messageReference] + recipientAddress.octets
            + serviceCentreTimestamp.octets + dischargeTime.octets + [status.rawValue]
        return mandatory + parameters.indicators + parameters.valueOctets
    }
}
