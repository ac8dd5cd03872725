import Stage
import Testing

extension EndToEnd {
    /// The daemon as a black box against what modems do, several quirks that do not hide each other at
    /// a time.
    @Suite("The same day with every quirk", .enabled(if: Soak.isWanted, "it takes minutes: make soak"))
    struct QuirkMatrixTests {
        @Test(arguments: QuirkGroups.all)
        func `loses nothing and doubles nothing`(quirks: [String]) throws {
            try ModemDay(quirks: quirks).live()
        }

        @Test(arguments: QuirkGroups.locked)
        func `and a PIN loses nothing and doubles nothing`(quirks: [String]) throws {
            try ModemDay(quirks: quirks, pin: "1234").live()
        }

        @Test(arguments: ["Q-49=huawei", "Q-49=simcom", "Q-49=cinterion"])
        func `and room for two parts loses nothing and doubles nothing`(quirk: String) throws {
            try ModemDay(quirks: [quirk], capacity: 2).live()
        }

        @Test(arguments: ["Q-42", "Q-44=dummy", "Q-44=zero"])
        func `that leaves strange things in the memory changes nothing`(quirk: String) throws {
            try ModemDay(quirks: [quirk], strangeTexts: 2).live()
        }

        /// The reply is not known to have left: it is held, and nothing leaves twice.
        @Test(arguments: ["Q-22", "Q-60", "Q-60=code,1,332"])
        func `in which the first reply gets lost holds it, and sends the others`(quirk: String) throws {
            try ModemDay(quirks: [quirk], losesFirstReply: true).live()
        }

        @Test(arguments: [
            (quirk: "Q-10=flood", words: "sends no text"), ("Q-11=qcdm", "does not answer"),
            ("Q-11=banner", "does not answer"), ("Q-19=dead", "does not answer"),
        ])
        func `of a port that is no AT port is told in words, and the port is used once it is one`(
            quirk: String, words: String
        ) throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.seed()
                try play.startSimulator(networkSeconds: 0, ["--quirk", quirk])
                try play.startDaemon()
                try play.waitForLog(words, within: 60)
                try play.simulator.ask("quirk", ["off": .text(quirk)])
                try play.waitForLog("modem ready", within: 60)
                try play.passBarrier(as: play.rosa)
            }
        }

        @Test
        func `of broken networks is kept, and forgotten by the modem`() throws {
            let quirks = ["Q-61"] + (90...100).map { "Q-\($0)" }
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin(quirks.flatMap { ["--quirk", $0] } + ["--memory", "SM:50"])
                // Twenty-six texts and parts, each in a row of its own.
                try play.waitForLog("part=26", within: 60)
                try play.simulator.awaitMemory(0, within: 60)
                try play.passBarrier(as: play.julio)
                #expect(play.daemon?.isRunning == true)
            }
        }

        @Test(arguments: ["packed", "ucs2", "pieces", "crlf", "several", "early", "late,3"])
        func `of USSD answers reaches the operator in every form`(form: String) throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin(["--quirk", "Q-101=\(form)"])
                #expect(try play.edutrac("modem", "ussd", "*100#").contains("25.00"))
            }
        }

        @Test(arguments: ["Q-77", "Q-77=mute"])
        func `of restarts finds the modem again`(quirk: String) throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin(["--quirk", quirk])
                try play.edutrac("modem", "reset")
                try play.waitForLog("modem ready", times: 2, within: 60)
                try play.passBarrier(as: play.rosa)
            }
        }

        @Test(arguments: [1, 2, 7])
        func `of answers in pieces is put together`(size: Int) throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                try play.simulator.ask("cut", ["size": .number(Double(size)), "seconds": .number(0.001)])
                let reply = try play.exchange(play.rosa.e164, "H 12 M 15 D 2")
                try play.simulator.pdu(Raw.statusReport(reference: reply.reference, status: 0), smsc: true)
                try play.waitForLog("status report kept", within: 60)
                try play.simulator.awaitMemory(0, within: 60)
                #expect(try play.outbox().map { $0["state"].string } == ["delivered"])
            }
        }

        /// What the office has to say, because no modem tells it.
        @Test(arguments: [
            Told("Q-65", by: "write_pacing = { bytes = 6, milliseconds = 20 }"),
            Told("Q-72", by: "bearer = \"circuit\""),
        ])
        func `that is configured loses nothing and doubles nothing`(row: Told) throws {
            try ModemDay(quirks: [row.quirk], modemLines: [row.line]).live()
        }
    }
}

/// A quirk, and the line of the configuration that deals with it.
struct Told: CustomTestStringConvertible, Sendable {
    let quirk: String
    let line: String
    var testDescription: String { "\(quirk), \(line)" }

    init(_ quirk: String, by line: String) {
        self.quirk = quirk
        self.line = line
    }
}
