import Foundation

/// A folder that is gone with its last reference.
package final class ScratchFolder: Sendable {
    package let path: String

    package init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("edutrac-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            print("cannot remove \(path): \(error)")
        }
    }

    package func file(_ name: String) -> String { path + "/" + name }

    /// The database as a power cut leaves it: the file and its -wal as they are now, no -shm.
    ///
    /// - Parameter walOctets: where the -wal was cut short; nil for whole.
    package func copyDatabase(at source: String, to name: String, walOctets: Int? = nil) throws -> String {
        let target = file(name)
        try FileManager.default.copyItem(atPath: source, toPath: target)
        if FileManager.default.fileExists(atPath: source + "-wal") {
            let wal = try Data(contentsOf: URL(fileURLWithPath: source + "-wal"))
            try wal.prefix(walOctets ?? wal.count).write(to: URL(fileURLWithPath: target + "-wal"))
        }
        return target
    }
}
