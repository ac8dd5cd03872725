import Attendance
import Testing

/// What people add to a report: corrections, news, and what a person of the office has to know.
@Suite("Remarks")
struct RemarkTests {
    private let talk: Talk

    init() throws { talk = try Talk() }

    @Test(arguments: [
        ("h14", "H14 M15 D2"), ("mujeres son 14", "H12 M14 D2"), ("perdon docentes 1", "H12 M15 D1"),
        ("H14 M16", "H14 M16 D2"), ("son 14 mujeres", "H12 M14 D2"),
    ])
    func `a figure after a whole report corrects that one`(text: String, counts: String) throws {
        try talk.say("12 15 2", sent: "05-04 10:10")
        #expect(try talk.say(text, sent: "05-04 10:11").hasPrefix("Corregido 501 Kimbiri lun 04/05: \(counts)"))
        #expect(try talk.reports == ["2026-05-04 \(counts)"])
    }

    @Test(arguments: ["llegaron 2 niñas tarde", "aumente 1 varon mas", "un docente llego tarde", "me olvide de un niño", "1 mujer esta enferma en su casa"])
    func `what is more than a figure is read by a person, and begins no second report`(text: String) throws {
        try talk.say("12 15 2", sent: "05-04 10:10")
        #expect(try talk.say(text, sent: "05-04 10:11") == "Lo leera una persona de la oficina.")
        #expect(try talk.unread == [text])
        #expect(try talk.reports == ["2026-05-04 H12 M15 D2"])
    }

    @Test func `on a later day that is asked about a figure begins that day's report`() throws {
        try talk.say("12 15 2", sent: "05-04 10:10")
        #expect(try talk.say("H 13", sent: "05-11 10:10").hasPrefix("Falta M (mujeres) y D (docentes). Recibi H13."))
    }

    @Test(arguments: [
        "H12 M15 D2. El techo se cayo, un niño herido", "H12 M15 D2 mi nuevo numero es 987654323", "H12 M15 D2. ya no trabajare aqui",
        "12 15 2 por favor llameme", "H12 M15 D2 no hay agua en la escuela",
    ])
    func `news beside figures is stored with them and left to a person`(text: String) throws {
        let reply = try talk.say(text, sent: "05-04 10:10")
        #expect(reply.hasPrefix("Recibido 501 Kimbiri lun 04/05: H12 M15 D2.") && reply.hasSuffix("Lo leera una persona de la oficina."))
        #expect(try talk.reports == ["2026-05-04 H12 M15 D2"])
        #expect(try talk.unread == [text])
    }

    @Test func `the same figures again do not take news from the inbox`() throws {
        try talk.say("H12 M15 un niño herido", sent: "05-04 10:10")
        try talk.say("H12 M15 D2", sent: "05-04 10:11")
        #expect(try talk.reports == ["2026-05-04 H12 M15 D2"])
        #expect(try talk.unread == ["H12 M15 un niño herido"])
    }

    @Test func `a school that is closed for longer than a day is left to a person too`() throws {
        #expect(try talk.say("SIN CLASES toda la semana por huelga", sent: "05-04 10:10").contains("sin clases lun 04/05"))
        #expect(try talk.unread == ["SIN CLASES toda la semana por huelga"])
        #expect(try talk.say("SIN CLASES por huayco", sent: "05-05 10:10").contains("sin clases"))
        #expect(try talk.unread.count == 1)
    }

    @Test func `a reason for figures that were asked about is no new figure`() throws {
        try talk.say("17 15 2", sent: "05-04 10:10")
        #expect(try talk.say("3 son trasladados", sent: "05-04 10:11") == "Lo leera una persona de la oficina.")
        #expect(try talk.say("SI", sent: "05-04 10:12").contains("H17 M15 D2"))
    }

    @Test func `nobody missing takes FALTA back, and without FALTA is asked about`() throws {
        #expect(try talk.say("no falto nadie", sent: "05-04 10:09").hasPrefix("Envie cuantos asistieron"))
        try talk.say("FALTA 1 L", sent: "05-04 10:10")
        #expect(try talk.say("no falto nadie", sent: "05-04 10:11") == "Recibido 501 Kimbiri lun 04/05: no falto ningun docente. Gracias.")
    }

    @Test(arguments: ["solo yo", "yo sola nomas", "solo yo profesora"])
    func `the one teacher of a school counts as one`(text: String) throws {
        try talk.say("H12 M15", sent: "05-04 10:10")
        #expect(try talk.say(text, sent: "05-04 10:11").contains("H12 M15 D1"))
    }

    @Test func `what is not understood leaves the rest of the question open`() throws {
        try talk.say("H12 M15", sent: "05-04 10:10")
        #expect(try talk.say("D2 y 1 auxiliar", sent: "05-04 10:11").hasPrefix("No entendi \"1 auxiliar\"."))
        #expect(try talk.say("D 2", sent: "05-04 10:12").contains("H12 M15 D2"))
        #expect(try talk.unread.isEmpty)
    }

