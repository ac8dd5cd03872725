import ATChannel
import Testing

@Suite("Final result")
struct FinalResultTests {
    @Test(
        arguments: [
            ("OK", .ok),
            ("ERROR", .failure(.error)),
            ("+CMS ERROR: 500", .failure(.messageService(500))),
            ("+CMS ERROR:321", .failure(.messageService(321))),
            ("+CME ERROR: 14", .failure(.equipment(14))),
            ("+CME ERROR: SIM busy", .failure(.equipment(14))),
            ("+CME ERROR: SIM not inserted", .failure(.equipment(10))),
            ("+CMS ERROR: Unknown error", .failure(.messageService(500))),
            ("+CMS ERROR: no such thing", .failure(.textual("no such thing"))),
            ("+CMS ERROR: -1", .failure(.textual("-1"))),
            ("COMMAND NOT SUPPORT", .failure(.error)),
            ("TOO MANY PARAMETERS", .failure(.error)),
            ("ABORTED", .failure(.error)),
            ("NA", .failure(.error)),
            ("ERROR+CNUM: 1", .failure(.error)),
            ("MODEM ERROR: 3", .failure(.textual("MODEM ERROR: 3"))),
            ("NO CARRIER", nil), ("RING", nil), ("OKAY", nil), ("ok", nil), ("+CMS: 1", nil), ("", nil),
        ] as [(String, FinalResult?)])
    func `is told from other lines (Q-16)`(_ line: String, _ expected: FinalResult?) {
        #expect(FinalResult(line) == expected)
    }

    @Test func `an error in words is cut`() {
        let words = String(repeating: "x", count: 500)
        guard case .failure(.textual(let text))? = FinalResult("+CME ERROR: \(words)") else {
            Issue.record("no error")
            return
        }
        #expect(text.count == ATError.textLimit)
    }

    @Test func `an error says what it means`() {
        #expect("\(ATError.messageService(38))" == "network out of order (+CMS 38)")
        #expect("\(ATError.equipment(999))" == "error without a known meaning (+CME 999)")
    }
}
