import Attendance
import Foundation
import Store
import Testing

@testable import edutrac

@Suite("What the office does by hand")
struct OfficeDeskTests {
    private func reports(_ office: TestOffice) async throws -> [[String: Any]] {
        try await office.run("report", "list", "--json", "--history").list()
    }

    @Test func `a report on paper is entered, corrected, taken back, and each leaves a line with a name`() async throws {
        let office = try await TestOffice().seeded()
        let entered = await office.run(
            "report", "enter", "--school", "9999996", "--day", "2026-05-04", "--boys", "12", "--girls", "15",
            "--teachers", "2", "--note", "por telefono")
        #expect(entered.code == 0, "\(entered.complaint)")
        var all = try await reports(office)
        #expect(all.map { $0["source"] as? String } == ["office"])
        let id = try #require(all[0]["id"] as? Int)
        let again = await office.run(
            "report", "enter", "--school", "9999996", "--day", "2026-05-04", "--boys", "1", "--girls", "1", "--teachers", "1")
        #expect(again.code == 65)
        #expect(again.complaint.contains("edutrac report correct \(id)"))
        #expect(await office.run("report", "correct", "\(id)", "--girls", "14").code == 0)
        all = try await reports(office)
        #expect(all.map { $0["state"] as? String } == ["current", "superseded"])
        #expect(all[0]["boys"] as? Int == 12)
        #expect(all[0]["girls"] as? Int == 14)
        #expect(await office.run("report", "correct", "\(id)", "--girls", "13").code == 65, "history is not corrected")
        let new = try #require(all[0]["id"] as? Int)
        #expect(await office.run("report", "void", "\(new)").code == 0)
        #expect(await office.run("report", "void", "\(new)").code == 65)
        #expect(await office.run("report", "void", "4711").code == 66)
        #expect(await office.run("report", "list", "--json").output == "[]")
        let trail = try await office.run("audit", "list", "--json").list()
        #expect(trail.map { $0["deed"] as? String } == ["voidReport", "correctReport", "enterReport"])
        #expect(trail.allSatisfy { ($0["person"] as? String)?.isEmpty == false })
        #expect(trail[2]["note"] as? String == "por telefono")
    }

    @Test func `absences that FALTA told are taken back by the office`() async throws {
        let office = try await TestOffice().seeded()
        let place = ["--school", "9999996", "--day", "2026-05-04"]
        let none = await office.run(["report", "void-absences"] + place)
        #expect(none.code == 66)
        #expect(none.complaint.contains("edutrac report absences"))
        let absences = TeacherAbsences(
            school: SchoolKey("9999996"), day: try #require(SchoolDay(iso: "2026-05-04")), reasons: [.leave: 1],
            phone: try #require(PhoneNumber(peruvianMobile: "987654321")), receivedAt: .now)
        try office.receive("FALTA 1 L", from: "987654321", reading: "absence", absences: absences)
        #expect(try await office.run("report", "absences", "--json").list().count == 1)
        let taken = await office.run(["report", "void-absences", "--note", "por telefono"] + place)
        #expect(taken.output == "Absences of 9999996 for 2026-05-04 are taken back: 1 on leave.", "\(taken.complaint)")
        #expect(await office.run("report", "absences", "--json").output == "[]")
        let trail = try await office.run("audit", "list", "--json").list()
        #expect(trail.map { $0["deed"] as? String } == ["voidAbsences"])
        #expect(trail[0]["note"] as? String == "por telefono")
    }

    @Test(arguments: [
        (["--boys", "12"], "reports --girls and --teachers too"),
        (["--boys", "41", "--girls", "15", "--teachers", "2"], "--boys 41 is more than the 14 enrolled: add --even-so"),
        (["--boys", "1000", "--girls", "15", "--teachers", "2", "--even-so"], "--boys 1000 is more than 999"),
    ])
    func `what stands against an entry is told and nothing is changed`(_ figures: [String], _ words: String) async throws {
        let office = try await TestOffice().seeded()
        let answer = await office.run(["report", "enter", "--school", "9999996", "--day", "2026-05-04"] + figures)
        #expect(answer.code == 65)
        #expect(answer.complaint.contains(words), "\(answer.complaint)")
        #expect(await office.run("report", "list", "--json").output == "[]")
    }

    @Test func `no day that has not been, and over enrolment when the person insists`() async throws {
        let office = try await TestOffice().seeded()
        let figures = ["--boys", "41", "--girls", "15", "--teachers", "0", "--even-so"]
        let future = await office.run(["report", "enter", "--school", "9999996", "--day", "2026-05-05"] + figures)
        #expect(future.complaint.contains("2026-05-05 has not been yet"))
        #expect(await office.run(["report", "enter", "--school", "9999996", "--day", "2026-05-04"] + figures).code == 0)
        let marks = try #require(try await reports(office)[0]["marks"] as? String)
        #expect(marks == "overEnrolmentConfirmed pupilsWithoutTeacher")
        let noClass = await office.run(
            "report", "enter", "--school", "9999988", "--day", "2026-04-28", "--no-class", "--reason", "LLUVIA")
        #expect(noClass.code == 0, "\(noClass.complaint)")
        #expect(try await reports(office).contains { $0["reason"] as? String == "LLUVIA" })
    }

    @Test func `who asked to join is let in for the school that was named, and told so once`() async throws {
        let office = try await TestOffice().seeded()
        try office.apply("ROSA LUNA", "9999988", from: "987654330")
        let strange = await office.run("reporter", "approve", "987654331")
        #expect(strange.code == 66)
        let approved = await office.run("reporter", "approve", "987654330", "--role", "head", "--note", "conocida")
        #expect(approved.code == 0, "\(approved.complaint)")
        #expect(await office.run("reporter", "approve", "987654330").code == 66, "not twice")
        let person = try await office.run("reporter", "list", "--json").list().first { $0["phone"] as? String == "+51987654330" }
        #expect(person?["status"] as? String == "active")
        #expect(person?["role"] as? String == "head")
        #expect(person?["codMod"] as? String == "9999988")
        let texts = try await office.run("outbox", "list", "--json").list()
        #expect(texts.count == 1)
        #expect((texts.first?["text"] as? String)?.contains("Puede salir con BAJA") == true)
    }

    @Test func `who is refused stays out and gets no text, until the office lets them in after all`() async throws {
        let office = try await TestOffice().seeded()
        func status() async throws -> String? {
            try await office.run("reporter", "list", "--json").list().first { $0["phone"] as? String == "+51987654330" }?["status"] as? String
        }
        try office.apply("ROSA LUNA", "9999988", from: "987654330")
        #expect(await office.run("reporter", "refuse", "987654330").code == 0)
        #expect(await office.run("reporter", "refuse", "987654330").code == 66, "not twice")
        #expect(await office.run("outbox", "list", "--json").output == "[]")
        try office.apply("ROSA LUNA", "9999988", from: "987654330")
        #expect(try await status() == "refused", "another ALTA changes nothing")
        let approved = await office.run("reporter", "approve", "987654330")
        #expect(approved.code == 0, "\(approved.complaint)")
        #expect(try await status() == "active")
    }
}

extension TestOffice {
    /// An ALTA as the daemon settles it.
    func apply(_ name: String, _ codMod: String, from number: String) throws {
        try receive("ALTA", from: number, reading: "application", .silence(.polite), .apply(name: name, codMod: codMod))
    }

