import Testing

@testable import ModemSimulator

@Suite("Control requests")
struct ControlTests {
    private static let deliver = "{\"do\":\"pdu\",\"smsc\":false,\"hex\":\"\(SamplePDU.deliver)\"}"
    private static let ok = #"{"ok":true}"#
    private static let body = "00\(SamplePDU.submit)\u{1A}"

    // MARK: Hold

    struct Stop: CustomTestStringConvertible, Sendable {
        let point: String
        /// What the modem writes at the command line, at the body, and at the release.
        let line, body, release: String
        /// Submits made before the release.
        let submits: Int
        var testDescription: String { point }
    }

    @Test(arguments: [
        Stop(point: "before", line: "", body: "", release: "\r\n> \r\n+CMGS: 0\r\n\r\nOK\r\n", submits: 0),
        Stop(point: "prompt", line: "", body: "", release: "\r\n> \r\n+CMGS: 0\r\n\r\nOK\r\n", submits: 0),
        Stop(point: "body", line: "\r\n> ", body: "", release: "\r\n+CMGS: 0\r\n\r\nOK\r\n", submits: 0),
        Stop(point: "after", line: "\r\n> ", body: "", release: "\r\n+CMGS: 0\r\n\r\nOK\r\n", submits: 1),
    ])
    func `stop a submit where they say, and let it go on`(_ stop: Stop) {
        var bench = Bench()
        bench.request("{\"do\":\"hold\",\"command\":\"AT+CMGS\",\"point\":\"\(stop.point)\"}")
        #expect(bench.type("AT+CMGS=17\r") == stop.line)
        #expect(bench.type(Self.body) == stop.body)
        #expect(bench.control(#"{"do":"state"}"#)?.contains("\"submits\":\(stop.submits),") == true)
        #expect(bench.control(#"{"do":"await","held":true}"#) == Self.ok)
        #expect(bench.request(#"{"do":"release"}"#) == stop.release)
        #expect(bench.control(#"{"do":"state"}"#)?.contains(#""submits":1,"#) == true)
        #expect(bench.ask("") == "OK")
    }

