/// SMS-DELIVER-REPORT and SMS-SUBMIT-REPORT: the answer to a text, within the signalling of its transfer.
/// They never reach a modem's memory; some drivers and captures show them.
///
/// TP-FCS is there in a negative answer only, and nothing in the TPDU says which it is. It is told by its
/// values: all that are defined lie above those that TP-PI can have.
///
/// - Source: 3GPP TS 23.040 §9.2.2.1a, §9.2.2.2a, §9.2.3.22 (TP-FCS).
package struct TransferReport: Hashable, Sendable {
    package enum Subject: Hashable, Sendable { case deliver, submit }

    package let subject: Subject
    /// TP-FCS; nil in a positive answer.
    package let failureCause: UInt8?
    /// TP-SCTS of a submit's report.
    package let serviceCentreTimestamp: ServiceCentreTimestamp?
    /// TP-UDHI as received.
    package let hasHeaderIndicator: Bool
    private var parameters = ReportParameters()
    private let trailing: ArraySlice<UInt8>

    /// TP-PI with its extension octets.
    package var parameterIndicators: [UInt8] { parameters.indicators }
    /// TP-PID.
    package var protocolIdentifier: UInt8? { parameters.protocolIdentifier }
    /// TP-DCS.
    package var dataCodingScheme: DataCodingScheme? { parameters.dataCodingScheme }
    /// TP-UDL and TP-UD.
    package var userData: UserData? { parameters.userData }
    /// TP-PI announces more than came.
    package var isTruncated: Bool { parameters.isTruncated }
    /// What came behind the last parameter. Not encoded.
    package var trailingOctets: [UInt8] { Array(trailing) }

    init(_ subject: Subject, firstOctet: UInt8, _ reader: inout OctetReader) throws(PDUError) {
        self.subject = subject
        hasHeaderIndicator = firstOctet & FirstOctet.userDataHeader != 0
        var look = reader
        let next = try look.octet(.parameterIndicator)
        failureCause = ReportParameters.isPlausible(next) ? nil : next
        if failureCause != nil { reader = look }
        try parameters.readIndicators(&reader)
        serviceCentreTimestamp =
            subject == .submit ? try ServiceCentreTimestamp(&reader, .serviceCentreTimestamp) : nil
        parameters.readValues(&reader, hasHeader: hasHeaderIndicator)
        trailing = reader.rest()
    }

    var octets: [UInt8] {
        let firstOctet = FirstOctet.octet(
            subject == .submit ? FirstOctet.submit : 0, [(FirstOctet.userDataHeader, hasHeaderIndicator)])
        return [firstOctet] + [failureCause].compactMap { $0 } + parameters.indicators
            + (serviceCentreTimestamp?.octets ?? []) + parameters.valueOctets
    }
}
