import Foundation
import Testing

/// A row of a file in `Vectors`: TPDUs and fields from the test suites of other projects, each
/// with source and licence, checked against the standard.
struct Vector: Decodable, Sendable, CustomTestStringConvertible {
    let id: String
    let direction: String?
    let pduHex: String?
    let smsc: Bool?
    let tpduLength: Int?
    let operation: String?
    let tolerant: Bool?
    let trailingOctets: Int?
    let hex: String?
    let subject: String?
    let smscField: Bool?
    let dcs: UInt8?
    let vpf: UInt8?
    let dataHex: String?
    let dataHexParts: [String]?
    let packedHex: String?
    let unpackedHex: String?
    let septets: Int?
    let fillBits: Int?
    let locking: String?
    let single: String?
    let text: String?
    let udh: [Element]?
    let block: Int?
    let alphabet: String?
    let concatBits: Int?
    let pdus: [Part]?
    let expect: [String: JSON]

    struct Element: Decodable, Sendable {
        let iei: UInt8
        let hex: String
    }

    struct Part: Decodable, Sendable {
        let pduHex: String
        let expect: [String: JSON]
    }

    var testDescription: String { id }

    static func rows(_ kind: String) -> [Vector] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Vectors/\(kind).jsonl")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .custom { path in
            guard let key = path.last else { return Key(stringValue: "") }
            // Only the row's own keys are Swift names; those of `expect` are compared as they are.
            return path.contains { $0.stringValue == "expect" } && key.stringValue != "expect"
                ? key : Key(stringValue: camelCase(key.stringValue))
        }
        do {
            return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
                try decoder.decode(Vector.self, from: Data($0.utf8))
            }
        } catch {
            Issue.record("\(file.path): \(error)")
            return []
        }
    }

    private static func camelCase(_ key: String) -> String {
        let words = key.split(separator: "_")
        return (words.prefix(1) + words.dropFirst().map { Substring($0.capitalized) }).joined()
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

enum JSON: Decodable, Hashable, Sendable {
    case null, bool(Bool), number(Int), text(String), list([JSON]), object([String: JSON])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        /// Nil when the value is of another type.
        func decoded<Value: Decodable>(_ type: Value.Type) -> Value? {
            do { return try value.decode(type) } catch { return nil }
        }
        if value.decodeNil() {
            self = .null
        } else if let bool = decoded(Bool.self) {
            self = .bool(bool)
        } else if let number = decoded(Int.self) {
            self = .number(number)
        } else if let text = decoded(String.self) {
            self = .text(text)
        } else if let list = decoded([JSON].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JSON].self))
        }
    }

    static func optional(_ number: Int?) -> JSON { number.map(JSON.number) ?? .null }
    static func optional(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var number: Int? { if case .number(let number) = self { number } else { nil } }
    var list: [JSON] { if case .list(let list) = self { list } else { [] } }
    var object: [String: JSON] { if case .object(let object) = self { object } else { [:] } }
}

/// Compares the fields that `expect` has; null means absent.
func expectFields(
    _ expect: [String: JSON], in actual: [String: JSON], _ id: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let alternatives = [
        "timestamp_iso8601": "timestamp_alternatives", "originator": "address_alternatives",
        "recipient": "address_alternatives",
    ]
    for (key, expected) in expect where !key.hasSuffix("_alternatives") {
        let found = actual[key] ?? .null
        let allowed = [expected] + (alternatives[key].flatMap { expect[$0] }?.list ?? [])
        if case .object(let fields) = expected, case .object(let foundFields) = found {
            expectFields(fields, in: foundFields, "\(id) \(key)", sourceLocation: sourceLocation)
        } else {
            #expect(
                allowed.contains(found), "\(id): \(key) is \(found), not \(expected)",
                sourceLocation: sourceLocation)
        }
    }
}
