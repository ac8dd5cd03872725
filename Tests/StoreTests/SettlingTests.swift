import Attendance
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Settling")
struct SettlingTests {
    let store: AttendanceStore

    init() throws { store = try .seeded() }

    private func parts() throws -> PartSet {
        _ = try store.keep([arrival()], at: at())
        return try #require(try store.completeTexts(at: at(), partialAfter: 0).first)
    }

    private func settle(_ parts: PartSet, _ settlement: Settlement, at now: Date = at(1)) throws -> SettledText? {
        try store.settling {
            try $0.settle(parts, text(of: parts, "H 12 M 15 D 2"), settlement, replyExpiresAt: at(86_400), at: now)
        }
    }

    @Test
    func `writes text, report and reply`() throws {
        let settled = try #require(try settle(try parts(), accepted(report())))
        let entry = try #require(try store.inboxEntry(settled.id))
        #expect(entry.text == "H 12 M 15 D 2")
        #expect(entry.sender == "+51987654321")
        #expect(entry.reading == "report")
        #expect(entry.school == kimbiri)
        #expect(entry.reply == "Recibido")
        #expect(entry.receivedAt == at())
        #expect(entry.serviceCentreTime == at())
        #expect(entry.silence == nil)
        #expect(!entry.isUnread)
        #expect(entry.parts.map(\.pdu) == ["PDU-k1"])

        let stored = try #require(try store.reports(ReportFilter()).first)
        #expect(stored == StoredReport(id: try #require(settled.reportID), report: report(), state: .current, source: .sms))

        let reply = try #require(try store.nextOutbound(at: at(1), unasked: false))
        #expect(reply.id == settled.replyID)
        #expect(reply.kind == .reply)
        #expect(reply.inReplyTo == settled.id)
        #expect(reply.recipient == rosa)
        #expect(reply.expiresAt == at(86_400))
        #expect(reply.schools == [kimbiri])
    }

    @Test
    func `settles the same parts once and then writes nothing`() throws {
        let parts = try parts()
        #expect(try settle(parts, accepted(report())) != nil)
        let before = try store.dataVersion()
        #expect(try settle(parts, accepted(report(13))) == nil)
        #expect(try store.dataVersion() == before)
        #expect(try store.completeTexts(at: at(), partialAfter: 0).isEmpty)
        #expect(try store.inbox(unreadOnly: false, limit: 10).count == 1)
        #expect(try store.outbox(states: nil, limit: 10).count == 1)
        #expect(try store.reports(ReportFilter(includeHistory: true)).count == 1)
    }

    @Test
    func `writes nothing at all when one piece of it fails`() throws {
        let parts = try parts()
        let nowhere = accepted(report(of: SchoolKey("7777777")))
        #expect(throws: StoreError.self) { try settle(parts, nowhere) }
        #expect(try store.inbox(unreadOnly: false, limit: 10).isEmpty)
        #expect(try store.outbox(states: nil, limit: 10).isEmpty)
        #expect(try store.completeTexts(at: at(), partialAfter: 0).map(\.ids) == [parts.ids])
        #expect(try store.lastHeard().isEmpty)
    }

