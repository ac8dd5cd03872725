/// One field of a TPDU as it stands on the wire, for those who look at one octet by octet.
package struct PDUField: Hashable, Sendable {
    package let field: PDUError.Field
    /// From the start of the TPDU.
    package let offset: Int
    package let octets: [UInt8]
}

extension TPDU {
    /// All fields in their order; together they are ``octets``.
    package var wireFields: [PDUField] {
        var cutter = FieldCutter(octets)
        cutter.cut(.firstOctet, 1)
        switch self {
        case .deliver(let deliver):
            cutter.cut(.originatingAddress, deliver.originatingAddress.octets.count)
            cutter.cut(.protocolIdentifier, 1)
            cutter.cut(.dataCodingScheme, 1)
            cutter.cut(.serviceCentreTimestamp, 7)
            cutter.cut(deliver.userData)
        case .submit(let submit):
            cutter.cut(.messageReference, 1)
            cutter.cut(.destinationAddress, submit.destinationAddress.octets.count)
            cutter.cut(.protocolIdentifier, 1)
            cutter.cut(.dataCodingScheme, 1)
            cutter.cut(.validityPeriod, submit.validityPeriod?.octets.count ?? 0)
            cutter.cut(submit.userData)
        case .statusReport(let report):
            cutter.cut(.messageReference, 1)
            cutter.cut(.recipientAddress, report.recipientAddress.octets.count)
            cutter.cut(.serviceCentreTimestamp, 7)
            cutter.cut(.dischargeTime, 7)
            cutter.cut(.status, 1)
            cutter.cut(.parameterIndicator, report.parameterIndicators.count)
            cutter.cut(.protocolIdentifier, report.protocolIdentifier == nil ? 0 : 1)
            cutter.cut(.dataCodingScheme, report.dataCodingScheme == nil ? 0 : 1)
            if let userData = report.userData { cutter.cut(userData) }
        case .command(let command):
            cutter.cut(.messageReference, 1)
            cutter.cut(.protocolIdentifier, 1)
            cutter.cut(.commandType, 1)
            cutter.cut(.messageNumber, 1)
            cutter.cut(.destinationAddress, command.destinationAddress.octets.count)
            cutter.cut(.commandDataLength, 1)
            cutter.cut(.commandData, command.data.count)
        case .transferReport(let report):
            cutter.cut(.failureCause, report.failureCause == nil ? 0 : 1)
            cutter.cut(.parameterIndicator, report.parameterIndicators.count)
            cutter.cut(.serviceCentreTimestamp, report.serviceCentreTimestamp == nil ? 0 : 7)
            cutter.cut(.protocolIdentifier, report.protocolIdentifier == nil ? 0 : 1)
            cutter.cut(.dataCodingScheme, report.dataCodingScheme == nil ? 0 : 1)
            if let userData = report.userData { cutter.cut(userData) }
        }
        return cutter.fields
    }

    private struct FieldCutter {
        private let octets: [UInt8]
        private(set) var fields: [PDUField] = []
        private var offset = 0

        init(_ octets: [UInt8]) { self.octets = octets }

        /// What has no octets is no field.
        mutating func cut(_ field: PDUError.Field, _ count: Int) {
            let end = min(offset + count, octets.count)
            guard end > offset else { return }
            fields.append(PDUField(field: field, offset: offset, octets: Array(octets[offset..<end])))
            offset = end
        }

        mutating func cut(_ userData: UserData) {
            cut(.userDataLength, 1)
            cut(.userDataHeader, userData.header?.octetCount ?? 0)
            cut(.userData, octets.count)
        }
    }
}
