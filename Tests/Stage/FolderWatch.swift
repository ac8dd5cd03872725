internal import Glibc

/// Waits for something that shows in a file of a folder: a line in a log, a row in the database.
package enum FolderWatch {
    /// SQLite writes its log file before other connections can see the rows, and seeing them makes
    /// no event of its own: one more look after this time.
    private static let secondLook: Int32 = 50

    /// Asks `condition` at once and after each change in the folder until it gives a value.
    ///
    /// The only place where waiting looks again by the clock; everything else blocks on a descriptor.
    ///
    /// - Throws: ``StageError`` naming what was waited for.
    package static func wait<Value>(
        in folder: String, for what: String, until deadline: Deadline, _ condition: () throws -> Value?
    ) throws -> Value {
        let descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
        guard descriptor >= 0 else { throw StageError("inotify_init1: \(systemMessage())") }
        defer { close(descriptor) }
        let kinds = UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_DELETE | IN_CLOSE_WRITE)
        guard inotify_add_watch(descriptor, folder, kinds) >= 0 else {
            throw StageError("Cannot watch \(folder): \(systemMessage())")
        }
        while true {
            if let value = try condition() { return value }
            if deadline.hasPassed { throw StageError("Waited in vain for \(what).") }
            _ = deadline.waitToRead(descriptor, atMost: secondLook)
            drain(descriptor)
        }
    }

    private static func drain(_ descriptor: Int32) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while read(descriptor, &buffer, buffer.count) > 0 {}
    }
}

/// The words for `errno`.
func systemMessage() -> String { String(cString: strerror(errno)) }
