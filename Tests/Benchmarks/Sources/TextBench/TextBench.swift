import Foundation

/// `TextBench readings FILE` measures the grammar on the table of its test; `TextBench answers FOLDER` one text at a
/// time from the committed part to the committed reply, on a database in that folder.
@main
struct TextBench {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { throw Complaint("usage: TextBench readings FILE | answers FOLDER") }
        switch arguments[1] {
        case "readings": try Readings(table: arguments[2]).measure()
        case "answers": try Answers(in: arguments[2]).measure()
        default: throw Complaint("no command \(arguments[1])")
        }
    }

    /// A line of a table, the figure flush right.
    static func row(_ label: String, _ figure: Double, digits: Int) {
        let shown = figure.formatted(
            .number.precision(.fractionLength(digits)).locale(Locale(identifier: "en_US_POSIX")))
        print(
            label.padding(toLength: 50, withPad: " ", startingAt: 0)
                + String(repeating: " ", count: max(0, 14 - shown.count)) + shown)
    }
}

struct Complaint: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
