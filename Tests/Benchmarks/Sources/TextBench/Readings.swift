import Attendance
import Foundation
import MallocCount

/// How many texts the grammar reads in a second.
struct Readings {
    private let texts: [String]

    /// - Parameter path: `Readings.tsv` of the grammar's test: text, tab, reading.
    init(table path: String) throws {
        texts = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { row -> String? in
            let fields = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard !row.hasPrefix("#"), fields.count == 2 else { return nil }
            return String(fields[0].replacing("\\n", with: "\n"))
        }
        guard texts.count > 100 else { throw Complaint("\(path) has only \(texts.count) texts") }
    }

    func measure() throws {
        guard let day = SchoolDay(iso: "2026-05-06") else { throw Complaint("no day") }
        print("Reading what people write, on one core\n")
        let longest = texts.max { $0.utf8.count < $1.utf8.count } ?? ""
        for (name, texts) in [
            ("all \(texts.count) texts of the table", texts), ("H 12 M 15 D 2", ["H 12 M 15 D 2"]),
            ("its longest text", [longest])
        ] {
            let (rate, allocations) = Self.measure(texts, on: day)
            TextBench.row("readings a second, \(name)", rate, digits: 0)
            TextBench.row("allocations of each", allocations, digits: 1)
        }
    }

    /// The best of several rounds: what disturbs only makes slower.
    private static func measure(_ texts: [String], on day: SchoolDay) -> (rate: Double, allocations: Double) {
        let grammar = MessageGrammar()
        let rounds = max(1, 20_000 / texts.count)
        let count = Double(rounds * texts.count)
        var best = Duration.seconds(1_000_000)
        var allocations: UInt = 0
        var empty = 0
        for _ in 0..<7 {
            let before = malloc_count()
            let time = ContinuousClock().measure {
                for _ in 0..<rounds {
                    for text in texts where grammar.read(text, on: day) == .empty { empty += 1 }
                }
            }
            allocations = malloc_count() - before
            best = min(best, time)
        }
        precondition(empty < 7 * Int(count), "nothing was read")
        return (count / (best / .seconds(1)), Double(allocations) / count)
    }
}
