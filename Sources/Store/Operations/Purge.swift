import Attendance
package import Foundation
import GRDB

/// Before when texts are no longer kept as they came or left, and people who left are erased.
package struct PurgeBounds: Hashable, Sendable {
    package var textsBefore: Date
    package var leftBefore: Date

    package init(textsBefore: Date, leftBefore: Date) {
        self.textsBefore = textsBefore
        self.leftBefore = leftBefore
    }
}

/// How much was purged, or would be.
package struct Purged: Hashable, Sendable {
    /// Texts that came, and of those the ones that nobody had read.
    package var received = 0
    package var unread = 0
    package var sent = 0
    package var calls = 0
    package var people = 0

    package var isNothing: Bool { self == Purged() }
}

extension AttendanceStore {
    /// Empties texts, PDUs and numbers that are older than they may be, and erases people who left long ago. Reports,
    /// absences, answers, agreements and the rows that were emptied stay: all counts are the same afterwards.
    ///
    /// In many short transactions, so that the daemon can write between them; each is whole, and one that is killed goes
    /// on where it stopped when it is called again.
    ///
    /// - Parameter rehearsing: only tells how much it would be.
    package func purge(_ bounds: PurgeBounds, rehearsing: Bool, by signature: Signature) throws -> Purged {
        let found = try read { db in
            Purged(
                received: try db.count(Shred.received.count, [bounds.textsBefore]),
                unread: try db.count(Shred.received.count + " AND isUnread", [bounds.textsBefore]),
                sent: try db.count(Shred.sent.count, [bounds.textsBefore]),
                calls: try db.count(Shred.calls.count, [bounds.textsBefore]),
                people: try db.whoLeft(before: bounds.leftBefore).count)
        }
        if rehearsing { return found }
        try overwriting {
            for shred in Shred.all {
                var isMore = true
                while isMore {
                    isMore = try write { db in
                        try db.run(shred.statement, [bounds.textsBefore])
                        return db.changesCount > 0
                    }
                }
            }
            var people = try read { try $0.whoLeft(before: bounds.leftBefore) }[...]
            while let phone = people.popFirst() { try write { try $0.erase(phone, at: signature.at) } }
        }
        if !found.isNothing {
            try write { try $0.audit(.purge, by: Signature(person: signature.person, at: signature.at, note: found.words)) }
        }
        return found
    }
}

extension Purged {
    /// For the audit trail.
    fileprivate var words: String {
        "\(received) texts received, \(sent) sent, \(calls) calls, \(people) people"
    }
}

/// A table whose old rows are emptied. `?1` is the moment before which they are old.
private struct Shred {
    let table: String
    let change: String
    let condition: String

    var count: String { "SELECT count(*) FROM \(table) WHERE \(condition)" }

    /// Some hundred rows at once.
    var statement: String {
        "UPDATE \(table) SET \(change) WHERE rowid IN (SELECT rowid FROM \(table) WHERE \(condition) LIMIT 400)"
    }

    private static let known = "(SELECT phone FROM reporter)"

    /// Whose number it is stays as long as they are in the roster.
    static let received = Shred(
        table: "inboundMessage",
        change: """
            body = '', isUnread = 0, sender = CASE WHEN phone IN \(known) THEN sender ELSE '' END,
            phone = CASE WHEN phone IN \(known) THEN phone END
            """,
        condition: """
            receivedAt < ?1 AND (body <> '' OR isUnread OR (sender <> '' AND (phone IS NULL OR phone NOT IN \(known))))
            """)
    static let sent = Shred(
        table: "outboundMessage",
        change: "text = '', recipient = CASE WHEN recipient IN \(known) THEN recipient ELSE 'erased:' || id END",
        condition: """
            createdAt < ?1 AND state NOT IN ('queued', 'held', 'submitting')
            AND (text <> '' OR (recipient GLOB '+*' AND recipient NOT IN \(known)))
            """)
    static let calls = Shred(
        table: "missedCall", change: "number = NULL, phone = NULL", condition: "lastAt < ?1 AND number IS NOT NULL")

    static let all = [
        received, sent, calls,
        // A part that is not settled yet is a text still to be read.
        Shred(
            table: "inboundPart",
            change: """
                pdu = '', isUnread = 0, textKey = NULL, bodyKey = NULL, phone = NULL,
                sender = CASE WHEN content = 'part' THEN '' END
                """,
            condition: """
                receivedAt < ?1 AND pdu <> ''
                AND (content <> 'part' OR inboundMessage IS NOT NULL OR duplicateOf IS NOT NULL)
                """),
        Shred(
            table: "deliveryReport", change: "recipient = '', recipientTail = ''",
            condition: "receivedAt < ?1 AND recipient <> ''"),
        Shred(table: "outboundPart", change: "recipientTail = ''", condition: "submittedAt < ?1 AND recipientTail <> ''"),
        Shred(table: "openQuestion", change: "said = NULL", condition: "askedAt < ?1 AND said IS NOT NULL"),
        Shred(
            table: "audit", change: "phone = NULL",
            condition: "at < ?1 AND phone IS NOT NULL AND phone NOT IN \(known)"),
    ]
}
