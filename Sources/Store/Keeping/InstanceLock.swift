import Foundation

/// Holds the database for one daemon. A second one would take the first one's texts on their way for
/// interrupted, and reach for its port.
///
/// The lock is the kernel's: it goes with the process, however that ends.
package final class InstanceLock: Sendable {
    package struct Taken: Error, CustomStringConvertible {
        package let path: String

        package var description: String {
            "another edutracd runs on this database (\(path) is locked); stop it first, or set another `[store] path`"
        }
    }

    private let descriptor: Int32

    /// - Throws: ``Taken``; a lock file that cannot be made is reported by errno.
    package init(store path: String) throws {
        let lock = path + ".lock"
        descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o660)
        guard descriptor >= 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO, userInfo: [NSFilePathErrorKey: lock])
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            // The object is whole by now: deinit closes.
            throw Taken(path: lock)
        }
    }

    /// Looks without making the file: nil where no daemon has ever run. While it is held, none starts.
    ///
    /// - Throws: ``Taken`` when one runs.
    package init?(lookingAt path: String) throws(Taken) {
        let lock = path + ".lock"
        descriptor = open(lock, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { throw Taken(path: lock) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