    @Test(arguments: 0..<3)
    func `a text that fails takes none of those with it that are settled together`(_ failing: Int) throws {
        let arrivals = (0..<3).map { arrival("k\($0)", slot: $0, at: at(Double($0))) }
        _ = try store.keep(arrivals, at: at(5))
        let texts = try store.completeTexts(at: at(5), partialAfter: 0)
        try store.settling { transaction in
            for (index, parts) in texts.enumerated() {
                func settle() throws {
                    try transaction.text {
                        _ = try transaction.settle(
                            parts, text(of: parts, "\(index)"),
                            accepted(report(of: index == failing ? SchoolKey("7777777") : kimbiri)),
                            replyExpiresAt: at(86_400), at: at(6))
                    }
                }
                if index == failing { #expect(throws: StoreError.self) { try settle() } } else { try settle() }
            }
        }
        let settled = (0..<3).filter { $0 != failing }.map(String.init)
        #expect(Set(try store.inbox(unreadOnly: false, limit: 10).map(\.text)) == Set(settled))
        #expect(try store.outbox(states: nil, limit: 10).count == 2)
        #expect(try store.completeTexts(at: at(5), partialAfter: 0).map(\.ids) == [texts[failing].ids])
    }

    @Test
    func `what SQLite has rolled back is not settled, and nothing more is begun`() throws {
        try store.write {
            try $0.run(
                """
                CREATE TEMP TRIGGER gone AFTER INSERT ON main.inboundMessage WHEN NEW.body = '1'
                BEGIN SELECT RAISE(ROLLBACK, 'out of memory'); END
                """)
        }
        _ = try store.keep((0..<3).map { arrival("k\($0)", slot: $0, at: at(Double($0))) }, at: at(5))
        let texts = try store.completeTexts(at: at(5), partialAfter: 0)
        var failures: [Int] = []
        #expect(throws: StoreError.refused(path: ":memory:", reason: "out of memory"), "the cause and not what follows from it") {
            try store.settling { transaction in
                for (index, parts) in texts.enumerated() {
                    // As a caller does who goes on with the next.
                    do {
                        try transaction.text {
                            _ = try transaction.settle(
                                parts, text(of: parts, "\(index)"), accepted(report()), replyExpiresAt: at(86_400), at: at(6))
                        }
                    } catch {
                        failures.append(index)
                    }
                }
            }
        }
        #expect(failures.first == 1, "the text before it went well, and is rolled back with it")
        #expect(try store.inbox(unreadOnly: false, limit: 10).isEmpty)
        #expect(try store.completeTexts(at: at(5), partialAfter: 0).count == 3)
    }

    @Test
    func `makes the earlier report of the same day history`() throws {
        try store.receive("H12", accepted(report(12)), at: at())
        try store.receive("H13", accepted(report(13)), at: at(60))
        #expect(try store.reports(ReportFilter()).map(\.report.content) == [report(13).content])
        let history = try store.reports(ReportFilter(includeHistory: true))
        #expect(history.map(\.state) == [.current, .superseded])
    }

    @Test
    func `keeps days, schools, streams and training apart`() throws {
        try store.receive("1", accepted(report(1)), at: at(1))
        try store.receive("2", accepted(report(2, on: monday.adding(days: 1))), at: at(2))
        try store.receive("3", accepted(report(3, of: villa)), at: at(3))
        try store.receive("4", accepted(report(4, isTraining: true)), at: at(4))
        var heard = report(stream: .community)
        heard.content = .heldClass(true)
        try store.receive("SI", accepted(heard), at: at(5))
        var rain = report(on: monday.adding(days: 2))
        rain.content = .noClass(reason: "LLUVIA")
        rain.marks = [.offCalendar, .allZero]
        rain.isLate = true
        try store.receive("SIN CLASES LLUVIA", accepted(rain), at: at(6))
        let reports = try store.reports(ReportFilter())
        #expect(reports.count == 6)
        #expect(reports.allSatisfy { $0.state == .current })
        #expect(reports.first?.report == rain)
        #expect(reports.contains { $0.report == heard })
        #expect(try store.planningInputs(on: monday, at: at()).reports.allSatisfy { !$0.report.isTraining })
    }

    @Test
    func `gives no reply where there is silence, or no number to answer to`() throws {
        try store.receive("gracias", Settlement(reading: "polite", answer: .silence(.polite)))
        #expect(try store.outbox(states: nil, limit: 10).isEmpty)
        #expect(try store.inbox(unreadOnly: false, limit: 1).first?.silence == "polite")

        let brand = Arrival(
            pdu: "00", partKey: "brand", modem: "office", sim: sim, slot: nil, receivedAt: at(5),
            content: .part(
                PartContent(
                    sender: "BITEL", phone: nil, serviceCentreTime: nil, forbidsAutomaticReply: true, position: nil)))
        _ = try store.keep([brand], at: at(5))
        let parts = try #require(try store.completeTexts(at: at(5), partialAfter: 0).first)
        #expect(parts.forbidsAutomaticReply)
        let settled = try settle(parts, Settlement(reading: "help", answer: .reply("AYUDA")))
        #expect(settled?.replyID == nil)
        #expect(try store.inbox(unreadOnly: false, limit: 1).first?.silence == "notAMobile")
    }

