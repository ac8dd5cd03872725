import Foundation
import Testing

@testable import Store

@Suite("Names and number of backups")
struct BackupNameTests {
    private static func name(_ moment: String) throws -> BackupName {
        try #require(BackupName(file: "edutrac-\(moment).sqlite"), "\(moment)")
    }

    @Test func `a backup is named by the office's clock`() throws {
        let name = BackupName(at: at(), in: lima)
        #expect(name.file == "edutrac-2026-05-04T1000.sqlite")
        #expect(BackupName(file: name.file) == name)
    }

    @Test(arguments: [
        "edutrac.sqlite", "edutrac-2026-05-04T1000.sqlite.draft", "edutrac-2026-05-04.sqlite", "edutrac-2026-02-30T1000.sqlite",
        "edutrac-2026-05-04T2460.sqlite", "edutrac-2026-05-04T10000.sqlite", "backup-2026-05-04T1000.sqlite", "",
    ])
    func `what is no backup is left alone`(_ file: String) { #expect(BackupName(file: file) == nil) }

    @Test func `of days, weeks and months the newest of each is kept`() throws {
        let rules = BackupRules(daily: 3, weekly: 2, monthly: 2)
        // Friday the 27th; weeks begin on a Monday.
        let names = try [
            "2026-11-27T0310", "2026-11-27T1500", "2026-11-26T0310", "2026-11-25T0310", "2026-11-24T0310", "2026-11-20T0310",
            "2026-11-19T0310", "2026-10-31T0310", "2026-10-30T0310", "2026-09-30T0310",
        ].map(Self.name)
        let gone = rules.obsolete(names, sparing: try Self.name("2026-11-27T1500"))
        #expect(
            gone.map(\.moment) == [
                "2026-11-27T0310", "2026-11-24T0310", "2026-11-19T0310", "2026-10-30T0310", "2026-09-30T0310",
            ])
    }

    @Test func `a computer that was off for months loses none, and the new one stays whatever the clock says`() throws {
        let rules = BackupRules(daily: 2, weekly: 0, monthly: 0)
        let old = try ["2026-03-02T0310", "2026-03-03T0310"].map(Self.name)
        let early = try Self.name("1970-01-01T0001")
        #expect(rules.obsolete(old + [early], sparing: early) == [])
        let new = try Self.name("2026-11-27T0310")
        #expect(rules.obsolete(old + [new], sparing: new) == [old[0]])
    }
}
