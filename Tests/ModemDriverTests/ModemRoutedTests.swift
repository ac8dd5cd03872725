import ATChannel
import ModemDriver
import TestSupport
import Testing

@Suite("Modem, status reports and announcements")
struct ModemRoutedTests {
    static let reports = [
        "AT+CPMS=?": [Sample.ok(#"+CPMS: ("SM","SR"),("SM"),("SM")"#)],
        "AT+CPMS=\"SR\"": [Sample.ok("+CPMS: 1,10,0,30,0,30")],
    ]

    @Test(arguments: ["+CDSI: \"SM\",0", "+CDSI: \"SR\",3"])
    func `an announced report is read from SR whatever memory is named, and nothing is deleted by it (Q-51)`(
        _ line: String
    ) async throws {
        let bench = Bench(Self.reports)
        await bench.ready()
        // The named slot holds a text, or nothing; SR shows the report, and texts of another memory.
        bench.line.answer(
            "AT+CMGL=4", Sample.ok(),
            "\r\n+CMGL: 3,1,,25\r\n\(Sample.report)\r\n+CMGL: 0,1,,30\r\n\(Sample.deliver)\r\n\r\nOK\r\n", Sample.ok())
        bench.line.say("\r\n\(line)\r\n")
        await bench.time.pass(Agenda.sweepGap)
        let listed = await bench.listing()
        #expect(listed == [PDULine(hex: Sample.report, tpduLength: 25, origin: .slot(memory: "SR", index: 3))])
        #expect(await bench.modem.release(listed) == listed)
        #expect(bench.line.lines.filter { $0.hasPrefix("AT+CMGD") } == ["AT+CMGD=3"])
        #expect(bench.line.count(of: "AT+CMGR") == 0)
        try await bench.end()
    }

    @Test func `a modem without SR is asked for it once (Q-51)`() async throws {
        let bench = Bench(["AT+CPMS=\"SR\"": [Sample.refused], "AT+CPMS=\"SR\",\"SM\",\"SM\"": [Sample.refused]])
        await bench.ready()
        for times in 2...4 {
            bench.line.say("\r\n+CDSI: \"SR\",1\r\n")
            await bench.time.pass(Agenda.sweepGap)
            await bench.line.typed("AT+CMGL=4", times: times)
        }
        #expect(bench.line.lines.count { $0 == "AT+CPMS=\"SR\"" } == 1)
        try await bench.end()
    }

    @Test(arguments: ["2,0,0,0,0", "2,1,0,0,0", "2,0,0,1,0"])
    func `announcements that fell to 0 are set again, and that is told (Q-54)`(_ fallen: String) async throws {
        let bench = Bench()
        await bench.ready()
        bench.line.answer("AT+CNMI?", Sample.ok("+CNMI: \(fallen)"), Sample.ok("+CNMI: 2,1,0,1,0"))
        for _ in 1...10 { await bench.time.pass(.seconds(30)) }
        await bench.events { $0 == .announcementsRestored }
        #expect(bench.line.count(of: "AT+CNMI=2,1,0,1,0") == 2)
        try await bench.end()
    }

    @Test(
        arguments: [
            ("Ejemplo", "+CNMA"), ("huawei", "+CNMA=0"), ("ZTE", "+CNMA=0"), ("Novatel", "+CNMA=0"), ("Option", "+CNMA=0"),
            ("Cinterion", "+CNMA=1"), ("Quectel", "+CNMA"),
        ])
    func `each family is told in its own way that a report is kept (Q-55)`(_ maker: String, _ command: String) async throws {
        let bench = Bench([
            "AT+CGMI": [Sample.ok(maker)], "AT\(command)": [Sample.ok()], "AT+CNMI=1,1,0,1,0": [Sample.ok()],
        ])
        await bench.ready()
        bench.line.say("\r\n+CDS: 25\r\n\(Sample.report)\r\n")
        let lines = await bench.listing()
        #expect(await bench.modem.release(lines) == lines)
        #expect(bench.line.lines.filter { $0.hasPrefix("AT+CNMA") } == ["AT\(command)"])
        try await bench.end()
    }

    @Test func `SIMCom is not told, and not made to wait for it (Q-55)`() async throws {
        let bench = Bench(["AT+CGMI": [Sample.ok("SIMCOM")], "AT+CSMS=0": [Sample.ok("+CSMS: 1,1,1")]])
        await bench.ready()
        bench.line.say("\r\n+CDS: 25\r\n\(Sample.report)\r\n")
        let lines = await bench.listing()
        #expect(await bench.modem.release(lines) == lines)
        #expect(bench.line.count(of: "AT+CNMA") == 0)
        #expect(bench.line.count(of: "AT+CSMS=1") == 0)
        try await bench.end()
    }

    @Test func `Novatel says 340 to an acknowledgement that it needs (Q-55)`() async throws {
        let bench = Bench([
            "AT+CGMI": [Sample.ok("Novatel")], "AT+CNMA=0": ["\r\n+CMS ERROR: 340\r\n"],
            "AT+CNMI=1,1,0,1,0": [Sample.ok()],
        ])
        await bench.ready()
        for _ in 1...2 {
            bench.line.say("\r\n+CDS: 25\r\n\(Sample.report)\r\n")
            let lines = await bench.listing()
            #expect(await bench.modem.release(lines) == lines)
        }
        #expect(bench.line.lines.filter { $0.hasPrefix("AT+CNMA") } == ["AT+CNMA=0", "AT+CNMA=0"])
        try await bench.end()
    }

    @Test func `a way of acknowledging that was found out is remembered (Q-55)`() async throws {
        let time = TestTime()
        let history = ModemHistory(clock: time)
        for expected in [["AT+CNMA", "AT+CNMA=1"], ["AT+CNMA=1"]] {
            let bench = Bench(["AT+CNMA": [Sample.refused], "AT+CNMA=1": [Sample.ok()]], time: time) { $0.history = history }
            await bench.ready()
            bench.line.say("\r\n+CDS: 25\r\n\(Sample.report)\r\n")
            let lines = await bench.listing()
            #expect(await bench.modem.release(lines) == lines)
            #expect(bench.line.lines.filter { $0.hasPrefix("AT+CNMA") } == expected)
            try await bench.end()
        }
    }

    @Test(
        arguments: [
            ("+CDS: 25", Sample.report, 25), ("+CDS: ,25", Sample.report, 25), ("+CDS:25", Sample.report, 25),
            ("+CMT: ,30", Sample.deliver, 30), ("+CMT: 30", Sample.deliver, 30), ("+CMT: \"Rosa, Puno\",30", Sample.deliver, 30),
            ("+CMT: ", Sample.deliver, 30), ("+CMT: 999", Sample.deliver, 30),
        ])
    func `a routed PDU is taken whatever its header looks like (Q-56)`(_ header: String, _ hex: String, _ length: Int) async throws {
        let bench = Bench()
        await bench.ready()
        bench.line.say("\r\n\(header)\r\n\(hex)\r\n")
        #expect(await bench.listing() == [PDULine(hex: hex, tpduLength: length, origin: .routed)])
        try await bench.end()
    }

    @Test func `a burst of old announcements makes one sweep and reads each text once (Q-59)`() async throws {
        let bench = Bench()
        await bench.ready()
        bench.line.answer("AT+CMGL=4", Sample.cmgl((1, Sample.deliver)), Sample.ok())
        for index in 1...30 { bench.line.say("\r\n+CMTI: \"SM\",\(index)\r\n") }
        await bench.time.pass(Agenda.sweepGap)
        let listed = await bench.listing()
        #expect(listed == [Sample.slot(1)])
        #expect(await bench.modem.release(listed) == listed)
        #expect(bench.line.count(of: "AT+CMGL=4") <= 3)
        #expect(bench.line.count(of: "AT+CMGR") == 0)
        try await bench.end()
    }

    @Test(arguments: ["+CMTI: \"SM\",-1", "+CMTI: ,-1", "+CMTI: \"SM\",1,\"MMS PUSH\",2,1", "+CMTI: \"SR\",255", "+CMTI: \"ME\",0"])
    func `an announcement is a hint, whatever it says (Q-38, Q-39)`(_ line: String) async throws {
        let bench = Bench()
        await bench.ready()
        bench.line.answer("AT+CMGL=4", Sample.cmgl((4, Sample.deliver)))
        bench.line.say("\r\n\(line)\r\n")
        await bench.time.pass(Agenda.sweepGap)
        #expect(await bench.listing() == [Sample.slot(4)])
        try await bench.end()
    }
}
