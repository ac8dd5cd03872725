import Attendance
import Testing

/// However a report is written, it is read as what it says.
@Suite("A report in any style")
struct RenderedReportTests {
    private static let wednesday = SchoolDay(iso: "2026-05-06")

    @Test(arguments: 0..<10)
    func `reads back as itself`(seed: UInt64) throws {
        var random = AnyTextTests.Generator(state: seed &* 7919)
        let today = try #require(Self.wednesday)
        for _ in 0..<100 {
            let written = WrittenReport(using: &random)
            let reading = MessageGrammar().read(written.text, on: today)
            guard case .report(let head, let figures) = reading else {
                Issue.record("\(written) → \(reading.words)")
                continue
            }
            #expect(figures.inOrder == written.counts, "\(written) → \(reading.words)")
            #expect(head.day == written.day && head.school == written.school, "\(written) → \(reading.words)")
            #expect(head.isTraining == written.isTraining, "\(written) → \(reading.words)")
        }
    }

    @Test(arguments: NumberSpelling.spellings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    func `every number word is its number, beside a label and alone`(value: Int, spellings: [String]) throws {
        let today = try #require(Self.wednesday)
        for word in spellings {
            for text in ["H \(word)", "\(word) varones", "Varones: \(word.uppercased())"] {
                #expect(MessageGrammar().read(text, on: today).words == "report H\(value)", "\(text)")
            }
            #expect(MessageGrammar().read(word, on: today).words == "report -\(value)", "\(word)")
        }
    }
}

extension Figures {
    /// Labelled, or three bare numbers in the order H, M, D; nil where anything is left over.
    var inOrder: [FigureField: Int]? {
        let values = entries.compactMap { entry -> Int? in
            if case .value(let value) = entry.figure { value } else { nil }
        }
        guard values.count == 3, entries.count == 3 else { return nil }
        if bare.count == 3 { return [.boys: values[0], .girls: values[1], .teachers: values[2]] }
        let labels: [Label: FigureField] = [.boys: .boys, .girls: .girls, .teachers: .teachers]
        let fields = entries.compactMap { $0.label.flatMap { labels[$0] } }
        guard Set(fields).count == 3 else { return nil }
        return Dictionary(zip(fields, values)) { first, _ in first }
    }
}
