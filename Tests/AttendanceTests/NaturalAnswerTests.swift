import Attendance
import Foundation
import Testing

/// What people answer to us, and say beside what we asked for.
@Suite("Natural answers")
struct NaturalAnswerTests {
    private static let twoSchools: [(School, String?)] = [(Sample.one, "A"), (Sample.two, "B")]

    // MARK: Days of something else (sent on Monday 2026-05-04)

    @Test(arguments: [
        ("SIN CLASES HASTA EL MIERCOLES", "2026-05-04"), ("Se suspendieron las clases hasta el miercoles por huayco", "2026-05-04"),
        ("SIN CLASES LLUVIA, reiniciamos el miercoles", "2026-05-04"), ("Hoy no hubo clases por lluvia, el martes si habra", "2026-05-04"),
        ("H 12 M 15 D 2. El viernes no habra clases", "2026-05-04"), ("H 12 M 15 D 2. El jueves tenemos reunion", "2026-05-04"),
        ("H 12 M 15 D 2, reporte del viernes", "2026-05-01"), ("H 12 M 15 D 2. Viernes", "2026-05-01"),
        ("El viernes no hubo clases por lluvia", "2026-05-01"), ("VIE SIN CLASES", "2026-05-01"), ("El viernes H 12 M 15 D 2", "2026-05-01"),
    ])
    func `a weekday to come, or of something else, is not the day of the report`(text: String, day: String) throws {
        var conversation = try Conversation()
        let reply = conversation.say(text)
        #expect(conversation.last?.report?.day.iso == day, "\(reply)")
    }

    @Test
    func `a closure that begins on another day is asked about, not guessed`() throws {
        var conversation = try Conversation()
        let reply = conversation.say("SIN CLASES desde el jueves por paro")
        #expect(conversation.last?.report?.day.iso != "2026-04-30", "\(reply)")
    }

    // MARK: NO

    @Test(arguments: ["No hubo", "No por lluvia", "No hay", "No tuvimos", "Buenos dias hoy no hubo"])
    func `"no hubo" to the first question of a year ends nobody, it asks whether there was class`(text: String) throws {
        var conversation = try Conversation()
        conversation.context.reporter?.lastHeardAt = Sample.moment("2025-12-15 11:00")
        conversation.context.lastQuestionAt = Sample.moment("2026-03-16 10:00")
        #expect(conversation.say(text, at: "2026-03-16 11:00").hasPrefix("Hubo clases?"))
        #expect(conversation.last?.rosterChange == nil)
        #expect(conversation.say("NO", at: "2026-03-16 11:05").hasPrefix("Recibido: I.E. 501 Kimbiri sin clases lun 16/03"))
    }

    @Test(arguments: [("NO", "Recibido: I.E. 501 Kimbiri sin clases lun 04/05"), ("SI", "Falta H (hombres)"), ("si hubo", "Falta H (hombres)"), ("H 12 M 15 D 2", "Recibido I.E. 501 Kimbiri lun 04/05: H12 M15 D2")])
    func `"Hubo clases?" is answered by SI, NO and figures`(answer: String, reply: String) throws {
        var conversation = try Conversation()
        #expect(conversation.say("no hubo clases en la tarde").hasPrefix("Hubo clases?"))
        #expect(conversation.say(answer).hasPrefix(reply))
    }

    // MARK: Over enrolment

    @Test(arguments: ["ok", "esta bien", "SI", "si es correcto", "SI hay 1 alumno nuevo", "Si, llego 1 niño nuevo"])
    func `more than are enrolled is confirmed as people do`(answer: String) throws {
        var conversation = try Conversation()
        #expect(conversation.say("H 15 M 15 D 2").contains("Si es correcto responda SI"))
        #expect(conversation.say(answer).hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05: H15 M15 D2."))
    }

    @Test(arguments: [
        "Si me equivoque, son 14 nada mas", "Si es error son 14 no mas", "Si disculpe de nuevo: 14", "Si, envio de nuevo H 14",
        "si pero M 16, una nueva", "Si hay un nuevo y mujeres 14", "Muy bien gracias", "todo bien gracias",
    ])
    func `other figures behind a yes, and a greeting, confirm nothing`(answer: String) throws {
        var conversation = try Conversation()
        conversation.say("H 41 M 15 D 2")
        conversation.say(answer)
        let content = conversation.last?.report?.content
        #expect(content == nil || content == Sample.present(14, 15, 2), "\(String(describing: content))")
    }

    @Test
    func `ANULAR of what waits says what still counts`() throws {
        var conversation = try Conversation()
        conversation.say("H 12 M 15 D 2")
        conversation.say("H 41 M 15 D 2")
        #expect(conversation.say("ANULAR").contains("Vale otra vez: H12 M15 D2."))
    }