    @Test
    func `opens, replaces and closes one question per phone`() throws {
        func question(_ kind: OpenQuestion.Kind) -> OpenQuestion {
            OpenQuestion(
                kind: kind, school: kimbiri, day: monday, counts: AttendanceCounts(boys: 12), isTraining: true,
                askedAt: at(10), saidAt: at())
        }
        func open() throws -> OpenQuestion? {
            try store.settling { try $0.senderContext(of: rosa, body: "", on: monday, in: lima, at: at(20)) }.openQuestion
        }
        func receive(_ body: String, _ change: Settlement.QuestionChange) throws {
            try store.receive(body, Settlement(reading: "part", answer: .reply("Falta"), question: change))
        }
        try receive("1", .open(question(.missingPart)))
        #expect(try open() == question(.missingPart))
        try receive("2", .keep)
        #expect(try open() == question(.missingPart))
        try receive("3", .open(question(.overEnrolment)))
        #expect(try open() == question(.overEnrolment))
        #expect(try store.settling { try $0.senderContext(of: julio, body: "", on: monday, in: lima, at: at(20)) }.openQuestion == nil)
        try receive("4", .close)
        #expect(try open() == nil)
    }

    @Test
    func `forgets an open question after 24 hours`() throws {
        let question = OpenQuestion(
            kind: .whichSchool, school: nil, day: monday, counts: .init(), askedAt: at(), said: "12 15 2")
        try store.receive("12 15 2", Settlement(reading: "which", answer: .reply("?"), question: .open(question)))
        let day = 86_400.0
        #expect(try store.settling { try $0.senderContext(of: rosa, body: "", on: monday, in: lima, at: at(day - 1)) }.openQuestion == question)
        #expect(try store.settling { try $0.senderContext(of: rosa, body: "", on: monday, in: lima, at: at(day)) }.openQuestion == nil)
        // Planning does not read texts.
        var planned = question
        planned.said = nil
        #expect(try store.planningInputs(on: monday, at: at(day - 1)).openQuestions == [planned])
        #expect(try store.planningInputs(on: monday, at: at(day)).openQuestions.isEmpty)
    }

    @Test
    func `gives back the text that lacked only its school`() throws {
        let question = OpenQuestion(
            kind: .whichSchool, school: nil, day: monday, counts: .init(), askedAt: at(), said: "SIN CLASES LLUVIA")
        let settlement = Settlement(
            reading: ReadingName.whichSchool.rawValue, answer: .reply("De cual es?"), question: .open(question))
        try store.receive("SIN CLASES LLUVIA", settlement)
        let context = try store.settling { try $0.senderContext(of: rosa, body: "A", on: monday, in: lima, at: at(20)) }
        #expect(context.openQuestion?.said == "SIN CLASES LLUVIA")
    }

    @Test
    func `remembers when a phone was last heard`() throws {
        #expect(try store.lastHeard().isEmpty)
        try store.receive("1", at: at(10))
        try store.receive("2", at: at(5))
        #expect(try store.lastHeard() == [rosa: at(10)])
    }

    @Test
    func `keeps the numbers of parts that never came`() throws {
        _ = try store.keep([arrival("b", position: part(2, of: 2))], at: at())
        let parts = try #require(try store.completeTexts(at: at(), partialAfter: 0).first)
        let settled = try #require(try settle(parts, Settlement(reading: "help", answer: .reply("AYUDA"))))
        let entry = try #require(try store.inboxEntry(settled.id))
        #expect(entry.parts.map(\.sequence) == [2])
        #expect(entry.parts.map(\.total) == [2])
    }

    @Test
    func `shows copies beside the part they are copies of`() throws {
        let settled = try #require(try settle(try parts(), accepted(report())))
        let copies = try store.keep([arrival(slot: 9)], at: at(60))
        let entry = try #require(try store.inboxEntry(settled.id))
        #expect(entry.parts.map(\.duplicateOf) == [nil, copies[0].duplicateOf])
        #expect(entry.parts.last?.slot == StorageSlot(memory: "SM", index: 9))
    }
}

@Suite("Roster changes by text")
struct RosterChangeTests {
    let store: AttendanceStore

    init() throws { store = try .seeded() }

