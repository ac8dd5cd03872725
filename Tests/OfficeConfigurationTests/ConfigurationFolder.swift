import Foundation

@testable import OfficeConfiguration

/// A folder with a configuration in it; the shipped calendar lies beside it unless a test says otherwise.
final class ConfigurationFolder: Sendable {
    static let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/OfficeConfiguration/Examples").path

    let path: String
    var share: String { path + "/share" }

    init(withCalendar: Bool = true) throws {
        path =
            FileManager.default.temporaryDirectory.appending(path: "configuration-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        if withCalendar { try write(Self.example("calendar-2026.toml"), to: "calendar-2026.toml") }
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: path) } catch {
            print("left behind: \(path): \(error)")
        }
    }

    static func example(_ name: String) throws -> String {
        try String(contentsOfFile: examples + "/" + name, encoding: .utf8)
    }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = path + "/" + name
        let folder = URL(filePath: file).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file))
        return file
    }

    func load(_ text: String) throws -> OfficeConfiguration {
        try OfficeConfiguration.load(write(text, to: "edutrac.toml"), share: share)
    }

    /// What is wrong with a configuration, the folder's path left out.
    func problems(_ text: String) throws -> [String] {
        do {
            _ = try load(text)
            return []
        } catch let error as ConfigurationError {
            return error.problems.map { $0.description.replacing(path + "/", with: "") }
        }
    }
}
