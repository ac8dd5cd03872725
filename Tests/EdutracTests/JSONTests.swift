import Foundation
import Testing

@testable import edutrac

@Suite("JSON")
struct JSONTests {
    @Test func `members keep their order and absent is null`() {
        let value: JSON = ["id": 3, "boys": JSON(nil as Int?), "late": JSON(false), "name": "a"]
        #expect(value.line == #"{"id":3,"boys":null,"late":false,"name":"a"}"#)
    }

    @Test func `a list has an element a line, an empty one none`() {
        #expect(JSON.list([["id": 1], ["id": 2]]).document == "[\n  {\"id\":1},\n  {\"id\":2}\n]")
        #expect(JSON.list([]).document == "[]")
    }

    @Test func `an object with lists is laid out and still the same value`() throws {
        let value: JSON = ["due": .list([["at": "x"]]), "leftOut": .list([]), "nextLook": "y"]
        let read = try JSONSerialization.jsonObject(with: Data(value.document.utf8)) as? [String: Any]
        #expect(read?.keys.sorted() == ["due", "leftOut", "nextLook"])
    }

    @Test(arguments: ["\u{0}\u{1}\u{1F}\u{7F}\u{9B}\u{2028}", "a\"b\\c/d\n\r\t", "ñ 你 👍 p̃", ""])
    func `every text survives, and none carries a control character`(_ text: String) throws {
        let line = JSON.list([.text(text)]).line
        #expect(try JSONDecoder().decode([String].self, from: Data(line.utf8)) == [text])
        #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }
}

extension JSON: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    init(integerLiteral value: Int) { self = .number(value) }
    init(stringLiteral value: String) { self = .text(value) }
}
