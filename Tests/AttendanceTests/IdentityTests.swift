import Attendance
import Foundation
import Testing

/// Whose phone it is, and which school a mistyped code means.
@Suite("Who writes")
struct IdentityTests {
    private static func heard(_ day: String, _ role: ReporterRole = .teacher) throws -> Conversation {
        try Conversation(role: role) { $0.reporter?.lastHeardAt = Sample.moment("\(day) 11:00") }
    }

    private static let asked =
        "Hace tiempo que no nos escribe. Es usted Rosa Quispe, de I.E. 501 Kimbiri? Responda SI y su mensaje vale. Si no, responda NO."

    @Test
    func `after 90 days of class a report waits for SI`() throws {
        var conversation = try Self.heard("2026-03-16")
        #expect(conversation.say("H 12 M 15 D 2", at: "2026-07-20 11:00") == Self.asked)
        #expect(conversation.last?.report == nil)
        #expect(conversation.say("SI", at: "2026-07-20 18:00").hasPrefix("Recibido I.E. 501 Kimbiri lun 20/07: H12 M15 D2."))
        #expect(conversation.last?.report?.isLate == false)
        #expect(conversation.context.openQuestion == nil)
    }

    @Test
    func `NO ends it: the number is somebody else's`() throws {
        var conversation = try Self.heard("2026-03-16")
        conversation.say("SIN CLASES", at: "2026-07-20 11:00")
        #expect(conversation.say("no", at: "2026-07-20 12:00") == "Gracias. No enviaremos mas mensajes a este numero.")
        #expect(conversation.last?.rosterChange == .disown)
        #expect(conversation.say("H 12 M 15 D 2", at: "2026-07-20 13:00").hasPrefix("Este numero no esta registrado."))
    }

    @Test
    func `a new report overrides the question, help and BAJA do not wait for it`() throws {
        var conversation = try Self.heard("2026-03-16")
        #expect(conversation.say("AYUDA", at: "2026-07-20 10:00").hasPrefix("AYUDA"))
        conversation = try Self.heard("2026-03-16")
        conversation.say("H 12 M 15 D 2", at: "2026-07-20 11:00")
        #expect(conversation.say("H 12 M 14 D 2", at: "2026-07-20 11:30").hasPrefix("Recibido I.E. 501 Kimbiri lun 20/07"))
        conversation = try Self.heard("2026-03-16", .community)
        #expect(conversation.say("SI", at: "2026-07-20 11:00") == Self.asked)
        #expect(conversation.say("SI", at: "2026-07-20 11:05") == "Recibido I.E. 501 Kimbiri lun 20/07: si hubo clases. Gracias.")
    }

    @Test(arguments: [
        ("2026-04-20", "2026-07-20 11:00"), ("2026-05-01", "2026-08-10 11:00"), ("2025-12-15", "2026-03-23 11:00"),
    ])
    func `vacations do not count, and the first weeks of a year ask in their question`(heard: String, now: String) throws {
        var conversation = try Self.heard(heard)
        #expect(conversation.say("H 12 M 15 D 2", at: now).hasPrefix("Recibido"))
    }

    @Test
    func `NO to the first question of a year ends it, later it means nothing`() throws {
        var conversation = try Self.heard("2025-12-15")
        #expect(conversation.say("NO", at: "2026-03-16 11:00").hasPrefix("No tenemos"), "nobody has asked")
        conversation = try Self.heard("2025-12-15")
        conversation.context.lastQuestionAt = Sample.moment("2026-03-16 10:00")
        #expect(conversation.say("NO", at: "2026-03-16 11:00") == "Gracias. No enviaremos mas mensajes a este numero.")
        conversation = try Self.heard("2026-03-16")
        #expect(conversation.say("NO", at: "2026-03-23 11:00").hasPrefix("No tenemos una pregunta pendiente"))
    }

