import ATChannel
import Testing

@Suite("AT dialogue")
struct DialogueTests {
    typealias Action = Dialogue.Action

    static let submit = Command.submit(hex: "0011000b91", tpduLength: 4, timeout: .seconds(60))

    static func running(_ actions: [Action]) -> (Dialogue.Timer, Duration)? {
        for case .startTimer(let timer, let delay) in actions.reversed() { return (timer, delay) }
        return nil
    }

    static func visible(_ actions: [Action]) -> [Action] {
        actions.filter {
            switch $0 {
            case .startTimer, .stopTimer: false
            default: true
            }
        }
    }

    /// Fires the running timer.
    static func fire(_ dialogue: inout Dialogue, after actions: [Action]) throws -> [Action] {
        let (timer, _) = try #require(running(actions))
        return dialogue.handle(.timerFired(timer))
    }

    static func bytes(_ text: String) -> Dialogue.Input { .received(Array(text.utf8)) }
    static func write(_ text: String) -> Action { .write(Array(text.utf8)) }
    static let escape = Action.write([0x1B, 0x0D])

    @Test func `sends the body only after the prompt, in upper case and without CR`() {
        var dialogue = Dialogue()
        #expect(Self.visible(dialogue.handle(.command(.init(1), Self.submit))) == [Self.write("AT+CMGS=4\r")])
        #expect(dialogue.handle(Self.bytes("AT+CMGS=4\r\r\n")) == [])
        #expect(Self.visible(dialogue.handle(Self.bytes(">"))) == [Self.write("0011000B91\u{1A}")])
        #expect(
            Self.visible(dialogue.handle(Self.bytes(" \r\n+CMGS: 7\r\n\r\nOK\r\n")))
                == [.finish(.init(1), .init(.success(["+CMGS: 7"]), bodyWritten: true))])
    }

    @Test(arguments: [
        "\r\n0011000B91\r\n", "0011000B91\u{1A}", "0011\r\n", "0011000B91",
    ])
    func `the echo of the body is no answer`(_ echo: String) {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(1), Self.submit))
        _ = dialogue.handle(Self.bytes("> "))
        let actions = dialogue.handle(Self.bytes("\(echo)+CMGS: 7\r\nOK\r\n"))
        #expect(
            Self.visible(actions) == [.finish(.init(1), .init(.success(["+CMGS: 7"]), bodyWritten: true))])
    }

    @Test func `one command at a time, in their order`() {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(1), .signal))
        #expect(dialogue.handle(.command(.init(2), .deleteText(3))) == [])
        let actions = dialogue.handle(Self.bytes("+CSQ: 1,99\r\nOK\r\n"))
        #expect(
            Self.visible(actions)
                == [.finish(.init(1), .init(.success(["+CSQ: 1,99"]))), Self.write("AT+CMGD=3\r")])
    }

    @Test func `a submit that fails is followed by ESC and a short quiet (Q-5)`() throws {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(1), Self.submit))
        _ = dialogue.handle(.command(.init(2), .signal))
        let failed = dialogue.handle(Self.bytes("+CMS ERROR: 304\r\n"))
        #expect(
            Self.visible(failed)
                == [.finish(.init(1), .init(.failure(.messageService(304)))), Self.escape])
        #expect(try Self.visible(Self.fire(&dialogue, after: failed)) == [Self.write("AT+CSQ\r")])
    }

    @Test func `silence before the prompt leaves the body unwritten`() throws {
        var dialogue = Dialogue()
        let asked = dialogue.handle(.command(.init(1), Self.submit))
        #expect(Self.running(asked)?.1 == Self.submit.promptTimeout)
        let late = try Self.fire(&dialogue, after: asked)
        #expect(Self.visible(late) == [.finish(.init(1), .init(.failure(.timedOut))), Self.escape])
        #expect(dialogue.handle(Self.bytes("\r\n> ")) == [])
    }

    @Test func `an answer that comes after the deadline is still the answer of a submit`() throws {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(1), Self.submit))
        let written = dialogue.handle(Self.bytes("> "))
        #expect(Self.running(written)?.1 == .seconds(60))
        let drained = try Self.fire(&dialogue, after: written)
        #expect(Self.visible(drained) == [Self.escape])
        #expect(
            dialogue.handle(Self.bytes("\r\n+CMGS: 9\r\n\r\nOK\r\n"))
                == [.finish(.init(1), .init(.success(["+CMGS: 9"]), bodyWritten: true))])
    }

    @Test func `a submit without any answer is told after the line is in step again`() throws {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(1), Self.submit))
        var last = dialogue.handle(Self.bytes("> "))
        last = try Self.fire(&dialogue, after: last)
        last = try Self.fire(&dialogue, after: last)
        #expect(Self.visible(last) == [Self.write("AT+CGSN\r")])
        last = dialogue.handle(Self.bytes("350000000000006\r\nOK\r\n"))
        #expect(
            try Self.visible(Self.fire(&dialogue, after: last))
                == [.finish(.init(1), .init(.failure(.timedOut), bodyWritten: true))])
        #expect(dialogue.handle(Self.bytes("+CMGS: 9\r\n")) == [.unsolicited("+CMGS: 9")])
    }

    /// Asks, gets no answer in time, and goes on to the first probe.
    static func silence(_ dialogue: inout Dialogue, _ command: Command = .networkOperator) throws -> [Action] {
        var last = dialogue.handle(.command(.init(1), command))
        last = try fire(&dialogue, after: last)
        #expect(visible(last) == [.finish(.init(1), .init(.failure(.timedOut))), escape])
        last = try fire(&dialogue, after: last)
        #expect(visible(last) == [write("AT+CGSN\r")])
        return last
    }

    @Test func `a late answer does not answer the next command (Q-17)`() throws {
        var dialogue = Dialogue()
        var last = try Self.silence(&dialogue)
        _ = dialogue.handle(.command(.init(2), .signal))
        #expect(Self.visible(dialogue.handle(Self.bytes("+COPS: 0\r\nOK\r\n"))) == [.unsolicited("+COPS: 0")])
        last = dialogue.handle(Self.bytes("350000000000006\r\nOK\r\n"))
        #expect(try Self.visible(Self.fire(&dialogue, after: last)) == [Self.write("AT+CSQ\r")])
    }

    @Test func `what waited behind a silence is not asked`() throws {
        var dialogue = Dialogue()
        let last = dialogue.handle(.command(.init(1), .networkOperator))
        _ = dialogue.handle(.command(.init(2), .deleteText(3)))
        _ = dialogue.handle(.command(.init(3), Self.submit))
        #expect(
            try Self.visible(Self.fire(&dialogue, after: last)) == [
                .finish(.init(1), .init(.failure(.timedOut))), .finish(.init(2), .init(.failure(.interrupted))),
                .finish(.init(3), .init(.failure(.interrupted))), Self.escape,
            ])
    }

    @Test(arguments: 1...3)
    func `a modem that answers all its probes at once is asked again, until one answer comes alone`(
        _ missed: Int
    ) throws {
        var dialogue = Dialogue()
        var last = try Self.silence(&dialogue)
        for _ in 0..<missed {
            last = try Self.fire(&dialogue, after: last)
            #expect(Self.visible(last).filter { $0 != .silent } == [Self.escape])
            last = try Self.fire(&dialogue, after: last)
            #expect(Self.visible(last) == [Self.write("AT+CGSN\r")])
        }
        _ = dialogue.handle(.command(.init(2), Self.submit))
        let answer = "\r\n350000000000006\r\n\r\nOK\r\n"
        last = dialogue.handle(Self.bytes("OK\r\n" + answer))
        for _ in 0..<missed { last = dialogue.handle(Self.bytes(answer)) }
        last = try Self.fire(&dialogue, after: last)
        #expect(Self.visible(last) == [Self.write("AT+CGSN\r")])
        last = dialogue.handle(Self.bytes(answer))
        #expect(try Self.visible(Self.fire(&dialogue, after: last)) == [Self.write("AT+CMGS=4\r")])
    }

    @Test func `once the IMEI is known no other number passes for it`() throws {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(7), .imei))
        _ = dialogue.handle(Self.bytes("350000000000006\r\nOK\r\n"))
        var last = try Self.silence(&dialogue, .imsi)
        last += dialogue.handle(Self.bytes("716000000000001\r\nOK\r\n"))
        #expect(Self.visible(last).suffix(1) == [.unsolicited("716000000000001")])
        last = dialogue.handle(Self.bytes("350000000000006\r\nOK\r\n"))
        #expect(try Self.visible(Self.fire(&dialogue, after: last)) == [])
    }

    @Test func `a PDU is no IMEI, however many digits are in it`() throws {
        var dialogue = Dialogue()
        let last = try Self.silence(&dialogue)
        #expect(
            Self.visible(dialogue.handle(Self.bytes("07911599090000F10002\r\nOK\r\n")))
                == [.unsolicited("07911599090000F10002")])
        // Nothing has answered the probe: it is missed in its time.
        #expect(try Self.visible(Self.fire(&dialogue, after: last)) == [Self.escape])
    }

    @Test func `a modem that refuses the probe is in step after some refusals`() throws {
        var dialogue = Dialogue()
        var last = try Self.silence(&dialogue)
        _ = dialogue.handle(.command(.init(2), .signal))
        for refusal in 1...3 {
            last = try Self.fire(&dialogue, after: dialogue.handle(Self.bytes("ERROR\r\n")))
            #expect(Self.visible(last) == [Self.write(refusal < 3 ? "AT+CGSN\r" : "AT+CSQ\r")])
        }
    }

    @Test(arguments: ["\r\nOK\r\n", "\r\n+CMGS: 9\r\n\r\nOK\r\n"])
    func `what comes before the prompt is nobody's, and nothing counts as sent`(_ stray: String) throws {
        var dialogue = Dialogue()
        let asked = dialogue.handle(.command(.init(1), Self.submit))
        let heard = Self.visible(dialogue.handle(Self.bytes(stray)))
        #expect(heard == (stray.contains("+CMGS") ? [.unsolicited("+CMGS: 9")] : []))
        #expect(
            try Self.visible(Self.fire(&dialogue, after: asked))
                == [.finish(.init(1), .init(.failure(.timedOut))), Self.escape])
    }

    @Test func `a modem that stays silent is told (Q-19)`() throws {
        var dialogue = Dialogue()
        var last = dialogue.handle(.command(.init(1), .signal))
        var steps = 0
        while !last.contains(.silent), steps < 20 {
            last = try Self.fire(&dialogue, after: last)
            steps += 1
        }
        #expect(last.contains(.silent))
        #expect(steps == 2 * Dialogue.silenceLimit - 1)
    }

    @Test func `URCs do not keep a deadline from passing (Q-15)`() throws {
        var dialogue = Dialogue()
        let asked = dialogue.handle(.command(.init(1), .signal))
        #expect(
            dialogue.handle(Self.bytes("^RSSI:19\r\n^RSSI:20\r\n")) == [
                .unsolicited("^RSSI:19"), .unsolicited("^RSSI:20"),
            ])
        #expect(
            try Self.visible(Self.fire(&dialogue, after: asked)) == [
                .finish(.init(1), .init(.failure(.timedOut))), Self.escape,
            ])
    }

    @Test func `an outlived timer does nothing`() throws {
        var dialogue = Dialogue()
        let (old, _) = try #require(Self.running(dialogue.handle(.command(.init(1), .signal))))
        _ = dialogue.handle(Self.bytes("OK\r\n"))
        _ = dialogue.handle(.command(.init(2), .signal))
        #expect(dialogue.handle(.timerFired(old)) == [])
    }

    @Test func `CPIN ends by quiet where OK is missing (Q-25)`() throws {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(1), .simState))
        let told = dialogue.handle(Self.bytes("+CPIN: READY\r\n"))
        #expect(Self.running(told)?.1 == .seconds(1))
        var last = try Self.fire(&dialogue, after: told)
        #expect(Self.visible(last) == [.finish(.init(1), .init(.success(["+CPIN: READY"])))])
        // The OK may only be late: it must not answer the next question.
        _ = dialogue.handle(.command(.init(2), .imsi))
        last += dialogue.handle(Self.bytes("OK\r\n"))
        last = try Self.fire(&dialogue, after: last)
        last = try Self.fire(&dialogue, after: last)
        #expect(Self.visible(last) == [Self.write("AT+CGSN\r")])
        last = dialogue.handle(Self.bytes("350000000000006\r\nOK\r\n"))
        #expect(try Self.visible(Self.fire(&dialogue, after: last)) == [Self.write("AT+CIMI\r")])
    }

    @Test(arguments: [
        (Command.manufacturer, "+CGMI: Ejemplo"), (.model, "+CGMM: \"E-1\""), (.imei, "+CGSN: \"350000000000006\""),
        (.imsi, "+CIMI: 716000000000001"), (.revision, "R1.0"),
    ])
    func `what stands alone on its line may have the command's name before it`(
        _ command: Command, _ line: String
    ) {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(1), command))
        #expect(
            Self.visible(dialogue.handle(Self.bytes("+CREG: 1\r\n\(line)\r\nOK\r\n"))) == [
                .unsolicited("+CREG: 1"), .finish(.init(1), .init(.success([line]))),
            ])
    }

    @Test(arguments: ["BUSY", "Call Ready", "DST: 1", "^RSSI: 3"])
    func `a URC between a header and its PDU is no PDU, whatever it begins with (Q-14)`(_ line: String) {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(1), .listTexts))
        #expect(
            Self.visible(dialogue.handle(Self.bytes("+CMGL: 1,1,,23\r\n\(line)\r\n07BB\r\nOK\r\n"))) == [
                .unsolicited(line), .finish(.init(1), .init(.success(["+CMGL: 1,1,,23", "07BB"]))),
            ])
    }

    @Test func `a PDU passed on is told with its header, also in the middle of a listing`() {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(1), .listTexts))
        let actions = dialogue.handle(
            Self.bytes("+CMGL: 1,1,,23\r\n+CDS: ,25\r\n07AA\r\n+CMTI: \"SM\",2\r\n07BB\r\nOK\r\n"))
        #expect(
            Self.visible(actions) == [
                .routed(header: "+CDS: ,25", pdu: "07AA"), .unsolicited("+CMTI: \"SM\",2"),
                .finish(.init(1), .init(.success(["+CMGL: 1,1,,23", "07BB"]))),
            ])
    }

    @Test func `a header without its PDU takes nothing later`() {
        var dialogue = Dialogue()
        #expect(
            dialogue.handle(Self.bytes("+CDS: 25\r\nRING\r\nRING\r\nRING\r\n07AA\r\n")).last
                == .unsolicited("07AA"))
    }

    @Test func `everybody is told when the port is gone`() {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(1), Self.submit))
        _ = dialogue.handle(.command(.init(2), .signal))
        _ = dialogue.handle(Self.bytes("> "))
        #expect(
            Self.visible(dialogue.handle(.hungUp)) == [
                .finish(.init(1), .init(.failure(.gone), bodyWritten: true)),
                .finish(.init(2), .init(.failure(.gone))),
            ])
    }

    @Test func `an endless answer is cut, not kept`() {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(1), .manufacturer))
        for _ in 0..<Dialogue.answerLineLimit { _ = dialogue.handle(Self.bytes("a b\r\na b\r\n")) }
        guard case .finish(_, let completion)? = dialogue.handle(Self.bytes("OK\r\n")).first else {
            Issue.record("no end")
            return
        }
        guard case .success(let lines) = completion.result else {
            Issue.record("refused")
            return
        }
        #expect(lines.count == Dialogue.answerLineLimit)
    }

    @Test func `a long answer gets its time anew, and URCs do not give it any (Q-15)`() {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(1), .listTexts))
        var restarts = 0
        func hear(_ text: String) {
            for action in dialogue.handle(Self.bytes(text)) {
                if case .startTimer(_, let delay) = action {
                    restarts += 1
                    #expect(delay == Command.listTexts.timeout)
                }
            }
        }
        for index in 1...400 { hear("+CMGL: \(index),1,,2\r\n0000\r\n") }
        #expect(restarts == 3, "800 lines")
        for _ in 1...400 { hear("^RSSI: 1\r\n") }
        #expect(restarts == 3)
    }

    @Test func `opening leaves a prompt and waits for quiet (Q-6)`() throws {
        var dialogue = Dialogue()
        let opened = dialogue.handle(.resynchronise(probing: false))
        #expect(Self.visible(opened) == [Self.escape])
        #expect(dialogue.handle(Self.bytes("\r\nERROR\r\n")) == [])
        let again = try Self.fire(&dialogue, after: opened)
        #expect(try Self.visible(Self.fire(&dialogue, after: again)) == [.resynchronised])
    }
}
