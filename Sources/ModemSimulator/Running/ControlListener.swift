internal import CLinux
internal import Glibc

/// The control socket: JSON lines, several clients at once. A client's next line is handed on only
/// when the one before it has been answered.
final class ControlListener {
    private struct Client {
        let descriptor: Int32
        var input: [UInt8] = []
        var output: ArraySlice<UInt8> = []
        var isWaiting = false
        /// It has shut down its side; what it asked is still answered.
        var hasEnded = false
    }

    private static let longestLine = 1 << 20

    private let path: String
    private var descriptor: Int32 = -1
    private var clients: [Int: Client] = [:]
    private var lastClient = 0

    /// Listens at `path`; a socket nobody listens at any more is replaced.
    init(path: String) throws(SimulatorError) {
        self.path = path
        guard let address = sockaddr_un(path: path) else {
            throw SimulatorError(
                "the path of the control socket is longer than \(sockaddr_un.longestPath - 1) bytes: \(path)")
        }
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw SimulatorError("cannot make a socket", errno) }
        var status = stat()
        if lstat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFSOCK, !Self.isAnswering(address) else {
                throw SimulatorError("\(path) is in use; choose another --control")
            }
            _ = unlink(path)
        }
        guard address.use({ bind(descriptor, $0, $1) }) == 0, listen(descriptor, 16) == 0 else {
            throw SimulatorError("cannot listen at \(path)", errno)
        }
    }

    private static func isAnswering(_ address: sockaddr_un) -> Bool {
        let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { _ = Glibc.close(probe) }
        return address.use { connect(probe, $0, $1) } == 0
    }

    func close() {
        for client in clients.values { _ = Glibc.close(client.descriptor) }
        clients = [:]
        if descriptor >= 0 {
            _ = Glibc.close(descriptor)
            _ = unlink(path)
        }
        descriptor = -1
    }

    var pollEntries: [pollfd] {
        [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
            + clients.values.map { client in
                let reads = client.hasEnded ? 0 : POLLIN
                let writes = client.output.isEmpty ? 0 : POLLOUT
                return pollfd(fd: client.descriptor, events: Int16(reads | writes), revents: 0)
            }
    }

    /// Looks after one polled entry; returns the clients that have gone.
    func handle(_ entry: pollfd) -> [Int] {
        guard entry.revents != 0 else { return [] }
        if entry.fd == descriptor {
            accept()
            return []
        }
        guard let id = clients.first(where: { $0.value.descriptor == entry.fd })?.key else { return [] }
        if Int32(entry.revents) & POLLIN != 0 { read(id) }
        if Int32(entry.revents) & POLLOUT != 0 { flush(id) }
        // Both directions are closed: nobody is there to be answered.
        let isGone = Int32(entry.revents) & (POLLHUP | POLLERR) != 0
        return (isGone && Int32(entry.revents) & POLLIN == 0) || isFinished(id) ? remove(id) : []
    }

    /// The next request to be carried out.
    func nextRequest() -> (client: Int, line: String)? {
        for id in clients.keys.sorted() {
            guard var client = clients[id], !client.isWaiting,
                let end = client.input.firstIndex(of: UInt8(ascii: "\n"))
            else { continue }
            let line = String(decoding: client.input[..<end], as: UTF8.self)
            client.input.removeSubrange(...end)
            client.isWaiting = true
            clients[id] = client
            return (id, line)
        }
        return nil
    }

    /// Returns the clients that have gone by this.
    func answer(_ id: Int, _ line: String) -> [Int] {
        clients[id]?.isWaiting = false
        clients[id]?.output += Array((line + "\n").utf8)
        flush(id)
        return isFinished(id) ? remove(id) : []
    }

    private func accept() {
        let descriptor = edutrac_accept(self.descriptor)
        guard descriptor >= 0 else { return }
        lastClient += 1
        clients[lastClient] = Client(descriptor: descriptor)
    }

    private func read(_ id: Int) {
        guard var client = clients[id] else { return }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(client.descriptor, &buffer, buffer.count)
        if count > 0 {
            client.input += buffer.prefix(count)
            if client.input.count > Self.longestLine { client.hasEnded = true }
        } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
            client.hasEnded = true
            // A last line without its line feed counts.
            if !client.input.isEmpty, client.input.last != UInt8(ascii: "\n") {
                client.input.append(UInt8(ascii: "\n"))
            }
        }
        clients[id] = client
    }

    private func flush(_ id: Int) {
        guard var client = clients[id], !client.output.isEmpty else { return }
        let chunk = Array(client.output)
        let count = send(client.descriptor, chunk, chunk.count, Int32(MSG_NOSIGNAL))
        if count > 0 { client.output = client.output.dropFirst(count) }
        clients[id] = client
    }

    private func isFinished(_ id: Int) -> Bool {
        guard let client = clients[id] else { return false }
        return client.hasEnded && !client.isWaiting && client.output.isEmpty
            && !client.input.contains(UInt8(ascii: "\n"))
    }

    private func remove(_ id: Int) -> [Int] {
        guard let client = clients.removeValue(forKey: id) else { return [] }
        _ = Glibc.close(client.descriptor)
        return [id]
    }
}
