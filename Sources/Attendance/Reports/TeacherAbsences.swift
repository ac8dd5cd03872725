package import Foundation

/// Why a teacher was not there, as FALTA says it (ruling 33).
package enum AbsenceReason: String, CaseIterable, Sendable {
    case justified, unjustified, leave, permission, late, strike

    /// As reporters write it, in every language.
    package var letter: String {
        switch self {
        case .justified: "J"
        case .unjustified: "I"
        case .leave: "L"
        case .permission: "P"
        case .late: "T"
        case .strike: "H"
        }
    }

    init?(letter: String) {
        guard let reason = Self.allCases.first(where: { $0.letter == letter.uppercased() }) else { return nil }
        self = reason
    }

    var name: WordingKey {
        switch self {
        case .justified: .absenceJustified
        case .unjustified: .absenceUnjustified
        case .leave: .absenceLeave
        case .permission: .absencePermission
        case .late: .absenceLate
        case .strike: .absenceStrike
        }
    }
}

/// How many teachers of a school were not there on a day, and why. The last text about a day counts.
package struct TeacherAbsences: Hashable, Sendable {
    package var school: SchoolKey
    package var day: SchoolDay
    /// Each with one teacher or more; none where nobody was missing.
    package var reasons: [AbsenceReason: Int]
    package var isTraining: Bool
    /// A text that was sent later has said it anew: history from the start.
    package var isHistory = false
    package var phone: PhoneNumber
    package var receivedAt: Date

    package init(
        school: SchoolKey, day: SchoolDay, reasons: [AbsenceReason: Int], isTraining: Bool = false, phone: PhoneNumber,
        receivedAt: Date
    ) {
        self.school = school
        self.day = day
        self.reasons = reasons
        self.isTraining = isTraining
        self.phone = phone
        self.receivedAt = receivedAt
    }
}

/// MATRICULA: what a reporter says is enrolled. Counts for nothing until the office accepts it.
package struct EnrolmentProposal: Hashable, Sendable {
    package var school: SchoolKey
    /// Nil where nothing was said: what is in force stays.
    package var enrolment: Enrolment
    /// A text that was sent later has said it anew: history from the start.
    package var isHistory = false
    package var phone: PhoneNumber
    package var receivedAt: Date

    package init(school: SchoolKey, enrolment: Enrolment, phone: PhoneNumber, receivedAt: Date) {
        self.school = school
        self.enrolment = enrolment
        self.phone = phone
        self.receivedAt = receivedAt
    }
}
