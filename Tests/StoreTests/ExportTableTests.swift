import Attendance
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Tables for export")
struct ExportTableTests {
    @Test func `every column of the schema is in a table, or left out for a reason`() throws {
        let store = try AttendanceStore.inMemory()
        let known = try store.read { db in
            var known: [String: Set<String>] = [:]
            for table in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'") {
                known[table] = Set(try db.columns(in: table).map(\.name))
            }
            return known
        }
        let out = ExportTable.leftOut
        for (table, columns) in known where out[table] == nil {
            guard let exported = ExportTable.all.first(where: { $0.name == table }) else {
                Issue.record("the table \(table) is in no export, and nothing says why")
                continue
            }
            let left = columns.filter { out["\(table).\($0)"] == nil }
            #expect(Set(exported.columns.map(\.name)) == left, "\(table)")
        }
        for table in ExportTable.all { #expect(known[table.name] != nil, "\(table.name) is not in the schema") }
    }

    @Test func `each meaning is in words`() {
        for table in ExportTable.all {
            #expect(table.meaning.hasSuffix("."), "\(table.name)")
            #expect(Set(table.columns.map(\.name)).count == table.columns.count, "\(table.name)")
        }
    }

    @Test func `a phone stands only where a person can be asked for it`() {
        for table in ExportTable.all where table.columns.contains(where: { $0.kind == .phone }) {
            #expect(table.person != nil, "\(table.name)")
        }
    }

    @Test func `one person's rows are theirs alone`() throws {
        let store = try AttendanceStore.seeded()
        try store.receive("H 12 M 15 D 2", accepted(report()), at: at())
        try store.receive("hola", from: julio, at: at(10))
        var rows: [String: [[ExportTable.Value]]] = [:]
        try store.export(ExportTable.ofPeople, of: rosa) { rows[$0.name, default: []].append($1) }
        #expect(rows["reporter"]?.count == 1)
        #expect(rows["assignment"]?.count == 2)
        #expect(rows["inboundMessage"]?.count == 1)
        #expect(rows["report"]?.count == 1)
        #expect(rows["outboundMessage"]?.count == 1)
        var all = 0
        try store.export(ExportTable.all) { _, _ in all += 1 }
        #expect(all > rows.values.map(\.count).reduce(0, +))
    }
}
