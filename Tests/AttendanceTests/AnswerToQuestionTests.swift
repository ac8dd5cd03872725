import Attendance
import Testing

/// What comes after we have asked back.
@Suite("Answers to what we asked back")
struct AnswerToQuestionTests {
    private static func two(_ change: (inout SenderContext) -> Void = { _ in }) throws -> Conversation {
        try Conversation(schools: [(Sample.one, "A"), (Sample.two, "B")], change: change)
    }

    @Test(arguments: [
        "A", "a", "la A", "A por favor", "A se\u{F1}orita gracias", "escuela A", "es la A", "Es de la A profesora",
        "Kimbiri", "la de Kimbiri", "501", "la 501", "IE 501", "9999996",
    ])
    func `the school is understood in whatever words it is named`(answer: String) throws {
        var conversation = try Self.two()
        #expect(conversation.say("12 15 2").contains("De cual es?"))
        #expect(conversation.say(answer).hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05: H12 M15 D2."), "\(answer)")
        #expect(conversation.context.openQuestion == nil)
    }

    @Test(arguments: ["A y B", "la A y la B", "A o B", "501 y 38387"])
    func `two schools are asked for one by one, and the text still waits`(answer: String) throws {
        var conversation = try Self.two()
        conversation.say("SIN CLASES LLUVIA")
        #expect(conversation.say(answer) == "Envie un mensaje por escuela, asi: A SIN CLASES", "\(answer)")
        #expect(conversation.context.reports.isEmpty)
        conversation.say("A")
        #expect(conversation.last?.report?.school == Sample.one.key)
    }

    @Test(arguments: ["A y B sin clases por lluvia", "a y b sin clases"])
    func `a closure of two schools is asked for one by one`(text: String) throws {
        var conversation = try Self.two()
        #expect(conversation.say(text) == "Envie un mensaje por escuela, asi: A SIN CLASES")
        #expect(conversation.last?.report == nil)
    }

    @Test(arguments: ["gracias", "la C", "12", "no se", "Kimbiri no tiene luz", "la profesora de la A esta enferma"])
    func `what names none or several is no answer`(answer: String) throws {
        var conversation = try Self.two()
        conversation.say("SIN CLASES")
        conversation.say(answer)
        #expect(conversation.context.reports.isEmpty, "\(answer)")
    }

    @Test
    func `a full report overrides the question`() throws {
        var conversation = try Self.two()
        conversation.say("12 15 2")
        #expect(conversation.say("B H 8 M 9 D 1").hasPrefix("Recibido I.E. 38387 lun 04/05: H8 M9 D1."))
        #expect(conversation.context.reports.count == 1)
    }

    @Test
    func `after who writes, which school is asked, and the report is still there`() throws {
        var conversation = try Self.two { $0.reporter?.lastHeardAt = Sample.moment("2026-03-16 11:00") }
        #expect(conversation.say("H 12 M 15 D 2", at: "2026-07-20 11:00").hasPrefix("Hace tiempo"))
        #expect(conversation.say("SI", at: "2026-07-20 11:10").contains("De cual es?"))
        let reply = conversation.say("A", at: "2026-07-20 11:20")
        #expect(reply.hasPrefix("Recibido I.E. 501 Kimbiri lun 20/07: H12 M15 D2."), "\(reply)")
    }

    @Test(arguments: ["FALTA 1 L", "MATRICULA H 13 M 16", "12 15 2 8"])
    func `a NO long after the SI throws nobody out`(text: String) throws {
        var conversation = try Conversation { $0.reporter?.lastHeardAt = Sample.moment("2026-03-16 11:00") }
        #expect(conversation.say(text, at: "2026-07-20 11:00").hasPrefix("Hace tiempo"))
        conversation.say("SI", at: "2026-07-20 11:10")
        conversation.say("NO", at: "2026-07-20 12:00")
        #expect(conversation.last?.rosterChange == nil)
    }

    @Test
    func `an answer counts once: FALTA for A is not for B as well`() throws {
        var conversation = try Self.two()
        #expect(conversation.say("FALTA 1 L").contains("De cual es?"))
        conversation.say("A")
        #expect(conversation.last?.absences?.school == Sample.one.key)
        conversation.say("B")
        #expect(conversation.last?.absences == nil)
    }
}
