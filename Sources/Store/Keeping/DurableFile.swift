import Foundation

/// Files that are there whole or not at all, also after a power cut.
enum DurableFile {
    /// Why it could not be done, by errno(3).
    struct Failure: Error, Hashable, CustomStringConvertible {
        let path: String
        let code: Int32

        init(_ path: String) {
            self.path = path
            code = errno
        }

        var description: String { "\(path): \(String(cString: strerror(code)))" }
    }

    /// Gives the draft its name when it is on the disk. What had that name is replaced, at no moment half.
    static func put(_ draft: String, at place: String) throws(Failure) {
        try flush(draft)
        guard rename(draft, place) == 0 else { throw Failure(place) }
        try flush(folder(of: place))
    }

    /// A file, or the names in a folder.
    static func flush(_ path: String) throws(Failure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path) }
        defer { close(descriptor) }
        // Some file systems of sticks know no fsync of a folder.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw Failure(path) }
    }

    /// Whoever reads it next reads the disk and not the memory: a stick may have kept something else than it was given.
    static func forget(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // Advice: where it is not followed, the check sees less.
        _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    }

    /// An empty file that was not there before.
    static func make(_ path: String, mode: mode_t) throws(Failure) {
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw Failure(path) }
        close(descriptor)
    }

    /// - Returns: octets.
    static func size(of path: String) throws(Failure) -> Int {
        var facts = stat()
        guard stat(path, &facts) == 0 else { throw Failure(path) }
        return Int(facts.st_size)
    }

    static func folder(of path: String) -> String { URL(filePath: path).deletingLastPathComponent().path }

    /// With all that SQLite may have put beside it.
    static func removeDatabase(_ path: String) {
        for ending in [""] + companions { unlink(path + ending) }
    }

    /// What SQLite puts beside a database.
    static let companions = ["-wal", "-shm", "-journal"]
}

/// A folder in which nobody else of us makes copies meanwhile; the lock goes with the process.
final class FolderLock {
    private let descriptor: Int32

    /// - Returns: nil where somebody has it.
    init?(_ folder: String) throws(DurableFile.Failure) {
        descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DurableFile.Failure(folder) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            // The object is whole by now: deinit closes.
            guard errno == EWOULDBLOCK else { throw DurableFile.Failure(folder) }
            return nil
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
