import Attendance
import Foundation

@testable import Store

// Fictitious people, schools and numbers.

func day(_ iso: String) -> SchoolDay {
    guard let day = SchoolDay(iso: iso) else { preconditionFailure("\(iso) is no day") }
    return day
}

func phone(_ digits: String) -> PhoneNumber {
    guard let phone = PhoneNumber(peruvianMobile: digits) else { preconditionFailure("\(digits) is no mobile") }
    return phone
}

let lima: TimeZone = {
    guard let zone = TimeZone(identifier: "America/Lima") else { preconditionFailure("no time zone database") }
    return zone
}()

/// Ten o'clock in Lima on Monday 2026-05-04, and seconds after it.
func at(_ seconds: TimeInterval = 0) -> Date {
    Date(timeIntervalSince1970: 1_777_906_800 + seconds)
}

let monday = day("2026-05-04")
let rosa = phone("987654321")
let julio = phone("987654322")
let sim = "8951100000000000001"
let kimbiri = SchoolKey("9999996")
let villa = SchoolKey("0000018", anexo: 1)

func school(
    _ key: SchoolKey = kimbiri, name: String = "I.E. 501", boys: Int? = 14, girls: Int? = 16,
    teachers: Int? = 2
) -> School {
    School(
        key: key, codLocal: "000042", name: name, level: "Primaria", district: "Livitaca", ugel: "Chumbivilcas",
        community: "Kimbiri", cluster: "Red 1",
        enrolment: Enrolment(boys: boys, girls: girls, teachers: teachers), reportingDay: .monday)
}

func reporter(
    _ phone: PhoneNumber = rosa, name: String = "Rosa Quispe", role: ReporterRole = .head,
    assignments: [Assignment] = [Assignment(school: kimbiri)]
) -> Reporter {
    Reporter(phone: phone, name: name, role: role, assignments: assignments)
}

extension AttendanceStore {
    /// Two schools, two reporters; Rosa has both schools, Julio one.
    static func seeded() throws -> AttendanceStore {
        let store = try AttendanceStore.inMemory()
        try store.seed()
        return store
    }

    func seed() throws {
        let start = day("2026-03-16")
        _ = try importSchools(
            [school(), school(villa, name: "I.E. 38387")], validFrom: start, retireMissing: false, at: at(-86_400))
        _ = try importReporters(
            [
                reporter(assignments: [
                    Assignment(school: kimbiri, letter: "A"), Assignment(school: villa, letter: "B"),
                ]),
                reporter(julio, name: "Julio Huaman", assignments: [Assignment(school: villa)]),
            ], validFrom: start, retireMissing: false, at: at(-86_400))
    }

    /// Keeps one text and settles it.
    @discardableResult
    func receive(
        _ body: String, from sender: PhoneNumber = rosa, key: String? = nil,
        _ settlement: Settlement = Settlement(reading: "help", answer: .reply("AYUDA")), at now: Date = at()
    ) throws -> SettledText? {
        _ = try keep([arrival(key ?? "\(body) \(now.timeIntervalSince1970)", from: sender, at: now)], at: now)
        let parts = try completeTexts(at: now, partialAfter: 0)
        var last: SettledText?
        for set in parts {
            last = try settling {
                try $0.settle(
                    set, text(of: set, body), settlement, replyExpiresAt: now.addingTimeInterval(86_400), at: now)
            }
        }
        return last
    }
}

func arrival(
    _ key: String = "k1", from sender: PhoneNumber = rosa, slot: Int? = 1, memory: String = "SM",
    sim: String = sim, position: PartPosition? = nil, sentAt: Date? = nil, at now: Date = at()
) -> Arrival {
    Arrival(
        pdu: "PDU-\(key)", partKey: key, modem: "office", sim: sim,
        slot: slot.map { StorageSlot(memory: memory, index: $0) }, receivedAt: now,
        content: .part(
            PartContent(
                sender: sender.e164, phone: sender, serviceCentreTime: sentAt ?? now,
                forbidsAutomaticReply: false, position: position)))
}