    @Test func `stop the n-th command from now, in the middle of a line too`() {
        var bench = Bench()
        bench.request(Self.deliver)
        bench.request(Self.deliver)
        bench.ask("+CMGD=?")
        bench.request(#"{"do":"hold","command":"+CMGD","nth":2,"point":"after"}"#)
        #expect(bench.type("AT+CMGD=1;+CSQ;+CMGD=2;+CMGF?\r") == "\r\n+CSQ: 21,99\r\n")
        #expect(bench.control(#"{"do":"memory"}"#) == #"{"ok":true,"slots":[],"waiting":0}"#)
        #expect(bench.request(#"{"do":"release"}"#) == "\r\n+CMGF: 0\r\n\r\nOK\r\n")
        #expect(bench.control(#"{"do":"release"}"#) == #"{"ok":true,"released":false}"#)
    }

    @Test func `not executed before, executed after`() {
        for (point, left) in [("before", true), ("after", false)] {
            var bench = Bench()
            bench.request(Self.deliver)
            bench.request("{\"do\":\"hold\",\"command\":\"+CMGD\",\"point\":\"\(point)\"}")
            #expect(bench.type("AT+CMGD=1\r") == "")
            #expect(bench.control(#"{"do":"memory"}"#)?.contains(#""index":1"#) == left)
        }
    }

    @Test func `keep what is typed meanwhile for later`() {
        var bench = Bench()
        bench.request(#"{"do":"hold","command":"+CSQ"}"#)
        #expect(bench.type("AT+CSQ\rAT+CMGF?\r") == "")
        #expect(bench.request(#"{"do":"release"}"#) == "\r\n+CSQ: 21,99\r\n\r\nOK\r\n\r\n+CMGF: 0\r\n\r\nOK\r\n")
    }

    @Test func `forget a stopped command when the line is dropped`() {
        var bench = Bench()
        bench.request(#"{"do":"hold","command":"+CMGS","point":"body"}"#)
        bench.type("AT+CMGS=17\r" + Self.body)
        bench.request(#"{"do":"line","state":"drop"}"#)
        #expect(bench.actions == [.dropLine])
        #expect(bench.control(#"{"do":"release"}"#) == #"{"ok":true,"released":false}"#)
        bench.request(#"{"do":"line","state":"restore"}"#)
        #expect(bench.actions == [.restoreLine])
        #expect(bench.type("AT\r") == "AT\r\r\nOK\r\n")
        #expect(bench.control(#"{"do":"submits"}"#) == #"{"ok":true,"submits":[]}"#)
    }

    // MARK: Fail

    @Test func `fail a submit when its body has been typed, so often as told`() {
        var bench = Bench()
        bench.request(#"{"do":"fail","command":"+CMGS","answer":"+CMS ERROR: 38","times":2}"#)
        for answer in ["+CMS ERROR: 38\r\n", "+CMS ERROR: 38\r\n", "+CMGS: 0\r\n\r\nOK\r\n"] {
            #expect(bench.type("AT+CMGS=17\r") == "\r\n> ")
            #expect(bench.type(Self.body) == "\r\n" + answer)
        }
        #expect(bench.control(#"{"do":"state"}"#)?.contains(#""submits":1,"#) == true)
    }

    @Test func `fail a submit that was made all the same`() {
        var bench = Bench()
        bench.request(#"{"do":"fail","command":"+CMGS","answer":"+CMS ERROR: 500","point":"after"}"#)
        bench.type("AT+CMGS=17\r")
        #expect(bench.type(Self.body) == "\r\n+CMS ERROR: 500\r\n")
        #expect(bench.control(#"{"do":"state"}"#)?.contains(#""submits":1,"#) == true)
    }

    @Test func `fail other commands at once`() {
        var bench = Bench()
        bench.request(#"{"do":"fail","command":"+CNMI=2","answer":"+CMS ERROR: 303"}"#)
        #expect(bench.ask("+CNMI=1,1,0,0,0") == "OK")
        #expect(bench.ask("+CNMI=2,1,0,0,0") == "+CMS ERROR: 303")
        #expect(bench.ask("+CNMI?") == "+CNMI: 1,1,0,0,0 OK")
    }

    // MARK: Await

    @Test func `are answered when what they wait for has come, not before`() {
        var bench = Bench()
        bench.request(Self.deliver)
        #expect(bench.control(#"{"do":"await","submits":1,"memory":0,"ready":true}"#) == nil)
        let before = bench.answers.count
        bench.type("AT+CMGS=17\r" + Self.body)
        bench.ask("+CMGL=4")
        #expect(bench.answers.count == before)
        bench.ask("+CMGD=1")
        #expect(bench.answers.count == before + 1 && bench.answers.last == Self.ok)
    }

    @Test func `are refused in words when their time is over`() {
        var bench = Bench()
        #expect(bench.control(#"{"do":"await","submits":1,"seconds":5}"#) == nil)
        #expect(bench.modem.nextDeadline == bench.uptime + 5)
        bench.wait(5)
        #expect(
            bench.answers.last == #"{"error":"not reached in 5.0 seconds: 0 submits, 0 texts stored, "#
                + #"0 with the network, 0 listings, modem in phase command","ok":false}"#)
        #expect(bench.modem.nextDeadline == nil)
    }

    @Test func `await quiet without looking again and again`() {
        var bench = Bench()
        bench.ask("")
        #expect(bench.control(#"{"do":"await","idle":true,"quiet":2}"#) == nil)
        #expect(bench.modem.nextDeadline == bench.uptime + 2)
        bench.wait(1)
        bench.ask("")
        bench.wait(1)
        #expect(bench.modem.nextDeadline == bench.uptime + 1)
        let before = bench.answers.count
        bench.wait(1)
        #expect(bench.answers.count == before + 1)
    }

    @Test func `go with their client`() {
        var bench = Bench()
        bench.request(#"{"do":"await","held":true}"#)
        _ = bench.modem.handle(.clientGone(Bench.client), at: bench.modem.now)
        #expect(bench.modem.nextDeadline == nil)
    }

    // MARK: Texts

    @Test func `bring a long text in parts, each in its own location`() {
        var bench = Bench()
        let text = String(repeating: "a", count: 161)
        let answer = bench.control("{\"do\":\"text\",\"from\":\"+51987654321\",\"text\":\"\(text)\"}") ?? ""
        #expect(answer.contains(#""parts":2"#) && answer.contains(#""index":2"#))
        bench.ask("+CMGF=1")
        #expect(bench.ask("+CMGR=2").contains("|050003010202"))
    }

    @Test func `bring a text with sender, time and loop prevention as told`() {
        var bench = Bench()
        bench.request(
            #"{"do":"text","from":"Mi Banco","text":"ñandú","sent":"2026-03-09T08:15:00-05:00","loopPrevention":true}"#)
        bench.ask("+CMGF=1;+CSDH=1;+CSCS=\"UTF-8\"")
        let answer = bench.ask("+CMGR=1")
        #expect(answer.contains("\"Mi Banco\",,\"26/03/09,08:15:00-20\",208,12,0,8"))
        #expect(answer.hasSuffix("|00F10061006E006400FA OK"))
    }

    // MARK: What is no request

    @Test(arguments: [
        ("", "not a JSON object"), ("[]", "not a JSON object"), ("{", "not a JSON object"), ("{}", #"no \"do\""#),
        (#"{"do":"dance"}"#, "unknown request"), (#"{"do":"text","from":"1","tixt":"x"}"#, #"has no \"tixt\""#),
        (#"{"do":"text","from":1,"text":"x"}"#, "wants a string"), (#"{"do":"text","from":"1"}"#, "wants"),
        (#"{"do":"text","from":"","text":"x"}"#, "from"), (#"{"do":"pdu","hex":"0"}"#, "hexadecimal"),
        (#"{"do":"hold","command":"+CMGS","point":"later"}"#, "before, prompt, body or after"),
        (#"{"do":"await"}"#, "await wants"), (#"{"do":"report","submit":9}"#, "id of a submit"),
        (#"{"do":"line","state":"restore"}"#, "the line is up"), (#"{"do":"submits","after":1.5}"#, "whole number"),
    ])
    func `are refused in words`(line: String, words: String) {
        var bench = Bench()
        let answer = bench.control(line)
        #expect(answer?.hasSuffix(#""ok":false}"#) == true)
        #expect(answer?.contains(words) == true, "\(answer ?? "no answer")")
    }

    @Test func `name the commands received`() {
        var bench = Bench()
        bench.ask("+csq; +cmgl = 4")
        #expect(
            bench.control(#"{"do":"commands","after":1}"#)
                == #"{"commands":[{"at":"2026-05-04T09:55:00-05:00","command":"+CSQ","id":2},"#
                + #"{"at":"2026-05-04T09:55:00-05:00","command":"+CMGL=4","id":3}],"ok":true}"#)
    }

    @Test func `end the simulation after their answer`() {
        var bench = Bench()
        #expect(bench.control(#"{"do":"quit"}"#) == Self.ok)
        #expect(bench.actions == [.quit])
    }
}
