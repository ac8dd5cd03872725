import ATChannel
import ModemDriver
import TestSupport
import Testing

@Suite("Quirks")
struct ModemQuirkTests {
    static func treatment(_ event: ModemEvent) -> QuirksInForce? {
        if case .treated(_, let quirks) = event { quirks } else { nil }
    }

    @Test func `each has a name of its own, and says what, where and by which number`() {
        #expect(Set(ModemQuirk.allCases.map(\.name)).count == ModemQuirk.allCases.count)
        for quirk in ModemQuirk.allCases {
            #expect(ModemQuirk(name: quirk.name) == quirk)
            #expect(quirk.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
            #expect(!quirk.facts.symptom.isEmpty && !quirk.facts.devices.isEmpty, "\(quirk.name)")
            #expect(quirk.facts.source.wholeMatch(of: /Q-\d+/) != nil, "\(quirk.name)")
        }
        #expect(ModemQuirk(name: "slot_scan") == nil)
    }

    @Test(
        arguments: [
            ("huawei", "E173", "Huawei", [.packedUSSD, .plainModeFirst, .acknowledgesByZero]),
            ("ZTE INCORPORATED", "MF667", "ZTE", [.plainModeFirst, .acknowledgesByZero]),
            ("SIMCOM INCORPORATED", "SIMCOM_SIM7600G", "SIMCom", [.noAcknowledgement]),
            ("SIMCOM_Ltd", "SIM800", "SIMCom", [.noAcknowledgement]),
            ("Quectel", "EC25", "Quectel", []),
            ("Telit", "LE910", "Telit", []),
            ("Cinterion", "MC75i", "Cinterion", [.acknowledgesByOne, .noLink]),
            ("Novatel Wireless", "MC545", "Novatel", [.plainModeFirst, .acknowledgesByZero]),
            ("Neoway", "M590E", "Neoway M590", [.noRadioCycle]),
            ("Ejemplo", "E-1", "generic", [.noRadioCycle]),
        ] as [(String, String, String, Set<ModemQuirk>)])
    func `a family is known by its name, and its quirks with it`(
        _ manufacturer: String, _ model: String, _ name: String, _ quirks: Set<ModemQuirk>
    ) {
        var play = BringUpPlay(["+CGMI": [.success([manufacturer])], "+CGMM": [.success([model])]])
        play.play()
        #expect(play.bringUp.setup.profile.name == name)
        #expect(Set(play.bringUp.setup.quirks.all.map(\.quirk)) == quirks)
        #expect(play.bringUp.setup.quirks.all.allSatisfy { $0.reason == .identity })
    }

