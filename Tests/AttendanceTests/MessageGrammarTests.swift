import Attendance
import Testing

@Suite("Message grammar")
struct MessageGrammarTests {
    static let wednesday = SchoolDay(iso: "2026-05-06")

    @Test
    func `the table of texts is there`() throws {
        #expect(try ReadingCase.all().count >= 380)
    }

    @Test(arguments: try ReadingCase.all())
    func `reads as the table says`(example: ReadingCase) throws {
        let reading = MessageGrammar().read(example.text, on: try #require(Self.wednesday))
        #expect(reading.words == example.reading)
    }
}
