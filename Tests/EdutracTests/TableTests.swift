import Testing

@testable import edutrac

@Suite("Table")
struct TableTests {
    static let table = Table(
        [.init("id", isNumber: true), .init("name", .cut), .init("text", .wrap)],
        rows: [
            ["1", "Rosa Quispe", "H 12 M 15 D 2"],
            ["10", nil, "Cuantos asistieron? Responda asi: H 12 M 15 D 2 (H hombres, M mujeres, D docentes)."],
        ])

    @Test func `numbers stand to the right and what is absent is a hyphen`() {
        let table = Table([.init("id", isNumber: true), .init("name")], rows: [["7", "a"], ["10", nil]])
        #expect(table.lines(width: 80) == ["id  name", " 7  a", "10  -"])
    }

    @Test(arguments: 20...120)
    func `no line is wider than the terminal`(_ width: Int) {
        for line in Self.table.lines(width: width) { #expect(line.displayWidth <= width, "\(line)") }
    }

    @Test(arguments: 20...120)
    func `what may wrap is all there`(_ width: Int) {
        // A word that is wider than its column is broken.
        let all = Self.table.lines(width: width).joined().filter { $0 != " " }
        #expect(all.filter(\.isUppercase).contains("CRHMDHMD"))
        if width >= 40 { #expect(all.contains("mujeres,")) }
    }

    @Test func `a table too narrow for columns becomes blocks that lose nothing`() {
        let table = Table([.init("codMod"), .init("phone")], rows: [["9999996", "987654321"]])
        #expect(table.lines(width: 12) == ["codMod  9999996", "phone   98765432", "        1"])
    }

    @Test func `a text cannot move the cursor or turn the writing`() {
        let table = Table([.init("text")], rows: [["a\u{1B}[2Jb\nc\u{202E}d\u{9B}"]])
        #expect(table.lines(width: 80).last == "a?[2Jb cd?")
    }

    @Test(arguments: [
        ("Quispe", 6), ("Ñahui", 5), ("n\u{303}", 1), ("你好", 4), ("👍", 2), ("p̃", 1), ("", 0), ("한국", 4),
    ])
    func `width counts columns, not characters`(_ text: String, _ width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test(arguments: [
        ("Pampa Alta", 10, "Pampa Alta"), ("Pampa Alta", 9, "Pampa Al…"), ("你好吗", 5, "你好…"), ("你好吗", 4, "你…"),
        ("ab", 1, "…"),
    ])
    func `what is cut ends in a mark`(_ text: String, _ width: Int, _ expected: String) {
        #expect(text.cut(to: width) == expected)
    }

    @Test(arguments: [
        ("uno dos tres", 8, ["uno dos", "tres"]), ("abcdefgh", 3, ["abc", "def", "gh"]), ("", 5, [""]),
        ("a  b", 5, ["a b"]),
    ])
    func `lines break between words where possible`(_ text: String, _ width: Int, _ lines: [String]) {
        #expect(text.wrapped(to: width) == lines)
    }
}

@Suite("Terminal")
struct TerminalTests {
    @Test(arguments: [
        ([:], nil, 80), (["COLUMNS": "60"], nil, 60), (["COLUMNS": "60"], 132, 60), ([:], 132, 132),
        (["COLUMNS": "wide"], 100, 100), (["COLUMNS": "0"], nil, 80),
    ] as [([String: String], Int?, Int)])
    func `COLUMNS counts before the window and the window before 80`(
        _ environment: [String: String], _ window: Int?, _ width: Int
    ) {
        #expect(Terminal.width(environment: environment, window: window) == width)
    }

    @Test(arguments: [
        ([:], true, true), ([:], false, false), (["NO_COLOR": "1"], true, false), (["NO_COLOR": ""], true, true),
        (["TERM": "dumb"], true, false),
    ] as [([String: String], Bool, Bool)])
    func `colours need a terminal and no NO_COLOR`(
        _ environment: [String: String], _ isTerminal: Bool, _ expected: Bool
    ) {
        #expect(Terminal.isStyled(environment: environment, isTerminal: isTerminal) == expected)
    }
}
