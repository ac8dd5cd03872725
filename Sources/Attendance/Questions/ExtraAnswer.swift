package import Foundation

/// What is known of a school about an extra question in one period. The last answer counts, history is kept.
package struct ExtraAnswer: Hashable, Sendable {
    package var school: SchoolKey
    /// Key of the question.
    package var question: String
    /// The reporting day for a weekly question, the first of the month for a monthly one.
    package var period: SchoolDay
    package var stream: ReportStream
    /// 0 or 1 for no and yes, else the number.
    package var value: Int
    package var isTraining: Bool
    /// A text that was sent later has said it anew: history from the start.
    package var isHistory = false
    /// Nil once the person was erased.
    package var phone: PhoneNumber?
    package var receivedAt: Date

    package init(
        school: SchoolKey, question: String, period: SchoolDay, stream: ReportStream, value: Int,
        isTraining: Bool = false, phone: PhoneNumber?, receivedAt: Date
    ) {
        self.school = school
        self.question = question
        self.period = period
        self.stream = stream
        self.value = value
        self.isTraining = isTraining
        self.phone = phone
        self.receivedAt = receivedAt
    }
}

/// That something is known, whatever it is.
package struct ExtraAnswerKey: Hashable, Sendable {
    package var school: SchoolKey
    package var question: String
    package var period: SchoolDay
    package var stream: ReportStream

    package init(school: SchoolKey, question: String, period: SchoolDay, stream: ReportStream) {
        self.school = school
        self.question = question
        self.period = period
        self.stream = stream
    }
}

extension ExtraQuestion {
    /// What a day's answer is about.
    func period(of day: SchoolDay) -> SchoolDay {
        rhythm == .weekly ? day : day.adding(days: 1 - day.day)
    }
}
