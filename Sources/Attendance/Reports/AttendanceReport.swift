package import Foundation

/// Who says it. The community's yes or no is never averaged with the school's figures.
package enum ReportStream: String, CaseIterable, Sendable {
    case school, community
}

/// How many were present. Nil is "not said", never zero.
package struct AttendanceCounts: Hashable, Sendable {
    package var boys: Int?
    package var girls: Int?
    package var teachers: Int?

    package init(boys: Int? = nil, girls: Int? = nil, teachers: Int? = nil) {
        self.boys = boys
        self.girls = girls
        self.teachers = teachers
    }

    package var pupils: Int? {
        guard let boys, let girls else { return nil }
        return boys + girls
    }
}

/// What was reported of one school for one day.
package struct AttendanceReport: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case present(AttendanceCounts)
        case noClass(reason: String?)
        /// The community's answer to "was there class?".
        case heldClass(Bool)
    }

    /// What the office should see beside the figures; never said to the reporter as blame.
    package enum Mark: String, CaseIterable, Sendable {
        /// The day is no expected reporting day of the school.
        case offCalendar
        case allZero
        case pupilsWithoutTeacher
        /// More than enrolled, and the reporter said that it is right.
        case overEnrolmentConfirmed
        /// School and community say the opposite of the same day. Never stored: it follows from both reports.
        case contradicted
    }

    package var school: SchoolKey
    package var day: SchoolDay
    package var stream: ReportStream
    package var content: Content
    /// After the last limit of its week.
    package var isLate: Bool
    /// PRUEBA: answered as if real, counted nowhere.
    package var isTraining: Bool
    package var marks: Set<Mark>
    /// Nil when the office entered it.
    package var phone: PhoneNumber?
    package var receivedAt: Date
    /// By the service centre where it can be believed, else ``receivedAt``. What was sent later counts.
    package var sentAt: Date

    package init(
        school: SchoolKey, day: SchoolDay, stream: ReportStream = .school, content: Content,
        isLate: Bool = false, isTraining: Bool = false, marks: Set<Mark> = [],
        phone: PhoneNumber? = nil, receivedAt: Date, sentAt: Date? = nil
    ) {
        self.school = school
        self.day = day
        self.stream = stream
        self.content = content
        self.isLate = isLate
        self.isTraining = isTraining
        self.marks = marks
        self.phone = phone
        self.receivedAt = receivedAt
        self.sentAt = sentAt ?? receivedAt
    }
}

extension AttendanceReport {
    /// Whether one says that there was class on the day, and the other that there was none. Only the office is told.
    package func contradicts(_ other: AttendanceReport) -> Bool {
        guard school == other.school, day == other.day, stream != other.stream, !isTraining, !other.isTraining else {
            return false
        }
        return hadClass != other.hadClass
    }

    /// Whether there was class, as this report has it.
    package var hadClass: Bool {
        switch content {
        // Pupils whom nobody taught had none, and a school where nobody came says itself that there was none.
        case .present(let counts): counts.teachers.map { $0 > 0 } ?? ((counts.boys ?? 0) + (counts.girls ?? 0) > 0)
        case .noClass: false
        case .heldClass(let held): held
        }
    }
}

/// A report as the store keeps it. The latest of (school, day, stream) is current; the others are
/// its history.
package struct StoredReport: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable { case current, superseded, void }
    package enum Source: String, CaseIterable, Sendable { case sms, office }

    package var id: Int64
    package var report: AttendanceReport
    package var state: State
    package var source: Source

    package init(id: Int64, report: AttendanceReport, state: State, source: Source) {
        self.id = id
        self.report = report
        self.state = state
        self.source = source
    }
}
