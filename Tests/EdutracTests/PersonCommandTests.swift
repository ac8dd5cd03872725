import Attendance
import Foundation
import Store
import Testing

@testable import edutrac

@Suite("export, person and purge")
struct PersonCommandTests {
    private func text(_ file: String, in office: TestOffice) throws -> String {
        try String(contentsOfFile: office.folder + "/" + file, encoding: .utf8)
    }

    @Test func `all data is written with what each column means`() async throws {
        let office = try await TestOffice().seeded()
        try office.receive("=HYPERLINK(1)", from: "987654321")
        let answer = await office.run("export", "--output", office.folder + "/datos", "--json")
        #expect(answer.code == 0, "\(answer.complaint)")
        let tables = try #require(try answer.object()["tables"] as? [[String: Any]])
        #expect(tables.contains { $0["file"] as? String == "school.csv" && $0["rows"] as? Int == 2 })
        let reporters = try text("datos/reporter.csv", in: office)
        #expect(try Data(contentsOf: URL(filePath: office.folder + "/datos/reporter.csv")).starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(reporters.hasPrefix("phone;name;role;"))
        #expect(reporters.contains("\r\n987654321;Rosa Quispe;head;active;"))
        #expect(try text("datos/inbound_message.csv", in: office).contains(";'=HYPERLINK(1);2026-05-04T09:50:00-05:00;"))
        let meanings = try text("datos/columns.csv", in: office)
        for table in ExportTable.all {
            let head = try text("datos/\(table.file)", in: office).split(separator: "\r\n")[0]
            for column in head.split(separator: ";") { #expect(meanings.contains("\(table.name.snakeCase);\(column);"), "\(table.name)") }
        }
        let again = await office.run("export", "--output", office.folder + "/datos")
        #expect(again.code == 0)
        #expect(try text("datos/reporter.csv", in: office) == reporters, "written over, not added to")
    }

    @Test func `a person gets a copy of what is kept, and it is written down`() async throws {
        let office = try await TestOffice().seeded()
        try office.receive("hola", from: "987654321")
        try office.receive("otro", from: "987654322")
        let answer = await office.run("person", "export", "987654321", "--output", office.folder + "/rosa")
        #expect(answer.code == 0, "\(answer.complaint)")
        #expect(answer.output.contains("inbound_message.csv: 1"))
        #expect(try !text("rosa/inbound_message.csv", in: office).contains("otro"))
        let trail = try await office.run("audit", "list", "--json").list()
        #expect(trail.map { $0["deed"] as? String } == ["exportPerson"])
        let strange = await office.run("person", "export", "912345678", "--output", office.folder + "/nadie")
        #expect(strange.code == 66)
        #expect(await office.run("person", "export", "12345", "--output", office.folder + "/x").code == 64)
    }

    @Test func `erasing says first what would go`() async throws {
        let office = try await TestOffice().seeded()
        try office.receive("hola", from: "987654321")
        let first = await office.run("person", "erase", "987654321")
        #expect(first.output.contains("reporter 1") && first.output.contains("repeat with --yes"))
        #expect(try await office.run("reporter", "list", "--json").list().count == 2)
        let done = await office.run("person", "erase", "987654321", "--yes", "--note", "lo pidio")
        #expect(done.output.hasPrefix("Erased what told of 987654321"), "\(done.complaint)")
        #expect(try await office.run("reporter", "list", "--json").list().count == 1)
        #expect(await office.run("person", "erase", "987654321", "--yes").code == 66)
        #expect(await office.run("inbox", "list").code == 0)
        #expect(await office.run("outbox", "list").code == 0)
        #expect(await office.run("status").output.contains("987654321") == false)
        let trail = try await office.run("audit", "list", "--json").list()
        #expect(trail.map { $0["note"] as? String } == ["lo pidio"])
    }

    @Test func `a purge says how much it would be, does it, and warns of what nobody read`() async throws {
        let office = try await TestOffice().seeded()
        try office.receive("nadie me leyo", from: "987654321")
        let late = ["--config", office.folder + "/edutrac.toml", "--clock", "2027-06-05T04:20:00-05:00"]
        let would = await TestOffice.run(late + ["purge", "--check"])
        #expect(would.output == "Would be emptied or erased: texts before 2026-05-05, 1 received and 0 sent; 0 calls; 0 people who left before 2027-03-07. Nothing was changed.")
        let done = await TestOffice.run(late + ["purge"])
        #expect(done.output.hasPrefix("Emptied or erased: texts before 2026-05-05, 1 received"))
        #expect(done.complaint.contains("nobody had read 1 of the texts"))
        #expect(await TestOffice.run(late + ["purge"]).output.hasPrefix("Nothing is older than it may be"))
        #expect(try await office.run("inbox", "list", "--json").list().map { $0["text"] as? String } == [""])
    }

    @Test func `the office decides how long`() async throws {
        let office = try await TestOffice().seeded()
        let toml = try text("edutrac.toml", in: office)
        try office.write(toml + "\n[retention]\ntext_months = 1\n", to: "edutrac.toml")
        let answer = await office.run("purge", "--json")
        #expect(try answer.object()["textsBefore"] as? String == "2026-04-04")
        try office.write(toml + "\n[retention]\ntext_months = 0\n", to: "edutrac.toml")
        #expect(await office.run("purge").code == 78)
    }
}
