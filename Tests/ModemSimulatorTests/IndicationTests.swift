import Testing

@testable import ModemSimulator

@Suite("New message indications")
struct IndicationTests {
    private static let frame = SamplePDU.serviceCentre + SamplePDU.deliver
    private static let deliver = "{\"do\":\"pdu\",\"hex\":\"\(frame)\"}"
    /// Status report for reference 0 to +51987654321, delivered.
    private static let report = "06000B911589674523F16250409055000A6250409055000A00"
    private static let reportRequest = "{\"do\":\"pdu\",\"smsc\":false,\"hex\":\"\(report)\"}"
    private static let routed = "\r\n+CMT: ,27\r\n\(frame)\r\n"
    private static let routedReport = "\r\n+CDS: 25\r\n\(SamplePDU.serviceCentre)\(report)\r\n"

    /// The sample with another data coding scheme.
    private static func deliver(scheme: String) -> String {
        deliver.replacing("F10000625040", with: "F100\(scheme)625040")
    }

    @Test(arguments: [
        ("0,0,0,0,0", ""), ("0,1,0,1,0", ""), ("0,2,0,0,0", ""), ("1,0,0,0,0", ""),
        ("1,1,0,0,0", "\r\n+CMTI: \"SM\",1\r\n"), ("2,1,0,0,0", "\r\n+CMTI: \"SM\",1\r\n"),
        ("3,1,0,0,0", "\r\n+CMTI: \"SM\",1\r\n"), ("2,2,0,0,0", routed), ("1,2,0,0,0", routed),
        ("2,3,0,0,0", "\r\n+CMTI: \"SM\",1\r\n"),
    ])
    func `go the way of <mode> and <mt>`(setting: String, indication: String) {
        var bench = Bench()
        #expect(bench.ask("+CNMI=\(setting)") == "OK")
        #expect(bench.ask("+CNMI?") == "+CNMI: \(setting) OK")
        #expect(bench.request(Self.deliver) == indication)
    }

    @Test(arguments: [
        ("2,2,0,0,0", "10", true), ("2,2,0,0,0", "F1", true), ("2,2,0,0,0", "12", false), ("2,2,0,0,0", "D0", false),
        ("2,3,0,0,0", "13", true), ("2,3,0,0,0", "12", false), ("2,3,0,0,0", "11", false),
    ])
    func `route by message class`(setting: String, scheme: String, isRouted: Bool) {
        var bench = Bench()
        bench.ask("+CNMI=\(setting)")
        bench.ask("+CPMS=\"ME\",\"ME\",\"ME\"")
        let line = bench.request(Self.deliver(scheme: scheme))
        #expect(line.hasPrefix("\r\n+CMT: ,27") == isRouted)
        // Class 2 is for the SIM whatever memory is preferred.
        let memory = scheme == "12" ? "SM" : "ME"
        #expect(isRouted || line == "\r\n+CMTI: \"\(memory)\",1\r\n")
    }

    @Test(arguments: [
        ("2,0,0,1,0", routedReport), ("2,0,0,2,0", "\r\n+CDSI: \"SR\",1\r\n"), ("2,0,0,0,0", ""), ("0,0,0,1,0", ""),
    ])
    func `bring status reports the way of <ds>`(setting: String, indication: String) {
        var bench = Bench()
        bench.ask("+CNMI=\(setting)")
        #expect(bench.request(Self.reportRequest) == indication)
    }

