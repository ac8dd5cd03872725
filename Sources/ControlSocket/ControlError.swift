/// Why daemon and command do not come together, and what to do about it.
package enum ControlError: Error, Hashable, Sendable {
    /// Nobody listens at the path.
    case notRunning(path: String)
    /// File permissions or the daemon itself keep this user out.
    case notPermitted(path: String)
    case noAnswer(path: String, seconds: Int)
    /// The answer could not be understood.
    case brokenAnswer(String)
    /// Another daemon listens at the path already.
    case alreadyRunning(path: String)
    /// Something that is no socket is in the way.
    case notASocket(path: String)
    /// Longer than the system allows for a socket.
    case pathTooLong(path: String)
    case failed(path: String, String)
}

extension ControlError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notRunning(let path):
            "edutracd is not running: start it with `systemctl start edutracd`. (Nobody listens at \(path), see `[socket] path`.)"
        case .notPermitted(let path):
            "No permission to talk to edutracd at \(path). Run the command with sudo, or add the user to the group edutrac: `adduser USER edutrac`."
        case .noAnswer(let path, let seconds):
            "edutracd at \(path) gave no answer within \(seconds) s. Look at `journalctl -u edutracd`, then `systemctl restart edutracd`."
        case .brokenAnswer(let detail):
            "edutracd's answer cannot be read (\(detail)). Are edutrac and edutracd of the same version? Restart edutracd after an upgrade."
        case .alreadyRunning(let path):
            "Another edutracd already listens at \(path). Stop it, or give this one another `[socket] path`."
        case .notASocket(let path):
            "\(path) is no socket. Move it away, or name another file in `[socket] path`."
        case .pathTooLong(let path):
            "\(path) is too long for a socket (107 bytes at most). Name a shorter one in `[socket] path`."
        case .failed(let path, let reason):
            "The control socket \(path) cannot be used: \(reason). Check that its folder exists and can be written, see `[socket] path`."
        }
    }
}
