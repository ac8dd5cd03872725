import ATChannel
@testable import ModemDriver
import TestSupport
import Testing

@Suite("Modem, from one opening to the next")
struct ModemReopeningTests {
    @Test func `a modem that stays silent is opened, restarted and given to the owner, over several openings`() async throws {
        let time = TestTime()
        let history = ModemHistory(clock: time)
        func opening() async -> (Bench, [RecoveryLadder.Rung]) {
            let bench = Bench(["AT": [""], "AT+CFUN=1,1": [Sample.refused]], time: time) { $0.history = history }
            await bench.open()
            for _ in 1...5 { await time.pass(.milliseconds(500)) }
            var rungs: [RecoveryLadder.Rung] = []
            await bench.drain { if let rung = ModemRecoveryTests.rung($0) { rungs.append(rung) } }
            return (bench, rungs)
        }
        var (bench, rungs) = await opening()
        #expect(rungs == [.reopen])
        #expect(await bench.failure() as? ModemFailure == .silent)
        (bench, rungs) = await opening()
        #expect(rungs == [])
        time.advance(by: .seconds(60))
        (bench, rungs) = await opening()
        #expect(rungs == [.restart])
        #expect(bench.line.lines.contains("AT+CFUN=1,1"))
        time.advance(by: .seconds(180))
        (bench, rungs) = await opening()
        #expect(rungs == [.ownerReset])
        #expect(await bench.failure() as? ModemFailure == .resetNeeded("the modem does not answer"))
        time.advance(by: .seconds(180))
        (bench, rungs) = await opening()
        #expect(rungs == [.alert])
    }

    @Test func `of a modem with several ports another one is touched, before it is restarted (Q-84)`() async throws {
        let time = TestTime()
        let history = ModemHistory(clock: time)
        func end() async -> ModemFailure? {
            let bench = Bench(["AT": [""]], time: time) {
                $0.history = history
                $0.hasOtherPorts = true
            }
            await bench.open()
            for _ in 1...5 { await time.pass(.milliseconds(500)) }
            return await bench.failure() as? ModemFailure
        }
        #expect(await end() == .silent)
        time.advance(by: .seconds(20))
        #expect(await end() == .otherPortNeeded("the modem does not answer"))
        // Touched a moment ago.
        #expect(await end() == .silent)
    }

    @Test func `one that answers and falls silent each time has another port touched too (Q-84)`() async throws {
        let time = TestTime()
        let history = ModemHistory(clock: time)
        history.fellSilent()
        #expect(history.next(allowed: [.reopen], of: [.silent])?.rung == .reopen)
        time.advance(by: .seconds(20))
        history.fellSilent()
        let bench = Bench([:], time: time) {
            $0.history = history
            $0.hasOtherPorts = true
        }
        await bench.open()
        #expect(await bench.failure() as? ModemFailure == .otherPortNeeded("the modem does not answer"))
        #expect(await bench.first(ModemRecoveryTests.rung) == .otherPort)
    }

    @Test func `one whose bus is reset may be away and silent for as long as after a restart`() {
        let time = TestTime()
        let history = ModemHistory(clock: time)
        history.resetIsNeeded()
        history.resetWasAsked()
        #expect(history.hangs)
        #expect(history.isRestarting)
        time.advance(by: ModemHistory.restartAbsence)
        #expect(history.hangs)
        #expect(!history.isRestarting)
    }

    @Test func `a modem that answers first and then falls silent, each time, climbs as well`() async throws {
        let time = TestTime()
        let history = ModemHistory(clock: time)
        func session(after pause: Int, _ expected: RecoveryLadder.Rung?) async {
            time.advance(by: .seconds(pause))
            let bench = Bench(["AT+CGMI": [""], "AT+CGSN": [""], "AT+CFUN=1,1": [Sample.ok()]], time: time) { $0.history = history }
            await bench.open()
            switch expected {
            case .restart:
                await bench.line.typed("AT+CFUN=1,1")
                bench.line.unplug()
                #expect(await bench.failure() as? ModemFailure == .restarting)
            case .ownerReset:
                #expect(await bench.failure() as? ModemFailure == .resetNeeded("the modem does not answer"))
            default:
                await bench.line.typed("AT+CGMI")
                await time.pass(.seconds(10))
                for _ in 1...3 {
                    await time.pass(.milliseconds(300))
                    await time.pass(.seconds(3))
                }
                #expect(await bench.failure() as? ModemFailure == .silent)
            }
            var rungs: [RecoveryLadder.Rung] = []
            await bench.drain { if let rung = ModemRecoveryTests.rung($0) { rungs.append(rung) } }
            #expect(rungs == (expected.map { [$0] } ?? []))
        }
        await session(after: 0, nil)
        await session(after: 0, .reopen)
        await session(after: 0, nil)
        await session(after: 30, .restart)
        // It left the bus, and is back: nothing is said against it before it falls silent again.
        await session(after: 130, nil)
        await session(after: 60, .ownerReset)
        await session(after: 120, nil)
        await session(after: 0, .alert)
        // Between two rounds there is a pause.
        await session(after: 0, nil)
    }

