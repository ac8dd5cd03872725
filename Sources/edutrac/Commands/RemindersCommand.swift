import ArgumentParser
import Attendance
import Foundation
import Store

struct RemindersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reminders", abstract: "Questions and reminders; schools that are left alone.",
        subcommands: [PlanReminders.self, HoldReminders.self, ResumeReminders.self, ListHolds.self])
}

struct PlanReminders: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Shows what would be sent at a moment, to whom and why, and who is left out and why.",
        discussion: "Nothing is queued. Reports and closures that come in before that moment change the plan.")

    @Option(
        help: ArgumentHelp(
            "The moment: 10:00 (today), 2026-05-04T10:00 on the office's clock, or with an offset; now when left out.",
            valueName: "time"))
    var at: String?

    @Option(
        help: ArgumentHelp(
            "Shows all that would be sent from --at until then, a term before it begins: nobody reports in it.",
            valueName: "time"))
    var until: String?

    @Flag(help: "With --until: everybody reports as soon as they are asked.")
    var reporting = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if reporting, until == nil { throw ValidationError("--reporting belongs to --until.") }
    }

    func run() throws {
        let workplace = try Workplace.open(options)
        let moment = try moment(at, "--at", workplace) ?? workplace.now
        if let end = try self.moment(until, "--until", workplace) {
            guard moment < end else { throw Complaint(.usage, "--until lies before --at.") }
            return try PlanPreviewView(
                workplace, from: moment, until: end, assuming: reporting ? .reports : .silence
            ).write(asJSON: options.json)
        }
        let inputs = try workplace.store.planningInputs(
            on: SchoolDay(moment, in: workplace.time.zone), at: moment)
        let planner = ReminderPlanner(office: workplace.office, fits: workplace.office.fitsOnePart)
        let plan = planner.plan(inputs, at: moment)
        let second = Self.secondDays(inputs, workplace.office, at: moment)
        if options.json { return try workplace.terminal.write(plan.json(workplace.time, second)) }
        try Self.write(plan, inputs, workplace, at: moment)
        guard workplace.office.reporting.secondDay == .random else { return }
        try workplace.terminal.write("")
        try workplace.terminal.write("Second days of this week, announced to nobody:")
        try workplace.terminal.write(Self.secondDayTable(second), of: "Second days")
    }

    /// The second day of each school in the week of a moment, in order of days; nil for a school that has none in it.
    static func secondDays(
        _ inputs: PlanningInputs, _ office: OfficeRules, at moment: Date
    ) -> [(school: School, day: SchoolDay?)] {
        let today = SchoolDay(moment, in: office.zone)
        return inputs.schools.map { school in
            let day = office.calendar.secondDay(
                of: school, week: today, rules: office.reporting, closures: inputs.closures)
            return (school, day.flatMap { school.schedule.isBaseline($0) ? nil : $0 })
        }.sorted { ($0.1?.iso ?? "~", $0.0.key) < ($1.1?.iso ?? "~", $1.0.key) }
    }

    static func secondDayTable(_ days: [(school: School, day: SchoolDay?)]) -> Table {
        Table(
            [.init("day"), .init("weekday"), .init("codMod"), .init("school", .cut)],
            rows: days.map { [$0.day?.iso ?? "none", $0.day?.weekday.rawValue, $0.school.key.words, $0.school.name] })
    }

    private func moment(_ text: String?, _ option: String, _ workplace: Workplace) throws -> Date? {
        guard let text else { return nil }
        guard let moment = workplace.time.read(text, now: workplace.now) else {
            throw Complaint(
                .usage,
                "\(option) \(text) is no moment: write it as 10:00, 2026-05-04T10:00 or 2026-05-04T10:00:00-05:00.")
        }
        return moment
    }

    private static func write(
        _ plan: ReminderPlan, _ inputs: PlanningInputs, _ workplace: Workplace, at moment: Date
    ) throws {
        let terminal = workplace.terminal
        let names = Dictionary(inputs.schools.map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first })
        try terminal.write("Plan for \(workplace.time.short(moment)).")
        try terminal.write("")
        if !plan.due.isEmpty { try terminal.write("Due:") }
        try terminal.write(dueTable(plan, workplace.time), of: "Due")
        try terminal.write("")
        if !plan.leftOut.isEmpty { try terminal.write("Left out:") }
        try terminal.write(leftOutTable(plan, names), of: "Left out")
        try terminal.write("")
        try terminal.write("The plan can change by the clock alone at \(workplace.time.short(plan.nextLook)).")
    }

    static func dueTable(_ plan: ReminderPlan, _ time: OfficeTime) -> Table {
        Table(
            [.init("due at"), .init("to"), .init("codMod", .wrap), .init("step"), .init("text", .wrap)],
            rows: plan.due.map { text in
                [
                    time.short(text.at), text.key.phone.national,
                    text.schools.map(\.words).joined(separator: " "), text.key.step.words(text.occasion), text.text,
                ]
            })
    }

    static func leftOutTable(_ plan: ReminderPlan, _ names: [SchoolKey: String]) -> Table {
        Table(
            [.init("codMod"), .init("school", .cut), .init("phone"), .init("why", .wrap)],
            rows: plan.leftOut.map { [$0.school.words, names[$0.school], $0.phone?.national, $0.reason.words] })
    }
}

