import Attendance
import Foundation
import TOMLKit

/// A TOML value as plain data: nothing of the parser is alive behind it.
indirect enum TOMLNode: Hashable, Sendable {
    case table([String: TOMLNode])
    case array([TOMLNode])
    case text(String)
    case integer(Int)
    case decimal(Double)
    case flag(Bool)
    case day(SchoolDay)
    /// A kind that no key of ours takes, by its name.
    case other(String)

    init(_ value: any TOMLValueConvertible) {
        if let table = value.table {
            self = Self.node(of: table)
        } else if let array = value.array {
            self = .array((0..<array.count).map { TOMLNode(array[$0]) })
        } else if let text = value.string {
            self = .text(text)
        } else if let number = value.int {
            self = .integer(number)
        } else if let number = value.double {
            self = .decimal(number)
        } else if let flag = value.bool {
            self = .flag(flag)
        } else if let date = value.date,
            let day = SchoolDay(year: date.year, month: date.month, day: date.day)
        {
            self = .day(day)
        } else {
            self = .other(value.type.description)
        }
    }

    static func node(of table: TOMLTable) -> TOMLNode {
        var values: [String: TOMLNode] = [:]
        for key in table.keys { values[key] = table[key].map { TOMLNode($0) } }
        return .table(values)
    }

    var word: String? { if case .text(let text) = self { text } else { nil } }

    /// What it is, for an error about its kind.
    var kind: String {
        switch self {
        case .table: "a table"
        case .array: "a list"
        case .text: "text"
        case .integer, .decimal: "a number"
        case .flag: "true or false"
        case .day: "a date"
        case .other(let name): "a \(name)"
        }
    }
}

/// A TOML file that was read and parsed, and the lines of its keys.
struct TOMLFile: Sendable {
    static let largest = 1 << 20

    let path: String
    let values: [String: TOMLNode]
    let lines: [String: Int]

    /// - Parameter missing: what to do when the file is not there.
    init(_ path: String, missing: String) throws(ConfigurationError) {
        try self.init(text: try Self.text(of: path, missing: missing), named: path)
    }

    /// - Parameter name: what problems are told of.
    init(text: String, named name: String) throws(ConfigurationError) {
        path = name
        do {
            guard case .table(let values) = TOMLNode.node(of: try TOMLTable(string: text)) else {
                preconditionFailure("the root of TOML is a table")
            }
            self.values = values
        } catch let error as TOMLParseError {
            let line = error.source.begin.line
            throw Self.error(
                name, "This is no TOML: \(error.description).", Self.remedy(for: error.description),
                line: line > 0 ? line : nil)
        } catch {
            throw Self.error(name, "This is no TOML: \(error).", "Compare it with the example file.")
        }
        lines = KeyLines.scan(text)
    }

    private static func remedy(for words: String) -> String {
        if words.contains("redefine") || words.contains("redefinition") {
            return "The name stands there twice: put everything under the first one, or remove one of them."
        }
        if words.contains("representable") || words.contains("range") {
            return "Write a smaller number."
        }
        return "Look at this line and the one before for a missing quote or bracket."
    }

    private static func text(of path: String, missing: String) throws(ConfigurationError) -> String {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw Self.error(path, "This is a folder.", "Name the file in it.")
        }
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            throw Self.error(path, "There is no such file.", missing)
        } catch let error as CocoaError where error.code == .fileReadNoPermission {
            throw Self.error(
                path, "This user may not read it.",
                "Run the command with sudo, or add the user to the group of the file: `ls -l \(path)`.")
        } catch {
            throw Self.error(
                path, "It cannot be read: \(error.localizedDescription)", "Check that it is an ordinary file.")
        }
        guard data.count <= largest else {
            throw Self.error(path, "It is larger than \(largest) bytes.", "Is it the right file?")
        }
        // A zero would end the text early in the parser, which is written in C++.
        guard let text = String(validating: data, as: UTF8.self), !text.unicodeScalars.contains("\0") else {
            throw Self.error(path, "It is not UTF-8 text.", "Save it as UTF-8 in the editor.")
        }
        return text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text
    }

    private static func error(
        _ path: String, _ message: String, _ remedy: String, line: Int? = nil
    ) -> ConfigurationError {
        ConfigurationError([.init(file: path, line: line, key: nil, message: message, remedy: remedy)])
    }
}
