import Attendance
import Foundation
import Store
import Testing

/// Texts that a network brings after what was said later: they do not act on what came after them.
@Suite("Texts that come late")
struct LateTextTests {
    private let talk: Talk

    init() throws { talk = try Talk() }

    // MARK: What we asked back

    @Test func `a SI does not confirm what was asked after it was sent`() throws {
        try talk.say("H 41 M 15 D 2", sent: "05-04 10:30")
        #expect(try talk.say("SI", sent: "05-04 10:10", received: "05-04 10:40") == "-overtaken")
        #expect(try talk.reports.isEmpty)
        #expect(try talk.unread.isEmpty)
        #expect(try talk.say("SI", sent: "05-04 10:45").hasPrefix("Recibido 501 Kimbiri lun 04/05: H41"))
    }

    @Test func `a part does not complete what was asked after it was sent, and asks nothing in its place`() throws {
        try talk.say("H 12 M 15", sent: "05-04 10:30")
        #expect(try talk.say("D 1", sent: "05-04 10:10", received: "05-04 10:40") == "-tooLateToAsk")
        #expect(try talk.unread == ["D 1"])
        #expect(try talk.say("D 2", sent: "05-04 10:45").hasPrefix("Recibido 501 Kimbiri lun 04/05: H12 M15 D2."))
        #expect(try talk.unread.isEmpty, "the report says it all")
    }

    @Test func `a whole report counts, and what was asked after it stays open`() throws {
        try talk.say("H 41 M 15 D 2", sent: "05-04 10:30")
        #expect(try talk.say("H 12 M 15 D 2", sent: "05-04 10:10", received: "05-04 10:40").hasPrefix("Recibido"))
        #expect(try talk.say("SI", sent: "05-04 10:45").hasPrefix("Corregido 501 Kimbiri lun 04/05: H41"))
    }

    @Test(arguments: ["NO", "A", "ANULAR", "PRUEBA H 3", "CORREGIR H 13"])
    func `nothing that was sent before it touches what was asked`(text: String) throws {
        let talk = try Talk(isShared: true)
        try talk.say("12 15 2", sent: "05-04 10:30")
        try talk.say(text, sent: "05-04 10:10", received: "05-04 10:40")
        #expect(try talk.reports.isEmpty)
        #expect(try talk.say("A", sent: "05-04 10:45").hasPrefix("Recibido 501 Kimbiri lun 04/05: H12 M15 D2."))
    }

    @Test func `an extra question is not asked in the place of a later one`() throws {
        let talk = try Talk { $0.questions = ExtraQuestion.readyMade }
        try talk.say("LUN H 41 M 15 D 2", sent: "05-04 10:30")
        let late = try talk.say("27/04 12 15 2 MATERIALES", sent: "05-04 10:10", received: "05-04 10:40")
        #expect(late.hasPrefix("Recibido 501 Kimbiri lun 27/04"))
        #expect(try talk.say("SI", sent: "05-04 10:45").hasPrefix("Recibido 501 Kimbiri lun 04/05: H41"))
    }

    @Test func `two stamps a few seconds apart are in the order in which they come`() throws {
        try talk.say("H 41 M 15 D 2", sent: "05-04 10:31")
        #expect(try talk.say("SI", sent: "05-04 10:30", received: "05-04 10:32").hasPrefix("Recibido"))
    }

    @Test func `a clock of ours that is ahead makes no answer late`() throws {
        try talk.say("H 41 M 15 D 2", sent: "05-04 10:10", received: "05-04 12:10")
        #expect(try talk.say("SI", sent: "05-04 10:12", received: "05-04 12:12").hasPrefix("Recibido"))
    }

    // MARK: FALTA, MATRICULA, extra answers

