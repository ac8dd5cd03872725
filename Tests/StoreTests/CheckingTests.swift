import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Check of the database")
struct CheckingTests {
    let store: AttendanceStore

    /// A report that was corrected, a text that was sent, a month that was closed.
    init() throws {
        store = try AttendanceStore.seeded()
        try store.receive("H12", accepted(report(12)), at: at())
        try store.receive("H13", accepted(report(13)), at: at(60))
        try store.beginSubmitting(1, sequence: 1, of: 1, modem: "m", sim: sim, at: at(60))
        try store.finishSubmitting(1, sequence: 1, .sent(messageReference: 1), at: at(61))
        try store.write { db in
            try db.run("INSERT INTO monthClosing VALUES ('2026-04', 1, ?, 'elsa')", [at()])
            try db.run("INSERT INTO monthFigures VALUES ('2026-04', 1, '9999996', 0, 1, '{}')")
        }
    }

    @Test func `an office that works has no flaws`() throws { #expect(try store.flaws() == []) }

    /// Each rule, with what breaks it.
    private static let breaches: [(String, String)] = [
        ("sentWithoutParts", "UPDATE outboundPart SET state = 'unknown'"),
        ("sentWithoutTime", "UPDATE outboundMessage SET sentAt = NULL"),
        ("deliveredTooEarly", "UPDATE outboundMessage SET state = 'delivered' WHERE id = 1"),
        ("waitsHalfSent", "UPDATE outboundMessage SET state = 'queued'; UPDATE outboundPart SET state = 'submitting'"),
        ("failedWithoutPart", "UPDATE outboundMessage SET state = 'failed' WHERE id = 1"),
        ("partsWithGap", "UPDATE outboundPart SET sequence = 2"),
        ("repeatedTwice", "UPDATE outboundMessage SET resendOf = 1, recipient = '+51987654399', inReplyTo = NULL WHERE id = 2"),
        ("replyToOther", "UPDATE outboundMessage SET recipient = '+51987654399' WHERE id = 2"),
        ("replyToNothing", "UPDATE outboundMessage SET inReplyTo = NULL WHERE id = 2"),
        ("textWithoutParts", "UPDATE inboundPart SET inboundMessage = NULL WHERE id = 1"),
        ("copyOfLater", "UPDATE inboundPart SET inboundMessage = NULL, duplicateOf = 2 WHERE id = 1"),
        (
            "statusOfNoReport",
            """
            INSERT INTO deliveryReport (inboundPart, sim, messageReference, recipient, recipientTail, status, category, receivedAt)
            VALUES (1, 's', 1, 'r', 'r', 0, 'completed', '2026-05-04 15:00:00.000')
            """
        ),
        ("momentUnreadable", "UPDATE inboundPart SET receivedAt = '04/05/2026' WHERE id = 1"),
        ("dueUnreadable", "UPDATE outboundMessage SET dueAt = '2026-05-04' WHERE id = 2"),
        ("chainWithoutEnd", "UPDATE report SET state = 'superseded'"),
        ("secondCurrent", "DROP INDEX reportCurrent; UPDATE report SET state = 'current'"),
        ("reportFromNowhere", "UPDATE report SET inboundMessage = NULL WHERE id = 1"),
        ("dayUnreadable", "UPDATE report SET day = '2026-5-4' WHERE id = 2"),
        ("monthWithoutFigures", "DELETE FROM monthFigures"),
        ("editionMissing", "INSERT INTO monthClosing VALUES ('2026-04', 3, '2026-05-04', 'elsa')"),
        ("figuresUnreadable", "UPDATE monthFigures SET figures = '{'"),
        ("thanksToOther", "INSERT INTO monthThanks VALUES ('2026-04', '9999996', 0, '+51987654399', 1)"),
        ("clockMarkMissing", "DELETE FROM clockMark"), ("planningMissing", "DELETE FROM planning"),
        ("drawingMissing", "DELETE FROM drawing"),
    ]

    @Test(arguments: breaches.map(\.0))
    func `each rule is broken by what it is about`(_ rule: String) throws {
        let sql = try #require(Self.breaches.first { $0.0 == rule }).1
        try store.write { try $0.execute(sql: sql) }
        let flaws = try store.flaws()
        #expect(flaws.contains { $0.rule == rule }, "\(flaws.map(\.rule))")
        for flaw in flaws { #expect(!flaw.words.isEmpty && !flaw.remedy.isEmpty) }
    }

    @Test func `every rule is tried here`() {
        #expect(Set(Invariant.all.map(\.name)) == Set(Self.breaches.map(\.0)))
        #expect(Invariant.all.count == Self.breaches.count)
    }

    @Test func `what refers to nothing is named with its table`() throws {
        let folder = try ScratchFolder()
        let path = folder.file("edutrac.db")
        do { try AttendanceStore(path: path).seed() }
        do {
            var configuration = Configuration()
            configuration.foreignKeysEnabled = false
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.write { try $0.execute(sql: "DELETE FROM school WHERE codMod = '9999996'") }
        }
        let flaws = try AttendanceStore(path: path).flaws()
        #expect(Set(flaws.map(\.rule)) == ["foreignKeys"])
        #expect(flaws.contains { $0.words.contains("of assignment refers to nothing in school") })
    }

    @Test func `a torn page is told by SQLite, and nothing is judged by what it says`() throws {
        let folder = try ScratchFolder()
        let path = folder.file("edutrac.db")
        do { try AttendanceStore(path: path).seed() }
        var octets = try Data(contentsOf: URL(filePath: path))
        let root = try DatabaseQueue(path: path).read {
            try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'outboundByCreation'") ?? 0
        }
        octets.replaceSubrange((root - 1) * 4096..<root * 4096, with: Data(repeating: 0x5A, count: 4096))
        try octets.write(to: URL(filePath: path))
        let flaws = try AttendanceStore(path: path).flaws()
        #expect(Set(flaws.map(\.rule)) == ["integrity"])
        #expect(flaws[0].remedy.contains("edutrac restore"))
    }
}
