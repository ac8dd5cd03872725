import ModemDriver
import TestSupport
import Testing

@Suite("Modem")
struct ModemTests {
    @Test func `is ready after one short quiet, and tells who it is before any text`() async throws {
        let bench = Bench(["AT+CMGL=4": [Sample.cmgl((1, Sample.deliver))]])
        await bench.open()
        let events = await bench.events {
            guard case .listing = $0 else { return false }
            return true
        }
        let identity = ModemIdentity(
            imei: "350000000000006", iccid: "89510000000000000014", imsi: "716000000000001",
            manufacturer: "Ejemplo", model: "E-1", revision: "R1.0", serviceCentre: "+51999999999")
        let told = events.filter { if case .treated = $0 { false } else { true } }
        #expect(
            told == [
                .stateChanged(.opening), .identified(identity),
                .network(NetworkStatus(registration: .home, rssi: 17, operatorName: "Claro")),
                .stateChanged(.ready), .storage(memory: "SM", used: 0, total: 30), .listing([Sample.slot(1)]),
            ])
        #expect(bench.time.now.offset == .milliseconds(100))
        try await bench.end()
    }

    @Test func `deletes what it is told to, one by one, and nothing else (Q-47)`() async throws {
        let bench = Bench([
            "AT+CMGL=4": [
                Sample.cmgl((1, Sample.deliver), (2, Sample.other), (5, Sample.deliver)),
                Sample.cmgl((2, Sample.other)),
            ],
            "AT+CMGD=5": ["\r\n+CMS ERROR: 320\r\n"],
        ])
        await bench.open()
        let listed = await bench.listing()
        #expect(listed.map(\.origin) == [1, 2, 5].map { .slot(memory: "SM", index: $0) })
        #expect(await bench.modem.release([listed[0], listed[2]]) == [listed[0]])
        #expect(bench.line.lines.filter { $0.hasPrefix("AT+CMGD") } == ["AT+CMGD=1", "AT+CMGD=5"])
        try await bench.end()
    }

    @Test func `a second release of a slot does not delete the text that came into it`() async throws {
        let bench = Bench([
            "AT+CMGL=4": [Sample.cmgl((1, Sample.deliver)), Sample.cmgl((1, Sample.other)), Sample.ok()]
        ])
        await bench.open()
        let first = await bench.listing()
        #expect(await bench.modem.release(first) == first)
        bench.line.say("\r\n+CMTI: \"SM\",1\r\n")
        await bench.time.pass(Agenda.sweepGap)
        let second = await bench.listing()
        #expect(await bench.modem.release(first) == first)
        #expect(bench.line.count(of: "AT+CMGD=1") == 1)
        #expect(await bench.modem.release(second) == second)
        #expect(bench.line.count(of: "AT+CMGD=1") == 2)
        try await bench.end()
    }

    @Test func `a hint, the interval and an owner's wish each make a sweep (Q-40, Q-85)`() async throws {
        let bench = Bench()
        await bench.ready()
        bench.line.say("\r\n+CMTI: ,-1\r\n")
        await bench.time.pass(Agenda.sweepGap)
        await bench.line.typed("AT+CMGL=4", times: 2)
        await bench.time.pass(.seconds(30))
        await bench.line.typed("AT+CMGL=4", times: 3)
        await bench.modem.sweep()
        await bench.time.pass(Agenda.sweepGap)
        await bench.line.typed("AT+CMGL=4", times: 4)
        try await bench.end()
    }

    @Test func `all memories are read at start, the receiving one first`() async throws {
        let bench = Bench([
            "AT+CPMS?": [Sample.ok(#"+CPMS: "SM",0,30,"SM",0,30,"ME",0,50"#)],
            "AT+CPMS=?": [Sample.ok(#"+CPMS: ("SM","ME"),("SM"),("ME")"#)],
            "AT+CPMS=\"ME\"": ["\r\nERROR\r\n"],
            "AT+CPMS=\"ME\",\"SM\",\"ME\"": [Sample.ok("+CPMS: 0,50,0,30,0,50")],
            "AT+CPMS=\"SM\",\"SM\",\"ME\"": [Sample.ok("+CPMS: 1,30,0,30,0,50")],
            "AT+CMGL=4": [Sample.ok(), Sample.cmgl((1, Sample.deliver))],
        ])
        await bench.open()
        let listed = await bench.listing()
        #expect(listed == [Sample.slot(1)])
        #expect(
            bench.line.lines.filter { $0.hasPrefix("AT+CPMS=\"") } == [
                "AT+CPMS=\"ME\"", "AT+CPMS=\"ME\",\"SM\",\"ME\"", "AT+CPMS=\"SM\",\"SM\",\"ME\"",
            ])
        try await bench.end()
    }

    @Test func `a listing in text mode is asked for again in PDU mode (Q-46)`() async throws {
        let words = "\r\n+CMGL: 1,\"REC READ\",\"+51987654321\"\r\nH 12 M 15\r\n\r\nOK\r\n"
        let bench = Bench(["AT+CMGL=4": [words, Sample.cmgl((1, Sample.deliver))]])
        await bench.open()
        #expect(await bench.listing() == [Sample.slot(1)])
        #expect(bench.line.count(of: "AT+CMGF=0") == 2)
        try await bench.end()
    }

    @Test func `where CMGL fails the slots are read one by one, from 0 (Q-34, Q-41)`() async throws {
        let bench = Bench([
            "AT+CMGL=4": ["\r\nERROR\r\n"],
            "AT+CPMS=\"SM\"": [Sample.ok("+CPMS: 2,30,2,30,2,30")],
            "AT+CMGR=*": ["\r\n+CMS ERROR: 321\r\n"],
            "AT+CMGR=0": [Sample.ok("+CMGR: 1,,30", Sample.deliver)],
            "AT+CMGR=3": [Sample.ok("+CMGR: ,,30", Sample.other)],
        ])
        await bench.open()
        #expect(await bench.listing() == [Sample.slot(0), Sample.slot(3, Sample.other)])
        #expect(bench.line.count(of: "AT+CMGR=") == 4)
        try await bench.end()
    }

    @Test func `a status report passed on is listed, and acknowledged when it is released`() async throws {
        let bench = Bench(["AT+CNMA": ["\r\nERROR\r\n"], "AT+CNMA=1": [Sample.ok()]])
        await bench.ready()
        bench.line.say("\r\n+CDS: ,25\r\n\(Sample.report)\r\n")
        let lines = await bench.listing()
        #expect(lines == [PDULine(hex: Sample.report, tpduLength: 25, origin: .routed)])
        #expect(bench.line.count(of: "AT+CNMA") == 0)
        #expect(await bench.modem.release(lines) == lines)
        #expect(await bench.modem.release(lines) == lines)
        #expect(bench.line.lines.filter { $0.hasPrefix("AT+CNMA") } == ["AT+CNMA", "AT+CNMA=1", "AT+CNMA=1"])
        try await bench.end()
    }

    @Test func `a modem that refuses CNMA is set so that it needs none`() async throws {
        let bench = Bench([
            "AT+CNMA": ["\r\nERROR\r\n"], "AT+CSMS=0": ["\r\nERROR\r\n"],
            "AT+CNMI=2,1,0,2,0": [Sample.ok()],
        ])
        await bench.ready()
        bench.line.answer("AT+CNMI?", Sample.ok("+CNMI: 2,1,0,2,0"))
        bench.line.say("\r\n+CDS: 25\r\n\(Sample.report)\r\n")
        let lines = await bench.listing()
        #expect(await bench.modem.release(lines) == [])
        #expect(bench.line.lines.suffix(3).contains("AT+CNMI=2,1,0,2,0"))
        #expect(await bench.modem.release(lines) == lines)
        try await bench.end()
    }
}
