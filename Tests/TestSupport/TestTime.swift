import Synchronization

/// A clock that stands still until a test moves it. Nobody waits in real time.
package final class TestTime: Clock, Sendable {
    package struct Instant: InstantProtocol {
        package let offset: Duration
        package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        package func duration(to other: Instant) -> Duration { other.offset - offset }
        package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct Sleeper {
        let deadline: Duration
        let length: Duration
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Duration.zero
        var lastNumber = 0
        var cancelled: Set<Int> = []
        var sleepers: [Int: Sleeper] = [:]
        var watchers: [(length: Duration, continuation: CheckedContinuation<Duration, Never>)] = []
    }

    private let state = Mutex(State())

    package init() {}

    package var now: Instant { Instant(offset: state.withLock { $0.now }) }
    package var minimumResolution: Duration { .zero }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                sleep(number, until: deadline.offset, continuation)
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.cancelled.insert(number)
                return state.sleepers.removeValue(forKey: number)
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    private func sleep(
        _ number: Int, until deadline: Duration, _ continuation: CheckedContinuation<Void, any Error>
    ) {
        var watchers: [CheckedContinuation<Duration, Never>] = []
        let outcome: Result<Void, any Error>? = state.withLock { state in
            if state.cancelled.remove(number) != nil { return .failure(CancellationError()) }
            if deadline <= state.now { return .success(()) }
            let length = deadline - state.now
            state.sleepers[number] = Sleeper(deadline: deadline, length: length, continuation: continuation)
            watchers = state.watchers.filter { $0.length == length }.map(\.continuation)
            state.watchers.removeAll { $0.length == length }
            return nil
        }
        if let outcome { continuation.resume(with: outcome) }
        for watcher in watchers { watcher.resume(returning: deadline) }
    }

    /// Moves on and wakes whoever is due.
    package func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now += duration
            let now = state.now
            let due = state.sleepers.filter { $0.value.deadline <= now }.sorted {
                $0.value.deadline < $1.value.deadline
            }
            for (number, _) in due { state.sleepers[number] = nil }
            return due.map(\.value.continuation)
        }
        for continuation in due { continuation.resume() }
    }

    /// Waits until somebody sleeps for exactly this long, and moves on to the end of that sleep.
    package func pass(_ length: Duration) async {
        let deadline = await withCheckedContinuation { watcher in
            let found: Duration? = state.withLock { state in
                if let sleeper = state.sleepers.values.first(where: { $0.length == length }) {
                    return sleeper.deadline
                }
                state.watchers.append((length, watcher))
                return nil
            }
            if let found { watcher.resume(returning: found) }
        }
        advance(by: max(.zero, deadline - now.offset))
    }
}