    @Test(arguments: ["llego un niño nuevo", "hay 2 niñas nuevas"])
    func `newcomers alone are no report`(text: String) throws {
        #expect(try talk.say(text, sent: "05-04 10:10") == "Lo leera una persona de la oficina.")
        #expect(try talk.unread == [text])
    }

    @Test(arguments: ["CORREGIR H 13", "no, 13 son los varones", "13 varones", "NO"])
    func `after a whole report a number of children corrects one figure, once it is said which`(answer: String) throws {
        try talk.say("12 15 2", sent: "05-04 10:10")
        #expect(try talk.say("perdon eran 13 niños", sent: "05-04 10:11").hasPrefix("13 es el total de alumnos?"))
        #expect(try talk.say(answer, sent: "05-04 10:12") == "Corregido 501 Kimbiri lun 04/05: H13 M15 D2 (antes H12 M15 D2). Gracias.")
    }

    @Test func `a total after a whole report takes none of its figures`() throws {
        try talk.say("12 15 2", sent: "05-04 10:10")
        try talk.say("perdon eran 20 niños", sent: "05-04 10:11")
        #expect(try talk.say("SI", sent: "05-04 10:12").hasPrefix("Recibi 20 en total."))
        #expect(try talk.reports == ["2026-05-04 H12 M15 D2"])
    }

    @Test func `figures that are denied are not confirmed`() throws {
        try talk.say("12 15 2", sent: "05-04 10:10")
        #expect(try talk.say("no es 12 15 2", sent: "05-04 10:11").hasPrefix("No entendi \"no es 12\"."))
        #expect(try talk.say("esta mal lo que puse 12 15 2", sent: "05-04 10:12") == "Lo leera una persona de la oficina.")
        #expect(try talk.unread == ["esta mal lo que puse 12 15 2"])
    }

    @Test(arguments: [("MAR SIN CLASES", ["2026-05-05 sin clases", "2026-05-04 H12 M15 D2"]), ("LUN SIN CLASES", ["2026-05-04 sin clases"])])
    func `a closure told on Tuesday does not wipe out Monday's figures unasked`(answer: String, reports: [String]) throws {
        try talk.say("12 15 2", sent: "05-04 10:10")
        #expect(
            try talk.say("SIN CLASES ANIVERSARIO", sent: "05-05 10:10")
                == "Ya tenemos de 501 Kimbiri lun 04/05: H12 M15 D2. De que dia es SIN CLASES? Escriba: MAR SIN CLASES o LUN SIN CLASES")
        #expect(try talk.reports == ["2026-05-04 H12 M15 D2"])
        try talk.say(answer, sent: "05-05 10:11")
        #expect(try talk.reports == reports)
    }

    @Test func `on the same day a closure replaces the figures`() throws {
        try talk.say("12 15 2", sent: "05-04 10:10")
        #expect(try talk.say("SIN CLASES", sent: "05-04 10:30").hasPrefix("Corregido 501 Kimbiri lun 04/05: sin clases"))
    }

    @Test func `all teachers are no pupils`() throws {
        #expect(try talk.say("H 12 todos los profesores", sent: "05-04 10:10").hasPrefix("Falta M (mujeres). Recibi H12 D2."))
        #expect(try talk.say("M 15", sent: "05-04 10:11").contains("H12 M15 D2"))
    }

    @Test func `figures of a phone that nobody knows are read by a person`() throws {
        #expect(try talk.say("Soy profesor 9999996, hoy 6 5 1", from: "+51987654399", sent: "05-04 10:10").hasPrefix("Este numero no esta registrado"))
        #expect(try talk.unread == ["Soy profesor 9999996, hoy 6 5 1"])
    }

    @Test func `today's report is the one that was sent today`() throws {
        try talk.say("12 15 2", sent: "05-06 10:10")
        #expect(try talk.say("anular el reporte de hoy", sent: "05-06 10:11").hasPrefix("Anulado 501 Kimbiri lun 04/05: H12 M15 D2."))
        #expect(try talk.reports.isEmpty)
        try talk.say("12 15 2", sent: "05-07 10:10")
        #expect(try talk.say("anular el reporte de hoy", sent: "05-08 10:11").hasPrefix("No tenemos un reporte suyo para anular."))
    }

    @Test func `CORREGIR alone asks for the figures`() throws {
        try talk.say("12 15 2", sent: "05-04 10:10")
        #expect(try talk.say("CORREGIR", sent: "05-04 10:11") == "Entonces envie de nuevo sus numeros, asi: H 12 M 15 D 2")
    }

    @Test func `absence in words goes with the report`() throws {
        #expect(try talk.say("12 15 1, 1 docente con licencia", sent: "05-04 10:10").hasSuffix("FALTA: 1 licencia."))
    }
}
