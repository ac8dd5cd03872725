// What must hold in the database and what SQLite cannot hold by itself. Each query gives the numbers of the rows of its
// table that break the rule; a rule that another program, a defect of ours or a restored half has broken is found by it.
struct Invariant {
    /// Stable, for JSON.
    let name: String
    let table: String
    let sql: String
    /// Said of a row: `text 12 …`.
    let words: String
    let remedy: Remedy

    enum Remedy {
        /// An operator can put it right; how.
        case deed(String)
        /// Only a backup, or a defect of edutrac.
        case report
    }

    static let all = outbound + inbound + reports + months + service

    private static let outbound = [
        Invariant(
            name: "sentWithoutParts", table: "outboundMessage",
            sql: """
                SELECT id FROM outboundMessage AS text WHERE state IN ('sent', 'delivered') AND (partsTotal < 1 OR partsTotal >
                    (SELECT count(*) FROM outboundPart WHERE message = text.id AND state IN ('sent', 'delivered')))
                """,
            words: "counts as sent, and not all of its parts do", remedy: .deed("Ask the recipient whether it came.")),
        Invariant(
            name: "sentWithoutTime", table: "outboundMessage",
            sql: "SELECT id FROM outboundMessage WHERE state IN ('sent', 'delivered') AND sentAt IS NULL",
            words: "counts as sent, at no time", remedy: .report),
        Invariant(
            name: "deliveredTooEarly", table: "outboundMessage",
            sql: """
                SELECT id FROM outboundMessage AS text WHERE state = 'delivered' AND EXISTS
                    (SELECT 1 FROM outboundPart WHERE message = text.id AND state <> 'delivered')
                """,
            words: "counts as delivered, and one of its parts does not", remedy: .report),
        Invariant(
            name: "waitsHalfSent", table: "outboundMessage",
            sql: """
                SELECT id FROM outboundMessage AS text WHERE state IN ('queued', 'held') AND EXISTS
                    (SELECT 1 FROM outboundPart WHERE message = text.id AND state IN ('submitting', 'unknown'))
                """,
            words: "waits to be sent, and one of its parts may have left: it could be sent twice",
            remedy: .deed("Stop edutracd before it leaves, and have the database looked at.")),
        Invariant(
            name: "failedWithoutPart", table: "outboundMessage",
            sql: """
                SELECT id FROM outboundMessage AS text WHERE state = 'failed' AND NOT EXISTS
                    (SELECT 1 FROM outboundPart WHERE message = text.id AND state = 'failed')
                """,
            words: "failed, and none of its parts did", remedy: .report),
        Invariant(
            name: "partsWithGap", table: "outboundMessage",
            sql: """
                SELECT message FROM outboundPart GROUP BY message HAVING count(*) <> max(sequence) OR max(sequence) >
                    (SELECT partsTotal FROM outboundMessage WHERE id = message)
                """,
            words: "lacks one of its parts, or has one too many", remedy: .report),
        Invariant(
            name: "repeatedTwice", table: "outboundMessage",
            sql: """
                SELECT second.id FROM outboundMessage AS second JOIN outboundMessage AS first ON first.id = second.resendOf
                WHERE first.resendOf IS NOT NULL
                    OR (first.recipient <> second.recipient AND first.recipient GLOB '+*' AND second.recipient GLOB '+*')
                """,
            words: "repeats a repetition, or goes to another phone than what it repeats", remedy: .report),
        Invariant(
            name: "replyToOther", table: "outboundMessage",
            sql: """
                SELECT reply.id FROM outboundMessage AS reply
                JOIN inboundMessage AS text ON text.id = coalesce(reply.inReplyTo, reply.officeReplyTo)
                -- Of who was erased neither is known any more.
                WHERE text.phone <> reply.recipient AND reply.recipient GLOB '+*'
                """,
            words: "answers a text of another phone", remedy: .report),
        Invariant(
            name: "replyToNothing", table: "outboundMessage",
            sql: """
                SELECT id FROM outboundMessage AS reply WHERE kind = 'reply' AND inReplyTo IS NULL AND resendOf IS NULL
                    AND NOT EXISTS (SELECT 1 FROM missedCall WHERE answer = reply.id)
                """,
            words: "is a reply, and answers neither a text nor a call", remedy: .report),
    ]

