import Attendance

/// Takes the keys of one table out, typed, with a default each, and collects what is wrong.
///
/// What was not taken out when ``finish()`` is called is an unknown key.
final class TableReader {
    /// Problems of a whole file.
    final class Findings {
        let file: TOMLFile
        private(set) var problems: [ConfigurationError.Problem] = []

        init(_ file: TOMLFile) { self.file = file }

        func add(_ key: String?, _ message: String, _ remedy: String) {
            problems.append(
                .init(
                    file: file.path, line: key.flatMap { line(of: $0) }, key: key, message: message,
                    remedy: remedy))
        }

        /// Problems that were found elsewhere.
        func add(_ others: [ConfigurationError.Problem]) { problems += others }

        /// The line of a key, or of the table it is in.
        private func line(of key: String) -> Int? {
            var key = key[...]
            while !key.isEmpty {
                if let line = file.lines[String(key)] { return line }
                guard let cut = key.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
                key = key[..<cut]
            }
            return nil
        }

        func throwAny() throws(ConfigurationError) {
            if !problems.isEmpty { throw ConfigurationError(problems) }
        }
    }

    let findings: Findings
    let path: String
    private var rest: [String: TOMLNode]
    private var known: [String] = []

    init(_ values: [String: TOMLNode], path: String, _ findings: Findings) {
        rest = values
        self.path = path
        self.findings = findings
    }

    func key(_ name: String) -> String { path.isEmpty ? name : path + "." + name }

    func complain(_ name: String, _ message: String, _ remedy: String) {
        findings.add(key(name), message, remedy)
    }

    private func take(_ name: String) -> TOMLNode? {
        known.append(name)
        return rest.removeValue(forKey: name)
    }

    private func wrongKind(_ name: String, _ node: TOMLNode, _ remedy: String) {
        complain(name, "This is \(node.kind).", remedy)
    }

    /// An empty table when it is not there.
    func table(_ name: String) -> TableReader {
        optionalTable(name) ?? TableReader([:], path: key(name), findings)
    }

    func optionalTable(_ name: String) -> TableReader? {
        switch take(name) {
        case nil: return nil
        case .table(let values): return TableReader(values, path: key(name), findings)
        case let node?:
            wrongKind(name, node, "It must be a table: [\(key(name))] on a line of its own, its keys below.")
            return nil
        }
    }

    /// The tables of `[[name]]`, or of a list of inline tables.
    func tables(_ name: String) -> [TableReader] {
        switch take(name) {
        case nil: return []
        case .array(let nodes):
            return nodes.enumerated().compactMap { index, node in
                guard case .table(let values) = node else {
                    wrongKind("\(name)[\(index)]", node, "Each must be a table.")
                    return nil
                }
                return TableReader(values, path: "\(key(name))[\(index)]", findings)
            }
        case let node?:
            wrongKind(name, node, "Write [[\(key(name))]], with two brackets, before each.")
            return []
        }
    }

    func text(_ name: String) -> String? {
        switch take(name) {
        case nil: return nil
        case .text(let text) where text.allSatisfy({ $0 == " " }):
            complain(name, "It is empty.", "Fill it in, or remove the line.")
            return nil
        case .text(let text): return text
        case let node?:
            wrongKind(name, node, "Put the value in double quotes.")
            return nil
        }
    }

    /// The text of a key that is not taken out by this.
    func peekText(_ name: String) -> String? {
        if case .text(let text) = rest[name] { text } else { nil }
    }

    /// - Parameters:
    ///   - what: what the value is, for the error: `time of day`.
    ///   - example: a right value.
    func value<Value>(
        _ name: String, _ what: String, example: String, _ read: (String) -> Value?
    ) -> Value? {
        guard let text = text(name) else { return nil }
        if let value = read(text) { return value }
        complain(name, "\"\(text)\" is no \(what).", "Write it as \"\(example)\".")
        return nil
    }

    /// A value that must not be repeated in an error.
    func secret(_ name: String, _ remedy: String, _ isRight: (String) -> Bool) -> String? {
        switch take(name) {
        case nil: return nil
        case .text(let text) where isRight(text): return text
        default:
            complain(name, "This cannot be right.", remedy)
            return nil
        }
    }

