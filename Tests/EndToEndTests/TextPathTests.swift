import Stage
import Testing

extension EndToEnd {
    @Suite("The path of a text")
    struct TextPathTests {
        @Test
        func `a text on the SIM becomes a row, a report and one reply`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let simulator = try play.simulator
                try simulator.pdu(Raw.rosaReports, smsc: true)
                try simulator.awaitSubmits(1)
                try simulator.awaitMemory(0)
                try play.waitForLog("text sent")

                let inbox = try play.inbox()
                #expect(inbox.count == 1)
                #expect(inbox.first?["sender"].string == play.rosa.e164)
                #expect(inbox.first?["text"].string == "H 12 M 15 D 2")
                #expect(inbox.first?["serviceCentreTime"].string == "2026-05-04T10:05:00-05:00")

                let report = try #require(play.reports().first)
                #expect(try play.reports().count == 1)
                #expect(report["codMod"].string == "9999996")
                #expect(report["day"].string == "2026-05-04", "the Monday of the service centre's time")
                #expect(report["boys"].int == 12)
                #expect(report["girls"].int == 15)
                #expect(report["teachers"].int == 2)
                #expect(report["phone"].string == play.rosa.e164)

                let submits = try simulator.submits()
                let outbox = try play.outbox()
                #expect(submits.map(\.to) == [play.rosa.e164])
                #expect(submits.first?.text.hasPrefix("Recibido I.E. 501") == true)
                #expect(outbox.count == 1)
                #expect(outbox.first?["kind"].string == "reply")
                #expect(outbox.first?["state"].string == "sent")
                #expect(outbox.first?["messageReference"].int == submits.first?.reference)
            }
        }

        /// The driver takes 512 texts of one answer; what was cut off must not wait for the next half minute.
        @Test
        func `a memory of more texts than one answer holds is emptied without a pause`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.seed()
                try play.startSimulator(["--memory", "SM:700"])
                let simulator = try play.simulator
                for number in 1...600 { try simulator.text(from: "MINEDU", "aviso \(number)") }
                try play.startDaemon()
                try simulator.awaitMemory(0, within: 25)
                let texts = try play.waitForStore("600 texts") {
                    let texts = try play.list("inbox", "list", "--limit", "1000").elements
                    return texts.count == 600 ? texts : nil
                }
                #expect(Set(texts.compactMap { $0["text"].string }).count == 600)
            }
        }

        @Test
        func `what an operator sends leaves as these octets`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let simulator = try play.simulator
                // GSM-7 in one part; the address of an operator's text is international.
                try play.edutrac("send", play.rosa.phone, "Reunion el viernes a las 10")
                try simulator.awaitSubmits(1)
                // A telephone sign is in no GSM table: UCS-2.
                try play.edutrac("send", play.rosa.phone, "Señal: ☎ 987")
                try simulator.awaitSubmits(2)

                let hex = try simulator.submits().map(\.hex)
                #expect(
                    hex == [
                        "0031000B911589674523F10000A91BD272DD9D7EBB416536C89E2ECBDDE539280C6287E7A0180C",
                        "0031000B911589674523F10008A9180053006500F10061006C003A0020260E0020003900380037",
                    ])
            }
        }

        @Test
        func `a text in two parts is one row and gets one reply`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let polite = "Buenos dias estimada oficina de educacion, le saluda la directora. "
                let long = polite + polite + "Hoy tuvimos H 12 M 15 D 2 " + polite
                try play.exchange(play.rosa.e164, long)
                try play.waitForLog("text sent")
                let inbox = try play.inbox()
                #expect(inbox.map { $0["text"].string } == [long])
                #expect(try play.simulator.submits().count == 1)
                #expect(try play.simulator.memory().isEmpty)
            }
        }

        @Test(
            arguments: [(status: 0x00, state: "delivered"), (0x30, "sent"), (0x41, "failed"), (0x63, "failed")])
        func `a status report takes the text to its end`(status: Int, state: String) throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let simulator = try play.simulator
                let reply = try play.exchange(play.rosa.e164, "H 12 M 15 D 2")
                try play.waitForLog("text sent")
                try simulator.pdu(Raw.statusReport(reference: reply.reference, status: status), smsc: true)
                try play.waitForLog("status report kept")
                try simulator.awaitIdle()
                #expect(try play.outbox().map { $0["state"].string } == [state])
                #expect(try simulator.memory().isEmpty)
            }
        }

        @Test(arguments: [
            // TS 27.005 §3.2.5: 38 network out of order, 1 unassigned number.
            (answer: "+CMS ERROR: 38", times: 1, state: "sent", onAir: 1),
            ("+CMS ERROR: 1", 1, "failed", 0),
            ("+CMS ERROR: 500", 1, "unknown", 0),
        ])
        func `what the network refuses is tried again, given up, or held`(
            answer: String, times: Int, state: String, onAir: Int
        ) throws {
            try Play.perform(clock: StageClock(Moment.quietDay, speed: 60)) { play in
                try play.begin()
                let simulator = try play.simulator
                try simulator.fail("+CMGS", with: answer, times: times)
                try simulator.text(from: play.rosa.e164, "H 12 M 15 D 2")
                let words = ["sent": "text sent", "failed": "failed for good", "unknown": "outcome of a text unknown"]
                try play.waitForLog(try #require(words[state]), within: 40)
                try play.passBarrier(as: play.julio)
                #expect(try simulator.submits().count { $0.to == play.rosa.e164 } == onAir)
                let rows = try play.outbox().filter { $0["recipient"].string == play.rosa.e164 }
                #expect(rows.map { $0["state"].string } == [state])
            }
        }

        @Test
        func `BAJA ends what is sent unasked, and ALTA begins it again`() throws {
            try Play.perform(clock: StageClock(Moment.mondayMorning, speed: 60)) { play in
                // The line is slow enough that BAJA is in before the question is due.
                try play.seed()
                try play.startSimulator()
                try play.simulator.text(from: play.elmer.e164, "BAJA")
                try play.startDaemonAndModem()
                let simulator = try play.simulator
                try simulator.awaitSubmits(1 + play.office.reporters.count - 1)
                try play.passBarrier(as: play.rosa)

                let texts = try simulator.submits().filter { $0.to == play.elmer.e164 }.map(\.text)
                #expect(texts.count == 1, "the confirmation and no question: \(texts)")
                #expect(texts.first?.contains("ALTA") == true)
                #expect(try play.exchange(play.elmer.e164, "ALTA").text.isEmpty == false)
            }
        }

        @Test
        func `an unknown phone is told once a day, a brand never`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let simulator = try play.simulator
                let stranger = "+51912345678"
                #expect(try play.exchange(stranger, "Buenas tardes").text.contains("ALTA"))
                try simulator.text(from: stranger, "Hola, hay alguien?")
                try simulator.text(from: "TELEANDES", "Recargue hoy y gane 12 15 2")
                try simulator.text(from: "7070", "Su saldo es 3.50")
                try play.waitForLog("text read", times: 4)
                try play.passBarrier(as: play.rosa)
                #expect(try simulator.submits().map(\.to) == [stranger, play.rosa.e164])
                #expect(try play.inbox().count == 5)
                #expect(try play.reports().isEmpty)
            }
        }

        @Test
        func `a text that asks for no automatic answer gets none`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let simulator = try play.simulator
                try simulator.text(from: play.julio.e164, "H 5 M 6 D 1", loopPrevention: true)
                try play.waitForLog("text read")
                try play.passBarrier(as: play.rosa)
                #expect(try simulator.submits().map(\.to) == [play.rosa.e164])
                #expect(try play.reports().count == 1)
            }
        }
    }
}
