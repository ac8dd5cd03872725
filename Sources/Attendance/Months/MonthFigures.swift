/// What a month was like at a school. All of it may be printed and hung up; what may not is in ``OfficeNotes``.
///
/// Made once by ``MonthReckoning`` from what the store read; frozen as it is when the month is closed. Measures the
/// reporting day alone: a page says "los lunes (día de reporte)", never "the month's average".
///
/// - Limit: nothing is nil-as-0; what nobody knows is a case of its own everywhere.
/// - Source: domain.md §8 and §9.
package struct MonthFigures: Hashable, Sendable, Codable {
    package let school: SchoolKey
    package let month: Month
    /// The usual reporting weekdays of its weeks, in order, each once; nearly always one.
    package let weekdays: [Weekday]
    /// One per week, in order; skipped weeks too.
    package let days: [MonthDay]
    package let received: ReportsReceived
    package let basis: AttendanceBasis
    package let pupils: PupilFigures
    package let staff: StaffFigures
    /// Nil where nobody of the community answered in the month.
    package let community: CommunityAnswers?
    /// The monthly extra questions of the configuration, in its order; empty when none was asked.
    package let answers: [MonthAnswer]
    package let comparison: MonthComparison

    package init(
        school: SchoolKey, month: Month, weekdays: [Weekday], days: [MonthDay], received: ReportsReceived,
        basis: AttendanceBasis, pupils: PupilFigures, staff: StaffFigures, community: CommunityAnswers?,
        answers: [MonthAnswer], comparison: MonthComparison
    ) {
        self.school = school
        self.month = month
        self.weekdays = weekdays
        self.days = days
        self.received = received
        self.basis = basis
        self.pupils = pupils
        self.staff = staff
        self.community = community
        self.answers = answers
        self.comparison = comparison
    }
}

/// "Reportes recibidos 3 de 4". SIN CLASES is a report.
package struct ReportsReceived: Hashable, Sendable, Codable {
    package let received: Int
    /// Reporting days that were; skipped weeks and days to come are none. 0 in a month of vacation.
    package let expected: Int
    /// Of the received: after the limit of their week, those after the close too.
    package let late: Int
    /// Of the received: after the month was first closed.
    package let afterClose: Int

    package init(received: Int, expected: Int, late: Int = 0, afterClose: Int = 0) {
        self.received = received
        self.expected = expected
        self.late = late
        self.afterClose = afterClose
    }

    /// Under half of the reports came: the semáforo is grey.
    package var isUnderHalf: Bool { 2 * received < expected }
}

/// What presence is measured by.
package enum AttendanceBasis: Hashable, Sendable, Codable {
    /// The enrolment in force on each day.
    case enrolment
    /// Nothing: not all pupils are to come each week. Sums only, and the sheet says why.
    case none(AttendanceForm)
}

/// Pupils of a month.
package struct PupilFigures: Hashable, Sendable, Codable {
    /// Boys and girls apart.
    package enum BySex: Hashable, Sendable, Codable {
        case noData
        /// A group is under five: nothing is printed by sex.
        case tooFew
        /// Over the same reports as the total, so that they add up to it.
        case split(boys: AttendanceFigure, girls: AttendanceFigure)
    }

    package let total: AttendanceFigure
    package let bySex: BySex
    package let level: AttendanceLevel

    package init(total: AttendanceFigure, bySex: BySex, level: AttendanceLevel) {
        self.total = total
        self.bySex = bySex
        self.level = level
    }
}

/// Block 4, or in a school where it would name a person, the days with class of block 2.
package enum StaffFigures: Hashable, Sendable, Codable {
    case teachers(AttendanceFigure, level: AttendanceLevel)
    /// Unidocente, PRONOEI, or a staff of one.
    case classDays(ClassDays, level: AttendanceLevel)

    package var level: AttendanceLevel {
        switch self {
        case .teachers(_, let level), .classDays(_, let level): level
        }
    }
}

/// Whether there was class, as the community says. Never averaged with the school's reports.
package struct CommunityAnswers: Hashable, Sendable, Codable {
    package let held: Int
    package let answered: Int

    package init(held: Int, answered: Int) {
        self.held = held
        self.answered = answered
    }
}

/// An extra question that is asked each month.
package struct MonthAnswer: Hashable, Sendable, Codable {
    /// Its key in the configuration: `materials`.
    package let question: String
    /// 0 or 1 for no and yes, else the number; nil is ?: asked, and nobody answered.
    package let value: Int?

    package init(question: String, value: Int?) {
        self.question = question
        self.value = value
    }
}

/// This month beside others. No other school is in it, and none can be reckoned out of it.
package struct MonthComparison: Hashable, Sendable, Codable {
    /// The figures of another month of the same school, as printed then where that month is closed.
    package struct Other: Hashable, Sendable, Codable {
        package let month: Month
        package let received: ReportsReceived
        package let pupils: PupilFigures
        package let staff: StaffFigures
        /// From then to now.
        package let pupilsChange: AttendanceChange
        package let staffChange: AttendanceChange

        package init(
            month: Month, received: ReportsReceived, pupils: PupilFigures, staff: StaffFigures,
            pupilsChange: AttendanceChange, staffChange: AttendanceChange
        ) {
            self.month = month
            self.received = received
            self.pupils = pupils
            self.staff = staff
            self.pupilsChange = pupilsChange
            self.staffChange = staffChange
        }
    }

    /// Nil where no report was expected of the school in that month: vacation, not in the roster, year not known.
    package let lastMonth: Other?
    package let lastYear: Other?
    /// Pupils of the whole cluster, this school too; nil with less than ``fewestSchools`` that have a rate.
    package let cluster: ClusterAverage?

    /// Of two schools each could reckon out the other.
    package static let fewestSchools = 3

    package init(lastMonth: Other?, lastYear: Other?, cluster: ClusterAverage?) {
        self.lastMonth = lastMonth
        self.lastYear = lastYear
        self.cluster = cluster
    }
}

/// One figure for a cluster: Σ present ÷ Σ enrolled over its schools.
///
/// - Limit: only whole per cent and no sums, so that no school's own figure can be reckoned out of it.
package struct ClusterAverage: Hashable, Sendable, Codable {
    package let name: String
    package let percent: Int
    /// Schools behind it.
    package let schools: Int

    package init(name: String, percent: Int, schools: Int) {
        self.name = name
        self.percent = percent
        self.schools = schools
    }
}
