import Foundation
import Glibc
import Synchronization

/// Wakes a sleeping thread, or tells it to end.
///
/// poll(2) on a pipe: a condition waits by the wall clock, and where that is set back by a year, for a year.
final class ThreadAlarm: Sendable {
    private let readEnd: Int32
    private let writeEnd: Int32
    private let isStopped = Mutex(false)

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EMFILE) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// A pipe that is full wakes as well.
    func wake() { _ = write(writeEnd, [1], 1) }

    func stop() {
        isStopped.withLock { $0 = true }
        wake()
    }

    /// Sleeps until then, or until it is woken, or until there is something to read.
    ///
    /// - Returns: false when the thread should end.
    func sleep(until moment: ContinuousClock.Instant, orReadable descriptor: Int32? = nil) -> Bool {
        // What woke it for the end is read only once.
        if isStopped.withLock({ $0 }) { return false }
        var entries = [pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)]
        if let descriptor { entries.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)) }
        // Up, or the last millisecond would be spent in a circle.
        let milliseconds = ((moment - .now) / .milliseconds(1)).rounded(.up)
        _ = poll(&entries, nfds_t(entries.count), Int32(min(max(milliseconds, 0), 3_600_000)))
        var bytes = [UInt8](repeating: 0, count: 64)
        if entries[0].revents != 0 { while read(readEnd, &bytes, bytes.count) > 0 {} }
        return !isStopped.withLock { $0 }
    }
}
