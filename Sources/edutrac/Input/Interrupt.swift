import Glibc

/// Ctrl-C, or the end of the terminal, as something that is waited for: a command that looks again and again ends with
/// what it saw last.
final class Interrupt {
    private let readEnd: Int32
    /// The handler can only know what is global, and runs on any thread at any moment: one descriptor, written once.
    nonisolated(unsafe) private static var writeEnd: Int32 = -1

    init() throws(Complaint) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw Complaint(.software, "No pipe can be made: \(String(cString: strerror(errno))).")
        }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        readEnd = ends[0]
        Self.writeEnd = ends[1]
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in
                let before = errno
                _ = write(Interrupt.writeEnd, [1], 1)
                errno = before
            }
        }
    }

    deinit {
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
        close(Self.writeEnd)
        close(readEnd)
    }

    /// Waits so long at most.
    func comes(within limit: Duration) -> Bool {
        let deadline = ContinuousClock.now + limit
        while true {
            var entry = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
            let milliseconds = max(0, ((deadline - .now) / .milliseconds(1)).rounded(.up))
            let count = poll(&entry, 1, Int32(milliseconds))
            if count > 0 { return true }
            if count == 0 { return false }
            // The signal itself interrupts: what the handler wrote is read with the next look.
            guard errno == EINTR else { return true }
        }
    }
}
