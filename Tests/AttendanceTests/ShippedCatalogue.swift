import Attendance
import Foundation

/// A catalogue as it ships: plain `key = "template"` lines.
enum ShippedCatalogue {
    static func text(_ language: String) throws -> String {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Attendance/Catalogues/\(language).toml")
        return try String(contentsOf: file, encoding: .utf8)
    }

    /// - Parameter text: of which comments and what is no such line are left out.
    static func read(_ text: String) -> [String: String] {
        var entries: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let equals = line.firstRange(of: " = ") else { continue }
            let value = line[equals.upperBound...].dropFirst().dropLast()
            entries[String(line[..<equals.lowerBound])] = String(value.replacing("\\\"", with: "\""))
        }
        return entries
    }

    /// All catalogues that ship, also those that wait for a speaker.
    static func wordings() throws -> [String: Wording] {
        var wordings: [String: Wording] = [:]
        for language in ["es", "en", "qu"] {
            let overrides = try read(text(language)).filter { $0.key != "reviewed_by" }
            wordings[language] = try Wording(language: language, overrides: overrides)
        }
        return wordings
    }
}
