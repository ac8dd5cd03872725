import Foundation
import Testing

/// The dependency table of the README, as a test. SwiftPM alone does not hold the wall: it lets a
/// target import any other target that happens to be built already.
@Suite("Import rules")
struct ImportRulesTests {
    static let allowed: [String: Set<String>] = [
        "SMSCodec": [],
        "ATChannel": [],
        "ModemDriver": ["ATChannel", "Synchronization"],
        "SerialIO": ["CLinux", "Glibc", "NIOCore", "NIOPosix", "Synchronization"],
        "DeviceWatch": ["CUdev", "Glibc"],
        "Attendance": ["Foundation"],
        "Store": ["Attendance", "GRDB", "Crypto", "Foundation"],
        "Gateway": ["SMSCodec", "ATChannel", "ModemDriver", "Attendance", "Store", "Foundation", "Crypto"],
        "PrintedReports": ["Attendance", "Mustache"],
        "OfficeConfiguration": ["Attendance", "TOMLKit", "Foundation"],
        "ControlSocket": ["CLinux", "Glibc", "NIOCore", "NIOPosix", "Foundation"],
        "Systemd": ["Glibc", "Logging", "Foundation"],
        "ServiceWatch": ["ControlSocket", "Foundation"],
        "edutracd": [
            "SMSCodec", "ATChannel", "ModemDriver", "SerialIO", "DeviceWatch", "Attendance", "Store",
            "Gateway", "OfficeConfiguration", "ControlSocket", "Systemd", "ServiceWatch", "ArgumentParser",
            "ServiceLifecycle", "UnixSignals", "Logging", "Foundation", "Glibc", "Synchronization",
        ],
        "edutrac": [
            "Store", "Attendance", "PrintedReports", "OfficeConfiguration", "ControlSocket", "ServiceWatch", "SMSCodec",
            "ArgumentParser", "SwiftCSV", "Foundation", "Glibc", "Synchronization",
        ],
        "ModemSimulator": ["SMSCodec", "CLinux", "Foundation", "Glibc"],
        "edutrac-modemsim": ["ModemSimulator", "ArgumentParser", "Foundation", "Glibc"],
    ]

    /// C and module maps: nothing to import.
    static let withoutSwift: Set<String> = ["CLinux", "CUdev"]

    @Test(arguments: allowed.keys.sorted())
    func `a target imports only what the table allows`(_ target: String) throws {
        let allowed = try #require(Self.allowed[target])
        let files = try Self.swiftFiles(of: target)
        #expect(!files.isEmpty, "\(target) has no Swift file")
        for file in files {
            for name in try Self.imports(of: file) where !allowed.contains(name) {
                Issue.record("\(target)/\(file.lastPathComponent) imports \(name)")
            }
        }
    }

    @Test func `every target of the package is in the table`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
        #expect(Set(folders) == Set(Self.allowed.keys).union(Self.withoutSwift))
    }

    @Test func `only the wiring of the daemon makes the port a modem's transport`() throws {
        let naming = try Self.swiftFiles(of: "edutracd").filter {
            try String(contentsOf: $0, encoding: .utf8).contains("SerialPort: ModemTransport")
        }
        #expect(naming.map(\.lastPathComponent) == ["Wiring.swift"])
    }

    @Test func `the table of the README names every target`() throws {
        let readme = try String(
            contentsOf: Self.sources.deletingLastPathComponent().appending(path: "README.md"),
            encoding: .utf8)
        for target in Self.allowed.keys.sorted() {
            #expect(readme.contains("| `\(target)`"), "README.md has no row for \(target)")
        }
    }

    @Test(arguments: [
        ("import Foundation", ["Foundation"]),
        ("package import Attendance", ["Attendance"]),
        ("@preconcurrency import Glibc", ["Glibc"]),
        ("@testable import struct Store.Inbox", ["Store"]),
        ("// import Foundation", []),
        ("let important = 1", []),
    ] as [(String, [String])])
    func `an import is seen however it is written`(_ line: String, _ names: [String]) {
        #expect(Self.imports(in: line) == names)
    }

    static let sources = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources")

    static func swiftFiles(of target: String) throws -> [URL] {
        let folder = sources.appending(path: target)
        let all = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        return all.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    }

    static func imports(of file: URL) throws -> [String] {
        imports(in: try String(contentsOf: file, encoding: .utf8))
    }

    static func imports(in text: String) -> [String] {
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        return text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").drop { $0.hasPrefix("@") || $0 == "package" || $0 == "internal" || $0 == "public" || $0 == "private" || $0 == "fileprivate" }
            guard words.first == "import" else { return nil }
            let name = words.dropFirst().drop { kinds.contains($0) }.first
            return name.map { String($0.split(separator: ".")[0]) }
        }
    }
}
