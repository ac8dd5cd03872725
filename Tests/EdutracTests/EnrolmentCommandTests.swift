import Attendance
import Foundation
import Store
import Testing

@testable import edutrac

@Suite("edutrac enrolment")
struct EnrolmentCommandTests {
    /// An office in which Rosa has sent MATRICULA H 15 and FALTA 1 L.
    private func office() async throws -> TestOffice {
        let office = try await TestOffice().seeded()
        let rosa = try #require(PhoneNumber(peruvianMobile: "987654321"))
        let school = SchoolKey("9999996")
        let monday = try #require(SchoolDay(iso: "2026-05-04"))
        let now = monday.moment(at: .noon, in: TimeZone(identifier: "America/Lima") ?? .gmt)
        let store = try AttendanceStore(path: office.folder + "/edutrac.sqlite")
        var first = Settlement(reading: ReadingName.enrolment.rawValue, answer: .reply("Recibido"))
        first.proposal = EnrolmentProposal(school: school, enrolment: Enrolment(boys: 15), phone: rosa, receivedAt: now)
        var second = Settlement(reading: ReadingName.absence.rawValue, answer: .reply("Recibido"))
        second.absences = TeacherAbsences(school: school, day: monday, reasons: [.leave: 1], phone: rosa, receivedAt: now)
        for (slot, settlement) in [first, second].enumerated() {
            let arrival = Arrival(
                pdu: "00", partKey: "key\(slot)", modem: "sim1", sim: "8951", slot: StorageSlot(memory: "SM", index: slot),
                receivedAt: now,
                content: .part(
                    PartContent(
                        sender: rosa.e164, phone: rosa, serviceCentreTime: now, forbidsAutomaticReply: false, position: nil)))
            _ = try store.keep([arrival], at: now)
            for parts in try store.completeTexts(at: now, partialAfter: 0) {
                let text = InboundText(
                    sender: rosa.e164, phone: rosa, body: "MATRICULA H 15", serviceCentreTime: now, receivedAt: now)
                _ = try store.settling {
                    try $0.settle(parts, text, settlement, replyExpiresAt: now.addingTimeInterval(3600), at: now)
                }
            }
        }
        return office
    }

    @Test func `what waits is listed with what is in force, and accepted once`() async throws {
        let office = try await office()
        let list = await office.run("enrolment", "list")
        #expect(list.code == 0, "\(list.complaint)")
        #expect(list.output.contains("H15"))
        #expect(list.output.contains("H14 M16 D2"))
        #expect(await office.run("status").output.contains("1 to decide: edutrac enrolment list"))
        let future = await office.run("enrolment", "accept", "1", "--from", "2026-06-01")
        #expect(future.code == 65)
        let accepted = await office.run("enrolment", "accept", "1")
        #expect(accepted.output == "9999996 has H15 M16 D2 from 2026-05-04 on.", "\(accepted.complaint)")
        #expect(await office.run("enrolment", "accept", "1").code == 66)
        #expect(await office.run("enrolment", "list", "--json").output == "[]")
        #expect(try await office.run("enrolment", "list", "--all", "--json").list()[0]["state"] as? String == "accepted")
        #expect(try await office.run("audit", "list", "--json").list()[0]["deed"] as? String == "acceptEnrolment")
    }

    @Test func `a refusal leaves the enrolment as it is`() async throws {
        let office = try await office()
        #expect(await office.run("enrolment", "refuse", "1", "--note", "error").code == 0)
        #expect(await office.run("enrolment", "refuse", "1").code == 66)
        let schools = try await office.run("school", "list", "--json").list()
        #expect(schools.first { $0["codMod"] as? String == "9999996" }?["boys"] as? Int == 14)
    }

    @Test func `absences of teachers are listed with their reason`() async throws {
        let office = try await office()
        let list = await office.run("report", "absences")
        #expect(list.output.contains("on leave"), "\(list.output)\(list.complaint)")
        #expect(try await office.run("report", "absences", "--json").list()[0]["letter"] as? String == "L")
        #expect(await office.run("report", "absences", "--school", "9999988", "--json").output == "[]")
        #expect(await office.run("report", "absences", "--from", "2026-05-05", "--to", "2026-05-04").code == 64)
    }
}
