internal import Foundation

/// UUCP lock files of pseudo-terminals, which a killed daemon leaves behind (FHS §5.9).
///
/// Left alone while a play is on, because the next daemon has to cope with them.
enum PortLocks {
    private static let folder = "/run/lock"

    /// Removes the locks that name one of these processes.
    static func remove(of processes: Set<pid_t>) throws {
        guard FileManager.default.fileExists(atPath: folder) else { return }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasPrefix("LCK..pts_") {
            let path = folder + "/" + name
            let holder = fileText(path)?.trimmingCharacters(in: .whitespacesAndNewlines)
            if let holder, let process = pid_t(holder), processes.contains(process) {
                try FileManager.default.removeItem(atPath: path)
            }
        }
    }
}
