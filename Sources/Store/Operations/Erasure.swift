package import Attendance
import Crypto
import Foundation
import GRDB

// Forgetting a person: number, name and words go, what was counted stays.
extension AttendanceStore {
    /// Erases all that tells who had this phone: the reporter, their texts and ours to them, calls, and their number
    /// wherever it stands. Reports, absences and answers stay and count; texts that wait are not sent. Whoever asked for
    /// no more texts is known by a digest, so that a list that still names them does not begin anew.
    ///
    /// - Returns: false where nothing of that phone was kept.
    package func erase(_ phone: PhoneNumber, by signature: Signature) throws -> Bool {
        guard try isKnown(phone) else { return false }
        try overwriting {
            try write { db in
                try db.erase(phone, at: signature.at)
                try db.audit(.erasePerson, by: signature)
            }
        }
        return true
    }

    /// That somebody has a copy of all that is kept about that phone.
    package func noteExport(of phone: PhoneNumber, by signature: Signature) throws {
        try write { try $0.audit(.exportPerson, phone: phone, by: signature) }
    }

    /// Whether anything of that phone is kept.
    package func isKnown(_ phone: PhoneNumber) throws -> Bool {
        try read { db in
            try ExportTable.ofPeople.contains { table in
                try db.row("SELECT 1 FROM \(table.name) WHERE \(table.person ?? "0") LIMIT 1", [phone.e164]) != nil
            }
        }
    }
}

extension Database {
    /// Who sent BAJA, was refused or is in no list any more, since before a moment.
    func whoLeft(before moment: Date) throws -> [PhoneNumber] {
        try values(
            """
            SELECT phone FROM reporter WHERE status IN ('optedOut', 'refused', 'retired') AND statusSince < ?
            ORDER BY phone
            """, [moment]
        ) { try $0.phone(at: 0) }
    }

    func erase(_ phone: PhoneNumber, at now: Date) throws {
        try keepOutIfAsked(phone, at: now)
        let ours = "SELECT id FROM outboundMessage WHERE recipient = ?1"
        for statement in [
            "UPDATE outboundMessage SET state = 'withdrawn', reason = 'erased' WHERE recipient = ?1 AND state IN ('queued', 'held')",
            "UPDATE deliveryReport SET recipient = '', recipientTail = '' WHERE message IN (\(ours))",
            "UPDATE outboundPart SET recipientTail = '' WHERE message IN (\(ours))",
            "DELETE FROM monthThanks WHERE phone = ?1",
            "DELETE FROM openQuestion WHERE phone = ?1",
            "DELETE FROM enrolmentProposal WHERE phone = ?1",
            "UPDATE outboundMessage SET text = '', recipient = 'erased:' || id WHERE recipient = ?1",
            "UPDATE inboundMessage SET body = '', isUnread = 0, sender = '', phone = NULL WHERE phone = ?1",
            """
            UPDATE inboundPart SET pdu = '', textKey = NULL, bodyKey = NULL, sender = '', phone = NULL
            WHERE phone = ?1 AND (inboundMessage IS NOT NULL OR duplicateOf IS NOT NULL)
            """,
            "UPDATE missedCall SET number = NULL, phone = NULL WHERE phone = ?1",
            "UPDATE report SET phone = NULL WHERE phone = ?1",
            "UPDATE absence SET phone = NULL WHERE phone = ?1",
            "UPDATE answer SET phone = NULL WHERE phone = ?1",
            "UPDATE hold SET phone = NULL WHERE phone = ?1",
            "UPDATE audit SET phone = NULL WHERE phone = ?1",
            "DELETE FROM assignment WHERE phone = ?1",
            "DELETE FROM reporter WHERE phone = ?1",
        ] {
            try run(statement, [phone.e164])
        }
        try run(
            "UPDATE deliveryReport SET recipient = '', recipientTail = '' WHERE recipientTail = ?", [phone.e164.numberTail])
    }

    // MARK: Who wants no texts

    private func keepOutIfAsked(_ phone: PhoneNumber, at now: Date) throws {
        let leaving = try count(
            "SELECT count(*) FROM reporter WHERE phone = ? AND status IN ('optedOut', 'refused')", [phone.e164])
        guard leaving > 0 else { return }
        try run("INSERT OR IGNORE INTO keptOut (digest, since) VALUES (?, ?)", [try digest(of: phone), now])
    }

    /// Whoever was erased after BAJA comes back by a list as one who has sent BAJA; their ALTA brings them in.
    func keepOut(_ phone: PhoneNumber, at now: Date) throws {
        try run("DELETE FROM keptOut WHERE digest = ?", [try digest(of: phone)])
        guard changesCount > 0 else { return }
        try run(
            "UPDATE reporter SET status = 'optedOut', statusBefore = 'active', statusSince = ? WHERE phone = ?",
            [now, phone.e164])
    }

    /// Nine digits are soon tried out, so that the key is as secret as the database: enough for who has only a copy of
    /// this table.
    private func digest(of phone: PhoneNumber) throws -> String {
        let salt: String = try row("SELECT salt FROM drawing")?["salt"] ?? ""
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("kept out \(phone.e164)".utf8), using: SymmetricKey(data: Data(salt.utf8)))
        return code.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
