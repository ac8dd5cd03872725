import ATChannel
import ModemDriver
import Synchronization
import TestSupport
import Testing

@Suite("Modem, sending in step")
struct ModemSendingTests {
    /// What is typed from now on for one text of three parts, without the bodies.
    static func typed(_ bench: Bench, parts: [Submission] = [Sample.more, Sample.more, Sample.part]) async -> [String] {
        let before = bench.line.lines.count
        for part in parts { _ = await bench.modem.submit(part) }
        return bench.line.lines[before...].filter { !$0.hasPrefix("^Z") }
    }

    @Test func `between the parts of a text nothing is typed and nothing is waited for (Q-67)`() async throws {
        let bench = Bench()
        await bench.ready()
        let began = bench.time.now
        #expect(await Self.typed(bench) == ["AT+CMMS=2", "AT+CMGF=0", "AT+CMGS=18", "AT+CMGS=18", "AT+CMGS=18"])
        // Also when the network takes its time for each part: an answer proves that the modem was not reset.
        bench.line.answer("^Z", "")
        var lines: [String] = []
        for part in [Sample.more, Sample.more, Sample.part] {
            let before = bench.line.lines.count
            async let outcome = bench.modem.submit(part)
            await bench.line.typed("^Z", times: bench.line.count(of: "^Z") + 1)
            bench.time.advance(by: .seconds(7))
            bench.line.say(Sample.ok("+CMGS: 9"))
            #expect(await outcome == .sent(messageReference: 9))
            lines += bench.line.lines[before...].filter { !$0.hasPrefix("^Z") }
        }
        #expect(lines == ["AT+CMGS=18", "AT+CMGS=18", "AT+CMGS=18"])
        #expect(bench.time.now.offset - began.offset == .seconds(21))
        try await bench.end()
    }

    @Test(
        arguments: [
            ("+CMMS: (0-2)", ["AT+CMMS=2"]), ("+CMMS: (0,1,2)", ["AT+CMMS=2"]),
            ("+CMMS: (0,1)", ["AT+CMMS=1", "AT+CMMS=1"]), ("+CMMS: (0)", []), ("+CMMS:", []),
        ] as [(String, [String])])
    func `the link is kept as the modem offers it: for good, or once a text`(_ choices: String, _ expected: [String]) async throws {
        let bench = Bench(["AT+CMMS=?": [Sample.ok(choices)], "AT+CMMS=1": [Sample.ok()]])
        await bench.ready()
        let typed = await Self.typed(bench) + Self.typed(bench)
        #expect(typed.filter { $0.hasPrefix("AT+CMMS") } == expected)
        try await bench.end()
    }

    @Test func `a text of one part keeps no link`() async throws {
        let bench = Bench()
        await bench.ready()
        #expect(await Self.typed(bench, parts: [Sample.part, Sample.part]) == ["AT+CMGF=0", "AT+CMGS=18", "AT+CMGS=18"])
        try await bench.end()
    }

    @Test(arguments: ["AT+CMMS=?", "AT+CMMS=2"])
    func `a link that is refused is never asked for again (Q-71)`(_ refused: String) async throws {
        let time = TestTime()
        let history = ModemHistory(clock: time)
        let bench = Bench([refused: [Sample.refused]], time: time) { $0.history = history }
        await bench.ready()
        for _ in 1...2 { _ = await Self.typed(bench) }
        #expect(bench.line.count(of: refused) == 1)
        #expect(bench.line.count(of: "AT+CMGS") == 6)
        try await bench.end()
        let next = Bench([:], time: time) { $0.history = history }
        await next.ready()
        _ = await Self.typed(next)
        #expect(next.line.count(of: "AT+CMMS") == 0)
        try await next.end()
    }

    @Test func `after an error that a pause cures the next text waits a little, and later not at all (Q-64)`() async throws {
        let bench = Bench(["^Z": ["\r\n+CMS ERROR: 512\r\n", Sample.ok("+CMGS: 7")]])
        await bench.ready()
        #expect(await bench.modem.submit(Sample.part) == .refused(.messageService(512)))
        await bench.time.pass(.milliseconds(100))
        for _ in 1...SendGap.confidence {
            async let outcome = bench.modem.submit(Sample.part)
            await bench.time.pass(bench.line.count(of: "^Z") == 1 ? .milliseconds(400) : .milliseconds(500))
            #expect(await outcome == .sent(messageReference: 7))
        }
        // Nothing to pass any more.
        #expect(await bench.modem.submit(Sample.part) == .sent(messageReference: 7))
        try await bench.end()
    }