    @Test
    func `a SI that was sent within the day and came later still answers`() throws {
        var conversation = try Conversation()
        conversation.say("H 41 M 15 D 2", at: "2026-05-04 11:00")
        let late = InboundText(
            sender: Sample.rosa.e164, phone: Sample.rosa, body: "SI", serviceCentreTime: Sample.moment("2026-05-05 09:00"),
            receivedAt: Sample.moment("2026-05-05 12:30"))
        #expect(conversation.say(late, at: Sample.moment("2026-05-05 12:30")).hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05: H41"))
    }

    // MARK: CORREGIR and ANULAR of what waits

    @Test
    func `CORREGIR means what we asked back about, and no older report`() throws {
        var conversation = try Conversation()
        conversation.say("27/04 H 10 M 11 D 2", at: "2026-05-04 10:00")
        conversation.say("H 41 M 15 D 2", at: "2026-05-04 10:05")
        #expect(conversation.say("CORREGIR H 14", at: "2026-05-04 10:06").hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05: H14 M15 D2"))
        conversation = try Conversation()
        conversation.say("27/04 H 10 M 11 D 2", at: "2026-05-04 10:00")
        conversation.say("H 12 M 15", at: "2026-05-04 10:05")
        #expect(conversation.say("CORREGIR H 13", at: "2026-05-04 10:06").contains("H13 M15"))
        #expect(conversation.say("D 2", at: "2026-05-04 10:07").hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05: H13 M15 D2"))
    }

    @Test
    func `CORREGIR takes a day before its figure, as ANULAR does`() throws {
        var conversation = try Conversation()
        conversation.say("27/04 H 10 M 11 D 2", at: "2026-05-04 10:00")
        conversation.say("H 12 M 15 D 2", at: "2026-05-04 10:05")
        #expect(conversation.say("CORREGIR 27/04 H 13", at: "2026-05-04 10:06").hasPrefix("Corregido I.E. 501 Kimbiri lun 27/04: H13 M11 D2"))
    }

    @Test
    func `ANULAR during "De cual es?" takes back what waits, and nothing that counts`() throws {
        var conversation = try Conversation(schools: Self.twoSchools)
        conversation.say("A 12 15 2", at: "2026-05-04 10:00")
        conversation.say("10 11 2", at: "2026-05-04 10:05")
        #expect(conversation.say("ANULAR", at: "2026-05-04 10:06").hasPrefix("Anulado: no contamos su mensaje anterior."))
        #expect(conversation.context.reports.count == 1)
        conversation.say("B", at: "2026-05-04 10:07")
        #expect(conversation.context.reports.count == 1)
    }

    @Test
    func `what the office has corrected is not undone by a text: a person reads it`() throws {
        var conversation = try Conversation()
        conversation.say("27/04 H 10 M 11 D 2", at: "2026-05-04 10:00")
        conversation.say("H 12 M 15 D 2", at: "2026-05-04 10:05")
        var office = conversation.context.reports.removeFirst()
        var before = office
        before.state = .superseded
        conversation.context.earlierReports.append(before)
        office = StoredReport(id: 99, report: office.report, state: .current, source: .office)
        conversation.context.reports.insert(office, at: 0)
        for text in ["ANULAR", "CORREGIR H 9"] {
            #expect(conversation.say(text, at: "2026-05-04 10:10").contains("oficina"))
            #expect(conversation.last?.reading == "officeText" && conversation.last?.takesBack == nil && conversation.last?.report == nil)
        }
    }

    @Test
    func `an ANULAR that was delivered late does not mean what was sent after it`() throws {
        var conversation = try Conversation()
        conversation.say("H 12 M 15 D 2", at: "2026-05-04 10:10")
        conversation.say("H 13 M 15 D 2", at: "2026-05-04 11:30")
        let late = InboundText(
            sender: Sample.rosa.e164, phone: Sample.rosa, body: "ANULAR", serviceCentreTime: Sample.moment("2026-05-04 10:30"),
            receivedAt: Sample.moment("2026-05-04 12:00"))
        #expect(conversation.say(late, at: Sample.moment("2026-05-04 12:00")).hasPrefix("No tenemos un reporte suyo"))
        #expect(conversation.context.reports.map(\.report.content) == [Sample.present(13, 15, 2)])
    }

    // MARK: Practice

    @Test
    func `practice leaves open what waits for a real answer`() throws {
        var conversation = try Conversation()
        conversation.say("H 15 M 15 D 2", at: "2026-05-04 10:00")
        #expect(conversation.say("PRUEBA H 3 M 4 D 1", at: "2026-05-04 10:01").hasPrefix("PRUEBA: Recibido"))
        #expect(conversation.say("SI", at: "2026-05-04 10:02").hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05: H15"))
    }

