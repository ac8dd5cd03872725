package import Foundation

/// Everything that the figures of a month need, gathered by the store in one read.
package struct MonthInputs: Hashable, Sendable {
    /// Figures that hold from a day on, until the next row begins.
    package struct DatedEnrolment: Hashable, Sendable {
        package var validFrom: SchoolDay
        package var enrolment: Enrolment

        package init(validFrom: SchoolDay, enrolment: Enrolment) {
            self.validFrom = validFrom
            self.enrolment = enrolment
        }
    }

    /// A school with its history in the roster.
    package struct RosterSchool: Hashable, Sendable {
        /// With the enrolment in force on the month's last day.
        package var school: School
        /// In order of days.
        package var enrolments: [DatedEnrolment]
        /// Nil: always.
        package var joinedOn: SchoolDay?
        /// The first day on which it is no more in the roster.
        package var retiredOn: SchoolDay?

        package init(
            school: School, enrolments: [DatedEnrolment], joinedOn: SchoolDay? = nil, retiredOn: SchoolDay? = nil
        ) {
            self.school = school
            self.enrolments = enrolments
            self.joinedOn = joinedOn
            self.retiredOn = retiredOn
        }

        /// In force on a day; without figures before the first row.
        func enrolment(on day: SchoolDay) -> Enrolment {
            enrolments.last { $0.validFrom <= day }?.enrolment ?? Enrolment()
        }

        func isInRoster(on day: SchoolDay) -> Bool {
            (joinedOn.map { $0 <= day } ?? true) && (retiredOn.map { day < $0 } ?? true)
        }

        func isInRoster(in month: Month) -> Bool {
            (joinedOn.map { $0 <= month.last } ?? true) && (retiredOn.map { month.first < $0 } ?? true)
        }
    }

    /// When the figures of a month were frozen.
    package struct Closing: Hashable, Sendable {
        /// From 1.
        package var edition: Int
        package var at: Date

        package init(edition: Int, at: Date) {
            self.edition = edition
            self.at = at
        }
    }

    /// What is read: the month and those that it is compared with, and behind each the days that may belong to its
    /// last week.
    package static func spans(of month: Month) -> [ClosedRange<SchoolDay>] {
        func end(of month: Month) -> SchoolDay { month.last.adding(days: SchoolWeeks.longestWeek) }
        // The month before runs into this one.
        return [
            month.yearBefore.first...end(of: month.yearBefore), month.previous.first...end(of: month),
        ]
    }

    package var month: Month
    package var schools: [RosterSchool]
    /// Those of the month and of the two that it is compared with, and some days more; what does not count is passed
    /// over.
    package var reports: [StoredReport]
    package var closures: [Closure]
    /// Of the month's days, training left out, by school.
    package var absences: [SchoolKey: [OfficeNotes.Absence]]
    /// Those that count, training left out, whose period begins with the month.
    package var answers: [ExtraAnswer]
    /// The last editions of this month and of those that it is compared with.
    package var frozen: [Month: [SchoolKey: MonthFigures]]
    /// Of this month, in order.
    package var closings: [Closing]
    package var context: [ContextLine]
    /// That the page of the month may ask about, in the order in which they were made.
    package var agreements: [Agreement]

    package init(
        month: Month, schools: [RosterSchool] = [], reports: [StoredReport] = [], closures: [Closure] = [],
        absences: [SchoolKey: [OfficeNotes.Absence]] = [:], answers: [ExtraAnswer] = [],
        frozen: [Month: [SchoolKey: MonthFigures]] = [:], closings: [Closing] = [], context: [ContextLine] = [],
        agreements: [Agreement] = []
    ) {
        self.month = month
        self.schools = schools
        self.reports = reports
        self.closures = closures
        self.absences = absences
        self.answers = answers
        self.frozen = frozen
        self.closings = closings
        self.context = context
        self.agreements = agreements
    }
}

/// A line that a month is to be read with: "llovió, no hubo paso".
package struct ContextLine: Hashable, Sendable {
    package var scope: SchoolScope
    package var text: String

    package init(scope: SchoolScope, text: String) {
        self.scope = scope
        self.text = text
    }
}

extension Agreement {
    func concerns(_ school: School) -> Bool {
        switch place {
        case .school(let key): key == school.key
        case .local(let code): code == school.codLocal
        }
    }

    /// Those of the month before, and older ones that were still open when the month began.
    package func isOnPage(of page: Month) -> Bool {
        guard month < page else { return false }
        return month == page.previous || settledOn.map { $0 >= page.first } ?? true
    }
}
