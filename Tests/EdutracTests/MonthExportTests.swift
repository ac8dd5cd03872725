import Attendance
import Foundation
import Testing

@testable import edutrac

@Suite("edutrac month export")
struct MonthExportTests {
    @Test func `writes all rows, the figures, and what the UGEL gets`() async throws {
        let office = try await TestOffice(clock: "2026-05-14T10:00:00-05:00").seeded()
        func enter(_ school: String, _ day: String, _ figures: String...) async throws {
            let answer = await office.run(["report", "enter", "--school", school, "--day", day] + figures)
            try #require(answer.code == 0, "\(answer.complaint)")
        }
        try await enter("9999996", "2026-05-04", "--boys", "12", "--girls", "15", "--teachers", "2")
        #expect(await office.run("report", "correct", "1", "--boys", "13").code == 0)
        try await enter("9999988", "2026-05-05", "--no-class", "--reason", "=SUMA(A1); \"lluvia\"")
        let folder = office.folder + "/mayo"
        let answer = await office.run("month", "export", "2026-05", "--output", folder)
        #expect(answer.output.hasPrefix("2026-05, provisional: 3 reports and 2 schools in \(folder)."))
        func table(_ name: String) throws -> [[String]] {
            let bytes = try Data(contentsOf: URL(filePath: folder + "/" + name))
            #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]) && bytes.suffix(2) == Data([0x0D, 0x0A]))
            let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
            return text.split(separator: "\r\n").map { $0.components(separatedBy: ";") }
        }
        let reports = try table("reports.csv")
        #expect(reports.map { $0[7] } == ["state", "superseded", "current", "current"])
        #expect(reports[1][9...13] == ["12", "15", "2", "27", "1"])
        let raw = try String(contentsOfFile: folder + "/reports.csv", encoding: .utf8)
        #expect(raw.contains(";\"'=SUMA(A1); \"\"lluvia\"\"\";"))
        let figures = try table("figures.csv")
        #expect(figures[2][0...2] == ["2026-05", "", "9999996-0"])
        let columns = Dictionary(uniqueKeysWithValues: zip(figures[0], figures[2]))
        #expect(columns["pupils_present"] == "28" && columns["pupils_percent"] == "93")
        #expect(columns["boys_present"] == "13")
        #expect(columns["class_days"] == "" && columns["last_year_percent"] == "")
        let ugel = try table("ugel.csv")
        #expect(ugel.allSatisfy { $0.count == 18 })
        #expect(ugel[1][4...9] == ["9999988-0", "I.E. 502 Pampa Alta", "primaria", "1", "2", "1"])
        #expect(ugel[1][10...] == ["", "", "", "sin dato", "", "", "0", "1"])
        #expect(ugel[2][10...] == ["28", "30", "93", "BIEN", "2", "2", "", ""])
    }

    @Test func `what stood in the files is gone, and a folder that may not be is told`() async throws {
        let office = try await TestOffice().seeded()
        try office.write(String(repeating: "alt;", count: 10_000), to: "ugel.csv")
        #expect(await office.run("month", "export", "2026-05", "--output", office.folder).code == 0)
        #expect(try String(contentsOfFile: office.folder + "/ugel.csv", encoding: .utf8).contains("alt;") == false)
        let mode = try FileManager.default.attributesOfItem(atPath: office.folder + "/figures.csv")[.posixPermissions]
        #expect((mode as? Int).map { $0 & 0o007 } == 0, "not for everybody")
        let answer = await office.run("month", "export", "2026-05", "--output", office.folder + "/no/such")
        #expect(answer.code == 73 && answer.complaint.contains("/no/such cannot be written"))
    }

    @Test(arguments: [
        ("lluvia", "lluvia"), ("a;b", "\"a;b\""), ("dijo \"no\"", "\"dijo \"\"no\"\"\""), ("=1+1", "'=1+1"),
        ("-5", "'-5"), ("@x", "'@x"), ("a\nb", "a b"), ("\u{202E}x", "x"), ("", ""), ("12,5", "12,5"),
    ])
    func `a field says what it says and no formula`(text: String, field: String) {
        var table = CSVText(header: ["a"])
        table.add([.text(text), .number(nil), .number(0)])
        #expect(table.document == "\u{FEFF}a\r\n\(field);;0\r\n")
    }
}
