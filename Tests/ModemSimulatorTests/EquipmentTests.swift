import Testing

@testable import ModemSimulator

@Suite("Equipment, SIM and network commands")
struct EquipmentTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let command: String
        let answer: String
        var testDescription: String { command }

        init(_ command: String, _ answer: String) {
            self.command = command
            self.answer = answer
        }
    }

    @Test(arguments: [
        Row("+CGMI", "EDUTRAC OK"), Row("+CGMM", "Simulated modem OK"), Row("+CGMR", "1.0 OK"),
        Row("+CGSN", "004999010640000 OK"), Row("+CGSN=1", "+CGSN: \"004999010640000\" OK"), Row("+CGMI=?", "OK"),
        Row("+CIMI", "001010000000001 OK"), Row("+CCID", "+CCID: 8951010000000000018 OK"),
        Row("+GCAP", "+GCAP: +CGSM OK"), Row("+CPIN?", "+CPIN: READY OK"), Row("+CPIN=1234", "ERROR"),
        Row("+CMEE=1;+CPIN=1234", "+CME ERROR: 3"), Row("+CMEE=2;+CPIN=1234", "+CME ERROR: operation not allowed"),
        Row("+CMEE?", "+CMEE: 0 OK"), Row("+CMEE=?", "+CMEE: (0-2) OK"), Row("+CFUN?", "+CFUN: 1 OK"),
        Row("+CSQ=?", "+CSQ: (0-31,99),(0-7,99) OK"), Row("+CREG?", "+CREG: 0,1 OK"),
        Row("+CREG=2;+CREG?", "+CREG: 2,1,\"00C3\",\"0001A2B3\",7 OK"), Row("+CEREG?", "+CEREG: 0,1 OK"),
        Row("+COPS?", "+COPS: 0,0,\"EDUTRAC TEST\",7 OK"), Row("+COPS=3,2;+COPS?", "+COPS: 0,2,\"00101\",7 OK"),
        Row("+COPS=2;+CREG?", "+CREG: 0,0 OK"), Row("+CFUN=4;+CREG?;+CSQ", "+CREG: 0,0 +CSQ: 99,99 OK"),
        Row("+CCLK?", "+CCLK: \"26/05/04,09:55:00-20\" OK"),
        Row("+CCLK=\"26/12/31,23:59:58-20\";+CCLK?", "+CCLK: \"26/12/31,23:59:58-20\" OK"),
        Row("+CCLK=\"nonsense\"", "ERROR"), Row("+CNUM", "OK"), Row("+CLCK=\"SC\",2", "+CLCK: 0 OK"),
        Row("+CSCS=?", "+CSCS: (\"GSM\",\"IRA\",\"8859-1\",\"HEX\",\"UCS2\",\"UTF-8\") OK"),
        Row("+CSCS=\"UCS2\";+COPS?", "+COPS: 0,0,\"004500440055005400520041004300200054004500530054\",7 OK"),
        Row("+CPBS?", "+CPBS: \"SM\",0,100 OK"), Row("+CPBR=1", "OK"), Row("+CPBR=0", "ERROR"),
        Row("+CPBW=3,\"987654321\",129,\"Ana\";+CPBR=1,9", "+CPBR: 3,\"987654321\",129,\"Ana\" OK"),
        Row("+CPBW=3,\"987654321\",129,\"Ana\";+CPBF=\"a\"", "+CPBF: 3,\"987654321\",129,\"Ana\" OK"),
        Row("+CUSD=1,\"*123#\",15", "OK +CUSD: 0,\"*123#: saldo S/ 25.00\",15"),
        Row("+CPINR", "+CPINR: SIM PIN,3,3 +CPINR: SIM PUK,10,10 OK"),
    ])
    func `are answered as TS 27.007 says`(_ row: Row) {
        var bench = Bench()
        #expect(bench.ask(row.command) == row.answer)
    }

    @Test func `want the PIN first, and say which error table they go by`() {
        var bench = Bench { $0.pin = "1234" }
        bench.ask("+CMEE=1")
        let refused = [
            ("+CPIN?", "+CPIN: SIM PIN OK"), ("+CIMI", "+CME ERROR: 11"), ("+CMGL=4", "+CMS ERROR: 311"),
            ("+CGSN", "004999010640000 OK"), ("+CCID", "+CCID: 8951010000000000018 OK"), ("+CMGL=?", "+CMGL: (0-4) OK"),
        ]
        for (command, answer) in refused { #expect(bench.ask(command) == answer) }
        #expect(bench.ask("+CPIN=\"1111\"") == "+CME ERROR: 16")
        #expect(bench.ask("+CPINR=\"SIM PIN\"") == "+CPINR: SIM PIN,2,3 OK")
        #expect(bench.ask("+CPIN=1234") == "OK")
        #expect(bench.ask("+CPINR=\"SIM PIN\"") == "+CPINR: SIM PIN,3,3 OK")
        #expect(bench.ask("+CPIN?;+CIMI;+CREG?") == "+CPIN: READY 001010000000001 +CREG: 0,1 OK")
    }

    @Test func `block the SIM after three wrong PINs until the PUK comes`() {
        var bench = Bench { $0.pin = "0123" }
        bench.ask("+CMEE=1")
        for _ in 1...3 { #expect(bench.ask("+CPIN=9999") == "+CME ERROR: 16") }
        #expect(bench.ask("+CPIN?") == "+CPIN: SIM PUK OK")
        #expect(bench.ask("+CPIN=0123") == "+CME ERROR: 12")
        #expect(bench.ask("+CPIN=\"11111111\",\"4321\"") == "+CME ERROR: 16")
        #expect(bench.ask("+CPINR") == "+CPINR: SIM PIN,0,3 +CPINR: SIM PUK,9,10 OK")
        #expect(bench.ask("+CPIN=\"12345678\",\"4321\"") == "OK")
        #expect(bench.ask("+CPIN?") == "+CPIN: READY OK")
    }

    @Test func `ask for the PIN again after a reset`() {
        var bench = Bench { $0.pin = "1234" }
        bench.ask("+CPIN=1234")
        #expect(bench.ask("+CFUN=1,1") == "OK")
        #expect(bench.type("ATE0\r") == "ATE0\r\r\nOK\r\n")
        #expect(bench.ask("+CPIN?") == "+CPIN: SIM PIN OK")
    }

    @Test func `say that there is no SIM`() {
        var bench = Bench { $0.iccid = "" }
        bench.ask("+CMEE=1")
        #expect(bench.ask("+CPIN?") == "+CME ERROR: 10")
        #expect(bench.ask("+CCID") == "+CME ERROR: 10")
        #expect(bench.ask("+CPMS?") == "+CMS ERROR: 310")
    }

    @Test func `tell of a new registration only when asked to`() {
        var bench = Bench()
        #expect(bench.request(#"{"do":"network","registration":2}"#) == "")
        bench.ask("+CREG=1")
        #expect(bench.request(#"{"do":"network","registration":5}"#) == "\r\n+CREG: 5\r\n")
        #expect(bench.request(#"{"do":"network","registration":5}"#) == "")
    }

    @Test func `ring every three seconds until the call is hung up`() {
        var bench = Bench()
        bench.ask("+CLIP=1")
        let ring = "\r\nRING\r\n\r\n+CLIP: \"+51987654321\",145\r\n"
        #expect(bench.request(#"{"do":"ring","from":"+51987654321","times":9}"#) == ring)
        #expect(bench.modem.nextDeadline == bench.uptime + 3)
        #expect(bench.wait(3) == ring)
        bench.ask("H")
        #expect(bench.wait(3) == "")
        #expect(bench.modem.nextDeadline == nil)
    }
}
