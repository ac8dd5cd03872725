import Testing

@testable import edutrac

@Suite("Advice about a PDU")
struct PDUAdviceTests {
    static let deliver = "040B911346610089F60000208062917314080CC8F71D14969741F977FD07"
    static let report = "06010B911346610089F6208062917314082080629173140800"
    static let centre = "07911326040000F0"

    @Test(arguments: [
        (centre + deliver, PDULineInput.Direction.mt, true, nil), (deliver, .mt, false, nil),
        (deliver, .mt, true, "add --no-smsc"), (report, .mt, true, "add --no-smsc"),
        (centre + deliver, .mt, false, "leave out --no-smsc"), (centre + deliver, .mo, true, "leave out --direction mo"),
        ("0001000B911346610089F6000004E8373B0C", .mt, true, "add --direction mo"),
        ("0001000B911346610089F6000004E8373B0C", .mo, true, nil), ("zz", .mt, true, nil),
    ] as [(String, PDULineInput.Direction, Bool, String?)])
    func `names the option that would make sense of it`(
        _ hex: String, _ direction: PDULineInput.Direction, _ hasServiceCentre: Bool, _ words: String?
    ) {
        let advice = PDUAdvice(
            about: PDULineInput(hex: hex, direction: direction, hasServiceCentre: hasServiceCentre)
        ).words
        guard let words else {
            #expect(advice == nil)
            return
        }
        #expect(advice?.contains(words) == true, "\(advice ?? "none")")
        #expect(advice?.split(separator: ".").count == 1, "\(advice ?? "none")")
    }

    @Test func `the table shows the first octet as it came, and blanks do no harm`() async {
        let answer = await TestOffice.run(["pdu", "decode", "00 13" + Self.deliver.dropFirst(2)])
        #expect(answer.output.contains("first octet  13 "))
        #expect(answer.code == 0)
    }

    @Test(arguments: [
        ["pdu", "decode", "--ussd", "15", "-"], ["pdu", "decode", "--ussd", "15", "--no-smsc", "E8"],
        ["pdu", "encode", "--to", "987654321", "--text", "x", "--validity", "0"],
        ["pdu", "encode", "--to", "987654321", "--text", "x", "--validity", "635041"],
        ["pdu", "encode", "--to", "98765 432", "--text", "x"],
    ])
    func `what cannot be meant is a usage error`(_ arguments: [String]) async {
        #expect(await TestOffice.run(arguments).code == 64)
    }
}
