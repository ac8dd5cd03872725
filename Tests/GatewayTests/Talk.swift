import Attendance
import Foundation
import ModemDriver
import Store

@testable import Gateway

/// What people write and are told, text by text, through the real store. A text may be delivered long after it was sent.
final class Talk {
    let office: SampleOffice
    private let inbound: InboundPath
    private var slot = 0
    private(set) var last: Settlement?

    static let two = SchoolKey("9999988")

    /// - Parameters:
    ///   - isShared: Rosa reports for two schools, A and B.
    ///   - change: of the rules.
    init(isShared: Bool = false, change: (inout OfficeRules) -> Void = { _ in }) throws {
        office = try SampleOffice()
        var rules = office.rules
        change(&rules)
        inbound = InboundPath(store: office.store, office: rules)
        guard isShared else { return }
        let march = SampleOffice.day("2026-03-16")
        let second = School(
            key: Self.two, name: "38387", level: "primaria", district: "Kimbiri", ugel: "UGEL Ejemplo",
            enrolment: Enrolment(boys: 9, girls: 11, teachers: 1))
        let start = SampleOffice.at("2026-03-16T08:00:00-05:00")
        _ = try office.store.importSchools([second], validFrom: march, retireMissing: false, at: start)
        let both = [Assignment(school: SampleOffice.school, letter: "A"), Assignment(school: second.key, letter: "B")]
        try enlist(Reporter(phone: Self.phone(SampleOffice.rosa), name: "Rosa Quispe", role: .teacher, assignments: both))
    }

    func enlist(_ reporter: Reporter) throws {
        _ = try office.store.importReporters(
            [reporter], validFrom: SampleOffice.day("2026-03-16"), retireMissing: false,
            at: SampleOffice.at("2026-03-16T08:00:00-05:00"))
    }

    /// - Parameters:
    ///   - sent: `05-04 10:00`, as the service centre stamps it.
    ///   - received: nil for at once.
    /// - Returns: the reply, or `-` and the reason of the silence.
    @discardableResult
    func say(_ text: String, from sender: String = SampleOffice.rosa, sent: String, received: String? = nil) throws -> String {
        slot += 1
        let now = Self.at(received ?? sent)
        let line = try SampleOffice.line(from: sender, text, slot: slot, at: Self.iso(sent))
        let receipts = try inbound.receive([line], from: office.modem, at: now)
        try inbound.forgotten([line], of: receipts, at: now)
        let round = try inbound.settleCompleteTexts(at: now)
        last = round.settled.last?.settlement
        switch last?.answer {
        case .reply(let words)?: return words
        case .silence(let why)?: return "-\(why.rawValue)"
        case nil: return "-nothing settled"
        }
    }

    /// The question of attendance of a day leaves, about one school or several.
    func ask(_ day: String, about schools: [SchoolKey] = [SampleOffice.school], at moment: String) throws {
        let now = Self.at(moment)
        let rosa = try Self.phone(SampleOffice.rosa)
        let draft = OutboundDraft(
            recipient: rosa, text: "Buenos dias. Cuantos asistieron?", kind: .question, dueAt: now,
            step: StepKey(phone: rosa, school: nil, day: SampleOffice.day(day), step: .question), schools: schools)
        guard let id = try office.store.enqueue([draft], at: now).first.flatMap(\.self) else { return }
        try office.store.beginSubmitting(id, sequence: 1, of: 1, modem: "principal", sim: office.modem.sim, at: now)
        try office.store.finishSubmitting(id, sequence: 1, .sent(messageReference: 1), at: now)
    }

    /// Every class day of these two weeks is asked about.
    func beginBaseline() throws {
        try office.store.begin(
            Baseline(area: .school(SampleOffice.school), first: SampleOffice.day("2026-05-04"), weeks: 2),
            by: Signature(person: "Elena", at: Self.at("05-03 10:00")))
    }

    /// `2026-05-04 H12 M15 D2`, newest day first.
    var reports: [String] {
        get throws { try reports(.init()).map { "\($0.report.day.iso) \(Self.words($0.report.content))" } }
    }

    func reports(_ filter: ReportFilter) throws -> [StoredReport] { try office.store.reports(filter) }

    /// In the order in which they came.
    var unread: [String] {
        get throws { try office.store.inbox(unreadOnly: true, limit: 50).compactMap(\.text).reversed() }
    }

    static func phone(_ e164: String) throws -> PhoneNumber {
        guard let phone = PhoneNumber(peruvianMobile: e164) else { throw POSIXError(.EINVAL) }
        return phone
    }

    static func at(_ moment: String) -> Date { SampleOffice.at(iso(moment)) }

    private static func iso(_ moment: String) -> String { "2026-\(moment.replacing(" ", with: "T")):00-05:00" }

    private static func words(_ content: AttendanceReport.Content) -> String {
        switch content {
        case .present(let counts):
            [("H", counts.boys), ("M", counts.girls), ("D", counts.teachers)].compactMap { letter, count in
                count.map { "\(letter)\($0)" }
            }.joined(separator: " ")
        case .noClass: "sin clases"
        case .heldClass(let held): held ? "SI" : "NO"
        }
    }
}
