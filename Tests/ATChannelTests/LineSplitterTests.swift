import ATChannel
import Testing

@Suite("Line splitter")
struct LineSplitterTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let bytes: [UInt8]
        let tokens: [LineSplitter.Token]
        var expectsPrompt = false

        init(_ name: String, _ text: String, _ tokens: [LineSplitter.Token], prompt: Bool = false) {
            testDescription = name
            bytes = Array(text.utf8)
            self.tokens = tokens
            expectsPrompt = prompt
        }
    }

    static let cases = [
        Case("echo and CR CR LF (Q-1)", "AT\r\r\nOK\r\n", [.line("AT"), .line("OK")]),
        Case("LF alone, blank lines (Q-9)", "OK\n\n\r\r\n+CSQ: 1,2\n", [.line("OK"), .line("+CSQ: 1,2")]),
        Case("spaces around a line", "\r\n  OK  \r\n", [.line("OK")]),
        Case("NUL before and within (Q-10)", "\0\0\r\nO\0K\r\n", [.line("OK")]),
        Case("prompt with its space", "\r\n> ", [.prompt], prompt: true),
        Case("prompt without a space", "\r\n>", [.prompt], prompt: true),
        Case(
            "prompt with a line end (Q-4)", ">\r\n+CMGS: 1\r\n", [.prompt, .line("+CMGS: 1")], prompt: true),
        Case(
            "a URC before the prompt", "\r\n+CMTI: \"SM\",1\r\n> ", [.line("+CMTI: \"SM\",1"), .prompt],
            prompt: true),
        Case("one prompt only", "> > x\r\n", [.prompt, .line("> x")], prompt: true),
        Case("no prompt is due", "\r\n> seen\r\n", [.line("> seen")]),
        Case(
            "the echo of a PDU ends at ^Z (Q-3)", "0011\u{1A}+CMGS: 7\r\n",
            [.line("0011"), .line("+CMGS: 7")]),
    ]

    @Test(arguments: cases)
    func `cuts lines and prompts, however the bytes come`(_ row: Case) {
        for size in 1...row.bytes.count {
            var splitter = LineSplitter()
            splitter.expectsPrompt = row.expectsPrompt
            let tokens = stride(from: 0, to: row.bytes.count, by: size).flatMap { start in
                splitter.feed(row.bytes[start...].prefix(size))
            }
            #expect(tokens == row.tokens, "in pieces of \(size)")
        }
    }

    @Test func `an overlong line is dropped and told once`() {
        var splitter = LineSplitter()
        let long = [UInt8](repeating: UInt8(ascii: "A"), count: 3 * LineSplitter.lineLimit)
        #expect(splitter.feed(long) == [.overlong])
        #expect(splitter.feed(Array("A\r\nOK\r\n".utf8)) == [.line("OK")])
    }

    @Test func `the longest line passes`() {
        var splitter = LineSplitter()
        let text = String(repeating: "A", count: LineSplitter.lineLimit)
        #expect(splitter.feed(Array("\(text)\r\n".utf8)) == [.line(text)])
    }

    @Test(arguments: [0x00, 0xFF] as [UInt8])
    func `a flood that is no text is noise (Q-10, Q-11)`(_ byte: UInt8) {
        var splitter = LineSplitter()
        let flood = [UInt8](repeating: byte, count: LineSplitter.noiseLimit + 1)
        #expect(splitter.feed(flood).contains(.noise))
    }

    @Test func `PPP that somebody left running is noise (Q-87)`() {
        var splitter = LineSplitter()
        let frame: [UInt8] = [0x7E, 0xFF, 0x7D, 0x23, 0xC0, 0x21, 0x7D, 0x21, 0x7D, 0x20, 0x01, 0x02, 0x83, 0x9A, 0x7E]
        var tokens: [LineSplitter.Token] = []
        for _ in 0..<4000 { tokens += splitter.feed(frame) }
        #expect(tokens.contains(.noise))
    }

    @Test func `a little noise between lines is none`() {
        var splitter = LineSplitter()
        for _ in 0..<100 {
            let tokens = splitter.feed([UInt8](repeating: 0, count: 1000) + Array("OK\r\n".utf8))
            #expect(tokens == [.line("OK")])
        }
    }
}
