internal import Glibc

/// A moment on the monotonic clock after which waiting is a failure.
package struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    package init(in duration: Duration) { end = ContinuousClock.now.advanced(by: duration) }

    package static func seconds(_ seconds: Double) -> Deadline { Deadline(in: .seconds(seconds)) }

    package var hasPassed: Bool { ContinuousClock.now >= end }

    /// What is left, in whole milliseconds rounded up, never negative, for poll(2).
    package var milliseconds: Int32 {
        let left = ContinuousClock.now.duration(to: end)
        guard left > .zero else { return 0 }
        let whole = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
        return Int32(clamping: whole)
    }

    /// Waits until the descriptor can be read or its other end is gone.
    ///
    /// - Returns: false when the deadline passed first.
    func waitToRead(_ descriptor: Int32, atMost milliseconds: Int32 = .max) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            let found = poll(&request, 1, min(self.milliseconds, milliseconds))
            // A signal that the cleaner takes interrupts poll here.
            if found < 0 && errno == EINTR { continue }
            return found > 0
        }
    }
}
