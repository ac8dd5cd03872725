package import Attendance
package import Foundation
import GRDB

extension SettlingTransaction {
    /// Writes what a text led to: the text, its parts' home, the report (the current one of its school,
    /// day and stream becomes history), the reply, the open question, the change in the roster, and when
    /// the phone was last heard.
    ///
    /// - Returns: nil when one of these parts was settled before; then nothing is written.
    package func settle(
        _ parts: PartSet, _ text: InboundText, kind: InboundKind = .text, _ settlement: Settlement,
        replyExpiresAt: Date, at now: Date
    ) throws -> SettledText? {
        guard parts.message == nil, try db.areUnsettled(parts.ids) else { return nil }
        let message = try db.insertMessage(parts, text, kind, settlement, at: now)
        try db.home(parts.ids, to: message)
        return try db.carryOut(
            settlement, of: text, kind, message, isSecond: false, replyExpiresAt: replyExpiresAt, at: now)
    }

    /// Writes what a text led to when parts came that it had been settled without: the row of the text is
    /// read anew. A reply that has not left yet is withdrawn where there is a new one.
    /// Parts that only repeat what the text has get their home there and change nothing.
    ///
    /// - Returns: nil when one of these parts was settled before; then nothing is written.
    package func complete(
        _ parts: PartSet, _ text: InboundText, kind: InboundKind = .text, _ settlement: Settlement,
        replyExpiresAt: Date, at now: Date
    ) throws -> SettledText? {
        guard let message = parts.message, try db.areUnsettled(parts.ids) else { return nil }
        try db.home(parts.ids, to: message)
        guard parts.hasNews else { return SettledText(id: message, reportID: nil, replyID: nil) }
        try db.updateMessage(message, parts, text, kind, settlement, at: now)
        if case .reply = settlement.answer {
            try db.run(
                """
                UPDATE outboundMessage SET state = 'withdrawn', reason = 'the text was completed'
                WHERE inReplyTo = ? AND state IN ('queued', 'held')
                """, [message])
        }
        return try db.carryOut(
            settlement, of: text, kind, message, isSecond: true, replyExpiresAt: replyExpiresAt, at: now)
    }
}

extension AttendanceStore {
    /// When each phone of the roster was last heard; phones that never wrote are left out.
    package func lastHeard() throws -> [PhoneNumber: Date] {
        try read { db in
            let heard = try db.rows("SELECT phone, lastHeardAt FROM reporter WHERE lastHeardAt IS NOT NULL")
            return Dictionary(
                heard.compactMap { row in row.phone("phone").map { ($0, row["lastHeardAt"]) } },
                uniquingKeysWith: max)
        }
    }
}

extension Settlement {
    /// Whether the office should look at the text: nothing but a person can answer all of it, it is part of a loop, or
    /// we had to ask back and a cap or TP-LP kept us from it. A reading that this target does not know counts as one
    /// unless it says nothing.
    package var needsPerson: Bool {
        if isForPerson { return true }
        if case .silence(let why) = answer {
            if why == .loop || why == .tooLateToAsk { return true }
            guard let name = ReadingName(rawValue: reading) else { return false }
            return name.needsPerson || (name.asksBack && (why.isCap || why == .forbidden))
        }
        if let name = ReadingName(rawValue: reading) { return name.needsPerson }
        return report == nil
    }
}

extension [Int] {
    /// As the column `missingParts` holds it.
    fileprivate var list: String { map(String.init).joined(separator: ",") }
}

extension Database {
    fileprivate func areUnsettled(_ ids: [Int64]) throws -> Bool {
        for id in ids {
            guard let part = try row("SELECT inboundMessage FROM inboundPart WHERE id = ?", [id]),
                part["inboundMessage"] as Int64? == nil
            else { return false }
        }
        return !ids.isEmpty
    }

    fileprivate func home(_ parts: [Int64], to message: Int64) throws {
        for id in parts {
            try run("UPDATE inboundPart SET inboundMessage = ? WHERE id = ?", [message, id])
        }
    }