    @Test func `the office's word counts before the name and before what was seen`() {
        var knowledge = BringUp.Knowledge()
        knowledge.choice = QuirkChoice(wanted: [.slotScan], refused: [.packedUSSD, .noCallers])
        knowledge.seen = ["huawei E-1 R1.0": [.noCallers, .noLink]]
        var play = BringUpPlay(knowing: knowledge, ["+CGMI": [.success(["huawei"])]])
        play.play()
        let quirks = play.bringUp.setup.quirks
        #expect(quirks.words == [
            "cnma-0 (identity)", "cnmi-mode-1 (identity)", "no-cmms (seen)", "slot-scan (configured)",
        ])
        #expect(play.asked.contains("+CLIP=1"))
        #expect(!play.asked.contains("+CMMS=?"))
    }

    @Test func `what was seen of another make is not believed of this one`() {
        var knowledge = BringUp.Knowledge()
        knowledge.seen = ["huawei E-1 R1.0": [.noLink]]
        var play = BringUpPlay(knowing: knowledge)
        play.play()
        #expect(!play.bringUp.setup.quirks.has(.noLink))
    }

    @Test(arguments: [("urc-usbat", "usbat"), ("urc-usbmodem", "usbmodem")])
    func `the port that announces is set where the office says so (Q-57)`(_ name: String, _ port: String) throws {
        var knowledge = BringUp.Knowledge()
        knowledge.choice = QuirkChoice(wanted: [try #require(ModemQuirk(name: name))])
        var play = BringUpPlay(knowing: knowledge, ["+CGMI": [.success(["Quectel"])]])
        play.play()
        #expect(play.asked.contains("+QURCCFG=\"urcport\",\"\(port)\""))
    }

    // MARK: Seen

    @Test func `a listing that fails twice makes the slots be read, also after the next opening (Q-41)`() async throws {
        let time = TestTime()
        let history = ModemHistory(clock: time)
        let script = [
            "AT+CMGL=4": [Sample.refused], "AT+CPMS=\"SM\"": [Sample.ok("+CPMS: 1,30,1,30,1,30")],
            "AT+CMGR=*": ["\r\n+CMS ERROR: 321\r\n"], "AT+CMGR=0": [Sample.ok("+CMGR: 1,,30", Sample.deliver)],
        ]
        let bench = Bench(script, time: time) { $0.history = history }
        await bench.open()
        #expect(await bench.listing() == [Sample.slot(0)])
        await time.pass(.seconds(30))
        #expect(await bench.first { Self.treatment($0)?.reason(for: .slotScan) } == .seen)
        #expect(await bench.listing() == [Sample.slot(0)])
        try await bench.end()

        let next = Bench(script, time: time) { $0.history = history }
        await next.open()
        #expect(await next.listing() == [Sample.slot(0)])
        #expect(next.line.count(of: "AT+CMGL") == 0)
        // After an hour it may have passed.
        next.line.answer("AT+CMGL=4", Sample.cmgl((0, Sample.deliver)))
        for _ in 1...120 { await time.pass(.seconds(30)) }
        await next.line.typed("AT+CMGL=4")
        #expect(await next.first { Self.treatment($0)?.has(.slotScan) == false ? true : nil } == true)
        try await next.end()
        #expect(history.seen.values.allSatisfy { !$0.contains(.slotScan) })
    }

    @Test func `a listed slot that is empty when it is deleted makes the slots be read (Q-41)`() async throws {
        let bench = Bench([
            "AT+CMGL=4": [Sample.cmgl((1, Sample.deliver))], "AT+CPMS=\"SM\"": [Sample.ok("+CPMS: 1,30,1,30,1,30")],
            "AT+CMGD=1": ["\r\n+CMS ERROR: 321\r\n"], "AT+CMGD=3": [Sample.ok()],
            "AT+CMGR=*": ["\r\n+CMS ERROR: 321\r\n"], "AT+CMGR=3": [Sample.ok("+CMGR: 1,,30", Sample.deliver)],
        ])
        await bench.open()
        let listed = await bench.listing()
        #expect(listed == [Sample.slot(1)])
        #expect(await bench.modem.release(listed) == [], "nothing was deleted")
        #expect(await bench.first { Self.treatment($0)?.reason(for: .slotScan) } == .seen)
        await bench.time.pass(Agenda.sweepGap)
        let found = await bench.listing()
        #expect(found == [Sample.slot(3)])
        #expect(await bench.modem.release(found) == [Sample.slot(3)])
        #expect(bench.line.count(of: "AT+CMGD=3") == 1)
        try await bench.end()
    }

    @Test func `where the office wants the slots read, no listing is asked for`() async throws {
        let bench = Bench([
            "AT+CPMS=\"SM\"": [Sample.ok("+CPMS: 1,30,1,30,1,30")],
            "AT+CMGR=*": ["\r\n+CMS ERROR: 321\r\n"], "AT+CMGR=2": [Sample.ok("+CMGR: 1,,30", Sample.deliver)],
        ]) { $0.quirks = QuirkChoice(wanted: [.slotScan]) }
        await bench.open()
        #expect(await bench.listing() == [Sample.slot(2)])
        #expect(bench.line.count(of: "AT+CMGL") == 0)
        try await bench.end()
    }

    @Test func `counters that come late behind an announcement are asked again (Q-37)`() async throws {
        let bench = Bench([
            "AT+CPMS=\"SM\"": [Sample.ok("+CPMS: 0,30,0,30,0,30")],
            "AT+CMGR=*": ["\r\n+CMS ERROR: 321\r\n"], "AT+CMGR=1": [Sample.ok("+CMGR: 1,,30", Sample.deliver)],
        ]) { $0.quirks = QuirkChoice(wanted: [.slotScan]) }
        await bench.ready()
        bench.line.say("\r\n+CMTI: \"SM\",1\r\n")
        await bench.time.pass(Agenda.sweepGap)
        await bench.line.typed("AT+CPMS=\"SM\"", times: 2)
        bench.line.answer("AT+CPMS=\"SM\"", Sample.ok("+CPMS: 1,30,1,30,1,30"))
        await bench.time.pass(.milliseconds(500))
        #expect(await bench.listing() == [Sample.slot(1)])
        try await bench.end()
    }

    @Test func `a modem that keeps falling back to text mode gets PDU mode before each listing (Q-46)`() async throws {
        let words = "\r\n+CMGL: 1,\"REC READ\",\"+51987654321\"\r\nH 12 M 15\r\n\r\nOK\r\n"
        let bench = Bench(["AT+CMGL=4": [words, Sample.ok(), words, Sample.ok()]])
        await bench.ready()
        await bench.time.pass(.seconds(30))
        #expect(await bench.first { Self.treatment($0)?.reason(for: .textMode) } == .seen)
        let before = bench.line.lines.count
        await bench.time.pass(.seconds(30))
        await bench.line.typed("AT+CMGL=4", times: 5)
        #expect(Array(bench.line.lines[before...].suffix(3)) == ["AT+CPMS=\"SM\"", "AT+CMGF=0", "AT+CMGL=4"])
        try await bench.end()
    }

    @Test func `a PDU that comes back from the prompt is told once (Q-3)`() async throws {
        let bench = Bench(["^Z": ["\(Sample.part.hex)\u{1A}\r\n+CMGS: 7\r\n\r\nOK\r\n"]])
        await bench.ready()
        for _ in 1...2 { #expect(await bench.modem.submit(Sample.part) == .sent(messageReference: 7)) }
        #expect(await bench.first { Self.treatment($0)?.reason(for: .echoesPDU) } == .seen)
        try await bench.end()
        await bench.drain { #expect(Self.treatment($0) == nil) }
    }

    @Test func `a modem that names all memories when it selects one is remembered so (Q-36)`() async throws {
        let bench = Bench([
            "AT+CPMS=\"SM\"": [Sample.refused],
            "AT+CPMS=\"SM\",\"SM\",\"SM\"": [Sample.ok("+CPMS: 0,30,0,30,0,30")],
        ])
        await bench.open()
        #expect(await bench.first { Self.treatment($0)?.reason(for: .selectsThree) } == .seen)
        await bench.time.pass(.seconds(30))
        await bench.line.typed("AT+CPMS=\"SM\",\"SM\",\"SM\"", times: 2)
        #expect(bench.line.lines.count { $0 == "AT+CPMS=\"SM\"" } == 1)
        try await bench.end()
    }

    @Test func `and one that takes one only is not asked with three`() async throws {
        let bench = Bench(["AT+CPMS=\"SM\"": ["\r\n+CMS ERROR: 302\r\n"]]) {
            $0.quirks = QuirkChoice(wanted: [.selectsOne])
        }
        await bench.open()
        await bench.line.typed("AT+CPMS=\"SM\"")
        await bench.time.pass(.seconds(30))
        await bench.line.typed("AT+CPMS=\"SM\"", times: 2)
        #expect(bench.line.count(of: "AT+CPMS=\"SM\",") == 0)
        try await bench.end()
    }

    @Test func `asking for callers that stays unanswered is never asked again (Q-80)`() async throws {
        let time = TestTime()
        let history = ModemHistory(clock: time)
        let bench = Bench(["AT+CLIP=1": [""]], time: time) { $0.history = history }
        await bench.open()
        await bench.line.typed("AT+CLIP=1")
        await time.pass(.seconds(3))
        await time.pass(.milliseconds(300))
        await bench.line.typed("AT+CGSN", times: 2)
        await time.pass(.milliseconds(300))
        await bench.events { $0 == .stateChanged(.ready) }
        try await bench.end()
        let next = Bench([:], time: time) { $0.history = history }
        await next.ready()
        #expect(next.line.count(of: "AT+CLIP") == 0)
        try await next.end()
    }

    @Test func `a modem that dozes off gets an AT before a command (Q-7)`() async throws {
        let bench = Bench { $0.quirks = QuirkChoice(wanted: [.wakesLate]) }
        await bench.ready()
        let before = bench.line.lines.count
        await bench.time.pass(.seconds(30))
        await bench.line.typed("AT+CMGL=4", times: 2)
        #expect(Array(bench.line.lines[before...]) == ["AT", "AT+CPMS=\"SM\"", "AT+CMGL=4"])
        try await bench.end()
    }

    @Test func `a USSD dialogue is not ended where that hangs the modem (Q-80)`() async throws {
        let reply = "\r\n+CUSD: 1,\"1 Saldo\",15\r\n\r\nOK\r\n"
        for isHanging in [true, false] {
            let bench = Bench(["AT+CUSD=*": [reply], "AT+CUSD=2": [Sample.ok()]]) {
                $0.quirks = QuirkChoice(wanted: isHanging ? [.noUSSDEnd] : [])
            }
            await bench.ready()
            async let outcome = bench.modem.ussd(plain: "*100#", packed: "AA180C3602")
            await bench.time.pass(Modem.pieceGap)
            guard case .answered = await outcome else {
                Issue.record("no answer")
                return
            }
            #expect(bench.line.count(of: "AT+CUSD=2") == (isHanging ? 0 : 1))
            try await bench.end()
        }
    }

    @Test(arguments: [
        ("\r\n+CUSD: 1,\"Su saldo \",15\r\n\r\n+CUSD: 2,\"es 25\",15\r\n", "Su saldo es 25"),
        ("\r\n+CUSD: 1,\"1 Saldo\",15\r\n\r\n+CUSD: 2\r\n", "1 Saldo"),
    ])
    func `pieces of a USSD answer are put together, and a release is none (Q-101)`(_ said: String, _ text: String) async throws {
        let bench = Bench(["AT+CUSD=1,\"*100#\",15": [said + "\r\nOK\r\n"]])
        await bench.ready()
        async let outcome = bench.modem.ussd(plain: "*100#", packed: "AA180C3602")
        if text == "1 Saldo" { await bench.time.pass(Modem.pieceGap) }
        guard case .answered(let answer, _) = await outcome else {
            Issue.record("not answered")
            return
        }
        #expect(answer.text == text)
        try await bench.end()
    }

    @Test func `a modem that leaves soon after its PIN is left alone longer the next time (Q-24)`() {
        var knowledge = BringUp.Knowledge()
        func settling() -> Duration {
            var play = BringUpPlay(
                knowing: knowledge,
                [
                    "+CPIN?": [.success(["+CPIN: SIM PIN"]), .success(["+CPIN: READY"])], "+CPIN=\"1234\"": [.success([])],
                ])
            play.decision = .enter("1234")
            play.play()
            return play.waited
        }
        #expect(settling() == .milliseconds(200))
        knowledge.restsAfterPIN = [ModemIdentity(manufacturer: "Ejemplo", model: "E-1", revision: "R1.0").make]
        #expect(settling() == .seconds(10))
    }

    @Test func `packed codes come first where the modem wants them so (Q-101)`() async throws {
        let bench = Bench(["AT+CGMI": [Sample.ok("huawei")], "AT+CUSD=*": [Sample.ok("+CUSD: 0,\"D3\",15")]])
        await bench.ready()
        guard case .answered(_, let isPacked) = await bench.modem.ussd(plain: "*100#", packed: "AA180C3602") else {
            Issue.record("no answer")
            return
        }
        #expect(isPacked)
        try await bench.end()
    }
}
