import DeviceWatch
import Glibc

/// The folder in which the daemon, which may not write to /sys, asks for a USB device to be taken off the bus and put
/// back: an empty file with the kernel's name of the device. edutrac-usb-reset.path has it done by root, and each
/// request is taken away, whatever comes of it.
///
/// It is made with the service and stands beside the control socket: a daemon of an ordinary user has none.
struct USBResets: Sendable {
    /// Why nothing was asked for.
    struct Failure: Error, Hashable, CustomStringConvertible {
        let description: String
    }

    let path: String

    init(besideSocket socket: String) {
        let folder = socket.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        path = (folder + ["usb-reset"]).joined(separator: "/")
    }

    /// An empty file is complete as soon as it is there.
    func ask(for device: USBName) throws(Failure) {
        let descriptor = open(file(of: device), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor < 0 else {
            close(descriptor)
            return
        }
        switch errno {
        case ENOENT: throw Failure(description: "\(path) is not there: edutracd does not run as the service")
        case EEXIST: throw Self.notTaken(device)
        case let code: throw Failure(description: "\(file(of: device)): \(String(cString: strerror(code)))")
        }
    }

    /// Takes a request back that should have been done long ago.
    ///
    /// - Throws: where it was still there, or cannot be removed.
    func withdraw(_ device: USBName) throws(Failure) {
        if unlink(file(of: device)) == 0 { throw Self.notTaken(device) }
        let code = errno
        if code != ENOENT { throw Failure(description: "\(file(of: device)): \(String(cString: strerror(code)))") }
    }

    private static func notTaken(_ device: USBName) -> Failure {
        Failure(description: "nobody has taken the request to reset \(device): does edutrac-usb-reset.path run?")
    }

    private func file(of device: USBName) -> String { "\(path)/\(device)" }
}
