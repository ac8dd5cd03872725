import Foundation

/// `PlannerBench measure FOLDER SCHOOLS` makes an office of that size on a database in the folder and prints what was
/// measured, a figure a line; `PlannerBench table FILE` makes a table of the figures of several sizes. One process a
/// size, because the peak of memory is one of a process.
@main
struct PlannerBench {
    static func main() throws {
        let arguments = CommandLine.arguments
        switch (arguments.dropFirst().first, arguments.count) {
        case ("measure", 4):
            guard let schools = Int(arguments[3]), schools > 0 else {
                throw Complaint("\(arguments[3]) is no number of schools")
            }
            try Measuring(schools: schools, in: arguments[2]).run()
        case ("table", 3): try FigureTable(of: arguments[2]).printOut()
        default: throw Complaint("usage: PlannerBench measure FOLDER SCHOOLS | table FILE")
        }
    }
}

struct Complaint: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