    // MARK: Bearer

    @Test func `the bearer that the office wants is set at each bring-up`() async throws {
        let bench = Bench(["AT+CGSMS=3": [Sample.ok()]]) { $0.bearer = 3 }
        await bench.ready()
        #expect(bench.line.count(of: "AT+CGSMS=3") == 1)
        try await bench.end()
        let other = Bench()
        await other.ready()
        #expect(other.line.count(of: "AT+CGSMS") == 0)
        try await other.end()
    }

    @Test(
        arguments: [(0, "AT+CGSMS=3"), (1, "AT+CGSMS=2"), (2, "AT+CGSMS=3"), (3, "AT+CGSMS=2")])
    func `texts refused one after the other on LTE are tried by the other bearer, once (Q-72)`(
        _ bearer: Int, _ command: String
    ) async throws {
        let bench = Bench([
            "^Z": ["\r\n+CMS ERROR: 38\r\n"], "AT+CGSMS?": [Sample.ok("+CGSMS: \(bearer)")], command: [Sample.ok()],
        ])
        await bench.ready()
        await Self.refusals(bench, 3)
        await bench.line.typed(command)
        await bench.events { $0 == .recovering(.otherBearer, reason: RecoveryLadder.Trouble.packetRefusals.rawValue) }
        await Self.refusals(bench, 6)
        #expect(bench.line.lines.count { $0.hasPrefix("AT+CGSMS=") } == 1)
        try await bench.end()
    }

    @Test func `not where they are refused on another network, and not against the office's wish (Q-72)`() async throws {
        for isOnLTE in [false, true] {
            let technology = isOnLTE ? 7 : 2
            let bench = Bench([
                "^Z": ["\r\n+CMS ERROR: 38\r\n"], "AT+COPS?": [Sample.ok("+COPS: 0,0,\"Claro\",\(technology)")],
                "AT+CGSMS?": [Sample.ok("+CGSMS: 1")], "AT+CGSMS=1": [Sample.ok()],
            ]) { $0.bearer = isOnLTE ? 1 : nil }
            await bench.ready()
            await Self.refusals(bench, 4)
            #expect(bench.line.count(of: "AT+CGSMS?") == 0)
            try await bench.end()
        }
    }

    /// So many texts that are refused; the gap between them grows.
    static func refusals(_ bench: Bench, _ count: Int) async {
        for _ in 1...count {
            bench.time.advance(by: .seconds(3))
            _ = await bench.modem.submit(Sample.part)
            await bench.time.pass(.milliseconds(100))
        }
    }

    // MARK: Pacing

    /// Passes on what is written, and remembers how much came at once.
    final class Pieces: ModemTransport {
        let line: ScriptedModem
        let sizes = Mutex<[Int]>([])
        var received: AsyncThrowingStream<[UInt8], any Error> { line.received }

        init(_ line: ScriptedModem) { self.line = line }

        func write(_ bytes: [UInt8]) throws {
            sizes.withLock { $0.append(bytes.count) }
            try line.write(bytes)
        }

        func close() { line.close() }
    }

    @Test func `bytes go in pieces where the modem loses what comes too fast (Q-65)`() async throws {
        let line = ScriptedModem(["AT": [""]])
        let pieces = Pieces(line)
        let time = TestTime()
        var settings = ModemSettings()
        settings.writePacing = WritePacing(bytes: 1, pause: .milliseconds(7))
        let modem = Modem(over: pieces, settings: settings, clock: time)
        let running = Task { try await modem.run() }
        // ESC, and behind it CR; the line is quiet after 100 ms; then A, T and CR.
        for _ in 1...2 { await time.pass(.milliseconds(7)) }
        await time.pass(.milliseconds(100))
        for _ in 1...3 { await time.pass(.milliseconds(7)) }
        await line.typed("AT")
        line.close()
        try await running.value
        #expect(pieces.sizes.withLock { $0 } == [1, 1, 1, 1, 1])
        #expect(line.lines == ["AT"])
    }
}
