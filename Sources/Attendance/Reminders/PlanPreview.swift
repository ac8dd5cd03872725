package import Foundation

/// What a span of time would bring, for a person who has to approve and pay it: the plan, look after look.
///
/// Nothing is known of reports to come. Either nobody reports, which is the dearest case, or everybody does as soon as
/// they are asked.
package struct PlanPreview: Hashable, Sendable {
    package struct Departure: Hashable, Sendable {
        package let at: Date
        package let text: PlannedText
    }

    package enum Assumption: Sendable { case silence, reports }

    /// In the order in which they leave.
    package private(set) var departures: [Departure] = []
    /// Mondays of weeks in which no school of the office is asked.
    package private(set) var idleWeeks: [SchoolDay] = []

    /// Longer spans are cut: a calendar reaches no further.
    package static let longest: TimeInterval = 400 * 86_400

    /// - Parameters:
    ///   - inputs: as of `start`; roster and closures hold for the whole span.
    ///   - end: the last moment that counts.
    package init(
        _ planner: ReminderPlanner, _ inputs: PlanningInputs, from start: Date, until end: Date, assuming: Assumption
    ) {
        var inputs = inputs
        var now = start
        let end = min(end, start.addingTimeInterval(Self.longest))
        while now <= end {
            let plan = planner.plan(inputs, at: now)
            for text in plan.due {
                departures.append(Departure(at: now, text: text))
                inputs.sent.append(.init(key: text.key, leftAt: now))
                if text.key.step == .question, assuming == .reports { Self.report(text, &inputs, at: now) }
            }
            if plan.nextLook <= now { break }
            now = plan.nextLook
            Self.forget(&inputs, before: SchoolDay(now, in: planner.rules.zone).adding(days: -Self.memory))
        }
        idleWeeks = Self.idleWeeks(planner, inputs, from: start, until: end)
    }

    /// What planning looks back for.
    private static let memory = 14

    private static func report(_ text: PlannedText, _ inputs: inout PlanningInputs, at now: Date) {
        let counts = AttendanceCounts(boys: 1, girls: 1, teachers: 1)
        for school in text.schools {
            let contents: [(ReportStream, AttendanceReport.Content)] = [
                (.school, .present(counts)), (.community, .heldClass(true)),
            ]
            for (stream, content) in contents {
                let report = AttendanceReport(
                    school: school, day: text.key.day, stream: stream, content: content, receivedAt: now)
                inputs.reports.append(StoredReport(id: 0, report: report, state: .current, source: .office))
            }
            inputs.lastReportDays[school] = text.key.day
        }
    }

    private static func forget(_ inputs: inout PlanningInputs, before day: SchoolDay) {
        inputs.sent.removeAll { $0.key.day < day }
        inputs.reports.removeAll { $0.report.day < day }
    }

    private static func idleWeeks(
        _ planner: ReminderPlanner, _ inputs: PlanningInputs, from start: Date, until end: Date
    ) -> [SchoolDay] {
        let last = SchoolDay(end, in: planner.rules.zone)
        let timetables = WeekView(inputs, planner.office, at: start).allTimetables
        var monday = SchoolDay(start, in: planner.rules.zone).monday
        var idle: [SchoolDay] = []
        while monday <= last {
            if !timetables.contains(where: { $0.reportingDay(week: monday) != nil }) { idle.append(monday) }
            monday = monday.adding(days: 7)
        }
        return idle
    }
}

/// How long a morning's texts take.
package struct SendingCapacity: Hashable, Sendable {
    /// Seconds that one modem needs for one text.
    package let secondsPerText: Double
    package let modems: Int
    /// Whether the seconds were measured, or are what modems usually need.
    package let isMeasured: Bool

    /// A 2G modem needs three to six seconds for a text.
    package static let usualSeconds = 6.0

    package init(measured: Double?, modems: Int) {
        secondsPerText = measured ?? Self.usualSeconds
        isMeasured = measured != nil
        self.modems = max(1, modems)
    }

    /// When the last of so many texts has left that are due at one moment.
    package func end(of texts: Int, from start: Date) -> Date {
        let rounds = (texts + modems - 1) / modems
        return start.addingTimeInterval(Double(rounds) * secondsPerText)
    }
}