func part(_ sequence: Int, of total: Int, reference: Int = 7, bits: Int = 8) -> PartPosition {
    PartPosition(reference: reference, total: total, sequence: sequence, bits: bits)
}

func delivery(
    _ reference: Int, _ category: DeliveryReport.Category = .completed, to recipient: String = "51987654321",
    sim: String = sim, at now: Date = at(60)
) -> DeliveryReport {
    let status =
        switch category {
        case .completed: 0
        case .stillTrying: 0x20
        case .permanentError: 0x41
        case .givenUp: 0x61
        }
    return DeliveryReport(
        sim: sim, messageReference: reference, recipient: recipient, status: status, category: category,
        dischargedAt: now, receivedAt: now)
}

func text(of parts: PartSet, _ body: String) -> InboundText {
    InboundText(
        sender: parts.sender, phone: parts.phone, body: body, serviceCentreTime: parts.serviceCentreTime,
        receivedAt: parts.receivedAt, forbidsAutomaticReply: parts.forbidsAutomaticReply,
        missingParts: parts.missing)
}

func report(
    _ boys: Int = 12, of school: SchoolKey = kimbiri, on day: SchoolDay = monday,
    stream: ReportStream = .school, isTraining: Bool = false, at now: Date = at()
) -> AttendanceReport {
    AttendanceReport(
        school: school, day: day, stream: stream,
        content: .present(AttendanceCounts(boys: boys, girls: 15, teachers: 2)), isTraining: isTraining,
        phone: rosa, receivedAt: now)
}

func accepted(_ report: AttendanceReport) -> Settlement {
    Settlement(reading: "report", school: report.school, report: report, answer: .reply("Recibido"))
}

func draft(
    _ text: String = "hola", to recipient: PhoneNumber = rosa, kind: OutboundKind = .office,
    dueAt: Date = at(), expiresAt: Date? = nil, inReplyTo: Int64? = nil, step: ReminderStep? = nil,
    school: SchoolKey? = nil, on day: SchoolDay = monday
) -> OutboundDraft {
    OutboundDraft(
        recipient: recipient, text: text, kind: kind, dueAt: dueAt, expiresAt: expiresAt, inReplyTo: inReplyTo,
        step: step.map { StepKey(phone: recipient, school: school, day: day, step: $0) },
        schools: school.map { [$0] } ?? [])
}

func question(to recipient: PhoneNumber = rosa, on day: SchoolDay = monday, dueAt: Date = at()) -> OutboundDraft {
    draft("Cuantos asistieron?", to: recipient, kind: .question, dueAt: dueAt, step: .question, on: day)
}

func reminder(
    _ step: ReminderStep = .reminder1, to recipient: PhoneNumber = rosa, of school: SchoolKey = kimbiri,
    on day: SchoolDay = monday, dueAt: Date = at()
) -> OutboundDraft {
    draft("Recordatorio", to: recipient, kind: .reminder, dueAt: dueAt, step: step, school: school, on: day)
}

extension AttendanceStore {
    func state(of id: Int64) throws -> OutboundState? { try message(id)?.state }

    func message(_ id: Int64) throws -> OutboundMessage? {
        try outbox(states: nil, limit: .max).first { $0.id == id }
    }

    func queue(_ draft: OutboundDraft = draft()) throws -> Int64 {
        guard let id = try enqueue([draft], at: at()).first.flatMap({ $0 }) else {
            throw SampleError.notQueued
        }
        return id
    }

    func begin(_ id: Int64, part: Int = 1, of total: Int = 1, at now: Date = at()) throws {
        try beginSubmitting(id, sequence: part, of: total, modem: "office", sim: sim, at: now)
    }

    func finish(_ id: Int64, part: Int = 1, _ result: SubmitResult, at now: Date = at(2)) throws {
        try finishSubmitting(id, sequence: part, result, at: now)
    }

    /// Queued, submitted, taken by the network.
    func sent(_ reference: Int?, _ draft: OutboundDraft = draft(), at now: Date = at()) throws -> Int64 {
        let id = try queue(draft)
        try begin(id, at: now)
        try finish(id, .sent(messageReference: reference), at: now)
        return id
    }
}

enum SampleError: Error { case notQueued }
