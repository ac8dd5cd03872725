import Glibc

/// Small files of /proc and /run/lock, without Foundation.
enum SmallFile {
    /// The file's bytes, at most `limit` of them; nil when it cannot be read.
    static func read(_ path: String, limit: Int = 64 * 1024) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while bytes.count < limit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return bytes
    }

    /// Creates a file that must not be there yet. Gives the errno of the call that failed, or nil.
    static func create(_ path: String, _ text: String) -> Int32? {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        let count = write(descriptor, bytes, bytes.count)
        if count == bytes.count { return nil }
        let code = count < 0 ? errno : ENOSPC
        unlink(path)
        return code
    }
}
