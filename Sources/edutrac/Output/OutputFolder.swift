import Glibc

/// Files in a folder that the operator named. Opened before privileges are dropped, so that root's own folder can be
/// written to; what stands in them is touched only when all of the new is there.
final class OutputFolder {
    private var descriptors: [(name: String, descriptor: Int32)] = []
    let path: String

    /// Makes the folder if it is not there, for owner and group only: what goes into it is not for everybody.
    init(_ path: String, files names: [String]) throws(Complaint) {
        self.path = path
        if mkdir(path, 0o770) != 0, errno != EEXIST { throw Self.unwritable(path) }
        for name in names {
            let file = path + "/" + name
            let descriptor = open(file, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o660)
            guard descriptor >= 0 else { throw Self.unwritable(file) }
            descriptors.append((name, descriptor))
        }
    }

    deinit { for file in descriptors { close(file.descriptor) } }

    /// - Parameter texts: one for each file, in the order of their names.
    func write(_ texts: [String]) throws(Complaint) {
        for (file, text) in zip(descriptors, texts) { try begin(file.name, with: text) }
    }

    /// Replaces what stands in a file.
    func begin(_ name: String, with text: String) throws(Complaint) {
        guard let file = descriptors.first(where: { $0.name == name }), ftruncate(file.descriptor, 0) == 0,
            lseek(file.descriptor, 0, SEEK_SET) == 0
        else { throw Self.unwritable(path + "/" + name) }
        try append(text, to: name)
    }

    func append(_ text: String, to name: String) throws(Complaint) {
        guard let file = descriptors.first(where: { $0.name == name }) else { throw Self.unwritable(path + "/" + name) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file.descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.unwritable(path + "/" + file.name) }
            rest = rest.dropFirst(count)
        }
    }

    /// A stick may be pulled out right after the command has said that all is there.
    func finish() throws(Complaint) {
        for file in descriptors where fsync(file.descriptor) != 0 { throw Self.unwritable(path + "/" + file.name) }
    }

    private static func unwritable(_ path: String) -> Complaint {
        let reason = errno
        let words = String(cString: strerror(reason))
        return switch reason {
        case EACCES, EPERM, EROFS:
            Complaint(
                .noPermission, "\(path) may not be written by you. Name another folder, or run the command as its owner.")
        default: Complaint(.cannotCreate, "\(path) cannot be written: \(words).")
        }
    }
}
