import Attendance
import Foundation
import GRDB

// What a phone was asked and has said, as far as the decision about one text needs it.
extension Database {
    /// Questions and reminders of later days that have left since something was asked back.
    func asked(_ phone: PhoneNumber, since question: OpenQuestion) throws -> [SenderContext.Asked] {
        try values(
            """
            SELECT * FROM outboundMessage
            WHERE recipient = ?1 AND createdAt > ?2 AND step IN ('question', 'reminder1', 'reminder2') AND stepDay > ?3
                AND sentAt > ?4
            """,
            [
                phone.e164, question.askedAt.addingTimeInterval(-Self.longestQueued), question.day.iso,
                question.askedAt,
            ]
        ) { row in
            SenderContext.Asked(day: try row.day("stepDay"), schools: row.schoolKeys("schools"), leftAt: row["sentAt"])
        }
    }

    /// Seconds for which a question waits in the queue at most: it leaves on its day.
    private static var longestQueued: TimeInterval { 24 * 3600 }

    /// What texts of a phone have set that were sent later than one that comes only now. Nearly always there are none.
    func saidLater(by phone: PhoneNumber, than sentAt: Date, at now: Date) throws -> Set<SaidPlace> {
        let after = sentAt.addingTimeInterval(SenderContext.clockDifference)
        let later = try values(
            """
            SELECT id, reading, codMod, anexo, serviceCentreTime, receivedAt FROM inboundMessage
            WHERE phone = ?1 AND (receivedAt > ?2 OR serviceCentreTime > ?2)
            """, [phone.e164, after]
        ) { row -> (id: Int64, place: SaidPlace?)? in
            let stamp = InboundText.sentAt(row["serviceCentreTime"], receivedAt: row["receivedAt"])
            guard SenderContext.isLater(stamp, than: sentAt, receivedAt: now) else { return nil }
            return (row["id"], try row.saidPlace)
        }.compactMap(\.self)
        guard !later.isEmpty else { return [] }
        let texts = later.map { String($0.id) }.joined(separator: ", ")
        return Set(later.compactMap(\.place)).union(try setBy(texts))
    }

    /// - Parameter texts: ids with commas between them.
    private func setBy(_ texts: String) throws -> [SaidPlace] {
        let absences = try values("SELECT * FROM absence WHERE inboundMessage IN (\(texts))") { row in
            SaidPlace.absences(
                SchoolKey(row["codMod"], anexo: row["anexo"]), try row.day("day"), isTraining: row["isTraining"])
        }
        let enrolments = try values("SELECT * FROM enrolmentProposal WHERE inboundMessage IN (\(texts))") { row in
            SaidPlace.enrolment(SchoolKey(row["codMod"], anexo: row["anexo"]))
        }
        let answers = try values("SELECT * FROM answer WHERE inboundMessage IN (\(texts))") { row in
            let key = ExtraAnswerKey(
                school: SchoolKey(row["codMod"], anexo: row["anexo"]), question: row["question"],
                period: try row.day("period"), stream: try row.value("stream"))
            return SaidPlace.answer(key, isTraining: row["isTraining"])
        }
        return absences + enrolments + answers
    }

    /// What FALTA of a phone says that still counts, of days from one on.
    func toldAbsences(by phone: PhoneNumber, since day: SchoolDay) throws -> [SenderContext.ToldAbsences] {
        let told = try values(
            """
            SELECT absence.*, serviceCentreTime, inboundMessage.receivedAt AS textReceivedAt,
                EXISTS (SELECT 1 FROM report WHERE report.inboundMessage = absence.inboundMessage) AS hasReport
            FROM absence JOIN inboundMessage ON inboundMessage.id = absence.inboundMessage
            WHERE absence.day >= ? AND absence.phone = ? AND absence.state = 'current' ORDER BY absence.id
            """, [day.iso, phone.e164]
        ) { row in
            SenderContext.ToldAbsences(
                school: SchoolKey(row["codMod"], anexo: row["anexo"]), day: try row.day("day"),
                reasons: [try row.value("reason"): row["teachers"]], isTraining: row["isTraining"],
                sentAt: InboundText.sentAt(row["serviceCentreTime"], receivedAt: row["textReceivedAt"]),
                isAlone: !row["hasReport"])
        }
        return told.reduce(into: []) { whole, next in
            if let last = whole.last, last.isSameText(as: next) {
                whole[whole.count - 1].reasons.merge(next.reasons) { $1 }
            } else {
                whole.append(next)
            }
        }
    }

    /// Texts of a phone that nobody has read and that came to nothing without an answer to what was to be asked back. Of
    /// a loop a person decides.
    func unreadTexts(
        of phone: PhoneNumber, since day: SchoolDay, in zone: TimeZone
    ) throws -> [SenderContext.UnreadText] {
        try values(
            """
            SELECT id, body, serviceCentreTime, receivedAt FROM inboundMessage
            WHERE phone = ? AND receivedAt > ? AND isUnread AND wentOnIn IS NULL AND missingParts = ''
                AND reading IN ('incomplete', 'whichSchool', 'overEnrolment', 'total', 'unclear')
                AND coalesce(silence, '') <> 'loop'
            ORDER BY id
            """, [phone.e164, day.start(in: zone)]
        ) { row in
            SenderContext.UnreadText(
                id: row["id"], body: row["body"],
                sentAt: InboundText.sentAt(row["serviceCentreTime"], receivedAt: row["receivedAt"]))
        }
    }
}

extension Row {
    /// What a text of this reading decides for the phone, or for a school.
    fileprivate var saidPlace: SaidPlace? {
        get throws {
            switch ReadingName(rawValue: self["reading"]) {
            case .optOut?, .optIn?, .application?, .otherSchool?, .disowned?: return .roster
            case .pause?, .resume?: return schoolKey.map { .hold($0) }
            default: return nil
            }
        }
    }
}

extension SenderContext.ToldAbsences {
    /// One row for each reason.
    fileprivate func isSameText(as other: Self) -> Bool {
        school == other.school && day == other.day && isTraining == other.isTraining && sentAt == other.sentAt
    }
}
