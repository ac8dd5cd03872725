import Foundation
import Glibc
import OfficeConfiguration
import Store

/// The folder that pages are put into. A file is there whole or not at all: it is written under another name first.
struct SheetFolder: Sendable {
    let path: String
    /// It was made by this.
    let isNew: Bool

    /// Makes the folder if it is not there, for owner and group only: the office's sheets are not for everybody.
    init(_ path: String) throws(Complaint) {
        self.path = path
        isNew = mkdir(path, 0o770) == 0
        if !isNew, errno != EEXIST { throw Self.unwritable(path) }
    }

    /// As above; what root makes belongs to who writes into it, the owner of the database.
    init(_ path: String, for options: GlobalOptions) throws {
        try self.init(path)
        if isNew { try DatabaseOwner.give(path, ofDatabase: try OfficeConfiguration.load(options.config).storePath) }
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func write(_ text: String, to name: String) throws(Complaint) {
        let part = file(name + Self.partEnding)
        unlink(part)
        let descriptor = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o660)
        guard descriptor >= 0 else { throw Self.unwritable(file(name)) }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.unwritable(file(name)) }
            rest = rest.dropFirst(count)
        }
        try finish(name)
    }

    /// Gives a file that was written under ``partEnding`` its name.
    func finish(_ name: String) throws(Complaint) {
        guard rename(file(name + Self.partEnding), file(name)) == 0 else { throw Self.unwritable(file(name)) }
    }

    func remove(_ name: String) { unlink(file(name)) }

    static let partEnding = ".part"

    private static func unwritable(_ path: String) -> Complaint {
        let reason = errno
        return switch reason {
        case EACCES, EPERM, EROFS:
            Complaint(
                .noPermission, "\(path) may not be written by you. Name another folder, or run the command as its owner.")
        default: Complaint(.cannotCreate, "\(path) cannot be written: \(String(cString: strerror(reason))).")
        }
    }
}