    func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
        switch take(name) {
        case nil: return nil
        case .integer(let number) where range.contains(number): return number
        case .integer(let number):
            complain(
                name, "\(number) is out of range.",
                "Give a number from \(range.lowerBound) to \(range.upperBound).")
            return nil
        case let node?:
            wrongKind(
                name, node,
                "Write a whole number from \(range.lowerBound) to \(range.upperBound), without quotes.")
            return nil
        }
    }

    /// A number with or without decimals.
    func amount(_ name: String, in range: ClosedRange<Double>) -> Double? {
        let number: Double
        switch take(name) {
        case nil: return nil
        case .integer(let whole): number = Double(whole)
        case .decimal(let given): number = given
        case let node?:
            wrongKind(name, node, "Write a number such as 12.5, without quotes.")
            return nil
        }
        guard range.contains(number) else {
            complain(
                name, "\(number) is out of range.", "Give a number from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return number
    }

    func flag(_ name: String) -> Bool? {
        switch take(name) {
        case nil: return nil
        case .flag(let flag): return flag
        case let node?:
            wrongKind(name, node, "Write true or false, without quotes.")
            return nil
        }
    }

    /// A list of words.
    func words(_ name: String, among allowed: [String]) -> [String]? {
        switch take(name) {
        case nil: return nil
        case .array(let nodes):
            return nodes.compactMap { node in
                if case .text(let word) = node, allowed.contains(word) { return word }
                let given = node.word.map { "\"\($0)\"" } ?? node.kind
                let near = node.word.flatMap { Self.nearest(to: $0, in: allowed) }.map { "Did you mean \"\($0)\"? " }
                complain(
                    name, "\(given) cannot stand here.",
                    "\(near ?? "")Known are: \(allowed.joined(separator: ", ")).")
                return nil
            }
        case let node?:
            wrongKind(name, node, "Write a list: \(name) = [\"\(allowed.first ?? "")\"].")
            return nil
        }
    }

    /// A list of texts of one shape.
    ///
    /// - what, example: as for ``value(_:_:example:_:)``.
    func list(_ name: String, _ what: String, example: String, _ isRight: (String) -> Bool) -> [String]? {
        switch take(name) {
        case nil: return nil
        case .array(let nodes):
            return nodes.compactMap { node in
                if case .text(let text) = node, isRight(text) { return text }
                var given = "This is \(node.kind), and"
                if case .text(let text) = node { given = "\"\(text)\"" }
                complain(name, "\(given) is no \(what).", "Write it as \(name) = [\"\(example)\"].")
                return nil
            }
        case let node?:
            wrongKind(name, node, "Write a list: \(name) = [\"\(example)\"].")
            return nil
        }
    }

    /// The names of keys that nobody has taken out, in their order.
    var remainingNames: [String] { rest.keys.sorted() }

    /// `2026-05-04`, with or without quotes.
    func day(_ name: String) -> SchoolDay? {
        switch take(name) {
        case nil: return nil
        case .day(let day): return day
        case .text(let text):
            if let day = SchoolDay(iso: text) { return day }
            complain(name, "\"\(text)\" is no day.", "Write it as 2026-05-04.")
            return nil
        case let node?:
            wrongKind(name, node, "Write a day as 2026-05-04.")
            return nil
        }
    }

    /// All keys with text values, whatever their names.
    func texts() -> [String: String] {
        var texts: [String: String] = [:]
        for (name, node) in rest {
            if case .text(let text) = node {
                texts[name] = text
            } else {
                wrongKind(name, node, "Put the value in double quotes.")
            }
        }
        rest = [:]
        return texts
    }

    /// Complains about every key that nobody asked for.
    func finish() {
        for name in rest.keys.sorted() {
            let remedy: String
            if let near = Self.nearest(to: name, in: known) {
                remedy = "Did you mean `\(near)`?"
            } else {
                remedy = "Remove it. Known here: \(known.map { "`\($0)`" }.joined(separator: ", "))."
            }
            complain(name, "There is no such key.", remedy)
        }
        rest = [:]
    }

    /// The name that is a typing error or two away from this one.
    static func nearest(to name: String, in known: [String]) -> String? {
        known.map { (name: $0, distance: distance(name.lowercased(), $0)) }
            .filter { $0.distance <= max(1, min(2, name.count / 3)) }
            .min { $0.distance < $1.distance }?.name
    }

    /// How many letters were left out, added, mistaken or exchanged with their neighbour (optimal string
    /// alignment).
    private static func distance(_ one: String, _ other: String) -> Int {
        let (one, other) = (Array(one), Array(other))
        var rows = [Array(0...other.count)]
        for i in one.indices {
            var row = [i + 1]
            for j in other.indices {
                var best = min(rows[i][j] + (one[i] == other[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[one.count][other.count]
    }
}
