import Attendance
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Sender lookup")
struct SenderLookupTests {
    let store: AttendanceStore

    init() throws { store = try .seeded() }

    private func context(
        of phone: PhoneNumber = rosa, body: String = "hola", on day: SchoolDay = monday, at now: Date = at()
    ) throws -> SenderContext {
        try store.settling { try $0.senderContext(of: phone, body: body, on: day, in: lima, at: now) }
    }

    @Test
    func `knows nothing of an unknown phone`() throws {
        let codes = Set(try store.schools(on: monday).map(\.key.codMod))
        #expect(try context(of: phone("999999999")) == SenderContext(rosterCodes: codes))
        #expect(try context().rosterCodes.isEmpty, "a reporter's codes are those of their schools")
    }

    @Test
    func `finds the sender with schools in the order of their letters`() throws {
        let context = try context()
        #expect(context.reporter?.name == "Rosa Quispe")
        #expect(context.schools.map(\.letter) == ["A", "B"])
        #expect(context.schools.map(\.school.key) == [kimbiri, villa])
        #expect(context.schools.first?.school.enrolment.boys == 14)
    }

    @Test
    func `leaves out schools that are retired`() throws {
        _ = try store.importSchools([school()], validFrom: monday, retireMissing: true, at: at())
        #expect(try context().schools.map(\.letter) == ["A"])
        #expect(try context(on: monday.adding(days: -1)).schools.count == 2)
    }

    @Test
    func `sees current reports of own schools, newest day first, 40 days back`() throws {
        for back in [0, 7, 40, 41] {
            try store.receive("\(back)", accepted(report(back, on: monday.adding(days: -back))), at: at(Double(back)))
        }
        try store.receive("again", accepted(report(3)), at: at(50))
        #expect(try context(at: at(60)).reports.map(\.report.day) == [0, 7, 40].map { monday.adding(days: -$0) })
        #expect(try context(at: at(60)).reports.first?.report.content == report(3).content)
        #expect(try context(of: julio, at: at(60)).reports.isEmpty)
    }

    @Test
    func `counts replies of the hour, of the day, and of the office since midnight`() throws {
        // In Lima: 17:00 and 23:59:59 of yesterday, 00:30 and 09:30 of today.
        let seconds: [TimeInterval] = [-61_200, -36_001, -34_200, -1800]
        for before in seconds { try store.receive("texto", at: at(before)) }
        try store.receive("texto", from: julio, at: at(-60))
        try store.receive("gracias", Settlement(reading: "polite", answer: .silence(.polite)), at: at(-30))
        _ = try store.enqueue([draft(), question()], at: at(-20))
        let context = try context(body: "texto")
        #expect(context.repliesInLastHour == 1)
        #expect(context.repliesInLastDay == 4)
        #expect(context.officeRepliesToday == 3)
        #expect(context.identicalTextsInLastHour == 1)
        #expect(try self.context(body: "gracias").identicalTextsInLastHour == 1)
        #expect(try self.context(body: "Texto").identicalTextsInLastHour == 0)
    }

    @Test
    func `does not count the text that is being decided`() throws {
        _ = try store.keep([arrival()], at: at())
        #expect(try context(body: "hola").identicalTextsInLastHour == 0)
    }

    @Test
    func `remembers when a phone was told that it is not registered`() throws {
        let ana = phone("987654323")
        #expect(try context(of: ana).toldUnregisteredAt == nil)
        let told = Settlement(reading: "unregistered", answer: .reply("Este numero"), tellsUnregistered: true)
        try store.receive("H 3", from: ana, told, at: at(10))
        let silent = Settlement(reading: "unregistered", answer: .silence(.toldUnregisteredToday))
        try store.receive("H 4", from: ana, silent, at: at(20))
        #expect(try context(of: ana, at: at(30)).toldUnregisteredAt == at(10))
        #expect(try context(at: at(30)).toldUnregisteredAt == nil)
    }
}

@Suite("Planning inputs")
struct PlanningTests {
    let store: AttendanceStore

