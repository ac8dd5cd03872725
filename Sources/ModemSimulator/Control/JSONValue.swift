internal import Foundation

/// One JSON value of the control protocol.
enum JSONValue: Hashable, Sendable, Codable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    static func int(_ value: Int) -> JSONValue { .number(Double(value)) }

    /// A line of JSON; nil when it is none.
    init?(line: String) {
        do {
            self = try JSONDecoder().decode(JSONValue.self, from: Data(line.utf8))
        } catch {
            return nil
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let members = try Self.decode([String: JSONValue].self, container) {
            self = .object(members)
        } else if let elements = try Self.decode([JSONValue].self, container) {
            self = .array(elements)
        } else if let text = try Self.decode(String.self, container) {
            self = .string(text)
        } else if let truth = try Self.decode(Bool.self, container) {
            self = .bool(truth)
        } else {
            self = .number(try container.decode(Double.self))
        }
    }

    /// Nil when the value is of another kind; other errors go on.
    private static func decode<Kind: Decodable>(
        _ kind: Kind.Type, _ container: any SingleValueDecodingContainer
    ) throws -> Kind? {
        do {
            return try container.decode(kind)
        } catch DecodingError.typeMismatch {
            return nil
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let truth): try container.encode(truth)
        case .number(let number):
            if let whole = Int(exactly: number) { try container.encode(whole) } else { try container.encode(number) }
        case .string(let text): try container.encode(text)
        case .array(let elements): try container.encode(elements)
        case .object(let members): try container.encode(members)
        }
    }

    /// One line, keys in alphabetical order.
    var line: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        } catch {
            // Only a number that is not finite can bring us here, and none is made.
            return #"{"error":"answer could not be encoded","ok":false}"#
        }
    }
}

/// What is wrong with a control request.
struct RequestError: Error, Equatable {
    let message: String

    init(_ message: String) { self.message = message }
}

/// A request of the control protocol: one JSON object with a "do". Keys that nobody asks for are an
/// error, so that a misspelt one does not pass for its default.
struct ControlRequest {
    let name: String
    private let members: [String: JSONValue]

    init(line: String, keys: [String: Set<String>]) throws(RequestError) {
        guard case .object(let members) = JSONValue(line: line) else { throw RequestError("not a JSON object") }
        guard case .string(let name) = members["do"] else { throw RequestError(#"no "do""#) }
        guard let allowed = keys[name] else {
            throw RequestError("unknown request \"\(name)\"; there are \(keys.keys.sorted().joined(separator: " "))")
        }
        if let stranger = members.keys.filter({ $0 != "do" && !allowed.contains($0) }).min() {
            throw RequestError("\"\(name)\" has no \"\(stranger)\"")
        }
        self.name = name
        self.members = members
    }

    func has(_ key: String) -> Bool { members[key] != nil }

    func string(_ key: String) throws(RequestError) -> String? {
        switch members[key] {
        case nil: return nil
        case .string(let text): return text
        default: throw RequestError("\"\(key)\" wants a string")
        }
    }

    func requiredString(_ key: String) throws(RequestError) -> String {
        guard let text = try string(key) else { throw RequestError("\"\(name)\" wants \"\(key)\"") }
        return text
    }

    func int(_ key: String) throws(RequestError) -> Int? {
        switch members[key] {
        case nil: return nil
        case .number(let number):
            if let whole = Int(exactly: number) { return whole }
            fallthrough
        default: throw RequestError("\"\(key)\" wants a whole number")
        }
    }

    func seconds(_ key: String) throws(RequestError) -> Double? {
        switch members[key] {
        case nil: return nil
        case .number(let number) where number >= 0: return number
        default: throw RequestError("\"\(key)\" wants a number of seconds")
        }
    }

    func bool(_ key: String) throws(RequestError) -> Bool? {
        switch members[key] {
        case nil: return nil
        case .bool(let truth): return truth
        default: throw RequestError("\"\(key)\" wants true or false")
        }
    }
}
