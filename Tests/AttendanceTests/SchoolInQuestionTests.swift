import Attendance
import Testing

/// A phone with several schools: the letter is read where people write it, and examples are for the school that is meant.
@Suite("The school in question")
struct SchoolInQuestionTests {
    private func talk() throws -> Conversation { try Conversation(schools: [(Sample.one, "A"), (Sample.two, "B")]) }

    @Test(arguments: ["CORREGIR B H 9", "CORREGIR H 9 B", "B CORREGIR H 9", "CORREGIR 9999988 H 9"])
    func `CORREGIR means the school that it names`(text: String) throws {
        var conversation = try talk()
        conversation.say("A 12 15 2", at: "2026-05-04 10:00")
        conversation.say("B 8 10 1", at: "2026-05-04 10:05")
        #expect(conversation.say(text).hasPrefix("Corregido I.E. 38387 lun 04/05: H9 M10 D1 (antes H8 M10 D1)"))
    }

    @Test(arguments: ["SIN CLASES B", "SIN CLASES B LLUVIA", "B SIN CLASES"])
    func `SIN CLASES means the school that it names`(text: String) throws {
        var conversation = try talk()
        #expect(conversation.say(text).hasPrefix("Recibido: I.E. 38387 sin clases lun 04/05"))
    }

    @Test(arguments: [
        ("CORREGIR B H 9", "No tenemos un reporte suyo para corregir. Envielo completo, asi: B H 9 M 11 D 1"),
        ("B ANULAR", "No tenemos un reporte suyo para anular. Para reportar envie: B H 9 M 11 D 1"),
        ("B SI", "No tenemos una pregunta pendiente con usted. Para reportar envie: B H 9 M 11 D 1"),
        ("CORREGIR B H dose", "No entendi \"dose\". Escriba con numeros, asi: B H 9 M 11 D 1"),
    ])
    func `the example is for the school in question`(text: String, reply: String) throws {
        var conversation = try talk()
        #expect(conversation.say(text) == reply)
    }
}
