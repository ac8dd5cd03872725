package import Foundation

/// When a school is asked and reminded. Every time is one of the office's clock.
package struct ReportingRules: Hashable, Sendable {
    /// The office's reporting day; districts, clusters and schools may have their own (``ReportingSchedule``).
    package var day: Weekday
    /// On the reporting day T.
    package var questionAt: TimeOfDay
    /// Reminder 1, on T.
    package var reminderAt: TimeOfDay
    /// Reminder 2, on T+1.
    package var lastReminderAt: TimeOfDay
    /// On T+1: until then a report is in time; then the promoter gets the list.
    package var lastReminderLimit: TimeOfDay
    /// When anything unasked may leave. Both ends belong to it.
    package var window: ClosedRange<TimeOfDay>
    package var zone: TimeZone
    /// When officials are told of the week before, on the first working day of a week.
    package var summaryAt: TimeOfDay
    /// What the office has changed about single steps.
    package var steps: [ReminderStep: StepRule]
    /// Whether each school is asked on one more day of the week, which nobody is told beforehand.
    package var secondDay: SecondDay

    package init(
        day: Weekday, questionAt: TimeOfDay, reminderAt: TimeOfDay, lastReminderAt: TimeOfDay,
        lastReminderLimit: TimeOfDay = .noon, window: ClosedRange<TimeOfDay>, zone: TimeZone,
        summaryAt: TimeOfDay = .halfPastEight, steps: [ReminderStep: StepRule] = [:], secondDay: SecondDay = .off
    ) {
        self.day = day
        self.questionAt = questionAt
        self.reminderAt = reminderAt
        self.lastReminderAt = lastReminderAt
        self.lastReminderLimit = lastReminderLimit
        self.window = window
        self.zone = zone
        self.summaryAt = summaryAt
        self.steps = steps
        self.secondDay = secondDay
    }
}

/// How many automatic replies may leave. A text over a cap still has its effect.
package struct ReplyCaps: Hashable, Sendable {
    package var perHour: Int
    package var perDay: Int
    package var officePerDay: Int
    /// More texts with the same body than this from one phone within an hour are a loop.
    package var identicalPerHour: Int
    package var replyLifetime: TimeInterval

    package init(
        perHour: Int = 6, perDay: Int = 12, officePerDay: Int = 500, identicalPerHour: Int = 3,
        replyLifetime: TimeInterval = 24 * 3600
    ) {
        self.perHour = perHour
        self.perDay = perDay
        self.officePerDay = officePerDay
        self.identicalPerHour = identicalPerHour
        self.replyLifetime = replyLifetime
    }
}
