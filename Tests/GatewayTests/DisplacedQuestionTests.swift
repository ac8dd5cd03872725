import Attendance
import Foundation
import Store
import Testing

/// One question waits per phone. The text whose question gives way to another comes to nothing, unless the later one
/// says it too; and one that nobody was asked about is read once a later one says it all.
@Suite("Questions that give way")
struct DisplacedQuestionTests {
    @Test(arguments: [
        // Another day, another school, practice, another kind of question.
        ["H 12", "27/04 H 9 M 9"], ["H 41 M 15 D 2", "27/04 H 12 M 9"], ["A H 12", "B H 9"], ["H 41 M 15 D 2", "PRUEBA H 3"],
        ["A H 41 M 15 D 2", "FALTA 1 L"], ["12 15 2", "9 10 1"], ["H 12", "27/04 H 12 M 15 D 2"],
    ])
    func `a text whose question gives way to another is for a person`(texts: [String]) throws {
        let talk = try Talk(isShared: texts.contains { $0.hasPrefix("A ") || $0.first?.isNumber == true && !$0.contains("/") })
        for (number, text) in texts.enumerated() { try talk.say(text, sent: "05-04 10:1\(number)") }
        #expect(try talk.unread == [texts[0]])
    }

    @Test(arguments: [
        // Parts, the same or all of it anew, a part of it corrected.
        ["H 12", "M 15"], ["H 41 M 15 D 2", "H 42 M 15 D 2"], ["H 12", "H 13"], ["12", "H 12"], ["A H 12", "A H 13 M 15"],
        ["A H 41 M 15 D 2", "A H 41 M 16 D 2"], ["PRUEBA H 3", "H 12"],
    ])
    func `one that the later text goes on from, or says anew, is not`(texts: [String]) throws {
        let talk = try Talk(isShared: texts[0].hasPrefix("A "))
        for (number, text) in texts.enumerated() { try talk.say(text, sent: "05-04 10:1\(number)") }
        #expect(try talk.unread.isEmpty)
    }

    @Test func `what had gone on in a text is for a person with it`() throws {
        let talk = try Talk()
        for (number, text) in ["H 12", "M 15", "27/04 H 9 M 9"].enumerated() { try talk.say(text, sent: "05-04 10:1\(number)") }
        #expect(try talk.unread == ["H 12", "M 15"])
    }

    @Test func `a question whose time is over gives way to nobody`() throws {
        let talk = try Talk()
        try talk.say("H 12", sent: "05-04 10:10")
        try talk.say("H 9", sent: "05-11 10:10")
        #expect(try talk.unread.isEmpty)
    }

    @Test func `nor does what a person has dealt with wait for one again`() throws {
        let talk = try Talk()
        try talk.say("H 12", sent: "05-04 10:10")
        let entry = try #require(try talk.office.store.inbox(unreadOnly: false, limit: 1).first)
        try talk.office.store.ignore([entry.id], by: Signature(person: "Elena", at: Talk.at("05-04 10:15")))
        try talk.say("27/04 H 9 M 9", sent: "05-04 10:20")
        #expect(try talk.unread.isEmpty)
    }

    // MARK: What a cap silenced

    private static let fillers = ["AYUDA", "ESTADO", "AYUDA!", "ESTADO!", "ayuda", "estado"]

    /// Six replies an hour are used up.
    private func capped(isShared: Bool = false) throws -> Talk {
        let talk = try Talk(isShared: isShared)
        for (number, text) in Self.fillers.enumerated() { try talk.say(text, sent: "05-04 10:0\(number)") }
        return talk
    }

    @Test(arguments: [
        ("H 12", "H 12 M 15 D 2"), ("H 41 M 15 D 2", "H 14 M 15 D 2"), ("12", "SIN CLASES"), ("M dose", "H 12 M 15 D 2"),
        ("LUN H 12", "H 12 M 15 D 2"), ("PRUEBA H 3", "PRUEBA H 3 M 4 D 1"), ("CORREGIR H 12", "H 12 M 15 D 2"),
        ("H 12 FALTA 1 L", "H 12 M 15 D 1"),
    ])
    func `a text that a cap silenced is read once a later one says it all`(text: String, whole: String) throws {
        let talk = try capped()
        try talk.say(text, sent: "05-04 10:10")
        try talk.say(whole, sent: "05-04 10:11")
        #expect(try talk.unread.isEmpty)
    }

    @Test(arguments: [
        // A part, another day, practice, another school, what figures do not say.
        ("H 12", "M 15"), ("H 12", "27/04 H 12 M 15 D 2"), ("H 12", "PRUEBA H 12 M 15 D 2"), ("PRUEBA H 12", "H 12 M 15 D 2"),
        ("FALTA 1 X", "H 12 M 15 D 2"), ("MATRICULA 30", "H 12 M 15 D 2"),
    ])
    func `it waits for a person where the later one does not`(text: String, other: String) throws {
        let talk = try capped()
        try talk.say(text, sent: "05-04 10:10")
        try talk.say(other, sent: "05-04 10:11")
        #expect(try talk.unread.first == text)
    }

    @Test func `of two schools the one that is meant, and without a letter the same figures`() throws {
        let talk = try capped(isShared: true)
        for (number, text) in ["A H 12", "B H 9", "12 15 2", "8 9 1"].enumerated() { try talk.say(text, sent: "05-04 10:1\(number)") }
        #expect(try talk.unread == ["A H 12", "B H 9", "12 15 2", "8 9 1"])
        try talk.say("A 12 15 2", sent: "05-04 10:20")
        #expect(try talk.unread == ["B H 9", "8 9 1"])
    }

    @Test func `a colleague's report, and one that was sent before it, say nothing of it`() throws {
        let talk = try capped()
        try talk.say("H 12", sent: "05-04 10:20")
        try talk.say("H 12 M 15 D 2", from: SampleOffice.julio, sent: "05-04 10:21")
        try talk.say("H 12 M 14 D 2", sent: "05-04 10:15", received: "05-04 10:22")
        #expect(try talk.unread == ["H 12"])
        // The same as what stands says it all as well.
        #expect(try talk.say("H 12 M 14 D 2", sent: "05-04 10:23") == "-capPerHour")
        #expect(try talk.unread.isEmpty)
    }

    @Test func `a text that a person has seen stays as it is`() throws {
        let talk = try capped()
        try talk.say("H 12", sent: "05-04 10:10")
        let entry = try #require(try talk.office.store.inbox(unreadOnly: true, limit: 1).first)
        try talk.office.store.markRead(entry.id, by: Signature(person: "Elena", at: Talk.at("05-04 10:15")))
        try talk.say("H 12 M 15 D 2", sent: "05-04 10:20")
        #expect(try talk.unread.isEmpty)
    }
}