    init() throws { store = try .seeded() }

    @Test
    func `gathers roster, reports, closures and steps of 14 days`() throws {
        let early = monday.adding(days: -15)
        let edge = monday.adding(days: -14)
        let next = monday.adding(days: 7)
        for (index, day) in [early, edge, monday, next].enumerated() {
            try store.receive("\(index)", accepted(report(index, on: day)), at: at(Double(index)))
        }
        try store.receive("training", accepted(report(9, isTraining: true)), at: at(10))
        try store.receive("again", accepted(report(8)), at: at(11))
        _ = try store.enqueue([early, edge, monday].map { question(on: $0) } + [draft()], at: at(5))
        let withdrawn = try store.queue(reminder())
        try store.withdraw(withdrawn, reason: "hasReported", at: at(6))
        _ = try store.addClosure(Closure(scope: .office, first: early, last: early, reason: "antes"), by: signature)
        let closure = Closure(scope: .school(kimbiri), first: early, last: edge, reason: "Lluvia")
        _ = try store.addClosure(closure, by: signature)

        let inputs = try store.planningInputs(on: monday, at: at(20))
        #expect(inputs.schools.map(\.key) == [villa, kimbiri])
        #expect(inputs.reporters.map(\.phone) == [rosa, julio])
        #expect(inputs.reports.map(\.report.day) == [edge, monday, next])
        #expect(inputs.reports.map(\.report.content).contains(report(8).content))
        #expect(inputs.closures == [closure])
        #expect(inputs.sent.map(\.key.day) == [edge, monday, monday])
        #expect(inputs.sent.map(\.key.step) == [.question, .question, .reminder1])
        #expect(inputs.sent.map(\.leftAt) == [nil, nil, nil])
        #expect(inputs.sent.last?.key.school == kimbiri)
    }

    @Test
    func `knows when a step left: on the air, by its submit, or not yet`() throws {
        let queued = try store.queue(question())
        func left() throws -> Date? { try store.planningInputs(on: monday, at: at(100)).sent.first?.leftAt }
        #expect(try left() == nil)
        try store.begin(queued, at: at(20))
        #expect(try left() == at(20))
        try store.finish(queued, .retry(at: at(60), reason: "no network"), at: at(25))
        #expect(try left() == nil)
        try store.begin(queued, at: at(70))
        try store.finish(queued, .sent(messageReference: 7), at: at(75))
        #expect(try left() == at(75))
    }

    @Test
    func `knows the latest moment that was stored`() throws {
        let store = try AttendanceStore.inMemory()
        #expect(try store.clockMark().latest == nil)
        _ = try store.keep([arrival(at: at(10))], at: at(10))
        #expect(try store.clockMark().ours == at(10))
        let id = try #require(try store.enqueue([draft(dueAt: at(9e6))], at: at(20)).first.flatMap { $0 })
        #expect(try store.clockMark().ours == at(20))
        try store.begin(id, at: at(30))
        #expect(try store.clockMark().ours == at(30))
        try store.witnessClock(at(90))
        try store.witnessClock(at(60))
        #expect(try store.clockMark().latest == at(90))
    }

    @Test
    func `what a wrong clock wrote ahead is not recent, and what it put off is due`() throws {
        let store = try AttendanceStore.inMemory()
        try store.seed()
        let wrong = at(30 * 86_400)
        for index in 1...6 {
            try store.receive("hola \(index)", from: rosa, Settlement(reading: "unclear", answer: .reply("?")), at: wrong)
        }
        let context = try store.settling { try $0.senderContext(of: rosa, body: "hola 1", on: monday, in: lima, at: at()) }
        #expect(context.repliesInLastHour == 0)
        #expect(context.repliesInLastDay == 0)
        #expect(context.identicalTextsInLastHour == 0)
        #expect(context.officeRepliesToday == 0)
        let id = try #require(try store.enqueue([draft(dueAt: wrong)], at: wrong).first.flatMap { $0 })
        #expect(try store.nextOutbound(at: at(), unasked: true) == nil)
        try store.trustClock(at: at())
        #expect(try store.clockMark().ours == at())
        #expect(try store.nextOutbound(at: at(), unasked: true) != nil)
        #expect(try store.message(id)?.dueAt == at())
    }

