import ATChannel
import ModemDriver
import TestSupport
import Testing

@Suite("Modem, recovery")
struct ModemRecoveryTests {
    /// A make whose radio may be turned off.
    static let telit = ["AT+CGMI": [Sample.ok("Telit")], "AT+CFUN=4": [Sample.ok()], "AT+CFUN=1": [Sample.ok()]]

    static func rung(_ event: ModemEvent) -> RecoveryLadder.Rung? {
        if case .recovering(let rung, _) = event { rung } else { nil }
    }

    /// Looked at every 15 s while it searches, swept every 30 s.
    static func search(_ bench: Bench, for time: Duration) async {
        let end = bench.time.now.offset + time
        while bench.time.now.offset < end { await bench.time.pass(.seconds(15)) }
    }

    @Test func `a network that is away for long costs the radio a cycle, and bring-up follows`() async throws {
        let bench = Bench(Self.telit.merging(["AT+CREG?": [Sample.ok("+CREG: 1,2")]]) { $1 })
        await bench.open()
        await bench.events { $0 == .stateChanged(.searching) }
        await Self.search(bench, for: .seconds(180))
        #expect(await bench.first(Self.rung) == .cycleRadio)
        await bench.line.typed("AT+CFUN=4")
        await bench.time.pass(Modem.radioPause)
        await bench.line.typed("AT+CFUN=1")
        bench.line.answer("AT+CREG?", Sample.ok("+CREG: 1,1"))
        await bench.time.pass(Modem.radioPause)
        await bench.events { $0 == .stateChanged(.ready) }
        #expect(bench.line.count(of: "ATE0") == 2)
        try await bench.end()
    }

    @Test func `of an unknown make the radio stays on, and it registers anew (Q-31)`() async throws {
        let bench = Bench(["AT+CREG?": [Sample.ok("+CREG: 1,2")], "AT+COPS=2": [Sample.ok()], "AT+COPS=0": [Sample.ok()]])
        await bench.open()
        await bench.events { $0 == .stateChanged(.searching) }
        await Self.search(bench, for: .seconds(360))
        #expect(await bench.first(Self.rung) == .registerAnew)
        await bench.line.typed("AT+COPS=2")
        await bench.time.pass(Modem.radioPause)
        await bench.line.typed("AT+COPS=0")
        #expect(bench.line.count(of: "AT+CFUN=") == 0)
        try await bench.end()
    }

    @Test func `an office that knows better may forbid it and allow it`() async throws {
        for (choice, isAllowed) in [
            (QuirkChoice(refused: [.noRadioCycle]), true), (QuirkChoice(wanted: [.noRadioCycle]), false),
        ] {
            let bench = Bench(
                ["AT+CFUN=4": [Sample.ok()], "AT+CFUN=1": [Sample.ok()], "AT+COPS=2": [Sample.ok()], "AT+COPS=0": [Sample.ok()]]
            ) { $0.quirks = choice }
            await bench.ready()
            #expect(await bench.modem.cycleRadio(reason: "no text for a day"))
            #expect(await bench.first(Self.rung) == (isAllowed ? .cycleRadio : .registerAnew))
            await bench.line.typed(isAllowed ? "AT+CFUN=4" : "AT+COPS=2")
            try await bench.end()
        }
    }

    @Test func `a suspicion of deafness is followed once, and again after a text only (Q-74)`() async throws {
        let bench = Bench(Self.telit)
        await bench.ready()
        #expect(await bench.modem.cycleRadio(reason: "no text for a day"))
        await bench.line.typed("AT+CFUN=4")
        await bench.time.pass(Modem.radioPause)
        await bench.time.pass(Modem.radioPause)
        await bench.events { $0 == .recovering(.cycleRadio, reason: "no text for a day") }
        await bench.time.pass(Modem.reopenGap - Modem.radioPause * 2 - .milliseconds(100))
        await bench.events { $0 == .stateChanged(.ready) }
        // The next rung has its time too.
        #expect(await bench.modem.cycleRadio(reason: "no text for a day"))
        await bench.time.pass(.seconds(30))
        await bench.line.typed("AT+CMGL=4", times: 3)
        #expect(bench.line.count(of: "AT+CFUN=4") == 1)
        #expect(bench.line.count(of: "AT+COPS=") == 0)
        try await bench.end()
    }

