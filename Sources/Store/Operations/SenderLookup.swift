package import Attendance
package import Foundation
import GRDB

extension AttendanceStore {
    /// Seconds for which an open question waits for its answer.
    package static let questionLifetime: TimeInterval = 24 * 3600
    /// Seconds by which two clocks may differ. What lies further ahead was written under a clock that
    /// was wrong, and is not recent.
    fileprivate static let clockSkew: TimeInterval = 600
    /// Days back for which a decision sees a school's reports and closures.
    fileprivate static let lookBack = 40
}

extension SettlingTransaction {
    /// Everything the decision about one text needs to know of its sender, with what the texts before it have led to.
    ///
    /// The reports are the current ones of the sender's schools, of both streams and also those of
    /// training, newest day first.
    ///
    /// - Parameters:
    ///   - body: of the text to be decided, for the count of identical ones.
    ///   - day: whose roster and enrolment hold.
    ///   - zone: of the office, for its midnight.
    ///   - sentAt: of the text, where it is earlier: what was asked waits until then.
    package func senderContext(
        of phone: PhoneNumber, body: String, on day: SchoolDay, in zone: TimeZone, sentAt: Date? = nil, at now: Date
    ) throws -> SenderContext {
        let reporter = try db.reporter(phone, on: day)
        let own = try (reporter?.assignments ?? []).compactMap { assignment in
            try db.school(assignment.school, on: day).map {
                SenderContext.OwnSchool(school: $0, letter: assignment.letter)
            }
        }
        let since = day.adding(days: -AttendanceStore.lookBack)
        let hourAgo = now.addingTimeInterval(-3600)
        let latest = now.addingTimeInterval(AttendanceStore.clockSkew)
        let question = try db.openQuestion(of: phone, at: min(sentAt ?? now, now))
        return SenderContext(
            reporter: reporter, schools: own,
            reports: try own.flatMap { try db.currentReports(of: $0.school.key, since: since) }
                .sorted { ($0.report.day, $0.id) > ($1.report.day, $1.id) },
            earlierReports: try own.flatMap { try db.supersededReports(of: $0.school.key, since: since) },
            closures: try db.closures(since: since, of: own.map(\.school)),
            openQuestion: question,
            askedSince: try question.map { try db.asked(phone, since: $0) } ?? [],
            saidLater: try db.saidLater(by: phone, than: sentAt ?? now, at: now),
            unread: try db.unreadTexts(of: phone, since: since, in: zone),
            repliesInLastHour: try db.replies(to: phone, from: hourAgo, to: latest),
            repliesInLastDay: try db.replies(
                to: phone, from: now.addingTimeInterval(-24 * 3600), to: latest),
            identicalTextsInLastHour: try db.count(
                """
                SELECT count(*) FROM inboundMessage
                WHERE phone = ? AND body = ? AND receivedAt > ? AND receivedAt <= ?
                """, [phone.e164, body, hourAgo, latest]),
            toldUnregisteredAt: try db.row(
                """
                SELECT max(settledAt) AS told FROM inboundMessage
                WHERE phone = ? AND tellsUnregistered AND settledAt <= ?
                """, [phone.e164, latest])?["told"],
            officeRepliesToday: try db.count(
                """
                SELECT count(*) FROM outboundMessage INDEXED BY outboundReplies
                WHERE createdAt >= ? AND createdAt <= ? AND kind = 'reply'
                """, [SchoolDay(now, in: zone).start(in: zone), latest]),
            lastQuestionAt: try db.lastQuestion(to: reporter, before: day, in: zone),
            rosterCodes: reporter?.isApproved == true ? try db.codes(in: body, on: day) : try db.codes(on: day),
            holds: own.isEmpty ? [] : try db.holds(since: day, of: own.map(\.school)),
            toldAbsences: own.isEmpty ? [] : try db.toldAbsences(by: phone, since: since),
            proposals: try own.compactMap { try db.waitingProposal(of: $0.school.key) })
    }
}

extension Database {
    fileprivate func replies(to phone: PhoneNumber, from start: Date, to end: Date) throws -> Int {
        try count(
            """
            SELECT count(*) FROM outboundMessage
            WHERE recipient = ? AND createdAt > ? AND createdAt <= ? AND kind = 'reply'
            """, [phone.e164, start, end])
    }

    /// Only the first text of a year asks for it.
    fileprivate func lastQuestion(to reporter: Reporter?, before day: SchoolDay, in zone: TimeZone) throws -> Date? {
        guard let reporter, let heard = reporter.lastHeardAt, SchoolDay(heard, in: zone).year < day.year else { return nil }
        return try row(
            "SELECT max(sentAt) AS asked FROM outboundMessage WHERE recipient = ? AND step = 'question'",
            [reporter.phone.e164])?["asked"]
    }

    /// Those that stand in a text.
    fileprivate func codes(in body: String, on day: SchoolDay) throws -> Set<String> {
        let written = Set(body.split { !$0.isASCII || !$0.isNumber }.filter { $0.utf8.count == 7 }.map(String.init))
        return try Set(
            written.filter { code in
                try count(
                    "SELECT count(*) FROM school WHERE codMod = ? AND (retiredOn IS NULL OR retiredOn > ?)",
                    [code, day.iso]) > 0
            })
    }

    /// Of the schools that are in the roster on a day.
    fileprivate func codes(on day: SchoolDay) throws -> Set<String> {
        Set(
            try values("SELECT codMod FROM school WHERE retiredOn IS NULL OR retiredOn > ?", [day.iso]) { $0[0] as String })
    }

    fileprivate func openQuestion(of phone: PhoneNumber, at now: Date) throws -> OpenQuestion? {
        guard
            let row = try row(
                """
                SELECT openQuestion.*, serviceCentreTime, receivedAt FROM openQuestion
                LEFT JOIN inboundMessage ON inboundMessage.id = openQuestion.inboundMessage
                WHERE openQuestion.phone = ? AND askedAt > ?
                """, [phone.e164, now.addingTimeInterval(-AttendanceStore.questionLifetime)])
        else { return nil }
        var question = try OpenQuestion(row)
        if let receivedAt: Date = row["receivedAt"] {
            question.saidAt = InboundText.sentAt(row["serviceCentreTime"], receivedAt: receivedAt)
        }
        return question
    }

    func openQuestions(at now: Date) throws -> [OpenQuestion] {
        try values(
            "SELECT * FROM openQuestion WHERE askedAt > ? ORDER BY phone",
            [now.addingTimeInterval(-AttendanceStore.questionLifetime)], OpenQuestion.init(withoutText:))
    }

    func openQuestions(about school: SchoolKey, at now: Date) throws -> [OpenQuestion] {
        try values(
            "SELECT * FROM openQuestion WHERE codMod = ? AND anexo = ? AND askedAt > ? ORDER BY phone",
            [school.codMod, school.anexo, now.addingTimeInterval(-AttendanceStore.questionLifetime)],
            OpenQuestion.init(withoutText:))
    }
}
