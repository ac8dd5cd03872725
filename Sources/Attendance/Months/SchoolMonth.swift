package import Foundation

/// All that a page of one school and month is made of.
package struct SchoolMonth: Hashable, Sendable {
    /// Whether its figures can still change.
    package enum Edition: Hashable, Sendable {
        /// Not closed yet: the page says so.
        case provisional
        /// As they were when somebody closed the month; `number` counts from 1.
        case closed(number: Int, at: Date, reportsSince: Int)
    }

    /// With the enrolment in force on the month's last day.
    package var school: School
    package var figures: MonthFigures
    package var edition: Edition
    /// "Llovió, no hubo paso": of the office, district, cluster and school, in this order.
    package var context: [String]
    /// What this month's page 2 asks about: made by the end of the month before, and not settled earlier.
    package var agreements: [Agreement]

    package init(
        school: School, figures: MonthFigures, edition: Edition, context: [String] = [], agreements: [Agreement] = []
    ) {
        self.school = school
        self.figures = figures
        self.edition = edition
        self.context = context
        self.agreements = agreements
    }
}

/// What a school's meeting agreed on; printed next month with done or not done.
package struct Agreement: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable {
        case open, done, notDone
    }

    /// Several services share a building, its community and its meeting.
    package enum Place: Hashable, Sendable {
        case school(SchoolKey)
        /// Código de local.
        case local(String)
    }

    package let id: Int64
    package var place: Place
    /// The month whose page was on the table.
    package var month: Month
    /// Qué haremos.
    package var text: String
    /// Quién.
    package var who: String?
    /// Para cuándo.
    package var until: SchoolDay?
    package var state: State
    /// When the office was told of ``state``; nil while it is open.
    package var settledOn: SchoolDay?

    package init(
        id: Int64, place: Place, month: Month, text: String, who: String? = nil, until: SchoolDay? = nil,
        state: State = .open, settledOn: SchoolDay? = nil
    ) {
        self.id = id
        self.place = place
        self.month = month
        self.text = text
        self.who = who
        self.until = until
        self.state = state
        self.settledOn = settledOn
    }
}
