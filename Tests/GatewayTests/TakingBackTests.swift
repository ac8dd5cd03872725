import Attendance
import Foundation
import Store
import Testing

/// What was said by mistake beside reports: FALTA, MATRICULA, practice, and NO to a question.
@Suite("Taking back FALTA, MATRICULA and practice")
struct TakingBackTests {
    private let talk: Talk

    init() throws { talk = try Talk() }

    private var absences: [String] {
        get throws {
            try talk.office.store.absences(from: nil, to: nil, school: nil, limit: 9).map {
                "\($0.day.iso) \($0.teachers)\($0.reason.letter)\($0.isTraining ? " PRUEBA" : "")"
            }
        }
    }

    // MARK: FALTA

    @Test func `ANULAR after FALTA takes back FALTA, and then the report before it`() throws {
        try talk.say("H 12 M 15 D 1", sent: "05-04 10:10")
        try talk.say("FALTA 1 L", sent: "05-04 10:20")
        #expect(try talk.say("ANULAR", sent: "05-04 10:30") == "Anulado 501 Kimbiri lun 04/05: falta de docentes 1 licencia. Gracias.")
        #expect(try absences.isEmpty)
        #expect(try talk.reports == ["2026-05-04 H12 M15 D1"])
        #expect(try talk.say("ANULAR", sent: "05-04 10:31").hasPrefix("Anulado 501 Kimbiri lun 04/05: H12 M15 D1."))
        #expect(try talk.reports.isEmpty)
    }

    @Test func `after a report that came later ANULAR means the report`() throws {
        try talk.say("FALTA 1 L", sent: "05-04 10:10")
        try talk.say("H 12 M 15 D 1", sent: "05-04 10:20")
        #expect(try talk.say("ANULAR", sent: "05-04 10:30").hasPrefix("Anulado 501 Kimbiri lun 04/05: H12 M15 D1."))
        #expect(try absences == ["2026-05-04 1L"])
    }

    @Test func `it means what was asked back, where that is later, and FALTA where that is`() throws {
        try talk.say("FALTA 1 L", sent: "05-04 10:10")
        try talk.say("H 12 M 15", sent: "05-04 10:20")
        #expect(try talk.say("ANULAR", sent: "05-04 10:30").contains("H12 M15"))
        try talk.say("H 12 M 15", sent: "05-04 12:40")
        try talk.say("FALTA 2 L", sent: "05-04 12:50")
        #expect(try talk.say("ANULAR", sent: "05-04 12:51").contains("falta de docentes 2 licencia"))
        #expect(try talk.say("D 2", sent: "05-04 12:52").hasPrefix("Recibido 501 Kimbiri lun 04/05: H12 M15 D2."))
    }

    @Test func `neither a colleague's FALTA nor one sent later is taken back`() throws {
        try talk.say("FALTA 1 L", from: SampleOffice.julio, sent: "05-04 10:10")
        #expect(try talk.say("ANULAR", sent: "05-04 10:30").hasPrefix("No tenemos"))
        try talk.say("FALTA 1 P", sent: "05-04 11:00")
        #expect(try talk.say("ANULAR", sent: "05-04 10:50", received: "05-04 11:10").hasPrefix("No tenemos"))
        #expect(try absences == ["2026-05-04 1P"])
    }

    @Test(arguments: ["FALTA 0", "FALTA NADIE", "FALTA 0 docentes", "ANULAR FALTA", "anular la falta", "ANULAR FALTA 1 L", "CORREGIR FALTA 0"])
    func `nobody was missing`(text: String) throws {
        try talk.say("H 12 M 15 D 2 FALTA 1 L", sent: "05-04 10:10")
        #expect(try absences == ["2026-05-04 1L"])
        #expect(try talk.say(text, sent: "05-04 10:20") == "Recibido 501 Kimbiri lun 04/05: no falto ningun docente. Gracias.")
        #expect(try absences.isEmpty)
        #expect(try talk.reports == ["2026-05-04 H12 M15 D2"])
    }

    @Test func `CORREGIR FALTA is about the day that was told last`() throws {
        try talk.say("27/04 FALTA 1 L", sent: "05-04 10:10")
        #expect(try talk.say("CORREGIR FALTA 1 P", sent: "05-04 10:20") == "Recibido 501 Kimbiri lun 27/04: falta de docentes 1 permiso. Gracias.")
        #expect(try absences == ["2026-04-27 1P"])
        try talk.say("ANULAR FALTA", sent: "05-04 10:30")
        #expect(try absences.isEmpty)
    }

    @Test func `with several schools it needs no letter`() throws {
        let talk = try Talk(isShared: true)
        try talk.say("B FALTA 1 L", sent: "05-04 10:10")
        #expect(try talk.say("CORREGIR FALTA 1 P", sent: "05-04 10:20").hasPrefix("Recibido 38387"))
        #expect(try talk.say("ANULAR", sent: "05-04 10:30").hasPrefix("Anulado 38387"))
    }

