import Testing

@testable import ModemSimulator

@Suite("Text mode")
struct TextModeTests {
    private static let deliver = "{\"do\":\"pdu\",\"hex\":\"\(SamplePDU.serviceCentre)\(SamplePDU.deliver)\"}"

    @Test func `lists and reads a text with the fields that +CSDH adds`() {
        var bench = Bench()
        bench.request(Self.deliver)
        bench.ask("+CMGF=1")
        #expect(
            bench.ask("+CMGL=\"REC UNREAD\"")
                == "+CMGL: 1,\"REC UNREAD\",\"+51987654321\",,\"26/05/04,09:55:00-20\"|hola H 12 OK")
        bench.ask("+CSDH=1")
        #expect(
            bench.ask("+CMGL=\"ALL\"")
                == "+CMGL: 1,\"REC READ\",\"+51987654321\",,\"26/05/04,09:55:00-20\",145,9|hola H 12 OK")
        #expect(
            bench.ask("+CMGR=1")
                == "+CMGR: \"REC READ\",\"+51987654321\",,\"26/05/04,09:55:00-20\",145,4,0,0,\"+51900000001\",145,9|hola H 12 OK"
        )
        #expect(bench.ask("+CMGL=4") == "+CMS ERROR: 305")
    }

    @Test(arguments: [
        ("GSM", "hola H 12", "+51987654321"), ("IRA", "hola H 12", "+51987654321"),
        ("HEX", "686F6C612048203132", "2B3531393837363534333231"),
        ("UCS2", "0068006F006C006100200048002000310032", "002B00350031003900380037003600350034003300320031"),
    ])
    func `shows texts and addresses in the chosen set`(set: String, text: String, address: String) {
        var bench = Bench()
        bench.request(Self.deliver)
        bench.ask("+CMGF=1;+CSCS=\"\(set)\"")
        let answer = bench.ask("+CMGR=1")
        #expect(answer.contains("\"\(address)\""))
        #expect(answer.hasSuffix("|\(text) OK"))
    }

    @Test func `submits a typed text as the TPDU that +CSMP describes`() {
        var bench = Bench()
        bench.ask("+CMGF=1;+CSMP=49,167,0,0")
        #expect(bench.type("AT+CMGS=\"+51987654321\"\r") == "\r\n> ")
        #expect(bench.type("hola\u{1A}") == "\r\n+CMGS: 0\r\n\r\nOK\r\n")
        #expect(
            bench.control(#"{"do":"submits"}"#)?.contains(#""hex":"0031000B911589674523F10000A704E8373B0C""#) == true)
    }

    @Test func `brings the prompt again after CR, rubs out with backspace, keeps CR in the text`() {
        var bench = Bench()
        bench.ask("+CMGF=1;+CSMP=17,167,0,0")
        bench.type("AT+CMGS=\"987654321\"\r")
        #expect(bench.type("a\r") == "\r\n> ")
        #expect(bench.type("bx\u{8}\u{1A}") == "\r\n+CMGS: 0\r\n\r\nOK\r\n")
        let septets = Hexadecimal.text(GSMCharacters.packed([0x61, 0x0D, 0x62]))
        #expect(bench.control(#"{"do":"submits"}"#)?.contains(#"098189674523F10000A703\#(septets)""#) == true)
    }

    @Test func `takes octets as hex when the data coding scheme is no text`() {
        var bench = Bench()
        bench.ask("+CMGF=1;+CSMP=17,167,0,8")
        bench.type("AT+CMGS=\"987654321\"\r")
        #expect(bench.type("00F1\u{1A}") == "\r\n+CMGS: 0\r\n\r\nOK\r\n")
        bench.type("AT+CMGS=\"987654321\"\r")
        #expect(bench.type("hola\u{1A}") == "\r\n+CMS ERROR: 305\r\n")
    }

    @Test func `refuses a text that is longer than one TPDU`() {
        var bench = Bench()
        bench.ask("+CMGF=1")
        bench.type("AT+CMGS=\"987654321\"\r")
        #expect(bench.type(String(repeating: "a", count: 161) + "\u{1A}") == "\r\n+CMS ERROR: 305\r\n")
        bench.type("AT+CMGS=\"987654321\"\r")
        #expect(bench.type(String(repeating: "a", count: 160) + "\u{1A}") == "\r\n+CMGS: 0\r\n\r\nOK\r\n")
    }

    @Test(arguments: ["@£$¥èéùìòÇ", "áéíóú ñ ¿?", "{[€]}", "H 12 M 15"])
    func `packs and unpacks septets`(_ text: String) {
        let septets = GSMCharacters.septets(of: text)
        #expect(GSMCharacters.unpacked(GSMCharacters.packed(septets), count: septets.count) == septets)
    }

    @Test func `reads fields at every truncation without stepping over the end`() {
        let octets = Hexadecimal.octets(SamplePDU.deliver.utf8) ?? []
        for end in octets.indices {
            let fields = MessageFields(tpdu: Array(octets[..<end]), fromMobile: false)
            #expect((fields == nil) == (end < 19), "cut at \(end)")
        }
    }
}
