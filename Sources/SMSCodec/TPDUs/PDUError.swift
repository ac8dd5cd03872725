/// Octets that could not be decoded, or a value that cannot be encoded: what is wrong, in which
/// field, and where.
package struct PDUError: Error, Hashable, Sendable {
    package enum Problem: Hashable, Sendable {
        /// The field needs more octets than are left.
        case truncated(needed: Int, left: Int)
        /// The value has no meaning in TS 23.040.
        case invalid(UInt8)
        /// A byte that is no hexadecimal digit.
        case notHexadecimal(UInt8)
        /// An odd number of hexadecimal digits.
        case halfOctet
        /// Encoding: the character has no place in this field.
        case notEncodable(String)
        /// Encoding: more characters than the field holds.
        case tooLong(limit: Int)
        /// Encoding: the field cannot be empty.
        case empty
    }

    /// The fields of a TPDU by their name in 3GPP TS 23.040.
    package enum Field: String, Sendable {
        case hex
        case serviceCentreAddress = "service centre address"
        case firstOctet = "first octet"
        case messageReference = "TP-MR"
        case originatingAddress = "TP-OA"
        case destinationAddress = "TP-DA"
        case recipientAddress = "TP-RA"
        case protocolIdentifier = "TP-PID"
        case dataCodingScheme = "TP-DCS"
        case serviceCentreTimestamp = "TP-SCTS"
        case dischargeTime = "TP-DT"
        case status = "TP-ST"
        case parameterIndicator = "TP-PI"
        case validityPeriod = "TP-VP"
        case userDataLength = "TP-UDL"
        case userData = "TP-UD"
        case replyAddress = "reply address"
        case failureCause = "TP-FCS"
        case commandType = "TP-CT"
        case messageNumber = "TP-MN"
        case commandDataLength = "TP-CDL"
        case commandData = "TP-CD"
        case userDataHeader = "TP-UDH"
    }

    package let problem: Problem
    package let field: Field
    /// Octet offset from the start of what was decoded: the TPDU, or the frame for the service
    /// centre address and for hex. When encoding, the position of the character.
    package let offset: Int

    package init(_ problem: Problem, in field: Field, at offset: Int) {
        self.problem = problem
        self.field = field
        self.offset = offset
    }
}

extension PDUError: CustomStringConvertible {
    package var description: String {
        let place = "\(field.rawValue) at octet \(offset)"
        return switch problem {
        case .truncated(let needed, let left):
            "\(place) needs \(needed) \(needed == 1 ? "octet" : "octets"), \(left) left"
        case .invalid(let value):
            "\(place) has invalid value \(Hex.text(of: [value]))"
        case .notHexadecimal(let byte):
            "\(place) is no hexadecimal digit (byte \(Hex.text(of: [byte])))"
        case .halfOctet:
            "\(place) ends with half an octet"
        case .notEncodable(let character):
            "\(field.rawValue) cannot hold \"\(character)\" (character \(offset))"
        case .tooLong(let limit):
            "\(field.rawValue) holds no more than \(limit) characters"
        case .empty:
            "\(field.rawValue) is empty"
        }
    }
}
