import Attendance
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Copy before a migration")
struct DatabaseCopyTests {
    let folder: ScratchFolder
    let path: String
    let copy: String

    init() throws {
        folder = try ScratchFolder()
        path = folder.file("edutrac.db")
        copy = path + ".before-2031-01"
    }

    private static var later: DatabaseMigrator {
        var migrator = DatabaseFile.migrator
        migrator.registerMigration("2031-01 later") { try $0.execute(sql: "ALTER TABLE school ADD COLUMN bus TEXT") }
        return migrator
    }

    private func migrate() throws {
        let pool = try DatabasePool(path: path)
        try DatabaseFile.migrate(pool, path: path, by: Self.later)
        let columns = try pool.read { try $0.columns(in: "school").map(\.name) }
        #expect(columns.contains("bus"))
        try pool.close()
    }

    /// Whole ones and drafts; the write-ahead log of the database is not among them.
    private var copies: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix("edutrac.db.") } }
    }

    @Test
    func `a database that holds something is copied before its schema changes`() throws {
        do { try AttendanceStore(path: path).seed() }
        try migrate()
        #expect(try copies == ["edutrac.db.before-2031-01"])
        #expect(throws: StoreError.newerSchema(path: path)) { try AttendanceStore(path: path) }
        let before = try AttendanceStore(path: copy)
        #expect(try before.schools(on: monday).map(\.key) == [villa, kimbiri])
    }

    @Test
    func `what is still in the write-ahead log is in the copy`() throws {
        let daemon = try AttendanceStore(path: path)
        try daemon.seed()
        try migrate()
        #expect(try AttendanceStore(path: copy).reporters(on: monday).map(\.phone) == [rosa, julio])
        withExtendedLifetime(daemon) {}
    }

    @Test
    func `a new database is not copied, nor one that is up to date`() throws {
        try migrate()
        try migrate()
        #expect(try copies == [])
    }

    @Test
    func `a second process does not put the new schema in place of the copy`() throws {
        do { try AttendanceStore(path: path).seed() }
        try migrate()
        let pool = try DatabasePool(path: path)
        try DatabaseCopy.make(of: pool, path: path, before: "2031-01 later")
        try pool.close()
        #expect(try AttendanceStore(path: copy).schools(on: monday).count == 2)
    }

    @Test
    func `without a copy nothing is changed, and no half of one stays`() throws {
        do { try AttendanceStore(path: path).seed() }
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        #expect(throws: StoreError.self) { try migrate() }
        #expect(try AttendanceStore(path: path).schools(on: monday).count == 2)
        #expect(try copies == ["edutrac.db.before-2031-01"])
    }
}
