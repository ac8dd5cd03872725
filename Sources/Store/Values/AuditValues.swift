package import Attendance
package import Foundation

/// What a person of the office did, by hand.
package enum OfficeDeed: String, CaseIterable, Sendable {
    case approve, refuse
    case enterReport, correctReport, voidReport, voidAbsences
    case topUp
    case acceptEnrolment, refuseEnrolment
    case readText, assignText, replyText, ignoreText
    case addClosure, endClosure
    /// Local holidays.
    case addHoliday, removeHoliday
    /// Of reminders, by the office or a promoter.
    case hold, resume
    case setReportingDay, unsetReportingDay, beginBaseline, endBaseline
    case closeMonth, writeContext, addAgreement, settleAgreement
    /// Of what is kept no longer than it may be, of all that is kept about one phone, and a copy of that.
    case purge, erasePerson, exportPerson
    /// Of the database, from a backup.
    case restore
}

/// One line of the audit trail.
package struct AuditEntry: Hashable, Sendable {
    package let id: Int64
    package let at: Date
    /// Who called sudo, or the login name.
    package let person: String
    package let deed: OfficeDeed
    package let phone: PhoneNumber?
    package let school: SchoolKey?
    package let day: SchoolDay?
    /// The report that it made, or took back.
    package let report: Int64?
    /// What came in and it was about, as ``InboxEntry/id``.
    package let text: Int64?
    /// What was queued to say so.
    package let message: Int64?
    /// The closure or local holiday that it is about.
    package let closure: Int64?
    package let hold: Int64?
    package let note: String
}

/// Who does it, when, and why.
package struct Signature: Hashable, Sendable {
    package let person: String
    package let at: Date
    /// Nothing where the person gave no reason.
    package let note: String

    package init(person: String, at: Date, note: String = "") {
        self.person = person
        self.at = at
        self.note = note
    }
}
