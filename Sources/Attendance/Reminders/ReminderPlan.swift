package import Foundation

/// One rung of the week's ladder that is sent to a phone.
package enum ReminderStep: String, CaseIterable, Sendable {
    case question, reminder1, reminder2
    /// To a promoter, once the limit of reminder 2 has passed: which schools are silent.
    case silentList
    /// To an official, on the first working day of a week: how many schools reported in the week before.
    case weeklySummary
    /// An extra question, beside the question of attendance.
    case extra
}

/// What makes an unasked text the same text: it is never sent twice (the schema's unique key).
///
/// A question is one per phone and day even for two schools, so its `school` is nil; a reminder
/// names its school. The day of a silent list is the one on which it leaves, that of a summary the Monday
/// of the week it is about.
package struct StepKey: Hashable, Sendable {
    package var phone: PhoneNumber
    package var school: SchoolKey?
    package var day: SchoolDay
    package var step: ReminderStep
    /// Key of the extra question.
    package var question: String?

    package init(
        phone: PhoneNumber, school: SchoolKey?, day: SchoolDay, step: ReminderStep, question: String? = nil
    ) {
        self.phone = phone
        self.school = school
        self.day = day
        self.step = step
        self.question = question
    }

    /// A phone has few steps on a day, and a plan looks up a great many.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(phone)
        hasher.combine(day)
    }
}

/// Everything that decides what is due, gathered by the store in one read.
package struct PlanningInputs: Hashable, Sendable {
    /// A step that was queued, with when the text left or, if it has not yet, nil.
    package struct SentStep: Hashable, Sendable {
        package var key: StepKey
        package var leftAt: Date?
        package init(key: StepKey, leftAt: Date?) {
            self.key = key
            self.leftAt = leftAt
        }
    }

    package var schools: [School]
    package var reporters: [Reporter]
    /// Current reports, training left out, of the last 14 days and of days to come.
    package var reports: [StoredReport]
    package var closures: [Closure]
    package var sent: [SentStep]
    /// What was asked back and is still open. A report that waits for SI silences reminders; one
    /// with a part missing does not.
    package var openQuestions: [OpenQuestion]
    /// The latest day of the last ten weeks about which each school has reported; none where there is none.
    package var lastReportDays: [SchoolKey: SchoolDay]
    /// What is known already of this month and the one before, training left out.
    package var answers: Set<ExtraAnswerKey>
    /// Those that last, are to come, or were over within the last ten weeks.
    package var holds: [Hold]

    package init(
        schools: [School] = [], reporters: [Reporter] = [], reports: [StoredReport] = [],
        closures: [Closure] = [], sent: [SentStep] = [], openQuestions: [OpenQuestion] = [],
        lastReportDays: [SchoolKey: SchoolDay] = [:], answers: Set<ExtraAnswerKey> = [], holds: [Hold] = []
    ) {
        self.schools = schools
        self.reporters = reporters
        self.reports = reports
        self.closures = closures
        self.sent = sent
        self.openQuestions = openQuestions
        self.lastReportDays = lastReportDays
        self.answers = answers
        self.holds = holds
    }
}

package struct PlannedText: Hashable, Sendable {
    package var key: StepKey
    /// Schools the text is about: several for the question to a phone with several.
    package var schools: [SchoolKey]
    /// When the step was due by the rules; not before this it may leave.
    package var at: Date
    /// After this it would be stale: the next step takes its place, or the window closes.
    package var expiresAt: Date
    package var text: String
    /// Why it is sent on this day; of a question for several schools, T where it is that of one of them.
    package var occasion: QuestionOccasion

    package init(
        key: StepKey, schools: [SchoolKey], at: Date, expiresAt: Date, text: String,
        occasion: QuestionOccasion = .reportingDay
    ) {
        self.key = key
        self.schools = schools
        self.at = at
        self.expiresAt = expiresAt
        self.text = text
        self.occasion = occasion
    }
}

/// Who gets nothing now, and why.
package struct LeftOut: Hashable, Sendable {
    package enum Reason: String, CaseIterable, Sendable {
        case hasReported, noClassDay, closed, holiday, vacation, noReporter, notToday, notYet
        case outsideWindow, alreadySent, tooLate, questionJustSent, nextStepReached
        case noSchoolYear, optedOut
        /// The office has turned this step off.
        case switchedOff
        /// The office or a promoter wants it left alone.
        case held
    }

    package var school: SchoolKey
    package var phone: PhoneNumber?
    package var reason: Reason

    package init(school: SchoolKey, phone: PhoneNumber? = nil, reason: Reason) {
        self.school = school
        self.phone = phone
        self.reason = reason
    }
}

package struct ReminderPlan: Hashable, Sendable {
    package var due: [PlannedText]
    package var leftOut: [LeftOut]
    /// When the plan can change by the clock alone.
    package var nextLook: Date

    package init(due: [PlannedText], leftOut: [LeftOut], nextLook: Date) {
        self.due = due
        self.leftOut = leftOut
        self.nextLook = nextLook
    }
}