    @Test func `a FALTA does not replace one that was sent later, and its sender is told`() throws {
        try talk.say("FALTA 1 L", sent: "05-04 11:00")
        #expect(
            try talk.say("FALTA 2 H", sent: "05-04 10:10", received: "05-04 11:10")
                == "Usted nos escribio despues sobre lo mismo de 501 Kimbiri. Vale su ultimo mensaje. Gracias.")
        #expect(try talk.office.store.absences(from: nil, to: nil, school: nil, limit: 9).map(\.reason) == [.leave])
    }

    @Test func `it counts where the later one is another day's, practice, or a colleague's`() throws {
        try talk.say("27/04 12 15 2 FALTA 1 L", sent: "05-04 11:00")
        try talk.say("PRUEBA FALTA 1 L", sent: "05-04 11:01")
        try talk.say("FALTA 1 P", from: SampleOffice.julio, sent: "05-04 11:02")
        #expect(try talk.say("FALTA 2 H", sent: "05-04 10:10", received: "05-04 11:10").hasPrefix("Recibido 501 Kimbiri lun 04/05"))
        let known = try talk.office.store.absences(from: SampleOffice.day("2026-05-04"), to: nil, school: nil, limit: 9)
        #expect(known.filter { !$0.isTraining }.map(\.reason) == [.strike])
    }

    @Test func `FALTA beside figures does not replace a later one either, while the figures count`() throws {
        try talk.say("FALTA 1 L", sent: "05-04 11:00")
        #expect(try talk.say("12 15 1 FALTA 1 P", sent: "05-04 10:10", received: "05-04 11:10").hasPrefix("Recibido 501 Kimbiri"))
        #expect(try talk.reports == ["2026-05-04 H12 M15 D1"])
        #expect(try talk.office.store.absences(from: nil, to: nil, school: nil, limit: 9).map(\.reason) == [.leave])
    }

    @Test func `a MATRICULA does not replace one that was sent later`() throws {
        try talk.say("MATRICULA H 15 M 16", sent: "05-04 11:00")
        #expect(try talk.say("MATRICULA H 13 M 16", sent: "05-04 10:10", received: "05-04 11:10").hasPrefix("Usted nos escribio despues"))
        #expect(try talk.office.store.proposals(all: false, limit: 9).map(\.proposal.enrolment.boys) == [15])
        #expect(try talk.unread == ["MATRICULA H 15 M 16"], "there is nothing else to decide")
    }

    @Test func `an answer to an extra question does not replace one that was sent later`() throws {
        let talk = try Talk { $0.questions = ExtraQuestion.readyMade }
        try talk.say("MATERIALES SI", sent: "05-04 11:00")
        #expect(try talk.say("MATERIALES NO", sent: "05-04 10:10", received: "05-04 11:10").hasPrefix("Usted nos escribio despues"))
        try talk.say("H 12 M 15 D 2 MATERIALES NO", sent: "05-04 10:15", received: "05-04 11:11")
        let known = try talk.office.store.answers(question: nil, school: nil, from: nil, to: nil, includeHistory: false, limit: 9)
        #expect(known.map(\.answer.value) == [1])
        #expect(try talk.reports.count == 1)
    }

    // MARK: BAJA, ALTA, PAUSA, SEGUIR

    private var status: ReporterStatus? {
        get throws {
            try talk.office.store.reporters(on: SampleOffice.day("2026-05-04")).first { $0.phone.e164 == SampleOffice.rosa }?.status
        }
    }

    @Test func `a BAJA does not end a number that has sent ALTA since, and the reverse`() throws {
        try talk.say("BAJA", sent: "05-04 10:00")
        try talk.say("ALTA", sent: "05-04 11:00")
        #expect(try talk.say("BAJA", sent: "05-04 10:30", received: "05-04 11:30") == "-overtaken")
        #expect(try status == .active)
        try talk.say("BAJA", sent: "05-04 12:00")
        #expect(try talk.say("ALTA", sent: "05-04 11:45", received: "05-04 12:30") == "-overtaken")
        #expect(try status == .optedOut)
        try talk.say("ALTA", sent: "05-04 13:00")
        #expect(try status == .active)
    }

    @Test func `a stamp that lies ahead of every clock does not keep a BAJA out`() throws {
        try talk.say("ALTA", sent: "05-09 10:00", received: "05-04 10:00")
        try talk.say("BAJA", sent: "05-04 10:30")
        #expect(try status == .optedOut)
    }

    @Test func `a stranger's name and code do not replace those sent later`() throws {
        let stranger = "+51912345678"
        try talk.say("ALTA JUANA MAMANI 9999996", from: stranger, sent: "05-04 11:00")
        try talk.say("ALTA JUANA MAMANI 9999988", from: stranger, sent: "05-04 10:30", received: "05-04 11:30")
        #expect(talk.last?.rosterChange == nil)
    }

    @Test func `a promoter's PAUSA does not begin what SEGUIR has ended since, and the reverse`() throws {
        let promoter = "+51987654329"
        try talk.enlist(
            Reporter(
                phone: Talk.phone(promoter), name: "Elena Soto", role: .promoter, assignments: [Assignment(school: SampleOffice.school)]))
        func lasting() throws -> Int {
            try talk.office.store.holds(since: SampleOffice.day("2026-05-04")).count { !$0.hold.isTakenBack }
        }
        try talk.say("SEGUIR 9999996", from: promoter, sent: "05-04 11:00")
        #expect(try talk.say("PAUSA 9999996", from: promoter, sent: "05-04 10:30", received: "05-04 11:30").hasPrefix("Usted nos escribio despues"))
        #expect(try lasting() == 0)
        try talk.say("PAUSA 9999996", from: promoter, sent: "05-04 12:00")
        try talk.say("SEGUIR 9999996", from: promoter, sent: "05-04 11:45", received: "05-04 12:30")
        #expect(try lasting() == 1)
    }
}
