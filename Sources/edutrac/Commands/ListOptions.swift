import ArgumentParser
import Attendance
import Foundation
import Store

/// How much of a long list is shown.
struct LimitOption: ParsableArguments {
    /// About as much as a person reads.
    static let usual = 200

    @Option(help: ArgumentHelp("Show at most so many; tables show \(usual), JSON all.", valueName: "number"))
    var limit: Int?

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more.") }
    }

    func number(json: Bool) -> Int { limit ?? (json ? Int(Int32.max) : Self.usual) }

    /// A list that was cut must not look whole.
    func sayIfReached(_ count: Int, of things: String, _ terminal: Terminal) throws {
        guard limit == nil, count == Self.usual else { return }
        try terminal.write("The newest \(count) \(things); --limit shows more.")
    }
}

/// Which days, and which school.
struct SpanOptions: ParsableArguments {
    @Option(help: ArgumentHelp("From this day on.", valueName: "2026-05-04"))
    var from: SchoolDay?

    @Option(help: ArgumentHelp("Up to this day.", valueName: "2026-05-08"))
    var to: SchoolDay?

    @Option(help: ArgumentHelp("Only this school.", valueName: "codMod[/anexo]"))
    var school: SchoolKey?

    func validate() throws {
        if let from, let to, to < from {
            throw ValidationError("--to \(to.iso) lies before --from \(from.iso).")
        }
    }
}

extension SchoolDay: ExpressibleByArgument {
    package init?(argument: String) { self.init(iso: argument) }
}

extension SchoolKey: ExpressibleByArgument {
    /// Reads `9999996` and `9999996/1`.
    package init?(argument: String) {
        let fields = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard let code = fields.first, code.count == 7, code.allSatisfy({ ("0"..."9").contains($0) }),
            fields.count <= 2
        else { return nil }
        guard fields.count == 2 else {
            self.init(String(code))
            return
        }
        guard let anexo = Int(fields[1]), (0...99).contains(anexo) else { return nil }
        self.init(String(code), anexo: anexo)
    }

    /// The code, with its anexo where that is not 0.
    var words: String { anexo == 0 ? codMod : "\(codMod)/\(anexo)" }
}

extension Workplace {
    func schoolNames() throws -> [SchoolKey: String] {
        Dictionary(
            try store.schools(on: today).map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first })
    }
}

/// The words of an option such as `--format html,pdf`.
///
/// - Throws: where one of them is not among `all`, or there is none.
func chosenWords<Choice: Hashable>(
    _ list: String, _ option: String, _ read: (String) -> Choice?, _ all: [String]
) throws -> Set<Choice> {
    let words = list.split(separator: ",").map { $0.filter { $0 != " " } }
    let choices = words.compactMap(read)
    guard !choices.isEmpty, choices.count == words.count else {
        throw ValidationError("\(option) takes some of \(all.joined(separator: ", ")), with a comma between.")
    }
    return Set(choices)
}
