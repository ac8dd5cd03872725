import Attendance
import Foundation
import Store
import Testing

/// People copy the example they were sent, and say why a figure is as it is.
@Suite("What our own question brings back")
struct CopiedExampleTests {
    @Test(arguments: [
        ("27/04 H 41 M 13 D 2", nil, "H 14 M 13 D 2"), ("27/04 H 41 M 13 D 2", "NO", "H 14 M 13 D 2"),
        ("27/04 H 12 M dose D 2", nil, "H 12 M 13 D 2"),
    ])
    func `figures sent again are of the day that was named, and leave the usual day alone`(
        text: String, answer: String?, again: String
    ) throws {
        let talk = try Talk()
        try talk.say("H 12 M 15 D 2", sent: "05-04 10:00")
        try talk.say(text, sent: "05-04 10:05")
        if let answer { try talk.say(answer, sent: "05-04 10:06") }
        #expect(try talk.say(again, sent: "05-04 10:07").contains("lun 27/04"))
        let copied = "2026-04-27 " + again.replacing("H ", with: "H").replacing("M ", with: "M").replacing("D ", with: "D")
        #expect(try talk.reports == ["2026-05-04 H12 M15 D2", copied])
        #expect(try talk.unread.isEmpty)
    }

    @Test func `a report of the usual day that names it still is one`() throws {
        let talk = try Talk()
        try talk.say("27/04 H 41 M 13 D 2", sent: "05-04 10:05")
        #expect(try talk.say("HOY H 14 M 13 D 2", sent: "05-04 10:07").contains("lun 04/05"))
    }

    @Test func `where the usual day has moved on, figures are of the usual day`() throws {
        let talk = try Talk()
        try talk.say("27/04 H 41 M 13 D 2", sent: "05-10 23:30")
        #expect(try talk.say("H 14 M 13 D 2", sent: "05-11 10:00").contains("lun 11/05"))
    }

    @Test func `an example of practice is practice when it is copied`() throws {
        let talk = try Talk()
        try talk.say("H 12 M 15 D 2", sent: "05-04 10:00")
        let reply = try talk.say("PRUEBA H 41 M 3 D 1", sent: "05-04 10:05")
        #expect(reply.contains("PRUEBA H 14 M 3 D 1"))
        #expect(try talk.say("PRUEBA H 14 M 3 D 1", sent: "05-04 10:06").hasPrefix("PRUEBA: Recibido"))
        #expect(try talk.reports(.init()).filter { !$0.report.isTraining }.count == 1)
    }

    @Test(arguments: [
        ("H 12 M 17 D 2", "hay una niña nueva"), ("H 12 M 18 D 2", "hay 2 niñas nuevas"),
        ("H 15 M 15 D 2", "1 varon nuevo se matriculo"), ("H 12 M 15 D 3", "llego un profesor nuevo"),
        ("H 12 M 15 D 3", "si llego un profesor nuevo"), ("H 12 M 15 D 3", "hay un docente practicante"),
        ("H 12 M 17 D 2", "es correcto"), ("H 12 M 17 D 2", "Siii"),
    ])
    func `who is new explains the figure and is none`(text: String, reason: String) throws {
        let talk = try Talk()
        #expect(try talk.say(text, sent: "05-04 10:00").contains("Si es correcto"))
        #expect(try talk.say(reason, sent: "05-04 10:02").hasPrefix("Recibido"))
        #expect(try talk.reports == ["2026-05-04 " + text.replacing("H ", with: "H").replacing("M ", with: "M").replacing("D ", with: "D")])
    }

    @Test(arguments: [
        "AYUDA se cayo el techo de la escuela y hay niños heridos", "auxilio me robaron el celular ayer en el camino",
        "Ayuda la profesora esta grave en el hospital de Pichari",
    ])
    func `a cry for help goes to a person`(text: String) throws {
        let talk = try Talk()
        try talk.say(text, sent: "05-04 10:00")
        #expect(try talk.unread == [text])
    }

    @Test(arguments: ["Ayuda no hubo clases por el huaico", "Ayuda. Sin clases por duelo"])
    func `no class is no class behind a cry for help`(text: String) throws {
        let talk = try Talk()
        try talk.say(text, sent: "05-04 10:00")
        #expect(try talk.reports == ["2026-05-04 sin clases"])
    }

    @Test(arguments: ["ayuda", "Ayuda por favor", "ayuda como mando el reporte de mi escuela", "AYUDA no entiendo el mensaje"])
    func `who asks how is told how`(text: String) throws {
        let talk = try Talk()
        #expect(try talk.say(text, sent: "05-04 10:00").hasPrefix("AYUDA"))
    }

