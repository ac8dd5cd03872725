import Attendance
import Foundation
import Testing

/// What ANULAR, FALTA, MATRICULA and ESTADO lead to.
@Suite("Commands of reporters")
struct CommandDecisionTests {
    private static let twoSchools: [(School, String?)] = [(Sample.one, "A"), (Sample.two, "B")]

    // MARK: ANULAR

    @Test
    func `ANULAR takes back the last report, once`() throws {
        var conversation = try Conversation()
        conversation.say("H 12 M 15 D 2")
        let report = conversation.context.reports.first?.id
        #expect(
            conversation.say("ANULAR")
                == "Anulado I.E. 501 Kimbiri lun 04/05: H12 M15 D2. Si hubo clases ese dia, envie: H 12 M 15 D 2")
        #expect(conversation.last?.takesBack == report)
        #expect(
            conversation.say("ANULAR") == "No tenemos un reporte suyo para anular. Para reportar envie: H 12 M 15 D 2")
        #expect(conversation.last?.takesBack == nil)
        #expect(conversation.say("H 12 M 15 D 2").hasPrefix("Recibido"))
    }

    @Test
    func `ANULAR takes back a day without class, and of several schools the meant one`() throws {
        var conversation = try Conversation(schools: Self.twoSchools)
        conversation.say("A SIN CLASES LLUVIA", at: "2026-05-04 10:00")
        conversation.say("B 9 10 1", at: "2026-05-04 11:00")
        #expect(conversation.say("A ANULAR", at: "2026-05-04 12:00").hasPrefix("Anulado I.E. 501 Kimbiri lun 04/05: sin clases."))
        #expect(conversation.say("ANULAR", at: "2026-05-04 12:01").hasPrefix("Anulado I.E. 38387 lun 04/05: H9 M10 D1."))
        #expect(conversation.say("ANULAR C", at: "2026-05-04 12:02").hasPrefix("Usted no reporta por C."))
    }

    @Test
    func `ANULAR does not touch what somebody else has reported, nor training`() throws {
        var conversation = try Conversation { context in
            context.reports = [Sample.stored(Sample.one, "2026-05-04", Sample.present(12, 15, 2), phone: Sample.julio)]
        }
        #expect(conversation.say("ANULAR").hasPrefix("No tenemos un reporte suyo"))
        #expect(conversation.say("PRUEBA ANULAR").hasPrefix("PRUEBA: No tenemos"))
        #expect(conversation.last?.takesBack == nil)
    }

    @Test
    func `ANULAR drops a report that waits for SI`() throws {
        var conversation = try Conversation()
        conversation.say("H 41 M 15 D 2")
        #expect(conversation.say("ANULAR").hasPrefix("Anulado I.E. 501 Kimbiri lun 04/05: H41 M15 D2."))
        #expect(conversation.say("SI").hasPrefix("No tenemos una pregunta pendiente"))
    }

    @Test
    func `ANULAR of one school leaves alone what is asked about another, of one day what is of another`() throws {
        var conversation = try Conversation(schools: Self.twoSchools)
        conversation.say("B 9 10 1", at: "2026-05-04 10:00")
        conversation.say("A H 41 M 15 D 2", at: "2026-05-04 11:00")
        #expect(conversation.say("B ANULAR", at: "2026-05-04 11:05").hasPrefix("Anulado I.E. 38387 lun 04/05: H9 M10 D1."))
        #expect(conversation.say("ANULAR 27/04", at: "2026-05-04 11:06").hasPrefix("No tenemos un reporte suyo"))
        #expect(conversation.say("PRUEBA ANULAR", at: "2026-05-04 11:07").hasPrefix("PRUEBA: No tenemos"))
        #expect(conversation.say("SI", at: "2026-05-04 11:08").hasPrefix("Recibido I.E. 501 Kimbiri lun 04/05: H41"))
    }

    @Test
    func `the community takes back its own answer`() throws {
        var conversation = try Conversation(role: .community)
        conversation.say("SI")
        #expect(conversation.say("ANULAR") == "Anulada su respuesta de I.E. 501 Kimbiri lun 04/05. Gracias.")
        #expect(conversation.last?.takesBack != nil)
    }

    @Test
    func `ANULAR of a correction lets the report before it count again, and says so`() throws {
        var conversation = try Conversation()
        conversation.say("H 12 M 15 D 2", at: "2026-05-04 11:00")
        let first = conversation.context.reports[0].id
        conversation.say("H 13 M 15 D 2", at: "2026-05-04 11:10")
        #expect(
            conversation.say("ANULAR", at: "2026-05-04 11:20")
                == "Anulado I.E. 501 Kimbiri lun 04/05: H13 M15 D2. Vale otra vez: H12 M15 D2. Si no es correcto, envie: H 12 M 15 D 2")
        #expect(conversation.last?.restores == first)
        #expect(conversation.context.reports.map(\.report.content) == [Sample.present(12, 15, 2)])
        #expect(conversation.say("ANULAR", at: "2026-05-04 11:30").hasPrefix("Anulado I.E. 501 Kimbiri lun 04/05: H12 M15 D2. Si hubo"))
        #expect(conversation.context.reports.isEmpty)
    }

    @Test
    func `what took the place of a colleague's report gives it back`() throws {
        var conversation = try Conversation { context in
            context.reports = [Sample.stored(Sample.one, "2026-05-04", Sample.present(12, 15, 2), at: "2026-05-04 10:30", phone: Sample.julio)]
        }
        conversation.say("H 9 M 15 D 2")
        #expect(conversation.say("ANULAR", at: "2026-05-04 11:05").contains("Vale otra vez: H12 M15 D2."))
        #expect(conversation.say("ANULAR", at: "2026-05-04 11:06").hasPrefix("No tenemos un reporte suyo"))
        #expect(conversation.context.reports.map(\.report.phone) == [Sample.julio])
    }

    @Test
    func `of a report in whose place a colleague's stands one's own is taken back, and none of another day instead`() throws {
        var conversation = try Conversation()
        conversation.say("27/04 H 11 M 15 D 2", at: "2026-05-04 10:00")
        conversation.say("H 12 M 15 D 2", at: "2026-05-04 10:05")
        for var report in conversation.context.reports where report.report.day.iso == "2026-05-04" {
            report.state = .superseded
            conversation.context.earlierReports.append(report)
        }
        conversation.context.reports.removeAll { $0.report.day.iso == "2026-05-04" }
        conversation.context.reports.append(
            Sample.stored(Sample.one, "2026-05-04", Sample.present(12, 14, 2), phone: Sample.julio))
        let own = conversation.context.earlierReports.first?.id
        #expect(
            conversation.say("ANULAR")
                == "Anulado su reporte de I.E. 501 Kimbiri lun 04/05: H12 M15 D2. Vale el de otra persona: H12 M14 D2. Si no, envie: H 12 M 15 D 2")
        #expect(conversation.last?.takesBack == own && conversation.last?.restores == nil)
        #expect(conversation.context.reports.map(\.report.day.iso).sorted() == ["2026-04-27", "2026-05-04"])
    }

    @Test
    func `CORREGIR of a report in whose place a colleague's stands corrects what counts`() throws {
        var conversation = try Conversation()
        conversation.say("H 12 M 15 D 2", at: "2026-05-04 10:05")
        conversation.context.earlierReports = conversation.context.reports.map { report in
            var report = report
            report.state = .superseded
            return report
        }
        conversation.context.reports = [Sample.stored(Sample.one, "2026-05-04", Sample.present(12, 14, 2), phone: Sample.julio)]
        #expect(conversation.say("CORREGIR H 13").hasPrefix("Corregido I.E. 501 Kimbiri lun 04/05: H13 M14 D2 (antes H12 M14 D2)"))
    }

    @Test
    func `after practice ANULAR and CORREGIR mean the practice`() throws {
        var conversation = try Conversation()
        conversation.say("H 12 M 15 D 2", at: "2026-05-04 10:00")
        conversation.say("PRUEBA H 3 M 4 D 1", at: "2026-05-04 10:05")
        #expect(conversation.say("CORREGIR H 5", at: "2026-05-04 10:06").hasPrefix("PRUEBA: "))
        #expect(conversation.last?.report?.isTraining == true)
        #expect(conversation.say("ANULAR", at: "2026-05-04 10:07").hasPrefix("PRUEBA: Anulado"))
        #expect(conversation.context.reports.contains { !$0.report.isTraining && $0.report.content == Sample.present(12, 15, 2) })
    }

    @Test
    func `of two schools reported on one day it is asked which is meant`() throws {
        var conversation = try Conversation(schools: Self.twoSchools)
        conversation.say("A 12 15 2", at: "2026-05-04 10:00")
        conversation.say("B 9 10 1", at: "2026-05-04 10:05")
        #expect(conversation.say("ANULAR", at: "2026-05-04 10:06").hasSuffix("Ej: A ANULAR"))
        #expect(conversation.say("A", at: "2026-05-04 10:07").hasPrefix("Anulado I.E. 501 Kimbiri lun 04/05: H12 M15 D2."))
        conversation.say("A 12 15 2", at: "2026-05-04 10:08")
        #expect(conversation.say("CORREGIR H 8", at: "2026-05-04 10:09").hasSuffix("Ej: A CORREGIR H 13"))
        #expect(conversation.say("B", at: "2026-05-04 10:10").hasPrefix("Corregido I.E. 38387 lun 04/05: H8 M10 D1"))
        #expect(conversation.say("A CORREGIR H 13", at: "2026-05-04 10:11").hasPrefix("Corregido I.E. 501 Kimbiri"))
    }

    @Test
    func `who has sent none corrects a colleague's report of the day that is asked about, and none of before`() throws {
        let colleagues = Sample.stored(Sample.one, "2026-05-04", Sample.present(12, 15, 2), phone: Sample.julio)
        var conversation = try Conversation { $0.reports = [colleagues] }
        #expect(conversation.say("CORREGIR H 13").hasPrefix("Corregido I.E. 501 Kimbiri lun 04/05: H13 M15 D2 (antes H12"))
        conversation = try Conversation { $0.reports = [colleagues] }
        #expect(conversation.say("CORREGIR H 13", at: "2026-05-11 11:00").hasPrefix("No tenemos un reporte suyo para corregir"))
        #expect(conversation.last?.report == nil)
    }

    // MARK: FALTA

    @Test(arguments: [
        ("FALTA 1 L", "Recibido I.E. 501 Kimbiri lun 04/05: falta de docentes 1 licencia. Gracias.", [.leave: 1]),
        ("FALTA 1 J 1 T", "Recibido I.E. 501 Kimbiri lun 04/05: falta de docentes 1 justificada, 1 tardanza. Gracias.", [.justified: 1, .late: 1]),
        ("FALTA AYER H", "Recibido I.E. 501 Kimbiri dom 03/05: falta de docentes 1 huelga. Gracias.", [.strike: 1]),
        ("PRUEBA FALTA 1 P", "PRUEBA: Recibido I.E. 501 Kimbiri lun 04/05: falta de docentes 1 permiso. Gracias.", [.permission: 1]),
    ] as [(String, String, [AbsenceReason: Int])])
    func `FALTA says why teachers were not there`(text: String, reply: String, reasons: [AbsenceReason: Int]) throws {
        var conversation = try Conversation()
        #expect(conversation.say(text) == reply)
        #expect(conversation.last?.absences?.reasons == reasons)
        #expect(conversation.last?.absences?.isTraining == text.hasPrefix("PRUEBA"))
        #expect(conversation.last?.report == nil)
    }

    @Test(arguments: [
        ("FALTA 3 L", "I.E. 501 Kimbiri tiene 2 docentes y usted envio 3 faltas. Revise y envie de nuevo, asi: FALTA 1 L"),
        ("FALTA 1 X", "No entendi \"X\". J justificada, I injustificada, L licencia, P permiso, T tardanza, H huelga. Asi: FALTA 1 L"),
    ])
    func `a FALTA that cannot be is asked back`(text: String, reply: String) throws {
        var conversation = try Conversation()
        #expect(conversation.say(text) == reply)
        #expect(conversation.last?.absences == nil)
    }

    @Test
    func `a phone with two schools says which`() throws {
        var conversation = try Conversation(schools: Self.twoSchools)
        #expect(conversation.say("FALTA 1 L").hasPrefix("Usted reporta por 2 escuelas. De cual es? Escriba A o B"))
        #expect(conversation.say("B").hasPrefix("Recibido I.E. 38387 lun 04/05: falta de docentes 1 licencia."))
        #expect(conversation.last?.absences?.school == Sample.two.key)
    }

    // MARK: MATRICULA

    @Test
    func `MATRICULA proposes what differs`() throws {
        var conversation = try Conversation()
        #expect(
            conversation.say("MATRICULA H 15 M 16")
                == "Recibido: matricula de I.E. 501 Kimbiri H15 M16 (antes H14 M16 D2). La oficina lo revisara. Gracias.")
        #expect(conversation.last?.proposal?.enrolment == Enrolment(boys: 15, girls: 16))
        #expect(conversation.say("MATRICULA H 14 M 16") == "Ya tenemos esa matricula de I.E. 501 Kimbiri: H14 M16. Gracias.")
        #expect(conversation.last?.proposal == nil)
        #expect(conversation.say("MATRICULA 30") == "Para avisar la matricula escriba hombres y mujeres, asi: MATRICULA H 14 M 16")
        conversation.say("PRUEBA MATRICULA H 15")
        #expect(conversation.last?.proposal == nil)
    }

    // MARK: ESTADO

    @Test
    func `ESTADO says what there is of this week`() throws {
        var conversation = try Conversation()
        #expect(conversation.say("ESTADO") == "Falta el reporte de I.E. 501 Kimbiri lun 04/05. Envie asi: H 12 M 15 D 2")
        conversation.say("H 12 M 15 D 2", at: "2026-05-05 11:00")
        #expect(
            conversation.say("estado", at: "2026-05-07 08:00")
                == "Tenemos el reporte de I.E. 501 Kimbiri lun 04/05: H12 M15 D2. Gracias.")
        #expect(
            conversation.say("estado", at: "2026-05-22 08:00")
                == "Esta semana no hay dia de reporte en I.E. 501 Kimbiri. El proximo es lunes 25/05. Gracias.")
    }

    @Test
    func `ESTADO of several schools names those that are missing`() throws {
        var conversation = try Conversation(schools: Self.twoSchools)
        conversation.say("A 12 15 2")
        #expect(
            conversation.say("que falta")
                == "Esta semana falta el reporte de B=I.E. 38387. Tenemos 1 de 2. Envie asi: B H 12 M 15 D 2")
        conversation.say("B 9 10 1")
        #expect(conversation.say("ESTADO") == "Tenemos todos sus reportes de esta semana: 2 de 2. Gracias.")
        #expect(conversation.say("A ESTADO") == "Tenemos el reporte de I.E. 501 Kimbiri lun 04/05: H12 M15 D2. Gracias.")
    }

    @Test
    func `a promoter is told who is silent`() throws {
        let many = (10..<25).map { number in
            (Sample.school("99999\(number)", "I.E. 38\(number) Alto", boys: 9, girls: 9, teachers: 1), nil as String?)
        }
        var conversation = try Conversation(role: .promoter, schools: many)
        let reply = conversation.say("ESTADO")
        #expect(reply.hasPrefix("Esta semana falta el reporte de 15 de 15 escuelas: "))
        #expect(reply.hasSuffix("3823, 3824."))
        #expect(Sample.fits(reply))
        conversation.context.reports = many.map { Sample.stored($0.0, "2026-05-04", Sample.present(9, 9, 1), phone: Sample.julio) }
        #expect(conversation.say("ESTADO") == "Esta semana reportaron todas sus escuelas: 15 de 15.")
    }

    @Test
    func `the community is told of its own answer`() throws {
        var conversation = try Conversation(role: .community)
        #expect(conversation.say("ESTADO") == "Falta el reporte de I.E. 501 Kimbiri lun 04/05. Envie asi: SI")
        conversation.say("NO")
        #expect(conversation.say("ESTADO") == "Tenemos el reporte de I.E. 501 Kimbiri lun 04/05: sin clases. Gracias.")
    }
}
