import ModemDriver
import TestSupport
import Testing

@Suite("Modem, states and ends")
struct ModemStateTests {
    @Test func `without a network nothing is sent and everything is read`() async throws {
        let bench = Bench([
            "AT+CREG?": [Sample.ok("+CREG: 1,2")],
            "AT+CMGL=4": [Sample.cmgl((1, Sample.deliver)), Sample.ok()],
        ])
        await bench.open()
        let events = await bench.events {
            guard case .listing(let lines) = $0 else { return false }
            return lines == [Sample.slot(1)]
        }
        #expect(events.contains(.stateChanged(.searching)))
        #expect(await bench.modem.submit(Sample.part) == .notSubmitted("the modem is not ready"))
        bench.line.answer("AT+CREG?", Sample.ok("+CREG: 1,1"))
        bench.line.say("\r\n+CREG: 1\r\n")
        await bench.events { $0 == .stateChanged(.ready) }
        try await bench.end()
    }

    @Test func `a SIM that waits for its PIN keeps the driver waiting, not ending`() async throws {
        let bench = Bench(
            ["AT+CPIN?": [Sample.ok("+CPIN: SIM PIN")], "AT+CIMI": ["\r\n+CME ERROR: 11\r\n"]],
            mayEnterPIN: { identity in
                #expect(identity.iccid == "89510000000000000014")
                return .refuse("no PIN is configured")
            })
        await bench.open()
        await bench.events { $0 == .stateChanged(.pinNeeded("no PIN is configured")) }
        #expect(await bench.modem.submit(Sample.part) == .notSubmitted("the modem is not ready"))
        bench.line.answer("AT+CPIN?", Sample.ok("+CPIN: READY"))
        bench.line.answer("AT+CIMI", Sample.ok("716000000000001"))
        await bench.time.pass(.seconds(60))
        await bench.events { $0 == .stateChanged(.ready) }
        try await bench.end()
    }

    @Test func `a modem that is not wanted is left before its SIM is asked for anything`() async {
        let bench = Bench(["AT+CPIN?": [Sample.ok("+CPIN: SIM PIN")]], isUnwanted: { "it is \($0.imei?.suffix(3) ?? "")" })
        await bench.open()
        #expect("\(await bench.failure().map { "\($0)" } ?? "")" == "it is 006")
        #expect(!bench.line.lines.contains("AT+CPIN?"))
    }

    @Test func `a reset is noticed, and everything is set up anew`() async throws {
        let bench = Bench()
        await bench.ready()
        bench.line.say("\r\nRDY\r\n")
        await bench.time.pass(Modem.reopenGap - .milliseconds(100))
        await bench.line.typed("ATE0", times: 2)
        await bench.events { $0 == .stateChanged(.ready) }
        try await bench.end()
    }

    @Test func `announcements that were turned off are turned on again`() async throws {
        let bench = Bench()
        await bench.ready()
        bench.line.answer("AT+CNMI?", Sample.ok("+CNMI: 2,0,0,0,0"), Sample.ok("+CNMI: 2,1,0,1,0"))
        for _ in 1...10 { await bench.time.pass(.seconds(30)) }
        await bench.line.typed("AT+CNMI=2,1,0,1,0", times: 2)
        try await bench.end()
    }

    @Test func `a call is told and hung up`() async throws {
        let bench = Bench(["AT+CHUP": [Sample.ok()]])
        await bench.ready()
        bench.line.say("\r\nRING\r\n\r\nRING\r\n")
        await bench.line.typed("AT+CHUP")
        await bench.time.pass(Modem.callerPatience)
        await bench.events { $0 == .incomingCall(number: nil) }
        #expect(bench.line.lines.filter { $0 == "ATH" || $0 == "AT+CHUP" } == ["ATH", "AT+CHUP"])
        try await bench.end()
    }

    // MARK: Ends

    @Test func `a port where nobody answers is given up`() async throws {
        let bench = Bench(["AT": [""]])
        await bench.open()
        for _ in 1...5 { await bench.time.pass(.milliseconds(500)) }
        #expect(await bench.failure() as? ModemFailure == .silent)
    }

    @Test func `a modem that falls silent is given up after four silences`() async throws {
        let bench = Bench()
        await bench.ready()
        for line in ["AT+CPMS=\"SM\"", "AT+CGSN"] { bench.line.answer(line, "") }
        await bench.modem.sweep()
        await bench.time.pass(Agenda.sweepGap)
        await bench.time.pass(.seconds(20))
        for _ in 1...3 {
            await bench.time.pass(.milliseconds(300))
            await bench.time.pass(.seconds(3))
        }
        #expect(await bench.failure() as? ModemFailure == .silent)
    }

    @Test func `after a silence nothing is deleted by an old listing`() async throws {
        let bench = Bench(["AT+CMGL=4": [Sample.cmgl((1, Sample.deliver), (2, Sample.other))], "AT+CMGD=1": [""]])
        await bench.open()
        let lines = await bench.listing()
        async let confirmed = bench.modem.release(lines)
        await bench.line.typed("AT+CMGD=1")
        await bench.time.pass(.seconds(20))
        await bench.time.pass(.milliseconds(300))
        await bench.line.typed("AT+CGSN", times: 2)
        await bench.time.pass(.milliseconds(300))
        // The modem may have been reset meanwhile: slot 2 of the memory that is selected now is unknown.
        #expect(await confirmed == [])
        #expect(bench.line.count(of: "AT+CMGD=2") == 0)
        bench.line.answer("AT+CMGD=1", Sample.ok())
        await bench.modem.sweep()
        let again = await bench.listing()
        #expect(bench.line.lines.last == "AT+CMGL=4")
        #expect(bench.line.lines.dropLast().last == "AT+CPMS=\"SM\"")
        #expect(await bench.modem.release(again) == again)
        try await bench.end()
    }

    @Test func `a selection is not relied upon for long`() async throws {
        let bench = Bench(["AT+CMGL=4": [Sample.cmgl((1, Sample.deliver))]])
        await bench.open()
        let lines = await bench.listing()
        bench.time.advance(by: .seconds(6))
        #expect(await bench.modem.release(lines) == lines)
        let end = bench.line.lines.drop { $0 != "AT+CMGL=4" }.dropFirst()
        #expect(end.contains("AT+CPMS=\"SM\""))
        #expect(end.contains("AT+CMGD=1"))
        try await bench.end()
    }

    @Test func `a port that sends no text is given up (Q-10)`() async throws {
        let bench = Bench()
        await bench.open()
        for _ in 0..<10 { bench.line.say(String(repeating: "\0", count: 1024)) }
        #expect(await bench.failure() as? ModemFailure == .noise)
    }

    @Test func `cancelling ends it at once, also in the middle of a submit`() async throws {
        let bench = Bench(["^Z": [""]])
        await bench.ready()
        async let outcome = bench.modem.submit(Sample.part)
        await bench.line.typed("^Z")
        bench.cancel()
        #expect(await bench.failure() is CancellationError)
        #expect(await outcome == .unknown("after the text was handed over: the modem is gone"))
    }

    @Test func `a flood of URCs is told in part (Q-19)`() async throws {
        let bench = Bench()
        await bench.ready()
        for _ in 0..<1000 { bench.line.say("\r\n^RSSI:19\r\n") }
        bench.line.say("\r\n+CMTI: \"SM\",1\r\n")
        await bench.time.pass(Agenda.sweepGap)
        let events = await bench.events {
            guard case .storage = $0 else { return false }
            return true
        }
        #expect(events.count { $0 == .unsolicited("^RSSI:19") } == Modem.unsolicitedLimit)
        try await bench.end()
    }
}
