import ATChannel
import Testing

@Suite("Operator's command")
struct OperatorCommandTests {
    @Test(arguments: [
        ("+CSQ", "+CSQ"), ("AT+CSQ", "+CSQ"), ("at+csq", "+csq"), (" ATI ", "I"), ("+CPIN?", "+CPIN?"),
        ("+CPIN=?", "+CPIN=?"), ("+CMGD=?", "+CMGD=?"), ("+CSQ;+CREG?", "+CSQ;+CREG?"), ("^SYSINFO", "^SYSINFO"),
        ("E1", "E1"), ("&V", "&V"), ("+COPS=0", "+COPS=0"), ("+CPBF=\"A;Z\"", "+CPBF=\"A;Z\""),
    ])
    func `what asks and sets is taken`(_ typed: String, _ sent: String) throws {
        #expect(try OperatorCommand(typed).command.text == sent)
    }

    @Test(arguments: [
        "+CPIN=\"0000\"", "AT+CPIN=0000", "+cpin = 0000", "+CPWD=\"SC\",\"0000\",\"1111\"", "+CLCK=\"SC\",1,\"0000\"",
        "+CMGD=1", "at+cmgd=1,4", "+CMGS=20", "+CMGW=20", "+CMGC=20", "+CMSS=1", "&F", "&W", "Z", "ATZ0", "E0&F", "E0Z",
        "D987654321;", "A", "A/", "+CSQ;+CMGD=1,4", "E0+CMGD=1", "+CREG=1;&F", "+CSQ; +CMGD=1", "+C MGD=1",
        "+CPBF=\"\";+CMGD=1,4", "+CMGD=1,4=?", "+CMGD?1", "+CPIN=\"0000=?", "+CSQ+CMGD=1", "+CSQ=1+CMGD=1,4",
        "+CSQ=\"x;+CMGD=1", "+CPBF=\"a\"\";Z", "+CSQ;\"Z", "+CPIN2=\"0000\"", "+CSQ=\"+CMGD=1\"",
    ])
    func `what could lose a text or lock the SIM is refused`(_ typed: String) {
        #expect(throws: OperatorCommand.Refusal.self) { try OperatorCommand(typed) }
    }

    @Test(arguments: [
        ("", OperatorCommand.Refusal.empty), ("AT", .empty), ("  ", .empty), ("+CSQ\r+CMGD=1,4", .notPrintable),
        ("+CSQ\u{1A}", .notPrintable), ("+CSQ\u{1B}", .notPrintable), ("+CUSD=1,\"ñ\"", .notPrintable),
        (String(repeating: "A", count: 201), .tooLong),
    ])
    func `what is no command line is refused`(_ typed: String, _ refusal: OperatorCommand.Refusal) {
        #expect(throws: refusal) { try OperatorCommand(typed) }
    }

    @Test func `the answer holds what nothing is done about, and no announcement`() throws {
        var dialogue = Dialogue()
        let command = try OperatorCommand("+CSQ;+CREG?").command
        _ = dialogue.handle(.command(.init(1), command))
        let actions = dialogue.handle(
            .received(Array("\r\n+CSQ: 17,99\r\n\r\n+CMTI: \"SM\",3\r\n\r\n+CREG: 0,1\r\n\r\n^RSSI:17\r\n\r\nOK\r\n".utf8)))
        #expect(actions.contains(.unsolicited("+CMTI: \"SM\",3")))
        #expect(actions.contains(.finish(.init(1), .init(.success(["+CSQ: 17,99", "+CREG: 0,1", "^RSSI:17"])))))
    }
}

@Suite("USSD answer")
struct USSDAnswerTests {
    static let answers: [([String], USSDAnswer.Meaning, String?, Int?)] = [
        (["+CUSD: 0,\"Saldo S/ 25.00\",15"], .final, "Saldo S/ 25.00", 15),
        (["+CUSD:1,\"1) Saldo", "2) Recarga\",15"], .expectsReply, "1) Saldo\n2) Recarga", 15),
        (["+CUSD: 0,\"00530061\",72"], .final, "00530061", 72), (["+CUSD: 2"], .ended, nil, nil),
        (["+CUSD: 0,\"dice \"hola\"\",15"], .final, "dice \"hola\"", 15), (["+CUSD: 0,1234,15"], .final, "1234", 15),
        (["+CUSD: 4"], .notSupported, nil, nil), (["+CUSD: 0,\"x\""], .final, "x", nil),
    ]

    @Test(arguments: answers)
    func `is put together from its lines`(
        _ lines: [String], _ meaning: USSDAnswer.Meaning, _ text: String?, _ scheme: Int?
    ) throws {
        var collector = USSDAnswer.Collector()
        for line in lines.dropLast() { #expect(collector.take(line) == nil) }
        let answer = try #require(lines.last.flatMap { collector.take($0) })
        #expect(answer.meaning == meaning)
        #expect(answer.text == text)
        #expect(answer.scheme == scheme)
    }

    @Test func `a quotation mark that never closes ends after some lines`() {
        var collector = USSDAnswer.Collector()
        var answer = collector.take("+CUSD: 0,\"Saldo")
        for number in 0..<50 where answer == nil { answer = collector.take("linea \(number)") }
        #expect(answer?.meaning == .final)
        #expect(collector.take("nothing of it") == nil)
    }

    @Test(arguments: ["*100#", "AA180C3602"])
    func `a code goes as it is`(_ code: String) {
        #expect(Command.ussd(code)?.text == "+CUSD=1,\"\(code)\",15")
    }

    @Test(arguments: ["", "*100#\",15\r+CMGD=1,4", "\"", "100 200", String(repeating: "1", count: 321)])
    func `nothing else goes with it`(_ code: String) {
        #expect(Command.ussd(code) == nil)
    }
}