    private func receive(_ body: String, from sender: PhoneNumber = rosa, _ change: Settlement.RosterChange) throws {
        try store.receive(
            body, from: sender, Settlement(reading: "change", answer: .reply("Listo"), rosterChange: change))
    }

    private func status(of phone: PhoneNumber = rosa) throws -> ReporterStatus? {
        try store.reporters(on: monday).first { $0.phone == phone }?.status
    }

    @Test
    func `BAJA opts out and takes back what nobody asked for`() throws {
        let ids = try store.enqueue([question(), reminder(), draft("de la oficina"), question(to: julio)], at: at())
        try receive("BAJA", .optOut)
        #expect(try status() == .optedOut)
        #expect(try status(of: julio) == .active)
        #expect(try ids.compactMap { $0 }.map { try store.state(of: $0) } == [.withdrawn, .withdrawn, .queued, .queued])
    }

    @Test
    func `ALTA lifts BAJA at once`() throws {
        try receive("BAJA", .optOut)
        try receive("ALTA", .optIn)
        #expect(try status() == .active)
    }

    @Test
    func `ALTA of an unknown phone waits for the office`() throws {
        let ana = phone("987654323")
        try receive("ALTA ANA 9999996", from: ana, .apply(name: "ANA", codMod: "9999996"))
        #expect(try status(of: ana) == .pending)
        let expected = Applicant(phone: ana, name: "ANA", codMod: "9999996", appliedAt: at())
        #expect(try store.applicants() == [expected])
        try receive("ALTA ANA QUISPE 0000018", from: ana, .apply(name: "ANA QUISPE", codMod: "0000018"))
        #expect(try store.applicants().map(\.name) == ["ANA QUISPE"])
    }

    @Test
    func `BAJA and ALTA are no way around an approval or a refusal`() throws {
        let ana = phone("987654323")
        try receive("ALTA ANA 9999996", from: ana, .apply(name: "ANA", codMod: "9999996"))
        try receive("BAJA", from: ana, .optOut)
        #expect(try status(of: ana) == .optedOut)
        try receive("ALTA", from: ana, .optIn)
        #expect(try status(of: ana) == .pending)

        try store.write { try $0.run("UPDATE reporter SET status = 'refused' WHERE phone = ?", [ana.e164]) }
        try receive("BAJA 2", from: ana, .optOut)
        try receive("ALTA 2", from: ana, .optIn)
        try receive("ALTA ANA 0000018", from: ana, .apply(name: "ANA", codMod: "0000018"))
        #expect(try status(of: ana) == .refused)
    }

    @Test
    func `the decision knows what BAJA replaced`() throws {
        let ana = phone("987654323")
        try receive("ALTA ANA 9999996", from: ana, .apply(name: "ANA", codMod: "9999996"))
        try receive("BAJA", from: ana, .optOut)
        let left = try #require(try store.reporters(on: monday).first { $0.phone == ana })
        #expect(left.statusBefore == .pending && !left.isApproved)
        try receive("BAJA", .optOut)
        #expect(try store.reporters(on: monday).first { $0.phone == rosa }?.isApproved == true)
    }

    @Test
    func `the office may let in whom it has refused, and refuses only who waits`() throws {
        let ana = phone("987654323")
        let signature = Signature(person: "jefa", at: at(10))
        try receive("ALTA ANA 9999996", from: ana, .apply(name: "ANA", codMod: "9999996"))
        try store.refuse(ana, by: signature)
        #expect(try store.applicants().isEmpty)
        #expect(try store.applicants(withRefused: true).map(\.codMod) == ["9999996"])
        #expect(throws: StoreError.notWaiting(ana)) { try store.refuse(ana, by: signature) }
        _ = try store.approve(
            ana, role: .teacher, for: [Assignment(school: kimbiri)], validFrom: monday, greeting: nil, by: signature)
        #expect(try status(of: ana) == .active)
    }

    @Test
    func `ALTA of an active reporter changes nothing`() throws {
        let before = try store.reporters(on: monday)
        try receive("ALTA", .optIn)
        try receive("ALTA X 9999996", .apply(name: "X", codMod: "9999996"))
        let heard = try store.reporters(on: monday).map { reporter in
            var reporter = reporter
            reporter.lastHeardAt = nil
            return reporter
        }
        #expect(heard == before)
    }
}
