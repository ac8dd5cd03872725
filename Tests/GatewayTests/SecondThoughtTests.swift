import Attendance
import Foundation
import Testing

/// What people add to figures that we asked about.
@Suite("Second thoughts")
struct SecondThoughtTests {
    private let talk: Talk

    init() throws { talk = try Talk() }

    @Test func `a reason is no figure`() throws {
        try talk.say("17 15 2", sent: "05-04 10:10")
        #expect(try talk.say("es que vinieron 3 de inicial", sent: "05-04 10:11") == "Lo leera una persona de la oficina.")
        #expect(try talk.reports.isEmpty)
        #expect(try talk.unread == ["es que vinieron 3 de inicial"])
        #expect(try talk.say("SI", sent: "05-04 10:12").contains("H17 M15 D2"))
    }

    @Test(arguments: ["son 13", "no, eran 13", "perdon 13", "13"])
    func `a number with words around it is one`(text: String) throws {
        try talk.say("17 15 2", sent: "05-04 10:10")
        #expect(try talk.say(text, sent: "05-04 10:11").contains("H13 M15 D2"))
    }

    @Test func `all of those who were missing in the report are no pupils`() throws {
        try talk.say("H12 M15", sent: "05-04 10:10")
        #expect(try talk.say("todos", sent: "05-04 10:11").contains("H12 M15 D2"))
        try talk.say("SI", sent: "05-04 10:12")
        #expect(try talk.reports == ["2026-05-04 H12 M15 D2"])
    }

    @Test func `each figure that SI confirms has been named`() throws {
        #expect(
            try talk.say("17 19 5", sent: "05-04 10:10")
                == "501 Kimbiri tiene H14 M16 D2 y usted envio H17 M19 D5. Si es correcto responda SI. Si no, envie de nuevo: H 14 M 16 D 2")
        try talk.say("SI", sent: "05-04 10:11")
        #expect(try talk.reports == ["2026-05-04 H17 M19 D5"])
    }

    @Test func `ANULAR twice still asks which of two reports is meant`() throws {
        let talk = try Talk(isShared: true)
        try talk.say("A 12 15 2", sent: "05-04 10:10")
        try talk.say("B 9 10 1", sent: "05-04 10:11")
        #expect(try talk.say("ANULAR", sent: "05-04 10:12").contains("De cual es?"))
        #expect(try talk.say("borrar", sent: "05-04 10:13").contains("De cual es?"))
        #expect(try talk.say("B", sent: "05-04 10:14").hasPrefix("Anulado 38387"))
        #expect(try talk.reports == ["2026-05-04 H12 M15 D2"])
    }

    @Test func `FALTA with a name behind it goes with the report`() throws {
        #expect(try talk.say("H12 M15 D1 FALTA 1 L profesora Ana", sent: "05-04 10:10").contains("FALTA: 1 licencia"))
    }
}
