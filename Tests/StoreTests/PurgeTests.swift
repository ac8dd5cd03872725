import Attendance
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// What may not be kept any longer goes; what was counted stays.
@Suite("Purge and erasure")
struct PurgeTests {
    private let store: AttendanceStore
    private static let year: TimeInterval = 366 * 86_400
    private static let ana = Signature(person: "ana", at: at(year))

    init() throws { store = try .seeded() }

    private func bounds(texts: TimeInterval = 3600, left: TimeInterval = 3600) -> PurgeBounds {
        PurgeBounds(textsBefore: at(texts), leftBefore: at(left))
    }

    /// Every value of the database that holds these words, as `table.column`.
    private func places(of words: String) throws -> [String] {
        try store.read { db in
            var found: [String] = []
            for table in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'") {
                for column in try db.columns(in: table).map(\.name) {
                    let sql = "SELECT count(*) FROM \(table) WHERE CAST(\"\(column)\" AS TEXT) LIKE ?"
                    if try Int.fetchOne(db, sql: sql, arguments: ["%\(words)%"]) ?? 0 > 0 { found.append("\(table).\(column)") }
                }
            }
            return found.sorted()
        }
    }

    /// A report of Rosa's that was answered, one of Julio's text that nobody read, a call, a question.
    private func live() throws {
        try store.receive("H 12 M 15 D 2", key: "k1", accepted(report()), at: at())
        try store.receive(
            "la profesora se fue", from: julio, key: "k2", Settlement(reading: "officeText", answer: .reply("Lo leera")), at: at(10))
        let question = draft("Cuantos asistieron?", kind: .question, step: .question)
        let id = try #require(try store.enqueue([question], at: at(20)).first.flatMap(\.self))
        try store.beginSubmitting(id, sequence: 1, of: 1, modem: "office", sim: sim, at: at(21))
        try store.finishSubmitting(id, sequence: 1, .sent(messageReference: 7), at: at(22))
    }

    /// Replies that did not leave in their time.
    private func expire() throws { _ = try store.expireOutbound(at: at(90_000)) }

    // MARK: Purge

    @Test func `old texts are empty, and reports and counts are as before`() throws {
        try live()
        try expire()
        let before = try store.counts(on: monday, in: lima)
        let found = try store.purge(bounds(), rehearsing: true, by: Self.ana)
        #expect((found.received, found.unread, found.people) == (2, 1, 0))
        #expect(try !places(of: "profesora").isEmpty, "a rehearsal changes nothing")
        let purged = try store.purge(bounds(), rehearsing: false, by: Self.ana)
        #expect(purged == found)
        for words in ["profesora", "H 12 M 15", "Recibido", "Cuantos asistieron", "PDU-"] {
            let left = try places(of: words)
            #expect(left.isEmpty, "\(words): \(left)")
        }
        #expect(try store.reports(ReportFilter(includeHistory: true)).map(\.report.phone) == [rosa])
        var after = try store.counts(on: monday, in: lima)
        after.unread = before.unread
        #expect(after == before)
        #expect(try store.inbox(unreadOnly: true, limit: 9).isEmpty)
        #expect(try store.inbox(unreadOnly: false, limit: 9).count == 2)
        let deed = try #require(try store.audit(limit: 1).first)
        #expect(deed.deed == .purge && deed.note.hasPrefix("2 texts received"))
        #expect(try store.purge(bounds(), rehearsing: false, by: Self.ana).isNothing, "twice is once")
        #expect(try store.flaws().isEmpty)
        #expect(try store.audit(limit: 9).count == 1)
    }

    @Test func `what is younger stays, and what waits to be sent`() throws {
        try live()
        let waiting = try #require(try store.enqueue([draft("espera")], at: at(30)).first.flatMap(\.self))
        #expect(try store.purge(bounds(texts: -1), rehearsing: false, by: Self.ana).isNothing)
        _ = try store.purge(bounds(), rehearsing: false, by: Self.ana)
        #expect(try store.outbox(states: [.queued], limit: 9).map(\.text).contains("espera"))
        #expect(waiting > 0)
    }

    @Test func `a part that is not settled yet is a text still to be read`() throws {
        _ = try store.keep([arrival("waits", position: part(1, of: 2))], at: at())
        _ = try store.purge(bounds(), rehearsing: false, by: Self.ana)
        #expect(try places(of: "PDU-waits") == ["inboundPart.pdu"])
    }

    @Test func `of strangers the number goes with the text`() throws {
        let stranger = phone("912345678")
        try store.receive("hola", from: stranger, at: at())
        try store.receive("hola", from: julio, at: at(1))
        try expire()
        _ = try store.purge(bounds(), rehearsing: false, by: Self.ana)
        #expect(try places(of: "912345678").isEmpty)
        #expect(try !places(of: "987654322").isEmpty, "who is in the roster is known")
    }

    @Test func `a text that comes again after the purge is the same one still`() throws {
        try store.receive("H 12 M 15 D 2", key: "same", accepted(report()), at: at())
        _ = try store.purge(bounds(), rehearsing: false, by: Self.ana)
        let again = try store.keep([arrival("same", at: at(Self.year))], at: at(Self.year))
        #expect(try store.completeTexts(at: at(Self.year), partialAfter: 0).isEmpty)
        #expect(again.count == 1)
    }

    // MARK: People who left

    @Test func `who left long ago is erased, and a list does not write to them again`() throws {
        try live()
        try store.receive("BAJA", from: julio, Settlement(reading: "optOut", answer: .reply("Listo"), rosterChange: .optOut), at: at(100))
        #expect(try store.purge(bounds(texts: -1, left: 90), rehearsing: false, by: Self.ana).people == 0)
        #expect(try store.purge(bounds(texts: -1), rehearsing: false, by: Self.ana).people == 1)
        #expect(try places(of: "987654322").isEmpty)
        #expect(try places(of: "87654322").isEmpty)
        #expect(try places(of: "Julio").isEmpty)
        let summary = try store.importReporters(
            [reporter(julio, name: "Julio Huaman", assignments: [Assignment(school: villa)])], validFrom: monday,
            retireMissing: false, at: at(200))
        #expect(summary.keptOut == [julio])
        #expect(try store.reporters(on: monday).first { $0.phone == julio }?.status == .optedOut)
        try store.receive("ALTA", from: julio, Settlement(reading: "optIn", answer: .reply("Si"), rosterChange: .optIn), at: at(300))
        #expect(try store.reporters(on: monday).first { $0.phone == julio }?.status == .active)
    }

    @Test func `who is only in no list any more comes back by a list`() throws {
        _ = try store.importReporters([reporter()], validFrom: monday, retireMissing: true, at: at(10))
        #expect(try store.purge(bounds(), rehearsing: false, by: Self.ana).people == 1)
        _ = try store.importReporters(
            [reporter(julio, name: "Julio Huaman", assignments: [Assignment(school: villa)])], validFrom: monday,
            retireMissing: false, at: at(200))
        #expect(try store.reporters(on: monday).first { $0.phone == julio }?.status == .active)
    }

    // MARK: Erasing on demand

    @Test func `nothing tells who had the phone, and reports count`() throws {
        try live()
        _ = try store.enqueue([draft("espera")], at: at(30))
        #expect(try store.isKnown(rosa))
        #expect(try store.erase(rosa, by: Self.ana))
        for words in ["987654321", "87654321", "Rosa", "H 12 M 15", "espera", "Cuantos asistieron"] {
            let left = try places(of: words)
            #expect(left.isEmpty, "\(words): \(left)")
        }
        let counts = AttendanceCounts(boys: 12, girls: 15, teachers: 2)
        #expect(try store.reports(ReportFilter()).map(\.report.content) == [.present(counts)])
        #expect(try store.reports(ReportFilter())[0].report.phone == nil)
        #expect(try store.outbox(states: nil, limit: 9).allSatisfy { $0.recipient == julio })
        #expect(try store.nextOutbound(at: at(3600), unasked: true)?.recipient == julio)
        #expect(try !store.isKnown(rosa))
        #expect(try !store.erase(rosa, by: Self.ana), "there is nothing left")
        #expect(try store.audit(limit: 9).map(\.deed) == [.erasePerson])
        #expect(try store.flaws().isEmpty)
        let who = try store.audit(limit: 1).first?.phone
        #expect(who == nil)
    }

    @Test func `the planner goes on without them`() throws {
        try live()
        let version = try store.planningVersion()
        _ = try store.erase(rosa, by: Self.ana)
        #expect(try store.planningVersion() != version)
        _ = try store.planningInputs(on: monday, at: at(60))
    }

    @Test func `on the disk nothing of the words is left either`() throws {
        let folder = try ScratchFolder()
        let path = folder.file("edutrac.sqlite")
        let store = try AttendanceStore(path: path)
        try store.seed()
        try store.receive("palabrasecreta", key: "k1", Settlement(reading: "officeText", answer: .reply("Lo leera")), at: at())
        _ = try store.erase(rosa, by: Self.ana)
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
            let octets = try Data(contentsOf: URL(filePath: path + suffix))
            #expect(octets.range(of: Data("palabrasecreta".utf8)) == nil, "\(suffix)")
            #expect(octets.range(of: Data("987654321".utf8)) == nil, "\(suffix)")
        }
    }
}
