import Attendance
import Foundation
import ModemDriver
import Store
import Testing

@testable import Gateway

/// What we asked back and nobody heard is for a person to read: the text came to nothing, and its sender does not know.
@Suite("Unheard questions")
struct UnheardQuestionTests {
    private static let thursday = BacklogTests.thursday

    let office: SampleOffice

    init() throws { office = try SampleOffice() }

    private func take(_ texts: [(String, String)], from sender: String = SampleOffice.rosa, at now: Date = thursday) throws {
        let lines = try texts.enumerated().map { index, text in
            try SampleOffice.line(from: sender, text.0, slot: index + 1, at: "2026-05-06T\(text.1):00-05:00")
        }
        _ = try office.inbound.receive(lines, from: office.modem, at: now)
        _ = try office.inbound.settleCompleteTexts(at: now)
    }

    private var unread: [String] {
        get throws { try office.store.inbox(unreadOnly: true, limit: 50).compactMap(\.text).reversed() }
    }

    @Test func `a question of a backlog that gives way to a newer reply leaves its text unread`() throws {
        try take([("H 12", "12:00"), ("AYUDA", "12:10")])
        #expect(try unread == ["H 12"])
    }

    @Test(arguments: [
        ["H 12", "M 15 D 2"], ["H 12", "M 15", "D 2"], ["H 12", "H 12 M 15 D 2"], ["H 41 M 15 D 2", "SI"], ["H 12", "ANULAR"],
        ["H 12", "SIN CLASES"],
    ])
    func `what a later text completes, says anew or takes back is nobody's to read`(texts: [String]) throws {
        try take(texts.enumerated().map { ($1, "12:1\($0)") })
        #expect(try unread.isEmpty)
        #expect(try office.store.outbox(states: [.queued], limit: 10).count == 1)
    }

    @Test func `what went on from it is unread with it where the last question is unheard`() throws {
        try take([("H 12", "12:00"), ("M 15", "12:05"), ("AYUDA", "12:10")])
        #expect(try unread == ["H 12", "M 15"])
    }

    @Test func `a report of another day does not answer it`() throws {
        try take([("H 12", "12:00"), ("27/04 H 12 M 15 D 2", "12:05")])
        #expect(try unread == ["H 12"])
    }

    @Test func `a reply that no network took in its time, or that failed, leaves its text unread`() throws {
        let now = SampleOffice.at("2026-05-06T12:01:00-05:00")
        try take([("H 12", "12:00")], at: now)
        #expect(try unread.isEmpty)
        #expect(try office.store.expireOutbound(at: now.addingTimeInterval(86_400)) == 1)
        #expect(try unread == ["H 12"])
    }

    @Test func `what a cap kept us from asking is unread, what it kept us from confirming is not`() throws {
        let now = SampleOffice.at("2026-05-06T13:00:00-05:00")
        let filler = ["AYUDA", "ESTADO", "AYUDA!", "ESTADO!", "ayuda", "estado"].enumerated().map { ($1, "12:5\($0)") }
        try take(filler, at: now)
        #expect(try unread.isEmpty)
        try take([("H 12", "12:57")], at: now.addingTimeInterval(1))
        #expect(try unread == ["H 12"])
        try take([("27/04 H 12 M 15 D 2", "12:58")], at: now.addingTimeInterval(2))
        #expect(try unread == ["H 12"])
        #expect(try office.store.reports(.init()).count == 1)
    }

    @Test func `the text that waits survives a second question in the store, too`() throws {
        var rules = office.rules
        rules.calendar = try SchoolCalendar(
            years: [.init(year: 2026, blocks: [.init(first: SampleOffice.day("2026-03-16"), last: SampleOffice.day("2026-12-18"))])],
            holidays: [])
        let inbound = InboundPath(store: office.store, office: rules)
        let rosa = try #require(PhoneNumber(peruvianMobile: SampleOffice.rosa))
        let second = School(
            key: SchoolKey("9999988"), name: "38387", level: "primaria", district: "Kimbiri", ugel: "UGEL Ejemplo",
            enrolment: Enrolment(boys: 9, girls: 11, teachers: 1))
        let march = SampleOffice.day("2026-03-16")
        _ = try office.store.importSchools([second], validFrom: march, retireMissing: false, at: Self.thursday)
        let both = [Assignment(school: SampleOffice.school, letter: "A"), Assignment(school: second.key, letter: "B")]
        _ = try office.store.importReporters(
            [Reporter(phone: rosa, name: "Rosa Quispe", role: .teacher, assignments: both)], validFrom: march, retireMissing: false,
            at: Self.thursday)
        func say(_ text: String, slot: Int, at iso: String) throws -> String {
            let now = SampleOffice.at(iso)
            _ = try inbound.receive([SampleOffice.line(from: SampleOffice.rosa, text, slot: slot, at: iso)], from: office.modem, at: now)
            _ = try inbound.settleCompleteTexts(at: now)
            return try office.store.outbox(states: [.queued], limit: 1).first?.text ?? ""
        }
        _ = try say("AYUDA", slot: 1, at: "2026-03-17T11:00:00-05:00")
        #expect(try say("H 12 M 15 D 2", slot: 2, at: "2026-09-07T11:00:00-05:00").contains("Es usted"))
        #expect(try say("SI", slot: 3, at: "2026-09-07T11:05:00-05:00").hasPrefix("Usted reporta por 2 escuelas."))
        #expect(try say("A", slot: 4, at: "2026-09-07T11:10:00-05:00").hasPrefix("Recibido 501 Kimbiri lun 07/09: H12 M15 D2."))
    }
}
