/// One week of a school in a month: its reporting day, and what is known of it. A box of block 2.
package struct MonthDay: Hashable, Sendable, Codable {
    package enum State: Hashable, Sendable, Codable {
        case report(DayReport)
        /// The day is over and nothing came (hatched box).
        case noReport
        /// The day is still to come, or today and nothing came so far: not yet counted as missing.
        case notYet
        /// No class day from T to Friday: not counted, no box.
        case skipped(DayOff)
    }

    /// What a report says of the day; without names, sexes or teachers, so that it may be printed.
    package struct DayReport: Hashable, Sendable, Codable {
        /// The day that the report is about: T, or a later day of its week where T has none.
        package let day: SchoolDay
        /// Filled box or empty box.
        package let heldClass: Bool
        /// Pupils present; nil where there was no class, or nobody told both sexes.
        package let pupils: Int?
        /// Pupils enrolled on that day; nil where that is not known or no measure (alternancia, PRONOEI).
        package let enrolled: Int?
        /// As the reporter wrote it; nil where none was given, or there was class.
        package let noClassReason: String?
        package let timeliness: ReportTimeliness

        package init(
            day: SchoolDay, heldClass: Bool, pupils: Int?, enrolled: Int?, noClassReason: String?,
            timeliness: ReportTimeliness
        ) {
            self.day = day
            self.heldClass = heldClass
            self.pupils = pupils
            self.enrolled = enrolled
            self.noClassReason = noClassReason
            self.timeliness = timeliness
        }
    }

    /// Why a day is no class day of the school.
    package enum DayOff: Hashable, Sendable, Codable {
        case holiday(name: String)
        /// Entered by the office, in its words.
        case closure(reason: String)
        case vacation
        case outsideYear
        /// The calendar knows no school year of that date.
        case noSchoolYear
    }

    /// T; of a skipped week the weekday that would have been T.
    package let day: SchoolDay
    /// The weekday that T moved from, where that was no class day.
    package let movedFrom: SchoolDay?
    /// Why it moved.
    package let movedBecause: DayOff?
    package let state: State

    package init(day: SchoolDay, movedFrom: SchoolDay? = nil, movedBecause: DayOff? = nil, state: State) {
        self.day = day
        self.movedFrom = movedFrom
        self.movedBecause = movedBecause
        self.state = state
    }

    package var report: DayReport? {
        if case .report(let report) = state { report } else { nil }
    }
}

package enum ReportTimeliness: String, CaseIterable, Sendable, Codable {
    case inTime
    /// After the limit of its week.
    case late
    /// After the month was first closed; only in a new edition.
    case afterClose
}
