import Attendance
import Foundation
import Testing

@Suite("Report decision")
struct ReportDecisionTests {
    /// Texts of one phone with one school, each with what is answered (domain: what we answer).
    struct Talk: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let turns: [(text: String, reply: String)]

        init(_ name: String, _ turns: [(String, String)]) {
            testDescription = name
            self.turns = turns
        }
    }

    static let accepted =
        "Recibido I.E. 501 Kimbiri lun 04/05: H12 M15 D2. Alumnos 27 de 30. Si hay error, envie el mensaje de nuevo. Gracias."

    static let talks = [
        Talk("accepted, the same again, corrected", [
            ("H 12 M 15 D 2", accepted),
            ("12 15 2", "Ya teniamos este mismo reporte de I.E. 501 Kimbiri lun 04/05: H12 M15 D2. No hace falta enviarlo otra vez. Gracias."),
            ("H 13 M 15 D 2", "Corregido I.E. 501 Kimbiri lun 04/05: H13 M15 D2 (antes H12 M15 D2). Gracias."),
        ]),
        Talk("a part missing is asked for and completed", [
            ("H12", "Falta M (mujeres) y D (docentes). Recibi H12. Envie solo lo que falta, asi: M 15 D 2"),
            ("M 15 D 2", accepted),
        ]),
        Talk("completed by bare numbers, one after the other", [
            ("H 12", "Falta M (mujeres) y D (docentes). Recibi H12. Envie solo lo que falta, asi: M 15 D 2"),
            ("M 15", "Falta D (docentes). Recibi H12 M15. Envie solo lo que falta, asi: D 2"),
            ("2", accepted),
        ]),
        Talk("two bare numbers are boys and girls", [
            ("12 15", "Falta D (docentes). Recibi H12 M15. Envie solo lo que falta, asi: D 2"),
            ("dos", accepted),
        ]),
        Talk("no number", [
            ("H dose M 15 D 2", "No entendi \"dose\". Escriba con numeros, asi: H 12 M 15 D 2"),
            ("12", accepted),
        ]),
        Talk("over enrolment is confirmed", [
            ("H 41 M 15 D 2", "I.E. 501 Kimbiri tiene 14 hombres matriculados y usted envio 41. Si es correcto responda SI. Si no, envie de nuevo: H 14 M 15 D 2"),
            ("SI", "Recibido I.E. 501 Kimbiri lun 04/05: H41 M15 D2. Alumnos 56 de 30. Si hay error, envie el mensaje de nuevo. Gracias."),
            ("SI", "No tenemos una pregunta pendiente con usted. Para reportar envie: H 12 M 15 D 2"),
            ("H 41 M 15 D 2", "Ya teniamos este mismo reporte de I.E. 501 Kimbiri lun 04/05: H41 M15 D2. No hace falta enviarlo otra vez. Gracias."),
        ]),
        Talk("over enrolment is corrected, also by one field", [
            ("H 41 M 15 D 2", "I.E. 501 Kimbiri tiene 14 hombres matriculados y usted envio 41. Si es correcto responda SI. Si no, envie de nuevo: H 14 M 15 D 2"),
            ("H 12", accepted),
        ]),
        Talk("over enrolment, NO", [
            ("12 15 20", "I.E. 501 Kimbiri tiene 2 docentes y usted envio 20. Si es correcto responda SI. Si no, envie de nuevo: H 12 M 15 D 2"),
            ("no", "Entonces envie de nuevo sus numeros, asi: H 12 M 15 D 2"),
            ("12 15 2", accepted),
        ]),
        Talk("total or boys", [
            ("niños 27", "27 es el total de alumnos? Responda con hombres y mujeres por separado, asi: H 12 M 15 D 2"),
            ("SI", "Recibi 27 en total. Responda con hombres y mujeres por separado, asi: H 12 M 15 D 2"),
            ("H 12 M 15 D 2", accepted),
        ]),
        Talk("total or boys, it was the boys", [
            ("niños 12", "12 es el total de alumnos? Responda con hombres y mujeres por separado, asi: H 12 M 15 D 2"),
            ("NO", "Falta M (mujeres) y D (docentes). Recibi H12. Envie solo lo que falta, asi: M 15 D 2"),
            ("15 2", accepted),
        ]),
        Talk("a total alone counts nothing", [
            ("asistieron 27 alumnos y 2 docentes", "Recibi 27 en total. Responda con hombres y mujeres por separado, asi: H 12 M 15 D 2"),
            ("H 12 M 15", accepted),
        ]),
        Talk("the total and one part give the other", [("total 27, hombres 12, docentes 2", accepted)]),
        Talk("a sum that does not agree", [
            ("H 12 M 15 T 30 D 2", "H12 M15 suman 27 alumnos, pero usted envio 30 en total. Envie de nuevo, asi: H 12 M 15 D 2"),
            ("H 12 + M 15 = 27, D 2", accepted),
        ]),
        Talk("everybody", [
            ("vinieron todos", "I.E. 501 Kimbiri: asistieron todos, H14 M16 D2? Si es correcto responda SI. Si no, envie sus numeros, asi: H 12 M 15 D 2"),
            ("si", "Recibido I.E. 501 Kimbiri lun 04/05: H14 M16 D2. Alumnos 30 de 30. Si hay error, envie el mensaje de nuevo. Gracias."),
        ]),
        Talk("everybody and one figure: confirmed before the rest is asked for", [
            ("H todos M 15", "I.E. 501 Kimbiri: asistieron todos, H14 M15? Si es correcto responda SI. Si no, envie sus numeros, asi: H 12 M 15 D 2"),
            ("SI", "Falta D (docentes). Recibi H14 M15. Envie solo lo que falta, asi: D 2"),
            ("D 2", "Recibido I.E. 501 Kimbiri lun 04/05: H14 M15 D2. Alumnos 29 de 30. Si hay error, envie el mensaje de nuevo. Gracias."),
        ]),
        Talk("everybody is not believed by sending the rest", [
            ("H todos M 15", "I.E. 501 Kimbiri: asistieron todos, H14 M15? Si es correcto responda SI. Si no, envie sus numeros, asi: H 12 M 15 D 2"),
            ("D 2", "I.E. 501 Kimbiri: asistieron todos, H14 M15 D2? Si es correcto responda SI. Si no, envie sus numeros, asi: H 12 M 15 D 2"),
            ("SI", "Recibido I.E. 501 Kimbiri lun 04/05: H14 M15 D2. Alumnos 29 de 30. Si hay error, envie el mensaje de nuevo. Gracias."),
        ]),
        Talk("everybody but two is no figure", [
            ("vinieron todos menos 2", "Envie cuantos asistieron, no cuantos faltaron, asi: H 12 M 15 D 2 (H hombres, M mujeres, D docentes)"),
            ("2", "2 es el total de alumnos? Responda con hombres y mujeres por separado, asi: H 12 M 15 D 2"),
        ]),
        Talk("girls known and boys missing, niños are the boys", [
            ("M 15 D 2", "Falta H (hombres). Recibi M15 D2. Envie solo lo que falta, asi: H 12"),
            ("niños 12", accepted),
        ]),
        Talk("NO to the total, and nothing is missing", [
            ("H 12 M 15 D 2", accepted),
            ("CORREGIR 13", "13 es el total de alumnos? Responda con hombres y mujeres por separado, asi: H 12 M 15 D 2"),
            ("NO", "Corregido I.E. 501 Kimbiri lun 04/05: H13 M15 D2 (antes H12 M15 D2). Gracias."),
        ]),
        Talk("a lone number answers for the figure that was too high", [
            ("H 41 M 15 D 2", "I.E. 501 Kimbiri tiene 14 hombres matriculados y usted envio 41. Si es correcto responda SI. Si no, envie de nuevo: H 14 M 15 D 2"),
            ("41", "I.E. 501 Kimbiri tiene 14 hombres matriculados y usted envio 41. Si es correcto responda SI. Si no, envie de nuevo: H 14 M 15 D 2"),
            ("no, son 12", accepted),
        ]),
        Talk("SI with the number that was too high confirms it", [
            ("H 41 M 15 D 2", "I.E. 501 Kimbiri tiene 14 hombres matriculados y usted envio 41. Si es correcto responda SI. Si no, envie de nuevo: H 14 M 15 D 2"),
            ("Si, 41", "Recibido I.E. 501 Kimbiri lun 04/05: H41 M15 D2. Alumnos 56 de 30. Si hay error, envie el mensaje de nuevo. Gracias."),
        ]),
        Talk("a day that was not understood is not forgotten", [
            ("lunes 27/04 H 12", "No entendi \"27/04\". Escriba el dia con numeros, primero, asi: 27/04 H 12 M 15 D 2"),
            ("M 15 D 2", "Falta H (hombres). Recibi M15 D2. Envie solo lo que falta, asi: H 12"),
        ]),
        Talk("what was understood beside a number of other things is kept", [
            ("Hombres 12 mujeres 15 y 1 madre", "No entendi \"1 madre\". Escriba con numeros, asi: H 12 M 15 D 2"),
            ("D 2", accepted),
        ]),
        Talk("SIN CLASES beside figures", [
            ("12 15 2 sin clases de educacion fisica", "Hubo clases? Si hubo, envie: H 12 M 15 D 2. Si no hubo, envie solo: SIN CLASES y el motivo."),
            ("12 15 2", accepted),
        ]),
        Talk("a week's report is not undone by an announcement", [
            ("LUN 12 15 2", accepted), ("El viernes no hay clases por aniversario", "Lo leera una persona de la oficina."),
        ]),
        Talk("no class, again, and then class after all", [
            ("SIN CLASES LLUVIA", "Recibido: I.E. 501 Kimbiri sin clases lun 04/05 (LLUVIA). Cuando reinicien clases, envie su reporte normal. Gracias."),
            ("sin clases", "Ya teniamos: I.E. 501 Kimbiri sin clases lun 04/05. No hace falta enviarlo otra vez. Gracias."),
            ("H 12 M 15 D 2", "Corregido I.E. 501 Kimbiri lun 04/05: H12 M15 D2 (antes sin clases). Gracias."),
            ("sin clases", "Corregido I.E. 501 Kimbiri lun 04/05: sin clases (antes H12 M15 D2). Gracias."),
        ]),
        Talk("CORREGIR", [
            ("CORREGIR H 13", "No tenemos un reporte suyo para corregir. Envielo completo, asi: H 12 M 15 D 2"),
            ("H 12 M 15 D 2", accepted),
            ("CORREGIR H 13", "Corregido I.E. 501 Kimbiri lun 04/05: H13 M15 D2 (antes H12 M15 D2). Gracias."),
            ("corregir", "Entonces envie de nuevo sus numeros, asi: H 12 M 15 D 2"),
        ]),
        Talk("help", [
            ("AYUDA", "AYUDA: envie H 12 M 15 D 2. Otro dia: agregue LUN o 04/05. Sin clases: SIN CLASES LLUVIA. Corregir: envie de nuevo. No recibir mas: BAJA. Oficina 987654300"),
        ]),
        Talk("another day, and one to come", [
            ("MAR 12 15 2", "Recibido I.E. 501 Kimbiri mar 28/04: H12 M15 D2. Alumnos 27 de 30. Si hay error, envie el mensaje de nuevo. Gracias."),
            ("10/05 12 15 2", "El 10/05 todavia no llega. Envie el reporte de un dia que ya paso, asi: H 12 M 15 D 2"),
        ]),
        Talk("training leaves no trace", [
            ("PRUEBA H 3 M 4 D 1", "PRUEBA: Recibido I.E. 501 Kimbiri lun 04/05: H3 M4 D1. Alumnos 7 de 30. Si hay error, envie el mensaje de nuevo. Gracias."),
            ("PRUEBA H 3", "PRUEBA: Falta M (mujeres) y D (docentes). Recibi H3. Envie solo lo que falta, asi: M 15 D 2"),
            ("4 1", "PRUEBA: Recibido I.E. 501 Kimbiri lun 04/05: H3 M4 D1. Alumnos 7 de 30. Si hay error, envie el mensaje de nuevo. Gracias."),
            ("H 12 M 15 D 2", accepted),
        ]),
        Talk("too many, too large, absent ones", [
            ("1 2 3 4 5", "Hay demasiados numeros. Escriba solo los que asistieron, asi: H 12 M 15 D 2 (H hombres, M mujeres, D docentes)"),
            ("H 1200 M 15 D 2", "1200 es demasiado. Revise y envie de nuevo, asi: H 12 M 15 D 2"),
            ("faltaron 3", "Envie cuantos asistieron, no cuantos faltaron, asi: H 12 M 15 D 2 (H hombres, M mujeres, D docentes)"),
        ]),
        Talk("silence for thanks, one reply for what a person reads", [
            ("gracias", "-polite"), ("\u{1F44D}", "-polite"), ("\u{200B}", "-notText"),
            ("Se malogro mi celular", "Lo leera una persona de la oficina."),
        ]),
    ]

    @Test(arguments: talks)
    func `answers turn by turn`(talk: Talk) throws {
        var conversation = try Conversation()
        for (text, reply) in talk.turns { #expect(conversation.say(text) == reply, "\(text)") }
    }

    @Test
    func `a report has its counts, its day and its marks`() throws {
        var conversation = try Conversation()
        conversation.say("H 12 M 15 D 2")
        let report = try #require(conversation.last?.report)
        #expect(report.content == Sample.present(12, 15, 2))
        #expect(report.day == Sample.day("2026-05-04"))
        #expect(report.stream == .school && report.phone == Sample.rosa)
        #expect(!report.isLate && !report.isTraining && report.marks.isEmpty)

        conversation.say("H 12 M 15 D 0")
        #expect(conversation.last?.report?.marks == [.pupilsWithoutTeacher])
        conversation.say("0 0 0")
        #expect(conversation.last?.report?.marks == [.allZero])
        conversation.say("H 41 M 15 D 2")
        #expect(conversation.last?.report == nil)
        conversation.say("si")
        #expect(conversation.last?.report?.marks == [.overEnrolmentConfirmed])
        conversation.say("PRUEBA 1 1 1")
        #expect(conversation.last?.report?.isTraining == true)
    }

    @Test
    func `a question that is older than a day is answered by nobody`() throws {
        var conversation = try Conversation()
        conversation.say("H 41 M 15 D 2", at: "2026-05-04 11:00")
        #expect(conversation.say("SI", at: "2026-05-05 11:01").hasPrefix("No tenemos una pregunta"))
        #expect(conversation.last?.report == nil)
    }

    @Test
    func `an answer after midnight completes the day that was asked about`() throws {
        var conversation = try Conversation()
        conversation.say("H 12", at: "2026-05-04 23:50")
        #expect(conversation.say("15 2", at: "2026-05-05 00:10").contains("lun 04/05"))
    }

    @Test
    func `a school without a teacher figure is asked for pupils only`() throws {
        let school = Sample.school("9999996", "I.E. 501", boys: 14, girls: 16, teachers: nil)
        var conversation = try Conversation(schools: [(school, nil)])
        #expect(conversation.say("12 15") == "Recibido I.E. 501 lun 04/05: H12 M15. Alumnos 27 de 30. Si hay error, envie el mensaje de nuevo. Gracias.")
        var other = try Conversation(schools: [(school, nil)])
        #expect(other.say("H 13") == "Falta M (mujeres). Recibi H13. Envie solo lo que falta, asi: M 15")
    }

    @Test
    func `small schools are shown figures that they can have`() throws {
        var conversation = try Conversation(schools: [(Sample.two, nil)])
        #expect(conversation.say("H dose M 9 D 1") == "No entendi \"dose\". Escriba con numeros, asi: H 9 M 11 D 1")
    }

    // MARK: Several schools

    static let twoSchools: [(School, String?)] = [(Sample.one, "A"), (Sample.two, "B")]

    @Test
    func `a phone with two schools is asked which, and a letter completes`() throws {
        var conversation = try Conversation(schools: Self.twoSchools)
        #expect(
            conversation.say("H 9 M 10 D 1")
                == "Usted reporta por 2 escuelas. De cual es? Escriba A o B y sus numeros. A=I.E. 501 Kimbiri, B=I.E. 38387. Ej: A H 12 M 15 D 2")
        #expect(conversation.last?.report == nil)
        #expect(conversation.say("B").hasPrefix("Recibido I.E. 38387 lun 04/05: H9 M10 D1."))
        #expect(conversation.context.openQuestion == nil)
    }

    @Test(arguments: [
        ("A 12 15 2", "Recibido I.E. 501 Kimbiri"), ("9999988 9 10 1", "Recibido I.E. 38387"),
        ("b h9m10d1", "Recibido I.E. 38387"), ("I.E. 38387 9 10 1", "Recibido I.E. 38387"),
        ("A SIN CLASES HUELGA", "Recibido: I.E. 501 Kimbiri sin clases lun 04/05 (HUELGA)."),
        ("SIN CLASES", "Usted reporta por 2 escuelas."),
        ("C 12 15 2", "Usted no reporta por C. Sus escuelas: A=I.E. 501 Kimbiri, B=I.E. 38387."),
        ("9999970 12 15 2", "Usted no reporta por 9999970."),
        ("B H 9", "Falta M (mujeres) y D (docentes). Recibi H9. Envie solo lo que falta, asi: B M 11 D 1"),
    ])
    func `letter, code or number of the name says which school`(text: String, reply: String) throws {
        var conversation = try Conversation(schools: Self.twoSchools)
        #expect(conversation.say(text).hasPrefix(reply))
    }

    @Test(arguments: [
        (["SIN CLASES LLUVIA", "A"], "Recibido: I.E. 501 Kimbiri sin clases lun 04/05 (LLUVIA)."),
        (["H 9 M 10 D 1", "SIN CLASES", "A"], "Recibido: I.E. 501 Kimbiri sin clases lun 04/05."),
        (["todos", "A"], "I.E. 501 Kimbiri: asistieron todos, H14 M16 D2?"),
        (["MAR sin clases paro", "b"], "Recibido: I.E. 38387 sin clases mar 28/04 (paro)."),
        (["sin clases", "C", "B"], "Recibido: I.E. 38387 sin clases lun 04/05."),
        (["A H 41 M 15 D 2", "B SI"], "No tenemos una pregunta pendiente con usted."),
        (["A H 41 M 15 D 2", "B SI", "A SI"], "Recibido I.E. 501 Kimbiri lun 04/05: H41 M15 D2."),
        (["A 12 15 2 B 9 10 1"], "Envie un mensaje por escuela, asi: A H 12 M 15 D 2"),
        (["1234567 12 15 2"], "Usted no reporta por 1234567."),
    ])
    func `a letter completes what was said before, whatever that was`(texts: [String], reply: String) throws {
        var conversation = try Conversation(schools: Self.twoSchools)
        let last = texts.map { conversation.say($0) }.last
        #expect(last?.hasPrefix(reply) == true, "\(last ?? "")")
    }

    @Test
    func `the answer to a question about one school needs no letter, a whole report does`() throws {
        var conversation = try Conversation(schools: Self.twoSchools)
        conversation.say("B H 9")
        #expect(conversation.say("M 10 D 1").hasPrefix("Recibido I.E. 38387 lun 04/05: H9 M10 D1."))
        conversation.say("B H 8")
        #expect(conversation.say("H 12 M 15 D 2").hasPrefix("Usted reporta por 2 escuelas."))
    }

    // MARK: Community, promoter

    @Test
    func `the community's yes and no are a stream of their own`() throws {
        var conversation = try Conversation(role: .community)
        #expect(conversation.say("SI") == "Recibido I.E. 501 Kimbiri lun 04/05: si hubo clases. Gracias.")
        #expect(conversation.last?.report?.stream == .community)
        #expect(conversation.last?.report?.content == .heldClass(true))
        conversation.say("si hubo")
        #expect(conversation.last?.report == nil)
        #expect(conversation.say("no hubo clases") == "Recibido I.E. 501 Kimbiri lun 04/05: no hubo clases. Gracias.")
        #expect(conversation.last?.report?.content == .heldClass(false))
        #expect(conversation.say("H 12 M 15 D 2").hasPrefix("Autoridad: hoy hubo clases"))
        #expect(conversation.last?.report == nil)
    }

    @Test(arguments: [
        ("no por lluvia", false), ("No", false), ("Si, vinieron 20", true), ("si hubo clases", true),
        ("No es mi escuela", nil), ("Ya no soy director", nil), ("No gracias", nil), ("No tengo reporte", nil),
        ("tampoco hubo clases", nil), ("Si, es mi escuela", nil),
    ] as [(String, Bool?)])
    func `the community's yes and no are whole texts`(text: String, held: Bool?) throws {
        var conversation = try Conversation(role: .community)
        conversation.say(text)
        #expect(conversation.last?.report?.content == held.map(AttendanceReport.Content.heldClass))
    }

    @Test
    func `a community phone with two schools says which with a letter alone`() throws {
        var conversation = try Conversation(role: .community, schools: Self.twoSchools)
        #expect(conversation.say("NO").hasSuffix("Ej: A NO"))
        #expect(conversation.say("B") == "Recibido I.E. 38387 lun 04/05: no hubo clases. Gracias.")
        #expect(conversation.context.openQuestion == nil)
    }

    @Test(arguments: [ReporterRole.promoter, .official, .operator])
    func `who does not report is read by a person`(role: ReporterRole) throws {
        var conversation = try Conversation(role: role)
        #expect(conversation.say("H 12 M 15 D 2") == "Lo leera una persona de la oficina.")
        #expect(conversation.last?.report == nil)
        #expect(conversation.say("AYUDA").hasPrefix(role == .promoter ? "AYUDA: ESTADO dice quien falta. PAUSA 9999996" : "AYUDA: envie"))
    }
}