    private static let inbound = [
        Invariant(
            name: "textWithoutParts", table: "inboundMessage",
            sql: """
                SELECT id FROM inboundMessage AS text
                WHERE NOT EXISTS (SELECT 1 FROM inboundPart WHERE inboundMessage = text.id)
                """,
            words: "came in no SMS", remedy: .report),
        Invariant(
            name: "copyOfLater", table: "inboundPart",
            sql: "SELECT id FROM inboundPart WHERE duplicateOf >= id",
            words: "is a copy of one that came later", remedy: .report),
        Invariant(
            name: "statusOfNoReport", table: "deliveryReport",
            sql: """
                SELECT report.id FROM deliveryReport AS report JOIN inboundPart AS part ON part.id = report.inboundPart
                WHERE part.content <> 'statusReport'
                """,
            words: "is the status report of an SMS that is none", remedy: .report),
        Invariant(
            name: "momentUnreadable", table: "inboundPart",
            sql: "SELECT id FROM inboundPart WHERE \(noMoment("receivedAt"))",
            words: "came at no moment that can be read", remedy: .report),
        Invariant(
            name: "dueUnreadable", table: "outboundMessage",
            sql: "SELECT id FROM outboundMessage WHERE \(noMoment("dueAt")) OR \(noMoment("createdAt"))",
            words: "is due at no moment that can be read", remedy: .report),
    ]

    private static let reports = [
        Invariant(
            name: "chainWithoutEnd", table: "report",
            sql: """
                SELECT min(id) FROM report GROUP BY codMod, anexo, day, stream, isTraining
                HAVING sum(state = 'superseded') > 0 AND sum(state IN ('current', 'void')) = 0
                """,
            words: "was replaced, and nothing stands in its place: its day counts as silent",
            remedy: .deed("Look at edutrac report list --history, and enter what is right: edutrac report enter.")),
        Invariant(
            name: "secondCurrent", table: "report",
            sql: """
                SELECT max(id) FROM report WHERE state = 'current' GROUP BY codMod, anexo, day, stream, isTraining
                HAVING count(*) > 1
                """,
            words: "counts beside another one for the same school and day",
            remedy: .deed("Take one of them back: edutrac report void.")),
        Invariant(
            name: "reportFromNowhere", table: "report",
            sql: "SELECT id FROM report WHERE source = 'sms' AND inboundMessage IS NULL",
            words: "came by SMS, and no text is its source", remedy: .report),
        Invariant(
            name: "dayUnreadable", table: "report", sql: "SELECT id FROM report WHERE date(day) IS NOT day",
            words: "is about no day that can be read", remedy: .deed("Take it back (edutrac report void) and enter it anew.")),
    ]

    private static let months = [
        Invariant(
            name: "monthWithoutFigures", table: "monthClosing",
            sql: """
                SELECT rowid FROM monthClosing AS closing WHERE
                    NOT EXISTS (SELECT 1 FROM monthFigures WHERE month = closing.month AND edition = closing.edition)
                    AND EXISTS (SELECT 1 FROM school WHERE joinedOn < closing.month || '-32'
                        AND (retiredOn IS NULL OR retiredOn > closing.month))
                """,
            words: "is closed without figures", remedy: .deed("Make a new edition: edutrac month close MONTH --edition.")),
        Invariant(
            name: "editionMissing", table: "monthClosing",
            sql: "SELECT min(rowid) FROM monthClosing GROUP BY month HAVING count(*) <> max(edition)",
            words: "lacks one of its editions", remedy: .report),
        Invariant(
            name: "figuresUnreadable", table: "monthFigures",
            sql: "SELECT rowid FROM monthFigures WHERE NOT json_valid(figures)",
            words: "are frozen figures that cannot be read",
            remedy: .deed("Make a new edition of the month: edutrac month close MONTH --edition.")),
        Invariant(
            name: "thanksToOther", table: "monthThanks",
            sql: """
                SELECT thanks.rowid FROM monthThanks AS thanks JOIN outboundMessage AS text ON text.id = thanks.outboundMessage
                WHERE text.recipient <> thanks.phone
                """,
            words: "thanked another phone", remedy: .report),
    ]

    private static let service = ["clockMark", "planning", "drawing"].map { table in
        Invariant(
            name: "\(table)Missing", table: table, sql: "SELECT 1 WHERE (SELECT count(*) FROM \(table)) <> 1",
            words: "is missing: edutracd cannot plan", remedy: .report)
    }

    /// The order of moments is that of their text, see Migration2026_11.swift.
    private static func noMoment(_ column: String) -> String {
        "\(column) NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9]'"
    }
}
