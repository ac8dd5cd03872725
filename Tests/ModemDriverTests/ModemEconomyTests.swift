import ATChannel
import ModemDriver
import TestSupport
import Testing

/// What the driver costs: commands, which are all that a modem has to do for it.
@Suite("Modem, economy")
struct ModemEconomyTests {
    static let twoMemories = [
        "AT+CPMS?": [Sample.ok(#"+CPMS: "SM",0,30,"SM",0,30,"SM",0,30"#)],
        "AT+CPMS=?": [Sample.ok(#"+CPMS: ("SM","ME"),("SM","ME"),("SM","ME")"#)],
        "AT+CPMS=\"ME\"": [Sample.ok("+CPMS: 0,100,0,30,0,30")],
    ]

    @Test(arguments: [[:], twoMemories])
    func `an idle modem gets at most six commands a minute`(_ script: [String: [String]]) async throws {
        let bench = Bench(script)
        await bench.ready()
        let before = bench.line.lines.count
        let sweeps = bench.line.count(of: "AT+CMGL")
        for minute in 1...60 {
            for _ in 1...2 { await bench.time.pass(.seconds(30)) }
            await bench.line.typed("AT+CMGL", times: sweeps + 2 * minute)
        }
        let commands = bench.line.lines.count - before
        print("idle: \(Double(commands) / 60) commands a minute")
        #expect(commands <= 6 * 60, "\(commands) in an hour")
        #expect(bench.line.count(of: "AT+CMGL") - sweeps >= 120)
        try await bench.end()
    }

    @Test(arguments: [30, 255, 500])
    func `draining costs hardly more than one command a text`(_ count: Int) async throws {
        let slots = (1...count).map { "\r\n+CMGL: \($0),1,,30\r\n\(Sample.deliver)\r\n" }.joined()
        let bench = Bench([
            "AT+CPMS=\"SM\"": [Sample.ok("+CPMS: \(count),500,0,500,0,500")],
            "AT+CMGL=4": [slots + "\r\nOK\r\n", Sample.ok()],
        ])
        await bench.open()
        let listed = await bench.listing()
        #expect(listed.count == count)
        let before = bench.line.lines.count
        #expect(await bench.modem.release(listed).count == count)
        // With the two commands that listed them.
        let commands = bench.line.lines.count - before + 2
        print("drain: \(Double(commands) / Double(count)) commands a text, \(count) texts")
        #expect(Double(commands) <= 1.1 * Double(count), "\(commands) for \(count)")
        try await bench.end()
    }

    @Test func `at the pace of a slow modem too`() async throws {
        let count = 100
        let slots = (1...count).map { "\r\n+CMGL: \($0),1,,30\r\n\(Sample.deliver)\r\n" }.joined()
        let bench = Bench(["AT+CMGL=4": [slots + "\r\nOK\r\n", Sample.ok()]])
        await bench.open()
        let listed = await bench.listing()
        let before = bench.line.lines.count
        for line in listed {
            // A fifth of a second for each.
            bench.time.advance(by: .milliseconds(200))
            #expect(await bench.modem.release([line]) == [line])
        }
        let typed = bench.line.lines[before...]
        let selections = typed.count { $0.hasPrefix("AT+CPMS") }
        print("slow drain: \(selections) selections for \(count) texts")
        #expect(Double(typed.count + 2) <= 1.1 * Double(count))
        try await bench.end()
    }
}
