import ATChannel
import ModemDriver
import TestSupport
import Testing

/// What was seen in the field and has no other place.
@Suite("Modem, as seen in the field")
struct ModemFieldTests {
    @Test(arguments: [("huawei", Duration.seconds(3)), ("Sierra Wireless", .seconds(8)), ("Option", .seconds(10))])
    func `a family that needs time after its PIN gets it (Q-24)`(_ maker: String, _ time: Duration) {
        var play = BringUpPlay(
            [
                "+CGMI": [.success([maker])], "+CPIN?": [.success(["+CPIN: SIM PIN"]), .success(["+CPIN: READY"])],
                "+CPIN=\"1234\"": [.success([])],
            ], decision: .enter("1234"))
        play.play()
        #expect(play.end == .finished)
        #expect(play.waited == time)
    }

    @Test(arguments: ["SIM PIN2", "SIM PUK2", "READY"])
    func `PIN2 and PUK2 lie (Q-26)`(_ state: String) {
        var play = BringUpPlay(["+CPIN?": [.success(["+CPIN: \(state)"])]])
        play.play()
        #expect(play.end == .finished)
        #expect(play.pinQuestions == 0)
    }

    @Test func `a PIN that was taken and is asked for again at once is given time, and not typed again (Q-28)`() {
        var play = BringUpPlay(
            [
                "+CPIN?": Array(repeating: .success(["+CPIN: SIM PIN"]), count: 4) + [.success(["+CPIN: READY"])],
                "+CPIN=\"1234\"": [.success([])],
            ], decision: .enter("1234"))
        play.play()
        #expect(play.end == .finished)
        #expect(play.asked.count { $0.hasPrefix("+CPIN=") } == 1)
    }

    @Test(arguments: ["RDY", "+AT: READY", "^SYSSTART", "*ATREADY: 1", "NORMAL POWER DOWN"])
    func `a modem that says it has started anew is set up anew (Q-2, Q-30)`(_ line: String) async throws {
        let bench = Bench()
        await bench.ready()
        bench.line.say("\r\n\(line)\r\n")
        await bench.time.pass(Modem.reopenGap - .milliseconds(100))
        await bench.line.typed("ATE0", times: 2)
        await bench.events { $0 == .stateChanged(.ready) }
        try await bench.end()
    }

