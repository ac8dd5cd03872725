internal import Glibc

/// One client of a control socket: asks and waits for the answer.
package final class ControlClient {
    private let descriptor: Int32
    private var input: [UInt8] = []

    package init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SimulatorError("cannot make a socket", errno) }
        guard let address = sockaddr_un(path: path), address.use({ connect(descriptor, $0, $1) }) == 0 else {
            let code = errno
            close(descriptor)
            throw SimulatorError("no simulator answers at \(path)", code)
        }
    }

    deinit { close(descriptor) }

    /// Sends one request line and returns its answer line; waits as long as the answer takes.
    package func ask(_ request: String) throws -> String {
        let bytes = Array((request.filter { $0 != "\n" } + "\n").utf8)
        var sent = 0
        while sent < bytes.count {
            let count = send(descriptor, Array(bytes[sent...]), bytes.count - sent, Int32(MSG_NOSIGNAL))
            guard count > 0 else { throw SimulatorError("the simulator has gone", errno) }
            sent += count
        }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            if let end = input.firstIndex(of: UInt8(ascii: "\n")) {
                defer { input.removeSubrange(...end) }
                return String(decoding: input[..<end], as: UTF8.self)
            }
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { throw SimulatorError("the simulator has gone without an answer") }
            input += buffer.prefix(count)
        }
    }
}

extension sockaddr_un {
    /// The address of a socket in the file system; nil when the path does not fit.
    init?(path: String) {
        self.init()
        sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < Self.longestPath else { return nil }
        withUnsafeMutableBytes(of: &sun_path) { $0.copyBytes(from: path.utf8) }
    }

    static var longestPath: Int { MemoryLayout.size(ofValue: sockaddr_un().sun_path) }

    /// For bind(2) and connect(2).
    func use(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = self
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
