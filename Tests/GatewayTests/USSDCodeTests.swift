import ATChannel
import Gateway
import Testing

@Suite("USSD code")
struct USSDCodeTests {
    @Test func `goes plain, and packed for modems that want it so`() throws {
        let code = try USSDCode("*100#")
        #expect(code.plain == "*100#")
        #expect(code.packed == "AA180C3602")
    }

    @Test(arguments: ["", " ", "saldo", "*100#\r", "*100#\"", String(repeating: "1", count: 41)])
    func `anything else is refused`(_ typed: String) {
        #expect(throws: USSDCode.Malformed.self) { try USSDCode(typed) }
    }

    private static func answer(_ line: String) throws -> USSDAnswer {
        var collector = USSDAnswer.Collector()
        let answer = collector.take(line)
        return try #require(answer)
    }

    @Test(arguments: [
        ("Saldo S/ 25", 15, false, "Saldo S/ 25"), ("00530061006C0064006F", 72, false, "Saldo"),
        ("D3309BFC0699D36E", 15, true, "Saldo fin"),
        ("D3309BFC0699D36E", 15, false, "Saldo fin"), ("1234567890", 15, false, "1234567890"),
        ("25.00", 15, false, "25.00"), ("CAFE", 15, false, "CAFE"), ("12345678", 15, false, "12345678"), ("ABC", 15, true, "ABC"),
        ("Saldo", 72, false, "Saldo"), ("abc", 999, false, "abc"),
    ])
    func `an answer is read as the modem writes it`(
        _ text: String, _ scheme: Int, _ isPacked: Bool, _ words: String
    ) throws {
        let answer = try Self.answer("+CUSD: 0,\"\(text)\",\(scheme)")
        #expect(USSDCode.text(of: answer, isPacked: isPacked) == words)
    }

    @Test func `an answer without words has none`() throws {
        #expect(USSDCode.text(of: try Self.answer("+CUSD: 2"), isPacked: false) == nil)
    }
}
