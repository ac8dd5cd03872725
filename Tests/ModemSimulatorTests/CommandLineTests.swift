import Testing

@testable import ModemSimulator

@Suite("Command line")
struct CommandLineTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let typed: String
        let answer: String
        var testDescription: String { typed.debugDescription }

        init(_ typed: String, _ answer: String) {
            self.typed = typed
            self.answer = answer
        }
    }

    @Test(arguments: [
        Row("AT\r", "\r\nOK\r\n"),
        Row("at\r", "\r\nOK\r\n"),
        Row("At\r", ""), Row("aT\r", ""),
        Row("AT\r\n", "\r\nOK\r\n"),
        Row("ATE0V1Q0\r", "\r\nOK\r\n"),
        Row(" \u{1B}\rAT\r", "\r\nOK\r\n"),
        Row("xyzAT\r", "\r\nOK\r\n"),
        Row("AAT\r", "\r\nOK\r\n"),
        Row("AT + C S Q\r", "\r\n+CSQ: 21,99\r\n\r\nOK\r\n"),
        Row("AT+CSX\u{8}Q\r", "\r\n+CSQ: 21,99\r\n\r\nOK\r\n"),
        Row("AT\u{8}\u{8}\u{8}\r", "\r\nOK\r\n"),
        Row("at+csq;+cmgf?\r", "\r\n+CSQ: 21,99\r\n\r\n+CMGF: 0\r\n\r\nOK\r\n"),
        Row("ATE0+CMGF=0;+CMGF?\r", "\r\n+CMGF: 0\r\n\r\nOK\r\n"),
        Row("AT+CMGF?;+NOSUCH;+CSQ\r", "\r\n+CMGF: 0\r\n\r\nERROR\r\n"),
        Row("AT+CMGF?X\r", "\r\nERROR\r\n"),
        Row("AT=\r", "\r\nERROR\r\n"),
        Row("AT+\r", "\r\nERROR\r\n"),
        Row("AT+CSCS=\"IRA\r", "\r\nERROR\r\n"),
        Row("AT+CMGF=2\r", "\r\nERROR\r\n"),
        Row("ATS3?\r", "\r\n013\r\n\r\nOK\r\n"),
        Row("ATS0=2S0?\r", "\r\n002\r\n\r\nOK\r\n"),
        Row("ATS99?\r", "\r\nERROR\r\n"),
        Row("ATV0\r", "0\r"),
        Row("ATV0+CSQ\r", "+CSQ: 21,99\r\n0\r"),
        Row("ATV0+NOSUCH\r", "4\r"),
        Row("ATQ1\r", ""),
        Row("ATQ1+CSQ\r", "\r\n+CSQ: 21,99\r\n"),
        Row("ATD987654321;\r", "\r\nNO CARRIER\r\n"),
        Row("ATZ+CSQ\r", "\r\nOK\r\n"),
        Row("AT&F+CMGF?\r", "\r\n+CMGF: 0\r\n\r\nOK\r\n"),
        Row("A/", "\r\nOK\r\n"),
        Row("AT+CSQ\rA/", "\r\n+CSQ: 21,99\r\n\r\nOK\r\n\r\n+CSQ: 21,99\r\n\r\nOK\r\n"),
    ])
    func `is answered as V.250 says`(_ row: Row) {
        var bench = Bench()
        #expect(bench.type(row.typed) == row.answer)
    }

    @Test func `is echoed, character by character, until ATE0`() {
        var bench = Bench(echo: true)
        #expect(bench.type("AT") == "AT")
        #expect(bench.type("E0\r") == "E0\r\r\nOK\r\n")
        #expect(bench.type("AT\r") == "\r\nOK\r\n")
    }

    @Test func `is echoed again after a reset`() {
        var bench = Bench()
        bench.type("AT&F\r")
        #expect(bench.type("AT\r") == "AT\r\r\nOK\r\n")
    }

    @Test func `that is too long is refused, and the next one is read`() {
        var bench = Bench()
        let long = String(repeating: "1", count: CommandLineEditor.longestLine + 100)
        #expect(bench.type("AT+CMGF=\(long)\r") == "\r\nERROR\r\n")
        #expect(bench.ask("") == "OK")
    }

    @Test func `ends with another character when S3 says so`() {
        var bench = Bench()
        #expect(bench.type("ATS3=33\r") == "!\nOK!\n")
        #expect(bench.type("AT!") == "!\nOK!\n")
    }

    private static let dialogue =
        "AT\rATE0\rAT+CMGF=0;+CNMI=2,1,0,1,0\rAT+CMGS=17\r00\(SamplePDU.submit)\u{1A}"
        + "AT+CMGS=17\r00\u{1B}AT+CMGF=1\rAT+CMGS=\"+51987654321\"\rhola\rQ\u{8}!\u{1A}A/otra\u{1A}AT+CMGL=\"ALL\"\r"

    @Test(arguments: 1...40)
    func `is read alike however its bytes are cut`(into size: Int) {
        var whole = Bench(echo: true)
        var cut = Bench(echo: true)
        let expected = whole.type(Self.dialogue)
        let bytes = Array(Self.dialogue.utf8)
        var written = ""
        for start in stride(from: 0, to: bytes.count, by: size) {
            written += cut.type(String(decoding: bytes[start..<min(bytes.count, start + size)], as: UTF8.self))
        }
        #expect(written == expected)
        #expect(expected.contains("+CMGS: 2"))
    }

    @Test func `is parsed at every truncation without losing the commands before the cut`() {
        let line = Array("E0+CMGF=0;+CPMS=\"SM\",\"S\\4D\",\"SM\";&D2S0=1+CMGD=1,4;D123;+CUSD=1,\"*1;2,3\",15".utf8)
        let whole = ATCommand.commands(in: String(bytes: line))
        #expect(whole.map(\.name) == ["E", "+CMGF", "+CPMS", "&D", "S0", "+CMGD", "D", "+CUSD"])
        #expect(whole[2].parameters == [.quoted("SM"), .quoted("SM"), .quoted("SM")])
        #expect(whole[7].parameters == [.plain("1"), .quoted("*1;2,3"), .plain("15")])
        for end in line.indices {
            let part = ATCommand.commands(in: String(bytes: line[..<end]))
            for (position, command) in part.dropLast().enumerated() { #expect(command == whole[position]) }
        }
    }
}