    @Test func `practice is taken back as practice`() throws {
        try talk.say("FALTA 1 L", sent: "05-04 10:10")
        try talk.say("PRUEBA FALTA 2 P", sent: "05-04 10:20")
        #expect(try talk.say("ANULAR", sent: "05-04 10:30").hasPrefix("PRUEBA: Anulado"))
        #expect(try absences == ["2026-05-04 1L"])
    }

    // MARK: MATRICULA

    @Test func `what is in force, said again, withdraws what waits`() throws {
        try talk.say("MATRICULA M 18", sent: "05-04 10:10")
        #expect(try talk.say("MATRICULA M 16", sent: "05-04 10:20").hasPrefix("Ya tenemos esa matricula de 501 Kimbiri: M16."))
        #expect(try talk.office.store.proposals(all: false, limit: 9).isEmpty)
        #expect(try talk.unread.isEmpty)
    }

    @Test func `a second part goes with the first`() throws {
        try talk.say("MATRICULA H 15", sent: "05-04 10:10")
        #expect(try talk.say("MATRICULA M 18", sent: "05-04 10:20").hasPrefix("Recibido: matricula de 501 Kimbiri H15 M18 (antes H14 M16 D2)."))
        #expect(try talk.office.store.proposals(all: false, limit: 9).map(\.proposal.enrolment) == [Enrolment(boys: 15, girls: 18)])
        #expect(try talk.unread == ["MATRICULA M 18"])
    }

    // MARK: NO, PRUEBA

    @Test func `what NO said was wrong is for a person when another day takes its place`() throws {
        try talk.say("H 12 M 41 D 2", sent: "05-04 10:10")
        try talk.say("NO", sent: "05-04 10:11")
        #expect(try talk.unread.isEmpty)
        try talk.say("27/04 H 9 M 9", sent: "05-04 10:20")
        #expect(try talk.unread == ["H 12 M 41 D 2"])
    }

    @Test func `it is not when the right figures come`() throws {
        try talk.say("H 12 M 41 D 2", sent: "05-04 10:10")
        try talk.say("NO", sent: "05-04 10:11")
        try talk.say("H 12 M 14 D 2", sent: "05-04 10:12")
        #expect(try talk.unread.isEmpty)
        #expect(try talk.reports == ["2026-05-04 H12 M14 D2"])
    }

    @Test func `figures that practice had given already, without the word, are meant`() throws {
        try talk.say("PRUEBA H 3 M 4", sent: "05-04 10:10")
        #expect(try talk.say("H 12 M 15", sent: "05-04 10:20").hasPrefix("Falta D (docentes). Recibi H12 M15."))
        #expect(try talk.say("D 2", sent: "05-04 10:21").hasPrefix("Recibido 501 Kimbiri lun 04/05: H12 M15 D2."))
        #expect(try talk.reports == ["2026-05-04 H12 M15 D2"])
    }

    @Test func `the part that practice lacks completes it`() throws {
        try talk.say("PRUEBA H 3 M 4", sent: "05-04 10:10")
        #expect(try talk.say("D 1", sent: "05-04 10:11").hasPrefix("PRUEBA: Recibido 501 Kimbiri lun 04/05: H3 M4 D1."))
        try talk.say("PRUEBA H 41 M 4 D 1", sent: "05-04 10:12")
        #expect(try talk.say("H 4", sent: "05-04 10:13").hasPrefix("PRUEBA: "))
    }

    // MARK: ALTA

    @Test func `a stranger is told what is missing`() throws {
        let stranger = "+51912345678"
        #expect(
            try talk.say("ALTA JUANA MAMANI", from: stranger, sent: "05-04 10:10")
                == "Falta el codigo modular de su escuela, de 7 digitos. Envie asi: ALTA JUANA MAMANI 9999996")
        #expect(try talk.say("ALTA JUANA MAMANI 9999996", from: stranger, sent: "05-04 10:12").hasPrefix("Recibimos su pedido"))
        #expect(
            try talk.say("ALTA 9999996", from: "+51912345679", sent: "05-04 10:15")
                == "Falta su nombre. Envie asi: ALTA ROSA QUISPE 9999996")
    }

    @Test func `a late BAJA does not follow an ALTA for another school`() throws {
        try talk.say("ALTA ROSA QUISPE 9999988", sent: "05-04 11:00")
        #expect(try talk.say("BAJA", sent: "05-04 10:30", received: "05-04 11:30") == "-overtaken")
        #expect(try talk.unread == ["ALTA ROSA QUISPE 9999988"])
    }

    @Test func `a late PAUSA is not undone by practice`() throws {
        let promoter = "+51987654329"
        try talk.enlist(
            Reporter(
                phone: Talk.phone(promoter), name: "Elena Soto", role: .promoter, assignments: [Assignment(school: SampleOffice.school)]))
        try talk.say("PRUEBA PAUSA 9999996", from: promoter, sent: "05-04 11:00")
        #expect(try talk.say("PAUSA 9999996", from: promoter, sent: "05-04 10:30", received: "05-04 11:30").contains("en pausa"))
        #expect(try talk.office.store.holds(since: SampleOffice.day("2026-05-04")).count { !$0.hold.isTakenBack } == 1)
    }
}
