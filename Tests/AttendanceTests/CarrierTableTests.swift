import Testing

@testable import Attendance

@Suite("Carriers")
struct CarrierTableTests {
    @Test(arguments: [
        ("987654321", "claro"), ("987654322", "entel"), ("987000000", "movistar"), ("912345678", nil),
        ("955555555", "bitel"),
    ] as [(String, String?)])
    func `the longest beginning decides, and of two equal ones the first name`(_ number: String, _ carrier: String?) throws {
        let table = CarrierTable(beginnings: [
            "claro": ["98765"], "entel": ["987654322", "95"], "movistar": ["98"], "bitel": ["95"],
        ])
        let phone = try #require(PhoneNumber(peruvianMobile: number))
        #expect(table.carrier(of: phone) == carrier)
    }
}