    @Test(arguments: [
        ("H 12 M 15 D 2 2 raciones", "H12 M15 D2", 2), ("H 12 M 15 2 raciones", "", 2), ("12 15 2 y 30 raciones", "H12 M15 D2", 30),
        ("27 raciones H 12 M 15 D 2", "H12 M15 D2", 27), ("H 12 M 15 D 2 raciones 12", "H12 M15 D2", 12),
        ("cero raciones", "", 0),
    ])
    func `a number before the word of a count is no figure`(text: String, counts: String, value: Int) throws {
        let talk = try Talk {
            $0.questions = [
                ExtraQuestion(
                    key: "raciones", words: ["raciones"], kind: .count, rhythm: .weekly, roles: [.teacher],
                    wordings: ["es": "Raciones? {example}"])
            ]
        }
        try talk.say(text, sent: "05-04 10:00")
        #expect(talk.last?.answers.map(\.value) == [value])
        #expect(try talk.reports == (counts.isEmpty ? [] : ["2026-05-04 \(counts)"]))
    }

    @Test(arguments: ["Hoy no hubo clases, ayer si", "hoy no hay clases por lluvia, ayer fue normal"])
    func `of two days nobody guesses which had no class`(text: String) throws {
        let talk = try Talk()
        try talk.say("H 12 M 15 D 2", sent: "05-04 10:00")
        #expect(try talk.say(text, sent: "05-05 10:00").contains("dia"))
        #expect(try talk.reports == ["2026-05-04 H12 M15 D2"])
    }

    @Test(arguments: [
        ("hoy no hubo clases", "05-04 10:00"), ("hoy le aviso que ayer no hubo clases", "05-05 10:00"),
        ("hoy lunes no hubo clases por lluvia", "05-04 10:00"),
    ])
    func `one day without class is one`(text: String, sent: String) throws {
        let talk = try Talk()
        try talk.say(text, sent: sent)
        #expect(try talk.reports == ["2026-05-04 sin clases"])
    }

    @Test(arguments: [("ALTA JUANA MAMANI", "9999996"), ("ALTA 9999996", "Juana Mamani"), ("Juana Mamani", "9999996"), ("ALTA JUANA MAMANI", "el codigo es 9999996")])
    func `a stranger joins in two texts, also after being told that the number is not registered`(first: String, second: String) throws {
        // Two names alone are a wish only of who was told how to join.
        for greeting in first.hasPrefix("ALTA") ? ["", "hola"] : ["ALTA"] {
            let talk = try Talk()
            let stranger = "+51987654399"
            if !greeting.isEmpty { try talk.say(greeting, from: stranger, sent: "05-04 09:59") }
            #expect(try talk.say(first, from: stranger, sent: "05-04 10:00").hasPrefix("Falta"))
            #expect(try talk.say(second, from: stranger, sent: "05-04 10:02").lowercased().hasPrefix("recibimos su pedido: juana mamani, codigo 9999996"))
            #expect(try talk.unread == [second])
        }
    }

    @Test func `a stranger is asked for the rest of an ALTA once`() throws {
        let talk = try Talk()
        let stranger = "+51987654399"
        try talk.say("ALTA JUANA MAMANI", from: stranger, sent: "05-04 10:00")
        #expect(try talk.say("ALTA JUANA MAMANI", from: stranger, sent: "05-04 10:02") == "-toldUnregisteredToday")
        #expect(try talk.say("ALTA PEDRO QUISPE", from: stranger, sent: "05-04 10:03") == "-toldUnregisteredToday")
        #expect(try talk.unread == ["ALTA JUANA MAMANI", "ALTA PEDRO QUISPE"])
    }

    @Test func `ANULAR takes back FALTA of the same text, and no other`() throws {
        let talk = try Talk()
        func absences() throws -> [Int] {
            try talk.office.store.absences(from: nil, to: nil, school: nil, limit: 10).map(\.teachers)
        }
        try talk.say("H 12 M 15 D 1 FALTA 1 I", sent: "05-04 10:00")
        #expect(try absences() == [1])
        #expect(try talk.say("ANULAR", sent: "05-04 10:05").hasPrefix("Anulado"))
        #expect(try absences().isEmpty && talk.reports.isEmpty)
        try talk.say("FALTA 1 L", sent: "05-04 10:10")
        try talk.say("H 12 M 15 D 1", sent: "05-04 10:11")
        try talk.say("ANULAR", sent: "05-04 10:12")
        #expect(try absences() == [1])
    }
}
