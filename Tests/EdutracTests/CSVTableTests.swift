import Attendance
import Testing

@testable import edutrac

@Suite("CSV as offices have it")
struct CSVTableTests {
    static func rows(_ text: String) throws -> [[String]] {
        try CSVTable(text, named: "t.csv").rows.map(\.fields)
    }

    @Test(arguments: [
        "cod_mod,name\n0009996,Pampa\n", "cod_mod;name\n0009996;Pampa\n", "cod_mod;name\r\n0009996;Pampa\r\n",
        "cod_mod;name\r0009996;Pampa", "COD_MOD , Name\n 0009996 ,\" Pampa \"\n\n,\n", "cod_mod;name;;\n0009996;Pampa;;\n;;;\n",
    ])
    func `separator, line ends, spaces and blank rows do not matter`(_ text: String) throws {
        let table = try CSVTable(text, named: "t.csv")
        #expect(table.header == ["cod_mod", "name"])
        #expect(table.rows.map(\.fields) == [["0009996", "Pampa"]])
        #expect(table.rows.map(\.line) == [2])
        #expect(table.problems.isEmpty)
    }

    @Test func `the line that Excel writes for itself is no heading`() throws {
        let table = try CSVTable("sep=;\r\na;b\r\n1;2,5\r\n", named: "t.csv")
        #expect(table.header == ["a", "b"])
        #expect(table.rows.map(\.fields) == [["1", "2,5"]])
        #expect(table.rows.map(\.line) == [3])
    }

    @Test func `a quoted field keeps separators and quotation marks`() throws {
        #expect(try Self.rows("a,b\n\"x, \"\"y\"\"\",2\n") == [["x, \"y\"", "2"]])
    }

    @Test func `lines are those of the file, blank ones counted`() throws {
        let table = try CSVTable("a,b\n\n1,2\n\n\n3,4", named: "t.csv")
        #expect(table.rows.map(\.line) == [3, 6])
    }

    @Test func `a short row ends in empty fields`() throws {
        #expect(try Self.rows("a,b,c\n1\n1,2,\n") == [["1", "", ""], ["1", "2", ""]])
    }

    @Test func `too many fields name the line`() throws {
        let table = try CSVTable("a,b\n1,2,\n1,2,3\n", named: "t.csv")
        #expect(table.rows.map(\.fields) == [["1", "2"]])
        #expect(table.problems.map(\.line) == [3])
    }

    @Test func `an unclosed quotation mark is found where it stands`() throws {
        let table = try CSVTable("a,b\n1,2\n3,\"4\n5,6\n", named: "t.csv")
        #expect(table.problems.map(\.line) == [3])
        #expect(table.problems.map(\.column) == ["b"])
    }

    @Test(arguments: [
        ("a,b\n1,2\nx \"y\" z,3\n", "line 3"), ("a\tb\n1\t2\n", "tabs"), ("\n1,2\n", "heading"), ("", "heading"),
    ])
    func `what is no such table is refused in words`(_ text: String, _ word: String) throws {
        let complaint = #expect(throws: Complaint.self) { try CSVTable(text, named: "t.csv") }
        #expect(complaint?.text.contains(word) == true)
        #expect(complaint?.code == .badData)
    }

    @Test func `a column can be taken out`() throws {
        var table = try CSVTable("a,valid_from,b\n1,2026-03-16,2\n", named: "t.csv")
        #expect(table.take(column: "valid_from")?.map(\.value) == ["2026-03-16"])
        #expect(table.header == ["a", "b"])
        #expect(table.rows.map(\.fields) == [["1", "2"]])
        #expect(table.take(column: "valid_from") == nil)
    }
}

@Suite("Text of an office's file")
struct OfficeTextTests {
    static let utf8 = Array("Señal á".utf8)
    static let windows: [UInt8] = [0x53, 0x65, 0xF1, 0x61, 0x6C, 0x20, 0xE1]

    @Test(arguments: [
        (utf8, OfficeText.Encoding.utf8), ([0xEF, 0xBB, 0xBF] + utf8, .utf8), (windows, .windows1252),
    ])
    func `UTF-8 with and without its mark and Windows-1252 read alike`(
        _ bytes: [UInt8], _ encoding: OfficeText.Encoding
    ) throws {
        let text = try OfficeText(bytes, named: "t.csv")
        #expect(text.text == "Señal á")
        #expect(text.encoding == encoding)
    }

    @Test func `the signs of Windows-1252 above 7F are its own`() throws {
        #expect(try OfficeText([0x80, 0x93, 0x94, 0x96], named: "t.csv").text == "€“”–")
    }

    @Test(arguments: [
        ([0x50, 0x4B, 0x03, 0x04, 0x14], "workbook"), ([0xFF, 0xFE, 0x61, 0x00], "UTF-16"),
        ([0x61, 0x00, 0x62], "UTF-8"), ([0x61, 0x0A, 0xF1, 0x81], "line 2"),
    ] as [([UInt8], String)])
    func `what is no text is refused in words`(_ bytes: [UInt8], _ word: String) {
        let complaint = #expect(throws: Complaint.self) { try OfficeText(bytes, named: "t.csv") }
        #expect(complaint?.text.contains(word) == true)
    }
}