    @Test func `keep a status report in SR, where it can be read`() {
        var bench = Bench()
        bench.ask("+CNMI=2,1,0,2,0")
        bench.request(Self.reportRequest)
        bench.ask("+CPMS=\"SR\"")
        #expect(bench.ask("+CMGL=4") == "+CMGL: 1,0,,25|\(SamplePDU.serviceCentre)\(Self.report) OK")
        bench.ask("+CMGF=1")
        #expect(
            bench.ask("+CMGR=1")
                == "+CMGR: \"REC READ\",6,0,\"+51987654321\",145,\"26/05/04,09:55:00-20\",\"26/05/04,09:55:00-20\",0 OK"
        )
    }

    @Test(arguments: ["2,1,0,0,0", "2,1,0,0,1"])
    func `are buffered in mode 0 and flushed or cleared by <bfr>`(setting: String) {
        var bench = Bench()
        bench.ask("+CNMI=0,1,0,0,0")
        #expect(bench.request(Self.deliver) == "")
        let flushed = setting.hasSuffix("0") ? "\r\n+CMTI: \"SM\",1\r\n" : ""
        #expect(bench.type("AT+CNMI=\(setting)\r") == "\r\nOK\r\n" + flushed)
        #expect(bench.type("AT+CNMI=\(setting)\r") == "\r\nOK\r\n")
    }

    @Test(arguments: ["4,0,0,0,0", "2,4,0,0,0", "2,1,2,0,0", "2,1,0,3,0", "2,1,0,1,2"])
    func `refuse values +CNMI=? does not offer`(setting: String) {
        var bench = Bench()
        #expect(bench.ask("+CNMI=?") == "+CNMI: (0-3),(0-3),(0),(0-2),(0,1) OK")
        #expect(bench.ask("+CNMI=\(setting)") == "+CMS ERROR: 302")
        #expect(bench.ask("+CNMI?") == "+CNMI: 0,0,0,0,0 OK")
    }

    @Test func `come after the answer of a command, not into it`() {
        var bench = Bench()
        bench.ask("+CNMI=2,1,0,0,0")
        bench.type("AT+CMGS=17\r")
        #expect(bench.request(Self.deliver) == "")
        #expect(
            bench.type("00\(SamplePDU.submit)\u{1A}") == "\r\n+CMGS: 0\r\n\r\nOK\r\n\r\n+CMTI: \"SM\",1\r\n")
    }

    @Test func `need no acknowledgement while service 0 is chosen`() {
        var bench = Bench()
        bench.ask("+CNMI=2,2,0,1,0")
        #expect(bench.request(Self.deliver) == Self.routed)
        #expect(bench.ask("+CNMA") == "+CMS ERROR: 340")
        #expect(bench.request(Self.reportRequest) == Self.routedReport)
    }

    @Test(arguments: ["+CNMA", "+CNMA=0", "+CNMA=1"])
    func `come one at a time while an acknowledgement is due`(command: String) {
        var bench = Bench()
        bench.ask("+CSMS=1;+CNMI=2,2,0,1,0")
        #expect(bench.request(Self.deliver) == Self.routed)
        #expect(bench.request(Self.reportRequest) == "")
        #expect(bench.type("AT\(command)\r") == "\r\nOK\r\n" + Self.routedReport)
        #expect(bench.type("AT\(command)\r") == "\r\nOK\r\n")
        #expect(bench.type("AT\(command)\r") == "\r\n+CMS ERROR: 340\r\n")
    }

    @Test func `take an acknowledgement TPDU`() {
        var bench = Bench()
        bench.ask("+CSMS=1;+CNMI=2,2,0,1,0")
        bench.request(Self.deliver)
        #expect(bench.type("AT+CNMA=1,2\r") == "\r\n> ")
        #expect(bench.type("0000\u{1A}") == "\r\nOK\r\n")
        #expect(bench.ask("+CNMA") == "+CMS ERROR: 340")
    }

    @Test func `that are not acknowledged end routing, and the text comes again later`() {
        var bench = Bench()
        bench.ask("+CSMS=1;+CNMI=2,2,0,1,0")
        bench.request(Self.deliver)
        #expect(bench.modem.nextDeadline == bench.uptime + 17)
        bench.wait(17)
        #expect(bench.ask("+CNMI?") == "+CNMI: 2,0,0,0,0 OK")
        #expect(bench.ask("+CNMA") == "+CMS ERROR: 340")
        #expect(bench.ask("+CMGL=4") == "OK")
        #expect(bench.modem.nextDeadline == bench.uptime + 10)
        bench.wait(10)
        #expect(bench.ask("+CMGL=4") == "+CMGL: 1,0,,27|\(Self.frame) OK")
    }

    @Test func `that are refused come again later`() {
        var bench = Bench()
        bench.ask("+CSMS=1;+CNMI=2,2,0,1,0")
        bench.request(Self.deliver)
        #expect(bench.ask("+CNMA=2") == "OK")
        #expect(bench.wait(9) == "")
        #expect(bench.wait(1) == Self.routed)
    }

    @Test func `wait with the network while the modem is not registered`() {
        var bench = Bench()
        bench.ask("+CNMI=2,1,0,0,0")
        bench.request(#"{"do":"network","registration":0}"#)
        #expect(bench.request(Self.deliver) == "")
        #expect(bench.request(#"{"do":"network","registration":5}"#) == "\r\n+CMTI: \"SM\",1\r\n")
        bench.ask("+CFUN=4")
        #expect(bench.request(Self.deliver) == "")
        #expect(bench.type("AT+CFUN=1\r") == "\r\nOK\r\n\r\n+CMTI: \"SM\",2\r\n")
    }

    @Test func `of reports answer submits that ask for them, after their result`() {
        var bench = Bench()
        bench.ask("+CNMI=2,1,0,1,0")
        bench.request(#"{"do":"answer","submits":"deliver"}"#)
        bench.type("AT+CMGS=17\r")
        #expect(bench.type("00\(SamplePDU.submit)\u{1A}") == "\r\n+CMGS: 0\r\n\r\nOK\r\n")
        bench.type("AT+CMGS=17\r")
        let report = "06010B911589674523F16250409055000A6250409055000A00"
        #expect(
            bench.type("00\(SamplePDU.submitWithReport)\u{1A}")
                == "\r\n+CMGS: 1\r\n\r\nOK\r\n\r\n+CDS: 25\r\n\(SamplePDU.serviceCentre)\(report)\r\n")
        #expect(bench.control(#"{"do":"report","submit":1}"#)?.contains("asked for no status report") == true)
        #expect(bench.request(#"{"do":"report","submit":2,"status":70}"#).hasSuffix("6250409055000A46\r\n"))
    }
}