    // MARK: Two things at once

    @Test(arguments: ["H 12 M 15 D 1 FALTA 1 L", "H 12 M 15 D 1. Falto 1 docente por licencia", "12 15 1, falta 1 licencia"])
    func `FALTA beside the figures counts, and is said`(text: String) throws {
        var conversation = try Conversation()
        let reply = conversation.say(text)
        #expect(reply.hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05: H12 M15 D1.") && reply.hasSuffix("FALTA: 1 licencia."))
        #expect(conversation.last?.absences?.reasons == [.leave: 1])
        #expect(conversation.last?.report?.content == Sample.present(12, 15, 1))
    }

    @Test
    func `two schools without class are asked for one by one`() throws {
        var conversation = try Conversation(schools: Self.twoSchools)
        conversation.say("A SIN CLASES Y B SIN CLASES")
        #expect(conversation.last?.report == nil)
        conversation.say("12 15 2")
        conversation.say("los dos")
        #expect(conversation.last?.report == nil)
        #expect(conversation.say("A").hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05: H12 M15 D2"))
    }

    @Test(arguments: ["B todo normal 9 10 1", "B tambien 9 10 1", "B también: H 9 M 10 D 1"])
    func `a letter that is no word names the school, whatever follows`(text: String) throws {
        var conversation = try Conversation(schools: Self.twoSchools)
        #expect(conversation.say(text).hasPrefix("Recibido I.E. 38387 lun 04/05: H9 M10 D1"))
    }

    // MARK: Others

    @Test
    func `a code of another school of the roster is no slip of the finger`() throws {
        var conversation = try Conversation { $0.rosterCodes = ["9999997"] }
        #expect(conversation.say("9999997 12 15 2").hasPrefix("Usted no reporta por 9999997."))
        #expect(conversation.say("SI").hasPrefix("No tenemos"))
    }

    @Test
    func `help is of what each can do`() throws {
        var community = try Conversation(role: .community)
        #expect(community.say("AYUDA").hasPrefix("AYUDA: si hubo clases envie SI, si no hubo NO."))
        #expect(community.say("ANULAR").hasSuffix("Para reportar envie: SI"))
        var promoter = try Conversation(role: .promoter)
        let help = promoter.say("AYUDA")
        #expect(help.contains("ESTADO") && help.contains("PAUSA 9999996") && help.contains("SEGUIR 9999996"))
    }

    @Test(arguments: ["PAUSA 9999996 una semana por huayco", "PAUSA 9999996 dos semanas", "PAUSA 9999996 solo por hoy", "PAUSA 9999996 3 dias"])
    func `a pause whose end cannot be told is asked about, not endless`(text: String) throws {
        var promoter = try Conversation(role: .promoter)
        promoter.say(text)
        #expect(promoter.last?.holdChange == nil && promoter.last?.reading == "unclear")
    }

    @Test
    func `who was told how to join may leave the word ALTA away`() throws {
        var stranger = Conversation(SenderContext(), office: try Sample.office(), phone: Sample.stranger)
        stranger.say("Buenos dias soy docente nueva")
        #expect(stranger.say("Juana Mamani codigo modular 9999988").hasPrefix("Recibimos su pedido: Juana Mamani, codigo 9999988."))
        #expect(stranger.last?.rosterChange == .apply(name: "Juana Mamani", codMod: "9999988"))
    }

    @Test(arguments: ["No hubo clases 9999988", "cual es el codigo modular de la escuela? 9999988?", "Soy docente de la 9999988", "H 12 M 15 D 2 9999988"])
    func `a sentence with a code joins nobody`(text: String) throws {
        var stranger = Conversation(SenderContext(), office: try Sample.office(), phone: Sample.stranger)
        stranger.say("Buenos dias soy docente nueva")
        stranger.say(text)
        #expect(stranger.last?.rosterChange == nil)
    }

    @Test
    func `an applicant's figures are for a person to see, and the code answers "Quiso decir?"`() throws {
        let context = SenderContext(
            reporter: Sample.reporter(Sample.stranger, .teacher, .pending, schools: []), rosterCodes: ["9999996"])
        var pending = Conversation(context, office: try Sample.office(), phone: Sample.stranger)
        pending.say("ALTA ANA PUMA 9999969")
        #expect(pending.say("9999996").hasPrefix("Recibimos su pedido: Rosa Quispe, codigo 9999996."))
        pending.say("H 12 M 15 D 2")
        #expect(pending.last?.reading == "application" && pending.last?.report == nil)
    }
}
