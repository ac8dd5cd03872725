import Testing

@testable import ControlSocket

@Suite("Control lines")
struct ControlLinesTests {
    static let input = Array("one\n\r\ntwo\r\n\nthree\nrest".utf8)

    @Test(arguments: 1...input.count)
    func `lines are the same however the bytes are cut`(into size: Int) throws {
        var lines = ControlLines(limit: 5)
        var found: [String] = []
        for start in stride(from: 0, to: Self.input.count, by: size) {
            found += try lines.take(Self.input[start..<min(start + size, Self.input.count)]).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        #expect(found == ["one", "two", "three"])
    }

    @Test func `a line over the limit is refused`() throws {
        var lines = ControlLines(limit: 3)
        #expect(try lines.take(Array("abc\n".utf8)).count == 1)
        #expect(throws: ControlLines.TooLong()) { _ = try lines.take(Array("abcd".utf8)) }
    }
}
