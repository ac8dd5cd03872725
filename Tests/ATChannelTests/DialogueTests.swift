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

    @Test func `a submit that fails is followed by ESC and a short quiet`() throws {
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
        #expect(
            Self.visible(dialogue.handle(Self.bytes("350000000000006\r\nOK\r\n")))
                == [.finish(.init(1), .init(.failure(.timedOut), bodyWritten: true))])
        #expect(dialogue.handle(Self.bytes("+CMGS: 9\r\n")) == [.unsolicited("+CMGS: 9")])
    }

    @Test func `a late answer does not answer the next command`() throws {
        var dialogue = Dialogue()
        var last = dialogue.handle(.command(.init(1), .networkOperator))
        _ = dialogue.handle(.command(.init(2), .signal))
        last = try Self.fire(&dialogue, after: last)
        #expect(Self.visible(last) == [.finish(.init(1), .init(.failure(.timedOut)))])
        last = try Self.fire(&dialogue, after: last)
        #expect(Self.visible(last) == [Self.write("AT+CGSN\r")])
        #expect(Self.visible(dialogue.handle(Self.bytes("+COPS: 0\r\nOK\r\n"))) == [.unsolicited("+COPS: 0")])
        last = dialogue.handle(Self.bytes("350000000000006\r\nOK\r\n"))
        #expect(Self.visible(last) == [Self.write("AT+CSQ\r")])
    }

    @Test func `a modem that refuses the probe is in step after some refusals`() throws {
        var dialogue = Dialogue()
        var last = dialogue.handle(.command(.init(1), .signal))
        last = try Self.fire(&dialogue, after: last)
        last = try Self.fire(&dialogue, after: last)
        _ = dialogue.handle(.command(.init(2), .signal))
        _ = dialogue.handle(Self.bytes("ERROR\r\nERROR\r\n"))
        #expect(Self.visible(dialogue.handle(Self.bytes("ERROR\r\n"))) == [Self.write("AT+CSQ\r")])
    }

    @Test func `a modem that stays silent is told`() throws {
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

    @Test func `URCs do not keep a deadline from passing`() throws {
        var dialogue = Dialogue()
        let asked = dialogue.handle(.command(.init(1), .signal))
        #expect(
            dialogue.handle(Self.bytes("^RSSI:19\r\n^RSSI:20\r\n")) == [
                .unsolicited("^RSSI:19"), .unsolicited("^RSSI:20"),
            ])
        #expect(
            try Self.visible(Self.fire(&dialogue, after: asked)) == [
                .finish(.init(1), .init(.failure(.timedOut)))
            ])
    }

    @Test func `an outlived timer does nothing`() throws {
        var dialogue = Dialogue()
        let (old, _) = try #require(Self.running(dialogue.handle(.command(.init(1), .signal))))
        _ = dialogue.handle(Self.bytes("OK\r\n"))
        _ = dialogue.handle(.command(.init(2), .signal))
        #expect(dialogue.handle(.timerFired(old)) == [])
    }

    @Test func `CPIN ends by quiet where OK is missing`() throws {
        var dialogue = Dialogue()
        _ = dialogue.handle(.command(.init(1), .simState))
        let told = dialogue.handle(Self.bytes("+CPIN: READY\r\n"))
        #expect(Self.running(told)?.1 == .seconds(1))
        #expect(
            try Self.visible(Self.fire(&dialogue, after: told))
                == [.finish(.init(1), .init(.success(["+CPIN: READY"])))])
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

    @Test func `opening leaves a prompt and waits for quiet`() throws {
        var dialogue = Dialogue()
        let opened = dialogue.handle(.resynchronise(probing: false))
        #expect(Self.visible(opened) == [Self.escape])
        #expect(dialogue.handle(Self.bytes("\r\nERROR\r\n")) == [])
        let again = try Self.fire(&dialogue, after: opened)
        #expect(try Self.visible(Self.fire(&dialogue, after: again)) == [.resynchronised])
    }
}