extension ReminderStep {
    func words(_ occasion: QuestionOccasion) -> String {
        switch self {
        case .question where occasion == .baseline: "question (baseline)"
        case .question where occasion == .secondDay: "question (second day)"
        case .question: "question"
        case .reminder1: "reminder 1"
        case .reminder2: "reminder 2"
        case .silentList: "silent list"
        case .weeklySummary: "weekly summary"
        case .extra: "extra question"
        }
    }
}

extension LeftOut.Reason {
    var words: String {
        switch self {
        case .hasReported: "has reported"
        case .noClassDay: "no class day"
        case .closed: "closed"
        case .holiday: "holiday"
        case .vacation: "vacation"
        case .noReporter: "nobody reports for it: import a reporter"
        case .notToday: "its reporting day is another day"
        case .notYet: "not yet time"
        case .outsideWindow: "outside the hours in which texts may be sent"
        case .alreadySent: "sent already"
        case .tooLate: "too late for this step"
        case .questionJustSent: "the question has just been sent"
        case .nextStepReached: "the next step takes its place"
        case .noSchoolYear: "no school year known: extend the calendar file"
        case .optedOut: "left with BAJA"
        case .switchedOff: "turned off by the configuration"
        case .held: "held, see reminders holds"
        }
    }
}

extension ReminderPlan {
    func json(_ time: OfficeTime, _ secondDays: [(school: School, day: SchoolDay?)]) -> JSON {
        [
            "due": .list(due.map { $0.json(time) }),
            "leftOut": .list(leftOut.map(\.json)),
            "nextLook": time.json(nextLook),
            "secondDays": .list(
                secondDays.compactMap { school, day in
                    day.map {
                        ["codMod": .text(school.key.codMod), "anexo": .number(school.key.anexo), "day": .text($0.iso)]
                    }
                }),
        ]
    }
}

extension PlannedText {
    /// A question to a phone with several schools names them all in `codMod`, a space between.
    func json(_ time: OfficeTime) -> JSON {
        [
            "at": time.json(at),
            "recipient": .text(key.phone.e164),
            "codMod": .text(schools.map(\.codMod).joined(separator: " ")),
            "schools": .text(schools.map { "\($0.codMod)/\($0.anexo)" }.joined(separator: " ")),
            "kind": .text(key.step == .question ? "question" : "reminder"),
            "step": .text(key.step.rawValue),
            "day": .text(key.day.iso),
            "occasion": .text(occasion.rawValue),
            "text": .text(text),
            "expiresAt": time.json(expiresAt),
        ]
    }
}

extension LeftOut {
    var json: JSON {
        [
            "codMod": .text(school.codMod), "anexo": .number(school.anexo),
            "reason": .text(reason.rawValue), "phone": JSON(phone?.e164),
        ]
    }
}
