import Glibc

/// Sends datagrams to a unix socket, by path or by abstract name (`@…`).
///
/// Never blocks and never fails: what cannot be sent now is dropped, because neither a log line nor a
/// status line may hold up or end the daemon.
struct DatagramSocket: Sendable {
    private let descriptor: Int32
    private let address: sockaddr_un
    private let addressLength: socklen_t

    /// Nil when the name is empty or longer than a socket address holds.
    init?(_ name: String) {
        var bytes = Array(name.utf8)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard let first = bytes.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "@"),
            bytes.count < capacity
        else { return nil }
        let isAbstract = first == UInt8(ascii: "@")
        if isAbstract { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        self.address = address
        // An abstract name is as long as the length says: a zero at its end would be part of it.
        let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? MemoryLayout<sa_family_t>.size
        addressLength = socklen_t(start + bytes.count + (isAbstract ? 0 : 1))
        let type = Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { return nil }
    }

    /// - Returns: whether the datagram is on its way; `tooLong` tells the caller to shorten it.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Outcome {
        var address = address
        let sent = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), generic, addressLength)
            }
        }
        if sent == bytes.count { return .sent }
        return errno == EMSGSIZE || errno == ENOBUFS ? .tooLong : .dropped
    }

    enum Outcome: Sendable { case sent, tooLong, dropped }

    func close() { Glibc.close(descriptor) }
}
