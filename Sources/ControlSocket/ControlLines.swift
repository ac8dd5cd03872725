import Foundation

/// Cuts bytes into lines of a limited length.
struct ControlLines: Sendable {
    /// Longest request, in bytes without the line feed.
    static let longestRequest = 16 * 1024
    /// Longest answer.
    static let longestAnswer = 1 << 20

    struct TooLong: Error, Hashable {}

    let limit: Int
    private var rest: [UInt8] = []

    init(limit: Int) { self.limit = limit }

    /// The lines that are complete now, without their ends; empty lines are left out.
    ///
    /// - Throws: ``TooLong`` when a line grows over the limit; nothing can be read after that.
    mutating func take(_ bytes: some Sequence<UInt8>) throws(TooLong) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for byte in bytes {
            guard byte == UInt8(ascii: "\n") else {
                rest.append(byte)
                if rest.count > limit { throw TooLong() }
                continue
            }
            if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
            if !rest.isEmpty { lines.append(rest) }
            rest = []
        }
        return lines
    }
}

/// Messages as lines of JSON: keys sorted, moments as ISO 8601 in UTC with whole seconds.
enum ControlCoding {
    static func line(_ message: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return Array(try encoder.encode(message)) + [UInt8(ascii: "\n")]
    }

    static func read<Message: Decodable>(_ type: Message.Type, from line: [UInt8]) throws -> Message {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: Data(line))
    }

    /// One clause about a line that is not what it should be.
    static func words(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        return switch error {
        case .dataCorrupted(let context):
            context.codingPath.isEmpty ? "it is no JSON" : context.debugDescription
        case .keyNotFound(let key, _): "\"\(key.stringValue)\" is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\"\(context.codingPath.map(\.stringValue).joined(separator: "."))\" has the wrong type"
        @unknown default: "\(error)"
        }
    }
}
