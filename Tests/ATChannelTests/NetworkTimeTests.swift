import ATChannel
import Testing

@Suite("Network's clock")
struct NetworkTimeTests {
    static func words(_ line: String) -> String? {
        NetworkTime([line]).map {
            "\($0.year) \($0.month) \($0.day) \($0.hour) \($0.minute) \($0.second) \($0.quarterHours.map(String.init) ?? "?")"
        }
    }

    @Test(
        arguments: [
            ("+CCLK: \"26/05/04,09:55:00-20\"", "2026 5 4 9 55 0 -20"),
            ("+CCLK: \"2026/05/04,09:55:00+08\"", "2026 5 4 9 55 0 8"),
            ("+CCLK: 26/05/04,09:55:00-20", "2026 5 4 9 55 0 -20"),
            ("+CCLK: \"26/05/04,09:55:00\"", "2026 5 4 9 55 0 ?"),
            ("+CCLK: \"26/05/04,09:55:0020\"", "2026 5 4 9 55 0 ?"),
            ("+CCLK: \"26/05/04,09:55:00-99\"", "2026 5 4 9 55 0 ?"),
            // As it begins when nobody has set it.
            ("+CCLK: \"80/01/06,00:00:12-20\"", nil), ("+CCLK: \"70/01/01,00:00:12\"", nil),
            ("+CCLK: \"04/01/01,00:00:12+00\"", nil), ("+CCLK: \"00/00/00,00:00:00\"", nil),
            ("+CCLK: \"26/13/04,09:55:00-20\"", nil), ("+CCLK: \"26/05/04,25:55:00-20\"", nil),
            ("+CCLK: \"26/05/04\"", nil), ("+CCLK: \"-6/05/04,09:55:00\"", nil), ("+CCLK: ", nil), ("OK", nil),
            ("+CCLK: \"99999999999999999999/05/04,09:55:00\"", nil),
        ] as [(String, String?)])
    func `is read with two digits of the year or four, with its zone or without (Q-89)`(_ line: String, _ expected: String?) {
        #expect(Self.words(line) == expected)
    }

    @Test func `every truncation is read without trouble`() {
        let line = "+CCLK: \"26/05/04,09:55:00-20\""
        for end in line.indices { _ = NetworkTime([String(line[..<end])]) }
        #expect(NetworkTime([]) == nil)
    }
}

@Suite("Answers about radio, link and callers")
struct RadioAnswersTests {
    @Test(arguments: [("+CFUN: 1", 1), ("+CFUN: 4,0", 4), ("+CFUN:0", 0), ("+CFUN: x", nil)] as [(String, Int?)])
    func `functionality`(_ line: String, _ expected: Int?) {
        #expect(NetworkAnswers.functionality([line]) == expected)
    }

    @Test(
        arguments: [("+COPS: 0,0,\"Claro\",7", 7), ("+COPS: 0,0,\"Claro\"", nil), ("+COPS: 0", nil)] as [(String, Int?)])
    func `access technology`(_ line: String, _ expected: Int?) {
        #expect(NetworkAnswers.accessTechnology([line]) == expected)
    }

    @Test(arguments: [("+CGSMS: 1", 1), ("+CGSMS: 4", nil), ("+CGSMS:", nil)] as [(String, Int?)])
    func `bearer`(_ line: String, _ expected: Int?) {
        #expect(NetworkAnswers.bearer([line]) == expected)
    }

    @Test(
        arguments: [("+CMMS: (0-2)", 2), ("+CMMS: (0,1)", 1), ("+CMMS: (0)", nil), ("+CMMS: ", nil), ("", nil)]
            as [(String, Int?)])
    func `how a link is kept (Q-71)`(_ line: String, _ expected: Int?) {
        #expect(LinkAnswers.best([line]) == expected)
    }

    @Test(
        arguments: [
            ("+CLIP: \"+51987654321\",145", "+51987654321"), ("+CLIP: \"987654321\",129", "987654321"),
            ("+CLIP: +51987654321,145", "+51987654321"), ("+CLIP: \"+\",145", nil), ("+CLIP: \"\",128", nil),
            ("+CLIP: \"9876 54321\",129", nil), ("+CLIP: \"١٢٣\",129", nil), ("+CLIP: \"*100#\",129", nil),
        ] as [(String, String?)])
    func `a caller is digits and a plus sign`(_ line: String, _ expected: String?) {
        #expect(NetworkAnswers.caller(line) == expected)
        #expect(Unsolicited(line) == .caller)
    }

    @Test func `the ladder begins with the mode that is wanted, and asks for no report that is not (Q-52)`() {
        let all = "+CNMI: (0-2),(0-3),(0,2),(0-2),(0,1)"
        #expect(NotificationMode.ladder([all], modes: [1, 2]).map(\.text).first == "1,1,0,1,0")
        #expect(NotificationMode.ladder([all], reports: [2, 0]).map(\.text) == ["2,1,0,2,0", "1,1,0,2,0", "2,1,0,0,0", "1,1,0,0,0"])
        #expect(NotificationMode.ladder([all], reports: [0]).map(\.reports) == [0, 0])
    }

    @Test(
        arguments: [
            ("\r\n0011000B91\r\n+CMGS: 7\r\nOK\r\n", true), ("0011000B91\u{1A}+CMGS: 7\r\nOK\r\n", true),
            ("\r\n+CMGS: 7\r\nOK\r\n", false), ("\r\n0\r\n+CMGS: 7\r\nOK\r\n", false),
        ])
    func `a body that comes back is noticed (Q-3)`(_ answer: String, _ echoes: Bool) {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(1), .submit(hex: "0011000B91", tpduLength: 4, timeout: .seconds(60))))
        _ = dialogue.handle(.received(Array("> ".utf8)))
        _ = dialogue.handle(.received(Array(answer.utf8)))
        #expect(dialogue.echoesBody == echoes)
    }
}
