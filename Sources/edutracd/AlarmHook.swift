import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// Runs the office's command for alarms, one after the other and beside everything else: whatever it does, the daemon
/// goes on.
final class AlarmHook: Service {
    struct Run: Sendable {
        /// The program with its arguments; not empty.
        var command: [String]
        var timeout: Duration
        /// The whole of it.
        var environment: [String: String]
        /// The key of the alarm, for the log.
        var alarm: String
    }

    /// A command that hangs must not pile up a year of alarms.
    private static let mostWaiting = 32

    private let logger: Logger
    private let runs: AsyncStream<Run>
    private let queue: AsyncStream<Run>.Continuation
    private let isStopped = Mutex(false)

    init(_ logger: Logger) {
        self.logger = logger
        (runs, queue) = AsyncStream.makeStream(of: Run.self, bufferingPolicy: .bufferingNewest(Self.mostWaiting))
    }

    /// Returns at once.
    func run(_ run: Run) {
        if case .dropped(let lost) = queue.yield(run) {
            logger.warning(
                "the alarm command failed",
                metadata: ["alarm": "\(lost.alarm)", "reason": "it was not run: too many wait for those before it to end"])
        }
    }

    func run() async throws {
        await withGracefulShutdownHandler {
            for await run in runs.cancelOnGracefulShutdown() {
                guard let reason = await perform(run) else { continue }
                logger.warning(
                    "the alarm command failed",
                    metadata: ["alarm": "\(run.alarm)", "command": "\(run.command[0])", "reason": "\(reason)"])
            }
        } onGracefulShutdown: {
            self.isStopped.withLock { $0 = true }
            self.queue.finish()
        }
    }

    /// On a thread of its own, because a program is waited for.
    ///
    /// - Returns: why it failed, in words; nil when it did not.
    private func perform(_ run: Run) async -> String? {
        await withCheckedContinuation { done in
            let thread = Thread { [self] in
                do throws(HookProcess.Failure) {
                    let process = try HookProcess(run.command, environment: run.environment)
                    try process.wait(for: run.timeout) { self.isStopped.withLock { $0 } }
                    done.resume(returning: nil)
                } catch {
                    done.resume(returning: error.description)
                }
            }
            thread.start()
        }
    }
}
