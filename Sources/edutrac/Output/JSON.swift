/// A JSON value that keeps its members in the order in which they were written: the output is an
/// interface, and a person compares two of them line by line.
indirect enum JSON: Hashable, Sendable {
    struct Member: Hashable, Sendable {
        var key: String
        var value: JSON
    }

    case null
    case boolean(Bool)
    case number(Int)
    case text(String)
    case list([JSON])
    case object([Member])

    /// Absent is `null`, never left out.
    init(_ value: String?) { self = value.map(JSON.text) ?? .null }
    init(_ value: Int?) { self = value.map(JSON.number) ?? .null }
    init(_ value: Bool?) { self = value.map(JSON.boolean) ?? .null }

    /// The member of an object; nil when there is none of that name or this is no object.
    subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The value on one line.
    var line: String {
        switch self {
        case .null: "null"
        case .boolean(let value): value ? "true" : "false"
        case .number(let value): String(value)
        case .text(let value): Self.quoted(value)
        case .list(let elements): "[" + elements.map(\.line).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { Self.quoted($0.key) + ":" + $0.value.line }.joined(separator: ",") + "}"
        }
    }

    /// Several lines: each element of a list on one of its own, so that `grep` and `diff` help.
    var document: String {
        switch self {
        case .list(let elements) where !elements.isEmpty:
            "[\n" + elements.map { "  " + $0.line }.joined(separator: ",\n") + "\n]"
        case .object(let members) where members.contains(where: \.value.isList):
            "{\n"
                + members.map { "  " + Self.quoted($0.key) + ": " + $0.value.nested }.joined(separator: ",\n")
                + "\n}"
        default: line
        }
    }

    private var isList: Bool {
        if case .list = self { true } else { false }
    }

    private var nested: String {
        guard case .list(let elements) = self, !elements.isEmpty else { return line }
        return "[\n" + elements.map { "    " + $0.line }.joined(separator: ",\n") + "\n  ]"
    }

    /// Control characters of both ranges are escaped: texts come from strangers, and a terminal
    /// obeys what it is shown.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension JSON: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral members: (String, JSON)...) {
        self = .object(members.map { Member(key: $0.0, value: $0.1) })
    }
}
