internal import Foundation
internal import Glibc

/// The programs that play, found where the running one was built.
package enum Program: String, CaseIterable, Sendable {
    case daemon = "edutracd"
    case command = "edutrac"
    case simulator = "edutrac-modemsim"

    /// - Throws: ``StageError`` naming the folders that were searched.
    package func path() throws -> String {
        let folders = Self.folders()
        for folder in folders {
            let candidate = folder + "/" + rawValue
            if access(candidate, X_OK) == 0 { return candidate }
        }
        throw StageError(
            "\(rawValue) is not in \(folders.joined(separator: " or ")). Run 'swift build' first.")
    }

    private static func folders() -> [String] {
        var files = ["/proc/self/exe", CommandLine.arguments.first ?? ""]
        files += CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
        // The toolchain's helper loads the test bundle as a library: only the memory map names it.
        files += loadedTestBundles()
        var folders: [String] = []
        for file in files where !file.isEmpty {
            let folder = URL(fileURLWithPath: file).resolvingSymlinksInPath().deletingLastPathComponent().path
            if !folders.contains(folder) { folders.append(folder) }
        }
        return folders
    }

    private static func loadedTestBundles() -> [String] {
        guard let map = fileText("/proc/self/maps") else { return [] }
        let paths = map.split(separator: "\n").compactMap { line in
            line.hasSuffix(".xctest") ? line.firstIndex(of: "/").map { String(line[$0...]) } : nil
        }
        return Array(Set(paths))
    }
}

/// The text of a file, octets that are no UTF-8 replaced; nil when it cannot be read.
///
/// Reads to the end: what lies in /proc has no size.
func fileText(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0 && errno == EINTR { continue }
        if count < 0 { return nil }
        if count == 0 { return String(decoding: octets, as: UTF8.self) }
        octets += buffer[..<count]
    }
}
