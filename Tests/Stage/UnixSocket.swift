internal import Glibc

/// Addresses of sockets in the file system.
enum UnixSocket {
    /// What the kernel takes in sun_path, without the closing zero (unix(7)).
    static let longestPath = 107

    /// A socket of that kind, closed on exec.
    static func make(_ kind: __socket_type) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(kind.rawValue), 0)
        guard descriptor >= 0 else { throw StageError("socket: \(systemMessage())") }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    /// Calls bind(2) or connect(2) with the address of the path.
    static func with<Result>(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) throws -> Result {
        let octets = Array(path.utf8)
        guard octets.count <= longestPath else { throw StageError("\(path) is too long for a socket.") }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: octets) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
