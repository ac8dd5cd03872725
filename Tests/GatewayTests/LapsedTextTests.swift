import Attendance
import Store
import Testing

@testable import Gateway

/// What we asked back about and nobody answered.
@Suite("Lapsed texts")
struct LapsedTextTests {
    private let talk: Talk

    init() throws { talk = try Talk(isShared: true) }

    private func look(_ moment: String) throws {
        _ = try TimePath(store: talk.office.store, office: talk.office.rules).look(at: Talk.at(moment))
    }

    @Test(arguments: ["A 12 15 2. B 9 10 1", "A H 12 M 15", "A dose 15 2", "12 15 2", "A 17 15 2"])
    func `a person reads what nobody went on from within a day`(text: String) throws {
        try talk.say(text, sent: "05-04 10:10")
        try look("05-05 10:00")
        #expect(try talk.unread.isEmpty)
        try look("05-05 10:11")
        #expect(try talk.unread == [text])
    }

    @Test(arguments: ["A 12 15 2", "A SIN CLASES"])
    func `who got through has said it`(answer: String) throws {
        try talk.say("A H 12 M dose", sent: "05-04 10:10")
        try talk.say(answer, sent: "05-04 10:12")
        try look("05-05 12:00")
        #expect(try talk.unread.isEmpty)
    }

    @Test func `another school's report says nothing of this one`() throws {
        try talk.say("A H 12 M dose", sent: "05-04 10:10")
        try talk.say("B 9 10 1", sent: "05-04 10:12")
        try look("05-05 12:00")
        #expect(try talk.unread == ["A H 12 M dose"])
    }

    @Test func `practice, and what a person has read, waits for nobody`() throws {
        try talk.say("PRUEBA A H 12", sent: "05-04 10:10")
        try talk.say("A 12 15 dose", sent: "05-04 10:12")
        try look("05-05 12:00")
        #expect(try talk.unread == ["A 12 15 dose"])
        let entry = try #require(try talk.office.store.inbox(unreadOnly: true, limit: 5).first)
        try talk.office.store.ignore([entry.id], by: Signature(person: "Elena", at: Talk.at("05-05 12:30")))
        try look("05-05 13:00")
        #expect(try talk.unread.isEmpty)
    }
}
