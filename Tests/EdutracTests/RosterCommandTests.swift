import Foundation
import Testing

@testable import edutrac

@Suite("edutrac school, edutrac reporter")
struct RosterCommandTests {
    @Test func `an import can be listed, keeps leading zeros and can be run again`() async throws {
        let office = try TestOffice()
        let table = TestOffice.schools.replacingOccurrences(of: "9999988", with: "0099998")
        let path = try office.write(table, to: "schools.csv")
        for _ in 1...2 {
            let answer = await office.run("school", "import", path)
            #expect(answer.code == 0, "\(answer.complaint)")
        }
        let list = try await office.run("school", "list", "--json").list()
        #expect(list.map { $0["codMod"] as? String } == ["0099998", "9999996"])
        #expect(list.map { $0["anexo"] as? Int } == [0, 0])
        #expect(list.map { $0["reportingDay"] as? String } == ["tuesday", nil])
        #expect(list.allSatisfy { $0.keys.contains("community") })
    }

    @Test func `an error changes nothing and names line, column and remedy`() async throws {
        let office = try TestOffice()
        let table = TestOffice.schools.replacingOccurrences(of: ",9,11,1,", with: ",nine,11,1,")
        let answer = await office.run("school", "import", try office.write(table, to: "schools.csv"))
        #expect(answer.code == 65)
        #expect(answer.complaint.contains("schools.csv: 1 error. Nothing was changed."))
        #expect(answer.complaint.contains("line 3, boys: "))
        #expect(await office.run("school", "list").output == "Schools: none.")
    }

    @Test func `a check changes nothing`() async throws {
        let office = try TestOffice()
        let answer = await office.run(
            "school", "import", "--check", try office.write(TestOffice.schools, to: "schools.csv"))
        #expect(answer.code == 0)
        #expect(await office.run("school", "list", "--json").output == "[]")
    }

    @Test func `semicolons and Windows-1252 are read, and said`() async throws {
        let office = try TestOffice()
        let text = TestOffice.schools.replacingOccurrences(of: ",", with: ";")
            .replacingOccurrences(of: "Pampa Alta", with: "Peñas")
        let path = office.folder + "/schools.csv"
        try #require(text.data(using: .windowsCP1252)).write(to: .init(filePath: path))
        let answer = await office.run("school", "import", path)
        #expect(answer.code == 0, "\(answer.complaint)")
        #expect(answer.output.contains("Windows-1252"))
        let names = try await office.run("school", "list", "--json").list().map { $0["name"] as? String }
        #expect(names == ["I.E. 502 Peñas", "I.E. 501 Kimbiri"])
    }

    @Test func `what is missing from the file stays unless it shall be retired`() async throws {
        let office = try await TestOffice().seeded()
        let lines = TestOffice.schools.split(separator: "\n")
        let path = try office.write(lines.prefix(2).joined(separator: "\n") + "\n", to: "one.csv")
        #expect(await office.run("school", "import", path).code == 0)
        #expect(try await office.run("school", "list", "--json").list().count == 2)
        #expect(await office.run("school", "import", "--retire-missing", path).code == 0)
        // What ends today is still of today; tomorrow it is gone.
        let codes = try await TestOffice.run([
            "--config", office.folder + "/edutrac.toml", "--clock", "2026-05-05T09:55:00-05:00", "--json",
            "school", "list",
        ]).list().map { $0["codMod"] as? String }
        #expect(codes == ["9999996"])
    }

    @Test func `a check says what would be retired, and retires nothing`() async throws {
        let office = try await TestOffice().seeded()
        let lines = TestOffice.schools.split(separator: "\n")
        let path = try office.write(lines.prefix(2).joined(separator: "\n") + "\n", to: "one.csv")
        let check = await office.run("school", "import", "--check", "--retire-missing", path)
        #expect(check.code == 0)
        #expect(check.output.contains("Would be retired: 9999988."), "\(check.output)")
        #expect(try await office.run("school", "list", "--json").list().count == 2)
        #expect(await office.run("school", "import", "--retire-missing", path).output.contains("Retired: 9999988."))
    }

    @Test func `a column that is left out keeps what is stored, an empty field clears it`() async throws {
        let office = try await TestOffice().seeded()
        let short = "cod_mod,name,level,district,ugel,boys\n9999996,I.E. 501,primaria,Kimbiri,UGEL Pichari,15\n9999988,I.E. 502,primaria,Kimbiri,UGEL Pichari,\n"
        let answer = await office.run("school", "import", try office.write(short, to: "short.csv"))
        #expect(answer.code == 0, "\(answer.complaint)")
        let list = try await office.run("school", "list", "--json").list()
        #expect(list.map { $0["boys"] as? Int } == [nil, 15])
        #expect(list.map { $0["girls"] as? Int } == [11, 16])
        #expect(list.map { $0["reportingDay"] as? String } == ["tuesday", nil])
        #expect(list.map { $0["teachingForm"] as? String } == ["unidocente", "multigrado"])
        #expect(list.map { $0["cluster"] as? String } == ["Red 1", "Red 1"])
    }