    @Test func `one that fell silent once and was plugged in anew later is not restarted for that`() async throws {
        let time = TestTime()
        let history = ModemHistory(clock: time)
        let bench = Bench(["AT+CGMI": [""], "AT+CGSN": [""]], time: time) { $0.history = history }
        await bench.open()
        await bench.line.typed("AT+CGMI")
        await time.pass(.seconds(10))
        for _ in 1...3 {
            await time.pass(.milliseconds(300))
            await time.pass(.seconds(3))
        }
        #expect(await bench.failure() as? ModemFailure == .silent)
        for pause in [1, 100] {
            time.advance(by: .seconds(pause))
            let next = Bench([:], time: time) { $0.history = history }
            await next.ready()
            next.line.unplug()
            #expect(await next.failure() is ScriptedModem.Unplugged)
            #expect(next.line.count(of: "AT+CFUN=") == 0)
        }
    }

    @Test func `another modem on the port of one that restarts is told as another`() async throws {
        let time = TestTime()
        let history = ModemHistory(clock: time)
        let bench = Bench(["AT+CFUN=1,1": [Sample.ok()]], time: time) { $0.history = history }
        await bench.ready()
        _ = await bench.modem.reset()
        bench.line.unplug()
        #expect(await bench.failure() as? ModemFailure == .restarting)
        let other = Bench([:], time: time, configure: { $0.history = history }, isUnwanted: { _ in "not this one" })
        await other.open()
        #expect(await other.failure() as? ModemFailure == .unwanted("not this one"))
    }

    @Test func `a modem that needs a hand is said to be opened only when it has answered`() async throws {
        let time = TestTime()
        let history = ModemHistory(clock: time)
        func states(of script: [String: [String]], after pause: Int) async -> [ModemState] {
            time.advance(by: .seconds(pause))
            let bench = Bench(script, time: time) { $0.history = history }
            await bench.open()
            if script.isEmpty {
                await bench.line.typed("AT+CMGL=4")
                bench.line.unplug()
            } else {
                for _ in 1...5 { await time.pass(.milliseconds(500)) }
            }
            var states: [ModemState] = []
            await bench.drain { if case .stateChanged(let state) = $0 { states.append(state) } }
            return states
        }
        let silence = ["AT": [""], "AT+CFUN=1,1": [Sample.refused]]
        for pause in [0, 60, 180] {
            #expect(!history.hangs)
            #expect(await states(of: silence, after: pause) == [.opening])
        }
        for _ in 1...3 {
            #expect(history.hangs)
            #expect(await states(of: silence, after: 10) == [])
        }
        #expect(await states(of: [:], after: 10) == [.opening, .ready])
        #expect(!history.hangs)
    }

    @Test func `a port that never was a modem's is nobody's trouble`() async throws {
        let bench = Bench(["AT": [""]]) { $0.portIsSure = false }
        await bench.open()
        for _ in 1...5 { await bench.time.pass(.milliseconds(500)) }
        #expect(await bench.failure() as? ModemFailure == .silent)
        await bench.drain { #expect(ModemRecoveryTests.rung($0) == nil) }
    }

    @Test(arguments: [true, false])
    func `a modem that leaves the bus to start anew is no fault, whether it says OK or not (Q-77)`(_ saysOK: Bool) async throws {
        let time = TestTime()
        let history = ModemHistory(clock: time)
        let bench = Bench(["AT+CFUN=1,1": [saysOK ? Sample.ok() : ""]], time: time) { $0.history = history }
        await bench.ready()
        async let result = bench.modem.reset()
        await bench.line.typed("AT+CFUN=1,1")
        if saysOK { #expect(await result == .success([])) }
        bench.line.unplug()
        if !saysOK { #expect(await result == .failure(.gone)) }
        #expect(await bench.failure() as? ModemFailure == .restarting)
        #expect(history.isRestarting)
        #expect(bench.line.count(of: "AT+CFUN=1,1") == 1)
        // Under another name of its tty, later.
        time.advance(by: .seconds(40))
        let next = Bench([:], time: time) { $0.history = history }
        await next.ready()
        #expect(!history.isRestarting)
        next.line.unplug()
        #expect(await next.failure() is ScriptedModem.Unplugged)
    }

    @Test func `a radio that somebody left off is turned on`() async throws {
        let bench = Bench(["AT+CFUN?": [Sample.ok("+CFUN: 4")], "AT+CFUN=1": [Sample.ok()]])
        await bench.open()
        await bench.time.pass(.seconds(3))
        await bench.events { $0 == .stateChanged(.ready) }
        #expect(bench.line.count(of: "AT+CFUN=1") == 1)
        try await bench.end()
    }

    @Test func `another SIM in a running modem is told as another`() async throws {
        let bench = Bench()
        await bench.ready()
        bench.line.answer("AT+CCID", Sample.ok("+CCID: 89510000000000000022"))
        bench.line.say("\r\n+CPIN: READY\r\n")
        await bench.time.pass(Modem.reopenGap - .milliseconds(100))
        let iccid = await bench.first { event -> String? in
            if case .identified(let identity) = event { identity.iccid } else { nil }
        }
        #expect(iccid == "89510000000000000022")
        try await bench.end()
    }
}
