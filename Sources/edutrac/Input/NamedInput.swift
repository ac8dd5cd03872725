import Glibc

/// A file that the operator named on the command line. Read before privileges are dropped: root's own
/// files can be imported, and nothing is opened as root afterwards.
struct NamedInput: Sendable {
    /// A roster of a whole region is far smaller.
    static let mostBytes = 64 << 20

    let name: String
    let bytes: [UInt8]

    /// `-` is standard input.
    init(_ path: String) throws(Complaint) {
        let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        name = path == "-" ? "standard input" : path
        guard descriptor >= 0 else { throw Self.unreadable(name) }
        defer { close(descriptor) }
        var collected: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.unreadable(name) }
            if count == 0 { break }
            collected += buffer.prefix(count)
            guard collected.count <= Self.mostBytes else {
                throw Complaint(.badData, "\(name) is larger than \(Self.mostBytes >> 20) MiB: this is no table of an office.")
            }
        }
        bytes = collected
    }

    /// By what the system said last.
    static func unreadable(_ name: String) -> Complaint {
        let reason = errno
        let words = String(cString: strerror(reason))
        return switch reason {
        case ENOENT: Complaint(.noInput, "\(name) does not exist. Check the spelling and the folder.")
        case EISDIR: Complaint(.noInput, "\(name) is a folder. Name a file in it.")
        case EACCES, EPERM:
            Complaint(.noPermission, "\(name) may not be read by you. Change its mode, or run the command as its owner or as root.")
        default: Complaint(.noInput, "\(name) cannot be read: \(words).")
        }
    }
}
