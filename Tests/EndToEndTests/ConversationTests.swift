import Stage
import Testing

extension EndToEnd {
    /// One phone says everything that has an effect; the office looks at what became of it.
    @Suite("A conversation")
    struct ConversationTests {
        @Test
        func `every command is answered once and has its effect`() throws {
            try Play.perform(clock: StageClock(Moment.quietDay)) { play in
                try play.begin()
                let rosa = play.rosa.e164
                let talk: [(text: String, reply: String)] = [
                    ("ESTADO", "Falta el reporte de I.E. 501 Kimbiri"),
                    ("H 12 M 15", "Falta D (docentes). Recibi H12 M15."),
                    ("2", "Recibido I.E. 501 Kimbiri"),
                    ("FALTA 1 L", "Recibido I.E. 501 Kimbiri"),
                    ("MATRICULA H 15", "Recibido: matricula de I.E. 501 Kimbiri H15 (antes H14 M16 D2)."),
                ]
                for (text, reply) in talk {
                    #expect(try play.exchange(rosa, text).text.hasPrefix(reply), "\(text)")
                }
                // Six replies an hour, and the call is one of them.
                let simulator = try play.simulator
                let before = try simulator.submits().count
                try simulator.ask("ring", ["from": .text(rosa), "times": .number(2)])
                try simulator.awaitSubmits(before + 1)
                let call = try #require(simulator.submits().last)
                #expect(call.to == rosa)
                #expect(call.text.contains("Para reportar I.E. 501 Kimbiri"), "\(call.text)")
                try play.waitForLog("text sent", times: before + 1)

                try simulator.text(from: rosa, "ANULAR")
                try play.waitForLog("a phone gets no more replies for now")
                #expect(try play.reports().isEmpty, "without a reply it has its effect all the same")
                #expect(try play.list("report", "absences")[0]["letter"].string == "L")
                #expect(try play.list("inbox", "calls")[0]["times"].int == 1)

                let status = try play.edutrac("status")
                #expect(status.contains("1 to decide: edutrac enrolment list"), "\(status)")
                #expect(status.contains("1 text of 1 phone today: more than [sending.caps] per_hour"), "\(status)")
                try play.edutrac("enrolment", "accept", "1")
                #expect(try play.list("school", "list").elements.first { $0["codMod"].string == "9999996" }?["boys"].int == 15)
            }
        }
    }
}
