import Attendance
import Foundation
import Store
import Testing

/// A school that is asked every day: what is said of Tuesday does not complete what was asked about Monday.
@Suite("A question and the day after it")
struct NextDayTests {
    private let talk: Talk

    init() throws {
        talk = try Talk()
        try talk.beginBaseline()
    }

    @Test func `parts that come after the next day's question are that day's`() throws {
        try talk.ask("2026-05-04", at: "05-04 10:00")
        #expect(try talk.say("H 11", sent: "05-04 16:00").hasPrefix("Falta M"))
        try talk.ask("2026-05-05", at: "05-05 10:00")
        #expect(try talk.say("M 14 D 2", sent: "05-05 10:05").hasPrefix("Falta H (hombres). Recibi M14 D2."))
        #expect(try talk.say("H 12", sent: "05-05 10:06").hasPrefix("Recibido 501 Kimbiri mar 05/05: H12 M14 D2."))
        #expect(try talk.reports == ["2026-05-05 H12 M14 D2"])
        #expect(try talk.unread == ["H 11"], "nobody will complete it")
    }

    @Test func `before it they complete Monday, also where they come late`() throws {
        try talk.say("H 11", sent: "05-04 16:00")
        try talk.ask("2026-05-05", at: "05-05 10:00")
        #expect(try talk.say("M 14 D 2", sent: "05-05 08:00", received: "05-05 10:30").hasPrefix("Recibido 501 Kimbiri lun 04/05: H11 M14 D2."))
        #expect(try talk.unread.isEmpty)
    }

    @Test func `with the day before them they complete Monday at any time`() throws {
        try talk.say("H 11", sent: "05-04 16:00")
        try talk.ask("2026-05-05", at: "05-05 10:00")
        #expect(try talk.say("LUN M 14 D 2", sent: "05-05 10:05").hasPrefix("Recibido 501 Kimbiri lun 04/05: H11 M14 D2."))
    }

    @Test(arguments: [("H 41 M 15 D 2", "SI"), ("H 11", "ANULAR"), ("H 11", "CORREGIR H 12 M 14 D 2")])
    func `a question that asks yes or no, and ANULAR, still mean Monday`(text: String, answer: String) throws {
        try talk.say(text, sent: "05-04 16:00")
        try talk.ask("2026-05-05", at: "05-05 10:00")
        #expect(try talk.say(answer, sent: "05-05 10:05").contains("lun 04/05"))
    }

    @Test func `a number alone after the question of Tuesday is no answer to an extra question of Monday`() throws {
        let water = ExtraQuestion(
            key: "agua", words: ["agua"], kind: .count, rhythm: .weekly, roles: [.teacher], wordings: ["es": "Agua? {example}"])
        let talk = try Talk { $0.questions = [water] }
        try talk.beginBaseline()
        #expect(try talk.say("AGUA", sent: "05-04 16:00").contains("AGUA 12"))
        try talk.ask("2026-05-05", at: "05-05 10:00")
        #expect(try talk.say("12", sent: "05-05 10:05").hasPrefix("12 es el total de alumnos?"))
    }

    @Test(arguments: [
        // Tuesday's question did not leave: the modem had no signal.
        ("H 11 M 14", "H 12 M 14", "2026-05-05", "Falta D (docentes). Recibi H12 M14."),
        ("H 11 M 14", "H 11 D 2", "2026-05-05", "Falta M (mujeres). Recibi H11 D2."),
        // Figures that were asked about may be said again.
        ("H 41 M 15 D 2", "H 14", "2026-05-04", "Recibido 501 Kimbiri lun 04/05: H14 M15 D2."),
    ])
    func `figures that say again what was given begin a new day`(text: String, next: String, day: String, reply: String) throws {
        try talk.say(text, sent: "05-04 16:00")
        #expect(try talk.say(next, sent: "05-05 09:00").hasPrefix(reply))
    }

    @Test func `on the same day they correct what was given`() throws {
        try talk.say("H 11 M 14", sent: "05-04 16:00")
        #expect(try talk.say("H 12 D 2", sent: "05-04 16:01").hasPrefix("Recibido 501 Kimbiri lun 04/05: H12 M14 D2."))
    }

    @Test func `without a baseline Tuesday completes Monday's report`() throws {
        let talk = try Talk()
        try talk.ask("2026-05-04", at: "05-04 10:00")
        try talk.say("H 11", sent: "05-04 16:00")
        #expect(try talk.say("H 12 M 14 D 2", sent: "05-05 10:05").hasPrefix("Recibido 501 Kimbiri lun 04/05"))
    }

    @Test func `the question about another school of the phone ends nothing`() throws {
        let talk = try Talk(isShared: true)
        try talk.say("A H 11", sent: "05-04 16:00")
        try talk.ask("2026-05-05", about: [Talk.two], at: "05-05 10:00")
        #expect(try talk.say("M 14 D 2", sent: "05-05 10:05").hasPrefix("Recibido 501 Kimbiri lun 04/05: H11 M14 D2."))
    }
}