    private var signature: Signature { Signature(person: "ana", at: at()) }
}

@Suite("Overview")
struct OverviewTests {
    let store: AttendanceStore

    init() throws { store = try .seeded() }

    @Test
    func `counts a day of the office by its own midnight`() throws {
        #expect(try store.counts(on: monday, in: lima) == StoreCounts())
        let midnight = -10 * 3600.0
        try store.receive("ayer", at: at(midnight - 1))
        try store.receive("hoy", accepted(report()), at: at(midnight))
        try store.receive("prueba", accepted(report(isTraining: true)), at: at(5))
        try store.receive("anoche", at: at(midnight + 86_400))
        _ = try store.keep([arrival("half", position: part(1, of: 2))], at: at())
        let id = try store.queue()
        for sequence in 1...2 {
            try store.begin(id, part: sequence, of: 2)
            try store.finish(id, part: sequence, .sent(messageReference: sequence), at: at(9))
        }
        let lost = try store.queue()
        try store.begin(lost)
        try store.finish(lost, .unknown(reason: "x"))
        _ = try store.sent(3, at: at(-86_400))

        let counts = try store.counts(on: monday, in: lima)
        #expect(counts.receivedToday == 2)
        #expect(counts.reportsToday == 1)
        #expect(counts.sentPartsToday == 2)
        #expect(counts.sentPartsThisMonth == 3)
        #expect(counts.unknown == 1)
        #expect(counts.queued == 4)
        #expect(counts.waitingParts == 1)
        #expect(counts.lastInAt == at(midnight + 86_400))
        #expect(counts.lastOutAt == at(9))
    }

    @Test
    func `lists the inbox newest first, as many as wanted`() throws {
        for index in 1...5 { try store.receive("texto \(index)", at: at(Double(index))) }
        #expect(try store.inbox(unreadOnly: false, limit: 2).map(\.text) == ["texto 5", "texto 4"])
        #expect(try store.inbox(unreadOnly: false, limit: 10).count == 5)
        #expect(try store.inboxEntry(99) == nil)
        #expect(try store.inboxEntry(-99) == nil)
        #expect(try store.inboxEntry(.min) == nil)
    }

    @Test(arguments: [
        (accepted(report()), false),
        (Settlement(reading: "help", answer: .reply("AYUDA")), false),
        (Settlement(reading: "polite", answer: .silence(.polite)), false),
        (Settlement(reading: "optOut", answer: .reply("Listo"), rosterChange: .optOut), false),
        (Settlement(reading: "loop", answer: .silence(.loop)), true),
        (Settlement(reading: "officeText", answer: .reply("Lo leera una persona")), true),
        (Settlement(reading: "application", answer: .reply("ok"), rosterChange: .apply(name: "A", codMod: "1")), true),
        (Settlement(reading: "binary", answer: .silence(.notText)), false),
        (Settlement(reading: "ofALaterVersion", answer: .reply("?")), true),
    ])
    func `marks what a person should look at`(settlement: Settlement, isUnread: Bool) throws {
        try store.receive("texto", settlement)
        #expect(try store.inbox(unreadOnly: false, limit: 1).map(\.isUnread) == [isUnread])
        #expect(try store.inbox(unreadOnly: true, limit: 1).count == (isUnread ? 1 : 0))
    }

    @Test
    func `filters reports by day, school and history`() throws {
        for (index, school) in [kimbiri, villa].enumerated() {
            for back in 0...2 {
                try store.receive(
                    "\(school.codMod) \(back)", accepted(report(back, of: school, on: monday.adding(days: -back))),
                    at: at(Double(index * 3 + back)))
            }
        }
        #expect(try store.reports(ReportFilter()).count == 6)
        #expect(try store.reports(ReportFilter()).first?.report.day == monday)
        #expect(try store.reports(ReportFilter(from: monday)).count == 2)
        #expect(try store.reports(ReportFilter(to: monday.adding(days: -1))).count == 4)
        #expect(try store.reports(ReportFilter(school: villa)).count == 3)
        #expect(try store.reports(ReportFilter(school: SchoolKey("0000018"))).isEmpty)
        #expect(try store.reports(ReportFilter(limit: 4)).count == 4)
        #expect(try store.reports(ReportFilter(from: monday, to: monday, school: villa)).map(\.report.school) == [villa])
    }
}

