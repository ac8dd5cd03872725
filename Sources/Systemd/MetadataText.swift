import Logging

/// Metadata as `key=value` pairs, sorted by key.
enum MetadataText {
    static func line(_ metadata: Logger.Metadata) -> String {
        metadata.filter { $0.key != "messageID" }.sorted { $0.key < $1.key }
            .map { "\($0.key)=\(quoted($0.value.plainText))" }
            .joined(separator: " ")
    }

    /// Bare when it cannot be misread, else in quotes; never more than one line.
    static func quoted(_ value: String) -> String {
        let isPlain = value.unicodeScalars.allSatisfy { scalar in
            scalar.value > 0x20 && scalar != "\"" && scalar != "=" && scalar.value != 0x7f
                && !(0x80...0x9f ~= scalar.value)
        }
        if isPlain, !value.isEmpty { return value }
        return "\"" + escaped(value, quotes: true) + "\""
    }

    /// Control characters as escapes, so that a value from outside cannot forge a second line or
    /// command the terminal.
    static func escaped(_ value: String, quotes: Bool) -> String {
        var text = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\"" where quotes: text += "\\\""
            case "\\" where quotes: text += "\\\\"
            case _ where scalar.value < 0x20 || 0x7f...0x9f ~= scalar.value:
                text += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension Logger.MetadataValue {
    /// The value without quotes, lists and dictionaries in a stable order.
    var plainText: String {
        switch self {
        case .string(let text): text
        case .stringConvertible(let value): value.description
        case .array(let values): "[" + values.map(\.plainText).joined(separator: ", ") + "]"
        case .dictionary(let values):
            "["
                + values.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.plainText)" }.joined(
                    separator: ", ") + "]"
        }
    }
}
