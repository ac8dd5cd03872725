import Attendance
import Foundation

/// A fictitious office in the hills, its calendar of 2026, and short ways to write days and moments.
enum Sample {
    static let lima = TimeZone(identifier: "America/Lima") ?? .gmt
    static let rosa = phone("987654321")
    static let julio = phone("987654323")
    static let elder = phone("987654325")
    static let stranger = phone("912345678")

    static let one = school("9999996", "I.E. 501 Kimbiri", boys: 14, girls: 16, teachers: 2)
    static let two = school("9999988", "I.E. 38387", boys: 9, girls: 11, teachers: 1)
    static let three = school("9999970", "I.E. 503 Quebrada", boys: 18, girls: 15, teachers: 2)

    static func phone(_ digits: String) -> PhoneNumber {
        guard let phone = PhoneNumber(peruvianMobile: digits) else { preconditionFailure("no mobile: \(digits)") }
        return phone
    }

    static func day(_ iso: String) -> SchoolDay {
        guard let day = SchoolDay(iso: iso) else { preconditionFailure("no day: \(iso)") }
        return day
    }

    static func time(_ text: String) -> TimeOfDay {
        guard let time = TimeOfDay(text) else { preconditionFailure("no time: \(text)") }
        return time
    }

    /// `2026-05-04 10:00`, on the clocks of Lima.
    static func moment(_ text: String) -> Date {
        let parts = text.split(separator: " ").map(String.init)
        return day(parts[0]).moment(at: time(parts[1]), in: lima)
    }

    /// What a clock in Lima shows.
    static func clock(_ moment: Date) -> String {
        "\(SchoolDay(moment, in: lima).iso) \(TimeOfDay(moment, in: lima))"
    }

    static func school(
        _ codMod: String, _ name: String, boys: Int?, girls: Int?, teachers: Int?, day: Weekday? = nil
    ) -> School {
        School(
            key: SchoolKey(codMod), name: name, level: "primaria", district: "Kimbiri", ugel: "Pichari",
            cluster: "Red 1", enrolment: Enrolment(boys: boys, girls: girls, teachers: teachers), reportingDay: day)
    }

    static func reporter(
        _ phone: PhoneNumber, _ role: ReporterRole = .teacher, _ status: ReporterStatus = .active,
        schools: [(School, String?)]
    ) -> Reporter {
        Reporter(
            phone: phone, name: "Rosa Quispe", role: role, status: status,
            assignments: schools.map { Assignment(school: $0.0.key, letter: $0.1) })
    }

    static func calendar() throws -> SchoolCalendar {
        let blocks = [
            ("2026-03-16", "2026-05-15"), ("2026-05-25", "2026-07-24"), ("2026-08-10", "2026-10-09"),
            ("2026-10-19", "2026-12-18"),
        ].map { SchoolCalendar.ClassBlock(first: day($0.0), last: day($0.1)) }
        return try SchoolCalendar(
            years: [.init(year: 2026, blocks: blocks)], holidays: SchoolCalendar.nationalHolidays(year: 2026))
    }

    static func rules() -> ReportingRules {
        ReportingRules(
            day: .monday, questionAt: time("10:00"), reminderAt: time("15:00"), lastReminderAt: time("09:00"),
            window: time("07:30")...time("19:00"), zone: lima)
    }

    static func office(caps: ReplyCaps = .init()) throws -> OfficeRules {
        OfficeRules(
            name: "Oficina de educacion de Kimbiri", phone: phone("987654300"), ownNumbers: [phone("987654399")],
            zone: lima, reporting: rules(), calendar: try calendar(), caps: caps)
    }

    static func stored(
        _ school: School, _ iso: String, _ content: AttendanceReport.Content, stream: ReportStream = .school,
        at received: String? = nil, phone: PhoneNumber = rosa
    ) -> StoredReport {
        let report = AttendanceReport(
            school: school.key, day: day(iso), stream: stream, content: content, phone: phone,
            receivedAt: moment(received ?? "\(iso) 11:00"))
        return StoredReport(id: 1, report: report, state: .current, source: .sms)
    }

    static func present(_ boys: Int, _ girls: Int, _ teachers: Int) -> AttendanceReport.Content {
        .present(AttendanceCounts(boys: boys, girls: girls, teachers: teachers))
    }

