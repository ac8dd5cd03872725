package import Attendance

/// What a person of the office did about a text, the weightiest first.
package enum TextHandling: String, CaseIterable, Sendable {
    /// Made it the source of a report that was not taken back.
    case assigned
    case replied
    case ignored
}

/// All that was done about a text, oldest first.
package struct TextHistory: Hashable, Sendable {
    /// Reports that came of it, by itself or by the office's hand; also those that are history.
    package let reports: [StoredReport]
    /// What the office wrote to its sender about it.
    package let officeReplies: [OutboundMessage]
    package let deeds: [AuditEntry]
}

/// The rows that making a report of a text wrote.
package struct AssignedText: Hashable, Sendable {
    package let report: Int64
    /// The text that tells the sender so.
    package let message: Int64?
}

/// ``InboxEntry/id`` as the two columns that it stands for: of a text, or of a PDU that could not be decoded.
struct InboxID: Hashable, Sendable {
    let message: Int64?
    let part: Int64?

    init(_ id: Int64) {
        message = id > 0 ? id : nil
        // -Int64.min does not exist.
        part = id < 0 && id != Int64.min ? -id : nil
    }
}
