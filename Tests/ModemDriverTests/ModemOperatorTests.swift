import ATChannel
import ModemDriver
import TestSupport
import Testing

@Suite("Operator's wishes")
struct ModemOperatorTests {
    @Test func `a command is answered, and nothing is taken for granted afterwards`() async throws {
        let bench = Bench(["AT+CGMM": [Sample.ok("E-1")], "ATI": [Sample.ok("Ejemplo", "E-1")]])
        await bench.ready()
        let answer = await bench.modem.perform(try OperatorCommand("I"))
        #expect(answer == .success(["Ejemplo", "E-1"]))
        let selections = bench.line.count(of: "AT+CPMS=\"SM\"")
        await bench.time.pass(Agenda.sweepGap)
        await bench.line.typed("AT+CPMS=\"SM\"", times: selections + 1)
        _ = await bench.modem.submit(Sample.part)
        #expect(bench.line.lines.contains("AT+CMGF=0"))
        try await bench.end()
    }

    @Test func `the network is looked at now`() async throws {
        let bench = Bench()
        await bench.ready()
        bench.line.answer("AT+CSQ", Sample.ok("+CSQ: 9,99"))
        #expect(await bench.modem.networkNow() == NetworkStatus(registration: .home, rssi: 9, operatorName: "Claro"))
        try await bench.end()
    }

    @Test func `a code is answered by the network, after OK or before it`() async throws {
        let bench = Bench(["AT+CUSD=1,\"*100#\",15": [Sample.ok()]])
        await bench.ready()
        async let outcome = bench.modem.ussd(plain: "*100#", packed: "AA180C3602")
        await bench.line.typed("AT+CUSD=1")
        bench.line.say("\r\n+CUSD: 0,\"Saldo\r\nS/ 25\",15\r\n")
        guard case .answered(let answer, let isPacked) = await outcome else {
            Issue.record("no answer")
            return
        }
        #expect(answer.text == "Saldo\nS/ 25")
        #expect(!isPacked)
        bench.line.answer("AT+CUSD=1,\"*100#\",15", "\r\n+CUSD: 2\r\n\r\nOK\r\n")
        guard case .answered(let second, _) = await bench.modem.ussd(plain: "*100#", packed: "AA180C3602") else {
            Issue.record("no second answer")
            return
        }
        #expect(second.meaning == .ended)
        try await bench.end()
    }

    @Test func `a modem that refuses the plain code gets it packed (Q-101)`() async throws {
        let bench = Bench(["AT+CUSD=1,\"AA180C3602\",15": [Sample.ok("+CUSD: 0,\"D3\",15")]])
        await bench.ready()
        guard case .answered(_, let isPacked) = await bench.modem.ussd(plain: "*100#", packed: "AA180C3602") else {
            Issue.record("no answer")
            return
        }
        #expect(isPacked)
        #expect(bench.line.lines.filter { $0.hasPrefix("AT+CUSD") } == ["AT+CUSD=1,\"*100#\",15", "AT+CUSD=1,\"AA180C3602\",15"])
        try await bench.end()
    }

    @Test func `a network that is silent is waited for so long, and one code at a time`() async throws {
        let bench = Bench(["AT+CUSD=1,\"*100#\",15": [Sample.ok()]])
        await bench.ready()
        async let outcome = bench.modem.ussd(plain: "*100#", packed: "AA180C3602")
        await bench.line.typed("AT+CUSD=1")
        #expect(await bench.modem.ussd(plain: "*100#", packed: "AA180C3602") == .notNow("another code waits for its answer"))
        await bench.time.pass(Modem.ussdPatience)
        #expect(await outcome == .silent)
        try await bench.end()
    }

    @Test func `a modem that goes away answers nobody`() async throws {
        let bench = Bench(["AT+CUSD=1,\"*100#\",15": [Sample.ok()]])
        await bench.ready()
        async let outcome = bench.modem.ussd(plain: "*100#", packed: "AA180C3602")
        await bench.line.typed("AT+CUSD=1")
        bench.line.unplug()
        #expect(await outcome == .notNow("the modem is gone"))
        #expect(await bench.modem.perform(try OperatorCommand("+CSQ")) == .failure(.gone))
        _ = await bench.failure()
    }

    @Test func `a restart brings the modem up anew`() async throws {
        let bench = Bench(["AT+CFUN=1,1": [Sample.ok()]])
        await bench.ready()
        let bringUps = bench.line.count(of: "AT+CPIN?")
        #expect(await bench.modem.reset() == .success([]))
        // One that is about to leave the bus still answers for some seconds (Q-77).
        await bench.time.pass(Modem.restartQuiet)
        await bench.line.typed("AT+CPIN?", times: bringUps + 1)
        await bench.events { $0 == .stateChanged(.ready) }
        try await bench.end()
    }
}

