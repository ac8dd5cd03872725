import ATChannel
import ModemDriver
import TestSupport
import Testing

@Suite("Modem, submitting")
struct ModemSubmitTests {
    struct Outcome: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let prompt: String
        let answer: String
        let expected: SubmitOutcome
    }

    static let outcomes = [
        Outcome(
            testDescription: "sent", prompt: "> ", answer: Sample.ok("+CMGS: 7"),
            expected: .sent(messageReference: 7)),
        Outcome(
            testDescription: "no reference told", prompt: ">", answer: Sample.ok(),
            expected: .sent(messageReference: nil)),
        Outcome(
            testDescription: "refused at the prompt", prompt: "\r\n+CMS ERROR: 304\r\n", answer: "",
            expected: .refused(.messageService(304))),
        Outcome(
            testDescription: "500 at the prompt", prompt: "\r\n+CMS ERROR: 500\r\n", answer: "",
            expected: .refused(.messageService(500))),
        Outcome(
            testDescription: "refused by the network", prompt: "> ", answer: "\r\n+CMS ERROR: 38\r\n",
            expected: .refused(.messageService(38))),
        Outcome(
            testDescription: "500 may have been sent (Q-60)", prompt: "> ", answer: "\r\n+CMS ERROR: 500\r\n",
            expected: .unknown("after the text was handed over: unknown error (+CMS 500)")),
        Outcome(
            testDescription: "332 may have been sent", prompt: "> ", answer: "\r\n+CMS ERROR: 332\r\n",
            expected: .unknown("after the text was handed over: network timeout (+CMS 332)")),
        Outcome(
            testDescription: "a bare ERROR may have been sent (Q-60)", prompt: "> ", answer: "\r\nERROR\r\n",
            expected: .unknown("after the text was handed over: the modem said ERROR")),
        Outcome(
            testDescription: "a network's time-out in CME dress may have been sent", prompt: "> ",
            answer: "\r\n+CME ERROR: 31\r\n",
            expected: .unknown("after the text was handed over: \(ATError.equipment(31))")),
        Outcome(
            testDescription: "a SIM that failed has sent nothing", prompt: "> ", answer: "\r\n+CME ERROR: 13\r\n",
            expected: .refused(.equipment(13))),
    ]

    @Test(arguments: outcomes)
    func `a submit has one of four outcomes`(_ row: Outcome) async throws {
        let bench = Bench(["AT+CMGS=*": [row.prompt], "^Z": [row.answer]])
        await bench.ready()
        #expect(await bench.modem.submit(Sample.part) == row.expected)
        #expect(bench.line.lines.contains("AT+CMGS=18"))
        try await bench.end()
    }

    @Test func `silence after the body is unknown, once the modem is in step again (Q-63)`() async throws {
        let bench = Bench(["^Z": [""]])
        await bench.ready()
        async let outcome = bench.modem.submit(Sample.part)
        await bench.line.typed("^Z")
        await bench.time.pass(.seconds(90))
        await bench.time.pass(.milliseconds(300))
        await bench.line.typed("AT+CGSN", times: 2)
        await bench.time.pass(.milliseconds(300))
        #expect(await outcome == .unknown("after the text was handed over: the modem did not answer in time"))
        bench.line.answer("^Z", Sample.ok("+CMGS: 8"))
        #expect(await bench.modem.submit(Sample.part) == .sent(messageReference: 8))
        try await bench.end()
    }

    @Test func `PDU mode is made sure of before a text, and once for several in a row`() async throws {
        let bench = Bench()
        await bench.ready()
        let before = bench.line.count(of: "AT+CMGF=0")
        _ = await bench.modem.submit(Sample.part)
        _ = await bench.modem.submit(Sample.part)
        #expect(bench.line.count(of: "AT+CMGF=0") == before + 1)
        bench.time.advance(by: .seconds(6))
        _ = await bench.modem.submit(Sample.part)
        #expect(bench.line.count(of: "AT+CMGF=0") == before + 2)
        bench.line.answer("AT+CMGF=0", "\r\nERROR\r\n")
        bench.time.advance(by: .seconds(6))
        let submits = bench.line.count(of: "AT+CMGS")
        #expect(await bench.modem.submit(Sample.part) == .notSubmitted("the modem is not in PDU mode"))
        #expect(bench.line.count(of: "AT+CMGS") == submits)
        try await bench.end()
    }

    @Test func `OK before the prompt does not count as sent`() async throws {
        let bench = Bench(["AT+CMGS=*": [Sample.ok()]])
        await bench.ready()
        async let outcome = bench.modem.submit(Sample.part)
        await bench.line.typed("AT+CMGS=18")
        await bench.time.pass(.seconds(15))
        #expect(await outcome == .notSubmitted("the modem did not ask for the text"))
        try await bench.end()
    }

    @Test func `a late answer is still the answer (Q-81)`() async throws {
        let bench = Bench(["^Z": [""]])
        await bench.ready()
        async let outcome = bench.modem.submit(Sample.part)
        await bench.line.typed("^Z")
        await bench.time.pass(.seconds(90))
        bench.line.say(Sample.ok("+CMGS: 44"))
        #expect(await outcome == .sent(messageReference: 44))
        try await bench.end()
    }

    @Test func `a port that goes after the body leaves the outcome unknown`() async throws {
        let bench = Bench(["^Z": [""]])
        await bench.ready()
        async let outcome = bench.modem.submit(Sample.part)
        await bench.line.typed("^Z")
        bench.line.unplug()
        #expect(await outcome == .unknown("after the text was handed over: the modem is gone"))
        #expect(await bench.failure() is ScriptedModem.Unplugged)
        #expect(await bench.modem.submit(Sample.part) == .notSubmitted("the modem is not ready"))
    }

    @Test func `no prompt, nothing submitted`() async throws {
        let bench = Bench(["AT+CMGS=*": [""]])
        await bench.ready()
        async let outcome = bench.modem.submit(Sample.part)
        await bench.line.typed("AT+CMGS=18")
        await bench.time.pass(.seconds(15))
        #expect(await outcome == .notSubmitted("the modem did not ask for the text"))
        #expect(bench.line.count(of: "^Z") == 0)
        try await bench.end()
    }

    @Test(arguments: [
        Submission(hex: "", tpduLength: 0, moreToFollow: false),
        Submission(hex: "0011\u{1A}", tpduLength: 1, moreToFollow: false),
        Submission(hex: "001", tpduLength: 1, moreToFollow: false),
        Submission(hex: "001100", tpduLength: 3, moreToFollow: false),
        Submission(hex: "00" + String(repeating: "11", count: 176), tpduLength: 176, moreToFollow: false),
    ])
    func `what is no PDU is not typed (Q-66)`(_ submission: Submission) async throws {
        let bench = Bench()
        await bench.ready()
        guard case .notSubmitted = await bench.modem.submit(submission) else {
            Issue.record("it was typed")
            return
        }
        #expect(bench.line.count(of: "AT+CMGS") == 0)
        try await bench.end()
    }

    @Test func `no sweep comes between parts, and the link is kept where the modem can`() async throws {
        let bench = Bench()
        await bench.ready()
        let before = bench.line.lines.count
        _ = await bench.modem.submit(Sample.more)
        await bench.modem.sweep()
        _ = await bench.modem.submit(Sample.more)
        _ = await bench.modem.submit(Sample.part)
        await bench.time.pass(Agenda.sweepGap)
        await bench.line.typed("AT+CMGL=4", times: 2)
        let after = bench.line.lines[before...].prefix { !$0.hasPrefix("AT+CPMS") }
        #expect(
            Array(after) == [
                "AT+CMMS=2", "AT+CMGF=0", "AT+CMGS=18", "^Z\(Sample.part.hex)", "AT+CMGS=18", "^Z\(Sample.part.hex)",
                "AT+CMGS=18",
                "^Z\(Sample.part.hex)",
            ])
        try await bench.end()
    }
}
