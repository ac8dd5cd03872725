import NIOCore
import NIOPosix
import Synchronization

/// The thread of one port: reads and writes it, and runs the tasks of whoever talks over it.
///
/// What a modem says then needs no second thread to be understood and answered. Such a task must not wait for anything
/// but what it awaits: meanwhile nothing is read.
package final class PortThread: TaskExecutor {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let loop: any EventLoop

    init() { loop = group.next() }

    deinit {
        // Whoever has a task here holds the thread. The only error is "already shut down".
        group.shutdownGracefully { _ in }
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    package var clock: PortClock { PortClock(thread: self) }
}

/// The time of a port's thread. Unlike that of `Task.sleep`, an alarm that is cancelled is gone: it wakes nobody later,
/// and nearly every alarm of a modem is cancelled, because nearly every command is answered.
package struct PortClock: Clock {
    package typealias Instant = ContinuousClock.Instant

    fileprivate let thread: PortThread

    package var now: Instant { .now }
    package var minimumResolution: Duration { .milliseconds(1) }

    /// What is further off is looked at again then: nanoseconds in 64 bits end after 292 years.
    private static let longest = Duration.seconds(86_400)

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        while true {
            let rest = deadline - .now
            guard rest > .zero else { return try Task.checkCancellation() }
            try await sleep(for: min(rest, Self.longest))
        }
    }

    private func sleep(for duration: Duration) async throws {
        let alarm = Alarm()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { sleeper in
                // Up, or the last part of a millisecond would be spent in a circle.
                let nanoseconds = (duration / .nanoseconds(1)).rounded(.up)
                let scheduled = thread.loop.scheduleTask(in: .nanoseconds(Int64(nanoseconds))) { alarm.end(.success(())) }
                alarm.begin(sleeper, scheduled)
            }
        } onCancel: {
            alarm.end(.failure(CancellationError()))
        }
    }
}

/// One sleeper and what wakes it; ends once.
private final class Alarm: Sendable {
    private enum State {
        case new
        case sleeping(CheckedContinuation<Void, any Error>, Scheduled<Void>)
        case ended(Result<Void, any Error>)
    }

    private let state = Mutex(State.new)

    func begin(_ sleeper: CheckedContinuation<Void, any Error>, _ scheduled: Scheduled<Void>) {
        let outcome: Result<Void, any Error>? = state.withLock { state in
            if case .ended(let outcome) = state { return outcome }
            state = .sleeping(sleeper, scheduled)
            return nil
        }
        guard let outcome else { return }
        scheduled.cancel()
        sleeper.resume(with: outcome)
    }

    func end(_ outcome: Result<Void, any Error>) {
        let before = state.withLock { state in
            defer { if case .ended = state {} else { state = .ended(outcome) } }
            return state
        }
        guard case .sleeping(let sleeper, let scheduled) = before else { return }
        scheduled.cancel()
        sleeper.resume(with: outcome)
    }
}
