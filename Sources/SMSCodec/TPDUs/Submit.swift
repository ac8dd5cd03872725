/// SMS-SUBMIT: a text from us to a phone.
///
/// - Source: 3GPP TS 23.040 §9.2.2.2.
package struct Submit: Hashable, Sendable {
    /// TP-MR. Most modems put their own in its place and tell it in `+CMGS`.
    package var messageReference: UInt8
    /// TP-DA.
    package var destinationAddress: Address
    /// TP-PID.
    package var protocolIdentifier: UInt8
    /// TP-VP; nil leaves it to the service centre.
    package var validityPeriod: ValidityPeriod?
    /// TP-UDL and TP-UD.
    package var userData: UserData
    /// TP-SRR.
    package var requestsStatusReport: Bool
    /// TP-RD: the service centre shall refuse a second message with the same reference and
    /// destination.
    package var rejectDuplicates: Bool
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
        messageReference: UInt8 = 0,
        destinationAddress: Address,
        protocolIdentifier: UInt8 = 0,
        dataCodingScheme: DataCodingScheme? = nil,
        validityPeriod: ValidityPeriod? = nil,
        userData: UserData,
        requestsStatusReport: Bool = false,
        rejectDuplicates: Bool = false,
        replyPath: Bool = false
    ) {
        self.messageReference = messageReference
        self.destinationAddress = destinationAddress
        self.protocolIdentifier = protocolIdentifier
        self.validityPeriod = validityPeriod
        self.userData = userData.marked(dataCodingScheme ?? userData.dataCodingScheme)
        self.requestsStatusReport = requestsStatusReport
        self.rejectDuplicates = rejectDuplicates
        self.replyPath = replyPath
    }
}

extension Submit {
    init(firstOctet: UInt8, _ reader: inout OctetReader) throws(PDUError) {
        messageReference = try reader.octet(.messageReference)
        destinationAddress = try Address(&reader, .destinationAddress)
        protocolIdentifier = try reader.octet(.protocolIdentifier)
        let scheme = DataCodingScheme(rawValue: try reader.octet(.dataCodingScheme))
        validityPeriod = try ValidityPeriod.read(firstOctet: firstOctet, &reader)
        userData = try UserData(
            &reader, dataCodingScheme: scheme,
            hasHeader: firstOctet & FirstOctet.userDataHeader != 0)
        requestsStatusReport = firstOctet & FirstOctet.statusReportBit != 0
        rejectDuplicates = firstOctet & FirstOctet.rejectDuplicates != 0
        replyPath = firstOctet & FirstOctet.replyPath != 0
        trailing = reader.rest()
    }

    var octets: [UInt8] {
        var firstOctet = FirstOctet.submit | (validityPeriod?.formatBits ?? 0)
        if rejectDuplicates { firstOctet |= FirstOctet.rejectDuplicates }
        if requestsStatusReport { firstOctet |= FirstOctet.statusReportBit }
        if userData.header != nil { firstOctet |= FirstOctet.userDataHeader }
        if replyPath { firstOctet |= FirstOctet.replyPath }
        var octets: [UInt8] = []
        // First octet, TP-MR, TP-DA, TP-PID, TP-DCS, TP-VP, TP-UDL.
        octets.reserveCapacity(2 + 12 + 2 + 7 + 1 + userData.fieldCount)
        octets.append(firstOctet)
        octets.append(messageReference)
        destinationAddress.append(to: &octets)
        octets.append(protocolIdentifier)
        octets.append(dataCodingScheme.rawValue)
        if let validityPeriod { octets += validityPeriod.octets }
        userData.append(to: &octets)
        return octets
    }
}
