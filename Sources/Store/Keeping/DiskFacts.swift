import Foundation

/// The file system that a file is on, as the kernel tells now.
package struct DiskFacts: Hashable, Sendable {
    /// Octets that an ordinary user may still write.
    package var free: UInt64
    /// Mounted so, or turned so after an error. Its writes and flushes may succeed all the same, and reach no disk.
    package var isReadOnly: Bool

    package init(free: UInt64, isReadOnly: Bool) {
        self.free = free
        self.isReadOnly = isReadOnly
    }

    /// What a database takes of it, with its log; nil where there is none.
    package static func octets(ofDatabase path: String) -> UInt64? {
        func size(_ path: String) -> UInt64? {
            var facts = stat()
            return stat(path, &facts) == 0 ? UInt64(max(0, facts.st_size)) : nil
        }
        return size(path).map { $0 + (size(path + "-wal") ?? 0) }
    }

    /// - Returns: nil where there is no such file.
    package init?(_ path: String) {
        var facts = statvfs()
        guard statvfs(path, &facts) == 0 else { return nil }
        free = UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
        isReadOnly = facts.f_flag & UInt(ST_RDONLY) != 0
    }
}
