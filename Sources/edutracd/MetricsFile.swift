import Foundation
import Glibc
import Logging

/// The figures as a file for node_exporter, which reads it whenever it likes: always whole, never half.
struct MetricsFile {
    private let logger: Logger
    /// What stands against it, and was told.
    private var told: String?

    init(_ logger: Logger) { self.logger = logger }

    /// A folder that cannot be written to is told once, and again when something else stands against it.
    mutating func write(_ text: String, to path: String) {
        do throws(Failure) {
            try Self.replace(path, with: text)
            if told != nil { logger.notice("the figures are written again", metadata: ["file": "\(path)"]) }
            told = nil
        } catch {
            let why = "\(path): \(error.description)"
            if told != why {
                logger.warning("the figures cannot be written", metadata: ["file": "\(path)", "error": "\(error.description)"])
            }
            told = why
        }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Beside it under another name, and then in its place. Not flushed to the disk: after a power cut it is old anyway.
    static func replace(_ path: String, with text: String) throws(Failure) {
        // node_exporter reads names that end in .prom only.
        let draft = path + ".tmp"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw last() }
        // Others read it, whatever our umask.
        var isWritten = fchmod(descriptor, 0o644) == 0
        var rest = Array(text.utf8)[...]
        while isWritten, !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            isWritten = count > 0
            rest = rest.dropFirst(max(0, count))
        }
        let failure = last()
        close(descriptor)
        guard isWritten else {
            unlink(draft)
            throw failure
        }
        guard rename(draft, path) == 0 else {
            let failure = last()
            unlink(draft)
            throw failure
        }
    }

    private static func last() -> Failure { Failure(description: String(cString: strerror(errno))) }
}
