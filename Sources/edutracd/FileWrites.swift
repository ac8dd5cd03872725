import Glibc

/// Writes to one file, as the kernel tells of them (inotify): by whatever process of this machine, before they can be
/// read. The file may come and go; its folder is watched.
final class FileWrites {
    enum News: Equatable {
        /// The file was written to, or more happened than the kernel keeps.
        case written
        /// Nothing, or something to other files.
        case nothing
        /// The folder is gone: no more news.
        case ended
    }

    /// Readable when there is news.
    let descriptor: Int32
    private let name: [UInt8]

    /// Nil when the kernel has no more watches to give, or does not know this kind of folder.
    ///
    /// - Parameters:
    ///   - path: of a file that is there; links are followed.
    ///   - suffix: of the file beside it that is watched.
    init?(to path: String, suffix: String) {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        let parts = String(cString: real).split(separator: "/", omittingEmptySubsequences: false)
        let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard descriptor >= 0 else { return nil }
        let folder = parts.dropLast().joined(separator: "/") + "/"
        let mask = UInt32(IN_MODIFY) | UInt32(IN_CLOSE_WRITE) | UInt32(IN_ONLYDIR)
        guard inotify_add_watch(descriptor, folder, mask) >= 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        name = Array(((parts.last ?? "") + suffix).utf8)
    }

    deinit { close(descriptor) }

    /// All the news there is; does not wait.
    func take() -> News {
        var news = News.nothing
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 && errno == EAGAIN ? news : .ended }
            switch self.news(in: buffer[..<count]) {
            case .ended: return .ended
            case .written: news = .written
            case .nothing: break
            }
        }
    }

    /// Of one reading: it holds whole events.
    private func news(in bytes: ArraySlice<UInt8>) -> News {
        let headerSize = MemoryLayout<inotify_event>.size
        var rest = bytes
        var news = News.nothing
        while rest.count >= headerSize {
            let event = rest.withUnsafeBytes { $0.loadUnaligned(as: inotify_event.self) }
            rest = rest.dropFirst(headerSize)
            // Padded with zeros.
            let written = rest.prefix(Int(event.len)).prefix { $0 != 0 }
            rest = rest.dropFirst(Int(event.len))
            if event.mask & UInt32(IN_IGNORED) != 0 { return .ended }
            if event.mask & UInt32(IN_Q_OVERFLOW) != 0 || written.elementsEqual(name) { news = .written }
        }
        return news
    }
}