    @Test func `nothing is done about it while a text is on its way out`() async throws {
        let bench = Bench(Self.telit.merging(["^Z": [""]]) { $1 })
        await bench.ready()
        async let outcome = bench.modem.submit(Sample.part)
        await bench.line.typed("^Z")
        #expect(await !bench.modem.cycleRadio(reason: "no text for a day"))
        bench.line.say(Sample.ok("+CMGS: 7"))
        #expect(await outcome == .sent(messageReference: 7))
        #expect(bench.line.count(of: "AT+CFUN=4") == 0)
        try await bench.end()
    }

    @Test func `nor between the parts of a text`() async throws {
        let bench = Bench(Self.telit)
        await bench.ready()
        _ = await bench.modem.submit(Sample.more)
        #expect(await !bench.modem.cycleRadio(reason: "no text for a day"))
        try await bench.end()
    }

    @Test(arguments: [["+CPIN: SIM PIN"], ["+CPIN: SIM PUK"]])
    func `a locked SIM is nobody's fault`(_ lines: [String]) async throws {
        let script = ["AT+CPIN?": [Sample.ok(lines[0])], "AT+CIMI": ["\r\n+CME ERROR: 11\r\n"]]
        let bench = Bench(Self.telit.merging(script) { $1 })
        await bench.open()
        for _ in 1...60 { await bench.time.pass(.seconds(60)) }
        #expect(bench.line.count(of: "AT+CFUN=") == 0)
        #expect(bench.line.count(of: "AT+COPS=") == 0)
        try await bench.end()
    }