    /// Whether a text is one SMS: 160 septets of the GSM default alphabet, else 70 units (TS 23.038).
    @Sendable
    static func fits(_ text: String) -> Bool {
        var septets = 0
        for scalar in text.unicodeScalars {
            if extensionTable.contains(scalar) {
                septets += 2
            } else if scalar.isASCII && scalar != "`" || basicExtras.contains(scalar) {
                septets += 1
            } else {
                return text.utf16.count <= 70
            }
        }
        return septets <= 160
    }

    private static let extensionTable = Set("^{}\\[~]|€".unicodeScalars)
    private static let basicExtras = Set("£¥èéùìòÇØøÅåÆæßÉ¤¡ÄÖÑÜ§¿äöñüà".unicodeScalars)
}

/// A conversation of one phone: carries reports, open question and roster from text to text, as the
/// store would.
struct Conversation {
    let decision: ReportDecision
    var context: SenderContext
    var phone: PhoneNumber = Sample.rosa
    private(set) var last: Settlement?
    private var lastID: Int64 = 1

    init(_ context: SenderContext, office: OfficeRules, phone: PhoneNumber = Sample.rosa) {
        decision = ReportDecision(office: office, fits: Sample.fits)
        self.context = context
        self.phone = phone
    }

    /// One school unless others are given.
    init(
        role: ReporterRole = .teacher, status: ReporterStatus = .active,
        schools: [(School, String?)] = [(Sample.one, nil)], caps: ReplyCaps = .init(),
        change: (inout SenderContext) -> Void = { _ in }
    ) throws {
        var context = SenderContext(
            reporter: Sample.reporter(Sample.rosa, role, status, schools: schools),
            schools: schools.map { .init(school: $0.0, letter: $0.1) })
        change(&context)
        self.init(context, office: try Sample.office(caps: caps))
    }

    /// The reply, or `-` and the reason of the silence.
    @discardableResult
    mutating func say(_ body: String, at moment: String = "2026-05-04 11:00") -> String {
        let now = Sample.moment(moment)
        let text = InboundText(
            sender: phone.e164, phone: phone, body: body, serviceCentreTime: now, receivedAt: now)
        return say(text, at: now)
    }

    mutating func say(_ text: InboundText, at now: Date) -> String {
        let settlement = decision.settle(text, from: context, at: now)
        last = settlement
        switch settlement.question {
        case .keep: break
        case .close: context.openQuestion = nil
        case .open(let question): context.openQuestion = question
        }
        if let old = settlement.takesBack {
            let gone = [old] + settlement.takesBackToo
            context.reports.removeAll { gone.contains($0.id) }
            context.earlierReports.removeAll { gone.contains($0.id) }
        }
        if let earlier = settlement.restores, let index = context.earlierReports.firstIndex(where: { $0.id == earlier }) {
            context.reports.insert(context.earlierReports.remove(at: index).with(.current), at: 0)
        }
        if let report = settlement.report {
            lastID += 1
            let stored = StoredReport(id: lastID, report: report, state: .current, source: .sms)
            if settlement.isHistory { context.earlierReports.append(stored.with(.superseded)) } else { count(stored) }
        }
        context.reporter?.lastHeardAt = text.receivedAt
        if settlement.rosterChange == .disown { context.reporter?.status = .retired }
        if settlement.tellsUnregistered { context.toldUnregisteredAt = now }
        switch settlement.answer {
        case .reply(let text): return text
        case .silence(let reason): return "-\(reason.rawValue)"
        }
    }

    private mutating func count(_ stored: StoredReport) {
        let isReplaced = { (other: StoredReport) in
            other.report.school == stored.report.school && other.report.day == stored.report.day
                && other.report.stream == stored.report.stream && other.report.isTraining == stored.report.isTraining
        }
        context.earlierReports += context.reports.filter(isReplaced).map { $0.with(.superseded) }
        context.reports.removeAll(where: isReplaced)
        context.reports.insert(stored, at: 0)
    }
}

extension StoredReport {
    fileprivate func with(_ state: StoredReport.State) -> StoredReport {
        StoredReport(id: id, report: report, state: state, source: source)
    }
}