    /// A text as the daemon settles it.
    ///
    /// - Returns: its number in the inbox.
    @discardableResult
    func receive(
        _ body: String, from sender: String, reading: String = "officeText",
        _ answer: Settlement.Answer = .reply("Lo leera una persona de la oficina."),
        _ change: Settlement.RosterChange? = nil, sentAt iso: String = "2026-05-04T09:50:00-05:00",
        report: AttendanceReport? = nil, absences: TeacherAbsences? = nil
    ) throws -> Int {
        let store = try AttendanceStore(path: folder + "/edutrac.sqlite")
        let phone = PhoneNumber(peruvianMobile: sender)
        let sentAt = try Date(iso, strategy: .iso8601)
        let now = try Date("2026-05-04T09:50:00-05:00", strategy: .iso8601)
        let part = PartContent(
            sender: sender, phone: phone, serviceCentreTime: sentAt, forbidsAutomaticReply: false, position: nil)
        _ = try store.keep(
            [
                Arrival(
                    pdu: "00", partKey: UUID().uuidString, modem: "sim1", sim: "8951100000000000001", slot: nil,
                    receivedAt: now, content: .part(part))
            ], at: now)
        let parts = try #require(try store.completeTexts(at: now, partialAfter: 0).first)
        let text = InboundText(sender: sender, phone: phone, body: body, serviceCentreTime: sentAt, receivedAt: now)
        var settlement = Settlement(reading: reading, report: report, answer: answer, rosterChange: change)
        settlement.absences = absences
        let settled = try store.settling {
            try $0.settle(parts, text, settlement, replyExpiresAt: now, at: now)
        }
        return Int(try #require(settled).id)
    }

    /// A PDU that could not be decoded.
    ///
    /// - Returns: its number in the inbox, below zero.
    func receiveUndecodable() throws -> Int {
        let store = try AttendanceStore(path: folder + "/edutrac.sqlite")
        let now = try Date("2026-05-04T09:50:00-05:00", strategy: .iso8601)
        let kept = try store.keep(
            [
                Arrival(
                    pdu: "00FF", partKey: UUID().uuidString, modem: "sim1", sim: "8951100000000000001", slot: nil,
                    receivedAt: now, content: .undecodable(reason: "TP-OA at octet 1 needs 12 octets, 0 left"))
            ], at: now)
        return -Int(kept[0].id)
    }
}