    @Test(arguments: [
        Sample.ok("+CPIN: SIM PIN"), Sample.ok("+CPIN: SIM PUK"), "\r\n+CME ERROR: 11\r\n", "\r\n+CME ERROR: 12\r\n",
    ])
    func `nor is one after a SIM failure at power-on that has passed (Q-23)`(_ answer: String) async throws {
        let bench = Bench(
            Self.telit.merging(["AT+CPIN?": ["\r\n+CME ERROR: 13\r\n", answer], "AT+CIMI": ["\r\n+CME ERROR: 11\r\n"]]) { $1 })
        await bench.open()
        await bench.time.pass(.seconds(1))
        for _ in 1...60 { await bench.time.pass(.seconds(60)) }
        #expect(bench.line.count(of: "AT+CFUN=") == 0)
        try await bench.end()
        await bench.drain { #expect(Self.rung($0) == nil) }
    }

    @Test func `nor is a SIM that was never there`() async throws {
        let bench = Bench(Self.telit.merging(["AT+CPIN?": ["\r\n+CME ERROR: 10\r\n"]]) { $1 })
        await bench.open()
        for _ in 1...30 { await bench.time.pass(.seconds(1)) }
        for _ in 1...60 { await bench.time.pass(.seconds(10)) }
        #expect(bench.line.count(of: "AT+CFUN=") == 0)
        try await bench.end()
    }

    @Test(arguments: [10, 13])
    func `a SIM that served and drops out is brought back by a radio cycle (Q-32)`(_ code: Int) async throws {
        let bench = Bench(Self.telit)
        await bench.ready()
        bench.line.answer("AT+CPIN?", "\r\n+CME ERROR: \(code)\r\n")
        bench.line.say("\r\n+QSIMSTAT: 0,0\r\n")
        await bench.time.pass(Modem.reopenGap - .milliseconds(100))
        for _ in 1...20 { await bench.time.pass(.seconds(1)) }
        #expect(await bench.first(Self.rung) == .cycleRadio)
        await bench.line.typed("AT+CFUN=4")
        await bench.time.pass(Modem.radioPause)
        bench.line.answer("AT+CPIN?", Sample.ok("+CPIN: READY"))
        await bench.time.pass(Modem.radioPause)
        await bench.events { $0 == .stateChanged(.ready) }
        try await bench.end()
    }

    @Test func `three texts refused for the modem's own reasons set everything anew`() async throws {
        let bench = Bench(["^Z": ["\r\n+CMS ERROR: 300\r\n"]])
        await bench.ready()
        for gap in SendGap.lengths.prefix(3) {
            async let outcome = bench.modem.submit(Sample.part)
            if gap > .zero { await bench.time.pass(gap - .milliseconds(100)) }
            #expect(await outcome == .refused(.messageService(300)))
            // The quiet after a refusal; only when the driver has looked at its watch.
            await bench.time.pass(.milliseconds(100))
        }
        #expect(await bench.first(Self.rung) == .resynchronise)
        try await bench.end()
    }

    @Test func `a memory that cannot be read is a trouble after three sweeps`() async throws {
        let bench = Bench()
        await bench.ready()
        bench.line.answer("AT+CPMS=\"SM\"", "\r\n+CMS ERROR: 320\r\n")
        bench.line.answer("AT+CPMS=\"SM\",\"SM\",\"SM\"", "\r\n+CMS ERROR: 320\r\n")
        for _ in 1...3 { await bench.time.pass(.seconds(30)) }
        #expect(await bench.first(Self.rung) == .resynchronise)
        try await bench.end()
    }

    static let listedInWords = "\r\n+CMGL: 1,\"REC READ\",\"+51987654321\"\r\nH 12 M 15\r\n\r\nOK\r\n"
    static let readInWords = "\r\n+CMGR: \"REC READ\",\"+51987654321\"\r\nH 12 M 15\r\n\r\nOK\r\n"
    static let oneText = ["AT+CPMS=\"SM\"": [Sample.ok("+CPMS: 1,30,1,30,1,30")], "AT+CMGR=0": ["\r\n+CMS ERROR: 321\r\n"]]

    @Test(arguments: [[Sample.ok()], [Sample.ok(), Sample.refused]])
    func `a memory that is read in words whatever it is told is not an empty one (Q-46)`(_ pduMode: [String]) async throws {
        let bench = Bench(
            Self.oneText.merging([
                "AT+CMGL=4": [Self.listedInWords], "AT+CMGR=1": [Self.readInWords], "AT+CMGF=0": pduMode,
            ]) { $1 })
        await bench.open()
        await bench.events { $0 == .stateChanged(.ready) }
        await bench.line.typed("AT+CMGR=1")
        for _ in 1...2 { await bench.time.pass(.seconds(30)) }
        let events = await bench.events { Self.rung($0) == .resynchronise }
        #expect(!events.contains { if case .listing = $0 { true } else { false } })
        #expect(events.count { if case .commandRefused("+CMGR", _) = $0 { true } else { false } } == 1)
        try await bench.end()
    }

    @Test func `one whose slots can be read where its listing is in words is read by slots`() async throws {
        let bench = Bench(
            Self.oneText.merging([
                "AT+CMGL=4": [Self.listedInWords],
                "AT+CMGR=1": [Self.readInWords, Sample.ok("+CMGR: 1,,30", Sample.deliver)],
            ]) { $1 })
        await bench.open()
        #expect(await bench.listing() == [Sample.slot(1)])
        try await bench.end()
    }

    @Test func `a single slot that holds no PDU is told, and no trouble`() async throws {
        let bench = Bench(Self.oneText.merging(["AT+CMGL=4": [Sample.ok("+CMGL: 1,1,,30", "rubbish")]]) { $1 })
        await bench.open()
        await bench.events { $0 == .listing([]) }
        for _ in 1...4 { await bench.time.pass(.seconds(30)) }
        await bench.line.typed("AT+CMGL=4", times: 10)
        #expect(bench.line.count(of: "AT+CMGR") == 0)
        try await bench.end()
        await bench.drain { #expect(Self.rung($0) == nil) }
    }
}
