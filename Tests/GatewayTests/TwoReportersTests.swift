import Attendance
import Foundation
import Store
import Testing

/// ANULAR takes back one's own last report, whoever's counts.
@Suite("ANULAR of two reporters")
struct TwoReportersTests {
    private let talk: Talk

    init() throws { talk = try Talk() }

    @Test func `a report in whose place a colleague's stands is taken back, and does not come back`() throws {
        try talk.say("H 12 M 15 D 2", sent: "05-04 10:10")
        try talk.say("H 13 M 15 D 2", from: SampleOffice.julio, sent: "05-04 10:20")
        #expect(
            try talk.say("ANULAR", sent: "05-04 10:30")
                == "Anulado su reporte de 501 Kimbiri lun 04/05: H12 M15 D2. Vale el de otra persona: H13 M15 D2. Si no, envie: H 12 M 15 D 2")
        #expect(try talk.reports == ["2026-05-04 H13 M15 D2"])
        #expect(try talk.say("ANULAR", sent: "05-04 10:31").hasPrefix("No tenemos un reporte suyo para anular."))
        #expect(try talk.say("ANULAR", from: SampleOffice.julio, sent: "05-04 10:40").hasPrefix("Anulado 501 Kimbiri lun 04/05: H13 M15 D2. Si hubo"))
        #expect(try talk.reports.isEmpty)
        #expect(try talk.reports(.init(includeHistory: true)).allSatisfy { $0.state == .void })
    }

    @Test func `the other way round the first one's counts again until it is taken back`() throws {
        try talk.say("H 12 M 15 D 2", sent: "05-04 10:10")
        try talk.say("H 13 M 15 D 2", from: SampleOffice.julio, sent: "05-04 10:20")
        #expect(try talk.say("ANULAR", from: SampleOffice.julio, sent: "05-04 10:30").contains("Vale otra vez: H12 M15 D2."))
        #expect(try talk.say("ANULAR", sent: "05-04 10:40").hasPrefix("Anulado 501 Kimbiri lun 04/05: H12 M15 D2. Si hubo"))
        #expect(try talk.reports.isEmpty)
    }

    @Test func `only the last one is taken back, and the one before it is in its place`() throws {
        try talk.say("H 11 M 15 D 2", sent: "05-04 10:05")
        try talk.say("H 12 M 15 D 2", sent: "05-04 10:10")
        try talk.say("H 13 M 15 D 2", from: SampleOffice.julio, sent: "05-04 10:20")
        try talk.say("ANULAR", sent: "05-04 10:30")
        #expect(try talk.say("ANULAR", from: SampleOffice.julio, sent: "05-04 10:40").contains("Vale otra vez: H11 M15 D2."))
    }

    @Test func `what the office has corrected, a person takes back`() throws {
        try talk.say("H 12 M 15 D 2", sent: "05-04 10:10")
        let stored = try #require(try talk.reports(.init()).first)
        var better = stored.report
        better.content = .present(AttendanceCounts(boys: 13, girls: 15, teachers: 2))
        _ = try talk.office.store.enter(better, correcting: stored.id, by: Signature(person: "Elena", at: Talk.at("05-04 10:20")))
        #expect(try talk.say("ANULAR", sent: "05-04 10:30") == "Lo leera una persona de la oficina.")
        #expect(try talk.reports == ["2026-05-04 H13 M15 D2"])
    }

    @Test func `what stood alone in history is taken back as well`() throws {
        try talk.say("H 12 M 15 D 2", sent: "05-04 10:10")
        try talk.say("H 13 M 15 D 2", from: SampleOffice.julio, sent: "05-04 10:20")
        let current = try #require(try talk.reports(.init()).first)
        _ = try talk.office.store.voidReport(current.id, by: Signature(person: "Elena", at: Talk.at("05-04 10:25")))
        #expect(try talk.say("ANULAR", sent: "05-04 10:30").hasPrefix("Anulado 501 Kimbiri lun 04/05: H12 M15 D2. Si hubo"))
        #expect(try talk.reports(.init(includeHistory: true)).allSatisfy { $0.state == .void })
    }

    @Test func `of the community each takes back all of its own answers, and is told nothing of the other's`() throws {
        let elders = ["+51987654331", "+51987654332"]
        for elder in elders {
            try talk.enlist(
                Reporter(
                    phone: Talk.phone(elder), name: "Autoridad", role: .community, assignments: [Assignment(school: SampleOffice.school)]))
        }
        try talk.say("SI", from: elders[0], sent: "05-04 10:10")
        try talk.say("NO", from: elders[0], sent: "05-04 10:15")
        try talk.say("SI", from: elders[1], sent: "05-04 10:20")
        #expect(try talk.say("ANULAR", from: elders[0], sent: "05-04 10:30") == "Anulada su respuesta de 501 Kimbiri lun 04/05. Gracias.")
        #expect(try talk.reports == ["2026-05-04 SI"])
        #expect(try talk.say("ANULAR", from: elders[1], sent: "05-04 10:40") == "Anulada su respuesta de 501 Kimbiri lun 04/05. Gracias.")
        #expect(try talk.reports.isEmpty)
    }
}