    fileprivate func insertMessage(
        _ parts: PartSet, _ text: InboundText, _ kind: InboundKind, _ settlement: Settlement, at now: Date
    ) throws -> Int64 {
        try run(
            """
            INSERT INTO inboundMessage (sender, phone, body, serviceCentreTime, receivedAt, settledAt, kind,
                reading, codMod, anexo, silence, tellsUnregistered, missingParts, isUnread)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                text.sender, text.phone?.e164, text.body, text.serviceCentreTime, text.receivedAt, now,
                kind.rawValue, settlement.reading, settlement.school?.codMod, settlement.school?.anexo,
                silence(settlement, text)?.rawValue, settlement.tellsUnregistered, parts.missing.list,
                needsPerson(settlement, kind, text),
            ])
        return lastInsertedRowID
    }

    fileprivate func updateMessage(
        _ message: Int64, _ parts: PartSet, _ text: InboundText, _ kind: InboundKind, _ settlement: Settlement,
        at now: Date
    ) throws {
        try run(
            """
            UPDATE inboundMessage SET body = ?, serviceCentreTime = ?, kind = ?, reading = ?, codMod = ?,
                anexo = ?, silence = ?, tellsUnregistered = max(tellsUnregistered, ?), missingParts = ?,
                completedAt = ?, isUnread = ?
            WHERE id = ?
            """,
            [
                text.body, text.serviceCentreTime, kind.rawValue, settlement.reading, settlement.school?.codMod,
                settlement.school?.anexo, silence(settlement, text)?.rawValue, settlement.tellsUnregistered,
                // Who made a report of it has seen only half of it.
                parts.missing.list, now, try needsPerson(settlement, kind, text) || isAssigned(message), message,
            ])
    }

    private func silence(_ settlement: Settlement, _ text: InboundText) -> Settlement.Silence? {
        switch settlement.answer {
        case .silence(let why): why
        // There is no number to answer to.
        case .reply: text.phone == nil ? .notAMobile : nil
        }
    }

    private func needsPerson(_ settlement: Settlement, _ kind: InboundKind, _ text: InboundText) -> Bool {
        kind.isWritten ? settlement.needsPerson : kind.needsPerson(hasText: !text.body.isEmpty)
    }

    /// All that a settlement changes beside the text itself.
    fileprivate func carryOut(
        _ settlement: Settlement, of text: InboundText, _ kind: InboundKind, _ message: Int64, isSecond: Bool,
        replyExpiresAt: Date, at now: Date
    ) throws -> SettledText {
        if let phone = text.phone {
            if let change = settlement.rosterChange { try apply(change, to: phone, at: now) }
            if let change = settlement.holdChange { try apply(change, of: phone, at: now) }
            if settlement.goesOn {
                try noteGoingOn(of: phone, in: message)
            } else if settlement.question != .keep {
                try giveUpQuestion(of: phone, for: message, at: min(text.sentAt, now))
            }
            try apply(settlement.question, of: phone, message)
            if kind.isWritten {
                try run(
                    "UPDATE reporter SET lastHeardAt = max(coalesce(lastHeardAt, ''), ?) WHERE phone = ?",
                    [text.receivedAt, phone.e164])
            }
        }
        let report = try settlement.report.map { report in
            settlement.isHistory
                ? try insert(report, .superseded, source: .sms, message: message)
                : try insertCurrent(report, source: .sms, message: message)
        }
        if let old = settlement.takesBack {
            for id in [old] + settlement.takesBackToo {
                try run("UPDATE report SET state = 'void' WHERE id = ? AND state IN ('current', 'superseded')", [id])
                // FALTA of the same text is taken back with it.
                try run(
                    """
                    UPDATE absence SET state = 'superseded'
                    WHERE state = 'current' AND inboundMessage = (SELECT inboundMessage FROM report WHERE id = ?)
                    """, [id])
            }
        }
        if let earlier = settlement.restores {
            try run("UPDATE report SET state = 'current' WHERE id = ? AND state = 'superseded'", [earlier])
        }
        if let absences = settlement.absences { try insert(absences, message: message) }
        for answer in settlement.answers { try insert(answer, message: message) }
        for earlier in settlement.saysAllOf {
            try run(
                "UPDATE inboundMessage SET wentOnIn = ?1, isUnread = 0 WHERE id = ?2 AND isUnread AND id <> ?1",
                [message, earlier])
        }
        if let proposal = settlement.proposal { try insert(proposal, message: message) }
        if let school = settlement.withdrawsProposal { try withdrawProposal(of: school) }
        var reply: Int64?
        if case .reply(let words) = settlement.answer, let phone = text.phone {
            reply = try enqueue(
                OutboundDraft(
                    recipient: phone, text: words, kind: .reply, dueAt: now, expiresAt: replyExpiresAt,
                    inReplyTo: message, isSecondReply: isSecond,
                    schools: settlement.school.map { [$0] } ?? []), at: now)
        }
        return SettledText(id: message, reportID: report, replyID: reply)
    }

    fileprivate func apply(_ change: Settlement.RosterChange, to phone: PhoneNumber, at now: Date) throws {
        switch change {
        case .optOut:
            // A refusal stays: else BAJA and then ALTA would be the way around it.
            try run(
                """
                UPDATE reporter SET statusBefore = status, status = 'optedOut', statusSince = ?
                WHERE phone = ? AND status IN ('active', 'pending', 'retired')
                """, [now, phone.e164])
            try withdrawUnasked(to: phone, reason: "optedOut")
        case .optIn:
            try run(
                """
                UPDATE reporter SET status = coalesce(statusBefore, 'active'), statusBefore = NULL,
                    statusSince = ? WHERE phone = ? AND status = 'optedOut'
                """, [now, phone.e164])
        case .apply(let name, let codMod):
            try run(
                """
                INSERT INTO reporter (phone, name, role, status, statusSince, language, appliedFor)
                VALUES (?1, ?2, 'teacher', 'pending', ?4, 'es', ?3)
                ON CONFLICT (phone) DO UPDATE SET name = ?2, status = 'pending', statusBefore = NULL,
                    statusSince = ?4, appliedFor = ?3
                WHERE status IN ('pending', 'retired', 'optedOut')
                """, [phone.e164, name, codMod, now])
        case .disown:
            try run(
                """
                UPDATE reporter SET status = 'retired', statusBefore = NULL, statusSince = ?
                WHERE phone = ? AND status = 'active'
                """, [now, phone.e164])
            try withdrawUnasked(to: phone, reason: "disowned")
        }
    }

    private func withdrawUnasked(to phone: PhoneNumber, reason: String) throws {
        try run(
            """
            UPDATE outboundMessage SET state = 'withdrawn', reason = ?
            WHERE recipient = ? AND state IN ('queued', 'held') AND kind IN ('question', 'reminder')
            """, [reason, phone.e164])
    }

    /// What the open question was about is in this text now, as far as it was answered.
    private func noteGoingOn(of phone: PhoneNumber, in message: Int64) throws {
        try run(
            """
            UPDATE inboundMessage SET wentOnIn = ?1
            WHERE id = (SELECT inboundMessage FROM openQuestion WHERE phone = ?2) AND id <> ?1
            """, [message, phone.e164])
    }

    /// Another question takes the place of the one that waits, or its day is over: a person has to read what it was
    /// about. Practice counts nowhere; for what was not answered in its time see ``leaveLapsedTexts(at:)``.
    private func giveUpQuestion(of phone: PhoneNumber, for message: Int64, at now: Date) throws {
        try leaveToPerson(
            """
            SELECT inboundMessage FROM openQuestion
            WHERE phone = ? AND inboundMessage <> ? AND NOT isTraining AND askedAt > ?
            """, [phone.e164, message, now.addingTimeInterval(-AttendanceStore.questionLifetime)])
    }

    fileprivate func apply(
        _ change: Settlement.QuestionChange, of phone: PhoneNumber, _ message: Int64
    ) throws {
        switch change {
        case .keep:
            return
        case .close:
            try run("DELETE FROM openQuestion WHERE phone = ?", [phone.e164])
        case .open(let question):
            try run(
                """
                INSERT OR REPLACE INTO openQuestion (phone, kind, codMod, anexo, day, boys, girls,
                    teachers, isTraining, askedAt, inboundMessage, said)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    phone.e164, question.kind.rawValue, question.school?.codMod, question.school?.anexo,
                    question.day.iso, question.counts.boys, question.counts.girls,
                    question.counts.teachers, question.isTraining, question.askedAt,
                    message, question.said,
                ])
        }
    }
}
