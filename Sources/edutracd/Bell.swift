import Synchronization

/// Wakes services: something they may have to look at has changed. Says nothing about what; the
/// database knows. Rings that nobody has heard yet count as one.
final class Bell: Sendable {
    private struct Listeners {
        var lastNumber = 0
        var all: [Int: AsyncStream<Void>.Continuation] = [:]
    }

    private let listeners = Mutex(Listeners())

    func ring() {
        for listener in listeners.withLock({ Array($0.all.values) }) { listener.yield() }
    }

    /// A stream that yields at once and then after each ring. A listener whose task has ended is
    /// forgotten: a modem that flaps for a year must not leave a year of listeners.
    func rings() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let number = listeners.withLock { listeners in
            listeners.lastNumber += 1
            listeners.all[listeners.lastNumber] = continuation
            return listeners.lastNumber
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.listeners.withLock { $0.all.removeValue(forKey: number) }
        }
        continuation.yield()
        return stream
    }

    var listenerCount: Int { listeners.withLock { $0.all.count } }
}

/// A stream of wake-ups from a bell and from one timer that is set anew after each round of work.
struct Wakeups: Sendable {
    let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let forwarding: Task<Void, Never>
    private let timer = TimerSlot()

    init(from bell: Bell) {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.stream = stream
        self.continuation = continuation
        let rings = bell.rings()
        forwarding = Task {
            for await _ in rings { continuation.yield() }
            continuation.finish()
        }
    }

    func wake() { continuation.yield() }

    /// Replaces the timer set before.
    func wake(after delay: Duration) {
        timer.set(
            Task { [continuation] in
                do { try await Task.sleep(for: delay) } catch { return }
                continuation.yield()
            })
    }

    func finish() {
        timer.set(nil)
        forwarding.cancel()
        continuation.finish()
    }

    /// Returns when nothing of it runs any more.
    func ended() async { await forwarding.value }

    private final class TimerSlot: Sendable {
        private let task = Mutex<Task<Void, Never>?>(nil)

        func set(_ next: Task<Void, Never>?) {
            task.withLock { current in
                current?.cancel()
                current = next
            }
        }
    }
}
