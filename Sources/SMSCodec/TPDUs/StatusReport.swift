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
    /// TP-PI with its extension octets; empty when absent.
    package private(set) var parameterIndicators: [UInt8] = []
    /// TP-PID.
    package private(set) var protocolIdentifier: UInt8?
    /// TP-DCS. When there is user data without it, 00 counts.
    package private(set) var dataCodingScheme: DataCodingScheme?
    /// TP-UDL and TP-UD.
    package private(set) var userData: UserData?
    /// TP-PI announces more than came.
    package private(set) var isTruncated = false
    /// TP-UDHI as received, which says nothing when there is no user data.
    package private(set) var hasHeaderIndicator = false
    /// What came behind the last parameter. Not encoded.
    package var trailingOctets: [UInt8] = []

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
    /// TP-PI. Source: 3GPP TS 23.040 §9.2.3.27.
    private enum Parameter {
        static let protocolIdentifier: UInt8 = 1 << 0
        static let dataCodingScheme: UInt8 = 1 << 1
        static let userData: UInt8 = 1 << 2
        static let anotherIndicator: UInt8 = 1 << 7
    }

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
        readParameters(&reader)
        trailingOctets = reader.rest()
    }

    /// Reserved bits of TP-PI announce something behind the user data, which is not read.
    private mutating func readParameters(_ reader: inout OctetReader) {
        do {
            guard reader.left > 0 else { return }
            repeat {
                parameterIndicators.append(try reader.octet(.parameterIndicator))
            } while parameterIndicators.last.map { $0 & Parameter.anotherIndicator != 0 } ?? false
            let announced = parameterIndicators[0]
            if announced & Parameter.protocolIdentifier != 0 {
                protocolIdentifier = try reader.octet(.protocolIdentifier)
            }
            if announced & Parameter.dataCodingScheme != 0 {
                dataCodingScheme = DataCodingScheme(rawValue: try reader.octet(.dataCodingScheme))
            }
            if announced & Parameter.userData != 0 {
                userData = try UserData(
                    &reader, dataCodingScheme: dataCodingScheme ?? .gsm7,
                    hasHeader: hasHeaderIndicator)
            }
        } catch {
            // The status is worth more than the rest: the report counts without it.
            isTruncated = true
        }
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
        let parameters = [protocolIdentifier, dataCodingScheme?.rawValue].compactMap { $0 }
        return mandatory + parameterIndicators + parameters + (userData?.wireOctets ?? [])
    }
}
