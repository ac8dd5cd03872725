internal import Glibc

/// The service manager's end of sd_notify(3): hears what a daemon says of itself.
package final class NotifySocket {
    package let path: String
    private let descriptor: Int32
    /// Every assignment heard so far, in order, as `KEY=value`.
    package private(set) var heard: [String] = []

    package init(path: String) throws {
        self.path = path
        descriptor = try UnixSocket.make(SOCK_DGRAM)
        let bound = try UnixSocket.with(path) { Glibc.bind(descriptor, $0, $1) }
        guard bound == 0 else {
            close(descriptor)
            throw StageError("Cannot listen at \(path): \(systemMessage())")
        }
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// Forgets what was heard, before a daemon starts anew.
    package func forget() {
        while Deadline.seconds(0).waitToRead(descriptor) { hear() }
        heard = []
    }

    /// Waits until an assignment begins so: `READY=1`, `STATUS=Modem`.
    ///
    /// - Throws: ``StageError`` with what was heard instead.
    package func waitFor(_ prefix: String, within seconds: Double) throws {
        let deadline = Deadline.seconds(seconds)
        while !heard.contains(where: { $0.hasPrefix(prefix) }) {
            guard deadline.waitToRead(descriptor) else {
                throw StageError("No \(prefix) within \(seconds) s; heard \(heard).")
            }
            hear()
        }
    }

    private func hear() {
        var datagram = [UInt8](repeating: 0, count: 8192)
        let count = recv(descriptor, &datagram, datagram.count, 0)
        guard count > 0 else { return }
        heard += String(decoding: datagram[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
