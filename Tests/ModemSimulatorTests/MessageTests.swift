import Testing

@testable import ModemSimulator

@Suite("Message commands")
struct MessageTests {
    private static let deliver = "{\"do\":\"pdu\",\"hex\":\"\(SamplePDU.serviceCentre)\(SamplePDU.deliver)\"}"
    private static let frame = SamplePDU.serviceCentre + SamplePDU.deliver

    @Test func `list what is unread, and it is read from then on`() {
        var bench = Bench()
        bench.request(Self.deliver)
        #expect(bench.ask("+CMGL") == "+CMGL: 1,0,,27|\(Self.frame) OK")
        #expect(bench.ask("+CMGL=0") == "OK")
        #expect(bench.ask("+CMGL=1") == "+CMGL: 1,1,,27|\(Self.frame) OK")
        #expect(bench.ask("+CMGL=4") == "+CMGL: 1,1,,27|\(Self.frame) OK")
        #expect(bench.ask("+CMGL=5") == "+CMS ERROR: 304")
        #expect(bench.ask("+CMGL=\"ALL\"") == "+CMS ERROR: 304")
    }

    @Test func `list several messages in one answer`() {
        var bench = Bench()
        bench.request(Self.deliver)
        bench.request(Self.deliver)
        #expect(
            bench.type("AT+CMGL=4\r")
                == "\r\n+CMGL: 1,0,,27\r\n\(Self.frame)\r\n+CMGL: 2,0,,27\r\n\(Self.frame)\r\n\r\nOK\r\n")
    }

    @Test func `read and delete by index, and give the freed location to the next text`() {
        var bench = Bench()
        for _ in 1...3 { bench.request(Self.deliver) }
        #expect(bench.ask("+CMGR=2") == "+CMGR: 0,,27|\(Self.frame) OK")
        #expect(bench.ask("+CMGR=2") == "+CMGR: 1,,27|\(Self.frame) OK")
        #expect(bench.ask("+CMGD=2") == "OK")
        #expect(bench.ask("+CMGD=2") == "+CMS ERROR: 321")
        #expect(bench.ask("+CMGR=2") == "+CMS ERROR: 321")
        #expect(bench.ask("+CMGD=?") == "+CMGD: (1,3),(0-4) OK")
        #expect(bench.control(Self.deliver)?.contains(#""slots":[{"index":2,"memory":"SM"}]"#) == true)
    }

    @Test(arguments: [(1, "1"), (2, "1"), (3, "1"), (4, "0")])
    func `delete by flag what the flag says`(flag: Int, left: String) {
        var bench = Bench()
        bench.request(Self.deliver)
        bench.request(Self.deliver)
        bench.ask("+CMGR=1")
        #expect(bench.ask("+CMGD=1,\(flag)") == "OK")
        #expect(bench.ask("+CPMS?").contains("+CPMS: \"SM\",\(left),30"))
    }

    @Test func `store octets that are no message and list them as they are`() {
        var bench = Bench()
        bench.request(#"{"do":"pdu","hex":"07911509000000F104"}"#)
        bench.request(#"{"do":"pdu","hex":"FF","smsc":true}"#)
        #expect(bench.ask("+CMGL=4") == "+CMGL: 1,0,,1|07911509000000F104|+CMGL: 2,0,,0|FF OK")
        bench.ask("+CMGF=1")
        #expect(bench.ask("+CMGR=2") == "+CMGR: \"REC READ\",\"\",,\"\"|FF OK")
    }

    @Test func `choose memories, and refuse one that is not there`() {
        var bench = Bench()
        #expect(bench.ask("+CPMS=?") == "+CPMS: (\"SM\",\"ME\",\"SR\"),(\"SM\",\"ME\"),(\"SM\",\"ME\") OK")
        #expect(bench.ask("+CPMS=\"ME\",\"SM\",\"ME\"") == "+CPMS: 0,100,0,30,0,100 OK")
        bench.request(Self.deliver)
        #expect(bench.ask("+CPMS?") == "+CPMS: \"ME\",1,100,\"SM\",0,30,\"ME\",1,100 OK")
        #expect(bench.ask("+CPMS=\"SR\"") == "+CPMS: 0,20,0,30,1,100 OK")
        #expect(bench.ask("+CPMS=\"SM\",\"SR\"") == "+CMS ERROR: 302")
        #expect(bench.ask("+CPMS=\"BM\"") == "+CMS ERROR: 302")
    }

    @Test func `leave with the network what finds no room, and take it in order when there is some`() {
        var bench = Bench { $0.capacities["SM"] = 1 }
        bench.ask("+CNMI=2,1,0,1,0")
        #expect(bench.request(Self.deliver) == "\r\n+CMTI: \"SM\",1\r\n")
        let second = Self.deliver.replacing("6232\"", with: "6234\"")
        #expect(bench.control(second)?.contains(#""slots":[],"waiting":1"#) == true)
        bench.request(Self.deliver)
        #expect(bench.type("AT+CMGD=1\r") == "\r\nOK\r\n\r\n+CMTI: \"SM\",1\r\n")
        #expect(bench.ask("+CMGL=4").contains("6234"))
        #expect(bench.control(#"{"do":"state"}"#)?.contains(#""waiting":1"#) == true)
    }

    struct Submit: CustomTestStringConvertible, Sendable {
        let length: Int
        let body: String
        let answer: String
        var testDescription: String { "\(length) \(body)" }
    }

    @Test(arguments: [
        Submit(length: 17, body: "00\(SamplePDU.submit)", answer: "+CMGS: 0 OK"),
        Submit(length: 17, body: "00\(SamplePDU.submit.lowercased())", answer: "+CMGS: 0 OK"),
        Submit(length: 17, body: "07911509000000F1\(SamplePDU.submit)", answer: "+CMGS: 0 OK"),
        Submit(length: 18, body: "00\(SamplePDU.submit)", answer: "+CMS ERROR: 304"),
        Submit(length: 17, body: "00\(SamplePDU.submit)0", answer: "+CMS ERROR: 304"),
        Submit(length: 17, body: "00\(SamplePDU.submit) ", answer: "+CMS ERROR: 304"),
        Submit(length: 17, body: "00\(SamplePDU.submit)\r", answer: "+CMS ERROR: 304"),
        Submit(length: 17, body: "\(SamplePDU.submit)", answer: "+CMS ERROR: 304"),
        Submit(length: 27, body: "00\(SamplePDU.deliver)", answer: "+CMS ERROR: 304"),
        Submit(length: 17, body: "", answer: "+CMS ERROR: 304"),
    ])
    func `send a TPDU of exactly the announced length`(_ row: Submit) {
        var bench = Bench()
        #expect(bench.type("AT+CMGS=\(row.length)\r") == "\r\n> ")
        let answer = row.answer.replacing(" OK", with: "\r\n\r\nOK")
        #expect(bench.type(row.body + "\u{1A}") == "\r\n\(answer)\r\n")
    }

    @Test func `give every submit a fresh reference and keep what was typed`() {
        var bench = Bench()
        for reference in 0...2 {
            bench.type("AT+CMGS=17\r")
            #expect(bench.type("00\(SamplePDU.submit)\u{1A}").contains("+CMGS: \(reference)\r\n"))
        }
        let answer = bench.control(#"{"do":"submits","after":2}"#) ?? ""
        #expect(answer.contains(#""hex":"00\#(SamplePDU.submit)""#))
        #expect(answer.contains(#""id":3,"reference":2"#) && answer.contains(#""tpdu":"0102"#))
        #expect(answer.contains(#""to":"+51987654321""#) && answer.contains(#""at":"2026-05-04T09:55:00-05:00""#))
    }

    @Test func `give a body up with ESC`() {
        var bench = Bench()
        bench.type("AT+CMGS=17\r")
        #expect(bench.type("0001\u{1B}") == "\r\nOK\r\n")
        #expect(bench.ask("") == "OK")
        #expect(bench.control(#"{"do":"submits"}"#) == #"{"ok":true,"submits":[]}"#)
    }

    @Test(arguments: [
        ("+CMGS=0", "+CMS ERROR: 304"), ("+CMGS=165", "+CMS ERROR: 304"), ("+CMGS=", "ERROR"),
        ("+CMGS=\"+51987654321\"", "ERROR"), ("+CMGS", "ERROR"), ("+CMGS=?", "OK"), ("+CMGW=17,9", "+CMS ERROR: 304"),
        ("+CMSS=4", "+CMS ERROR: 321"), ("+CNMA", "+CMS ERROR: 340"), ("+CMGC=?", "OK"),
    ])
    func `refuse what cannot be sent before the prompt`(command: String, answer: String) {
        var bench = Bench()
        #expect(bench.ask(command) == answer)
    }

    @Test func `need a service centre and a network`() {
        var lost = Bench { $0.serviceCentre = "" }
        #expect(lost.ask("+CSCA?") == "+CSCA: \"\",129 OK")
        lost.type("AT+CMGS=17\r")
        #expect(lost.type("00\(SamplePDU.submit)\u{1A}") == "\r\n+CMS ERROR: 330\r\n")
        lost.ask("+CSCA=\"+51900000009\",145")
        #expect(lost.ask("+CSCA?") == "+CSCA: \"+51900000009\",145 OK")
        lost.request(#"{"do":"network","registration":0}"#)
        lost.type("AT+CMGS=17\r")
        #expect(lost.type("00\(SamplePDU.submit)\u{1A}") == "\r\n+CMS ERROR: 331\r\n")
    }

    @Test func `wait for the network's answer, and are aborted by a character after 125 ms`() {
        var bench = Bench { $0.networkSeconds = 3 }
        bench.type("AT+CMGS=17\r")
        #expect(bench.type("00\(SamplePDU.submit)\u{1A}\r\n") == "")
        #expect(bench.modem.nextDeadline == bench.uptime + 3)
        #expect(bench.wait(3) == "\r\n+CMGS: 0\r\n\r\nOK\r\n")
        bench.type("AT+CMGS=17\r")
        bench.type("00\(SamplePDU.submit)\u{1A}")
        bench.wait(1)
        #expect(bench.type("\u{1B}AT\r") == "\r\n+CMS ERROR: 500\r\n\r\nOK\r\n")
        #expect(bench.control(#"{"do":"state"}"#)?.contains(#""submits":2"#) == true)
    }

    @Test func `write to memory and send from there`() {
        var bench = Bench()
        bench.type("AT+CMGW=17\r")
        #expect(bench.type("00\(SamplePDU.submit)\u{1A}") == "\r\n+CMGW: 1\r\n\r\nOK\r\n")
        #expect(bench.ask("+CMGL=2") == "+CMGL: 1,2,,17|00\(SamplePDU.submit) OK")
        #expect(bench.ask("+CMSS=1,\"999999\"") == "+CMSS: 0 OK")
        #expect(bench.ask("+CMGL=3") == "+CMGL: 1,3,,17|00\(SamplePDU.submit) OK")
        #expect(bench.control(#"{"do":"submits"}"#)?.contains(#""to":"999999""#) == true)
    }
}
