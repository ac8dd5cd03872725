import Foundation

/// The figures of several sizes beside each other, below each the ratio to the next smaller size.
struct FigureTable {
    private struct Row {
        let key: String
        let label: String
        var digits = 2
        /// What is wanted of an office of 10,000 schools.
        var aim = ""
    }

    private static let rows = [
        Row(key: "plan idle", label: "ms to plan, nothing due", aim: "< 100"),
        Row(key: "plan due", label: "ms to plan, all questions due", aim: "< 100"),
        Row(key: "due", label: "  texts of that plan", digits: 0),
        Row(key: "plan lists", label: "ms to plan, promoters' lists due"),
        Row(key: "read", label: "ms to read what planning needs"),
        Row(key: "read and plan", label: "ms to read and plan, nothing due"),
        Row(key: "enqueue", label: "ms by the clock to queue what is due"),
        Row(key: "queued", label: "  texts in the queue", digits: 0),
        Row(key: "tidy", label: "ms to look for stale texts", digits: 3),
        Row(key: "choose", label: "ms to choose the next text", digits: 3),
        Row(key: "choose reply", label: "ms to find that no reply waits", digits: 3),
        Row(key: "nothing of mine", label: "ms to find all another modem's"),
        Row(key: "next due", label: "ms to find the next due time", digits: 3),
        Row(key: "withdraw", label: "ms by the clock to withdraw a text", digits: 3),
        Row(key: "peak", label: "MB of memory at the peak", digits: 0),
    ]

    /// By size.
    private let figures: [(schools: Double, values: [String: Double])]

    init(of path: String) throws {
        var figures: [(schools: Double, values: [String: Double])] = []
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            let fields = line.split(separator: "\t")
            guard fields.count == 2, let value = Double(fields[1]) else { throw Complaint("no figure: \(line)") }
            if fields[0] == "schools" {
                figures.append((value, [:]))
            } else if !figures.isEmpty {
                figures[figures.count - 1].values[String(fields[0])] = value
            }
        }
        self.figures = figures.sorted { $0.schools < $1.schools }
        guard !figures.isEmpty else { throw Complaint("\(path) has no figures") }
    }

    func printOut() {
        print("Planning, two reporters a school, in ms of CPU; below each how many times the next smaller size\n")
        print(line("schools", figures.map { Self.text($0.schools, 0) }, "aim at 10,000"))
        print(line("  times the smaller", ratios { $0.schools }, ""))
        for row in Self.rows {
            print(line(row.label, figures.map { $0.values[row.key].map { Self.text($0, row.digits) } ?? "-" }, row.aim))
            if row.digits > 0 || row.key == "peak" { print(line("", ratios { $0.values[row.key] }, "")) }
        }
    }

    private func ratios(_ value: ((schools: Double, values: [String: Double])) -> Double?) -> [String] {
        figures.indices.map { index in
            guard index > 0, let own = value(figures[index]), let smaller = value(figures[index - 1]), smaller > 0
            else { return "" }
            return "× " + Self.text(own / smaller, 1)
        }
    }

    private static func text(_ value: Double, _ digits: Int) -> String {
        value.formatted(.number.precision(.fractionLength(digits)).locale(Locale(identifier: "en_US_POSIX")))
    }

    private func line(_ label: String, _ figures: [String], _ aim: String) -> String {
        let cells = figures.map { String(repeating: " ", count: max(0, 12 - $0.count)) + $0 }
        let end = aim.isEmpty ? "" : "   " + aim
        return label.padding(toLength: 36, withPad: " ", startingAt: 0) + cells.joined() + end
    }
}