    @Test
    func `the first question of a year asks whose number it is`() throws {
        var reporter = Sample.reporter(Sample.rosa, schools: [(Sample.one, nil)])
        let planner = ReminderPlanner(office: try Sample.office(), fits: Sample.fits)
        func question(_ heard: String?) -> String? {
            reporter.lastHeardAt = heard.map { Sample.moment("\($0) 11:00") }
            let inputs = PlanningInputs(schools: [Sample.one], reporters: [reporter])
            return planner.plan(inputs, at: Sample.moment("2026-03-16 10:00")).due.first?.text
        }
        #expect(
            question("2025-12-15")
                == "Buenos dias, Rosa Quispe. Si ya no es su numero, responda NO. Cuantos asistieron hoy? Asi: H 12 M 15 D 2 (H hombres, M mujeres, D docentes).")
        #expect(question("2026-03-16")?.hasPrefix("Buenos dias. Hoy es dia de reporte.") == true)
        #expect(question(nil)?.hasPrefix("Buenos dias. Hoy es dia de reporte.") == true)
    }

    @Test(arguments: [
        ("SI SOY YO", true), ("si, soy la misma", true), ("Soy Rosa", true), ("soy yo, Rosa Quispe, la profesora", true), ("correcto, soy yo", true),
        ("no, soy otra persona", false), ("numero equivocado", false), ("No soy la profesora Rosa", false), ("NO SEÑORITA", false),
        ("no entiendo que quieren", nil), ("quien es usted", nil),
    ])
    func `"Es usted ...?" is answered in words, too`(words: String, isYes: Bool?) throws {
        var conversation = try Self.heard("2026-03-16")
        #expect(conversation.say("H 12 M 15 D 2", at: "2026-07-20 11:00") == Self.asked)
        let reply = conversation.say(words, at: "2026-07-20 11:05")
        switch isYes {
        case true?: #expect(reply.hasPrefix("Recibido I.E. 501 Kimbiri lun 20/07: H12 M15 D2."))
        case false?: #expect(reply == "Gracias. No enviaremos mas mensajes a este numero.")
        case nil:
            #expect(conversation.last?.report == nil && conversation.last?.rosterChange == nil)
            #expect(conversation.say("SI", at: "2026-07-20 11:10").hasPrefix("Recibido I.E. 501 Kimbiri lun 20/07"))
        }
    }

    // MARK: Códigos modulares

    @Test
    func `a mistyped code is asked about, and SI completes the text`() throws {
        for typed in ["9999969", "9999997", "999996"] {
            var conversation = try Conversation()
            let reply = conversation.say("\(typed) 12 15 2")
            #expect(reply == (typed == "999996" ? "Usted no reporta por 999996. Sus escuelas: I.E. 501 Kimbiri. Envie asi: H 12 M 15 D 2" : "No conocemos el codigo \(typed). Quiso decir 9999996, I.E. 501 Kimbiri? Responda SI o NO."))
            guard typed != "999996" else { continue }
            #expect(conversation.say("SI").hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05: H12 M15 D2."))
            conversation.context.reports = []
            conversation.say("\(typed) 12 15 2")
            #expect(conversation.say("NO").hasPrefix("Usted no reporta por"))
            #expect(conversation.say("SI").hasPrefix("No tenemos una pregunta pendiente"))
        }
    }

    @Test
    func `a lost zero and the code of the building are understood`() throws {
        var school = Sample.school("0999998", "I.E. 7", boys: 14, girls: 16, teachers: 2)
        school.codLocal = "123456"
        for typed in ["999998", "123456"] {
            var conversation = try Conversation(schools: [(school, "A"), (Sample.two, "B")])
            #expect(conversation.say("\(typed) 12 15 2").hasPrefix("Recibido I.E. 7 lun 04/05: H12 M15 D2."))
        }
    }

    @Test
    func `an applicant is asked whether a school of ours was meant`() throws {
        let context = SenderContext(rosterCodes: ["9999996", "0999998"])
        var stranger = Conversation(context, office: try Sample.office(), phone: Sample.stranger)
        #expect(
            stranger.say("ALTA ANA PUMA 9999969")
                == "Recibimos su pedido: ANA PUMA. No conocemos el codigo 9999969. Quiso decir 9999996? Responda SI o NO.")
        #expect(stranger.last?.rosterChange == .apply(name: "ANA PUMA", codMod: "9999969"))
        stranger.context.reporter = Sample.reporter(Sample.stranger, .teacher, .pending, schools: [])
        #expect(stranger.say("SI").hasPrefix("Recibimos su pedido: Rosa Quispe, codigo 9999996."))
        #expect(stranger.last?.rosterChange == .apply(name: "Rosa Quispe", codMod: "9999996"))
        stranger.say("ALTA ANA PUMA 999998")
        #expect(stranger.last?.rosterChange == .apply(name: "ANA PUMA", codMod: "0999998"))
    }

    // MARK: Texts that come late

    @Test
    func `of two texts the one sent last counts, in whatever order they come`() throws {
        var conversation = try Conversation()
        conversation.say("H 13 M 15 D 2", at: "2026-05-04 12:00")
        let late = InboundText(
            sender: Sample.rosa.e164, phone: Sample.rosa, body: "H 12 M 15 D 2",
            serviceCentreTime: Sample.moment("2026-05-04 10:30"), receivedAt: Sample.moment("2026-05-04 13:00"))
        #expect(
            conversation.say(late, at: Sample.moment("2026-05-04 13:00"))
                == "Ya teniamos un reporte mas nuevo de I.E. 501 Kimbiri lun 04/05: H13 M15 D2. Si hay error, envie el mensaje de nuevo. Gracias.")
        #expect(conversation.last?.isHistory == true)
        #expect(conversation.context.reports.map(\.report.content) == [Sample.present(13, 15, 2)])
    }

    @Test
    func `a moment that has not come never holds a later text back`() throws {
        var conversation = try Conversation()
        var wrong = Sample.stored(Sample.one, "2026-05-04", Sample.present(13, 15, 2))
        wrong.report.sentAt = Sample.moment("2027-01-01 00:00")
        conversation.context.reports = [wrong]
        #expect(conversation.say("H 12 M 15 D 2").hasPrefix("Corregido I.E. 501 Kimbiri lun 04/05: H12 M15 D2"))
    }

    @Test
    func `what is older than a day is not asked back, a person reads it`() throws {
        var conversation = try Conversation()
        let old = InboundText(
            sender: Sample.rosa.e164, phone: Sample.rosa, body: "H 12",
            serviceCentreTime: Sample.moment("2026-05-04 10:30"), receivedAt: Sample.moment("2026-05-06 13:00"))
        #expect(conversation.say(old, at: Sample.moment("2026-05-06 13:00")) == "-tooLateToAsk")
        #expect(conversation.context.openQuestion == nil)
        var whole = old
        whole.body = "H 12 M 15 D 2"
        #expect(conversation.say(whole, at: Sample.moment("2026-05-06 13:00")).hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05"))
    }
}
