/// Texts as networks have sent them: raw octets with their service centre, by name.
///
/// Laid out by hand after TS 23.040 §9.2; each says H 12 M 15 D 2 as far as it says anything, and
/// comes from +51987654321 where it has a number.
package struct FieldPDU: Sendable {
    package let name: String
    /// The quirk it shows.
    package let quirk: Int
    package let title: String
    /// One or several, in the order in which they come.
    package let frames: [String]

    private init(_ name: String, quirk: Int, _ title: String, _ frames: [String]) {
        self.name = name
        self.quirk = quirk
        self.title = title
        self.frames = frames
    }

    package static let all = [
        FieldPDU(
            "mms-push", quirk: 61, "a WAP push to port 2948",
            [
                "07911509000000F1440B911589674523F100046250409055000A130605040B8423F00006226170706C696361"
                    + "7469"
            ]),
        FieldPDU(
            "bad-zone", quirk: 90, "a time zone whose digits are none",
            [
                "07911509000000F1040B911589674523F100006250409055002C0D48504C066A82623510112403"
            ]),
        FieldPDU(
            "zero-date", quirk: 90, "a date of zeros",
            [
                "07911509000000F1040B911589674523F10000000000000000000D48504C066A82623510112403"
            ]),
        FieldPDU(
            "no-centre", quirk: 91, "no service centre at all",
            [
                "00040B911589674523F100006250409055000A0D48504C066A82623510112403"
            ]),
        FieldPDU(
            "padded-centre", quirk: 91, "what a Wavecom leaves of a report",
            [
                "000000FF00"
            ]),
        FieldPDU(
            "brand", quirk: 92, "a brand of four characters, seven semi-octets",
            [
                "07911509000000F10407D0D920B40800006250409055000A0D48504C066A82623510112403"
            ]),
        FieldPDU(
            "brand-of-seven", quirk: 92, "a brand of seven characters, counted as fourteen semi-octets",
            [
                "07911509000000F1040ED04562952A0D0E0100006250409055000A0D48504C066A82623510112403"
            ]),
        FieldPDU(
            "seven-septets", quirk: 93, "seven septets, whose last seven bits are no @",
            [
                "07911509000000F1040B911589674523F100006250409055000A07C8980CD48CD500"
            ]),
        FieldPDU(
            "reference-0", quirk: 94, "two parts with reference 0",
            [
                "07911509000000F1440B911589674523F100006250409055000A0C05000300020190A0980C04",
                "07911509000000F1440B911589674523F100006250409055000A0F0500030002029AA0580D4404C900",
            ]),
        FieldPDU(
            "total-0", quirk: 94, "a part of a text of none",
            [
                "07911509000000F1440B911589674523F100006250409055000A1405000307000190A0980CD404C56A20224806"
            ]),
        FieldPDU(
            "part-0", quirk: 94, "a part numbered 0",
            [
                "07911509000000F1440B911589674523F100006250409055000A1405000308020090A0980CD404C56A20224806"
            ]),
        FieldPDU(
            "part-beyond", quirk: 94, "the third part of two",
            [
                "07911509000000F1440B911589674523F100006250409055000A1405000309020390A0980CD404C56A20224806"
            ]),
        FieldPDU(
            "out-of-order", quirk: 95, "three parts in the order 3, 1, 1, 2",
            [
                "07911509000000F1440B911589674523F100006250409055000A0B0500030B03034044900C",
                "07911509000000F1440B911589674523F100006250409055000A0B0500030B030190A0980C",
                "07911509000000F1440B911589674523F100006250409055000A0B0500030B030190A0980C",
                "07911509000000F1440B911589674523F100006250409055000A0C0500030B0302404D50AC06",
            ]),
        FieldPDU(
            "fill-bits", quirk: 96, "three fill bits after a header of four octets",
            [
                "07911509000000F1440B911589674523F100006250409055000A120324010240826232501314AB81882019"
            ]),
        FieldPDU(
            "odd-ucs2", quirk: 97, "UCS-2 of nine octets",
            [
                "07911509000000F1040B911589674523F100086250409055000A09004800200031003200"
            ]),
        FieldPDU(
            "lone-surrogate", quirk: 97, "UCS-2 with half a pair",
            [
                "07911509000000F1040B911589674523F100086250409055000A080048D83D00310032"
            ]),
        FieldPDU(
            "length-beyond", quirk: 98, "sixty-four septets announced, thirteen there",
            [
                "07911509000000F1040B911589674523F100006250409055000A4048504C066A82623510112403"
            ]),
        FieldPDU(
            "header-beyond", quirk: 98, "a header longer than its user data",
            [
                "07911509000000F1440B911589674523F100006250409055000A082000030A0201E837"
            ]),
        FieldPDU(
            "protocol", quirk: 99, "a protocol identifier that is not 0",
            [
                "07911509000000F1040B911589674523F139006250409055000A0D48504C066A82623510112403"
            ]),
        FieldPDU(
            "reserved-coding", quirk: 100, "a reserved data coding scheme",
            [
                "07911509000000F1040B911589674523F100806250409055000A0D48504C066A82623510112403"
            ]),
        FieldPDU(
            "voicemail", quirk: 100, "message waiting, to be discarded",
            [
                "07911509000000F1040B911589674523F100C86250409055000A00"
            ]),
        FieldPDU(
            "latin-1", quirk: 100, "8-bit data of class 0 that is a text",
            [
                "07911509000000F1040B911589674523F100F46250409055000A0D48203132204D20313520442032"
            ]),
    ]

    static func named(_ name: String) throws(RequestError) -> FieldPDU {
        if let found = all.first(where: { $0.name == name }) { return found }
        let nearest = Nearest.name(to: name, among: all.map(\.name)) ?? ""
        throw RequestError("there is no PDU \"\(name)\"; did you mean \(nearest)?")
    }
}

extension SimulatedModem {
    /// The network has the texts of a quirk for this modem.
    mutating func deliverFieldPDUs(of quirk: Int) {
        for pdu in FieldPDU.all where pdu.quirk == quirk {
            for frame in pdu.frames { network.enqueue(Frame(octets: Hexadecimal.octets(frame.utf8) ?? [])) }
        }
    }
}