    @Test func `a selection that is answered by OK alone has its counters asked for (Q-35)`() async throws {
        let bench = Bench([
            "AT+CPMS=\"SM\"": [Sample.ok()], "AT+CPMS?": [Sample.ok(#"+CPMS: "SM",1,20,"SM",1,20,"SM",1,20"#)],
            "AT+CMGL=4": [Sample.cmgl((1, Sample.deliver))],
        ])
        await bench.open()
        await bench.events { $0 == .storage(memory: "SM", used: 1, total: 20) }
        #expect(await bench.listing() == [Sample.slot(1)])
        try await bench.end()
    }

    @Test(arguments: ["^SMMEMFULL: \"SM\"", "+SMS FULL", "^SMGO: 2", "SMS Ready", "PB DONE"])
    func `a memory that is full, or ready, is swept at once (Q-49)`(_ line: String) async throws {
        let bench = Bench()
        await bench.ready()
        bench.line.answer("AT+CMGL=4", Sample.cmgl((1, Sample.deliver)))
        bench.line.say("\r\n\(line)\r\n")
        await bench.time.pass(Agenda.sweepGap)
        #expect(await bench.listing() == [Sample.slot(1)])
        try await bench.end()
    }

    @Test(arguments: ["+CMS ERROR: 322", "+CME ERROR: 20"])
    func `a SIM that is too full to send is swept at once (Q-49)`(_ refusal: String) async throws {
        let bench = Bench(["^Z": ["\r\n\(refusal)\r\n"]])
        await bench.ready()
        bench.line.answer("AT+CMGL=4", Sample.cmgl((1, Sample.deliver)))
        bench.time.advance(by: .seconds(1))
        _ = await bench.modem.submit(Sample.part)
        // ESC and a short quiet first.
        await bench.time.pass(.milliseconds(100))
        #expect(await bench.listing() == [Sample.slot(1)])
        try await bench.end()
    }

    @Test func `a mode that is refused with 322 and set all the same holds (Q-58)`() {
        var play = BringUpPlay(["+CNMI=2,1,0,1,0": [.failure(.messageService(322))]])
        play.play()
        #expect(play.bringUp.setup.notification == NotificationMode(2, 1, 0, 1, 0))
        var other = BringUpPlay([
            "+CNMI=2,1,0,1,0": [.failure(.messageService(322))], "+CNMI=1,1,0,1,0": [.success([])],
            "+CNMI?": [.success(["+CNMI: 0,0,0,0,0"]), .success(["+CNMI: 1,1,0,1,0"])],
        ])
        other.play()
        #expect(other.bringUp.setup.notification == NotificationMode(1, 1, 0, 1, 0))
    }

    @Test(
        arguments: [
            "\r\n+CMTI: \"SM\",1\r\n> ", "\r\n> \r\n+CMTI: \"SM\",1\r\n", "\r\n+CDS: 25\r\n\(Sample.report)\r\n> ",
        ])
    func `a text that comes in while one goes out disturbs neither (Q-62)`(_ prompt: String) async throws {
        let bench = Bench(["AT+CMGS=*": [prompt], "^Z": ["\r\n+CMTI: \"SM\",2\r\n\r\n+CMGS: 7\r\n\r\nOK\r\n"]])
        await bench.ready()
        #expect(await bench.modem.submit(Sample.part) == .sent(messageReference: 7))
        bench.line.answer("AT+CMGL=4", Sample.cmgl((1, Sample.deliver)))
        await bench.time.pass(Agenda.sweepGap)
        let lines = await bench.first { event -> [PDULine]? in
            if case .listing(let lines) = event, lines.contains(Sample.slot(1)) { lines } else { nil }
        }
        #expect(lines == [Sample.slot(1)])
        try await bench.end()
    }

    @Test(
        arguments: [
            ("+CREG: 0,2", "+CEREG: 0,1", "", .home), ("+CREG: 2,0", "+CEREG: 2,6", "", .home),
            ("+CREG: 0,2", "+CEREG: 0,7", "", .roaming), ("+CREG: 0,3", "+CEREG: 0,2", "+CGREG: 0,5", .roaming),
            ("+CREG: 0,0", "", "+CGREG: 0,1", .home), ("+CREG: 1,5", "", "", .roaming),
            ("+CREG: 0,8", "+CEREG: 0,2", "+CGREG: 0,0", .emergencyOnly), ("+CREG: 0,3", "", "", .denied),
        ] as [(String, String, String, NetworkStatus.Registration)])
    func `the best of three registrations counts, with those for texts only (Q-75)`(
        _ circuit: String, _ lte: String, _ packet: String, _ expected: NetworkStatus.Registration
    ) async throws {
        func answer(_ line: String) -> [String] { [line.isEmpty ? Sample.refused : Sample.ok(line)] }
        let bench = Bench(["AT+CREG?": answer(circuit), "AT+CEREG?": answer(lte), "AT+CGREG?": answer(packet)])
        await bench.open()
        let network = await bench.first { event -> NetworkStatus? in
            if case .network(let status) = event { status } else { nil }
        }
        #expect(network?.registration == expected)
        await bench.events { $0 == .stateChanged(expected.isRegistered ? .ready : .searching) }
        try await bench.end()
    }

    @Test(arguments: ModemProfile.known.map(\.name) + ["generic"])
    func `no family is asked for what hangs, erases or sends (Q-33, Q-47, Q-73, Q-79)`(_ name: String) {
        let maker = name == "generic" ? "Ejemplo" : name
        var play = BringUpPlay(["+CGMI": [.success([maker])], "+CGMM": [.success([maker])]])
        play.play()
        #expect(play.bringUp.setup.profile.name == name)
        for command in play.asked {
            for forbidden in ["+CLAC", "+CSMP", "+CSCS", "+CMGF=1", "+CMGD", "+CMGS", "+CMGW", "&W", "&F", "Z", "+CUSD"] {
                #expect(!command.hasPrefix(forbidden), "\(command)")
            }
        }
    }

    @Test func `the question of another program is told, once (Q-86)`() async throws {
        let bench = Bench()
        await bench.ready()
        // Our own, late, and what only looks like one.
        for line in ["AT+CSQ", "AT+CGSN", "AT&T", "ATENTAMENTE"] { bench.line.say("\r\n\(line)\r\n") }
        for _ in 1...3 { bench.line.say("ATE0+CPMS?\r\r\n+CPMS: \"SM\",0,30\r\n\r\nOK\r\n") }
        bench.line.say("\r\n+CMTI: \"SM\",1\r\n")
        await bench.time.pass(Agenda.sweepGap)
        await bench.line.typed("AT+CMGL=4", times: 2)
        bench.line.close()
        var told: [ModemEvent] = []
        await bench.drain { if $0 == .foreignQuestion { told.append($0) } }
        #expect(told.count == 1)
    }

    @Test func `a modem that vanishes as it sends, and again, is short of power (Q-22)`() async throws {
        let time = TestTime()
        let history = ModemHistory(clock: time)
        for isSuspect in [false, true] {
            let bench = Bench(["^Z": [""]], time: time) { $0.history = history }
            await bench.ready()
            async let outcome = bench.modem.submit(Sample.part)
            await bench.line.typed("^Z")
            time.advance(by: .seconds(2))
            bench.line.unplug()
            #expect(await outcome == .unknown("after the text was handed over: the modem is gone"))
            let failure = await bench.failure()
            #expect((failure as? ModemFailure == .shortOfPower) == isSuspect)
            time.advance(by: .seconds(60))
        }
        // Pulled out at rest: nothing of the kind.
        let bench = Bench([:], time: time) { $0.history = history }
        await bench.ready()
        bench.line.unplug()
        #expect(await bench.failure() is ScriptedModem.Unplugged)
    }
}
