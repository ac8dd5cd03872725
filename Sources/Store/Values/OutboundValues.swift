package import Attendance
package import Foundation

/// What a text to a phone is for; decides what leaves first.
package enum OutboundKind: String, CaseIterable, Sendable {
    case reply, office, alarm, question, reminder

    /// Smaller leaves earlier.
    package var priority: Int {
        switch self {
        case .reply: 0
        case .office: 1
        case .alarm: 2
        case .question: 3
        case .reminder: 4
        }
    }

    /// Nobody asked for it: held when the clock is wrong, never outside the window.
    package var isUnasked: Bool { self == .question || self == .reminder }
}

/// How far a text came, in the order in which it goes.
package enum OutboundState: String, CaseIterable, Sendable {
    case queued, held, submitting, sent, delivered, failed, unknown, expired, withdrawn
}

/// A text to be queued.
package struct OutboundDraft: Hashable, Sendable {
    package var recipient: PhoneNumber
    package var text: String
    package var kind: OutboundKind
    package var dueAt: Date
    package var expiresAt: Date?
    /// The text it answers: one reply per text.
    package var inReplyTo: Int64?
    /// A late part completed that text, and it is answered once more.
    package var isSecondReply: Bool
    /// The text that a person of the office answers with it, as often as they like.
    package var officeReplyTo: Int64?
    /// The step of the week's ladder it is: one text per step.
    package var step: StepKey?
    /// The alarm that it tells of: one text of its beginning, one of its end.
    package var alarm: AlarmTextKey?
    package var schools: [SchoolKey]

    package init(
        recipient: PhoneNumber, text: String, kind: OutboundKind, dueAt: Date, expiresAt: Date? = nil,
        inReplyTo: Int64? = nil, isSecondReply: Bool = false, officeReplyTo: Int64? = nil, step: StepKey? = nil,
        schools: [SchoolKey] = []
    ) {
        self.recipient = recipient
        self.text = text
        self.kind = kind
        self.dueAt = dueAt
        self.expiresAt = expiresAt
        self.inReplyTo = inReplyTo
        self.isSecondReply = isSecondReply
        self.officeReplyTo = officeReplyTo
        self.step = step
        self.schools = schools
    }
}

/// A text to a phone as the database holds it.
package struct OutboundMessage: Hashable, Sendable {
    package let id: Int64
    package let recipient: PhoneNumber
    package let text: String
    package let kind: OutboundKind
    package let state: OutboundState
    /// Why it failed, waits, is unknown or was withdrawn.
    package let reason: String?
    package let dueAt: Date
    package let expiresAt: Date?
    package let attempts: Int
    /// TP-MR of the first part, as the modem told it.
    package let messageReference: Int?
    package let step: StepKey?
    package let schools: [SchoolKey]
    /// The text of which it is the automatic answer.
    package let inReplyTo: Int64?
    /// The text that a person of the office answers with it.
    package let officeReplyTo: Int64?
    /// The text of unknown outcome that this one repeats.
    package let resendOf: Int64?
    package let createdAt: Date
    package let sentAt: Date?
    /// 0 until the first part was submitted.
    package let partsTotal: Int
    package let partsSent: Int
    /// The SIM by which its first parts left; nil while none has.
    package let begunBy: String?
    /// The modem by which they left.
    package let begunByModem: String?
}

/// What became of the submit of one part.
package enum SubmitResult: Hashable, Sendable {
    /// The modem answered +CMGS. TP-MR is nil where it tells none.
    case sent(messageReference: Int?)
    /// Refused for good.
    case failed(reason: String)
    /// Refused or not taken for now; nothing is on the air.
    case retry(at: Date, reason: String)
    /// The modem never asked for the body: no attempt, and its place in the queue stays.
    case notTaken(reason: String)
    /// Silence after the body: it may be on the air.
    case unknown(reason: String)
}
