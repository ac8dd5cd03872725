import ATChannel
import ModemDriver
import TestSupport
import Testing

@Suite("Modem, calls")
struct ModemCallTests {
    @Test(
        arguments: [
            ("+CLIP: \"+51987654321\",145,\"\",0,\"\",0", "+51987654321"), ("+CLIP: \"987654321\",129", "987654321"),
            ("+CLIP: \"\",128", nil), ("+CLIP: \"Rosa\",145", nil), ("+CLIP: \"1;+CMGD=1\",145", nil),
            ("+CLIP: \"123456789012345678901\",129", nil), ("+CLIP:", nil),
        ] as [(String, String?)])
    func `a call is hung up at once and told with its number`(_ line: String, _ number: String?) async throws {
        let bench = Bench(["ATH": [Sample.ok()], "AT+CHUP": [Sample.ok()]])
        await bench.ready()
        bench.line.say("\r\nRING\r\n")
        await bench.line.typed("AT+CHUP")
        bench.line.say("\r\n\(line)\r\n")
        if number == nil { await bench.time.pass(Modem.callerPatience) }
        await bench.events { $0 == .incomingCall(number: number) }
        try await bench.end()
    }

    @Test func `is told once, however long it rings, and hung up each time`() async throws {
        let bench = Bench(["ATH": [Sample.refused], "AT+CHUP": [Sample.ok()]])
        await bench.ready()
        for times in 1...3 {
            bench.line.say("\r\nRING\r\n\r\n+CLIP: \"987654321\",129\r\n")
            await bench.line.typed("AT+CHUP", times: times)
            bench.time.advance(by: .seconds(5))
        }
        bench.time.advance(by: .seconds(20))
        bench.line.say("\r\nRING\r\n\r\n+CLIP: \"987654322\",129\r\n")
        await bench.line.typed("AT+CHUP", times: 4)
        bench.line.close()
        var calls: [ModemEvent] = []
        await bench.drain { if case .incomingCall = $0 { calls.append($0) } }
        #expect(calls == [.incomingCall(number: "987654321"), .incomingCall(number: "987654322")])
    }

    @Test func `the number of a caller is in no event but its own`() async throws {
        let bench = Bench()
        await bench.ready()
        bench.line.say("\r\n+CLIP: \"987654321\",129\r\n")
        await bench.line.typed("ATH")
        bench.line.close()
        await bench.drain { event in
            if case .unsolicited(let line) = event { #expect(!line.contains("987654321")) }
        }
    }
}
