/// The values of one information line: comma-separated, quoted or not, lists in parentheses.
/// Never fails; what a modem wrote badly comes out as text.
package struct ParameterReader: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        /// Without quotes and outer spaces; a list keeps its parentheses.
        package let text: String
        package let isQuoted: Bool

        package var number: Int? { isQuoted ? nil : Int(text) }

        /// The numbers of `(0-3)`, `(0,2)`, `2` or `(0,2-4)`.
        package var numbers: Set<Int> {
            var found: Set<Int> = []
            for item in text.split(whereSeparator: { "(),; ".contains($0) }) {
                let ends = item.split(separator: "-").compactMap { Int($0) }
                guard let low = ends.first, let high = ends.last, 0...255 ~= low, 0...255 ~= high else {
                    continue
                }
                found.formUnion(low <= high ? low...high : high...low)
            }
            return found
        }
    }

    package let fields: [Field]

    /// - Parameter prefix: dropped where the line has it, such as `+CPMS:`.
    package init(_ line: some StringProtocol, after prefix: String) {
        let rest = line.hasPrefix(prefix) ? String(line.dropFirst(prefix.count)) : String(line)
        fields = Self.split(rest)
    }

    package subscript(_ position: Int) -> Field? {
        fields.indices.contains(position) ? fields[position] : nil
    }

    private static func split(_ text: String) -> [Field] {
        var fields: [Field] = []
        var current = ""
        var depth = 0
        var inQuotes = false
        func field() -> Field {
            let trimmed = current.trimmed
            let isQuoted = trimmed.hasPrefix("\"")
            return Field(text: isQuoted ? trimmed.filter { $0 != "\"" } : trimmed, isQuoted: isQuoted)
        }
        for character in text {
            switch character {
            case "\"": inQuotes.toggle()
            case "(" where !inQuotes: depth += 1
            case ")" where !inQuotes: depth -= 1
            case "," where !inQuotes && depth <= 0:
                fields.append(field())
                current = ""
                continue
            default: break
            }
            current.append(character)
        }
        if !fields.isEmpty || !current.trimmed.isEmpty { fields.append(field()) }
        return fields
    }
}

extension StringProtocol {
    var trimmed: String {
        var rest = self[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
