import Glibc

/// The socket in the file system: who is behind it, and making room for a new one.
struct SocketFile: Hashable, Sendable {
    let path: String
    /// Tells our own file from one that another daemon has put at the same path since.
    let device: dev_t
    let inode: ino_t
    let owner: uid_t
    let group: gid_t

    /// Removes what a dead daemon left behind.
    ///
    /// - Throws: ``ControlError`` when somebody answers there, or when it is no socket.
    static func makeRoom(at path: String) throws(ControlError) {
        var facts = stat()
        guard lstat(path, &facts) == 0 else {
            if errno == ENOENT { return }
            throw .failed(path: path, String(cString: strerror(errno)))
        }
        guard facts.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        switch knock(path) {
        case 0, EAGAIN, EPROTOTYPE: throw .alreadyRunning(path: path)
        case ECONNREFUSED, ENOENT: break
        case EACCES, EPERM: throw .notPermitted(path: path)
        case let code: throw .failed(path: path, String(cString: strerror(code)))
        }
        guard unlink(path) == 0 || errno == ENOENT else {
            throw .failed(path: path, String(cString: strerror(errno)))
        }
    }

    /// Sets the mode of the new socket.
    static func claim(_ path: String, mode: mode_t) throws(ControlError) -> SocketFile {
        var facts = stat()
        guard chmod(path, mode) == 0, lstat(path, &facts) == 0 else {
            throw .failed(path: path, String(cString: strerror(errno)))
        }
        return SocketFile(
            path: path, device: facts.st_dev, inode: facts.st_ino, owner: facts.st_uid, group: facts.st_gid)
    }

    /// Removes the file if it is still the one of ``claim(_:mode:)``.
    func remove() {
        var facts = stat()
        guard lstat(path, &facts) == 0, facts.st_dev == device, facts.st_ino == inode else { return }
        unlink(path)
    }

    /// Whether a path fits a socket address, with its closing zero.
    static func fits(_ path: String) -> Bool {
        path.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path)
    }

    /// The errno of connecting there, 0 when somebody accepts.
    private static func knock(_ path: String) -> Int32 {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { return errno }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return result == 0 ? 0 : errno
    }
}
