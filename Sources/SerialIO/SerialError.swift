import Glibc

/// Why a port cannot be used, and what to do about it.
package enum SerialError: Error, Hashable, Sendable {
    /// Nothing has that path, or the driver is still waking up (ENXIO, ENODEV).
    case notThere(path: String)
    case notPermitted(path: String, group: String?)
    /// Another program holds the port; `holder` names it where that could be found out.
    case busy(path: String, holder: String?)
    case notATerminal(path: String)
    case unsupportedSpeed(path: String, baud: Int)
    /// The other end hung up: unplugged, reset, or the simulator ended.
    case gone(path: String)
    /// The device has not taken bytes for so long that the buffer is full.
    case stuck(path: String)
    /// More came in than anyone reads.
    case flooded(path: String)
    /// Any other system call that failed, with its errno.
    case failed(path: String, doing: String, _ code: Int32)

    /// The error of open(2).
    init(opening path: String, _ code: Int32, lockDirectory: String) {
        switch code {
        case ENOENT, ENXIO, ENODEV, ENOTDIR: self = .notThere(path: path)
        case EACCES, EPERM: self = .notPermitted(path: path, group: FileFacts.groupName(of: path))
        case EBUSY: self = .busy(path: path, holder: PortHolder.find(of: path, lockDirectory: lockDirectory))
        default: self = .failed(path: path, doing: "open", code)
        }
    }
}

extension SerialError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notThere(let path):
            "\(path) is not there. Is the modem plugged in? `ls -l /dev/serial/by-path` shows what is."
        case .notPermitted(let path, let group?):
            "No permission to open \(path). Add the user to its group: `adduser USER \(group)`, then start edutracd again."
        case .notPermitted(let path, nil):
            "No permission to open \(path). It usually belongs to the group dialout: `adduser USER dialout`, then start edutracd again."
        case .busy(let path, let holder?):
            "\(path) is in use by \(holder). \(PortHolder.remedy(for: holder))"
        case .busy(let path, nil):
            "\(path) is in use by another program. `fuser -v \(path)` as root names it."
        case .notATerminal(let path):
            "\(path) is no serial port. Name a tty such as /dev/ttyUSB2 in `device`."
        case .unsupportedSpeed(let path, let baud):
            "\(baud) baud is not possible on \(path). Set `baud` to one of "
                + LineSettings.supportedBauds.map(String.init).joined(separator: ", ") + "."
        case .gone(let path):
            "\(path) hung up: the modem was unplugged or has reset. It is opened again when it is back."
        case .stuck(let path):
            "\(path) takes no more bytes. Unplug the modem and plug it in again."
        case .flooded(let path):
            "\(path) sends more than can be read. Is it the AT port of the modem? Another interface may be."
        case .failed(let path, let call, let code):
            "\(path): \(call) failed: \(String(cString: strerror(code)))."
        }
    }
}

enum FileFacts {
    /// Name of the group a file belongs to, when it has one other than root.
    static func groupName(of path: String) -> String? {
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_gid != 0 else { return nil }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer -> String? in
            var entry = group()
            var found: UnsafeMutablePointer<group>?
            guard getgrgid_r(facts.st_gid, &entry, buffer.baseAddress, buffer.count, &found) == 0,
                found != nil, let name = entry.gr_name
            else { return nil }
            return String(cString: name)
        }
    }
}
