/// What PDU mode carries: the service centre's address and a TPDU, as hex.
///
/// - Shape: length octet, type and digits of the service centre; then the TPDU to the end, with
///   whatever trails it.
/// - Source: 3GPP TS 27.005 §3.1, 3GPP TS 24.011 §8.2.5.1.
package struct PDUFrame: Hashable, Sendable {
    /// Nil when its length octet is 00: when sending, the modem's own setting counts.
    package var serviceCentre: Address?
    /// The TPDU and what trails it.
    package var tpdu: [UInt8]

    package init(serviceCentre: Address? = nil, tpdu: [UInt8]) {
        self.serviceCentre = serviceCentre
        self.tpdu = tpdu
    }

    /// - Throws: ``PDUError`` when this is no hex, or ends inside the service centre's address.
    ///   The TPDU is not looked at and may be empty.
    package init(hex: some StringProtocol) throws(PDUError) {
        try self.init(octets: Hex.octets(of: hex))
    }

    /// - Throws: ``PDUError`` when the octets end inside the service centre's address.
    package init(octets: [UInt8]) throws(PDUError) {
        var reader = OctetReader(octets)
        serviceCentre = try Address.serviceCentre(&reader)
        tpdu = Array(reader.rest())
    }

    /// Service centre address and TPDU; what was decoded comes out bit for bit.
    package var octets: [UInt8] {
        (serviceCentre?.serviceCentreOctets ?? [0]) + tpdu
    }

    /// Upper case.
    package var hex: String { Hex.text(of: octets) }

    /// Octets without the service centre's address: the argument of `+CMGS`.
    package var tpduLength: Int { tpdu.count }
}