    @Test func `a misspelt column is an error with what was meant`() async throws {
        let office = try TestOffice()
        let table = TestOffice.schools.replacingOccurrences(of: ",boys,", with: ",boy,")
        let answer = await office.run("school", "import", try office.write(table, to: "schools.csv"))
        #expect(answer.code == 65)
        #expect(answer.complaint.contains("line 1, boy: there is no such column. Did you mean boys?"))
    }

    @Test func `a letter stays with its school however the rows are sorted`() async throws {
        let office = try await TestOffice().seeded()
        let heading = "phone,name,role,cod_mod"
        let rows = ["987654323,Ana Ccori,head,9999996", "987654323,Ana Ccori,head,9999988"]
        for table in [rows, rows.reversed()] {
            let text = ([heading] + table).joined(separator: "\n") + "\n"
            #expect(await office.run("reporter", "import", try office.write(text, to: "people.csv")).code == 0)
            let letters = try await office.run("reporter", "list", "--json").list()
                .filter { $0["phone"] as? String == "+51987654323" }
                .map { "\($0["codMod"] ?? "")\($0["letter"] ?? "")" }
            #expect(Set(letters) == ["9999996A", "9999988B"])
        }
        // Without the other school the one that is left keeps its letter.
        let text = heading + "\n" + rows[1] + "\n"
        #expect(await office.run("reporter", "import", try office.write(text, to: "people.csv")).code == 0)
        let left = try await office.run("reporter", "list", "--json").list()
            .filter { $0["phone"] as? String == "+51987654323" }
        #expect(left.map { $0["letter"] as? String } == ["B"])
    }

    @Test func `a language without a catalogue is a warning`() async throws {
        let office = try await TestOffice().seeded()
        let text = "phone,name,role,cod_mod,language\n987654323,Ana Ccori,head,9999996,qu\n"
        let answer = await office.run("reporter", "import", try office.write(text, to: "people.csv"))
        #expect(answer.code == 0)
        #expect(answer.complaint.contains("there is no catalogue qu.toml"))
        try FileManager.default.createDirectory(atPath: office.folder + "/wording", withIntermediateDirectories: true)
        _ = try office.write("reviewed_by = \"\"\noptedOut = \"Allinmi.\"\n", to: "wording/qu.toml")
        let unread = await office.run("reporter", "import", try office.write(text, to: "people.csv"))
        #expect(unread.complaint.contains("no speaker has read qu.toml yet"))
        let spanish = text.replacing(",qu", with: ",es")
        #expect(await office.run("reporter", "import", try office.write(spanish, to: "people.csv")).complaint.isEmpty)
    }

    @Test func `people are listed by school`() async throws {
        let office = try await TestOffice().seeded()
        let list = try await office.run("--json", "reporter", "list").list()
        #expect(list.map { $0["phone"] as? String } == ["+51987654321", "+51987654322"])
        #expect(list.map { $0["codMod"] as? String } == ["9999996", "9999988"])
        #expect(list.map { $0["status"] as? String } == ["active", "active"])
    }

    @Test(arguments: [
        ("2026-03-16,2026-03-17", 65), ("16/03/2026,", 65), ("2026-03-16,2026-03-16", 0), (",", 0),
    ] as [(String, Int32)])
    func `a table holds from one day`(_ days: String, _ code: Int32) async throws {
        let office = try TestOffice()
        let columns: [String] = ["valid_from"] + days.components(separatedBy: ",")
        let lines = TestOffice.schools.split(separator: "\n")
        let table = zip(lines, columns).map { "\($0),\($1)" }.joined(separator: "\n") + "\n"
        let answer = await office.run("school", "import", try office.write(table, to: "schools.csv"))
        #expect(answer.code == code, "\(answer.complaint)")
    }

    @Test(arguments: [("missing.csv", 66), (".", 66)] as [(String, Int32)])
    func `a file that is not there is said`(_ name: String, _ code: Int32) async throws {
        let office = try TestOffice()
        let answer = await office.run("school", "import", office.folder + "/" + name)
        #expect(answer.code == code)
        #expect(answer.complaint.hasPrefix("edutrac: "))
    }
}