@Suite("Modems")
struct ModemTests {
    let store: AttendanceStore

    init() throws { store = try .inMemory() }

    @Test
    func `keeps the last known state of each modem`() throws {
        let full = ModemStatus(
            name: "office", state: "ready", detail: "x", device: "/dev/ttyUSB2", imei: "490154203237518",
            iccid: sim, model: "E3372", operatorName: "Bitel", registration: "home", rssi: 17, signalDBm: -79,
            lastSweepAt: at(-5))
        try store.recordModem(full, at: at())
        try store.recordModem(ModemStatus(name: "backup", state: "simMissing"), at: at())
        var seen = full
        seen.seenAt = at()
        #expect(try store.modemStatuses() == [ModemStatus(name: "backup", state: "simMissing", seenAt: at()), seen])
    }

    @Test
    func `spares the card a write for the same status within five minutes`() throws {
        let status = ModemStatus(name: "office", state: "ready", rssi: 17)
        func seenAt() throws -> Date? { try store.modemStatuses().first?.seenAt }
        try store.recordModem(status, at: at())
        try store.recordModem(status, at: at(299))
        #expect(try seenAt() == at())
        try store.recordModem(status, at: at(300))
        #expect(try seenAt() == at(300))
        try store.recordModem(ModemStatus(name: "office", state: "searching"), at: at(301))
        #expect(try seenAt() == at(301))
        // A clock that was set back does not stop it.
        try store.recordModem(ModemStatus(name: "office", state: "searching"), at: at(-1000))
        #expect(try seenAt() == at(-1000))
    }

    @Test
    func `lets a PIN be entered again once it was seen to be right`() throws {
        let locked = "imei:490154203237518"
        #expect(try store.mayEnter(locked, "right", at: at()))
        #expect(try store.mayEnter(sim, "other SIM", at: at()))
        try store.acceptPIN(sims: [locked, "8951100000000000009"], at: at(5))
        #expect(try store.mayEnter(locked, "right", at: at(60)))
        #expect(try !store.mayEnter(locked, "right", at: at(61)))
        #expect(try !store.mayEnter(sim, "other SIM", at: at(62)))
        try store.acceptPIN(sims: [], at: at(70))
    }

    @Test
    func `the PIN that opened the SIM is the right one, and not those that were tried before it`() throws {
        #expect(try store.mayEnter(sim, "wrong", at: at()))
        #expect(try store.mayEnter(sim, "right", at: at(60)))
        try store.acceptPIN(sims: [sim], at: at(61))
        #expect(try !store.mayEnter(sim, "wrong", at: at(120)))
        #expect(try store.mayEnter(sim, "right", at: at(120)))
    }

    @Test
    func `lets a PIN be entered once per SIM and PIN, across restarts`() throws {
        let folder = try ScratchFolder()
        let path = folder.file("edutrac.db")
        do { #expect(try AttendanceStore(path: path).mayEnter(sim, "d1", at: at())) }
        let store = try AttendanceStore(path: path)
        #expect(try !store.mayEnter(sim, "d1", at: at(60)))
        #expect(try store.mayEnter(sim, "d2", at: at(60)))
        #expect(try store.mayEnter("imei:490154203237518", "d1", at: at(60)))
    }
}

extension AttendanceStore {
    fileprivate func mayEnter(_ sim: String, _ digest: String, at now: Date) throws -> Bool {
        let attempt = PINAttempt(sim: sim, digest: digest)
        return try mayEnterPIN(recording: [attempt], unlessOpen: [attempt], at: now)
    }
}
