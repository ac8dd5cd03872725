import Foundation
import Glibc

/// A datagram socket that stands for systemd or the journal.
final class Listener: Sendable {
    let name: String
    private let descriptor: Int32
    private let path: String?

    /// - Parameter isAbstract: named `@…`, outside the file system.
    init(isAbstract: Bool = false) throws {
        let unique = "edutrac-\(UUID().uuidString.prefix(8))"
        let path = FileManager.default.temporaryDirectory.appending(path: unique).path
        name = isAbstract ? "@\(unique)" : path
        self.path = isAbstract ? nil : path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(name.utf8)
        if isAbstract { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(2 + bytes.count)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard descriptor >= 0, bound == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    }

    deinit {
        close(descriptor)
        if let path { unlink(path) }
    }

    /// The next datagram that is already there, or nil.
    func take() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 1 << 18)
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return count < 0 ? nil : Array(bytes[..<count])
    }

    func takeText() -> String? { take().map { String(decoding: $0, as: UTF8.self) } }
}
