import Foundation

/// The rungs of a week of schools, or of one day on which they are asked beside it, with when each may leave (domain:
/// the week; ruling 45). All schools that are asked on the same days share it.
struct Ladder: Sendable {
    struct Rung: Sendable {
        let step: ReminderStep
        /// The day of the step itself: T, or T+1 for reminder 2.
        let day: SchoolDay
        let start: Date
        /// The moment from which the step is stale.
        let end: Date
        let next: Following

        /// What stands at the end of the rung.
        enum Following: Sendable {
            /// From then on the next step counts; that moment itself belongs to it.
            case step
            /// The last moment of the window belongs to the rung.
            case window
        }

        func contains(_ now: Date) -> Bool {
            guard start <= now else { return false }
            return next == .window ? now <= end : now < end
        }
    }

    let occasion: QuestionOccasion
    /// T, or the other day that is asked about.
    let day: SchoolDay
    /// The next T; a report before it belongs to this week.
    let nextDay: SchoolDay?
    let rungs: [Rung]
    /// When the promoter is told that a school is silent: from the limit on T+1. Nil where the next T comes first.
    let list: Rung?
    /// Until then a report is in time: the limit on T+1, else the end of T.
    let deadline: Date

    init(
        of school: School, on day: SchoolDay, rules: ReportingRules, calendar: SchoolCalendar,
        closures: [Closure]
    ) {
        self.day = day
        occasion = .reportingDay
        nextDay = calendar.nextReportingDay(of: school, after: day, rules: rules, closures: closures)
        func end(of step: ReminderStep, on day: SchoolDay) -> Date {
            day.moment(at: rules.window(of: step).upperBound, in: rules.zone)
        }
        let question = day.moment(at: rules.questionAt, in: rules.zone)
        let reminder = day.moment(at: rules.reminderAt, in: rules.zone)
        let questionEnd = end(of: .question, on: day)
        let isCutShort = rules.isOn(.reminder1) && reminder <= questionEnd
        var rungs = [
            Rung(
                step: .question, day: day, start: question, end: isCutShort ? reminder : questionEnd,
                next: isCutShort ? .step : .window),
            Rung(step: .reminder1, day: day, start: reminder, end: end(of: .reminder1, on: day), next: .window),
        ]
        var list: Rung?
        var deadline = day.adding(days: 1).moment(at: .midnight, in: rules.zone)
        if let last = calendar.dayAfter(day, of: school, closures: closures) {
            let limit = last.moment(at: rules.lastReminderLimit, in: rules.zone)
            deadline = limit
            // A step that reaches the school's next T is dropped.
            if nextDay.map({ last < $0 }) ?? true {
                let start = last.moment(at: rules.lastReminderAt, in: rules.zone)
                rungs.append(Rung(step: .reminder2, day: last, start: start, end: limit, next: .step))
                list = Rung(
                    step: .silentList, day: last, start: limit, end: end(of: .silentList, on: last), next: .window)
            }
        }
        self.rungs = rungs.filter { rules.isOn($0.step) }
        self.list = list
        self.deadline = deadline
    }

    /// A day beside T: the question alone, open as long as texts may leave.
    init(
        asking school: School, on day: SchoolDay, as occasion: QuestionOccasion, rules: ReportingRules,
        calendar: SchoolCalendar, closures: [Closure]
    ) {
        self.day = day
        self.occasion = occasion
        nextDay = day.adding(days: 1)
        list = nil
        let question = Rung(
            step: .question, day: day, start: day.moment(at: rules.questionAt, in: rules.zone),
            end: day.moment(at: rules.window(of: .question).upperBound, in: rules.zone), next: .window)
        rungs = rules.isOn(.question) ? [question] : []
        deadline =
            calendar.dayAfter(day, of: school, closures: closures)?.moment(at: rules.lastReminderLimit, in: rules.zone)
            ?? day.adding(days: 1).moment(at: .midnight, in: rules.zone)
    }

    /// Whether a person is asked about this day. Beside T it is figures that are wanted, and the community has none.
    func asks(_ person: Reporter) -> Bool { occasion == .reportingDay || person.role.reportsForSchool }

    func rung(_ step: ReminderStep) -> Rung? { rungs.first { $0.step == step } }

    /// Whether a day's report is this week's (ruling 42), or this day's.
    func covers(_ other: SchoolDay) -> Bool {
        day <= other && (nextDay.map { other < $0 } ?? true)
    }
}
