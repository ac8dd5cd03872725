import Testing

@testable import SMSCodec

@Suite("Address")
struct AddressTests {
    @Test(arguments: [
        ("+51987654321", "0B911589674523F1"), ("987654321", "098189674523F1"),
        ("*123#", "05811A32FB"),
        ("1234", "04812143"), ("ab", "0281DC"),
    ])
    func `a dialled number is these octets and reads back`(_ dialled: String, _ hex: String) throws
    {
        let address = try Address(dialled: dialled)
        #expect(Hex.text(of: address.octets) == hex)
        var reader = OctetReader(address.octets)
        let again = try Address(&reader, .originatingAddress)
        #expect(again == address)
        #expect(again.text == dialled)
        #expect(!again.isMalformed)
    }

    @Test(arguments: [
        ("", PDUError.Problem.empty, 0), ("+", .empty, 0), ("98765 4321", .notEncodable(" "), 5),
        ("+51+9", .notEncodable("+"), 2), ("٣", .notEncodable("٣"), 0),
        ("123456789012345678901", .tooLong(limit: 20), 0),
    ])
    func `what cannot be dialled is refused`(
        _ dialled: String, _ problem: PDUError.Problem, _ position: Int
    ) {
        #expect(throws: PDUError(problem, in: .destinationAddress, at: position)) {
            try Address(dialled: dialled)
        }
    }

    @Test(arguments: [
        "A", "Claro", "diafaan", "messages", "PasaLoad", "Design@Home", "alexhax0red", "x@",
    ])
    func `a name keeps its length`(_ name: String) throws {
        let address = try Address(alphanumeric: name)
        #expect(address.typeOfNumber == .alphanumeric)
        #expect(address.text == name)
        var reader = OctetReader(address.octets)
        #expect(try Address(&reader, .originatingAddress).text == name)
    }

    @Test(arguments: ["", "twelve chars", "日本", "[[[[[["])
    func `a name that does not fit is refused`(_ name: String) {
        #expect(throws: PDUError.self) { try Address(alphanumeric: name) }
    }

    @Test(arguments: [
        ("0B911589674523F1", "+51987654321", false),
        ("0C911589674523F1", "+51987654321", true),  // the length counts the endmark
        ("0B91158967452301", "+51987654321", true),  // no endmark
        ("0491F121", "+1F12", true),
        ("0091", "", false),
    ])
    func `length and endmark that disagree are flagged`(
        _ hex: String, _ text: String, _ isMalformed: Bool
    ) throws {
        let octets = try Hex.octets(of: hex)
        var reader = OctetReader(octets)
        let address = try Address(&reader, .originatingAddress)
        #expect(address.isMalformed == isMalformed)
        #expect(address.text == text)
        #expect(address.octets == octets)
    }
}
