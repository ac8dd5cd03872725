package import Foundation

/// What a person does for the office; decides what they are asked and sent (domain: people).
package enum ReporterRole: String, CaseIterable, Sendable {
    case teacher, head, community, promoter, official, `operator`

    /// Teachers and heads are asked for figures and reminded.
    package var reportsForSchool: Bool { self == .teacher || self == .head }
}

/// Whether we may write to a phone.
package enum ReporterStatus: String, CaseIterable, Sendable {
    case active
    /// Sent ALTA from a phone the office does not know; waits for the office.
    case pending
    case refused
    /// Sent BAJA: final until ALTA, whatever an import says.
    case optedOut
    /// No longer in the office's list (`--retire-missing`).
    case retired
}

/// One school of a reporter, with the letter it has on this phone.
package struct Assignment: Hashable, Sendable {
    package var school: SchoolKey
    /// A capital letter, never one of D F H M P T Y, which are labels or words.
    package var letter: String?

    /// Whether a letter can be a school's on a phone.
    package static func isLetter(_ text: String) -> Bool { Vocabulary.isSchoolLetter(text) }

    package init(school: SchoolKey, letter: String? = nil) {
        self.school = school
        self.letter = letter
    }
}

/// The person who texts. One phone is one reporter.
package struct Reporter: Hashable, Sendable {
    package var phone: PhoneNumber
    package var name: String
    package var role: ReporterRole
    package var status: ReporterStatus
    /// Of one who sent BAJA: what ALTA brings back; nil where nobody had to approve anything.
    package var statusBefore: ReporterStatus?
    /// Language code of the catalogue, `es` unless the office says otherwise.
    package var language: String
    package var assignments: [Assignment]
    /// For an official: the UGEL whose schools the weekly text is about.
    package var ugel: String?
    /// When this phone last wrote; nil for one that never has.
    package var lastHeardAt: Date?

    /// The office has let them report, whether they have sent BAJA since or not.
    package var isApproved: Bool {
        status == .active || (status == .optedOut && statusBefore ?? .active == .active)
    }

    package init(
        phone: PhoneNumber, name: String, role: ReporterRole, status: ReporterStatus = .active,
        statusBefore: ReporterStatus? = nil, language: String = "es", assignments: [Assignment] = [], ugel: String? = nil, lastHeardAt: Date? = nil
    ) {
        self.phone = phone
        self.name = name
        self.role = role
        self.status = status
        self.statusBefore = statusBefore
        self.language = language
        self.assignments = assignments
        self.ugel = ugel
        self.lastHeardAt = lastHeardAt
    }
}