@Suite("Traffic recorder")
struct TrafficRecorderTests {
    private func lines(_ say: (TrafficRecorder) -> Void) -> [String] {
        let recorder = TrafficRecorder(moment: { "10:00" })
        say(recorder)
        return recorder.lines
    }

    @Test func `keeps who said what, without PINs, texts and numbers`() {
        let kept = lines { recorder in
            recorder.sent(Array("AT+CPIN=\"4711\"\r".utf8))
            recorder.received(Array("\r\nOK\r\n\r\n+CMGL: 1,0,\"Rosa Quispe\",25\r\n07911326040000F0040B911346610089F6\r\nOK\r\n".utf8))
            recorder.sent(Array("AT+CMGS=18\r".utf8))
            recorder.received(Array("\r\n> ".utf8))
            recorder.sent(Array("0011000B911346610089F60000AA04D4F29C0E\u{1A}".utf8))
            recorder.received(Array("\r\n+CMGL: 2,\"REC UNREAD\",\"+51987654321\"\r\nH 12 M 15 D 2\r\n\r\nOK\r\n".utf8))
            recorder.received(Array("\r\n+CUSD: 0,\"Saldo S/ 25\",15\r\n\u{7}+CLIP: \"987654321\",129\r\n".utf8))
            recorder.note("the modem does not answer")
        }
        #expect(
            kept == [
                "10:00 → +CPIN=…", "10:00 ← OK", "10:00 ← +CMGL: 1,0,\"…\",25", "10:00 ← <34 characters of a text>",
                "10:00 ← OK", "10:00 → AT+CMGS=18", "10:00 ← >", "10:00 → <38 hex digits>", "10:00 → ^Z",
                "10:00 ← +CMGL: 2,\"…\",\"…\"", "10:00 ← <13 characters of a text>", "10:00 ← OK",
                "10:00 ← +CUSD: 0,\"…\",15", "10:00 ← ·+CLIP: \"…\",129", "10:00 -- the modem does not answer",
            ])
    }

    @Test(arguments: [
        ("at+cmee=1;+cpin=\"4711\"", "+CPIN=…"),
        ("AT+CLCK=\"SC\",1,\"4711\"", "+CLCK=…"),
        ("AT+CMGS=\"+51987654321\"", "AT+CMGS=\"…\""),
        ("+CUSD: 0,\"Señora, su saldo", "+CUSD: 0,\"…"),
        ("+CUSD: 0,\"\",15", "+CUSD: 0,\"\",15"),
        ("^ICCID: 89510000000000000012", "^ICCID: 89510000000000000012"),
        ("x 0123456789abcdefABCDEF01 y", "x <24 hex digits> y"),
        ("0123456789abcdefABCDEF0", "0123456789abcdefABCDEF0"),
        ("caf\u{E9} \u{1F642}", "caf\u{E9} \u{1F642}"),
        ("a\u{0}b\u{7F}c\u{9B}31m", "a·b·c·31m"),
        ("+", "+"), ("+CPIN", "+CPIN"), ("\"", "\""),
    ])
    func `leaves out what must not be kept, wherever it stands`(_ line: String, _ kept: String) {
        #expect(lines { $0.received(Array("\(line)\r".utf8)) } == ["10:00 ← \(kept)"])
    }

    @Test func `octets that are no UTF-8 are shown as such and counted`() {
        #expect(lines { $0.received([0x41, 0xFF, 0x42, 0x0D]) } == ["10:00 ← A\u{FFFD}B"])
        let text = lines { $0.received(Array("+CMT: ,25\r".utf8) + Array("ñandú".utf8) + [0xFF, 0x0D]) }
        #expect(text.last == "10:00 ← <6 characters of a text>")
    }

    @Test func `holds the same however the bytes are cut`() {
        let bytes = Array("\r\n+CMGL: 1,1,,25\r\n07911326040000F0040B911346610089F6\r\n\r\nOK\r\n".utf8)
        let whole = lines { $0.received(bytes) }
        for cut in bytes.indices {
            #expect(lines { $0.received(Array(bytes[..<cut])); $0.received(Array(bytes[cut...])) } == whole)
        }
    }

    @Test func `forgets the oldest, and is never larger than its limit`() {
        let kept = lines { recorder in
            for number in 0..<20_000 { recorder.received(Array("^RSSI:\(number)\r\n".utf8)) }
        }
        #expect(kept.last == "10:00 ← ^RSSI:19999")
        #expect(kept.reduce(0) { $0 + $1.utf8.count } <= TrafficRecorder.limit)
        #expect(kept.count > 2000)
    }
}
