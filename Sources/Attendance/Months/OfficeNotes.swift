/// What of a month stays in the office: for the promoter's sheet, never for a wall.
package struct OfficeNotes: Hashable, Sendable {
    /// A report behind the figures, whole.
    package struct DayFigures: Hashable, Sendable {
        package let day: SchoolDay
        /// The day that it is about.
        package let reportedDay: SchoolDay
        /// Nil where there was no class.
        package let present: AttendanceCounts?
        /// In force on ``reportedDay``.
        package let enrolled: Enrolment
        package let timeliness: ReportTimeliness
        /// What is odd: all zero, pupils without a teacher, more than enrolled, no reporting day.
        package let marks: Set<AttendanceReport.Mark>

        package init(
            day: SchoolDay, reportedDay: SchoolDay, present: AttendanceCounts?, enrolled: Enrolment,
            timeliness: ReportTimeliness, marks: Set<AttendanceReport.Mark>
        ) {
            self.day = day
            self.reportedDay = reportedDay
            self.present = present
            self.enrolled = enrolled
            self.timeliness = timeliness
            self.marks = marks
        }
    }

    /// Teachers who were not there on a day, for a reason that FALTA gave.
    package struct Absence: Hashable, Sendable {
        package let day: SchoolDay
        package let reason: AbsenceReason
        package let teachers: Int

        package init(day: SchoolDay, reason: AbsenceReason, teachers: Int) {
            self.day = day
            self.reason = reason
            self.teachers = teachers
        }
    }

    /// In order of days.
    package let reports: [DayFigures]
    /// Days of which school and community say the opposite.
    package let contradictions: [SchoolDay]
    /// Of the month's days, in order; the last text about a day counts.
    package let absences: [Absence]
    /// Teachers present of those on the staff, also where a page prints days with class instead.
    package let teachers: AttendanceFigure

    package init(
        reports: [DayFigures], contradictions: [SchoolDay], absences: [Absence], teachers: AttendanceFigure
    ) {
        self.reports = reports
        self.contradictions = contradictions
        self.absences = absences
        self.teachers = teachers
    }
}
